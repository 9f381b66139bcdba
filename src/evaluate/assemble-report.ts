import { type Diagnostic, compareDiagnostics, errorAt, fileError, hasErrors } from "../model/diagnostic.ts";
import { type Severity, severities } from "../model/rule.ts";
import type { NotEvaluated, OpenQuestion, Report, Summary, Verdict } from "../model/report.ts";
import type { Location } from "../model/location.ts";
import type { Finding, Outcome, OutcomeCounts } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type WaivedDeployment, unusedWaivers } from "../policy/waivers.ts";

/** The parts of a report that are known before any file is evaluated. */
export interface RunMetadata {
  /** ISO date that the run evaluates for. */
  readonly asOf: string;
  readonly toolVersion: string;
  readonly policies: Report["policies"];
  readonly judged: Report["judged"];
  /** The number of rules that each deployment is evaluated with. */
  readonly rules: number;
  /** The path that a diagnostic names if nothing is found. */
  readonly target: string;
  /** True if a check without a manifest passes: the settings expect none, and the whole repository is checked. */
  readonly mayBeEmpty: boolean;
  /** The deployments that waivers name; null if only a part of the repository is checked, because others may exist. */
  readonly waived: readonly WaivedDeployment[] | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Digests of the files of `.caregate`, by path. */
  readonly digests: ReadonlyMap<string, string>;
}

/** A deployment that a file declares. */
export interface DeploymentRef {
  readonly name: string;
  /** The location of its name. */
  readonly at: Location;
  /** Former names, the oldest first. */
  readonly formerly: readonly string[];
  /** The values that identify the system, in the order of `systemFields` of `finding.ts`; null if not stated. */
  readonly system: readonly (string | null)[];
  /** The values that decide which rules apply. A report lists the rules that a change of them makes inapplicable. */
  readonly claims: readonly ClaimedValue[];
}

/** A path and its value as text; lists keep the order of their elements. */
export type ClaimedValue = readonly [path: string, value: string];

/** The result of one file. It does not depend on other manifests. */
export interface FileResult {
  readonly file: string;
  /** In the order of the file. */
  readonly deployments: readonly DeploymentRef[];
  /** At least the open ones. */
  readonly findings: readonly Finding[];
  /** Counts all outcomes. */
  readonly tally: OutcomeCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Digests of the file and of the evidence of its deployments, by path. */
  readonly digests: ReadonlyMap<string, string>;
  /** The reports on the use of its deployments, each of which can be about one system only. */
  readonly useReports: readonly UseReport[];
}

/**
 * A document about the use of a system that counts for a deployment: the digest of its file with its position in it, so
 * that a copy is the same document, and the location of its path in the manifest.
 */
export type UseReport = readonly [document: string, deployment: string, at: Location];

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/** Orders findings by outcome, blocking first, new first, severity, manifest, location and rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    Number(b.gates) - Number(a.gates) ||
    Number(b.baselineState === "new") - Number(a.baselineState === "new") ||
    severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) ||
    compareCodeUnits(a.manifest.file, b.manifest.file) ||
    compareCodeUnits(a.primary.file, b.primary.file) ||
    a.primary.start.line - b.primary.start.line ||
    a.primary.start.column - b.primary.start.column ||
    compareCodeUnits(a.rule.id, b.rule.id) ||
    compareCodeUnits(a.manifest.name, b.manifest.name)
  );
}

/** The code of the diagnostic about a check without a manifest. */
export const NO_MANIFEST = "run/no-manifest";

interface QuestionBuilder {
  readonly path: string;
  readonly primary: Location;
  readonly deployments: Set<string>;
  readonly rules: Map<string, { severity: Severity; gates: boolean }>;
}

/** Values of the organisation are asked for once, whatever number of deployments need them. */
const isShared = (path: string): boolean => path.startsWith("organisation.");

