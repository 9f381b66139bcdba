import fc from "fast-check";
import { expect, test } from "vitest";
import { prevalenceRange } from "../../src/util/rate-identities.ts";

const cell = fc.integer({ min: 1, max: 5000 });
const matrices = fc.record({ tp: cell, fp: cell, tn: cell, fn: cell });
const near = (value: number): { low: number; high: number } => ({ low: value - 1e-9, high: value + 1e-9 });

test("the rates of one matrix are possible together, at its prevalence", () => {
  fc.assert(
    fc.property(matrices, ({ tp, fp, tn, fn }) => {
      const n = tp + fp + tn + fn;
      const range = prevalenceRange({
        sensitivity: near(tp / (tp + fn)),
        specificity: near(tn / (tn + fp)),
        ppv: near(tp / (tp + fp)),
        npv: near(tn / (tn + fn)),
        selectionRate: near((tp + fp) / n),
        accuracy: near((tp + tn) / n),
        prevalence: near((tp + fn) / n),
      });
      expect(range?.low).toBeCloseTo((tp + fn) / n, 3);
      expect(range?.high).toBeCloseTo((tp + fn) / n, 3);
    }),
  );
});

test.each([
  ["a selection rate above both rates", { sensitivity: near(0), specificity: near(1), selectionRate: near(0.95) }],
  ["an accuracy outside both rates", { sensitivity: near(0.8), specificity: near(0.9), accuracy: near(0.95) }],
  [
    "a predictive value of another prevalence",
    { sensitivity: near(0.8), specificity: near(0.9), ppv: near(0.9), prevalence: near(0.1) },
  ],
  ["two prevalences", { sensitivity: near(0.8), specificity: near(0.9), npv: near(0.99), selectionRate: near(0.5) }],
])("%s is impossible", (_, rates) => {
  expect(prevalenceRange(rates)).toBeUndefined();
});

test("nothing stated allows every prevalence, and a rate over no cases does not count", () => {
  expect(prevalenceRange({})).toEqual({ low: 0, high: 1 });
  const noCases = { sensitivity: near(0), specificity: near(0.7), selectionRate: near(0.3), accuracy: near(0.7) };
  expect(prevalenceRange(noCases)?.low).toBeCloseTo(0, 6);
});
