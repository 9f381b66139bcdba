import type { RuleInfo, Severity } from "../../model/rule.ts";
import type { Report } from "../../model/report.ts";
import type { Location } from "../../model/location.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, type Outcome, isUnmet } from "../../model/finding.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { uriOf } from "../text/markdown.ts";
import { sha256 } from "../../util/hash.ts";
import { identifyDiagnostics } from "./diagnostic-identity.ts";
import type { Format, FormatOptions } from "../format.ts";
import { citedRules } from "./cited-rules.ts";
import { LAPSED, type LapsedItem, lapsedItems } from "./lapsed.ts";
import { countFindings } from "./counts.ts";
import { buildReproduction } from "./reproduction.ts";

/** The kind of a result: unknown is `open`, not `fail`. */
const kinds: Readonly<Record<Outcome, string>> = {
  fail: "fail",
  unknown: "open",
  pass: "pass",
  "not-applicable": "notApplicable",
};

const levels: Readonly<Record<Severity, string>> = { critical: "error", high: "error", medium: "warning", low: "note" };

/** A CVSS-like score: GitHub sorts security alerts by it. */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

const CITATIONS = "citations";

function physical({ file, start, end }: Pick<Location, "file" | "start" | "end">) {
  // A region must not be empty.
  const wide = end.line > start.line || end.column > start.column;
  const region = {
    startLine: start.line,
    startColumn: start.column,
    ...(wide ? { endLine: end.line, endColumn: end.column } : {}),
  };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" }, region } };
}

/** All cited provisions, without duplicates. */
function taxaOf(rules: readonly RuleInfo[]): { id: string; helpUri?: string }[] {
  const taxa = new Map<string, string | undefined>();
  for (const { citations } of rules) for (const { ref, url } of citations) taxa.set(ref, taxa.get(ref) ?? url);
  return [...taxa]
    .toSorted(([a], [b]) => compareCodeUnits(a, b))
    .map(([id, helpUri]) => ({
      id,
      name: id,
      shortDescription: { text: id },
      ...(helpUri === undefined ? {} : { helpUri }),
    }));
}

