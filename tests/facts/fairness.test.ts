import { describe, expect, test } from "vitest";
import { impliedFpr } from "../../src/facts/parity.ts";
import { type Evidence, blamed, contextOf, expectClose, fact, settles } from "./support.ts";

interface Group {
  readonly axis: string;
  readonly group: string;
  readonly [field: string]: unknown;
}

const cells = (axis: string, group: string, [tp, fp, tn, fn]: readonly number[], more: object = {}): Group => ({
  axis,
  group,
  tp,
  fp,
  tn,
  fn,
  ...more,
});

const sexes = [
  cells("sex", "female", [170, 120, 680, 30]),
  cells("sex", "male", [240, 90, 720, 20]),
  cells("sex", "other", [48, 40, 150, 12]),
];
const pairs = [
  cells("sex-by-age", "female-young", [60, 40, 360, 20]),
  cells("sex-by-age", "female-old", [110, 80, 320, 10]),
  cells("sex-by-age", "male-young", [90, 50, 400, 8]),
  cells("sex-by-age", "male-old", [150, 40, 320, 12]),
  cells("sex-by-age", "other", [48, 40, 150, 12]),
];

const report = (groups: readonly Group[], more: object = {}): Evidence => ({
  kind: "FairnessReport",
  metadata: { id: "r", date: "2026-11-01" },
  groups,
  ...more,
});

const of = (groups: readonly Group[], more: object = {}, spec: { readonly [key: string]: unknown } = {}) =>
  contextOf({ spec, evidence: [report(groups, more)] });

const at = (path: string): string => `evidence-0.yaml:${path}`;

describe("gaps and ratios over two axes, one of them of pairs", () => {
  const context = of([...sexes, ...pairs]);

  // scipy 1.17.1: beta.ppf for each bound, at 0.045 / groups for a group against the others, 0.005 / pairs for a pair,
  // and 0.005 for the upper bound, put together by square-and-add in a program of its own; the worse axis
  const others = (axis: string): string => `the other groups of ${axis}`;
  test.each([
    [
      "sensitivityGap",
      "sex-by-age female-young",
      others("sex-by-age"),
      { value: 0.15454545454545454, low: 0.042572229425417496, high: 0.32575517183536873, signal: 0.17592592592592593 },
    ],
    [
      "specificityGap",
      "sex-by-age female-old",
      others("sex-by-age"),
      { value: 0.07857142857142851, low: 0.028184582853817995, high: 0.20304054083028228, signal: 0.1105263157894737 },
    ],
    [
      "ppvGap",
      others("sex-by-age"),
      "sex-by-age male-old",
      { value: 0.1948790896159317, low: 0.10120657338332663, high: 0.40240172062795276, signal: 0.2440191387559809 },
    ],
    [
      "npvGap",
      "sex-by-age other",
      "sex-by-age male-young",
      { value: 400 / 408 - 150 / 162, low: 0, high: 0.12514572096793602, signal: 0 },
    ],
    [
      "equalisedOddsGap",
      "sex-by-age female-young",
      others("sex-by-age"),
      { value: 0.15454545454545454, low: 0.042572229425417496, high: 0.32575517183536873, signal: 0.17592592592592593 },
    ],
  ])("%s is between %s and %s", (name, lowest, highest, expected) => {
    expectClose(fact(context, `facts.fairness.${name}`), { ...expected, lowest, highest });
  });

  // Value: fairlearn 0.15.0, demographic_parity_ratio. Bounds: statsmodels 0.15.0, confint_proportions_2indep of every
  // pair (log, ratio), put together as the docstring says.
  test("selectionRatio", () => {
    expectClose(fact(context, "facts.fairness.selectionRatio"), {
      value: 0.570175438596491,
      low: 0.463124627774653,
      high: 0.701970941042004,
      lowest: "sex-by-age female-young",
      highest: "sex-by-age female-old",
    });
    expect(blamed(context, "facts.fairness.selectionRatio")).toEqual([at("groups[3]"), at("groups[4]")]);
  });

  test("counts and Newcombe's interval are shown", () => {
    // statsmodels 0.15.0, confint_proportions_2indep(398, 440, 60, 80, method="newcomb", compare="diff")
    expectClose(fact(context, "facts.fairness.sensitivityGap"), {
      lowestCounts: "60 of 80",
      highestCounts: "398 of 440",
      intervalLow: 0.06691784231294554,
      intervalHigh: 0.2621171255868702,
      open: "sex-by-age female-young (60 of 80) and sex-by-age male-old (150 of 162)",
    });
  });

  test("the group that differs is to blame", () =>
    expect(blamed(context, "facts.fairness.sensitivityGap")).toEqual([at("groups[3]")]));

  test("what the sizes can rule out", () => {
    // the two groups with the fewest positives on each axis, by scipy as above; the worse axis
    expect(fact(context, "facts.fairness.resolvableGap")).toBeCloseTo(0.1641446918624176, 10);
    expect(blamed(context, "facts.fairness.resolvableGap")).toEqual([at("groups[7]"), at("groups[3]")]);
  });
});

