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

  // Values: fairlearn 0.15.0, equal_opportunity_difference, equalized_odds_difference, demographic_parity_ratio and
  // MetricFrame.difference, the worse axis. Bounds: statsmodels 0.15.0, confint_proportions_2indep of every pair
  // (newcomb, diff; log, ratio), put together as the docstrings say.
  test.each([
    [
      "sensitivityGap",
      "sex-by-age female-young",
      "sex-by-age male-old",
      [0.175925925925926, 0.0794511201462362, 0.285315171837785],
    ],
    [
      "specificityGap",
      "sex-by-age female-old",
      "sex-by-age female-young",
      [0.1, 0.0507598199433822, 0.165858528229025],
    ],
    [
      "ppvGap",
      "sex-by-age female-old",
      "sex-by-age male-old",
      [0.210526315789474, 0.117577070520298, 0.300385059654405],
    ],
    ["npvGap", "sex other", "sex male", [0.0470470470470471, 0.012709442061433, 0.0988464188438097]],
    [
      "equalisedOddsGap",
      "sex-by-age female-young",
      "sex-by-age male-old",
      [0.175925925925926, 0.0794511201462362, 0.285315171837785],
    ],
    [
      "selectionRatio",
      "sex-by-age female-young",
      "sex-by-age female-old",
      [0.570175438596491, 0.463124627774653, 0.701970941042004],
    ],
  ])("%s is between %s and %s", (name, lowest, highest, [value, low, high]) => {
    expectClose(fact(context, `facts.fairness.${name}`), { value, low, high, lowest, highest });
  });

  test("the two groups furthest apart are to blame, the worse one first", () => {
    expect(blamed(context, "facts.fairness.sensitivityGap")).toEqual([at("groups[3]"), at("groups[6]")]);
    expect(blamed(context, "facts.fairness.selectionRatio")).toEqual([at("groups[3]"), at("groups[4]")]);
  });

  test("what the sizes can rule out", () => {
    // the two groups with the fewest positives on each axis, statsmodels as above; the worse axis
    expect(fact(context, "facts.fairness.resolvableGap")).toBeCloseTo(0.112227392897864, 10);
    expect(blamed(context, "facts.fairness.resolvableGap")).toEqual([at("groups[2]"), at("groups[0]")]);
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
    // ratio / and * exp(1.959963984540054 sqrt((1 - O/n) / O)) with python's math, for O/n = 260/1070 and 60/250
    const [male, other] = [
      [1.16953537510328, 1.44501828330824],
      [0.56143368638292, 0.872765585472548],
    ] as const;
    expectClose(fact(context, "facts.fairness.observedToExpected"), {
      value: 0.7,
      low: other[0],
      high: other[1],
      group: "sex other",
    });
    expectClose(fact(context, "facts.fairness.highestObservedToExpected"), {
      value: 1.3,
      low: male[0],
      high: male[1],
      group: "sex male",
    });
    expectClose(fact(context, "facts.fairness.lowestObservedToExpected"), {
      value: 0.7,
      low: other[0],
      high: other[1],
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

test("the newest report counts", () => {
  const older = { ...report(pairs), metadata: { id: "old", date: "2026-01-01" } };
  const context = contextOf({ evidence: [older, report(sexes)] });
  expect(fact(context, "facts.fairness.sensitivityGap")).toEqual(fact(of(sexes), "facts.fairness.sensitivityGap"));
});

test("a group without all its counts is named, and blamed, where it leaves a gap open", () => {
  const [first, second] = sexes;
  const open = of([first as Group, { axis: "sex", group: "male" }, second as Group]);
  expect(open.get("facts.fairness.sensitivityGap")).toMatchObject({ open: "sex male shows no counts" });
  const two = of([first as Group, { axis: "sex", group: "male" }, { axis: "sex", group: "other", tp: 3 }]);
  expect(two.get("facts.fairness.equalisedOddsGap")).toMatchObject({ open: "sex male and 1 more show no counts" });
  expect(of(sexes).get("facts.fairness.sensitivityGap")).not.toHaveProperty("open");
});
