import { describe, expect, test } from "vitest";
import { hanleyMcNeil } from "../../src/facts/consistency/plausibility/auroc-interval.ts";
import { contextOf } from "../facts/support.ts";

describe("Hanley and McNeil's standard error", () => {
  // J. A. Hanley and B. J. McNeil, Radiology 143, 1982, the formula in a program of its own
  test.each([
    [0.8, 100, 400, 0.02792],
    [0.85, 50, 50, 0.03905],
  ])("of %d on %d and %d cases", (auroc, positives, negatives, error) =>
    expect(hanleyMcNeil(auroc, positives, negatives)).toBeCloseTo(error, 5),
  );
  test("one case of each side leaves the spread of a coin", () => expect(hanleyMcNeil(0.5, 1, 1)).toBe(0.5));
});

describe("honest intervals of an AUROC are no sign", () => {
  const signs = (metric: object, more: object): unknown =>
    contextOf({
      evidence: [
        {
          kind: "ValidationReport",
          metadata: { date: "2026-11-01" },
          metrics: [{ metric: "auroc", ...metric }],
          ...more,
        },
      ],
    }).get("facts.evidence.implausible");
  const counts = { tp: 170, fp: 400, tn: 3400, fn: 30 };
  test.each([
    ["by Hanley and McNeil", { value: 0.85, low: 0.817, high: 0.883, intervalMethod: "hanley-mcneil" }, { counts }],
    ["by DeLong, narrower", { value: 0.85, low: 0.83, high: 0.871, intervalMethod: "delong" }, { counts }],
    ["without a method", { value: 0.85, low: 0.829, high: 0.872 }, { counts }],
    ["on many events", { value: 0.85, low: 0.847, high: 0.853 }, { events: 20_000 }],
    ["without events", { value: 0.85, low: 0.847, high: 0.853 }, {}],
    ["a standard error", { value: 0.85, standardError: 0.0168 }, { counts }],
  ])("%s", (_, metric, more) => expect(signs(metric, more)).toEqual([]));

  test("one by Hanley and McNeil has to be nearly as wide as theirs", () => {
    expect(signs({ value: 0.85, low: 0.83, high: 0.871, intervalMethod: "hanley-mcneil" }, { counts })).toHaveLength(1);
  });
});
