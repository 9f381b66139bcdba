import { createHash } from "node:crypto";
import type { Document, Location } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import {
  type Enforcement,
  type ExplanationStep,
  type Finding,
  type MissingInput,
  type Outcome,
  type RelatedLocation,
  type RuleInfo,
  type Severity,
  type OutcomeCounts,
  type Waiver,
  atLeast,
  zeroCounts,
} from "../model/finding.ts";
import { type Json, type Path, getAt, copyWithoutSlices, formatPath, parsePath } from "../util/json.ts";
import type { Reference } from "../evidence/resolve.ts";
import { type RuleContext, locationOf, textList } from "../facts/context.ts";
import { BudgetExceeded, type Scope, resetBudget, rootScope, createCachedScope } from "../logic/compile.ts";
import { type DecidingCondition, type Explanation, explain } from "../logic/explain.ts";
import { crossCheck } from "../logic/cross-check.ts";
import { type Truth, UNKNOWN } from "../logic/truth.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { ANY_STATE, citationsFor } from "../policy/citations.ts";
import type { CompiledCondition, Part, Rule } from "../policy/rule.ts";
import { isDescriptiveCondition } from "./blame-order.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { renderMessage } from "./message-template.ts";

/** One deployment, ready to be judged. */
export interface EvaluationInput {
  readonly manifest: Document;
  readonly context: RuleContext;
  readonly references: readonly Reference[];
}

export interface EvaluationSettings {
  readonly failOn: Severity;
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  readonly waivers: readonly Waiver[];
  /** Whether outcomes that are no finding are explained too. */
  readonly explainAll: boolean;
}

interface Decision {
  readonly outcome: Outcome;
  /** The condition that decided. */
  readonly condition: CompiledCondition | undefined;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** The strict evaluator's word on a part of what decides whether rules apply, and whether the second key confirms it. */
interface PartResult {
  readonly condition: CompiledCondition;
  readonly truth: Truth;
  confirmed?: boolean;
}

/** What is kept of one rule context: the rules of a pack ask the same of a deployment again and again. */
interface EvaluationCache {
  readonly scope: Scope;
  /** By the index of the part asked for. */
  readonly words: (PartResult | undefined)[];
}

const asked = new WeakMap<object, EvaluationCache>();

function cacheFor(data: Json): EvaluationCache {
  const known = data !== null && typeof data === "object" ? asked.get(data) : undefined;
  if (known) return known;
  const fresh = { scope: createCachedScope(data), words: [] };
  if (data !== null && typeof data === "object") asked.set(data, fresh);
  return fresh;
}

/** The word on the first part that does not hold, else on one that cannot be told. */
function firstFailingPart(parts: readonly Part[], { scope, words }: EvaluationCache): PartResult | undefined {
  resetBudget(scope);
  let unknown: PartResult | undefined;
  for (const part of parts) {
    const { index, condition } = part;
    let word = words[index];
    if (!word) words[index] = word = { condition, truth: condition.node.truth(scope) };
    if (word.truth === false) return word;
    if (word.truth === UNKNOWN) unknown = word;
  }
  return unknown;
}

const disagreement = {
  code: "internal/second-key",
  message:
    "the two evaluators contradict each other; the gate stays shut, and this is an error of caregate: please report it",
};

const isConfirmed = (word: PartResult, { scope: { data } }: EvaluationCache): boolean =>
  (word.confirmed ??= crossCheck(word.condition.plain, data) === word.truth);

/**
 * Decides a rule by the strict evaluator.
 * @param twice whether what lets a deployment through, a pass or that a rule does not apply, has to be confirmed by the
 * second key; the two never contradict each other, and should they, nothing is decided
 */
function decide({ appliesWhen, require }: Rule, on: EvaluationCache, twice: boolean): Decision {
  const word = appliesWhen && firstFailingPart(appliesWhen.parts, on);
  if (word?.truth === UNKNOWN) return { outcome: "unknown", condition: appliesWhen };
  if (word && twice && !isConfirmed(word, on))
    return { outcome: "unknown", condition: appliesWhen, problem: disagreement };
  if (word) return { outcome: "not-applicable", condition: appliesWhen };
  resetBudget(on.scope);
  const truth = require.node.truth(on.scope);
  if (truth === true && twice && crossCheck(require.plain, on.scope.data) !== true)
    return { outcome: "unknown", condition: require, problem: disagreement };
  return { outcome: truth === UNKNOWN ? "unknown" : truth ? "pass" : "fail", condition: require };
}

function decideWithinBudget(rule: Rule, on: EvaluationCache, twice: boolean): Decision {
  try {
    return decide(rule, on, twice);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return {
      outcome: "unknown",
      condition: undefined,
      problem: { code: "policy/budget", message: `rule \`${rule.id}\` cannot be decided: ${error.message}` },
    };
  }
}

/**
 * What comes of a rule on the data of a rule context, without the reasons and by the strict evaluator alone: for where
 * no gate hangs on it, and documents are tried by the thousand.
 */
export function evaluateOutcome(rule: Rule, data: Json): Outcome {
  return decideWithinBudget(rule, cacheFor(data), false).outcome;
}

/** Whether an outcome keeps a deployment out: what is violated, and what cannot be told. */
export function isUnmet(outcome: Outcome): boolean {
  return outcome === "fail" || outcome === "unknown";
}

/** Whether a rule binds at all: its severity and the date, where the rule or the law sets one. */
export function isBlockingRule(
  rule: Rule,
  data: Json,
  { failOn, asOf }: Pick<EvaluationSettings, "failOn" | "asOf">,
): boolean {
  return atLeast(rule.severity, failOn) && isBinding(rule.binding, data, asOf);
}

/** Whether a rule shuts the gate on a date; a date that cannot be told shuts it. */
function isBinding(binding: Enforcement, data: Json, asOf: string): boolean {
  if (typeof binding === "string") return binding === "gates";
  if (/^\d{4}-\d{2}-\d{2}$/.test(binding.gatesFrom)) return binding.gatesFrom <= asOf;
  const date = getAt(data, parsePath(binding.gatesFrom));
  return typeof date !== "string" || date <= asOf;
}

const key = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;

function missingOf(context: RuleContext, conditions: readonly DecidingCondition[]): MissingInput[] {
  const found = new Map<string, MissingInput>();
  for (const { result, reads } of conditions) {
    if (result !== UNKNOWN) continue;
    for (const { path, value } of reads) {
      if (value !== undefined) continue;
      for (const open of context.unstated(path)) {
        const [source] = context.sources(open);
        const text = formatPath(open).replace(/^manifest\./, "");
        if (source && !found.has(text)) found.set(text, { path: text, location: locationOf(source) });
      }
    }
  }
  return [...found.values()];
}

/** Every place that the deciding conditions read, each once, the first to blame first. */
function blamedLocations(context: RuleContext, conditions: readonly DecidingCondition[]): RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const { reads, text } of conditions) {
    for (const { path } of reads) {
      for (const source of context.sources(path)) {
        const location = locationOf(source);
        if (!places.has(key(location))) places.set(key(location), { ...location, note: text });
      }
    }
  }
  return [...places.values()];
}

