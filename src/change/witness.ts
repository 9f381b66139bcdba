import { type Json, compareText, emptyObject, formatPath, isObject } from "../model/json.ts";
import type { Outcome } from "../model/finding.ts";
import { rootScope } from "../logic/compile.ts";
import { explain } from "../logic/explain.ts";
import { isDescriptive } from "../evaluate/descriptive.ts";
import type { Rule } from "../policy/rule.ts";
import { type Edit, applyEdits } from "./edit.ts";
import { expressionsOf } from "./shape.ts";

/** Where a document comes from, before anything of it is changed. */
export type Origin =
  | { readonly kind: "deployment"; readonly name: string; readonly file: string }
  | { readonly kind: "test"; readonly rule: string; readonly name: string }
  /** A deployment of which no more is stated than has to be. */
  | { readonly kind: "least" };

/** What a rule is tried on. */
export interface Specimen {
  readonly origin: Origin;
  /** The data of a rule context. */
  readonly data: Json;
}

/** What came of a rule: `advisory` where it is not met and does not bind, `none` where there is no such rule. */
export type Effect = Outcome | "advisory" | "none";

/** A version of a rule as a function of what it judges. */
export type Judgement = (data: Json) => Effect;

/** A version of a rule, and how it judges. */
export interface Version {
  /** Undefined where there is none. */
  readonly rule: Rule | undefined;
  readonly judge: Judgement;
}

/** What came of one version on a witness. */
export interface Verdict {
  readonly effect: Effect;
  /** The first condition that decided, where the rule is not met or not asked. */
  readonly why: string | null;
}

/** A document on which two versions of a rule differ. */
export interface Witness {
  readonly origin: Origin;
  /** What is changed of it; nothing when it is taken as it stands. */
  readonly edits: readonly Edit[];
  /** The same for a reader: of the values, what the rule reads. */
  readonly told: readonly { readonly path: string; readonly value: Json | undefined }[];
  readonly before: Verdict;
  readonly after: Verdict;
}

/** Edits without those that a difference does not need. */
export function fewestEdits(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[] {
  let kept = [...edits];
  for (const edit of edits) {
    const fewer = kept.filter((one) => one !== edit);
    const data = applyEdits(base, fewer);
    if (data !== undefined && holds(data)) kept = fewer;
  }
  return kept.toSorted((a, b) => compareText(a.path.join("."), b.path.join(".")));
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

function verdictOf({ rule, judge }: Version, data: Json): Verdict {
  const effect = judge(data);
  const { appliesWhen, require } = rule ?? {};
  const applies = appliesWhen === undefined || appliesWhen.node.truth(rootScope(data)) === true;
  const decided = effect === "pass" || effect === "none" ? undefined : applies ? require : appliesWhen;
  const reasons = decided ? explain(decided.node, rootScope(data), formatPath).conditions : [];
  // What a system simply is explains less than what it does.
  const reason = reasons.find((one) => !isDescriptive(one)) ?? reasons[0];
  return { effect, why: reason?.text ?? null };
}

/** A document with some edits as a witness of how two versions differ. */
export function witnessOf(
  { origin, data: base }: Specimen,
  edits: readonly Edit[],
  before: Version,
  after: Version,
): Witness {
  const names = namesIn([before.rule, after.rule]);
  const data = applyEdits(base, edits) ?? base;
  const told = edits.map(({ path, to }) => ({
    path: formatPath(path),
    value: to === undefined ? undefined : only(to, names),
  }));
  return { origin, edits, told, before: verdictOf(before, data), after: verdictOf(after, data) };
}
