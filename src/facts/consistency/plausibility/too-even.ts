import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { type RatioInput, wilson } from "../../stats/intervals.ts";
import { SIGNIFICANCE_LEVEL, totalCases, proportionOf, showNumber } from "../../stats/rounding.ts";
import type { EvidenceDocument, GroupEntry, Anomaly } from "../contradiction.ts";
import { mostLikely, counted } from "./counted.ts";

/** Twice the odds of a share: how much better a group may do than the others without surprise. */
const twiceTheOdds = (share: number): number => (2 * share) / (1 + share);

/** A group without one error where the others of its axis do err, on more cases than such luck lasts for. */
export function tooPerfect(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const all = counted(groups);
  const totalOf = (name: string): RatioInput => {
    const shares = all.flatMap(({ counts }) => proportionOf(name, counts) ?? []);
    return { x: shares.reduce((sum, { x }) => sum + x, 0), n: shares.reduce((sum, { n }) => sum + n, 0) };
  };
  const totals = { sensitivity: totalOf("sensitivity"), specificity: totalOf("specificity") };
  return all.flatMap(({ group, counts }): Anomaly[] =>
    (["sensitivity", "specificity"] as const).flatMap((name) => {
      const own = proportionOf(name, counts);
      const { x, n } = totals[name];
      const pooled = own && wilson(x - own.x, n - own.n);
      if (!pooled || own.x < own.n || twiceTheOdds(pooled.high) ** own.n >= SIGNIFICANCE_LEVEL) return [];
      const sign = `${name} of ${group.axis} ${group.name} is 1 on ${own.n} cases, where the other groups have ${showNumber(pooled.value)}`;
      return [{ paths: [group.path], document: report.file, sign }];
    }),
  );
}

/** Share of errors that a model in care makes at least: below it, a test without any is no surprise. */
const LEAST_ERROR = 0.05;

/** A test with not one error, on more cases than such luck lasts for. */
export function noErrors(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[] {
  const n = totalCases(counts);
  const perfect = counts.fp === 0 && counts.fn === 0 && counts.tp > 0 && counts.tn > 0;
  if (!perfect || (1 - LEAST_ERROR) ** n >= SIGNIFICANCE_LEVEL) return [];
  const path = report.value["overall"] === undefined ? `${report.at}.counts` : `${report.at}.overall`;
  return [{ paths: [path], document: report.file, sign: `there is not one error among ${n} cases` }];
}

/** Chance that a count of a hundred or more ends in zero, at most; a tenth unless its spread is narrow. */
const ENDS_IN_ZERO = 0.2;

/** Counts that all end in zero: nature does not round. Denominators may be round by design, cells may not. */
export function roundCounts(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const cells = counted(groups)
    .flatMap(({ counts: { tp, fp, tn, fn } }) => [tp, fp, tn, fn])
    .filter((cell) => cell >= 100);
  if (cells.some((cell) => cell % 10 !== 0) || ENDS_IN_ZERO ** cells.length >= SIGNIFICANCE_LEVEL) return [];
  const sign = `all ${cells.length} counts from 100 up end in zero`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Groups with exactly as many cases as non-cases: they were balanced, and predictive values say nothing about use. */
export function balancedGroups(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const balanced = counted(groups).filter(({ counts: { tp, fp, tn, fn } }) => tp + fn === fp + tn && tp + fn > 0);
  const chance = balanced.reduce((product, { counts }) => {
    const n = totalCases(counts);
    return product * mostLikely({ x: n / 2, n });
  }, 1);
  if (balanced.length < groups.length || chance >= SIGNIFICANCE_LEVEL) return [];
  const axis = balanced[0]?.group.axis ?? "";
  const sign = `each of the ${balanced.length} groups of ${axis} has exactly as many cases as non-cases, as no population has: predictive values of a balanced sample do not hold in use`;
  return [{ paths: balanced.map(({ group }) => group.path), document: report.file, sign }];
}
