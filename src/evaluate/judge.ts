import { createHash } from "node:crypto";
import type { Document, Location } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import {
  type Binding,
  type Condition,
  type Finding,
  type Missing,
  type Outcome,
  type Related,
  type Severity,
  type Waiver,
  atLeast,
} from "../model/finding.ts";
import { type Json, type Path, at, formatPath, parsePath } from "../model/json.ts";
import type { Reference } from "../evidence/resolve.ts";
import { type RuleContext, locationOf } from "../facts/context.ts";
import { BudgetExceeded, rootScope } from "../logic/compile.ts";
import { type Decisive, type Explanation, explain } from "../logic/explain.ts";
import { secondKey } from "../logic/second-key.ts";
import { type Truth, UNKNOWN } from "../logic/value.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { isDescriptive } from "./descriptive.ts";
import { fillIn } from "./message.ts";

/** One deployment, ready to be judged. */
export interface Subject {
  readonly manifest: Document;
  readonly context: RuleContext;
  readonly references: readonly Reference[];
}

export interface Settings {
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

interface Word {
  readonly truth: Truth;
  readonly agreed: boolean;
}

/** Asks for the word on a condition. */
type Keys = (condition: CompiledCondition, data: Json) => Word;

/** Both evaluators' word on a condition. They never contradict each other; should they, nothing is decided. */
function bothKeys(condition: CompiledCondition, data: Json): Word {
  const truth = condition.node.truth(rootScope(data));
  return { truth, agreed: truth === UNKNOWN || secondKey(condition.plain, data) === truth };
}

const disagreement = {
  code: "internal/second-key",
  message:
    "the two evaluators contradict each other; the gate stays shut, and this is an error of caregate: please report it",
};

const firstKey: Keys = ({ node }, data) => ({ truth: node.truth(rootScope(data)), agreed: true });

function decide({ appliesWhen, require }: Rule, data: Json, keys: Keys): Decision {
  if (appliesWhen) {
    const { truth, agreed } = keys(appliesWhen, data);
    if (!agreed) return { outcome: "unknown", condition: appliesWhen, problem: disagreement };
    if (truth === UNKNOWN) return { outcome: "unknown", condition: appliesWhen };
    if (!truth) return { outcome: "not-applicable", condition: appliesWhen };
  }
  const { truth, agreed } = keys(require, data);
  if (!agreed) return { outcome: "unknown", condition: require, problem: disagreement };
  return { outcome: truth === UNKNOWN ? "unknown" : truth ? "pass" : "fail", condition: require };
}

function safely(rule: Rule, data: Json, keys: Keys = bothKeys): Decision {
  try {
    return decide(rule, data, keys);
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
export function outcomeOn(rule: Rule, data: Json): Outcome {
  return safely(rule, data, firstKey).outcome;
}

/** Whether an outcome keeps a deployment out: what is violated, and what cannot be told. */
export function isUnmet(outcome: Outcome): boolean {
  return outcome === "fail" || outcome === "unknown";
}

/** Whether a rule binds at all: its severity and the date, where the rule or the law sets one. */
export function binds(rule: Rule, data: Json, { failOn, asOf }: Pick<Settings, "failOn" | "asOf">): boolean {
  return atLeast(rule.severity, failOn) && isBinding(rule.binding, data, asOf);
}

/** Whether a rule shuts the gate on a date; a date that cannot be told shuts it. */
function isBinding(binding: Binding, data: Json, asOf: string): boolean {
  if (typeof binding === "string") return binding === "gates";
  if (/^\d{4}-\d{2}-\d{2}$/.test(binding.gatesFrom)) return binding.gatesFrom <= asOf;
  const date = at(data, parsePath(binding.gatesFrom));
  return typeof date !== "string" || date <= asOf;
}

const key = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;

function missingOf(context: RuleContext, conditions: readonly Decisive[]): Missing[] {
  const found = new Map<string, Missing>();
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
function placesOf(context: RuleContext, conditions: readonly Decisive[]): Related[] {
  const places = new Map<string, Related>();
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
function namedAt({ manifest, references }: Subject, file: string): Related[] {
  const reference = references.find((one) => one.file === file);
  if (!reference || file === manifest.file) return [];
  return [{ ...manifest.locate(["evidence", reference.index, "path"]), note: `\`${file}\` is named here` }];
}

function fingerprintOf(rule: string, manifest: string, path: string): string {
  return createHash("sha256").update(`${rule}\0${manifest}\0${path}`).digest("hex");
}

function conditionOf({ text, reads, result }: Decisive): Condition {
  const [read] = reads;
  return {
    text,
    read: read ? { path: read.path, value: read.value } : null,
    result: result === UNKNOWN ? "unknown" : result ? "true" : "false",
  };
}

function messageOf(rule: Rule, outcome: Outcome, explanation: Explanation, context: RuleContext): string {
  if (outcome === "fail")
    return fillIn(rule.message, { context, parameters: rule.parameters, elements: explanation.elements });
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
  const [premises, conclusions] = [conditions.filter(isDescriptive), conditions.filter((one) => !isDescriptive(one))];
  return { conditions: conclusions.length > 0 ? [...conclusions, ...premises] : premises, elements };
}

const nothing: Explanation = { conditions: [], elements: [] };

/**
 * Judges one deployment by one rule.
 * @returns the outcome with its explanation, and a diagnostic when the rule could not be decided at all
 */
export function judge(
  rule: Rule,
  subject: Subject,
  settings: Settings,
): { finding: Finding; diagnostics: Diagnostic[] } {
  const { manifest, context } = subject;
  const { outcome, condition, problem } = safely(rule, context.data);
  const open = isUnmet(outcome);
  const explained = condition && (open || settings.explainAll) ? explanationOf(condition, context) : nothing;
  const name = String(context.get("metadata.name"));
  const missing = missingOf(context, explained.conditions);
  const start: Related = { ...manifest.locate(["metadata", "name"]), note: "" };
  const places = placesOf(context, explained.conditions);
  const primary: Location = missing[0]?.location ?? places[0] ?? start;
  const named = namedAt(subject, primary.file);
  const seen = new Set([key(primary)]);
  const related = [...named, ...places].filter((place) => !seen.has(key(place)) && seen.add(key(place)));
  const waiver = open
    ? (settings.waivers.find((one) => one.rule === rule.id && one.deployment === name) ?? null)
    : null;
  const path = missing[0]?.path ?? formatPath(explained.conditions[0]?.reads[0]?.path ?? parsePath(""));
  return {
    finding: {
      rule,
      outcome,
      gates: open && waiver === null && binds(rule, context.data, settings),
      manifest: { name, file: manifest.file },
      message: messageOf(rule, outcome, explained, context),
      primary: { file: primary.file, start: primary.start, end: primary.end, exact: primary.exact },
      related,
      explanation: explained.conditions.map(conditionOf),
      missing,
      waiver,
      fingerprint: fingerprintOf(rule.id, name, path),
    },
    diagnostics: problem ? [errorAt(start, problem.code, problem.message)] : [],
  };
}
