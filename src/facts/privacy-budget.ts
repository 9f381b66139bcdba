import { type JsonObject, emptyObject, numberAt } from "../util/json.ts";
import {
  accountedEpsilon,
  gaussianEpsilon,
  minimumRho,
  optimalComposition,
  sampledGaussianCurve,
} from "./stats/privacy-composition.ts";
import { type Repeated, gaussianLoss, laplaceLoss, leastEpsilon, responseLoss } from "./stats/privacy-loss.ts";
import { halfUnit } from "./stats/rounding.ts";

/** One entry of differential privacy: its place in the manifest and its fields. */
export interface BudgetEntry {
  readonly at: string;
  readonly map: JsonObject;
}

/** What the parameters of one entry determine of the epsilon of all its releases at its delta. */
export interface EpsilonBounds {
  /** No right accountant gives less. */
  readonly low: number;
  /** A stated total from here on is not refuted. In between nothing is known. */
  readonly enough: number;
  /** What the parameters guarantee by themselves; undefined when they are not known well enough. */
  readonly guaranteed: number | undefined;
  /** The releases as distributions of privacy loss, to add up with those of other entries. */
  readonly loss: Repeated | undefined;
}

/** EpsilonBounds, or the fields that would give them. */
export type EpsilonBoundsOrMissing = EpsilonBounds | readonly string[];

/** The product as people write it: three times 0.1 is 0.3, without a binary remainder. */
export const product = (a: number, b: number): number => Number((a * b).toPrecision(12));

/** How far below its bound a stated total may lie: it was rounded to one decimal at the coarsest. */
export const roundingOf = (total: number): number => Math.min(0.05, Math.max(0.005, halfUnit(total)));

/**
 * Releases that one person takes part in: of releases spread over disjoint sites those of the site with most of them,
 * which are at least the mean (parallel composition: F. McSherry, Privacy Integrated Queries, SIGMOD 2009, theorem 4).
 */
function releasesPerPerson(map: JsonObject): number | undefined {
  const [releases, sites] = [numberAt(map["releases"]), numberAt(map["disjointSites"]) ?? 1];
  return releases !== undefined && releases > 0 && sites >= 1 ? Math.ceil(releases / sites) : undefined;
}

/** Fields of an entry that are not stated. */
const missingOf = (map: JsonObject, fields: readonly string[]): string[] =>
  fields.filter((field) => map[field] === undefined || map[field] === null);

/** Training with noise: the sampled Gaussian of each step, over all steps of all releases. */
function trainingBounds(map: JsonObject, releases: number): EpsilonBoundsOrMissing {
  const fields = ["noiseMultiplier", "samplingRate", "steps", "delta"];
  const [sigma, rate, steps, delta] = fields.map((field) => numberAt(map[field]));
  if (!sigma || !rate || !steps || !delta || rate > 1 || delta >= 1) {
    const missing = missingOf(map, fields);
    return missing.length > 0 ? missing : fields;
  }
  // The accountants' formula is for batches that each record enters by itself; others have no such bound.
  if (typeof map["sampling"] === "string" && map["sampling"] !== "poisson") return ["sampling"];
  return sampledBounds({ sigma, rate, times: product(steps, releases), delta });
}

/** A Gaussian release on a sample, several times. */
interface Sampled {
  readonly sigma: number;
  readonly rate: number;
  readonly times: number;
  readonly delta: number;
}

const sampledBounds = memoized(({ sigma, rate, times, delta }: Sampled): EpsilonBounds => {
  const loss = { loss: gaussianLoss(sigma, rate), times };
  const curve = sampledGaussianCurve(sigma, rate);
  const guaranteed = accountedEpsilon((order) => times * curve(order), delta);
  const low = rate === 1 ? gaussianEpsilon(Math.sqrt(times) / sigma, delta) : leastEpsilon([loss], delta);
  const isKnown = low !== undefined;
  return { low: low ?? 0, enough: isKnown ? low : guaranteed, guaranteed, loss: isKnown ? loss : undefined };
});

