import { type Json, type JsonObject, mapsOf, numberAt } from "../../util/json.ts";
import { asJson } from "../stats/intervals.ts";
import { areShares, populationStabilityIndex, psiCriticalValue } from "../stats/population-stability.ts";
import { type Observation, REPORTS, type Signal, type Watch, lastSeen } from "./watch.ts";

function sharesOf(list: Json | undefined): number[] | undefined {
  const shares = Array.isArray(list) ? list.filter((share) => typeof share === "number") : [];
  return Array.isArray(list) && shares.length === list.length && areShares(shares) ? shares : undefined;
}

/** The drift of an entry: its index, and what chance alone gives at its numbers of cases. */
export interface Drift {
  readonly entry: Observation;
  readonly index: number;
  readonly critical: number;
}

/** The fields of the window to compare with: the same season of the year before, where it is promised and shown. */
function referenceOf(map: JsonObject, signal: Signal | undefined): { shares: string; count: string } {
  const isSeasonal = signal?.isSeasonal === true && Array.isArray(map["seasonalShares"]);
  return isSeasonal
    ? { shares: "seasonalShares", count: "seasonalCount" }
    : { shares: "referenceShares", count: "referenceCount" };
}

/**
 * The stability index of an entry; undefined unless both lists are shares of the same bins, or when a bin is empty and
 * nobody says of how many cases.
 */
export function indexOf(map: JsonObject, signal: Signal | undefined): number | undefined {
  const reference = referenceOf(map, signal);
  const [expected, actual] = [sharesOf(map[reference.shares]), sharesOf(map["currentShares"])];
  if (!expected || !actual || expected.length !== actual.length) return undefined;
  const sizes = { expected: numberAt(map[reference.count]), actual: numberAt(map["currentCount"]) };
  return populationStabilityIndex(expected, actual, sizes);
}

/** The drift of an entry, or the missing fields. */
export function driftOf(entry: Observation, signal: Signal | undefined): Drift | readonly string[] {
  const reference = referenceOf(entry.map, signal);
  const [n, m] = [numberAt(entry.map[reference.count]), numberAt(entry.map["currentCount"])];
  const counts = [...(n ? [] : [`${entry.at}.${reference.count}`]), ...(m ? [] : [`${entry.at}.currentCount`])];
  const index = indexOf(entry.map, signal);
  const hasShares = sharesOf(entry.map[reference.shares]) && sharesOf(entry.map["currentShares"]);
  if (hasShares && counts.length > 0) return counts;
  if (index === undefined || !n || !m) return [`${entry.at}.${reference.shares}`, `${entry.at}.currentShares`];
  const bins = (entry.map["currentShares"] as Json[]).length;
  return { entry, index, critical: psiCriticalValue(bins, n, m) };
}

/** The latest entries with shares for the stability index, and entries without them that the manifest promises. */
function driftEntries(watch: Watch): Observation[] {
  const all = watch.reports.flatMap((report) => mapsOf(watch.context.get(`${report}.signals`)));
  const names = new Set(all.map(({ map }) => String(map["signal"])));
  const promised = watch.signals.filter(({ metric }) => metric === "psi").map(({ name }) => name);
  return [...names].flatMap((name) => {
    const { entries } = lastSeen(watch, { name, metric: undefined });
    const shown = entries.filter(
      ({ map }) => map["currentShares"] !== undefined || map["referenceShares"] !== undefined,
    );
    return shown.length > 0 || !promised.includes(name) ? shown : entries;
  });
}

/**
 * Derives `facts.monitoring.worstPsi`: the largest stability index, recomputed from the shares, and its critical value.
 * `low` is the largest index that exceeds its own critical value on as many cases as were promised, 0 when none does.
 * `high` is the largest of all. An upper limit passes when every index is below it, and fails when an index above it also
 * exceeds its critical value.
 */
export function driftFacts(watch: Watch): void {
  const { context, reports, signals } = watch;
  const path = "facts.monitoring.worstPsi";
  const signalOf = ({ map }: Observation): Signal | undefined => signals.find(({ name }) => name === map["signal"]);
  const drifts = driftEntries(watch).map((entry) => driftOf(entry, signalOf(entry)));
  const open = drifts.flatMap((drift) => ("entry" in drift ? [] : drift));
  const known = drifts.filter((drift): drift is Drift => "entry" in drift);
  const [first] = known;
  if (!first || open.length > 0) {
    const settles = open.length > 0 ? open : [reports[0] === undefined ? REPORTS : `${reports[0]}.signals`];
    return context.derive(path, undefined, [REPORTS], settles);
  }
  const { entry, index, critical } = known.reduce((worst, one) => (one.index > worst.index ? one : worst), first);
  const isProven = (one: Drift): boolean =>
    one.index > one.critical &&
    (numberAt(one.entry.map["currentCount"]) ?? 0) >= (signalOf(one.entry)?.minimumCases ?? 0);
  const low = Math.max(0, ...known.filter(isProven).map((one) => one.index));
  const fact = Object.assign(asJson({ value: index, low, high: index }), { critical, signal: entry.map["signal"] });
  context.derive(path, fact, [`${entry.at}.currentShares`]);
}