describe("what is not known is not rosy", () => {
  test("a group without positives has no sensitivity, and the gap may be anything", () => {
    const context = of([...sexes.slice(0, 2), cells("sex", "other", [0, 5, 150, 0])]);
    expect(fact(context, "evidence.fairnessReports[0].groups[2].sensitivity")).toBeUndefined();
    expect(fact(context, "facts.fairness.sensitivityGap")).toMatchObject({ high: 1 });
    expect(fact(context, "facts.fairness.resolvableGap")).toBe(1);
  });

  test("a suppressed cell leaves open only what it is needed for", () => {
    const hidden = { axis: "sex", group: "other", tp: 48, fn: 12, fp: 40 };
    const context = of([...sexes.slice(0, 2), hidden]);
    expect(fact(context, "facts.fairness.sensitivityGap")).toEqual(fact(of(sexes), "facts.fairness.sensitivityGap"));
    expect(fact(context, "facts.fairness.specificityGap")).toMatchObject({ high: 1 });
    expect(fact(context, "facts.fairness.selectionRatio")).toMatchObject({ low: 0 });
    expect(fact(context, "facts.fairness.smallGroups")).toContain("sex:other");
  });

  test("an axis with one group with results is missing", () => {
    const spec = { jurisdictions: ["DE"], data: { modalities: ["tabular"] }, fairness: { axes: ["sex"] } };
    const context = of([sexes[0] as Group, { axis: "sex", group: "male" }], {}, spec);
    expect(fact(context, "facts.fairness.axesMissing")).toEqual(["age", "sex", "site"]);
  });

  test("nobody of either group is selected: no ratio", () => {
    expect(
      fact(of([cells("sex", "f", [0, 0, 9, 1]), cells("sex", "m", [0, 0, 8, 2])]), "facts.fairness.selectionRatio"),
    ).toBeUndefined();
  });

  test("no report: everything waits for one", () => {
    const context = contextOf({});
    for (const name of ["selectionRatio", "unmitigatedAxes", "impossibleParity", "resolvableGap", "smallCellsShown"])
      expect(settles(context, `facts.fairness.${name}`)).toEqual(["evidence.fairnessReports"]);
  });
});

