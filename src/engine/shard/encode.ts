import type { DeploymentRef, RunMetadata, FileResult } from "../../evaluate/assemble-report.ts";
import type { TreeResult } from "../../evaluate/verdict.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { LocatedEdit } from "../../model/edit.ts";
import type { Document, Location, Span } from "../../model/document.ts";
import {
  type DecisiveValue,
  type Enforcement,
  type ExplanationStep,
  type Finding,
  type MissingInput,
  type RelatedLocation,
  type RuleInfo,
  type Waiver,
  type WriteLine,
  severities,
} from "../../model/finding.ts";
import { isObject } from "../../util/json.ts";
import {
  type Decoder,
  DecodeError,
  type Decoded,
  commit,
  day,
  digest,
  either,
  flag,
  json,
  list,
  nth,
  nullable,
  number,
  oneOf,
  record,
  text,
  tuple,
  whole,
} from "./decode.ts";
import { numbering } from "../../util/numbering.ts";

/** A location: file, line and column of its start and end, and true if it is exact. */
const place = tuple(text, whole, whole, whole, whole, flag);
type EncodedLocation = Decoded<typeof place>;

const diagnostic = record({
  code: text,
  severity: oneOf("error", "warning", "note"),
  message: text,
  at: place,
  /** The place and the text of an edit. */
  fix: nullable(tuple(place, text)),
});
const notEvaluated = record({ what: text, reason: text });
const digests = list(tuple(text, digest));
const path = list(either(text, whole));

const binding: Decoder<Enforcement> = either(oneOf("gates", "advisory"), record({ gatesFrom: text }));

const rule = record({
  id: text,
  formerly: list(text),
  title: text,
  severity: oneOf(...severities),
  binding,
  citations: list(tuple(text, nullable(text))),
  covers: list(text),
  message: text,
  remediation: text,
  page: nullable(text),
});

const waiver = record({
  id: text,
  rule: text,
  deployment: text,
  approvedBy: text,
  reason: text,
  from: day,
  until: day,
  notByOwner: flag,
  file: text,
  index: whole,
  value: json,
});

const state: Decoder<DecisiveValue["state"]> = either(
  record({ kind: oneOf("distance"), value: number, limit: number, elements: list(text) }),
  either(
    record({ kind: oneOf("elements"), elements: list(text) }),
    either(record({ kind: oneOf("value"), value: text }), record({ kind: oneOf("unstated") })),
  ),
);

const decisive = record({ paths: list(text), part: text, premise: flag, unknown: flag, state });

/** The metadata of a check, which does not depend on the results of files. */
export const runMetadata = record({
  asOf: day,
  toolVersion: text,
  policies: record({
    source: oneOf("working-tree", "base", "head", "commit", "none"),
    commit: nullable(commit),
    digest: text,
  }),
  judged: nullable(
    record({ commit, folder: text, targets: list(text), failOn: nullable(oneOf(...severities, "never")) }),
  ),
  rules: list(rule),
  waivers: list(waiver),
  target: text,
  mayBeEmpty: flag,
  waived: nullable(list(tuple(text, place))),
  diagnostics: list(diagnostic),
  notEvaluated: list(notEvaluated),
  digests,
});
export type EncodedRunMetadata = Decoded<typeof runMetadata>;

/** The result of a file. Places and conditions are stored once and referenced by number. */
export const fileResult = record({
  file: text,
  places: list(place),
  /** Text, result, the value that was read: its path, and a list that contains it or is empty; true if it only describes. */
  conditions: list(tuple(text, oneOf("true", "false", "unknown"), nullable(tuple(path, list(json))), flag)),
  /** Name, place, values of claims by path, former names, and the identity of its system. */
  deployments: list(tuple(text, whole, list(tuple(text, text)), list(text), list(nullable(text)))),
  findings: list(
    record({
      rule: whole,
      outcome: oneOf("pass", "fail", "unknown", "not-applicable"),
      gates: flag,
      gatesUnwaived: flag,
      advisory: flag,
      deployment: whole,
      message: text,
      /** Text, path, file and line. */
      write: list(tuple(text, text, text, whole)),
      primary: whole,
      related: list(tuple(whole, text)),
      explanation: list(whole),
      missing: list(tuple(text, whole)),
      omitted: nullable(record({ conditions: whole, places: whole, missing: whole })),
      decisive: list(decisive),
      /** Among those of the rule. */
      citations: list(whole),
      waiver: nullable(whole),
      fingerprint: digest,
    }),
  ),
  tally: record({ pass: whole, fail: whole, unknown: whole, "not-applicable": whole }),
  diagnostics: list(diagnostic),
  notEvaluated: list(notEvaluated),
  digests,
  useReports: list(tuple(text, text, place)),
});
export type EncodedFileResult = Decoded<typeof fileResult>;

