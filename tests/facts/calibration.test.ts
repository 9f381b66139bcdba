import { describe, expect, test } from "vitest";
import { type Evidence, blamed, contextOf, expectClose, fact, settles } from "./support.ts";

const bin = ([n, positives, meanPredicted]: readonly [number, number, number]): object => ({
  n,
  positives,
  meanPredicted,
});
// rr-ece of the catalogue, its weights as cases
const large = ([[400, 20, 0.1], [200, 70, 0.3], [200, 120, 0.7], [200, 190, 0.9]] as const).map(bin); // prettier-ignore
const small = ([[50, 1, 0.05], [30, 6, 0.15], [12, 6, 0.4], [8, 7, 0.75]] as const).map(bin); // prettier-ignore

// Values: the catalogue (0.06) and uncertainty-calibration 0.1.4, get_ece, on one row per case. Bounds: statsmodels
// 0.15.0, proportion_confint(positives, n, method="wilson") of each bin, put together with numpy 2.4.6 as the
// docstrings say.
const ofLarge = {
  expectedCalibrationError: { value: 0.06, low: 0.018620073480371615, high: 0.09899022619438413 },
  maximumCalibrationError: { value: 0.1, low: 0.034605785668073374, high: 0.16916327960737998 },
  calibrationInTheLarge: { value: -0.02, low: -0.04992521878862277, high: 0.010690570485733741 },
};
const ofSmall = {
  expectedCalibrationError: { value: 0.052, low: 0, high: 0.15414711615558463 },
  maximumCalibrationError: { value: 0.125, low: 0, high: 0.346218402366294 },
  calibrationInTheLarge: { value: 0.022, low: -0.04463306666896752, high: 0.11082916559315889 },
};

const group = (name: string, calibrationBins: unknown, more: object = {}): object => ({
  axis: "sex",
  group: name,
  ...(calibrationBins === undefined ? {} : { calibrationBins }),
  ...more,
});
const fairness = (...groups: object[]): Evidence => ({ kind: "FairnessReport", metadata: { date: "2026-11-01" }, groups }); // prettier-ignore
const validation = (more: object): Evidence => ({
  kind: "ValidationReport",
  metadata: { date: "2026-11-01" },
  metrics: [],
  ...more,
});

describe("calibration errors are worked out from bins", () => {
  test("of each group", () => {
    const context = contextOf({ evidence: [fairness(group("female", large), group("male", small))] });
    for (const [name, expected] of Object.entries(ofLarge))
      expectClose(fact(context, `evidence.fairnessReports[0].groups[0].${name}`), expected);
    for (const [name, expected] of Object.entries(ofSmall))
      expectClose(fact(context, `evidence.fairnessReports[0].groups[1].${name}`), expected);
  });
  test("of a validation report", () => {
    const context = contextOf({ evidence: [validation({ calibrationBins: large })] });
    for (const [name, expected] of Object.entries(ofLarge))
      expectClose(fact(context, `evidence.validationReports[0].${name}`), expected);
  });
  test("a bin without cases says nothing", () => {
    const bins = [...large, { n: 0, positives: 0, meanPredicted: 0.55 }];
    const context = contextOf({ evidence: [validation({ calibrationBins: bins })] });
    expectClose(
      fact(context, "evidence.validationReports[0].maximumCalibrationError"),
      ofLarge.maximumCalibrationError,
    );
  });
  test.each([
    ["no bins", {}],
    ["bins without cases", { calibrationBins: [{ n: 0, positives: 0, meanPredicted: 0.5 }] }],
    ["more positives than cases", { calibrationBins: [{ n: 3, positives: 4, meanPredicted: 0.5 }] }],
    ["a bin half stated", { calibrationBins: [...large, { n: 3, meanPredicted: 0.5 }] }],
  ])("%s: unknown", (_, more) => {
    const context = contextOf({ evidence: [validation(more)] });
    expect(settles(context, "evidence.validationReports[0].expectedCalibrationError")).toEqual([
      "evidence.validationReports[0].calibrationBins",
    ]);
  });
});

describe("the worst group", () => {
  test("by value, bounded so that a limit decides as for each group", () => {
    const context = contextOf({ evidence: [fairness(group("female", large), group("male", small))] });
    expectClose(fact(context, "facts.fairness.expectedCalibrationError"), {
      value: 0.06,
      low: 0.018620073480371615,
      high: 0.15414711615558463,
      group: "sex female",
    });
    expectClose(fact(context, "facts.fairness.maximumCalibrationError"), {
      value: 0.125,
      low: 0.034605785668073374,
      high: 0.346218402366294,
      group: "sex male",
    });
    expectClose(fact(context, "facts.fairness.calibrationInTheLarge"), {
      value: 0.022,
      low: 0,
      high: 0.11082916559315889,
      group: "sex male",
    });
    expect(blamed(context, "facts.fairness.maximumCalibrationError")).toEqual([
      "evidence-0.yaml:groups[1].calibrationBins",
    ]);
  });
  test("a group without bins may be the worst", () => {
    const context = contextOf({ evidence: [fairness(group("female", large), group("male", undefined))] });
    expect(settles(context, "facts.fairness.expectedCalibrationError")).toEqual([
      "evidence.fairnessReports[0].groups[1].calibrationBins",
    ]);
  });
});

describe("observed to expected", () => {
  const counts = { tp: 300, fp: 100, tn: 500, fn: 100 };
  test("bins count before what is stated", () => {
    const context = contextOf({ evidence: [fairness(group("female", large, { ...counts, observedToExpected: 1 }))] });
    // 400 observed of 420 expected; scipy 1.17.1, gamma.ppf(0.025, 400) / 420 and gamma.ppf(0.975, 401) / 420
    expectClose(fact(context, "facts.fairness.observedToExpected"), {
      value: 0.9523809523809523,
      low: 0.8613245157884368,
      high: 1.0504444002301807,
      group: "sex female",
    });
    expect(blamed(context, "facts.fairness.observedToExpected")).toEqual(["evidence-0.yaml:groups[0].calibrationBins"]);
  });
  test("bins that cannot be leave it open", () => {
    const bins = [{ n: 3, positives: 4, meanPredicted: 0.5 }];
    const context = contextOf({ evidence: [fairness(group("female", bins, { ...counts, observedToExpected: 1 }))] });
    expect(context.get("facts.fairness.observedToExpected")).toBeUndefined();
  });
});

describe("metrics of a validation report", () => {
  const unmet = (metric: string, accept: number, more: object = {}): unknown => {
    const metrics = [{ metric, value: 0.01, low: 0.005, high: 0.015, accept }];
    return fact(contextOf({ evidence: [validation({ metrics, ...more })] }), "facts.performance.unmetMetrics");
  };
  test("bins count before what is stated", () => {
    expect(unmet("expected-calibration-error", 0.03)).toEqual([]);
    expect(unmet("expected-calibration-error", 0.03, { calibrationBins: large })).toEqual([
      "expected-calibration-error",
    ]);
    expect(unmet("expected-calibration-error", 0.1, { calibrationBins: large })).toEqual([]);
    expect(unmet("maximum-calibration-error", 0.1, { calibrationBins: large })).toEqual(["maximum-calibration-error"]);
  });
});
