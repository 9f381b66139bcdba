import { type Json, compareCodeUnits, emptyObject, formatPath, isObject } from "../util/json.ts";
import type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";
import type { Outcome } from "../model/finding.ts";
import { rootScope } from "../logic/scope.ts";
import { explain } from "../logic/explain.ts";
import { isDescriptiveCondition } from "../evaluate/blame-order.ts";
import type { Rule } from "../policy/rule.ts";
import { type Edit, applyEdits } from "./edits.ts";
import { expressionsOf } from "./expressions.ts";

export type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";

/** What came of a rule: `advisory` where it is not met and does not bind, `none` where there is no such rule. */
export type Effect = Outcome | "advisory" | "none";

/** A version of a rule as a function of what it judges. */
export type EffectFunction = (data: Json) => Effect;

/** A version of a rule, and how it judges. */
export interface RuleVersion {
  /** Undefined where there is none. */
  readonly rule: Rule | undefined;
  readonly judge: EffectFunction;
}

/** What came of one version on a witness. */
export interface WitnessOutcome {
  readonly effect: Effect;
  /** The first condition that decided, where the rule is not met or not asked. */
  readonly why: string | null;
}

/** A document on which two versions of a rule differ. */
export interface Witness {
  readonly origin: WitnessOrigin;
  /** What is changed of it; nothing when it is taken as it stands. */
  readonly edits: readonly Edit[];
  /** The same for a reader: of the values, what the rule reads. */
  readonly told: readonly { readonly path: string; readonly value: Json | undefined }[];
  readonly before: WitnessOutcome;
  readonly after: WitnessOutcome;
}

/** Edits without those that a difference does not need. */
export function fewestEdits(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[] {
  let kept = [...edits];
  for (const edit of edits) {
    const fewer = kept.filter((one) => one !== edit);
    const data = applyEdits(base, fewer);
    if (data !== undefined && holds(data)) kept = fewer;
  }
  return kept.toSorted((a, b) => compareCodeUnits(a.path.join("."), b.path.join(".")));
}

/** Every name in the paths that some rules read. */
function namesIn(rules: readonly (Rule | undefined)[]): ReadonlySet<string> {
  const nodes = rules.flatMap((rule) => (rule ? expressionsOf(rule) : []));
  const literals = nodes.flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal]));
  return new Set(literals.flatMap((literal) => (typeof literal === "string" ? literal.split(".") : [])));
}

/** A value without the fields that have none of some names. */
function only(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((one) => only(one, names));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => names.has(name));
  // Where no field is read, the value is read as a whole.
  if (kept.length === 0) return value;
  return Object.assign(emptyObject(), Object.fromEntries(kept.map(([name, one]) => [name, only(one, names)])));
}

function verdictOf({ rule, judge }: RuleVersion, data: Json): WitnessOutcome {
  const effect = judge(data);
  const { appliesWhen, require } = rule ?? {};
  const applies = appliesWhen === undefined || appliesWhen.node.truth(rootScope(data)) === true;
  const decided = effect === "pass" || effect === "none" ? undefined : applies ? require : appliesWhen;
  const reasons = decided ? explain(decided.node, rootScope(data), formatPath).conditions : [];
  // What a system simply is explains less than what it does.
  const reason = reasons.find((one) => !isDescriptiveCondition(one)) ?? reasons[0];
  return { effect, why: reason?.text ?? null };
}

/** A document with some edits as a witness of how two versions differ. */
export function witnessOf(
  { origin, data: base }: SampleInput,
  edits: readonly Edit[],
  before: RuleVersion,
  after: RuleVersion,
): Witness {
  const names = namesIn([before.rule, after.rule]);
  const data = applyEdits(base, edits) ?? base;
  const told = edits.map(({ path, to }) => ({
    path: formatPath(path),
    value: to === undefined ? undefined : only(to, names),
  }));
  return { origin, edits, told, before: verdictOf(before, data), after: verdictOf(after, data) };
}
