import { describe, expect, test } from "vitest";
import {
  areShares,
  chiSquaredQuantile,
  psiCriticalValue,
  populationStabilityIndex,
} from "../../src/facts/stats/population-stability.ts";
import { type Evidence, blamed, contextOf, expectClose, fact, settles } from "./support.ts";

const tenth = Array.from({ length: 10 }, () => 0.1);

describe("the stability index", () => {
  // drift-psi of the catalogue, to more digits as KL(a, e) + KL(e, a) by scipy 1.17.1, special.rel_entr
  test.each([
    [[0.25, 0.25, 0.25, 0.25], [0.2, 0.25, 0.25, 0.3], 0.0202732554054082],
    [[0.25, 0.25, 0.25, 0.25], [0.1, 0.2, 0.3, 0.4], 0.228217409573392],
    [tenth, [0.05, 0.08, 0.09, 0.1, 0.1, 0.1, 0.11, 0.11, 0.12, 0.14], 0.0591853594076738],
    [tenth, [0.02, 0.04, 0.06, 0.08, 0.1, 0.1, 0.12, 0.14, 0.16, 0.18], 0.300956844431742],
    [[0.5, 0.3, 0.2], [0.45, 0.25, 0.3], 0.0549306144334055],
  ])("%j to %j", (expected, actual, index) =>
    expect(populationStabilityIndex(expected, actual) ?? -1).toBeCloseTo(index, 10),
  );

  test("an empty bin counts as half a case of its window", () => {
    const sizes = { expected: 400, actual: 200 };
    expect(populationStabilityIndex([0.5, 0.5], [1, 0], sizes)).toBeCloseTo(
      0.5 * Math.log(1 / 0.5) + (0.0025 - 0.5) * Math.log(0.0025 / 0.5),
      12,
    );
    expect(populationStabilityIndex([1, 0], [0.5, 0.5], sizes)).toBeCloseTo(
      (0.5 - 1) * Math.log(0.5) + (0.5 - 0.00125) * Math.log(0.5 / 0.00125),
      12,
    );
    expect(populationStabilityIndex([0.5, 0.5, 0], [0.4, 0.6, 0])).toBeCloseTo(
      populationStabilityIndex([0.5, 0.5], [0.4, 0.6]) ?? -1,
      12,
    );
    expect(populationStabilityIndex([0.5, 0.5], [1, 0])).toBeUndefined();
    expect(populationStabilityIndex([0.5, 0.5], [1, 0], { expected: 400 })).toBeUndefined();
  });
  test("shares add up to one", () => {
    expect([[0.5, 0.5], [0.33, 0.33, 0.33], [0.5, 0.4], [1], [1.5, -0.5]].map(areShares)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  // scipy 1.17.1, stats.chi2.ppf(q, df)
  test.each([
    [0.95, 1, 3.84145882069412],
    [0.95, 3, 7.81472790325118],
    [0.95, 4, 9.48772903678115],
    [0.95, 9, 16.9189776046204],
    [0.95, 19, 30.1435272056462],
    [0.99, 9, 21.6659943334619],
    [0.95, 99, 123.225221453362],
    [0.5, 2, 1.38629436111989],
    [0.95, 249, 286.807794444232],
  ])("the %d quantile of chi-squared with %d degrees of freedom", (share, freedom, quantile) => {
    expect(Math.abs(chiSquaredQuantile(share, freedom) / quantile - 1)).toBeLessThan(1e-11);
  });

  // drift-psi-null of the catalogue
  test.each([
    [100, "0.338"],
    [200, "0.169"],
    [500, "0.068"],
    [1000, "0.034"],
  ])("ten bins, %d cases in both windows", (n, critical) =>
    expect(psiCriticalValue(10, n, n).toFixed(3)).toBe(critical),
  );
});

const monitoring = (signals: readonly object[], more: object = {}, to = "2026-11-20"): Evidence => ({
  kind: "MonitoringReport",
  metadata: { id: `m-${to}`, date: to },
  period: { from: to, to },
  signals,
  ...more,
});

const of = (signals: readonly object[], evidence: readonly Evidence[] = [], more: object = {}, goLive = "2026-01-01") =>
  contextOf({ spec: { goLive, monitoring: { signals, ...more } }, evidence });

const weekly = { signal: "input-drift", metric: "psi", threshold: 0.2, everyDays: 7, minimumCases: 500 };
const quarterly = {
  signal: "discrimination",
  metric: "sensitivity",
  threshold: 0.75,
  everyDays: 92,
  minimumCases: 100,
};
const reports = "evidence.monitoringReports";

describe("overdue signals", () => {
  const path = "facts.monitoring.overdueSignals";
  const drift = { signal: "input-drift", value: 0.05 };

  test("a value within its interval", () => expect(fact(of([weekly], [monitoring([drift])]), path)).toEqual([]));
  test("a value too old, or of another signal", () => {
    const context = of([weekly], [monitoring([drift], {}, "2026-10-31")]);
    expect(fact(context, path)).toEqual(["input-drift"]);
    expect(blamed(context, path)).toEqual(["manifest.yaml:spec.monitoring.signals[0].everyDays"]);
    expect(fact(of([weekly], [monitoring([{ signal: "cost", value: 1 }])]), path)).toEqual(["input-drift"]);
    expect(fact(of([weekly], [monitoring([{ signal: "input-drift" }])]), path)).toEqual(["input-drift"]);
  });
  test("a report may be written for two weeks, or for as long as is stated", () => {
    const since = (to: string, more: object = {}) => fact(of([weekly], [monitoring([drift], {}, to)], more), path);
    expect([since("2026-11-01"), since("2026-10-31")]).toEqual([[], ["input-drift"]]);
    expect(since("2026-10-31", { reportingDays: 15 })).toEqual([]);
    expect(since("2026-11-14", { reportingDays: 0 })).toEqual(["input-drift"]);
  });
  test("the clock starts at go-live", () => {
    expect(fact(of([weekly], [], {}, "2026-11-18"), path)).toEqual([]);
    expect(fact(of([weekly], [], {}, "2026-12-24"), path)).toEqual([]);
    expect(settles(of([weekly], []), path)).toEqual([reports]);
    expect(settles(contextOf({ spec: { monitoring: { signals: [weekly] } } }), path)).toEqual(["spec.goLive"]);
  });
  test("a report covers every shorter interval in it, until its successor is due", () => {
    const daily = { ...weekly, everyDays: 1 };
    const covering = (from: string, to: string) => of([daily], [monitoring([drift], { period: { from, to } })]);
    expect(fact(covering("2026-11-18", "2026-11-20"), path)).toEqual([]);
    expect(fact(covering("2026-11-06", "2026-11-06"), path)).toEqual(["input-drift"]);
    expect(fact(covering("2026-09-08", "2026-10-08"), path)).toEqual([]);
    expect(fact(covering("2025-10-07", "2026-10-07"), path)).toEqual(["input-drift"]);
  });
  test("outcomes take their time", () => {
    const report = [monitoring([{ signal: "discrimination", value: 0.8 }], {}, "2026-08-01")];
    expect(fact(of([quarterly], report, { labelDelayDays: 30 }), path)).toEqual([]);
    expect(fact(of([quarterly], report, { labelDelayDays: 5 }), path)).toEqual(["discrimination"]);
    expect(settles(of([quarterly], report), path)).toEqual(["spec.monitoring.labelDelayDays"]);
  });
  test("no interval, no signals", () => {
    const { everyDays: _, ...without } = weekly;
    expect(settles(of([without], [monitoring([drift])]), path)).toEqual(["spec.monitoring.signals[0].everyDays"]);
    expect(settles(contextOf({}), path)).toEqual(["spec.monitoring.signals"]);
  });
});

describe("crossed signals", () => {
  const path = "facts.monitoring.crossedSignals";
  const seen = (watched: object, entry: object) => of([watched], [monitoring([{ currentCount: 1000, ...entry }])]);

  test.each([
    ["input-drift", "psi", 0.2, 0.2, true],
    ["input-drift", "psi", 0.2, 0.19, false],
    ["discrimination", "sensitivity", 0.75, 0.7, true],
    ["discrimination", "auroc", 0.75, 0.8, false],
    ["subgroup-performance", "sensitivity", 0.05, 0.02, false],
    ["calibration", "oe-ratio", 1.25, 0.7, true],
    ["calibration", "oe-ratio", 1.25, 1.1, false],
    ["calibration", "slope", 0.8, 1.3, true],
    ["generation-errors", "fabrication-rate", 0.02, 0.03, true],
  ])("%s by %s, limit %d, seen %d: %s", (signal, metric, threshold, value, crossed) => {
    const context = seen({ signal, metric, threshold, everyDays: 7, minimumCases: 500 }, { signal, value });
    expect(fact(context, path)).toEqual(crossed ? [signal] : []);
  });

  test("drift is recomputed from its shares", () => {
    const shares = { referenceShares: [0.25, 0.25, 0.25, 0.25], currentShares: [0.1, 0.2, 0.3, 0.4] };
    const context = seen(weekly, { signal: "input-drift", value: 0.01, ...shares });
    expect(fact(context, path)).toEqual(["input-drift"]);
    expect(blamed(context, path)[0]).toBe("evidence-0.yaml:signals[0].value");
  });
  test("overrides and gaps are recomputed from their counts", () => {
    const override = { signal: "override-rate", metric: "rate", threshold: 0.5, everyDays: 7, minimumCases: 100 };
    const report = monitoring([{ signal: "override-rate", value: 0.1, currentCount: 900 }], {
      alerts: 200,
      overrides: 150,
    });
    expect(fact(of([override], [report]), path)).toEqual(["override-rate"]);
    expect(blamed(of([override], [report]), path)[0]).toBe("evidence-0.yaml:overrides.value");
    expect(fact(of([override], [monitoring([], { alerts: 200, overrides: 50 })]), path)).toEqual([]);
    const subgroups = { ...quarterly, signal: "subgroup-performance", threshold: 0.1, minimumCases: 80 };
    const groups = [
      { axis: "sex", group: "female", tp: 60, fp: 9, tn: 90, fn: 20 },
      { axis: "sex", group: "male", tp: 90, fp: 9, tn: 90, fn: 10 },
    ];
    // The gap is 0.15 in 0.04 to 0.26: no alarm at 0.1, one at 0.03.
    expect(fact(of([subgroups], [monitoring([], { groups })]), path)).toEqual([]);
    const strict = { ...subgroups, threshold: 0.03 };
    expect(fact(of([strict], [monitoring([], { groups })]), path)).toEqual(["subgroup-performance"]);
    expect(fact(of([{ ...strict, minimumCases: 81 }], [monitoring([], { groups })]), path)).toBeUndefined();
    expect(fact(of([subgroups], [monitoring([], { groups })]), "facts.monitoring.overdueSignals")).toEqual([]);
  });
  test("a share of cases raises an alarm by its exact interval, not by its point", () => {
    // scipy 1.17.1, stats.beta.ppf: 70 of 100 are 0.600 to 0.788, 700 of 1,000 are 0.671 to 0.728
    const watched = {
      signal: "discrimination",
      metric: "sensitivity",
      threshold: 0.75,
      everyDays: 7,
      minimumCases: 50,
    };
    const found = (entry: object) => fact(seen(watched, { signal: "discrimination", ...entry }), path);
    expect(found({ value: 0.7, currentCount: 1000 })).toEqual(["discrimination"]);
    expect(settles(seen(watched, { signal: "discrimination", value: 0.7, currentCount: 100 }), path)).toEqual([
      `${reports}[0].signals[0].currentCount`,
    ]);
    expect(found({ value: 0.76, currentCount: 1000 })).toEqual([]);
    // The count of events goes before the share, which was rounded.
    const rate = { signal: "data-feed", metric: "missing-rate", threshold: 0.0016, everyDays: 1, minimumCases: 100 };
    const missing = (entry: object) => fact(seen(rate, { signal: "data-feed", currentCount: 100_000, ...entry }), path);
    expect(missing({ value: 0.002, events: 195 })).toEqual(["data-feed"]);
    expect(missing({ value: 0.002, events: 165 })).toBeUndefined();
  });
  test("a gap without counts or bounds is not distinguished from chance", () => {
    const watched = { ...quarterly, signal: "subgroup-performance", threshold: 0.05 };
    const found = (entry: object) => seen(watched, { signal: "subgroup-performance", value: 0.08, ...entry });
    expect(settles(found({}), path)).toEqual([`${reports}[0].signals[0].low`]);
    expect(fact(found({ low: 0.06, high: 0.1 }), path)).toEqual(["subgroup-performance"]);
    expect(fact(found({ low: 0.01, high: 0.15 }), path)).toEqual([]);
    expect(fact(found({ value: 0.02 }), path)).toEqual([]);
  });
  test("an O/E ratio by the exact interval of its events", () => {
    // scipy 1.17.1, stats.gamma.ppf: 14 events of 10 expected are 7.7 to 23.5 of 10, 140 of 100 are 117.8 to 165.2 of 100
    const watched = { signal: "calibration", metric: "oe-ratio", threshold: 1.25, everyDays: 92, minimumCases: 10 };
    const found = (entry: object) => fact(seen(watched, { signal: "calibration", value: 1.4, ...entry }), path);
    expect(found({ events: 14 })).toBeUndefined();
    expect(found({ events: 400 })).toEqual(["calibration"]);
    expect(found({})).toEqual(["calibration"]);
  });
  test("drift that chance alone gives is no alarm", () => {
    const shares = { referenceShares: [0.25, 0.25, 0.25, 0.25], currentShares: [0.1, 0.2, 0.3, 0.4] };
    const found = (n: number, minimumCases: number) =>
      fact(
        seen({ ...weekly, minimumCases }, { signal: "input-drift", ...shares, referenceCount: n, currentCount: n }),
        path,
      );
    expect(found(1000, 500)).toEqual(["input-drift"]);
    expect(found(40, 30)).toEqual([]);
    expect(found(40, 500)).toBeUndefined();
  });
  test("drift against the same season, where that is promised and shown", () => {
    const entry = {
      signal: "input-drift",
      referenceShares: [0.25, 0.25, 0.25, 0.25],
      currentShares: [0.1, 0.2, 0.3, 0.4],
      referenceCount: 5000,
      currentCount: 5000,
      seasonalShares: [0.11, 0.2, 0.29, 0.4],
      seasonalCount: 5000,
    };
    expect(fact(seen(weekly, entry), path)).toEqual(["input-drift"]);
    const seasonal = { ...weekly, reference: "same-season" };
    expect(fact(seen(seasonal, entry), path)).toEqual([]);
    expect((fact(seen(seasonal, entry), "facts.monitoring.worstPsi") as { value: number }).value).toBeLessThan(0.01);
    expect(fact(seen(seasonal, { ...entry, seasonalShares: null }), path)).toEqual(["input-drift"]);
    expect(settles(seen(seasonal, { ...entry, seasonalCount: null }), "facts.monitoring.worstPsi")).toEqual([
      `${reports}[0].signals[0].seasonalCount`,
    ]);
  });
  test("a lasting small change, by the cumulative sum", () => {
    const watched = {
      signal: "discrimination",
      metric: "sensitivity",
      threshold: 0.7,
      everyDays: 31,
      minimumCases: 50,
      alarm: "cusum",
      expected: 0.85,
    };
    // Each window of 200 at 0.81 is 1.58 standard deviations below 0.85: no proof by itself, 5.4 after five of them.
    const months = ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"];
    const after = (count: number, value: number, more: object = {}, acted = -1) =>
      fact(
        of(
          [{ ...watched, ...more }],
          months
            .slice(0, count)
            .map((to, i) =>
              monitoring(
                [{ signal: "discrimination", value, currentCount: 200 }],
                i === acted ? { triggersActedOn: true } : {},
                to,
              ),
            ),
        ),
        path,
      );
    expect([after(4, 0.81), after(5, 0.81), after(5, 0.85), after(5, 0.9)]).toEqual([[], ["discrimination"], [], []]);
    expect(after(5, 0.81, { alarm: "interval" })).toEqual([]);
    expect(after(5, 0.81, {}, 1)).toEqual([]);
    expect(after(5, 0.81, { expected: null })).toBeUndefined();
  });
  test("too few cases show nothing", () => {
    const entry = { signal: "input-drift", value: 0.4, currentCount: 499 };
    expect(settles(seen(weekly, entry), path)).toEqual([`${reports}[0].signals[0].currentCount`]);
    expect(fact(seen(weekly, { ...entry, value: 0.1 }), path)).toEqual([]);
    expect(settles(seen({ ...weekly, minimumCases: null }, { ...entry, currentCount: 900 }), path)).toEqual([
      "spec.monitoring.signals[0].minimumCases",
    ]);
  });
  test("the last value counts", () => {
    const [good, bad] = [0.1, 0.4].map((value) => ({ signal: "input-drift", value, currentCount: 900 }));
    expect(
      fact(of([weekly], [monitoring([bad as object], {}, "2026-10-31"), monitoring([good as object])]), path),
    ).toEqual([]);
    expect(
      fact(of([weekly], [monitoring([good as object], {}, "2026-10-31"), monitoring([bad as object])]), path),
    ).toEqual(["input-drift"]);
  });
  test("no report, no threshold", () => {
    expect(settles(of([weekly]), path)).toEqual([reports]);
    expect(settles(seen({ ...weekly, threshold: null }, { signal: "input-drift", value: 1 }), path)).toEqual([
      "spec.monitoring.signals[0].threshold",
    ]);
  });
});

describe("the worst drift", () => {
  const path = "facts.monitoring.worstPsi";
  const shifted = (signal: string, currentShares: readonly number[], n = 1000): object => ({
    signal,
    referenceShares: [0.25, 0.25, 0.25, 0.25],
    currentShares,
    referenceCount: n,
    currentCount: n,
  });

  test("with its critical value", () => {
    // rr-psi of the catalogue: 0.2282 at 1000 and 1000; the quantile by scipy 1.17.1, chi2.ppf(0.95, 3) * 2 / 1000
    const context = of([weekly], [monitoring([shifted("input-drift", [0.1, 0.2, 0.3, 0.4])])]);
    const index = 0.228217409573392;
    expectClose(fact(context, path), {
      value: index,
      low: index,
      high: index,
      critical: 0.01562945580650236,
      signal: "input-drift",
    });
    expect(blamed(context, path)).toEqual(["evidence-0.yaml:signals[0].currentShares"]);
  });
  test("a large index of few cases neither breaks a limit nor keeps it", () => {
    const entries = [
      shifted("output-drift", [0.1, 0.2, 0.3, 0.4], 40),
      shifted("input-drift", [0.2, 0.25, 0.25, 0.3], 5000),
    ];
    expectClose(fact(of([], [monitoring(entries)]), path), {
      value: 0.228217409573392,
      low: 0.0202732554054082,
      high: 0.228217409573392,
      signal: "output-drift",
    });
  });
  test("a large index of fewer cases than were promised breaks no limit", () => {
    const entry = [monitoring([shifted("input-drift", [0.1, 0.2, 0.3, 0.4], 400)])];
    expectClose(fact(of([weekly], entry), path), { value: 0.228217409573392, low: 0, high: 0.228217409573392 });
  });
  test("what is not shown is asked for", () => {
    expect(settles(of([weekly]), path)).toEqual([reports]);
    expect(settles(of([weekly], [monitoring([{ signal: "input-drift", value: 0.1 }])]), path)).toEqual([
      `${reports}[0].signals[0].referenceShares`,
      `${reports}[0].signals[0].currentShares`,
    ]);
    const uncounted = { ...shifted("input-drift", [0.1, 0.2, 0.3, 0.4]), currentCount: null };
    expect(settles(of([weekly], [monitoring([uncounted])]), path)).toEqual([`${reports}[0].signals[0].currentCount`]);
    const other = shifted("input-drift", [0.1, 0.2, 0.7]);
    expect(fact(of([weekly], [monitoring([other])]), path)).toBeUndefined();
  });
});

describe("windows", () => {
  const path = "facts.monitoring.infeasibleWindows";

  test("too few cases: 20 a day, one in twenty positive, 30 days hold 30 of the 91 needed", () => {
    // rr-window-feasible of the catalogue; 91 days are enough
    const watched = { ...quarterly, everyDays: 30, minimumCases: 91 };
    const known = { labelDelayDays: 10, expectedPositivesPerDay: 1 };
    expect(fact(of([watched], [], known), path)).toEqual(["discrimination"]);
    expect(fact(of([{ ...watched, everyDays: 91 }], [], known), path)).toEqual([]);
  });
  test("outcomes that are known later come later", () => {
    const context = of([{ ...quarterly, everyDays: 30 }], [], { labelDelayDays: 90, expectedPositivesPerDay: 5 });
    expect(fact(context, path)).toEqual([]);
  });
  test("drift of inputs needs cases, not outcomes", () => {
    const known = { expectedPositivesPerDay: 2 };
    expect(settles(of([weekly], [], known), path)).toEqual(["spec.monitoring.localPrevalence"]);
    expect(fact(of([weekly], [], { ...known, localPrevalence: 0.02 }), path)).toEqual([]);
    expect(fact(of([weekly], [], { ...known, localPrevalence: 0.5 }), path)).toEqual(["input-drift"]);
    expect(fact(of([weekly], [], { expectedPositivesPerDay: 100 }), path)).toEqual([]);
  });
  test("what is not stated", () => {
    expect(settles(of([quarterly]), path)).toEqual(["spec.monitoring.expectedPositivesPerDay"]);
    expect(settles(of([{ ...weekly, minimumCases: null }]), path)).toEqual(["spec.monitoring.signals[0].minimumCases"]);
  });
});

describe("after go-live", () => {
  const groups = [
    { axis: "sex", group: "female", tp: 60, fp: 9, tn: 90, fn: 20 },
    { axis: "sex", group: "male", tp: 90, fp: 9, tn: 90, fn: 10 },
  ];
  const path = "facts.monitoring.subgroupSensitivityGap";

  test("the gap in sensitivity", () => {
    // scipy 1.17.1, beta.ppf at 0.05 and 0.005, by square-and-add; statsmodels 0.15.0,
    // confint_proportions_2indep(90, 100, 60, 80, method="newcomb", compare="diff")
    expectClose(fact(of([], [monitoring([], { groups })]), path), {
      value: 0.15,
      low: 0.04947742411712425,
      high: 0.306275360645849,
      intervalLow: 0.0393472311765372,
      intervalHigh: 0.26400557159829963,
      lowest: "sex female",
      highest: "sex male",
    });
  });
  test("cases of before do not count", () => {
    const context = of([], [monitoring([], { groups })], {}, "2026-11-21");
    expect(settles(context, path)).toEqual(["evidence.monitoringReports"]);
    expect(blamed(context, path)[0]).toBe("evidence-0.yaml:period.from");
  });
  test("no groups, no report", () => {
    expect(settles(of([], [monitoring([])]), path)).toEqual([`${reports}[0].groups`]);
    expect(settles(of([]), path)).toEqual([reports]);
  });
  test("overrides among alerts, in the report that ends last", () => {
    const evidence = [
      monitoring([], { alerts: 10, overrides: 8 }),
      monitoring([], { alerts: 9, overrides: 9 }, "2026-10-01"),
    ];
    expectClose(fact(of([], evidence), "facts.monitoring.overrideRate"), {
      value: 0.8,
      low: 0.490162471536642,
      high: 0.943317848545625,
    });
    expect(
      fact(of([], [monitoring([], { alerts: 0, overrides: 0 })]), "facts.monitoring.overrideRate"),
    ).toBeUndefined();
  });
});
