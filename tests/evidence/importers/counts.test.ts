import fc from "fast-check";
import { expect, test } from "vitest";
import { type PartialConfusionMatrix, countsFrom } from "../../../src/evidence/importers/confusion-matrix.ts";

/** The rates of a confusion matrix in which every one is defined. */
function ratesOf({ tp, fp, tn, fn }: PartialConfusionMatrix): Record<string, number> {
  const n = tp + fp + tn + fn;
  return {
    sensitivity: tp / (tp + fn),
    specificity: tn / (tn + fp),
    ppv: tp / (tp + fp),
    npv: tn / (tn + fn),
    selectionRate: (tp + fp) / n,
    accuracy: (tp + tn) / n,
    prevalence: (tp + fn) / n,
  };
}

const count = fc.integer({ min: 1, max: 50_000 });
const matrices = fc.record({ tp: count, fp: count, tn: count, fn: count });
const names = ["sensitivity", "specificity", "ppv", "npv", "selectionRate", "accuracy", "prevalence"];
const chosen = fc.subarray(names);

test("counts that are worked out are the counts", () => {
  let worked = 0;
  fc.assert(
    fc.property(matrices, chosen, (cells, chosen) => {
      const rates = ratesOf(cells);
      const n = cells.tp + cells.fp + cells.tn + cells.fn;
      const found = countsFrom(n, Object.fromEntries(chosen.map((name) => [name, rates[name]])));
      if (!found) return;
      worked++;
      expect(found).toEqual({ cells, vacant: [] });
    }),
    { numRuns: 2000 },
  );
  expect(worked).toBeGreaterThan(200);
});

test.each([
  ["sensitivity", "specificity", "selectionRate"],
  ["sensitivity", "specificity", "accuracy"],
  ["sensitivity", "ppv", "selectionRate"],
  ["sensitivity", "ppv", "accuracy"],
  ["sensitivity", "specificity", "prevalence"],
])("%s, %s and %s settle the counts", (...three) => {
  const cells = { tp: 90, fp: 20, tn: 41, fn: 38 };
  const rates = ratesOf(cells);
  expect(countsFrom(189, Object.fromEntries(three.map((name) => [name, rates[name]])))).toEqual({ cells, vacant: [] });
});

test("rounded rates, too few rates and those that do not agree settle nothing", () => {
  const rates = ratesOf({ tp: 90, fp: 20, tn: 41, fn: 38 });
  const { sensitivity = 0, specificity = 0, selectionRate = 0 } = rates;
  const round = (rate: number): number => Number(rate.toFixed(4));
  expect(countsFrom(189, { sensitivity: round(sensitivity), specificity: round(specificity), selectionRate: round(selectionRate) })).toBeUndefined(); // prettier-ignore
  expect(countsFrom(189, { sensitivity, specificity })).toBeUndefined();
  expect(countsFrom(190, { sensitivity, specificity, selectionRate })).toBeUndefined();
  expect(countsFrom(189, { ...rates, accuracy: 0.9 })).toBeUndefined();
  // Round figures that whole counts would fit, and that other counts, rounded, would fit as well.
  expect(countsFrom(100, { sensitivity: 0.8, specificity: 0.9, selectionRate: 0.45 })).toBeUndefined();
  // As good as chance: any number of positives would do.
  expect(countsFrom(300, { sensitivity: 1 / 3, specificity: 2 / 3, selectionRate: 1 / 3 })).toBeUndefined();
});

test.each([
  [
    "nobody is flagged",
    { tp: 0, fp: 0, tn: 272, fn: 113 },
    { sensitivity: 0, specificity: 1, ppv: 0, accuracy: 272 / 385 },
    ["ppv"],
  ],
  [
    "no positive case",
    { tp: 0, fp: 3, tn: 4, fn: 0 },
    { sensitivity: 0, ppv: 0, specificity: 4 / 7, selectionRate: 3 / 7 },
    ["sensitivity"],
  ],
  [
    "no negative case",
    { tp: 5, fp: 0, tn: 0, fn: 2 },
    { sensitivity: 5 / 7, ppv: 1, specificity: 1, accuracy: 5 / 7, selectionRate: 5 / 7 },
    ["specificity"],
  ],
] as const)("%s: a rate over no cases that a tool writes as 0 or 1 is named", (_, cells, rates, vacant) => {
  const n = cells.tp + cells.fp + cells.tn + cells.fn;
  expect(countsFrom(n, rates)).toEqual({ cells, vacant });
});
