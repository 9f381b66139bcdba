import { mapsOf, numberAt } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { refutingAttacks } from "./privacy-attacks.ts";
import {
  type Bounded,
  type BudgetEntry,
  type Understatement,
  boundsOf,
  deltaSpent,
  isUnderstated,
  jointUnderstatement,
  product,
  togetherBounds,
  understatementJson,
  understatementOf,
} from "./privacy-budget.ts";
import { asJson } from "./stats/intervals.ts";

/** One technique of the manifest, and where it stands. */
type Technique = BudgetEntry;

const LIST = "spec.privacyTechniques";

/** A value that one technique gives, or the fields that would tell it. */
interface Answer<T> {
  readonly value: T | undefined;
  readonly inputs: readonly string[];
  readonly missing: readonly string[];
}

/** An answer from fields of a technique, those not stated missing. */
function answer<T>({ at, map }: Technique, fields: readonly string[], value: T | undefined): Answer<T> {
  const open = fields.filter((field) => map[field] === undefined || map[field] === null);
  const paths = (names: readonly string[]): string[] => names.map((name) => `${at}.${name}`);
  return { value, inputs: paths(fields), missing: value === undefined ? paths(open) : [] };
}

/** Offers a number of several techniques: the largest, unknown where one technique's is. */
function deriveLargest(context: RuleContext, path: string, answers: readonly Answer<number>[]): void {
  const known = answers.filter(({ value }) => value !== undefined);
  const [first] = known;
  if (!first || known.length < answers.length) {
    const missing = answers.flatMap((one) => (one.value === undefined ? one.missing : []));
    return context.derive(
      path,
      undefined,
      answers.length > 0 ? answers.flatMap(({ inputs }) => inputs) : [LIST],
      missing,
    );
  }
  const most = known.reduce((best, one) => ((one.value ?? 0) > (best.value ?? 0) ? one : best), first);
  context.derive(path, most.value, most.inputs);
}

/** Offers whether something is so of some technique; of none where the list of techniques has none it could be so of. */
function deriveSome(context: RuleContext, path: string, answers: readonly Answer<boolean>[]): void {
  const guilty = answers.filter(({ value }) => value === true);
  const open = answers.filter(({ value }) => value === undefined);
  const decided = guilty.length > 0 || open.length === 0;
  const inputs = guilty.length > 0 ? guilty : decided ? answers : open;
  context.derive(
    path,
    decided && context.get(LIST) !== undefined ? guilty.length > 0 : undefined,
    inputs.length > 0 ? inputs.flatMap((one) => one.inputs) : [LIST],
    decided ? [] : open.flatMap(({ missing }) => missing),
  );
}

/** Mechanisms that need no delta by themselves. */
const pure = new Set(["laplace", "randomised-response"]);

/**
 * Delta over all releases, what they add up to at the least, times the units protected: from 1 on, publishing one random
 * record would do (C. Dwork, A. Roth 2014, 2.3).
 */
function deltaTimesUnits(technique: Technique): Answer<number> {
  const { map } = technique;
  const [spent, stated, units] = [deltaSpent(map), numberAt(map["delta"]), numberAt(map["protectedUnits"])];
  const none = pure.has(String(map["mechanism"])) && map["accountant"] === "basic" && map["delta"] === undefined;
  if (none && spent === undefined) return answer(technique, ["mechanism", "accountant"], 0);
  const delta = stated === undefined ? spent : Math.max(stated, spent ?? 0);
  const value = delta === undefined || units === undefined ? undefined : product(delta, units);
  return answer(technique, ["delta", "protectedUnits"], value);
}

/**
 * The largest log2 of the modulus at 128 bits of classical security, by ring dimension, for a ternary secret
 * (Homomorphic Encryption Standard 2018, table 1).
 */
const modulusAt128Bits: readonly (readonly [dimension: number, bits: number])[] = [
  [1024, 27],
  [2048, 54],
  [4096, 109],
  [8192, 218],
  [16384, 438],
  [32768, 881],
];

/** The schemes that the table is for; those over a torus add far more noise. */
const tabled = new Set(["bfv", "bgv", "ckks"]);

/**
 * Whether parameters fall short of 128 bits. Security grows with the dimension and falls with the modulus, so that a
 * dimension between two of the table, or beyond it, is decided where both neighbours agree; else it is unknown.
 */
export function isBelow128Bits(dimension: number, bits: number): boolean | undefined {
  const smaller = modulusAt128Bits.findLast(([n]) => n <= dimension);
  const larger = modulusAt128Bits.find(([n]) => n >= dimension);
  if (smaller && bits <= smaller[1]) return false;
  return larger && bits > larger[1] ? true : undefined;
}