/** The rules and waivers that findings reference by number. */
export interface DecoderTables {
  readonly rules: readonly RuleInfo[];
  readonly waivers: readonly Waiver[];
}

const toPlace = ({ file, start, end, exact }: Location): EncodedLocation => [
  file,
  start.line,
  start.column,
  end.line,
  end.column,
  exact,
];

function position(line: number, column: number): Span["start"] {
  if (line < 1 || column < 1) throw new DecodeError("a location has a line or column below 1");
  return { line, column };
}

const fromPlace = ([file, line, column, endLine, endColumn, exact]: EncodedLocation): Location => ({
  file,
  start: position(line, column),
  end: position(endLine, endColumn),
  exact,
});

const toFix = (file: string, { span, text: by }: LocatedEdit): [EncodedLocation, string] => [
  toPlace({ file, ...span, exact: true }),
  by,
];

const toDiagnostic = ({ code, severity, message, file, span, fix }: Diagnostic) => ({
  code,
  severity,
  message,
  at: toPlace({ file, ...span, exact: true }),
  fix: fix ? toFix(file, fix) : null,
});

function fromDiagnostic({ code, severity, message, at, fix }: Decoded<typeof diagnostic>): Diagnostic {
  const { file, start, end } = fromPlace(at);
  const found = { code, severity, message, file, span: { start, end } };
  if (fix === null) return found;
  const [{ start: from, end: to }, by] = [fromPlace(fix[0]), fix[1]];
  return { ...found, fix: { span: { start: from, end: to }, text: by } };
}

/** A waiver without the text of its document: only the values are kept. */
function fromWaiver({ file, index, value, ...rest }: Decoded<typeof waiver>): Waiver {
  if (!isObject(value)) throw new DecodeError("a waiver is not a map");
  const locate = (): Location => fromPlace([file, 1, 1, 1, 1, false]);
  const document: Document = { file, index, kind: "Waiver", value, locate };
  return { ...rest, document };
}

/** Encodes the metadata of a check as JSON. */
export function encodeRunMetadata({ metadata, rules, waivers }: TreeResult): EncodedRunMetadata {
  const { asOf, toolVersion, policies, judged, target, mayBeEmpty, waived } = metadata;
  return {
    asOf,
    toolVersion,
    policies: { source: policies.source, commit: policies.commit, digest: policies.digest },
    judged: judged && { ...judged, targets: [...judged.targets] },
    rules: rules.map(
      ({ id, formerly, title, severity, binding: when, citations, covers, message, remediation, page }) => ({
        id,
        formerly: [...formerly],
        title,
        severity,
        binding: when,
        citations: citations.map(({ ref, url }) => [ref, url ?? null]),
        covers: [...covers],
        message,
        remediation,
        page,
      }),
    ),
    waivers: waivers.map(({ document: { file, index, value }, ...rest }) => ({ ...rest, file, index, value })),
    target,
    mayBeEmpty,
    waived: waived && waived.map(({ deployment, at }) => [deployment, toPlace(at)]),
    diagnostics: metadata.diagnostics.map(toDiagnostic),
    notEvaluated: [...metadata.notEvaluated],
    digests: [...metadata.digests],
  };
}

/** Decodes the metadata of a check, and the rules and waivers that findings reference by number. */
export function decodeRunMetadata(plain: EncodedRunMetadata): { metadata: RunMetadata } & DecoderTables {
  const { rules, waivers, waived, diagnostics, digests: known, ...rest } = plain;
  return {
    metadata: {
      ...rest,
      rules: rules.length,
      waived: waived && waived.map(([deployment, at]) => ({ deployment, at: fromPlace(at) })),
      diagnostics: diagnostics.map(fromDiagnostic),
      digests: new Map(known),
    },
    rules: rules.map(({ citations, ...one }) => ({
      ...one,
      citations: citations.map(([ref, url]) => (url === null ? { ref } : { ref, url })),
    })),
    waivers: waivers.map(fromWaiver),
  };
}

const toState = (one: DecisiveValue["state"]): Decoded<typeof state> =>
  "elements" in one ? { ...one, elements: [...one.elements] } : one;

const toCondition = ({
  text: words,
  result,
  read,
  describes,
}: ExplanationStep): EncodedFileResult["conditions"][number] => [
  words,
  result,
  read && [[...read.path], read.value === undefined ? [] : [read.value]],
  describes,
];

