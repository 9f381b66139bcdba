import type { JsonObject } from "../util/json.ts";
import { isObject, numberAt } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import type { BudgetEntry, Understatement } from "./privacy-budget.ts";
import { roundingOf, shown } from "./privacy-budget.ts";
import { clopperPearson } from "./stats/exact.ts";

/**
 * Chance that an exact bound is wrong. Of an attack at two thresholds there are eight, so that it refutes a true epsilon
 * at most once in eight hundred attacks.
 */
const ERROR = 0.00015;

/**
 * The least epsilon that a membership attack with these counts leaves possible: by the definition of differential
 * privacy no attack has a true positive rate above e^epsilon times its false positive rate, plus delta, nor so with the
 * two classes or the two answers exchanged (M. Jagielski, J. Ullman, A. Oprea, Auditing Differentially Private Machine
 * Learning, NeurIPS 2020, with the exact bounds of C. Clopper and E. Pearson of each rate).
 * @returns 0 when the attack refutes no epsilon, undefined for counts that cannot be
 */
export function impliedEpsilon(
  { tp, members, fp, others }: { tp: number; members: number; fp: number; others: number },
  delta: number,
): number | undefined {
  const [hit, alarm] = [clopperPearson({ x: tp, n: members }, ERROR), clopperPearson({ x: fp, n: others }, ERROR)];
  if (!hit || !alarm) return undefined;
  const ratios = [
    (hit.low - delta) / alarm.high,
    (1 - alarm.high - delta) / (1 - hit.low),
    (alarm.low - delta) / hit.high,
    (1 - hit.high - delta) / (1 - alarm.low),
  ];
  return Math.log(Math.max(1, ...ratios.filter((ratio) => Number.isFinite(ratio))));
}

/** The counts of an attack at one of its two thresholds. */
function impliedBy(test: JsonObject, hits: string, alarms: string, delta: number): number {
  const [tp, members, fp, others] = [hits, "attackMembers", alarms, "attackNonMembers"].map((field) =>
    numberAt(test[field]),
  );
  if (tp === undefined || !members || fp === undefined || !others) return 0;
  return impliedEpsilon({ tp, members, fp, others }, delta) ?? 0;
}

/** Attacks on membership that a model trained with the stated epsilon would not have let through. */
export function refutingAttacks(
  context: RuleContext,
  attached: readonly AttachedEvidence[],
  entries: readonly BudgetEntry[],
): Understatement[] {
  // An attack on the model says nothing about statistics that were released beside it.
  const trained = entries.filter(({ map }) => map["mechanism"] === "dp-sgd");
  const totals = trained.map(({ map }) => numberAt(map["epsilonLifetime"]));
  if (trained.length === 0 || totals.includes(undefined)) return [];
  const total = totals.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const delta = Math.max(...trained.map(({ map }) => numberAt(map["delta"]) ?? 0));
  return attached
    .filter(({ collection }) => collection === "privacyTests")
    .flatMap(({ index, document }): Understatement[] => {
      const at = `evidence.privacyTests[${index}]`;
      const test = context.get(at);
      if (!isObject(test) || test["type"] !== "membership-inference") return [];
      const implied = Math.max(
        impliedBy(test, "attackTp", "attackFp", delta),
        impliedBy(test, "lowFprTp", "lowFprFp", delta),
      );
      if (implied <= total + roundingOf(total)) return [];
      return [
        {
          paths: [...trained.map((entry) => `${entry.at}.epsilonLifetime`), `${at}.attackTp`],
          why: `epsilon ${shown(total)} in total, where the attack in ${document.file} shows at least ${shown(implied)}`,
        },
      ];
    });
}
