import { clopperPearson, isLowerBoundBelow } from "./exact.ts";
import { type Interval, type RatioInput, MOST_COMPARED, comparable } from "./intervals.ts";

/** Chance at most that some gap of an axis is called larger than a tolerance that every gap keeps. */
const FAMILY_ERROR = 0.05;
/** The part of it for each group against the others; the rest is for pairs of groups. */
const OTHERS_PART = 0.9;
/** Chance at most that a gap as large as the tolerance is called smaller: half of a 99 % interval. */
const PASS_ERROR = 0.005;
/**
 * Fewest cases on each side of a comparison that proves a gap. The exact interval allows fewer. A rate of fewer says
 * more about the single patient than about the group (J. D. Parker et al., NCHS, Vital and Health Statistics 2(175),
 * 2017, asks for 30 to show a rate at all).
 */
const FEWEST_CASES = 10;

/** Successes among the trials of one group; undefined when a count is not shown. */
export type Sample = RatioInput | undefined;

/** Two sets of groups, by their positions, that are compared: the one with the lower rate first. */
export interface SideComparison {
  readonly lower: readonly number[];
  readonly higher: readonly number[];
  /** The observed difference. */
  readonly value: number;
}

/** What the groups of one axis say about the largest gap between two of them. */
export interface GapDecision {
  /** The comparison that proves most; undefined when none proves a gap. */
  readonly proven: SideComparison | undefined;
  /** The gap is larger than every tolerance below `low`, with error FAMILY_ERROR over the axis. */
  readonly low: number;
  /** The largest observed difference among those that are proven not to be zero; 0 when there is none. */
  readonly signal: number;
  /** The pair about which least is known. */
  readonly open: SideComparison;
  /** The gap is at most `high`, with error PASS_ERROR. */
  readonly high: number;
}

/**
 * Bounds of the difference of two proportions, combined from bounds of each by square-and-add (G. Y. Zou and A. Donner,
 * Statistics in Medicine 27, 2008), which Newcombe's interval does with Wilson's bounds. With exact bounds it stays fit
 * for small samples and for proportions of 0 and 1.
 */
function differenceBounds(lower: Interval, higher: Interval): { low: number; high: number } {
  const value = higher.value - lower.value;
  return {
    low: value - Math.hypot(higher.value - higher.low, lower.high - lower.value),
    high: value + Math.hypot(higher.high - higher.value, lower.value - lower.low),
  };
}

/** The largest absolute difference that two proportions leave possible. */
function mostBetween(a: Interval, b: Interval): number {
  return Math.max(differenceBounds(a, b).high, differenceBounds(b, a).high);
}

interface Proof {
  readonly comparison: SideComparison;
  readonly low: number;
}

/** One side of a comparison: groups by their positions, and their cases together. */
interface Members {
  readonly groups: readonly number[];
  readonly sample: RatioInput;
}

const shareOf = ({ x, n }: RatioInput): number => x / n;

/** True if a sample certainly proves no proportion above p. */
const isNotAbove = (p: number, sample: RatioInput, alpha: number): boolean => isLowerBoundBelow(p, sample, alpha);

/** True if a sample certainly proves no proportion below p: its upper bound is one minus the lower one of the misses. */
const isNotBelow = (p: number, { x, n }: RatioInput, alpha: number): boolean =>
  isLowerBoundBelow(1 - p, { x: n - x, n }, alpha);

/** What one comparison proves: a difference of more than `low`; nothing when a side has too few cases. */
function proofOf(lower: Members, higher: Members, alpha: number): Proof[] {
  if (Math.min(lower.sample.n, higher.sample.n) < FEWEST_CASES) return [];
  const [p, q] = [clopperPearson(lower.sample, alpha), clopperPearson(higher.sample, alpha)];
  if (!p || !q) return [];
  const { low } = differenceBounds(p, q);
  const comparison = { lower: lower.groups, higher: higher.groups, value: q.value - p.value };
  return low > 0 ? [{ comparison, low }] : [];
}

/** Every pair of groups, at an equal part of an error. */
function pairProofs(samples: readonly Sample[], known: readonly number[], error: number): Proof[] {
  const alpha = error / ((known.length * (known.length - 1)) / 2);
  const shares = samples.map((sample) => (sample ? shareOf(sample) : 0));
  const [least, most] = known.reduce(
    ([low, high], i) => [Math.min(low, shares[i] as number), Math.max(high, shares[i] as number)],
    [1, 0],
  );
  // A group that proves nothing against the furthest share proves nothing against any other.
  const isHigh = samples.map((sample) => sample !== undefined && !isNotAbove(least, sample, alpha));
  const isLow = samples.map((sample) => sample !== undefined && !isNotBelow(most, sample, alpha));
  const members = (i: number): Members => ({ groups: [i], sample: samples[i] as RatioInput });
  return known.flatMap((i, position) =>
    known.slice(position + 1).flatMap((j) => {
      const [low, high] = (shares[i] as number) <= (shares[j] as number) ? [i, j] : [j, i];
      return isLow[low] === true && isHigh[high] === true ? proofOf(members(low), members(high), alpha) : [];
    }),
  );
}

