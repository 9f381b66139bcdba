import { type Diagnostic, compareDiagnostics } from "../model/diagnostic.ts";
import {
  type Finding,
  type NotEvaluated,
  type Outcome,
  type Question,
  type Report,
  type Severity,
  type Summary,
  type Verdict,
  severities,
} from "../model/finding.ts";
import { compareText } from "../model/json.ts";

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/** Worst first: what shuts the gate, then what is new, then severity, violations before what is unknown, then by place and rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
    Number(b.gates) - Number(a.gates) ||
    Number(b.baselineState === "new") - Number(a.baselineState === "new") ||
    severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity) ||
    compareText(a.manifest.file, b.manifest.file) ||
    compareText(a.primary.file, b.primary.file) ||
    a.primary.start.line - b.primary.start.line ||
    a.primary.start.column - b.primary.start.column ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.manifest.name, b.manifest.name)
  );
}

interface Open {
  readonly question: Omit<Question, "rules">;
  readonly rules: Map<string, { severity: Severity; gates: boolean }>;
}

/** The unknowns turned round: each thing not stated, once, with the rules it would settle; worst and widest first. */
function questionsOf(findings: readonly Finding[]): Question[] {
  const open = new Map<string, Open>();
  for (const { rule, outcome, gates, missing, manifest, waiver } of findings) {
    if (outcome !== "unknown" || waiver) continue;
    for (const { path, location } of missing) {
      const id = `${manifest.file}\0${manifest.name}\0${path}`;
      const one = open.get(id) ?? { question: { path, manifest: manifest.name, primary: location }, rules: new Map() };
      one.rules.set(rule.id, { severity: rule.severity, gates });
      open.set(id, one);
    }
  }
  const worst = ({ rules }: Open): number =>
    Math.min(...[...rules.values()].map(({ severity, gates }) => severities.indexOf(severity) + (gates ? 0 : 10)));
  return [...open.values()]
    .toSorted(
      (a, b) =>
        worst(a) - worst(b) ||
        b.rules.size - a.rules.size ||
        compareText(a.question.manifest, b.question.manifest) ||
        compareText(a.question.primary.file, b.question.primary.file) ||
        a.question.primary.start.line - b.question.primary.start.line ||
        compareText(a.question.path, b.question.path),
    )
    .map(({ question, rules }) => ({ ...question, rules: [...rules.keys()].toSorted(compareText) }));
}

function summarise(findings: readonly Finding[], manifests: number, rules: number): Summary {
  const count = (outcome: Outcome): number => findings.filter((finding) => finding.outcome === outcome).length;
  return {
    manifests,
    rules,
    pass: count("pass"),
    fail: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    waived: findings.filter((finding) => finding.waiver !== null).length,
  };
}

export function verdictOf(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Verdict {
  if (diagnostics.some(({ severity }) => severity === "error")) return "error";
  return findings.some(({ gates }) => gates) ? "fail" : "pass";
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].toSorted(compareDiagnostics);
  return sorted.filter((one, i) => i === 0 || compareDiagnostics(one, sorted[i - 1] as Diagnostic) !== 0);
}

/** Puts a report together: everything that two formats share, in its final order. */
export function assemble(input: {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  readonly manifests: number;
  readonly rules: number;
  readonly asOf: string;
  readonly toolVersion: string;
  readonly policies: Report["policies"];
  readonly judged: Report["judged"];
  /** Digests of the files that were read, by path. */
  readonly digests: ReadonlyMap<string, string>;
}): Report {
  const findings = [...input.findings].toSorted(compareFindings);
  const diagnostics = withoutRepeats(input.diagnostics);
  return {
    verdict: verdictOf(findings, diagnostics),
    asOf: input.asOf,
    toolVersion: input.toolVersion,
    policies: input.policies,
    judged: input.judged,
    inputs: [...input.digests]
      .map(([file, sha256]) => ({ file, sha256 }))
      .toSorted((a, b) => compareText(a.file, b.file)),
    summary: summarise(findings, input.manifests, input.rules),
    findings,
    questions: questionsOf(findings),
    diagnostics,
    notEvaluated: [...input.notEvaluated].toSorted(
      (a, b) => compareText(a.what, b.what) || compareText(a.reason, b.reason),
    ),
    baseline: null,
  };
}
