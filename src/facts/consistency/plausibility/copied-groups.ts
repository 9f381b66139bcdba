import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { SIGNIFICANCE_LEVEL, type Proportion, proportionOf } from "../../stats/rounding.ts";
import type { EvidenceDocument, GroupEntry, Anomaly } from "../contradiction.ts";
import { mostLikely, counted } from "./counted.ts";

/** The chance that a share comes within half a thousandth of a given one: as many outcomes as do, each at its best. */
const chanceToMatch = (share: Proportion): number => Math.min(1, (Math.floor(share.n * 0.001) + 1) * mostLikely(share));

/** The number of ways to choose some of all. */
function ways(all: number, some: number): number {
  let count = 1;
  for (let i = 0; i < some; i++) count = (count * (all - i)) / (i + 1);
  return count;
}

/** Rates that rest on different cases; a prevalence may be the same in every group by design. */
const independent = ["sensitivity", "specificity"] as const;

/** Rates of a group whose agreement with those of another is worth noting, with the chance of each. */
function matches(a: ConfusionMatrix, b: ConfusionMatrix): { name: string; chance: number }[] {
  return independent.flatMap((name) => {
    const [one, other] = [proportionOf(name, a), proportionOf(name, b)];
    if (!one?.n || !other?.n || Math.abs(one.x / one.n - other.x / other.n) >= 0.0005) return [];
    return [{ name, chance: chanceToMatch(other) }];
  });
}

/**
 * Groups of an axis whose rates are the same to three decimals, more of them and more closely than chance allows. The
 * first of them is taken as given; that the others match it has the product of their chances, times the number of ways
 * to choose as many groups and one of them to go by.
 */
export function identicalRates(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const all = counted(groups);
  for (const first of all) {
    const alike = all.flatMap((other) => {
      const found = other === first ? [] : matches(first.counts, other.counts);
      return found.length > 0 ? [{ other, found }] : [];
    });
    const names = independent.filter((name) => alike.some(({ found }) => found.some((one) => one.name === name)));
    for (const wanted of [names, ...names.map((name) => [name])]) {
      const same = alike.flatMap(({ other, found }) => {
        const relevant = found.filter(({ name }) => wanted.some((one) => one === name));
        return relevant.length === wanted.length ? [{ other, chances: relevant.map(({ chance }) => chance) }] : [];
      });
      const chance = same.flatMap(({ chances }) => chances).reduce((product, one) => product * one, 1);
      const count = same.length + 1;
      if (count < 2 || chance * count * ways(all.length, count) >= SIGNIFICANCE_LEVEL) continue;
      const members = all
        .filter((one) => one === first || same.some(({ other }) => other === one))
        .map(({ group }) => group);
      const sign = `${wanted.join(" and ")} of ${members.length} groups of ${first.group.axis} are the same to three decimals (${members.map(({ name }) => name).join(", ")})`;
      return [{ paths: members.map(({ path }) => path), document: report.file, sign }];
    }
  }
  return [];
}