function below128Bits(technique: Technique): Answer<boolean> {
  const { map } = technique;
  const [dimension, bits] = [numberAt(map["ringDimension"]), numberAt(map["modulusBits"])];
  const known = dimension !== undefined && bits !== undefined && tabled.has(String(map["scheme"]));
  return answer(
    technique,
    ["modulusBits", "ringDimension", "scheme"],
    known ? isBelow128Bits(dimension, bits) : undefined,
  );
}

function latencyExceeded(technique: Technique): Answer<boolean> {
  const [taken, allowed] = [numberAt(technique.map["latencyMs"]), numberAt(technique.map["latencyLimitMs"])];
  const value = taken === undefined || allowed === undefined ? undefined : taken > allowed;
  return answer(technique, ["latencyMs", "latencyLimitMs"], value);
}

const encrypted = new Set(["homomorphic-encryption", "multiparty-computation"]);

/** The epsilon of all entries together, as an interval: broken where the least is too much, kept where the most is not. */
function totalFacts(context: RuleContext, entries: readonly Technique[]): void {
  const path = "facts.privacy.epsilonTotal";
  const bounded = entries.flatMap((entry): Bounded[] => {
    const bounds = boundsOf(entry);
    return "low" in bounds ? [{ entry, bounds }] : [];
  });
  const inputs = entries.map(({ at }) => `${at}.epsilonLifetime`);
  const missing = entries.flatMap((entry) => {
    const bounds = boundsOf(entry);
    return "low" in bounds ? [] : bounds.map((field) => `${entry.at}.${field}`);
  });
  if (entries.length === 0 || missing.length > 0) {
    context.derive(path, undefined, entries.length > 0 ? inputs : [LIST], missing);
    return context.derive("facts.privacy.epsilonFloor", undefined, entries.length > 0 ? inputs : [LIST], missing);
  }
  const { low, high } = togetherBounds(bounded);
  context.derive("facts.privacy.epsilonFloor", low, inputs);
  const isKnown = Number.isFinite(high);
  context.derive(path, isKnown ? asJson({ value: high, low, high }) : undefined, inputs);
}

/** Whether some stated total is refuted, and the list of those that are, each with its reason. */
function understatedFacts(
  context: RuleContext,
  entries: readonly Technique[],
  refuted: readonly Understatement[],
): void {
  const bounded = entries.map((entry) => ({ entry, bounds: boundsOf(entry) }));
  const known = bounded.flatMap(({ entry, bounds }): Bounded[] => ("low" in bounds ? [{ entry, bounds }] : []));
  const joint = known.length === entries.length ? jointUnderstatement(known) : undefined;
  const found = [
    ...bounded.flatMap(({ entry, bounds }) => understatementOf(entry, bounds) ?? []),
    ...(joint ? [joint] : []),
    ...refuted,
  ];
  const open = bounded.flatMap(({ entry, bounds }) => {
    const answer = isUnderstated(entry, bounds);
    return typeof answer === "boolean" ? [] : answer.map((field) => `${entry.at}.${field}`);
  });
  const isOpen = found.length === 0 && (open.length > 0 || context.get(LIST) === undefined);
  const inputs = found.length > 0 ? found.flatMap(({ paths }) => paths) : [...entries.map(({ at }) => at), LIST];
  const list = found.map(understatementJson);
  context.derive("facts.privacy.understated", isOpen ? undefined : list, inputs, open);
  context.derive("facts.privacy.epsilonUnderstated", isOpen ? undefined : found.length > 0, inputs, open);
}

/**
 * Offers `facts.privacy`: of differential privacy the total epsilon (`epsilonFloor`, `epsilonTotal`), the stated totals
 * that are below what their releases imply (`understated`, `epsilonUnderstated`), the attacks that refute a total, and
 * delta times the units; of encrypted computation whether it is too weak or too slow.
 */
export function privacyFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const techniques = mapsOf(context.get(LIST)).map(({ index, map }) => ({ at: `${LIST}[${index}]`, map }));
  const named = (...names: string[]): Technique[] =>
    techniques.filter(({ map }) => names.includes(String(map["technique"])));
  const noisy = named("differential-privacy");
  totalFacts(context, noisy);
  understatedFacts(context, noisy, refutingAttacks(context, attached, noisy));
  deriveLargest(context, "facts.privacy.deltaTimesUnits", noisy.map(deltaTimesUnits));
  deriveSome(context, "facts.privacy.heBelow128Bits", named("homomorphic-encryption").map(below128Bits));
  // Whatever states a time is held to it; encrypted computation has to state one.
  const timed = techniques.filter(
    ({ map }) =>
      encrypted.has(String(map["technique"])) ||
      (map["latencyMs"] !== undefined && map["latencyLimitMs"] !== undefined),
  );
  deriveSome(context, "facts.privacy.latencyExceeded", timed.map(latencyExceeded));
}