/** The entry of the manifest that named a file, so that a finding inside evidence shows how it got there. */
function referencingEntry({ manifest, references }: EvaluationInput, file: string): RelatedLocation[] {
  const reference = references.find((one) => one.file === file);
  if (!reference || file === manifest.file) return [];
  return [{ ...manifest.locate(["evidence", reference.index, "path"]), note: `\`${file}\` is named here` }];
}

function fingerprintOf(rule: string, manifest: string, path: string): string {
  return createHash("sha256").update(`${rule}\0${manifest}\0${path}`).digest("hex");
}

function conditionOf({ text, reads, result }: DecidingCondition): ExplanationStep {
  const [read] = reads;
  return {
    text,
    read: read
      ? { path: read.path, value: read.value === undefined ? undefined : copyWithoutSlices(read.value) }
      : null,
    result: result === UNKNOWN ? "unknown" : result ? "true" : "false",
  };
}

function messageOf(rule: Rule, outcome: Outcome, explanation: Explanation, context: RuleContext): string {
  if (outcome === "fail")
    return renderMessage(rule.message, { context, parameters: rule.parameters, elements: explanation.elements });
  if (outcome === "unknown") {
    const why = explanation.conditions.map(({ text }) => text).join("; ");
    return `cannot tell: ${rule.title}${why ? ` (${why})` : ""}`;
  }
  return outcome === "pass" ? rule.title : `does not apply: ${rule.title}`;
}

/** Why a condition came out as it did, what to change before what a system simply is. */
function explanationOf(condition: CompiledCondition, context: RuleContext): Explanation {
  const label = (path: Path): string => context.label(path);
  const { conditions, elements } = explain(condition.node, rootScope(context.data), label);
  const [premises, conclusions] = [
    conditions.filter(isDescriptiveCondition),
    conditions.filter((one) => !isDescriptiveCondition(one)),
  ];
  const ordered = conclusions.length > 0 ? [...conclusions, ...premises] : premises;
  return { conditions: ordered.map((one) => ({ ...one, text: copyWithoutSlices(one.text) })), elements };
}

const asPlace = ({ file, start, end, exact }: Location): Location => ({ file, start, end, exact });

/** A deployment's name and where it stands, asked for by every rule. */
export const deploymentRef = memoizeByObject((manifest: Document): DeploymentRef => ({
  name: copyWithoutSlices(String(getAt(manifest.value, ["metadata", "name"]))),
  at: asPlace(manifest.locate(["metadata", "name"])),
}));

