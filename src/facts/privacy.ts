import { type JsonObject, mapsOf, numberAt } from "../util/json.ts";
import {
  type RenyiCurve,
  advancedComposition,
  gaussianCurve,
  laplaceCurve,
  minimumRho,
  responseCurve,
  renyiToEpsilon,
} from "./stats/privacy-composition.ts";
import type { RuleContext } from "./context.ts";

/** One technique of the manifest, and where it stands. */
interface Technique {
  readonly at: string;
  readonly map: JsonObject;
}

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

/** Slack for totals that were rounded when they were written down. */
const ROUNDING = 0.005;

/** A product as people would write it: three times 0.1 is 0.3, and no hair more. */
const product = (a: number, b: number): number => Number((a * b).toPrecision(12));

/** The Renyi curve of one release, where the mechanism, its epsilon and its delta tell it. */
function curveOf(mechanism: unknown, epsilon: number, delta: number): RenyiCurve | undefined {
  if (mechanism === "laplace") return laplaceCurve(epsilon);
  if (mechanism === "randomised-response") return responseCurve(epsilon);
  return mechanism === "gaussian" ? gaussianCurve(minimumRho(epsilon, delta)) : undefined;
}

/** Releases under differential privacy: the epsilon and delta of each, and the delta that all may take together. */
interface Releases {
  readonly epsilon: number;
  readonly deltaPerRelease: number;
  readonly delta: number;
  readonly releases: number;
}

/**
 * The least total epsilon that a number of releases can have under an accountant: basic composition adds them up,
 * advanced composition gives the less of that and its theorem, which takes what the releases leave of delta; RDP and
 * zCDP add up the curve of the mechanism and convert it. Nothing but the epsilon of one release is known of a curve
 * that the manifest does not tell (DP-SGD) and of a numerical accountant (PLD), and no total is below that.
 * @returns undefined when the accountant is none of these
 */
export function leastTotal(
  accountant: unknown,
  mechanism: unknown,
  { epsilon, deltaPerRelease, delta, releases }: Releases,
): number | undefined {
  const basic = product(releases, epsilon);
  const left = delta - product(releases, deltaPerRelease);
  if (accountant === "basic" || (accountant === "advanced" && left <= 0)) return basic;
  if (accountant === "advanced")
    return left < 1 ? Math.min(basic, advancedComposition(epsilon, releases, left)) : epsilon;
  if (accountant === "pld") return epsilon;
  if (accountant !== "rdp" && accountant !== "zcdp") return undefined;
  if (delta <= 0 || delta >= 1) return delta <= 0 ? basic : epsilon;
  const curve = curveOf(mechanism, epsilon, deltaPerRelease > 0 ? deltaPerRelease : delta);
  if (!curve) return epsilon;
  const total = renyiToEpsilon((order) => releases * curve(order), delta);
  return Math.max(epsilon, Math.min(basic, total));
}

function floorOf(technique: Technique): Answer<number> {
  const { map } = technique;
  const [epsilon, releases] = [numberAt(map["epsilonPerRelease"]), numberAt(map["releases"])];
  const { accountant, mechanism } = map;
  const needsDelta = accountant === "advanced" || accountant === "rdp" || accountant === "zcdp";
  const needsMechanism = accountant === "rdp" || accountant === "zcdp";
  const delta = numberAt(map["delta"]) ?? (needsDelta ? undefined : 0);
  const fields = ["epsilonPerRelease", "releases", "accountant"];
  if (needsDelta) fields.push("delta");
  if (needsMechanism) fields.push("mechanism");
  const known = epsilon !== undefined && epsilon >= 0 && releases !== undefined && releases > 0 && delta !== undefined;
  const isKnown = known && !(needsMechanism && typeof mechanism !== "string");
  const deltaPerRelease = numberAt(map["deltaPerRelease"]) ?? 0;
  const one = isKnown && { epsilon, deltaPerRelease, delta, releases };
  return answer(technique, fields, one ? leastTotal(accountant, mechanism, one) : undefined);
}

/**
 * The delta that releases add up to, by basic composition as by the advanced theorem (C. Dwork, A. Roth 2014, theorems
 * 3.16 and 3.20). The other accountants take the delta of the total alone. Undefined when the releases state none.
 */
function deltaSpent({ accountant, deltaPerRelease, releases }: JsonObject): number | undefined {
  const [each, count] = [numberAt(deltaPerRelease), numberAt(releases)];
  const adds = accountant === "basic" || accountant === "advanced";
  return adds && each !== undefined && count !== undefined ? product(count, each) : undefined;
}

/** Whether releases take more of delta than the total that is stated; no epsilon makes good for that. */
function overspends(map: JsonObject): boolean {
  const [spent, delta] = [deltaSpent(map), numberAt(map["delta"])];
  return spent !== undefined && delta !== undefined && spent > delta * (1 + ROUNDING);
}

/** Whether the total that is stated, in epsilon or in delta, is below what the releases imply. */
function understated(technique: Technique): Answer<boolean> {
  if (overspends(technique.map)) return answer(technique, ["delta", "deltaPerRelease", "releases"], true);
  const floor = floorOf(technique);
  const lifetime = numberAt(technique.map["epsilonLifetime"]);
  const known = floor.value !== undefined && lifetime !== undefined;
  const total = answer(technique, ["epsilonLifetime"], lifetime);
  return {
    value: known ? lifetime + ROUNDING < (floor.value ?? 0) : undefined,
    inputs: [...total.inputs, ...floor.inputs],
    missing: [...total.missing, ...floor.missing],
  };
}

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

/**
 * Offers `facts.privacy`: of differential privacy the least total epsilon (`epsilonFloor`), whether a stated total is
 * below it (`epsilonUnderstated`) and delta times the units; of encrypted computation whether it is too weak or too slow.
 */
export function privacyFacts(context: RuleContext): void {
  const techniques = mapsOf(context.get(LIST)).map(({ index, map }) => ({ at: `${LIST}[${index}]`, map }));
  const named = (...names: string[]): Technique[] =>
    techniques.filter(({ map }) => names.includes(String(map["technique"])));
  const noisy = named("differential-privacy");
  deriveLargest(context, "facts.privacy.epsilonFloor", noisy.map(floorOf));
  deriveSome(context, "facts.privacy.epsilonUnderstated", noisy.map(understated));
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
