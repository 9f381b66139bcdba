import { type RateRange, type StatedRates, prevalenceRange } from "../../util/rate-identities.ts";
import { quote } from "../../util/text.ts";
import type { DiagnosticCollector } from "./diagnostics.ts";
import type { GroupSource } from "./groups.ts";
import { numberOf } from "./values.ts";
import { countOf, isPositiveRate, rateOf } from "./terms.ts";

type Reading = "selectionRate" | "prevalence";

/** Digits after the point below which a rate is taken as rounded. */
const halfUnitOf = (value: number): number => {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  return decimals <= 2 ? 0.005 : Math.max(0.5 * 10 ** -decimals, 1e-9);
};

const rangeOf = (value: number): RateRange => ({
  low: Math.max(0, value - halfUnitOf(value)),
  high: Math.min(1, value + halfUnitOf(value)),
});

/**
 * Decides what `positive_rate` means in a file: the share of positive predictions or the share of positive cases. The
 * reading counts that agrees with the counts and the other rates of every group. If both agree, the figure is not read.
 * If neither does, it stays a selection rate, which the other figures contradict.
 */
export function readPositiveRate(groups: readonly GroupSource[], log: DiagnosticCollector): readonly GroupSource[] {
  const stated = groups.flatMap(({ measures }) => measures.filter(({ name }) => isPositiveRate(name)));
  const [first] = stated;
  if (!first) return groups;
  const agrees = (reading: Reading): boolean => groups.every((group) => fits(group, reading));
  const [selection, prevalence] = [agrees("selectionRate"), agrees("prevalence")];
  const undecided = selection && prevalence;
  if (undecided) {
    const both = "the share of positive predictions or of positive cases";
    log.warn(first.place, `${quote(first.name)} may be ${both} and is not read: name it \`selection_rate\` or \`prevalence\``); // prettier-ignore
  }
  const name = prevalence && !selection ? "prevalence" : "selection_rate";
  return groups.map((group) => ({
    ...group,
    measures: group.measures.flatMap((measure) =>
      isPositiveRate(measure.name) ? (undecided ? [] : [{ ...measure, name }]) : [measure],
    ),
  }));
}

/** Whether the positive rate of a group, read in one way, agrees with its other figures. */
function fits(group: GroupSource, reading: Reading): boolean {
  const stated = group.measures.find(({ name }) => isPositiveRate(name));
  const value = stated && numberOf(stated);
  if (value === undefined || value < 0 || value > 1) return true;
  const range = rangeOf(value);
  const exact = counted(group, reading);
  if (exact !== undefined) return exact >= range.low - 1e-9 && exact <= range.high + 1e-9;
  const rates = ratesOf(group);
  const other = rates[reading];
  const both = other ? { low: Math.max(other.low, range.low), high: Math.min(other.high, range.high) } : range;
  return both.low <= both.high && prevalenceRange({ ...rates, [reading]: both }) !== undefined;
}

/** The rate that the counts of a group give; undefined when it does not state all four. */
function counted({ measures }: GroupSource, reading: Reading): number | undefined {
  const cell = (name: string): number =>
    measures.flatMap((one) => (countOf(one.name) === name ? (numberOf(one) ?? []) : []))[0] ?? Number.NaN;
  const [tp, fp, tn, fn] = [cell("tp"), cell("fp"), cell("tn"), cell("fn")];
  const share = (tp + (reading === "selectionRate" ? fp : fn)) / (tp + fp + tn + fn);
  return Number.isNaN(share) ? undefined : share;
}

function ratesOf({ measures }: GroupSource): StatedRates {
  const rates: Record<string, RateRange> = {};
  for (const measure of measures) {
    const [known, value] = [rateOf(measure.name), numberOf(measure)];
    if (!known || value === undefined || value < 0 || value > 1) continue;
    const range = rangeOf(value);
    rates[known.rate] ??= known.complement ? { low: 1 - range.high, high: 1 - range.low } : range;
  }
  return rates;
}