function descriptor(rule: RuleInfo) {
  const cites = rule.citations.map(({ ref }) => ref).join("; ");
  const helpUri = rule.page ?? rule.citations[0]?.url;
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.title}. ${cites}` },
    help: { text: `${rule.remediation.trim()}\n\nCites: ${cites}` },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: levels[rule.severity] },
    // A rule may cite a provision twice, with different addresses. SARIF does not allow equal relationships.
    relationships: [...new Set(rule.citations.map(({ ref }) => ref))].map((ref) => ({
      target: { id: ref, toolComponent: { name: CITATIONS } },
      kinds: ["relevant"],
    })),
    properties: {
      tags: ["ai-governance", rule.id.split("/")[0]],
      severity: rule.severity,
      "security-severity": scores[rule.severity],
    },
  };
}

function result(finding: Finding, index: number) {
  const { rule, outcome, message, write, primary, related, waiver, missing, manifest, gates, fingerprint } = finding;
  const { baselineState } = finding;
  const suppression = waiver && {
    kind: "external",
    status: "accepted",
    justification: `${waiver.reason} (${waiver.id}, approved by ${waiver.approvedBy}, until ${waiver.until})`,
  };
  return {
    ruleId: rule.id,
    ruleIndex: index,
    kind: kinds[outcome],
    level: outcome === "fail" ? levels[rule.severity] : "none",
    message: { text: message },
    locations: [physical(primary)],
    relatedLocations: related.map((place, id) => ({ id, ...physical(place), message: { text: place.note } })),
    partialFingerprints: { "caregate/v1": fingerprint },
    ...(baselineState ? { baselineState } : {}),
    ...(suppression ? { suppressions: [suppression] } : {}),
    properties: { manifest: manifest.name, gates, missing: missing.map(({ path }) => path), write },
  };
}

/** An input error with the edit that removes it: as a result, since a notification cannot have a fix. */
function fixableResult({ code, severity, message, file, span, fix }: Diagnostic, identity: string) {
  if (!fix) return [];
  const { region } = physical({ file, ...fix.span }).physicalLocation;
  const { start, end } = fix.span;
  // An insertion is an empty region, which ends where it starts.
  const deletedRegion = { ...region, endLine: end.line, endColumn: end.column, startLine: start.line };
  return [
    {
      ruleId: code,
      kind: "fail",
      level: severity,
      message: { text: message },
      locations: [physical({ file, ...span })],
      partialFingerprints: { "caregate/v1": sha256(identity) },
      fixes: [
        {
          description: { text: `write ${fix.text.trim()}` },
          artifactChanges: [
            {
              artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" },
              replacements: [{ deletedRegion, insertedContent: { text: fix.text } }],
            },
          ],
        },
      ],
    },
  ];
}

/** Rules that no longer apply to a deployment: a failure if the change waits for governance, else something to review. */
function lapsedResult({ manifest, message, file, line, blocks, fingerprint }: LapsedItem) {
  const start = { line, column: 1 };
  return {
    ruleId: LAPSED,
    kind: blocks ? "fail" : "review",
    level: blocks ? "error" : "none",
    message: { text: message },
    locations: [physical({ file, start, end: start })],
    partialFingerprints: { "caregate/v1": fingerprint },
    properties: { manifest, gates: blocks },
  };
}

function notification({ code, severity, message, file, span }: Diagnostic, identity: string) {
  return {
    descriptor: { id: code },
    level: severity,
    message: { text: message },
    locations: [physical({ file, ...span })],
    properties: { fingerprint: sha256(identity) },
  };
}

/**
 * The category of a run: a code scanning system replaces the results of the same category, so that each folder has its own.
 * It ends with a slash, because what follows the last slash would be the id of a single run.
 */
const categoryOf = ({ folder = "", category = "" }: FormatOptions): string =>
  ["caregate", folder, category]
    .filter((part) => part !== "")
    .map((part) => `${part}/`)
    .join("");

/** Formats the report as SARIF 2.1.0: rules with help, citations as taxa, waivers as suppressions, unknown as open. */
export const formatSarif: Format = (report: Report, options) => {
  const shown = report.findings.filter((finding) => options.all || isUnmet(finding.outcome));
  const rules = [...citedRules(report.findings).values()].toSorted((a, b) => compareCodeUnits(a.id, b.id));
  const identities = identifyDiagnostics(report.diagnostics);
  const positions = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: "caregate",
        version: report.toolVersion,
        semanticVersion: report.toolVersion,
        rules: rules.map(descriptor),
      },
    },
    automationDetails: { id: categoryOf(options) },
    taxonomies: [{ name: CITATIONS, shortDescription: { text: "Provisions that rules cite." }, taxa: taxaOf(rules) }],
    invocations: [
      {
        executionSuccessful: report.verdict !== "error",
        toolExecutionNotifications: report.diagnostics.map((one, i) => notification(one, identities[i] as string)),
        properties: { asOf: report.asOf },
      },
    ],
    columnKind: "utf16CodeUnits",
    results: [
      ...shown.map((finding) => result(finding, positions.get(finding.rule.id) ?? -1)),
      ...lapsedItems(report).map(lapsedResult),
      ...report.diagnostics.flatMap((one, i) => fixableResult(one, identities[i] as string)),
    ],
    properties: {
      verdict: report.verdict,
      policies: report.policies,
      judged: buildReproduction(report, options),
      inputs: report.inputs,
      summary: report.summary,
      counts: countFindings(report.findings, report),
      notEvaluated: report.notEvaluated,
      ...(report.baseline && report.baseline.lapsed.length > 0
        ? { noLongerApplies: report.baseline.lapsed, claims: report.baseline.claims }
        : {}),
    },
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
};