const fromCondition = ([words, result, read, describes]: EncodedFileResult["conditions"][number]): ExplanationStep => ({
  text: words,
  result,
  read: read && { path: read[0], value: read[1][0] },
  describes,
});

/** Encodes the result of a file as JSON. */
export function encodeFileResult(one: FileResult, tables: DecoderTables): EncodedFileResult {
  const [places, conditions] = [numbering<EncodedLocation>(), numbering<EncodedFileResult["conditions"][number]>()];
  const at = (location: Location): number => places.of(toPlace(location));
  const rules = new Map(tables.rules.map(({ id }, i) => [id, i]));
  const deploymentOf = new Map(one.deployments.map(({ name }, i) => [name, i]));
  const findings = one.findings.map((finding) => ({
    rule: rules.get(finding.rule.id) as number,
    outcome: finding.outcome,
    gates: finding.gates,
    gatesUnwaived: finding.gatesUnwaived,
    advisory: finding.advisory,
    deployment: deploymentOf.get(finding.manifest.name) as number,
    message: finding.message,
    write: finding.write.map((line): [string, string, string, number] => [line.text, line.path, line.file, line.line]),
    primary: at(finding.primary),
    related: finding.related.map((related): [number, string] => [at(related), related.note]),
    explanation: finding.explanation.map((condition) => conditions.of(toCondition(condition))),
    missing: finding.missing.map((missing): [string, number] => [missing.path, at(missing.location)]),
    omitted: finding.omitted ?? null,
    decisive: finding.decisive.map(({ paths, ...value }) => ({
      ...value,
      paths: [...paths],
      state: toState(value.state),
    })),
    citations: finding.citations.map((citation) => finding.rule.citations.indexOf(citation)),
    waiver: finding.waiver && tables.waivers.indexOf(finding.waiver),
    fingerprint: finding.fingerprint,
  }));
  return {
    file: one.file,
    deployments: one.deployments.map((declared): EncodedFileResult["deployments"][number] => [
      declared.name,
      at(declared.at),
      declared.claims.map(([path, value]) => [path, value]),
      [...declared.formerly],
      [...declared.system],
    ]),
    findings,
    tally: { ...one.tally },
    diagnostics: one.diagnostics.map(toDiagnostic),
    notEvaluated: [...one.notEvaluated],
    digests: [...one.digests],
    useReports: one.useReports.map(([document, name, stated]) => [document, name, toPlace(stated)]),
    places: places.things,
    conditions: conditions.things,
  };
}

/** Creates a decoder of file results. It stores repeated file names once. */
export function createDecoder({ rules, waivers }: DecoderTables): (plain: EncodedFileResult) => FileResult {
  const texts = new Map<string, string>();
  function once(text: string): string {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  }

  return (plain) => {
    const places = plain.places.map(([file, ...rest]) => fromPlace([once(file), ...rest]));
    const conditions = plain.conditions.map(fromCondition);
    const deployments = plain.deployments.map(([name, at, claims, formerly, system]): DeploymentRef => ({
      name,
      at: nth(places, at),
      claims,
      formerly,
      system,
    }));
    const findings = plain.findings.map((one): Finding => {
      const { name, at } = nth(deployments, one.deployment);
      const rule = nth(rules, one.rule);
      return {
        rule,
        outcome: one.outcome,
        gates: one.gates,
        gatesUnwaived: one.gatesUnwaived,
        advisory: one.advisory,
        manifest: { name, file: at.file },
        message: one.message,
        write: one.write.map(([written, field, own, line]): WriteLine => ({
          text: written,
          path: field,
          file: own,
          line,
        })),
        primary: nth(places, one.primary),
        related: one.related.map(([number, note]): RelatedLocation => ({ ...nth(places, number), note })),
        explanation: one.explanation.map((number) => nth(conditions, number)),
        missing: one.missing.map(([stated, number]): MissingInput => ({ path: stated, location: nth(places, number) })),
        ...(one.omitted === null ? {} : { omitted: one.omitted }),
        decisive: one.decisive,
        citations: one.citations.map((number) => nth(rule.citations, number)),
        waiver: one.waiver === null ? null : nth(waivers, one.waiver),
        fingerprint: one.fingerprint,
      };
    });
    const { file, tally, notEvaluated: skipped } = plain;
    const diagnostics = plain.diagnostics.map(fromDiagnostic);
    const digests = new Map(plain.digests.map(([name, sha256]) => [once(name), once(sha256)]));
    const useReports = plain.useReports.map(([document, name, at]) => [document, name, fromPlace(at)] as const);
    return { file, deployments, findings, tally, diagnostics, notEvaluated: skipped, digests, useReports };
  };
}