describe("calibration", () => {
  const stated = (ratios: readonly (number | undefined)[], slopes: readonly (number | undefined)[] = []): Group[] =>
    sexes.map((group, i) => ({ ...group, observedToExpected: ratios[i] ?? null, calibrationSlope: slopes[i] ?? null }));

  test("observed to expected: the worst group, and both ends", () => {
    const context = of(stated([0.9, 1.3, 0.7]));
    // scipy 1.17.1, gamma.ppf over the expected events; 0.005 / 3 for what is proven over three groups
    expectClose(fact(context, "facts.fairness.observedToExpected"), {
      value: 0.7,
      low: 0.5341737444167514,
      high: 0.9010387564108386,
      group: "sex other",
    });
    expectClose(fact(context, "facts.fairness.highestObservedToExpected"), {
      value: 1.3,
      low: 1.076001574370029,
      high: 1.4680022144621636,
      group: "sex male",
    });
    expectClose(fact(context, "facts.fairness.lowestObservedToExpected"), {
      value: 0.7,
      low: 0.5341737444167514,
      high: 1.008874194264148,
      group: "sex other",
    });
    expect(blamed(context, "facts.fairness.observedToExpected")).toEqual([at("groups[2].observedToExpected")]);
  });

  test("a group without a ratio or a slope leaves them open", () => {
    const context = of(stated([0.9, undefined, 1.1], [1, 1.1, undefined]));
    for (const name of ["observedToExpected", "lowestObservedToExpected", "highestObservedToExpected"])
      expect(settles(context, `facts.fairness.${name}`)).toEqual([
        "evidence.fairnessReports[0].groups[1].observedToExpected",
      ]);
    expect(settles(context, "facts.fairness.calibrationSlope")).toEqual([
      "evidence.fairnessReports[0].groups[2].calibrationSlope",
    ]);
  });

  test("expected events that are stated count before the ratio, and no event at all is a result", () => {
    const none = { axis: "sex", group: "female", tp: 0, fp: 9, tn: 90, fn: 0, expectedEvents: 100 };
    const one = { axis: "sex", group: "male", tp: 1, fp: 0, tn: 9, fn: 0, expectedEvents: 0.11, observedToExpected: 3 };
    const context = of([none, one]);
    expect(fact(context, "facts.fairness.lowestObservedToExpected")).toMatchObject({ value: 0, group: "sex female" });
    // exp(-mean) = 0.005 / 2, over 100
    expectClose(fact(context, "facts.fairness.lowestObservedToExpected"), { high: -Math.log(0.0025) / 100 });
    // 1 - exp(-mean) = 0.0025, over 0.11
    expectClose(fact(context, "facts.fairness.highestObservedToExpected"), { low: -Math.log1p(-0.0025) / 0.11 });
  });
  test("a ratio of 0 says nothing about what was expected", () => {
    const context = of([{ axis: "sex", group: "female", tp: 0, fp: 9, tn: 90, fn: 0, observedToExpected: 0 }]);
    expect(context.get("facts.fairness.observedToExpected")).toBeUndefined();
  });

  test("slopes and intercepts with a standard error are intervals; without one they prove nothing", () => {
    const fields = [
      { calibrationSlope: 0.9, calibrationSlopeStandardError: 0.05, calibrationIntercept: 0.1 },
      { calibrationSlope: 1.3, calibrationSlopeStandardError: 0.2, calibrationIntercept: -0.2 },
      { calibrationSlope: 0.4, calibrationIntercept: 0.3, calibrationInterceptStandardError: 0.1 },
    ];
    const context = of(sexes.map((group, i) => ({ ...group, ...fields[i] })));
    // scipy 1.17.1, norm.isf(0.005 / 3)
    const z = 2.935199468866702;
    const slope = (name: string): unknown => fact(context, `facts.fairness.${name}CalibrationSlope`);
    expectClose(slope("lowest"), { value: 0.9, low: 0.9 - 0.05 * z, high: 0.9 + 0.05 * z, group: "sex female" });
    expectClose(slope("highest"), { value: 0.9, low: 0.9 - 0.05 * z, group: "sex female" });
    expectClose(fact(context, "facts.fairness.highestCalibrationIntercept"), { value: 0.3, low: 0.3 - 0.1 * z });
    expect(settles(of(sexes), "facts.fairness.lowestCalibrationSlope")).toHaveLength(3);
  });

  test("slopes: their range", () => {
    expect(fact(of(stated([], [0.95, 1.1, 0.7])), "facts.fairness.calibrationSlope")).toEqual({
      value: 0.7,
      low: 0.7,
      high: 1.1,
      lowest: "sex other",
      highest: "sex male",
    });
  });
});

describe("representation", () => {
  const trained = [0.4, 0.55, 0.05].map((trainingShare, i) => ({ ...(sexes[i] as Group), trainingShare }));
  const served = (other: object): object => ({
    servedPopulation: [
      { axis: "sex", group: "female", share: 0.5 },
      { axis: "sex", group: "male", share: 0.4 },
      { axis: "sex", group: "other", ...other },
    ],
  });

  test("the worst represented group", () => {
    const context = of(trained, served({ share: 0.1 }));
    expect(fact(context, "facts.fairness.representationGap")).toBe(0.5);
    expect(blamed(context, "facts.fairness.representationGap")).toEqual([at("groups[2].trainingShare")]);
  });
  test("a group of whom nobody is served cannot be under-represented", () => {
    expect(fact(of(trained, served({ share: 0 })), "facts.fairness.representationGap")).toBe(0.8);
  });
  test("what is not stated may be the worst", () => {
    const path = "facts.fairness.representationGap";
    expect(settles(of(sexes, served({ share: 0.1 })), path)).toHaveLength(3);
    expect(settles(of(trained, served({})), path)).toEqual(["evidence.fairnessReports[0].servedPopulation"]);
    expect(settles(of(trained.slice(0, 2), served({ share: 0.1 })), path)).toEqual([
      "evidence.fairnessReports[0].groups",
    ]);
  });
});

