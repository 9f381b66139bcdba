import { describe, expect, test } from "vitest";
import { expectPlaces, expectValid, read, said, valueOf } from "./support.ts";

/** A group with the calibration figures that a file states for it. */
const groups = (female: object): string =>
  JSON.stringify({ by_group: { sex: { female: { tp: 90, fp: 20, tn: 180, fn: 10, ...female }, male: { tp: 80, fp: 30, tn: 170, fn: 20 } } } }, null, 1); // prettier-ignore

const statedFor = async (text: string): Promise<Record<string, unknown>> => {
  const imported = await read("group-metrics", text);
  expect(said(imported)).toEqual([]);
  await expectValid(imported);
  expectPlaces(imported, text);
  const { groups: all } = valueOf(imported) as { groups: Record<string, unknown>[] };
  return Object.fromEntries(Object.entries(all[0] ?? {}).filter(([key]) => /^calibration|xpected/.test(key)));
};

describe("calibration figures of a group", () => {
  test.each([
    ["a standard error", { calibration_slope: 1.02, calibration_slope_se: 0.05 }],
    ["a standard error, spelt out", { calibration_slope: 1.02, calibration_slope_standard_error: 0.05 }],
    ["a standard error in camel case", { calibrationSlope: 1.02, calibrationSlopeStdErr: 0.05 }],
    ["a map of estimate and error", { calibration_slope: { estimate: 1.02, std_err: 0.05 } }],
    ["a map of the calibration line", { calibration: { slope: 1.02, slope_se: 0.05 } }],
    ["a map with a map", { calibration: { slope: { value: 1.02, se: 0.05 } } }],
    ["a fit of statsmodels", { calibration: { params: { const: 0.1, logit: 1.02 }, bse: { const: 0.2, logit: 0.05 } } }], // prettier-ignore
    ["a summary of statsmodels", { calibration_fit: { "Coef.": { const: 0.1, x1: 1.02 }, "Std.Err.": { const: 0.2, x1: 0.05 } } }], // prettier-ignore
  ])("%s", async (_, female) => {
    expect(await statedFor(groups(female))).toEqual({ calibrationSlope: 1.02, calibrationSlopeStandardError: 0.05 });
  });

  // Half of the width over 1.959964, 1.644854 and 2.575829.
  test.each([
    ["ends", { calibration_slope_low: 0.902002, calibration_slope_high: 1.097998 }, 0.05],
    [
      "ends of a confidence interval",
      { calibration_slope_ci_lower: 0.902002, calibration_slope_ci_upper: 1.097998 },
      0.05,
    ],
    ["a list", { calibration_slope_ci: [0.902002, 1.097998] }, 0.05],
    ["a list at 95 %", { calibration_slope_95_ci: [0.902002, 1.097998] }, 0.05],
    ["a list at 90 %", { calibration_slope_ci90: [0.917757, 1.082243] }, 0.05],
    ["ends at 99 %", { calibration_slope_ci99_low: 0.871209, calibration_slope_ci99_high: 1.128791 }, 0.05],
    ["a standard error beside ends", { calibration_slope_se: 0.06, calibration_slope_ci: [0.902002, 1.097998] }, 0.06],
  ])("the standard error from %s", async (_, female, error) => {
    const { calibrationSlopeStandardError } = await statedFor(groups({ calibration_slope: 1, ...female }));
    expect(calibrationSlopeStandardError).toBeCloseTo(error, 6);
  });

  test("an intercept, and observed and expected events", async () => {
    const female = {
      calibration_intercept: -0.04,
      calibration_intercept_se: 0.1,
      oe_ratio: 0.98,
      expected_events: 102,
    };
    expect(await statedFor(groups(female))).toEqual({
      calibrationIntercept: -0.04,
      calibrationInterceptStandardError: 0.1,
      observedToExpected: 0.98,
      expectedEvents: 102,
    });
  });

  test("an intercept is the only term of its fit, with the slope fixed at 1", async () => {
    const calibration = { params: { Intercept: -0.04 }, bse: { Intercept: 0.1 } };
    expect(await statedFor(groups({ calibration }))).toEqual({
      calibrationIntercept: -0.04,
      calibrationInterceptStandardError: 0.1,
    });
  });

  test("columns of a table", async () => {
    const text = "sex,tp,fp,tn,fn,calibration_slope,calibration_slope_se\nfemale,90,20,180,10,1.02,0.05\nmale,80,30,170,20,0.97,\n"; // prettier-ignore
    const imported = await read("group-metrics", text);
    expect(said(imported)).toEqual([]);
    expect(valueOf(imported)).toMatchObject({
      groups: [{ calibrationSlope: 1.02, calibrationSlopeStandardError: 0.05 }, { calibrationSlope: 0.97 }],
    });
  });

  test("what is no number is refused, and half of an interval is not read", async () => {
    const word = await read("group-metrics", groups({ calibration_slope: "good" }));
    expect(said(word)).toContainEqual(
      expect.stringMatching(/^error .*`calibration_slope` of sex `female` cannot be `good`/),
    );
    const half = await read("group-metrics", groups({ calibration_slope: 1, calibration_slope_low: 0.9 }));
    expect(said(half)).toContainEqual(expect.stringMatching(/^warning .*does not follow from what is stated/));
    const negative = await read("group-metrics", groups({ calibration_slope: 1, calibration_slope_se: -0.1 }));
    expect(said(negative)).toContainEqual(expect.stringMatching(/^warning .*does not follow from what is stated/));
  });
});

