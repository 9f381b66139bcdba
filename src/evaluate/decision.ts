import type { Outcome } from "../model/finding.ts";
import { type Enforcement, atLeast } from "../model/rule.ts";
import { crossCheck } from "../logic/cross-check.ts";
import { BudgetExceeded, type Scope, createCachedScope, resetBudget } from "../logic/scope.ts";
import { type Truth, UNKNOWN } from "../logic/truth.ts";
import type { CompiledCondition, Part, Rule } from "../policy/rule.ts";
import { type Json, getAt } from "../util/json.ts";
import { parsePath } from "../util/json-path.ts";
import type { EvaluationSettings } from "./input.ts";

/** The outcome of a rule, without its explanation. */
export interface Decision {
  readonly outcome: Outcome;
  /** The condition that decided. */
  readonly condition: CompiledCondition | undefined;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Results that are kept for one rule context, because many rules of a pack share parts of their conditions. */
export interface EvaluationCache {
  readonly scope: Scope;
  /** The truth of each part of `appliesWhen`, by the index of the part. */
  readonly truths: (Truth | undefined)[];
  /** By the index of the part: whether the second evaluator agrees. */
  readonly confirmed: Map<number, boolean>;
}

const caches = new WeakMap<object, EvaluationCache>();
/** The one that was asked for last. */
let last: EvaluationCache | undefined;

/** @param data the data of a rule context, which must not change afterwards */
export function cacheFor(data: Json): EvaluationCache {
  // All rules of a deployment are evaluated one after the other.
  if (last !== undefined && last.scope.data === data) return last;
  const known = data !== null && typeof data === "object" ? caches.get(data) : undefined;
  if (known) return (last = known);
  const fresh = { scope: createCachedScope(data), truths: [], confirmed: new Map() };
  if (data !== null && typeof data === "object") caches.set(data, fresh);
  return (last = fresh);
}

/** The first part that is false, or else one that is unknown; undefined if all are true. */
function firstFailingPart(parts: readonly Part[], { scope, truths }: EvaluationCache): Part | undefined {
  resetBudget(scope);
  let unknown: Part | undefined;
  for (const part of parts) {
    const truth = (truths[part.index] ??= part.condition.node.truth(scope));
    if (truth === false) return part;
    if (truth === UNKNOWN) unknown = part;
  }
  return unknown;
}

const disagreement = {
  code: "internal/second-key",
  message: "internal error: the two evaluators disagree on this rule and the result is unknown: please report it",
};

/** The outcome of a rule that applies, by the truth of its `require`. */
export const outcomeIfApplies = (required: Truth): Outcome =>
  required === UNKNOWN ? "unknown" : required ? "pass" : "fail";

/** The outcome of a rule that does not apply, or of which that is unknown. */
export const outcomeIfNot = (applies: Truth): Outcome => (applies === UNKNOWN ? "unknown" : "not-applicable");

/**
 * Decides a rule by the strict evaluator.
 * @param confirm true if the second evaluator has to confirm that a rule passes or does not apply; if it disagrees, the
 *   outcome is unknown
 */
function decide({ appliesWhen, require }: Rule, cache: EvaluationCache, confirm: boolean): Decision {
  const { scope, truths } = cache;
  const failing = appliesWhen && firstFailingPart(appliesWhen.parts, cache);
  if (!failing) resetBudget(scope);
  const outcome = failing ? outcomeIfNot(truths[failing.index] as Truth) : outcomeIfApplies(require.node.truth(scope));
  const condition = failing ? appliesWhen : require;
  if (!confirm || isConfirmed(outcome, failing, require, cache)) return { outcome, condition };
  return { outcome: "unknown", condition, problem: disagreement };
}

function isConfirmed(
  outcome: Outcome,
  failing: Part | undefined,
  require: CompiledCondition,
  { scope: { data }, truths, confirmed }: EvaluationCache,
): boolean {
  if (outcome === "pass") return crossCheck(require.framed, data) === true;
  if (outcome !== "not-applicable" || !failing) return true;
  const known = confirmed.get(failing.index);
  if (known !== undefined) return known;
  const agrees = crossCheck(failing.condition.framed, data) === truths[failing.index];
  confirmed.set(failing.index, agrees);
  return agrees;
}

/** Decides a rule, with the parameters of `decide`. The outcome is unknown if the rule exceeds its budget. */
export function decideWithinBudget(rule: Rule, cache: EvaluationCache, confirm: boolean): Decision {
  try {
    return decide(rule, cache, confirm);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return {
      outcome: "unknown",
      condition: undefined,
      problem: { code: "policy/budget", message: `rule \`${rule.id}\` is undecided: ${error.message}` },
    };
  }
}

/**
 * The outcome of a rule on the data of a rule context, by the strict evaluator alone and without an explanation. Only for
 * comparisons of policies: they do not block, and they evaluate thousands of documents.
 */
export function evaluateOutcome(rule: Rule, data: Json): Outcome {
  return decideWithinBudget(rule, cacheFor(data), false).outcome;
}

/** True if a rule blocks when it is unmet. Its severity decides, and the date from which it is binding. */
export function isBlockingRule(
  rule: Rule,
  data: Json,
  { failOn, asOf }: Pick<EvaluationSettings, "failOn" | "asOf">,
): boolean {
  return atLeast(rule.severity, failOn) && isBinding(rule.binding, data, asOf) && !isExempted(rule, data);
}

/** True if a setting makes a rule advisory for a deployment. */
export const isExempted = ({ advisoryIn }: Rule, data: Json): boolean => advisoryIn.some((one) => isIn(one, data));

/** True if a deployment is in the scope of a setting; false if that is unknown. */
export const isIn = ({ node }: CompiledCondition, data: Json): boolean => node.truth(cacheFor(data).scope) === true;

/** A rule whose date is unknown is binding. */
function isBinding(binding: Enforcement, data: Json, asOf: string): boolean {
  if (typeof binding === "string") return binding === "gates";
  if (/^\d{4}-\d{2}-\d{2}$/.test(binding.gatesFrom)) return binding.gatesFrom <= asOf;
  const date = getAt(data, parsePath(binding.gatesFrom));
  return typeof date !== "string" || date <= asOf;
}