/** Caches by the numbers of an argument: deployments share what they state, and each total takes a while. */
function memoized<T extends object, R>(compute: (one: T) => R): (one: T) => R {
  const known = new Map<string, R>();
  return (one) => {
    const key = JSON.stringify(one);
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = compute(one);
    if (known.size > 200) known.clear();
    known.set(key, result);
    return result;
  };
}

/** Accountants that go by the epsilon and delta of each release alone. */
const blind = new Set<unknown>(["basic", "advanced"]);

/** Accountants that go by the mechanism. */
const sighted = new Set<unknown>(["rdp", "zcdp", "pld"]);

/** Several releases of one epsilon and delta each. */
interface Releases {
  readonly mechanism: unknown;
  readonly accountant: unknown;
  readonly epsilon: number;
  readonly each: number;
  readonly releases: number;
  readonly delta: number;
}

/** By epsilon and delta alone: the optimal composition, above which no theorem on them needs to go. */
function optimalBounds({ epsilon, each, releases, delta }: Releases): EpsilonBounds {
  const sum = product(releases, epsilon);
  const composed = optimalComposition(epsilon, releases, delta, each);
  const low = composed === undefined ? 0 : Math.min(composed, sum);
  const loss = { loss: responseLoss(epsilon), times: releases };
  return { low, enough: composed === undefined ? sum : low, guaranteed: composed === undefined ? sum : low, loss };
}

const releaseBounds = memoized((one: Releases): EpsilonBounds => {
  const { mechanism, accountant, epsilon, each, releases, delta } = one;
  if (blind.has(accountant) || mechanism === "randomised-response") return optimalBounds(one);
  if (mechanism === "gaussian") {
    // The most noise that a release of this epsilon and delta has under the usual calibrations.
    const rho = minimumRho(epsilon, each > 0 ? each : delta);
    const low = gaussianEpsilon(Math.sqrt(2 * rho * releases), delta);
    const loss = { loss: gaussianLoss(1 / Math.sqrt(2 * rho)), times: releases };
    return { low, enough: low, guaranteed: undefined, loss };
  }
  if (mechanism === "laplace") {
    const loss = { loss: laplaceLoss(epsilon), times: releases };
    const low = delta > 0 ? leastEpsilon([loss], delta) : product(releases, epsilon);
    const { enough } = optimalBounds(one);
    return { low: low ?? 0, enough: low ?? enough, guaranteed: enough, loss };
  }
  const { enough } = optimalBounds(one);
  return { low: Math.min(epsilon, enough), enough, guaranteed: enough, loss: undefined };
});

/** The bounds of one entry. */
export function boundsOf({ map }: BudgetEntry): EpsilonBoundsOrMissing {
  const { mechanism, accountant } = map;
  const releases = releasesPerPerson(map);
  if (mechanism === "dp-sgd") return releases === undefined ? ["releases"] : trainingBounds(map, releases);
  const isSighted = sighted.has(accountant);
  const needed = ["releases", "accountant", ...(isSighted ? ["mechanism"] : [])];
  const [sigma, epsilon, delta] = ["noiseMultiplier", "epsilonPerRelease", "delta"].map((field) =>
    numberAt(map[field]),
  );
  const byNoise = mechanism === "gaussian" && sigma !== undefined && sigma > 0;
  if (!byNoise) needed.push("epsilonPerRelease");
  if (isSighted || byNoise || accountant === "advanced") needed.push("delta");
  const missing = missingOf(map, needed);
  if (missing.length > 0 || releases === undefined) return missing.length > 0 ? missing : ["releases"];
  if (!blind.has(accountant) && !isSighted) return ["accountant"];
  const stated = delta ?? 0;
  if (stated < 0 || stated >= 1) return ["delta"];
  if (byNoise && stated > 0) return sampledBounds({ sigma, rate: 1, times: releases, delta: stated });
  if (epsilon === undefined || epsilon < 0) return ["epsilonPerRelease"];
  const each = numberAt(map["deltaPerRelease"]) ?? 0;
  if (each < 0 || each >= 1) return ["deltaPerRelease"];
  // Without delta no mechanism gives less than the sum, and the Gaussian gives nothing.
  const known = isSighted && stated === 0 ? { accountant: "basic", mechanism: undefined } : { accountant, mechanism };
  return releaseBounds({ ...known, epsilon, each, releases, delta: stated });
}