/** The first question about a part of each field, in code unit order, by the question about the field. */
function firstParts(ids: readonly string[]): Map<string, string> {
  const known = new Set(ids);
  const first = new Map<string, string>();
  for (const id of ids) {
    for (const { index } of id.slice(id.lastIndexOf("\0") + 1).matchAll(/[.[]/g)) {
      const field = id.slice(0, id.lastIndexOf("\0") + 1 + index);
      if (known.has(field) && !first.has(field)) first.set(field, id);
    }
  }
  return first;
}

/** Leaves out a question whose field has a question about a part of it, and adds its rules to that one. */
function withoutParents(open: ReadonlyMap<string, QuestionBuilder>): QuestionBuilder[] {
  const byId = new Map([...open].toSorted(([a], [b]) => compareCodeUnits(a, b)));
  const parts = firstParts([...byId.keys()]);
  for (const [id, own] of byId) {
    const child = byId.get(parts.get(id) ?? "");
    if (!child) continue;
    for (const [rule, how] of own.rules) child.rules.set(rule, how);
    for (const name of own.deployments) child.deployments.add(name);
    byId.delete(id);
  }
  return [...byId.values()];
}

/** The place of the worst rule that needs a value; rules that do not block come after all others. */
const rankOf = ({ rules }: QuestionBuilder): number =>
  Math.min(...[...rules.values()].map(({ severity, gates }) => severities.indexOf(severity) + (gates ? 0 : 10)));

/**
 * Each missing value once, with the rules that need it. Ordered by the worst severity, then by the number of rules, the
 * most first. Values that only rules without effect on the check need come last.
 */
function collectQuestions(findings: readonly Finding[]): OpenQuestion[] {
  const open = new Map<string, QuestionBuilder>();
  for (const { rule, outcome, gates, missing, manifest, waiver } of findings) {
    if (outcome !== "unknown" || waiver) continue;
    for (const { path, location } of missing) {
      const id = isShared(path) ? path : `${manifest.file}\0${manifest.name}\0${path}`;
      const builder = open.get(id) ?? { path, primary: location, deployments: new Set(), rules: new Map() };
      builder.deployments.add(manifest.name);
      const known = builder.rules.get(rule.id);
      builder.rules.set(rule.id, { severity: rule.severity, gates: gates || known?.gates === true });
      open.set(id, builder);
    }
  }
  const first = ({ deployments }: QuestionBuilder): string => [...deployments].toSorted(compareCodeUnits)[0] ?? "";
  return withoutParents(open)
    .toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        b.rules.size - a.rules.size ||
        compareCodeUnits(first(a), first(b)) ||
        compareCodeUnits(a.primary.file, b.primary.file) ||
        a.primary.start.line - b.primary.start.line ||
        compareCodeUnits(a.path, b.path),
    )
    .map((one) => ({
      path: one.path,
      manifest: first(one),
      deployments: [...one.deployments].toSorted(compareCodeUnits),
      primary: one.primary,
      rules: [...one.rules.keys()].toSorted(compareCodeUnits),
      gates: rankOf(one) < 10,
    }));
}

function summarise(findings: readonly Finding[], results: readonly FileResult[], { rules }: RunMetadata): Summary {
  const count = (outcome: Outcome): number => results.reduce((sum, { tally }) => sum + tally[outcome], 0);
  return {
    manifests: results.reduce((sum, { deployments }) => sum + deployments.length, 0),
    rules,
    pass: count("pass"),
    fail: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    waived: findings.filter((finding) => finding.waiver !== null).length,
  };
}

export function verdictOf(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Verdict {
  if (hasErrors(diagnostics)) return "error";
  return findings.some(({ gates }) => gates) ? "fail" : "pass";
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].toSorted(compareDiagnostics);
  return sorted.filter((one, i) => i === 0 || compareDiagnostics(one, sorted[i - 1] as Diagnostic) !== 0);
}

/** Waivers and history identify a deployment by its name, so that each name, also a former one, may occur only once. */
function duplicateNames(deployments: readonly DeploymentRef[]): Diagnostic[] {
  const first = new Map<string, DeploymentRef>();
  const repeated = deployments.flatMap((one) => {
    const other = first.get(one.name);
    if (!other) {
      first.set(one.name, one);
      return [];
    }
    const message = `\`${one.name}\` is already the name of the deployment in \`${other.at.file}\`: give this one another name`;
    return [errorAt(one.at, "manifest/duplicate-name", message)];
  });
  const former = new Map<string, DeploymentRef>();
  for (const one of deployments) {
    for (const name of one.formerly) {
      const other = first.get(name) ?? former.get(name);
      former.set(name, one);
      if (!other) continue;
      const message = `\`${name}\` is a name of the deployment in \`${other.at.file}\`: remove it from the former names of \`${one.name}\``;
      repeated.push(errorAt(one.at, "manifest/duplicate-name", message));
    }
  }
  return repeated;
}

