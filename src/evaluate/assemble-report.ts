import { type Diagnostic, compareDiagnostics, errorAt, fileError, hasErrors } from "../model/diagnostic.ts";
import { type Severity, severities } from "../model/rule.ts";
import type { NotEvaluated, OpenQuestion, Report, Summary, Verdict } from "../model/report.ts";
import type { Location } from "../model/location.ts";
import type { Finding, Outcome, OutcomeCounts } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type WaivedDeployment, unusedWaivers } from "../policy/waivers.ts";

/** What is known of a state of a repository before its files are looked into. */
export interface RunMetadata {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  readonly toolVersion: string;
  readonly policies: Report["policies"];
  readonly judged: Report["judged"];
  /** How many rules judge each deployment. */
  readonly rules: number;
  /** What was asked to be looked at, for blame when there is nothing. */
  readonly target: string;
  /** The deployments that waivers name; null where not the whole repository is looked at, so that others may exist. */
  readonly waived: readonly WaivedDeployment[] | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Digests of the files of governance, by path. */
  readonly digests: ReadonlyMap<string, string>;
}

/** A deployment that a file declares. */
export interface DeploymentRef {
  readonly name: string;
  /** Where its name stands. */
  readonly at: Location;
  /** The values that decide which rules apply, as texts, by path: what a change of them switches off is told. */
  readonly claims: readonly ClaimedValue[];
}

/** A path and its value as text; a list in the order of its elements. */
export type ClaimedValue = readonly [path: string, value: string];

/** What a file yields, whatever lies in the others. */
export interface FileResult {
  readonly file: string;
  /** In the order of the file. */
  readonly deployments: readonly DeploymentRef[];
  /** Those that are told of, which are at least those that are open. */
  readonly findings: readonly Finding[];
  readonly tally: OutcomeCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Digests of what was read to judge its deployments, by path: of itself and of their evidence. */
  readonly digests: ReadonlyMap<string, string>;
}

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/** Worst first: what shuts the gate, then what is new, then severity, violations before what is unknown, then by place and rule. */
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

interface QuestionBuilder {
  readonly question: Omit<OpenQuestion, "rules">;
  readonly rules: Map<string, { severity: Severity; gates: boolean }>;
}

/** The unknowns turned round: each thing not stated, once, with the rules it would settle; worst and widest first. */
function collectQuestions(findings: readonly Finding[]): OpenQuestion[] {
  const open = new Map<string, QuestionBuilder>();
  for (const { rule, outcome, gates, missing, manifest, waiver } of findings) {
    if (outcome !== "unknown" || waiver) continue;
    for (const { path, location } of missing) {
      const id = `${manifest.file}\0${manifest.name}\0${path}`;
      const one = open.get(id) ?? { question: { path, manifest: manifest.name, primary: location }, rules: new Map() };
      one.rules.set(rule.id, { severity: rule.severity, gates });
      open.set(id, one);
    }
  }
  const worst = ({ rules }: QuestionBuilder): number =>
    Math.min(...[...rules.values()].map(({ severity, gates }) => severities.indexOf(severity) + (gates ? 0 : 10)));
  return [...open.values()]
    .toSorted(
      (a, b) =>
        worst(a) - worst(b) ||
        b.rules.size - a.rules.size ||
        compareCodeUnits(a.question.manifest, b.question.manifest) ||
        compareCodeUnits(a.question.primary.file, b.question.primary.file) ||
        a.question.primary.start.line - b.question.primary.start.line ||
        compareCodeUnits(a.question.path, b.question.path),
    )
    .map(({ question, rules }) => ({ ...question, rules: [...rules.keys()].toSorted(compareCodeUnits) }));
}

function summarise(findings: readonly Finding[], yields: readonly FileResult[], { rules }: RunMetadata): Summary {
  const count = (outcome: Outcome): number => yields.reduce((sum, { tally }) => sum + tally[outcome], 0);
  return {
    manifests: yields.reduce((sum, { deployments }) => sum + deployments.length, 0),
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

/** Names are how waivers and history know a deployment, so each stands once. */
function duplicateNames(deployments: readonly DeploymentRef[]): Diagnostic[] {
  const first = new Map<string, DeploymentRef>();
  return deployments.flatMap((one) => {
    const other = first.get(one.name);
    if (!other) {
      first.set(one.name, one);
      return [];
    }
    const message = `\`${one.name}\` is already the name of the deployment in ${other.at.file}; give this one another name`;
    return [errorAt(one.at, "manifest/duplicate-name", message)];
  });
}

/**
 * Nothing to judge, or nothing to judge by, is an error, never a pass. Where a file is in error that is said already, and
 * the manifest may be what is in it.
 */
function nothingToCheck(found: boolean, { rules, target }: RunMetadata): Diagnostic[] {
  const none: Diagnostic[] = [];
  if (!found) {
    const message =
      "no manifest was found; a manifest is a YAML or JSON document with `apiVersion: caregate/v1` and `kind: AIDeployment`, and `caregate init` writes one to fill in";
    none.push(fileError(target, "run/no-manifest", message));
  }
  if (rules === 0) none.push(fileError(target, "run/no-rule", "no rule was loaded, so nothing can be judged"));
  return none;
}

/** What only all files together can say. */
function crossFileDiagnostics(outset: RunMetadata, yields: readonly FileResult[], part: boolean): Diagnostic[] {
  const deployments = yields.flatMap((one) => one.deployments);
  const inError = yields.some(({ diagnostics }) => hasErrors(diagnostics));
  const names = new Set(deployments.map(({ name }) => name));
  return [
    ...duplicateNames(deployments),
    ...(part ? [] : unusedWaivers(outset.waived ?? [], names)),
    ...nothingToCheck(deployments.length > 0 || inError || part, outset),
  ];
}

/**
 * Puts a report together: everything that two formats share, in its final order.
 * @param yields of every file of the state, each once, in whatever order
 * @param part whether they are of some files alone, so that nothing can be said of what is not there
 */
export function assembleReport(outset: RunMetadata, yields: readonly FileResult[], part = false): Report {
  const inOrder = yields.toSorted((a, b) => compareCodeUnits(a.file, b.file));
  const findings = inOrder.flatMap((one) => one.findings).toSorted(compareFindings);
  const diagnostics = withoutRepeats([
    ...outset.diagnostics,
    ...inOrder.flatMap((one) => one.diagnostics),
    ...crossFileDiagnostics(outset, inOrder, part),
  ]);
  const digests = new Map([...outset.digests, ...inOrder.flatMap((one) => [...one.digests])]);
  return {
    verdict: verdictOf(findings, diagnostics),
    asOf: outset.asOf,
    toolVersion: outset.toolVersion,
    policies: outset.policies,
    judged: outset.judged,
    inputs: [...digests]
      .map(([file, sha256]) => ({ file, sha256 }))
      .toSorted((a, b) => compareCodeUnits(a.file, b.file)),
    summary: summarise(findings, inOrder, outset),
    findings,
    questions: collectQuestions(findings),
    diagnostics,
    notEvaluated: [...outset.notEvaluated, ...inOrder.flatMap((one) => one.notEvaluated)].toSorted(
      (a, b) => compareCodeUnits(a.what, b.what) || compareCodeUnits(a.reason, b.reason),
    ),
    baseline: null,
  };
}