/** A total that is too low, in words. */
export interface Understatement {
  /** The fields that decide, the one to blame first. */
  readonly paths: readonly string[];
  readonly why: string;
}

/** A number as a reader wants it. */
export const shown = (value: number): string => String(Number(value.toPrecision(4)));

/**
 * The delta that releases add up to, by basic composition as by the advanced theorem (C. Dwork, A. Roth 2014, theorems
 * 3.16 and 3.20). The other accountants take the delta of the total alone. Undefined when the releases state none.
 */
export function deltaSpent(map: JsonObject): number | undefined {
  const [each, count] = [numberAt(map["deltaPerRelease"]), releasesPerPerson(map)];
  return blind.has(map["accountant"]) && each !== undefined && count !== undefined ? product(count, each) : undefined;
}

/** Slack for a delta that was rounded when it was written down. */
const DELTA_SLACK = 0.005;

/** Where an entry states less than its releases imply: of delta, of the epsilon of one release, or of all. */
export function understatementOf({ at, map }: BudgetEntry, bounds: EpsilonBoundsOrMissing): Understatement | undefined {
  const paths = (...fields: string[]): string[] => fields.map((field) => `${at}.${field}`);
  const [spent, delta, total] = [deltaSpent(map), numberAt(map["delta"]), numberAt(map["epsilonLifetime"])];
  if (spent !== undefined && delta !== undefined && spent > delta * (1 + DELTA_SLACK))
    return {
      paths: paths("delta", "deltaPerRelease", "releases"),
      why: `delta ${shown(delta)} in total, where the releases alone take ${shown(spent)}`,
    };
  const one = singleRelease(map);
  if (one)
    return {
      paths: paths("epsilonPerRelease", "noiseMultiplier"),
      why: `epsilon ${shown(one.stated)} of one release, where its noise gives ${shown(one.given)}`,
    };
  if (!("low" in bounds) || total === undefined || total + roundingOf(total) >= bounds.low) return undefined;
  const inputs = ["noiseMultiplier", "samplingRate", "steps", "epsilonPerRelease", "releases", "delta", "accountant"];
  return {
    paths: paths("epsilonLifetime", ...inputs.filter((field) => map[field] !== undefined)),
    why: `epsilon ${shown(total)} in total, where no accountant gets below ${bounds.low === Infinity ? "a larger delta" : shown(bounds.low)}`,
  };
}

/** The epsilon stated of one Gaussian release, where its noise gives more at its delta. */
function singleRelease(map: JsonObject): { stated: number; given: number } | undefined {
  const [sigma, delta, stated] = ["noiseMultiplier", "deltaPerRelease", "epsilonPerRelease"].map((field) =>
    numberAt(map[field]),
  );
  if (map["mechanism"] !== "gaussian" || !sigma || !delta || delta >= 1 || stated === undefined) return undefined;
  const given = gaussianEpsilon(1 / sigma, delta);
  return stated + roundingOf(stated) < given ? { stated, given } : undefined;
}

