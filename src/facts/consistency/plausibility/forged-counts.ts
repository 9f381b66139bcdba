import { mapsOf } from "../../../util/json.ts";
import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { SIGNIFICANCE_LEVEL, type Proportion, proportionOf, showNumber } from "../../stats/rounding.ts";
import { incompleteGamma } from "../../stats/exact.ts";
import { type Anomaly, type EvidenceDocument, type GroupEntry, byAxis, groupsIn } from "../contradiction.ts";
import { type PublicationTerms, isExact, isOfPeople, publicationOf } from "../publication.ts";
import { counted } from "./counted.ts";

const cellsOf = ({ tp, fp, tn, fn }: ConfusionMatrix): number[] => [tp, fp, tn, fn];

function greatestDivisor(numbers: readonly number[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return numbers.reduce((all, one) => divisor(all, one), 0);
}

/** The largest probability that a count of about this size is a multiple of a number, however cases fall. */
const chanceOfMultiple = (count: number, of: number): number =>
  Math.min(1, 1 / of + 1 / Math.sqrt(2 * Math.PI * count));

/**
 * Counts that share a divisor: those of a smaller test that were multiplied. The chance is the product over the cells of
 * the axis with most of them, all but one, as a total may be round by design.
 */
function commonDivisor(
  report: EvidenceDocument,
  groups: readonly GroupEntry[],
  published: PublicationTerms,
): Anomaly[] {
  const axes = [...byAxis(groups).values()].map((axis) => counted(axis).flatMap(({ counts }) => cellsOf(counts)));
  const all = axes.flat().filter((cell) => cell > 0);
  const divisor = greatestDivisor(all) / (published.roundedTo ?? 1);
  if (divisor < 2 || !Number.isInteger(divisor)) return [];
  const scale = published.roundedTo ?? 1;
  const chances = axes.map((cells) =>
    cells
      .filter((cell) => cell > 0)
      .slice(1)
      .reduce((product, cell) => product * chanceOfMultiple(cell / scale, divisor), 1),
  );
  // Several divisors could have been found.
  if (Math.min(1, ...chances) * 2 * divisor >= SIGNIFICANCE_LEVEL) return [];
  const sign = `all ${all.length} counts are multiples of ${divisor * scale}, as if a smaller test had been multiplied`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Fewest counts whose last digits are compared with those of chance. */
const ENOUGH_DIGITS = 50;

/**
 * Last digits of counts from 100 up that are not as frequent as each other, as those of invented numbers (J. E. Mosimann
 * et al., Data fabrication: can people generate random digits?, Accountability in Research 4, 1995), by chi-squared.
 */
function unevenDigits(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const digits = counted(groups)
    .flatMap(({ counts }) => cellsOf(counts))
    .filter((cell) => cell >= 100)
    .map((cell) => cell % 10);
  if (digits.length < ENOUGH_DIGITS) return [];
  const expected = digits.length / 10;
  const frequencies = Array.from({ length: 10 }, (_, digit) => digits.filter((one) => one === digit).length);
  const statistic = frequencies.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
  if (1 - incompleteGamma(9 / 2, statistic / 2) >= SIGNIFICANCE_LEVEL) return [];
  const most = frequencies.indexOf(Math.max(...frequencies));
  const least = frequencies.indexOf(Math.min(...frequencies));
  const sign = `of ${digits.length} counts ${frequencies[most] ?? 0} end in ${most} and ${frequencies[least] ?? 0} in ${least}, which chance does not give`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Rates that rest on different cases. */
const rates = ["sensitivity", "specificity"] as const;

/** Least variance of a count for which its scatter is close to normal. */
const ENOUGH_VARIANCE = 5;

/** Scatter of a rate over the groups of an axis: the sum of squares, in which each deviation is half a case larger. */
function scatterOf(shares: readonly Proportion[]): { statistic: number; freedom: number } {
  const pooled = shares.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });
  const rate = pooled.n === 0 ? 0 : pooled.x / pooled.n;
  const usable = shares.filter(({ n }) => n * rate * (1 - rate) >= ENOUGH_VARIANCE);
  if (usable.length < 2 || usable.length < shares.length) return { statistic: 0, freedom: 0 };
  const statistic = usable.reduce((sum, { x, n }) => {
    const deviation = Math.abs(x - n * rate) + 0.5;
    return sum + (deviation * deviation) / (n * rate * (1 - rate));
  }, 0);
  return { statistic, freedom: usable.length - 1 };
}

/** Fewest degrees of freedom for which too little scatter shows. */
const ENOUGH_FREEDOM = 6;

/**
 * Rates of groups that scatter less than those of one and the same rate do: the lower tail of the test of homogeneity
 * (R. A. Fisher, Has Mendel's work been rediscovered?, Annals of Science 1, 1936). Groups that a threshold of their own
 * brings to one rate scatter less by design, and so do not count.
 */
function tooLittleScatter(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  if (mapsOf(report.value["mitigations"]).some(({ map }) => map["measure"] === "threshold")) return [];
  const sizes = new Set<string>();
  const distinct = [...byAxis(groups).values()].filter((axis) => {
    // Two axes of the same groups of people are one test.
    const key = counted(axis)
      .map(({ counts }) => cellsOf(counts).reduce((sum, cell) => sum + cell, 0))
      .toSorted((a, b) => a - b)
      .join(" ");
    const isNew = !sizes.has(key);
    sizes.add(key);
    return isNew && counted(axis).length === axis.length;
  });
  const each = distinct.flatMap((axis) =>
    rates.map((rate) => scatterOf(counted(axis).flatMap(({ counts }) => proportionOf(rate, counts) ?? []))),
  );
  const statistic = each.reduce((sum, one) => sum + one.statistic, 0);
  const freedom = each.reduce((sum, one) => sum + one.freedom, 0);
  if (freedom < ENOUGH_FREEDOM || incompleteGamma(freedom / 2, statistic / 2) >= SIGNIFICANCE_LEVEL) return [];
  const sign = `rates of ${groups.length} groups scatter less than chance alone gives (chi-squared ${showNumber(statistic)} at ${freedom} degrees of freedom)`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Signs that the counts of a report were invented or multiplied. */
export function forgedCounts(report: EvidenceDocument): Anomaly[] {
  const published = publicationOf(report.value);
  const groups = groupsIn(report);
  const isRounded = published.roundedTo !== undefined && published.slack === published.roundedTo;
  const divisors = isExact(published) || isRounded ? commonDivisor(report, groups, published) : [];
  if (!isExact(published)) return divisors;
  return [
    ...divisors,
    ...unevenDigits(report, groups),
    ...(isOfPeople(published) ? tooLittleScatter(report, groups) : []),
  ];
}