/**
 * A warning for each report on use that counts for several deployments. A model may serve several systems, but a report
 * on use is about the use of one. It is no error: one report may cover the sites of a hospital group.
 */
function sharedReports(reports: readonly UseReport[]): Diagnostic[] {
  const uses = new Map<string, UseReport[]>();
  for (const one of reports) {
    const others = uses.get(one[0]);
    if (others) others.push(one);
    else uses.set(one[0], [one]);
  }
  return [...uses.values()].flatMap((all): Diagnostic[] => {
    const names = [...new Set(all.map(([, deployment]) => deployment))];
    const [first, second] = names;
    const other = all.find(([, deployment]) => deployment === second);
    if (first === undefined || other === undefined) return [];
    const more = names.length > 2 ? ` and ${names.length - 2} more` : "";
    const message = `a report on use is about one system, and this one also counts for \`${first}\`${more}: state its \`subject.system\``;
    return [{ ...errorAt(other[2], "evidence/shared", message), severity: "warning" }];
  });
}

/** An error about a check without a manifest; a note if the settings expect none. */
function noManifest({ target, mayBeEmpty }: RunMetadata): Diagnostic {
  const message = mayBeEmpty
    ? "no manifest, as `expects: none` in `.caregate/config.yaml` says"
    : "no manifest: add a document with `apiVersion: caregate/v1` and `kind: AIDeployment`, or create one with `caregate init`";
  const error = fileError(target, NO_MANIFEST, message);
  return mayBeEmpty ? { ...error, severity: "note" } : error;
}

/**
 * A run without a rule is an error, never a pass. So is a run without a manifest, unless the settings expect none.
 * @param found true if there is a manifest, or a file with an error, which may be one
 */
function nothingToCheck(found: boolean, metadata: RunMetadata): Diagnostic[] {
  const { rules, target } = metadata;
  const none: Diagnostic[] = found ? [] : [noManifest(metadata)];
  if (rules === 0)
    none.push(fileError(target, "run/no-rule", "no rule: add a policy or select a pack in `.caregate/config.yaml`"));
  return none;
}

/** The diagnostics that depend on more than one file. */
function crossFileDiagnostics(metadata: RunMetadata, results: readonly FileResult[], part: boolean): Diagnostic[] {
  const deployments = results.flatMap((one) => one.deployments);
  const inError = results.some(({ diagnostics }) => hasErrors(diagnostics));
  const names = new Set(deployments.flatMap(({ name, formerly }) => [name, ...formerly]));
  return [
    ...duplicateNames(deployments),
    ...sharedReports(results.flatMap(({ useReports }) => useReports)),
    // A file with an error may declare the deployment.
    ...(part || inError ? [] : unusedWaivers(metadata.waived ?? [], names)),
    ...nothingToCheck(deployments.length > 0 || inError || part, metadata),
  ];
}

/**
 * Assembles a report from the results of files. All formats use it, so that it has its final order.
 * @param results one for each file, in any order
 * @param part true if they are of some files only, so that a missing manifest or deployment is no error
 */
export function assembleReport(metadata: RunMetadata, results: readonly FileResult[], part = false): Report {
  const inOrder = results.toSorted((a, b) => compareCodeUnits(a.file, b.file));
  const findings = inOrder.flatMap((one) => one.findings).toSorted(compareFindings);
  const diagnostics = withoutRepeats([
    ...metadata.diagnostics,
    ...inOrder.flatMap((one) => one.diagnostics),
    ...crossFileDiagnostics(metadata, inOrder, part),
  ]);
  const digests = new Map([...metadata.digests, ...inOrder.flatMap((one) => [...one.digests])]);
  return {
    verdict: verdictOf(findings, diagnostics),
    asOf: metadata.asOf,
    toolVersion: metadata.toolVersion,
    policies: metadata.policies,
    judged: metadata.judged,
    inputs: [...digests]
      .map(([file, sha256]) => ({ file, sha256 }))
      .toSorted((a, b) => compareCodeUnits(a.file, b.file)),
    summary: summarise(findings, inOrder, metadata),
    findings,
    questions: collectQuestions(findings),
    diagnostics,
    notEvaluated: [...metadata.notEvaluated, ...inOrder.flatMap((one) => one.notEvaluated)].toSorted(
      (a, b) => compareCodeUnits(a.what, b.what) || compareCodeUnits(a.reason, b.reason),
    ),
    baseline: null,
  };
}
