import { getAt, isObject, mapsOf, numberAt } from "../../util/json.ts";
import { equalsAfterRounding, decimalsOf, halfUnit, roundingTolerance } from "../stats/rounding.ts";
import { type Contradiction, type EvidenceDocument, type Mismatch, mergeMismatches } from "./contradiction.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A period that ends before it begins, or after the day of the report that is about it. */
export function findPeriodContradictions(report: EvidenceDocument): Contradiction[] {
  const [from, to] = ["from", "to"].map((end) => text(getAt(report.value, ["period", end])));
  const date = text(getAt(report.value, ["metadata", "date"]));
  if (from !== undefined && to !== undefined && to < from) {
    const claimed = `${from} to ${to}`;
    return mergeMismatches(report, [
      { path: `${report.at}.period.to`, what: "period", claimed, recomputed: "an end before its beginning" },
    ]);
  }
  const last = to ?? from;
  if (last === undefined || date === undefined || last <= date) return [];
  return mergeMismatches(report, [
    {
      path: `${report.at}.period.${to === undefined ? "from" : "to"}`,
      what: "last case",
      claimed: last,
      recomputed: `at the latest ${date}, when the report was finished`,
    },
  ]);
}

/** Data sets of a model card whose records end before they begin. */
export function findTrainingPeriodContradictions(card: EvidenceDocument): Contradiction[] {
  return mapsOf(card.value["trainingData"]).flatMap(({ index, map }) => {
    const [from, to] = [text(map["from"]), text(map["to"])];
    if (from === undefined || to === undefined || from <= to) return [];
    const path = `${card.at}.trainingData[${index}].to`;
    const what = `records of ${text(map["name"]) ?? "a data set"}`;
    return mergeMismatches(card, [
      { path, what, claimed: `${from} to ${to}`, recomputed: "an end before its beginning" },
    ]);
  });
}

/** A part that is more than its whole. */
function partOf(report: EvidenceDocument, part: string, whole: string, what: string): Mismatch[] {
  const [a, b] = [numberAt(report.value[part]), numberAt(report.value[whole])];
  if (a === undefined || b === undefined || a <= b) return [];
  return [{ path: `${report.at}.${part}`, what, claimed: String(a), recomputed: `at most ${b}` }];
}

/**
 * A re-identification risk below 1 / k (L. Sweeney, IJUFKS 10, 2002), and an attack that hit more records than it was
 * tried on.
 */
export function findPrivacyTestContradictions(test: EvidenceDocument): Contradiction[] {
  const [k, claimed] = [numberAt(test.value["smallestClass"]), numberAt(test.value["claimedMaxRisk"])];
  const least = k === undefined || k === 0 ? 0 : 1 / k;
  const tooLow = claimed !== undefined && claimed < least && !equalsAfterRounding(claimed, least);
  const risk: Mismatch[] = tooLow
    ? [
        {
          path: `${test.at}.claimedMaxRisk`,
          what: "highest re-identification risk",
          claimed: String(claimed),
          recomputed: `at least ${least.toFixed(4)}, as the smallest class has ${k} records`,
        },
      ]
    : [];
  const attacks = [
    partOf(test, "attackTp", "attackMembers", "members called members"),
    partOf(test, "attackFp", "attackNonMembers", "non-members called members"),
  ];
  return [risk, ...attacks].flatMap((one) => mergeMismatches(test, one));
}

/** Half a unit of the last decimal of shares that are stated alike, though zeros at the end of some are lost. */
const unitOf = (shares: readonly number[]): number => Math.min(...shares.map(halfUnit));

/** What a monitoring report's shares give as population stability index, with the error that rounding them makes. */
function psiOf(reference: readonly number[], current: readonly number[]): { value: number; error: number } | undefined {
  if (reference.length === 0 || reference.length !== current.length) return undefined;
  if ([...reference, ...current].some((share) => share <= 0)) return undefined;
  const unit = unitOf([...reference, ...current]);
  let [value, error] = [0, 0];
  reference.forEach((r, i) => {
    const c = current[i] as number;
    const log = Math.log(c / r);
    value += (c - r) * log;
    // The partial derivatives of (c - r) ln(c / r), times half a unit of the last decimal.
    error += Math.abs(log + 1 - r / c) * unit + Math.abs(-log + 1 - c / r) * unit;
  });
  return { value, error };
}