describe("mitigation", () => {
  const worse = [cells("sex", "female", [1260, 500, 9000, 680]), cells("sex", "male", [1700, 500, 9000, 300])];
  const path = "facts.fairness.unmitigatedAxes";
  const done = { mitigations: [{ axis: "sex", measure: "retraining", gapBefore: 0.3, gapAfter: 0.2 }] };

  test("a gap over tolerance without a measure", () => {
    const context = of(worse, { mitigations: [] });
    expect(fact(context, path)).toEqual(["sex"]);
    expect(blamed(context, path)).toEqual([at("groups[0]"), at("groups[1]")]);
  });
  test("one that was measured again", () => expect(fact(of(worse, done), path)).toEqual([]));
  test("one that did not get smaller", () => {
    const same = { mitigations: [{ axis: "sex", gapBefore: 0.2, gapAfter: 0.2 }] };
    expect(fact(of(worse, same), path)).toEqual(["sex"]);
  });
  test("one that was not measured again, or nothing said", () => {
    const unmeasured = { mitigations: [{ axis: "sex", gapBefore: 0.2 }] };
    expect(settles(of(worse, unmeasured), path)).toEqual(["evidence.fairnessReports[0].mitigations[0].gapAfter"]);
    expect(settles(of(worse), path)).toEqual(["evidence.fairnessReports[0].mitigations"]);
  });
  test("groups alike ask for nothing, too few cases ask for more", () => {
    const alike = [cells("sex", "female", [1700, 500, 9000, 300]), cells("sex", "male", [1700, 500, 9000, 300])];
    const few = [cells("sex", "female", [17, 5, 90, 3]), cells("sex", "male", [17, 5, 90, 3])];
    expect(fact(of(alike), path)).toEqual([]);
    expect(settles(of(few), path)).toEqual(["evidence.fairnessReports[0].groups"]);
  });
  test("a stricter promise counts, and a gap in predictive value where parity decides", () => {
    const off = [cells("sex", "female", [1800, 500, 9000, 200]), cells("sex", "male", [1900, 2500, 7000, 100])];
    const criterion = { primaryCriterion: "equal-sensitivity", criterionReason: "A missed case costs a life." };
    const promise = { fairness: { maxSensitivityGap: 0.02, ...criterion } };
    const other = { fairness: criterion };
    expect(fact(of(off, { mitigations: [] }, promise), path)).toEqual(["sex"]);
    expect(fact(of(off, { mitigations: [] }, other), path)).toEqual([]);
    expect(fact(of(off, { mitigations: [] }), path)).toEqual(["sex"]);
  });
});

describe("claims of parity", () => {
  const path = "facts.fairness.impossibleParity";
  const claim = (prevalences: readonly number[], claimed: object): Group[] =>
    prevalences.map((prevalence, i) =>
      cells("sex", `g${i}`, [prevalence * 800, 100, (1 - prevalence) * 1000 - 100, prevalence * 200], { claimed }),
    );

  // rr-master-identity of the catalogue
  test("the identity that ties the rates", () => {
    expect(impliedFpr(0.1, 0.5, 0.8).toFixed(4)).toBe("0.0889");
    expect(impliedFpr(0.2, 0.5, 0.8).toFixed(4)).toBe("0.2000");
  });
  // rr-impossible-parity of the catalogue
  test("equal rates where the condition is twice as common", () => {
    const context = of(claim([0.1, 0.2], { ppv: 0.5, sensitivity: 0.8, specificity: 0.91 }));
    expect(fact(context, path)).toBe(true);
    expect(blamed(context, path)).toEqual([at("groups[0].claimed"), at("groups[1].claimed")]);
  });
  test("equal rates where it is equally common", () => {
    expect(fact(of(claim([0.1, 0.1], { ppv: 0.5, sensitivity: 0.8, specificity: 0.9111 })), path)).toBe(false);
  });
  test("rates so good that rounding makes them equal", () => {
    // true false positive rates: 0.0047 and 0.0105, both rounded; the catalogue's recipe would call this impossible
    expect(fact(of(claim([0.1, 0.2], { ppv: 0.95, sensitivity: 0.8, specificity: 0.99 })), path)).toBe(false);
  });
  test("perfect prediction, and nothing claimed", () => {
    expect(fact(of(claim([0.1, 0.2], { ppv: 1, sensitivity: 1, specificity: 1 })), path)).toBe(false);
    expect(fact(of(sexes), path)).toBe(false);
  });
});

