import { mapsOf, numberAt } from "../util/json.ts";
import type { FactBuilder } from "./context.ts";
import { clopperPearson } from "./stats/exact-intervals.ts";
import { type Interval, asJson, newcombe, wilson } from "./stats/intervals.ts";

/** Attacks that rebuild records; without others to compare with, each record rebuilt counts. */
const rebuilding = new Set<unknown>(["gradient-inversion", "model-inversion", "extraction"]);

/** An interval of a difference without its sign: an attack that is wrong more often than chance is turned around. */
function absolute({ value, low, high }: Interval): Interval {
  return { value: Math.abs(value), low: Math.max(0, low, -high), high: Math.max(Math.abs(low), Math.abs(high)) };
}

/**
 * Derives the absolute advantage of an attack, its true minus its false positive rate (S. Yeom et al., CSF 2018) with
 * Newcombe bounds; of an attack that rebuilds records without others to compare with, the share rebuilt with exact bounds.
 */
function attack(facts: FactBuilder): void {
  const number = (field: string): number | undefined => numberAt(facts.get(field));
  const [tp, fp] = [number("attackTp"), number("attackFp")];
  const [members, others] = [number("attackMembers"), number("attackNonMembers")];
  const caught = tp === undefined || members === undefined ? undefined : wilson(tp, members);
  const mistaken = fp === undefined || others === undefined ? undefined : wilson(fp, others);
  const alone = rebuilding.has(facts.get("type")) && fp === undefined && others === undefined;
  const rebuilt = alone && tp !== undefined && members !== undefined ? clopperPearson(tp, members) : undefined;
  const advantage = caught && mistaken ? absolute(newcombe(caught, mistaken)) : rebuilt;
  const read = ["attackTp", "attackMembers", ...(alone ? [] : ["attackFp", "attackNonMembers"])];
  facts.derive("advantage", advantage && asJson(advantage), read);
}

/**
 * Derives how many times as often an attack recognises members as it errs, at a threshold set for a low false positive
 * rate: the rate at which attacks succeed on the few people who are easy to recognise, which an average hides (N. Carlini
 * et al., Membership Inference Attacks From First Principles, IEEE S&P 2022). Its bounds are the exact ones of the true
 * positive rate. Unknown where the false positives refute the rate that the threshold is said to be set for.
 */
function strictAttack(facts: FactBuilder): void {
  const fields = ["lowFpr", "lowFprTp", "lowFprFp", "attackMembers", "attackNonMembers"];
  const [rate, tp, fp, members, others] = fields.map((field) => numberAt(facts.get(field)));
  const hits = tp === undefined || members === undefined ? undefined : clopperPearson(tp, members);
  const alarms = fp === undefined || others === undefined ? undefined : clopperPearson(fp, others, 0.999);
  const isSet = rate !== undefined && rate > 0 && alarms !== undefined && alarms.low <= rate && rate <= alarms.high;
  const times = (bound: number): number => bound / (rate ?? 1);
  const ratio = hits && isSet ? { value: times(hits.value), low: times(hits.low), high: times(hits.high) } : undefined;
  facts.derive("tprOverFpr", ratio && asJson(ratio), fields);
}

/** Classes of records that look the same, by size. */
interface ClassSizes {
  /** Records in the smallest class. */
  readonly k: number;
  /** Fewest different sensitive values in a class; undefined when not every size states them. */
  readonly l: number | undefined;
  readonly records: number;
  readonly classes: number;
}

/** The histogram of class sizes; undefined when there is none, or an entry is incomplete. */
export function classSizesOf(stated: unknown): ClassSizes | undefined {
  const all = Array.isArray(stated) ? mapsOf(stated) : [];
  const entries = all.flatMap(({ map }) => {
    const [size, classes] = [numberAt(map["size"]), numberAt(map["classes"])];
    return size === undefined || classes === undefined
      ? []
      : [{ size, classes, values: numberAt(map["fewestSensitiveValues"]) }];
  });
  const filled = entries.filter(({ classes }) => classes > 0);
  if (filled.length === 0 || entries.length < all.length) return undefined;
  const values = filled.flatMap((entry) => entry.values ?? []);
  return {
    k: Math.min(...filled.map(({ size }) => size)),
    l: values.length === filled.length ? Math.min(...values) : undefined,
    records: filled.reduce((sum, { size, classes }) => sum + size * classes, 0),
    classes: filled.reduce((sum, entry) => sum + entry.classes, 0),
  };
}

/**
 * Derives k, the records of the smallest class, and from it the highest re-identification risk of one record, 1 / k
 * (L. Sweeney, IJUFKS 10, 2002); l, the fewest sensitive values in a class (A. Machanavajjhala et al., l-Diversity, TKDD
 * 1, 2007); and the mean risk over all records, classes over records. A histogram of the classes goes before a stated k.
 */
function anonymity(facts: FactBuilder): void {
  const sizes = classSizesOf(facts.get("classSizes"));
  const k = sizes?.k ?? numberAt(facts.get("smallestClass"));
  const read = facts.get("classSizes") === undefined ? ["smallestClass"] : ["classSizes"];
  facts.derive("k", k, read);
  facts.derive("l", sizes?.l, ["classSizes"]);
  facts.derive("maxRisk", k !== undefined && k > 0 ? 1 / k : undefined, read);
  facts.derive("meanRisk", sizes && sizes.records > 0 ? sizes.classes / sizes.records : undefined, ["classSizes"]);
}

/**
 * Derives the share of synthetic records that are closer to a record of the training data than to any of a holdout of
 * the same size, with exact bounds: a half where the generator copied nobody (M. Platzer, T. Reutterer, Holdout-Based
 * Empirical Assessment of Mixed-Type Synthetic Data, Frontiers in Big Data 4, 2021).
 */
function syntheticDistance(facts: FactBuilder): void {
  const fields = ["closerToTraining", "closerToHoldout"];
  const [training, holdout] = fields.map((field) => numberAt(facts.get(field)));
  const share =
    training === undefined || holdout === undefined ? undefined : clopperPearson(training, training + holdout);
  facts.derive("closerToTrainingShare", share && asJson(share), fields);
}

/** Derives what the counts of a privacy test give. */
export function privacyTest(facts: FactBuilder): void {
  anonymity(facts);
  attack(facts);
  strictAttack(facts);
  syntheticDistance(facts);
}