describe("metrics of a model", () => {
  const slope = { metric: "calibration-slope", value: 1.02 };
  test.each([
    ["scikit-learn", { calibration_slope: 1.02, calibration_slope_se: 0.05 }, { standardError: 0.05 }],
    ["scikit-learn", { calibration_slope: { value: 1.02, std_err: 0.05 } }, { standardError: 0.05 }],
    ["scikit-learn", { test_calibration_slope: 1.02, test_calibration_slope_se: 0.05 }, { standardError: 0.05 }],
    ["scikit-learn", { calibration_slope: 1.02, calibration_slope_ci: [0.9, 1.1] }, { low: 0.9, high: 1.1 }],
    ["scikit-learn", { calibration_slope: 1.02, calibration_slope_ci90: [0.9, 1.1] }, {}],
    [
      "scikit-learn",
      { test: { calibration: { params: { logit: 1.02 }, bse: { logit: 0.05 } } } },
      { standardError: 0.05 },
    ],
    ["mlflow", { calibration_slope: 1.02, calibration_slope_stderr: 0.05 }, { standardError: 0.05 }],
  ])("%s: %j", async (format, given, expected) => {
    const text = JSON.stringify(given, null, 1);
    const imported = await read(format, text);
    expect(said(imported)).toEqual([]);
    expect(valueOf(imported)).toEqual({ metrics: [{ ...slope, ...expected }] });
    await expectValid(imported);
    expectPlaces(imported, text);
  });

  test("intercept and area under the curve", async () => {
    const text = JSON.stringify({ roc_auc: 0.83, roc_auc_ci_low: 0.8, roc_auc_ci_high: 0.86, calibration_intercept: -0.1, calibration_intercept_se: 0.2 }); // prettier-ignore
    const imported = await read("scikit-learn", text);
    expect(said(imported)).toEqual([]);
    expect(valueOf(imported)).toEqual({
      metrics: [
        { metric: "auroc", value: 0.83, low: 0.8, high: 0.86 },
        { metric: "calibration-intercept", value: -0.1, standardError: 0.2 },
      ],
    });
  });

  test.each([
    ["rows", "metric,value,low,high\ncalibration slope,1.02,0.92,1.12\n", { low: 0.92, high: 1.12 }],
    ["rows with errors", "metric,value,std_error\ncalibration slope,1.02,0.05\n", { standardError: 0.05 }],
    ["columns", "accuracy,calibration_slope,calibration_slope_se\n0.9,1.02,0.05\n", { standardError: 0.05 }],
  ])("a table with %s", async (_, text, expected) => {
    const imported = await read("scikit-learn", text);
    expect(said(imported)).toEqual([]);
    const { metrics } = valueOf(imported) as { metrics: unknown[] };
    expect(metrics).toContainEqual({ ...slope, ...expected });
  });
});