describe("small cells in a published report", () => {
  const path = "facts.fairness.smallCellsShown";
  const published = (groups: readonly Group[], more: object = {}) => of(groups, { suppressed: true, ...more });

  // rr-small-cell of the catalogue: 0, 11 and 25 may be shown; 7 may not; 7 = 40 - 33 may be worked out
  test("shown", () => {
    expect(fact(published([cells("sex", "f", [0, 11, 25, 30])]), path)).toBe(0);
    const context = published([cells("sex", "f", [7, 30, 40, 10])]);
    expect(fact(context, path)).toBe(2);
    expect(blamed(context, path)).toEqual([at("groups[0].tp"), at("groups[0].fn")]);
  });
  test("worked out from a total, on an axis without overlap", () => {
    const total = { overall: { tp: 40, fp: 60, tn: 80, fn: 30 } };
    const group = [cells("sex", "f", [33, 60, 60, 11])];
    expect(fact(published(group, { ...total, axesExclusive: ["sex"] }), path)).toBe(1);
    expect(fact(published(group, total), path)).toBe(0);
  });
  test("a report for use inside shows nothing; one that does not say may", () => {
    expect(fact(of([cells("sex", "f", [7, 30, 40, 10])], { suppressed: false }), path)).toBe(0);
    expect(settles(of(sexes), path)).toEqual(["evidence.fairnessReports[0].suppressed"]);
  });
});

describe("several reports", () => {
  const path = "facts.fairness.sensitivityGap";
  const older = (groups: readonly Group[], more: object = {}): Evidence => ({
    ...report(groups, more),
    metadata: { id: "old", date: "2026-01-01" },
  });
  const worse = [cells("sex", "female", [1260, 500, 9000, 680]), cells("sex", "male", [1700, 500, 9000, 300])];
  const alike = [cells("sex", "female", [1700, 500, 9000, 300]), cells("sex", "male", [1700, 500, 9000, 300])];
  const both = (...evidence: Evidence[]) => fact(contextOf({ spec: { stage: "production" }, evidence }), path);

  test("axes split over two reports are joined", () =>
    expect(both(older(pairs), report(sexes))).toEqual(fact(of([...sexes, ...pairs]), path)));
  test("a newer report does not take a proven gap back", () => {
    expect(both(older(worse), report(alike))).toMatchObject({ lowestCounts: "1260 of 1940" });
    expect(both(report(alike), older(worse))).toEqual(both(older(worse), report(alike)));
  });
  test("the newest says how large a gap is at most", () => {
    const few = [cells("sex", "female", [17, 5, 90, 3]), cells("sex", "male", [17, 5, 90, 3])];
    expect(both(older(few), report(alike))).toEqual(both(report(alike)));
    expect(both(older(alike), report(few))).toEqual(both(report(few)));
  });
  test("a holdout carries no production, a pilot it does; it may prove a gap", () => {
    const holdout = { setting: "development-holdout" };
    expect(both(report(alike, holdout))).toMatchObject({ low: 0, high: 1 });
    expect(both(report(worse, holdout))).toMatchObject({ lowestCounts: "1260 of 1940", high: 1 });
    const pilot = contextOf({ spec: { stage: "pilot" }, evidence: [report(alike, holdout)] });
    expect(fact(pilot, path)).toEqual(fact(of(alike), path));
  });
  test("synthetic cases say nothing", () => {
    expect(both(older(worse, { setting: "synthetic" }), report(alike))).toEqual(both(report(alike)));
    const context = contextOf({ evidence: [report(worse, { setting: "synthetic" })] });
    expect(settles(context, path)).toEqual(["evidence.fairnessReports"]);
  });
  test("a report from before the last change says nothing beside one from after it", () => {
    const spec = { stage: "production", model: { lastChange: "2026-06-01" } };
    const context = contextOf({ spec, evidence: [older(worse), report(alike)] });
    expect(fact(context, path)).toEqual(fact(of(alike), path));
  });
});