/** Whether an entry's total is refuted, is not, or cannot be decided: then the fields that would decide it. */
export function isUnderstated(entry: BudgetEntry, bounds: EpsilonBoundsOrMissing): boolean | readonly string[] {
  if (understatementOf(entry, bounds)) return true;
  const total = numberAt(entry.map["epsilonLifetime"]);
  const missing = "low" in bounds ? [] : bounds;
  if (total === undefined) return ["epsilonLifetime", ...missing];
  if (!("low" in bounds)) return missing;
  return total + roundingOf(total) >= bounds.enough ? false : ["mechanism", "noiseMultiplier"];
}

/** An entry with its bounds. */
export interface Bounded {
  readonly entry: BudgetEntry;
  readonly bounds: EpsilonBounds;
}

/** The most entries whose distributions are added up together. */
const MOST_ENTRIES = 8;

/**
 * The epsilon of all entries about the same people: at least what the optimal accountant gives of all their releases, or
 * of one entry alone, and at most the sum of the totals, by basic composition, or the total that one accountant gave of
 * all. Entries about disjoint parts of the people do not add up; the part with most counts (F. McSherry, SIGMOD 2009).
 */
export function togetherBounds(entries: readonly Bounded[]): { low: number; high: number } {
  const parts = new Set(entries.map(({ entry }) => entry.map["partition"] ?? ""));
  const named = [...parts].filter((part) => part !== "");
  const groups = (named.length > 0 ? named : [""]).map((part) =>
    entries.filter(({ entry }) => (entry.map["partition"] ?? "") === part || (entry.map["partition"] ?? "") === ""),
  );
  const each = groups.map((group) => groupBounds(group));
  return { low: Math.max(...each.map(({ low }) => low)), high: Math.max(...each.map(({ high }) => high)) };
}

/** The total that an entry has at most: what it states, unless that is refuted, or what its parameters guarantee. */
function mostOf({ entry, bounds }: Bounded): number {
  const stated = numberAt(entry.map["epsilonLifetime"]);
  const believed = stated !== undefined && stated + roundingOf(stated) >= bounds.low ? stated : Infinity;
  return Math.max(bounds.low, Math.min(believed, bounds.guaranteed ?? Infinity));
}

function groupBounds(group: readonly Bounded[]): { low: number; high: number } {
  const low = Math.max(...group.map(({ bounds }) => bounds.low), jointLow(group));
  const sum = group.reduce((total, one) => total + mostOf(one), 0);
  const joint = group.flatMap(({ entry }) => numberAt(entry.map["epsilonOfAllEntries"]) ?? []);
  const most = joint.length > 0 ? Math.max(...joint) : sum;
  return { low, high: Math.max(low, most) };
}

function jointLow(group: readonly Bounded[]): number {
  const losses = group.flatMap(({ bounds: { loss } }) => loss ?? []);
  const delta = group.reduce((total, { entry }) => total + (numberAt(entry.map["delta"]) ?? 0), 0);
  // Without delta the sum is exact.
  if (delta <= 0) return group.reduce((sum, { bounds }) => sum + bounds.low, 0);
  if (group.length < 2 || losses.length < 2 || losses.length > MOST_ENTRIES) return 0;
  return leastEpsilon(losses, delta) ?? 0;
}

/** The stated total of all entries together that their releases refute. */
export function jointUnderstatement(entries: readonly Bounded[]): Understatement | undefined {
  const stated = entries.filter(({ entry }) => numberAt(entry.map["epsilonOfAllEntries"]) !== undefined);
  const [first] = stated;
  if (!first) return undefined;
  const total = Math.max(...stated.map(({ entry }) => numberAt(entry.map["epsilonOfAllEntries"]) ?? 0));
  const { low } = togetherBounds(entries);
  if (total + roundingOf(total) >= low) return undefined;
  return {
    paths: stated.map(({ entry }) => `${entry.at}.epsilonOfAllEntries`),
    why: `epsilon ${shown(total)} of all entries, where no accountant gets below ${shown(low)}`,
  };
}

/** A list entry as a rule reads it. */
export const understatementJson = ({ why }: Understatement): JsonObject => Object.assign(emptyObject(), { why });
