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

/** The effect of a rule: `advisory` if it is unmet and does not block, `none` if the rule does not exist. */
export type Effect = Outcome | "advisory" | "none";

/** Evaluates a version of a rule on a document. */
export type EffectFunction = (data: Json) => Effect;

/** A version of a rule and its evaluation. */
export interface RuleVersion {
  /** Undefined if the rule does not exist in this version. */
  readonly rule: Rule | undefined;
  readonly evaluate: EffectFunction;
}

/** Effect of one version on a witness. */
export interface WitnessOutcome {
  readonly effect: Effect;
  /** The first deciding condition, if the rule is unmet or does not apply. */
  readonly why: string | null;
}

/** A document on which two versions of a rule differ. */
export interface Witness {
  readonly origin: WitnessOrigin;
  /** Edits of the original document; empty if it is unchanged. */
  readonly edits: readonly Edit[];
  /** The same edits for a reader: only the parts of values that the rule reads. */
  readonly changes: readonly { readonly path: string; readonly value: Json | undefined }[];
  readonly before: WitnessOutcome;
  readonly after: WitnessOutcome;
}

/** Removes edits that are not needed for the difference, sorted by path. */
export function fewestEdits(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[] {
  let kept = [...edits];
  for (const edit of edits) {
    const fewer = kept.filter((one) => one !== edit);
    const data = applyEdits(base, fewer);
    if (data !== undefined && holds(data)) kept = fewer;
  }
  return kept.toSorted((a, b) => compareCodeUnits(a.path.join("."), b.path.join(".")));
}

/** All names in the paths that the rules read. */
function namesIn(rules: readonly (Rule | undefined)[]): ReadonlySet<string> {
  const nodes = rules.flatMap((rule) => (rule ? expressionsOf(rule) : []));
  const literals = nodes.flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal]));
  return new Set(literals.flatMap((literal) => (typeof literal === "string" ? literal.split(".") : [])));
}

/** Removes the fields whose names are not in `names`. */
function only(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((one) => only(one, names));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => names.has(name));
  // If no field is read, the rule reads the value as a whole.
  if (kept.length === 0) return value;
  return Object.assign(emptyObject(), Object.fromEntries(kept.map(([name, one]) => [name, only(one, names)])));
}

function verdictOf({ rule, evaluate }: RuleVersion, data: Json): WitnessOutcome {
  const effect = evaluate(data);
  const { appliesWhen, require } = rule ?? {};
  const applies = appliesWhen === undefined || appliesWhen.node.truth(rootScope(data)) === true;
  const decided = effect === "pass" || effect === "none" ? undefined : applies ? require : appliesWhen;
  const reasons = decided ? explain(decided.node, rootScope(data), formatPath).conditions : [];
  // A descriptive condition explains less than the others.
  const reason = reasons.find((one) => !isDescriptiveCondition(one)) ?? reasons[0];
  return { effect, why: reason?.text ?? null };
}

/** Builds a witness from a document and edits on which two versions differ. */
export function witnessOf(
  { origin, data: base }: SampleInput,
  edits: readonly Edit[],
  before: RuleVersion,
  after: RuleVersion,
): Witness {
  const names = namesIn([before.rule, after.rule]);
  const data = applyEdits(base, edits) ?? base;
  const changes = edits.map(({ path, to }) => ({
    path: formatPath(path),
    value: to === undefined ? undefined : only(to, names),
  }));
  return { origin, edits, changes, before: verdictOf(before, data), after: verdictOf(after, data) };
}