describe("reports on parts of one test", () => {
  const path = "facts.fairness.sensitivityGap";
  const period = { from: "2026-01-01", to: "2026-06-30" };
  const test1 = { period, setting: "local-silent", threshold: 0.5, subject: { dataset: "half a year" } };
  const part = (id: string, groups: readonly Group[], more: object = {}): Evidence =>
    report(groups, { ...test1, metadata: { id, date: "2026-11-01" }, ...more });
  const [female, male, other] = sexes as [Group, Group, Group];
  const factOf = (name: string, ...evidence: Evidence[]) =>
    fact(contextOf({ spec: { stage: "production" }, evidence }), name);
  const whole = part("whole", sexes);

  test.each([
    ["one group each", [[female], [male], [other]]],
    ["two and one", [[female, other], [male]]],
    [
      "a group that both list",
      [
        [female, male],
        [male, other],
      ],
    ],
  ])("groups of one axis are joined: %s", (_, split) => {
    const parts = split.map((groups, i) => part(`part-${i}`, groups));
    expect(factOf(path, ...parts)).toEqual(factOf(path, whole));
    expect(factOf(path, ...parts.toReversed())).toEqual(factOf(path, whole));
    const missing = "facts.fairness.axesMissing";
    const expected = { spec: { jurisdictions: ["CH"], data: { modalities: ["tabular"] } } };
    expect(fact(contextOf({ ...expected, evidence: parts }), missing)).toEqual(["age", "site"]);
  });
  test("the total that one of them states counts everybody", () => {
    const overall = { tp: 458, fp: 250, tn: 1550, fn: 62 };
    const gap = factOf(path, part("a", [female], { overall }), part("b", [male]));
    expect(gap).toMatchObject({ open: expect.stringContaining("sex not listed (48 of 60)") });
    expect(gap).toEqual(factOf(path, part("a", [female, male], { overall })));
  });
  test("the total of a part is not that of all", () => {
    const overall = { tp: 170, fp: 120, tn: 680, fn: 30 };
    expect(factOf(path, part("a", [female], { overall }), part("b", [male, other]))).toEqual(factOf(path, whole));
  });
  test.each([
    ["another data set", { subject: { dataset: "another" } }],
    ["another period", { period: { ...period, to: "2026-07-31" } }],
    ["another setting", { setting: "external" }],
    ["another threshold", { threshold: 0.4 }],
    ["a random part of it", { sampledShare: 0.5 }],
  ])("%s is another test", (_, more) => {
    expect(factOf(path, part("a", [female]), part("b", [male, other], more))).toEqual(
      factOf(path, part("b", [male, other], more)),
    );
  });
  test("other counts of one group make another test, and a proven gap stays", () => {
    const better = [cells("sex", "female", [1700, 500, 9000, 300]), cells("sex", "male", [1700, 500, 9000, 300])];
    const worse = [cells("sex", "female", [1260, 500, 9000, 680]), cells("sex", "male", [1700, 500, 9000, 300])];
    expect(factOf(path, part("a", better), part("b", worse))).toMatchObject({ lowestCounts: "1260 of 1940" });
  });
  test("without a data set and a period the day decides", () => {
    const bare = (date: string, groups: readonly Group[]): Evidence => report(groups, { metadata: { id: date, date } });
    const joined = [bare("2026-11-01", [female]), bare("2026-11-01", [male, other])];
    expect(factOf(path, ...joined)).toEqual(factOf(path, bare("2026-11-01", sexes)));
    expect(factOf(path, bare("2026-11-01", [female]), bare("2026-10-01", [male, other]))).toEqual(
      factOf(path, bare("2026-10-01", [male, other])),
    );
  });
});

