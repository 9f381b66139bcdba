import { describe, expect, test } from "vitest";
import { ppvAt } from "../../src/facts/performance.ts";
import { type Evidence, blamed, contextOf, fact, settles } from "./support.ts";

const counts = { tp: 170, fp: 120, tn: 680, fn: 30 };

const validation = (more: object = {}, date = "2026-10-01"): Evidence => ({
  kind: "ValidationReport",
  metadata: { id: `v-${date}`, date },
  setting: "external",
  trainTestOverlap: "none",
  metrics: [],
  counts,
  ...more,
});

const of = (...evidence: readonly Evidence[]) =>
  contextOf({ spec: { monitoring: { localPrevalence: 0.05 } }, evidence });

describe("predictive value elsewhere", () => {
  // rr-implied-ppv of the catalogue; the second is the external validation of Wong et al., JAMA Intern Med 2021
  test.each([
    [0.05, 0.85, 0.85, 0.2297],
    [0.0664, 0.33, 0.83, 0.1213],
  ])("at a prevalence of %d", (prevalence, sensitivity, specificity, ppv) => {
    expect(ppvAt(prevalence, sensitivity, specificity)?.toFixed(4)).toBe(ppv.toFixed(4));
  });
  test("at the prevalence of the test it is that of the test", () => {
    expect(ppvAt(0.2, 170 / 200, 680 / 800)).toBeCloseTo(170 / 290, 12);
  });
});

describe("the newest independent validation", () => {
  const low = "facts.performance.sensitivityLow";
  const alerts = "facts.performance.alertsPerTrueCase";

  test("its sensitivity and alerts per true case", () => {
    const context = of(validation());
    // Wilson, statsmodels 0.15.0, 170 of 200; and 1 / 0.2297, the catalogue's value to more digits
    expect(fact(context, low)).toBeCloseTo(0.793944207158333, 10);
    expect(fact(context, alerts)).toBeCloseTo((0.85 * 0.05 + 0.15 * 0.95) / (0.85 * 0.05), 12);
    expect(blamed(context, alerts)).toEqual([
      "evidence-0.yaml:counts",
      "manifest.yaml:spec.monitoring.localPrevalence",
    ]);
  });
  test("an older one does not stand in", () => {
    const worse = { counts: { tp: 100, fp: 120, tn: 680, fn: 100 } };
    expect(fact(of(validation({}, "2026-01-01"), validation(worse)), low)).toBeLessThan(0.5);
    expect(settles(of(validation({}, "2026-01-01"), validation({ counts: null })), low)).toEqual([
      "evidence.validationReports[1].counts",
    ]);
    const overlap = validation({ trainTestOverlap: null });
    expect(settles(of(validation({}, "2026-01-01"), overlap), low)).toEqual([
      "evidence.validationReports[1].trainTestOverlap",
    ]);
  });
  test("one that is not independent is passed over", () => {
    expect(fact(of(validation({}, "2026-01-01"), validation({ setting: "development-holdout" })), low)).toBeDefined();
    expect(settles(of(validation({ trainTestOverlap: "patient" })), low)).toEqual(["evidence.validationReports"]);
  });
  test("what cannot be known", () => {
    expect(settles(contextOf({ evidence: [validation()] }), alerts)).toEqual(["spec.monitoring.localPrevalence"]);
    expect(fact(of(validation({ counts: { tp: 0, fp: 5, tn: 5, fn: 5 } })), alerts)).toBeUndefined();
    expect(fact(of(validation({ counts: { tp: 0, fp: 5, tn: 5, fn: 0 } })), low)).toBeUndefined();
  });
});

describe("metrics against the thresholds set for them", () => {
  const path = "facts.performance.unmetMetrics";
  const metrics = (...all: object[]) => of(validation({ metrics: all }));

  // 1.959964 standard errors on each side
  test.each([
    ["calibration-slope", 0.95, 0.05, 0.8, []],
    ["calibration-slope", 0.95, 0.08, 0.8, ["calibration-slope"]],
    ["calibration-intercept", -0.1, 0.05, 0.2, []],
    ["calibration-intercept", -0.1, 0.06, 0.2, ["calibration-intercept"]],
    ["calibration-intercept", 0.1, 0.06, 0.2, ["calibration-intercept"]],
    ["auroc", 0.83, 0.01, 0.81, []],
    ["auroc", 0.83, 0.011, 0.81, ["auroc"]],
  ])("%s %d with a standard error of %d, accepted to %d", (metric, value, standardError, accept, unmet) => {
    expect(fact(metrics({ metric, value, standardError, accept }), path)).toEqual(unmet);
  });
  test("stated bounds come before a standard error", () => {
    const stated = { metric: "auroc", value: 0.83, low: 0.815, high: 0.85, standardError: 0.1, accept: 0.81 };
    expect(fact(metrics(stated), path)).toEqual([]);
  });

  test("of a rate the counts decide, whatever is stated", () => {
    const context = metrics({ metric: "sensitivity", value: 0.85, low: 0.84, high: 0.86, accept: 0.8 });
    expect(fact(context, path)).toEqual(["sensitivity"]);
    expect(blamed(context, path)).toEqual(["evidence-0.yaml:metrics[0]"]);
    expect(fact(metrics({ metric: "sensitivity", accept: 0.79 }), path)).toEqual([]);
    expect(fact(metrics({ metric: "accuracy", accept: 0.82 }), path)).toEqual([]);
  });
  test.each([
    ["auroc", { value: 0.82, low: 0.79, high: 0.85, accept: 0.8 }, ["auroc"]],
    ["auroc", { value: 0.82, low: 0.8, high: 0.85, accept: 0.8 }, []],
    ["fabrication-rate", { value: 0.01, low: 0, high: 0.03, accept: 0.02 }, ["fabrication-rate"]],
    ["fabrication-rate", { value: 0.01, low: 0, high: 0.02, accept: 0.02 }, []],
    ["lead-time-minutes", { value: 90, low: 40, high: 120, accept: 60 }, ["lead-time-minutes"]],
    ["oe-ratio", { value: 1, low: 0.79, high: 1.1, accept: 1.25 }, ["oe-ratio"]],
    ["oe-ratio", { value: 1, low: 0.81, high: 1.24, accept: 0.8 }, []],
    ["calibration-slope", { value: 1, low: 0.85, high: 1.21, accept: 0.8 }, ["calibration-slope"]],
    ["calibration-slope", { value: 1, low: 0.85, high: 1.19, accept: 0.8 }, []],
  ])("%s %j", (metric, stated, unmet) => expect(fact(metrics({ metric, ...stated }), path)).toEqual(unmet));

  test("without a bound only a miss is sure", () => {
    expect(fact(metrics({ metric: "auroc", value: 0.7, accept: 0.8 }), path)).toEqual(["auroc"]);
    expect(settles(metrics({ metric: "auroc", value: 0.9, accept: 0.8 }), path)).toEqual([
      "evidence.validationReports[0].metrics[0].low",
    ]);
    expect(settles(metrics({ metric: "auroc", low: 0.9 }), path)).toEqual([
      "evidence.validationReports[0].metrics[0].accept",
    ]);
  });
  test("a validation that missed stays missed", () => {
    const missed = validation({ metrics: [{ metric: "auroc", value: 0.7, accept: 0.8 }] }, "2026-01-01");
    const kept = validation({ metrics: [{ metric: "auroc", value: 0.9, low: 0.88, accept: 0.8 }] });
    expect(fact(of(missed, kept), path)).toEqual(["auroc"]);
  });
  test("no validation attached", () => expect(settles(of(), path)).toEqual(["evidence.validationReports"]));
});