/** Every group against all the others of its axis together, at an equal part of an error. */
function otherProofs(samples: readonly Sample[], known: readonly number[], error: number): Proof[] {
  const sum = (part: keyof RatioInput): number => known.reduce((total, i) => total + (samples[i]?.[part] ?? 0), 0);
  const [x, n] = [sum("x"), sum("n")];
  const alpha = error / known.length;
  return known.flatMap((i) => {
    const own = samples[i] as RatioInput;
    const rest = { x: Math.min(Math.max(x - own.x, 0), n - own.n), n: n - own.n };
    const isLower = shareOf(own) <= shareOf(rest);
    const [low, high] = isLower ? [own, rest] : [rest, own];
    if (isNotAbove(shareOf(low), high, alpha) || isNotBelow(shareOf(high), low, alpha)) return [];
    const one = { groups: [i], sample: own };
    const others = { groups: known.filter((other) => other !== i), sample: rest };
    return isLower ? proofOf(one, others, alpha) : proofOf(others, one, alpha);
  });
}

const hasCases = (sample: Sample): boolean => sample !== undefined && sample.n > 0;

/** The pair that leaves the largest difference possible. A group without cases leaves everything possible. */
function openPair(samples: readonly Sample[], bounds: readonly (Interval | undefined)[]): [SideComparison, number] {
  let open: [SideComparison, number] = [{ lower: [0], higher: [1], value: 0 }, -1];
  bounds.forEach((a, i) => {
    for (let j = i + 1; j < samples.length; j++) {
      const b = bounds[j];
      const most = a && b ? mostBetween(a, b) : 1;
      if (most <= open[1]) continue;
      const [p, q] = [a?.value ?? 0, b?.value ?? 0];
      const value = a && b ? Math.abs(p - q) : 0;
      open = [p <= q ? { lower: [i], higher: [j], value } : { lower: [j], higher: [i], value }, most];
    }
  });
  return open;
}

/**
 * Decides about the largest gap between two groups of one axis. Comparing it with a tolerance has three results.
 *
 * - Larger, when `low` is above the tolerance: some group differs by more from the others together, or two groups
 *   differ by more, each at its part of the error (S. Holm, Scandinavian Journal of Statistics 6, 1979: whether any
 *   hypothesis falls is decided in the first step). Parts are fixed beforehand.
 * - At most the tolerance, when `high` is: every pair is proven not to differ by more (non-inferiority with the
 *   tolerance as margin; all pairs have to be proven, so that none needs a correction, R. L. Berger, Technometrics 24,
 *   1982).
 * - Else undecided. This includes an axis with so many groups that not all are compared, unless those show a gap.
 *
 * @returns undefined when there are fewer than two groups
 */
export function decideGap(stated: readonly Sample[]): GapDecision | undefined {
  if (stated.length < 2) return undefined;
  const samples = comparable(stated);
  const known = samples.flatMap((sample, i) => (hasCases(sample) ? [i] : []));
  const proven =
    known.length > 2
      ? [
          ...otherProofs(samples, known, FAMILY_ERROR * OTHERS_PART),
          ...pairProofs(samples, known, FAMILY_ERROR * (1 - OTHERS_PART)),
        ]
      : pairProofs(samples, known, FAMILY_ERROR);
  const [first] = proven;
  const best = first && proven.reduce((most, one) => (one.low > most.low ? one : most), first);
  const [open, high] = openPair(
    samples,
    samples.map((sample) => sample && clopperPearson(sample, PASS_ERROR)),
  );
  return {
    proven: best?.comparison,
    low: best?.low ?? 0,
    signal: proven.reduce((most, { comparison }) => Math.max(most, comparison.value), 0),
    open,
    high: Math.min(1, high),
  };
}

/**
 * The smallest gap between two groups that samples of these sizes can rule out: the upper bound that decides, when both
 * groups show the same proportion. No tolerance below it can be confirmed, however alike the groups are.
 * @param p the proportion, such as the sensitivity of all groups together
 * @returns undefined when a group has no cases
 */
export function resolvableGap(p: number, n1: number, n2: number): number | undefined {
  const [a, b] = [n1, n2].map((n) => clopperPearson({ x: p * n, n }, PASS_ERROR));
  return a && b && mostBetween(a, b);
}

/**
 * The largest difference that remains possible between two groups of an axis once more cases are there: of each pair
 * what is known today or, where a plan makes one of them larger, what the planned numbers can rule out.
 * @param later trials of each group by then; undefined for a group without a plan
 */
export function plannedGap(samples: readonly Sample[], later: readonly (number | undefined)[]): number {
  if (samples.length > MOST_COMPARED) return 1;
  const sum = (part: keyof RatioInput): number => samples.reduce((total, one) => total + (one?.[part] ?? 0), 0);
  const p = sum("n") > 0 ? sum("x") / sum("n") : 0.5;
  const today = samples.map((sample) => sample && clopperPearson(sample, PASS_ERROR));
  const then = samples.map((sample, i) => {
    const n = later[i] ?? sample?.n ?? 0;
    return clopperPearson({ x: p * n, n }, PASS_ERROR);
  });
  let most = 0;
  samples.forEach((_, i) => {
    for (let j = i + 1; j < samples.length; j++) {
      const [a, b, c, d] = [today[i], today[j], then[i], then[j]];
      const known = a && b ? mostBetween(a, b) : 1;
      const isPlanned = later[i] !== undefined || later[j] !== undefined;
      most = Math.max(most, isPlanned && c && d ? Math.min(known, mostBetween(c, d)) : known);
    }
  });
  return Math.min(1, most);
}