describe("who is left out of several reports", () => {
  const period = { from: "2026-01-01", to: "2026-12-31" };
  const [female, male] = sexes as [Group, Group];
  const spec = { stage: "production", data: { people: 2000 }, monitoring: { expectedPositivesPerDay: 460 / 365 } };
  const named = (id: string, date: string, groups: readonly Group[], more: object = {}): Evidence =>
    report(groups, { metadata: { id, date }, period, setting: "local-silent", ...more });
  const factOf = (name: string, ...evidence: Evidence[]) =>
    fact(contextOf({ spec, evidence }), `facts.fairness.${name}`);
  const languages = [
    cells("language", "english", [300, 150, 1000, 30]),
    cells("language", "spanish", [110, 60, 400, 20]),
  ];
  const servedPopulation = [
    { axis: "sex", group: "female", share: 0.5 },
    { axis: "sex", group: "male", share: 0.5 },
    { axis: "language", group: "arabic", share: 0.1 },
  ];

  test("a group that an older report drops on an axis of its own", () => {
    const newest = named("new", "2026-11-01", [female, male], { servedPopulation });
    const older = named("old", "2026-10-01", languages, { setting: "external" });
    expect(factOf("leftOut", newest, older)).toEqual(["language arabic, served and without results"]);
  });
  test("groups that another report lists are not left out", () => {
    const split = [named("a", "2026-11-01", [female], { servedPopulation }), named("b", "2026-11-01", [male])];
    expect(factOf("leftOut", ...split)).toEqual([]);
    const shares = split.map((one) => ({
      ...one,
      groups: (one["groups"] as Group[]).map((group) => ({ ...group, trainingShare: 0.4 })),
      servedPopulation: servedPopulation.slice(0, 2),
    }));
    expect(factOf("representationGap", ...shares)).toBeCloseTo(0.8, 12);
  });
  test("events are compared with those expected in every report that counts", () => {
    const newest = named("new", "2026-11-01", [female, male]);
    const few = languages.map((group) => ({ ...group, tp: 60, fn: 10 }));
    const older = named("old", "2026-10-01", few, { axesExclusive: ["language"], setting: "external" });
    // 460 expected: 460 in the newest, 140 in the older one
    expect(factOf("eventCoverage", newest)).toMatchObject({ value: expect.closeTo(1, 10) });
    const { value, high, low } = factOf("eventCoverage", newest, older) as Record<string, number>;
    expect(value).toBeCloseTo(140 / 460, 10);
    expect(high).toBeLessThan(0.5);
    expect(low).toBeGreaterThan(0.8);
    expect(factOf("eventCoverage", newest, { ...older, period: null })).toBeUndefined();
    expect(factOf("peopleCoverage", newest, older)).toBeCloseTo(2070 / 2000, 12);
  });
});

describe("axes that are excused", () => {
  const missing = (reason: string, jurisdictions: readonly string[], ...evidence: Evidence[]) => {
    const fairness = { axes: ["language"], axesExcused: [{ axis: "language", reason }] };
    const spec = { jurisdictions, data: { modalities: ["tabular"] }, fairness };
    const all = fact(contextOf({ spec, evidence: [report(sexes), ...evidence] }), "facts.fairness.axesMissing");
    return (all as string[]).includes("language");
  };
  const languages = ["english", "spanish"];
  const monitored: Evidence = {
    kind: "MonitoringReport",
    metadata: { id: "m", date: "2026-11-10" },
    groups: languages.map((group) => cells("language", group, [10, 5, 90, 2])),
  };
  const served: Evidence = report([], {
    metadata: { id: "s", date: "2026-05-01" },
    servedPopulation: languages.map((group) => ({ axis: "language", group, share: 0.5 })),
  });
  const one = report([], {
    metadata: { id: "s", date: "2026-05-01" },
    servedPopulation: languages.map((group, i) => ({ axis: "language", group, share: i })),
  });

  test.each([
    ["not-lawful-to-collect", ["DE"], [], false],
    ["not-lawful-to-collect", ["US", "DE"], [], false],
    ["not-lawful-to-collect", ["US"], [], true],
    ["not-lawful-to-collect", ["DE"], [monitored], true],
    ["not-lawful-to-collect", ["DE"], [served], false],
    ["not-relevant", ["US"], [], false],
    ["not-relevant", ["US"], [monitored], true],
    ["not-relevant", ["US"], [served], true],
    ["not-relevant", ["US"], [one], false],
    ["no-data-yet", ["US"], [served], false],
  ])("%s in %j, with %j", (reason, jurisdictions, evidence, expected) => {
    expect(missing(reason, jurisdictions, ...evidence)).toBe(expected);
  });
});