/** The law regions, countries and US states of a deployment; undefined when they are unknown. */
const placesOf = memoizeByObject((context: RuleContext): ReadonlySet<string> | undefined => {
  const regions = textList(context.get("facts.regions"));
  const codes = textList(context.get("spec.jurisdictions"));
  if (!regions || !codes) return undefined;
  const states = textList(context.get("facts.usStates")) ?? [ANY_STATE];
  return new Set([...regions, ...codes, ...codes.map((code) => code.slice(0, 2)), ...states]);
});

/** Why a rule came out as it did, and where. */
interface FindingDetails extends Pick<Finding, "message" | "primary" | "related" | "explanation" | "missing"> {
  /** What decided, as fingerprints have it. */
  readonly path: string;
}

function reasonsOf({ outcome, condition }: Decision, rule: Rule, subject: EvaluationInput): FindingDetails {
  const { manifest, context } = subject;
  const explained: Explanation = condition ? explanationOf(condition, context) : { conditions: [], elements: [] };
  const missing = missingOf(context, explained.conditions);
  const places = blamedLocations(context, explained.conditions);
  const primary: Location = missing[0]?.location ?? places[0] ?? deploymentRef(manifest).at;
  const named = referencingEntry(subject, primary.file);
  const seen = new Set([key(primary)]);
  return {
    message: copyWithoutSlices(messageOf(rule, outcome, explained, context)),
    primary: asPlace(primary),
    related: [...named, ...places].filter((place) => !seen.has(key(place)) && seen.add(key(place))),
    explanation: explained.conditions.map(conditionOf),
    missing,
    path: missing[0]?.path ?? formatPath(explained.conditions[0]?.reads[0]?.path ?? parsePath("")),
  };
}

/** What is said of an outcome that nobody asks the reasons of. */
function summaryDetails(outcome: Outcome, { title }: RuleInfo, start: Location): FindingDetails {
  const message = outcome === "pass" ? title : `does not apply: ${title}`;
  return { message, primary: start, related: [], explanation: [], missing: [], path: "" };
}

/**
 * What was found without the reasons, as where nobody asks for those of what passes or does not apply.
 * @param start where the deployment's name stands
 */
export function stripDetails(finding: Finding, start: Location): Finding {
  const { outcome, rule, manifest } = finding;
  const { path, ...told } = summaryDetails(outcome, rule, start);
  return isUnmet(outcome) ? finding : { ...finding, ...told, fingerprint: fingerprintOf(rule.id, manifest.name, path) };
}

function findingOf(decision: Decision, rule: Rule, subject: EvaluationInput, settings: EvaluationSettings): Finding {
  const { manifest, context } = subject;
  const { outcome } = decision;
  const open = isUnmet(outcome);
  const { name, at: start } = deploymentRef(manifest);
  const reasons =
    open || settings.explainAll ? reasonsOf(decision, rule, subject) : summaryDetails(outcome, rule, start);
  const { path, ...told } = reasons;
  const waiver = open
    ? (settings.waivers.find((one) => one.rule === rule.id && one.deployment === name) ?? null)
    : null;
  return {
    rule,
    outcome,
    gates: open && waiver === null && isBlockingRule(rule, context.data, settings),
    manifest: { name, file: manifest.file },
    ...told,
    citations: citationsFor(rule.citations, placesOf(context)),
    waiver,
    fingerprint: fingerprintOf(rule.id, name, path),
  };
}

const diagnosticsOf = ({ problem }: Decision, { manifest }: EvaluationInput): Diagnostic[] =>
  problem ? [errorAt(deploymentRef(manifest).at, problem.code, problem.message)] : [];

/**
 * Judges one deployment by one rule.
 * @returns the outcome with its explanation, and a diagnostic when the rule could not be decided at all
 */
export function evaluateRule(
  rule: Rule,
  subject: EvaluationInput,
  settings: EvaluationSettings,
): { finding: Finding; diagnostics: Diagnostic[] } {
  const decision = decideWithinBudget(rule, cacheFor(subject.context.data), true);
  return { finding: findingOf(decision, rule, subject, settings), diagnostics: diagnosticsOf(decision, subject) };
}

/** What came of all rules on a deployment. */
export interface DeploymentResult {
  /** Those that were asked for, in the order of the rules. */
  readonly findings: Finding[];
  /** How many rules came out how. */
  readonly tally: OutcomeCounts;
  readonly diagnostics: Diagnostic[];
}

/**
 * Judges one deployment by rules.
 * @param wanted the outcomes to tell of; all are counted
 */
export function evaluateDeployment(
  rules: readonly Rule[],
  subject: EvaluationInput,
  settings: EvaluationSettings,
  wanted: (outcome: Outcome) => boolean,
): DeploymentResult {
  const judged: DeploymentResult = { findings: [], tally: zeroCounts(), diagnostics: [] };
  const on = cacheFor(subject.context.data);
  for (const rule of rules) {
    const decision = decideWithinBudget(rule, on, true);
    judged.tally[decision.outcome] += 1;
    judged.diagnostics.push(...diagnosticsOf(decision, subject));
    if (wanted(decision.outcome)) judged.findings.push(findingOf(decision, rule, subject, settings));
  }
  return judged;
}