const numbers = (value: unknown): number[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === "number") ? value : undefined;

/** Shares per bin that do not make a whole, or a drift that they do not give where the index is known to be PSI. */
function findDriftContradictions(report: EvidenceDocument, psiSignals: readonly string[]): Contradiction[] {
  return mapsOf(report.value["signals"]).flatMap(({ index, map }) => {
    const path = `${report.at}.signals[${index}]`;
    const name = String(map["signal"]);
    const windows = ["referenceShares", "currentShares"].map((field) => ({ field, shares: numbers(map[field]) }));
    const partial = windows.flatMap(({ field, shares }): Mismatch[] => {
      const sum = shares?.reduce((total, share) => total + share, 0) ?? 1;
      const slack = shares && shares.length > 0 ? shares.length * unitOf(shares) : 0;
      if (!shares || shares.length === 0 || Math.abs(sum - 1) <= Math.max(slack, 0.005) + 1e-9) return [];
      const claimed = String(Math.round(sum * 1e6) / 1e6);
      return [{ path: `${path}.${field}`, what: `sum of the ${field} of ${name}`, claimed, recomputed: "1" }];
    });
    if (partial.length > 0) return mergeMismatches(report, partial);
    const [reference, current] = windows.map(({ shares }) => shares);
    const psi = reference && current && psiOf(reference, current);
    const value = numberAt(map["value"]);
    if (!psi || value === undefined || !psiSignals.includes(name)) return [];
    if (Math.abs(value - psi.value) <= roundingTolerance(value) + 2 * psi.error + 1e-9) return [];
    const what = `PSI of ${name}`;
    return mergeMismatches(report, [
      { path: `${path}.value`, what, claimed: String(value), recomputed: psi.value.toFixed(4) },
    ]);
  });
}

/** An override rate that overrides among alerts do not give, where both are of the same alerts. */
function findOverrideContradictions(report: EvidenceDocument): Mismatch[] {
  const [alerts, overrides] = [numberAt(report.value["alerts"]), numberAt(report.value["overrides"])];
  if (!alerts || overrides === undefined || overrides > alerts) return [];
  return mapsOf(report.value["signals"]).flatMap(({ index, map }): Mismatch[] => {
    const value = numberAt(map["value"]);
    if (map["signal"] !== "override-rate" || map["currentCount"] !== alerts || value === undefined) return [];
    const rate = overrides / alerts;
    // Two decimals are too coarse for a rate of three in a thousand: a stated 0.003 is exact to its last digit.
    if (Math.abs(value - rate) <= (decimalsOf(value) <= 2 ? 0.005 : halfUnit(value)) + 1e-9) return [];
    const path = `${report.at}.signals[${index}].value`;
    return [{ path, what: "override rate", claimed: String(value), recomputed: rate.toFixed(4) }];
  });
}

/** Numbers of a monitoring report that refute each other. */
export function findMonitoringContradictions(report: EvidenceDocument, psiSignals: readonly string[]): Contradiction[] {
  const parts = [
    partOf(report, "overrides", "alerts", "outputs overridden"),
    partOf(report, "eventsClosed", "eventsReported", "reported problems closed"),
    findOverrideContradictions(report),
  ];
  return [...parts.flatMap((one) => mergeMismatches(report, one)), ...findDriftContradictions(report, psiSignals)];
}

/** Signals whose metric the manifest names as the population stability index. */
export function psiSignalsOf(signals: unknown): string[] {
  if (!Array.isArray(signals)) return [];
  return signals.flatMap((one) =>
    isObject(one) && /^psi$/i.test(String(one["metric"])) ? [String(one["signal"])] : [],
  );
}