describe("how counts were published", () => {
  const path = "facts.fairness.sensitivityGap";
  const overall = { tp: 458, fp: 250, tn: 1550, fn: 62 };
  const two = sexes.slice(0, 2);
  const gap = (groups: readonly Group[], more: object) => fact(of(groups, more), path) as Record<string, unknown>;
  const notListed = (more: object, groups = two) =>
    Object.values(gap(groups, more)).some((text) => typeof text === "string" && text.includes("sex not listed"));

  // 48 of 60 positives, 40 and 150 others are in neither group.
  test.each([
    ["exact", {}, true],
    ["rounded to five, which three sums make 15 at most", { roundedTo: 5 }, true],
    ["rounded so much that they may be no people", { roundedTo: 60 }, false],
    ["with little noise", { noise: { mechanism: "gaussian", scale: 2 } }, true],
    ["with noise as large as they are", { noise: { mechanism: "laplace", scale: 10 } }, false],
    ["with noise of unknown size", { noise: { mechanism: "laplace" } }, false],
  ])("people who are not listed, counts %s", (_, more, expected) => {
    expect(notListed({ overall, ...more })).toBe(expected);
  });
  test("noise makes nobody of a difference of a few cases, and hides no group by a negative one", () => {
    const noisy = { noise: { mechanism: "laplace", scale: 1 } };
    expect(notListed({ overall: { tp: 410, fp: 213, tn: 1400, fn: 67 }, ...noisy })).toBe(false);
    expect(notListed({ overall: { ...overall, fp: 208 }, ...noisy })).toBe(true);
    expect(notListed({ overall: { ...overall, fp: 208 } })).toBe(false);
  });
  test("sums of weights say that people are missing, and not how they fared", () => {
    expect(gap(two, { overall, weighted: true })["open"]).toContain("sex not listed (counts not shown)");
    const few = { tp: 415, fp: 213, tn: 1405, fn: 52 };
    expect(notListed({ overall: few, weighted: true })).toBe(false);
  });
  test("a hidden cell is unknown of those who are not listed, and the others show them", () => {
    const [female, male] = sexes as [Group, Group];
    const hidden = [female, { ...male, fn: null }];
    expect(gap(hidden, { overall, suppressed: true })["open"]).toContain("(counts not shown)");
    expect(notListed({ overall: { tp: 410, fp: 210, tn: 1400, fn: 50 } }, hidden)).toBe(false);
  });
  test("rounding and noise widen intervals", () => {
    const high = (more: object): number => gap(two, more)["high"] as number;
    const exact = high({});
    expect(high({ roundedTo: 5 })).toBeGreaterThan(exact);
    expect(high({ roundedTo: 10 })).toBeGreaterThan(high({ roundedTo: 5 }));
    expect(high({ noise: { mechanism: "gaussian", scale: 2 } })).toBeGreaterThan(exact);
    // Laplace noise has twice the variance of its squared scale.
    expect(high({ noise: { mechanism: "laplace", scale: 2 } })).toBeCloseTo(
      high({ noise: { mechanism: "gaussian", scale: Math.sqrt(8) } }),
      12,
    );
    expect(high({ noise: { mechanism: "laplace", scale: 1000 } })).toBeGreaterThan(0.9);
    expect(high({ noise: { mechanism: "laplace" } })).toBe(1);
  });
  test("windows of time are compared with expected events by the encounters that they are of", () => {
    const period = { from: "2026-01-01", to: "2026-12-31" };
    const spec = { data: { people: 2000 }, monitoring: { expectedPositivesPerDay: 1 } };
    const value = (more: object) =>
      (fact(of(two, { period, overall, ...more }, spec), "facts.fairness.eventCoverage") as { value: number })?.value;
    expect(value({})).toBeCloseTo(520 / 365, 10);
    expect(value({ unit: "encounters" })).toBeCloseTo(520 / 365, 10);
    expect(value({ unit: "windows", encounters: 580 })).toBeCloseTo(130 / 365, 10);
    expect(value({ unit: "windows", patients: 290 })).toBeCloseTo(65 / 365, 10);
    expect(value({ unit: "windows", encounters: 580, patients: 290 })).toBeCloseTo(130 / 365, 10);
    expect(value({ unit: "windows" })).toBeUndefined();
  });
  test("of a group that hides a cell, a plan counts the cases that it shows", () => {
    const [female, male] = sexes as [Group, Group];
    const spec = {
      monitoring: {
        expectedPositivesPerDay: 2,
        collection: [{ axis: "sex", groups: ["female", "male"], by: "2028-11-01" }],
      },
    };
    const planned = (groups: readonly Group[]) =>
      (fact(of(groups, { suppressed: true }, spec), path) as { planned: number }).planned;
    expect(planned([female, { ...male, fn: null }])).toBeLessThan(0.2);
    expect(planned([female, { ...male, fn: null, tp: null }])).toBe(1);
  });
});

test("a group without all its counts is named, and blamed, where it leaves a gap open", () => {
  const [first, second] = sexes;
  const open = of([first as Group, { axis: "sex", group: "male" }, second as Group]);
  expect(open.get("facts.fairness.sensitivityGap")).toMatchObject({
    open: expect.stringContaining("sex male (counts not shown)"),
  });
  const two = of([first as Group, { axis: "sex", group: "male" }, { axis: "sex", group: "other", tp: 3 }]);
  expect(two.get("facts.fairness.equalisedOddsGap")).toMatchObject({
    open: expect.stringContaining("(counts not shown)"),
  });
});
