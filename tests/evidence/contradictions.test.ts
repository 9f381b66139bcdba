import { describe, expect, test } from "vitest";
import { type Files, judgeTexts, marked, told } from "./support.ts";

interface Fixture {
  /** What the contradiction is about. */
  readonly what: string;
  /** More of the manifest's spec. */
  readonly spec?: string;
  /** Documents; the line to blame first is marked. */
  readonly files: Files;
}

const head = (kind: string, date: string = "2026-11-01"): string =>
  `apiVersion: caregate/v1\nkind: ${kind}\nmetadata: { id: one, date: ${date}, by: Data science }\n`;

const fairness = (rest: string): string => `${head("FairnessReport")}threshold: 0.5\n${rest}`;
const validation = (rest: string): string => `${head("ValidationReport")}${rest}`;
const monitoring = (rest: string): string =>
  `${head("MonitoringReport")}period: { from: 2026-10-01, to: 2026-10-31 }\n${rest}`;

const groups = `setting: external
groups:
  - { axis: sex, group: female, tp: 170, fp: 120, tn: 680, fn: 30 }
  - { axis: sex, group: male, tp: 82, fp: 60, tn: 340, fn: 18 }
`;

/** 1000 cases, 400 of them positive: an expected calibration error of 0.06, a maximum one of 0.1, O/E 400 of 420. */
const bins =
  "[{ n: 400, positives: 20, meanPredicted: 0.1 }, { n: 200, positives: 70, meanPredicted: 0.3 }, { n: 200, positives: 120, meanPredicted: 0.7 }, { n: 200, positives: 190, meanPredicted: 0.9 }]";

const fixtures: Readonly<Record<string, Fixture>> = {
  "a rate that its counts do not give": {
    what: "sensitivity of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 170
    fp: 120
    tn: 680
    fn: 30
    claimed:
      specificity: 0.85
      sensitivity: 0.91 # wrong
`),
    },
  },
  "a rate under another of its names": {
    what: "false-positive-rate of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 170
    fp: 120
    tn: 680
    fn: 30
    claimed:
      false-positive-rate: 0.05 # wrong
`),
    },
  },
  "a percentage where a share belongs": {
    what: "ppv of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 170
    fp: 120
    tn: 680
    fn: 30
    claimed:
      ppv: 58.62 # wrong
`),
    },
  },
  "a rate of no cases": {
    what: "ppv of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - { axis: sex, group: female, tp: 0, fp: 0, tn: 680, fn: 30, claimed: { ppv: 1 } } # wrong
`),
    },
  },
  "an AUROC that no curve through the operating point has": {
    what: "AUROC of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - { axis: sex, group: female, tp: 170, fp: 120, tn: 680, fn: 30, claimed: { auroc: 0.985 } } # wrong
`),
    },
  },
  "a calibration error that the bins do not give": {
    what: "ece of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 310
    fp: 90
    tn: 510
    fn: 90
    calibrationBins: ${bins}
    claimed:
      mce: 0.1
      ece: 0.02 # wrong
`),
    },
  },
  "a calibration error in a validation report that the bins do not give": {
    what: "expected-calibration-error",
    files: {
      "v.yaml": validation(`setting: external
calibrationBins: ${bins}
metrics:
  - metric: expected-calibration-error
    value: 0.021 # wrong
`),
    },
  },
  "an observed-to-expected ratio that the bins do not give": {
    what: "observedToExpected of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 310
    fp: 90
    tn: 510
    fn: 90
    calibrationBins: ${bins}
    observedToExpected: 1.02 # wrong
`),
    },
  },
  "bins of other cases than the group's": {
    what: "cases in the calibration bins of sex female",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 310
    fp: 90
    tn: 511
    fn: 90
    calibrationBins: ${bins} # wrong
`),
    },
  },
  "bins with other events than the report's": {
    what: "positives in the calibration bins",
    files: {
      "v.yaml": validation(`setting: external
metrics: []
events: 390
calibrationBins: ${bins} # wrong
`),
    },
  },
  "more positives in a bin than cases": {
    what: "positives in a calibration bin",
    files: {
      "v.yaml": validation(`setting: external
metrics: []
calibrationBins:
  - { n: 40, positives: 3, meanPredicted: 0.1 }
  - { n: 20, positives: 21, meanPredicted: 0.8 } # wrong
`),
    },
  },
  "a gap that the counts do not give": {
    what: "gap in sensitivity by sex",
    files: {
      "f.yaml": fairness(`${groups}claimedGaps:
  - { axis: sex, rate: ppv, gap: 0.0087 }
  - { axis: sex, rate: sensitivity, gap: 0.012 } # wrong
`),
    },
  },
  "a gap in equalised odds that the counts do not give": {
    what: "gap in equalised-odds by sex",
    files: {
      "f.yaml": fairness(`${groups}claimedGaps:
  - { axis: sex, rate: equalised-odds, gap: 0.001 } # wrong
`),
    },
  },
  "a group larger than all": {
    what: "tp over all cases, against sex female",
    files: {
      "f.yaml": fairness(`overall: { tp: 150, fp: 180, tn: 1020, fn: 48 } # wrong\n${groups}`),
    },
  },
  "exclusive groups that are more than all": {
    what: "tp over all cases, against the groups of sex",
    files: {
      "f.yaml": fairness(`overall: { tp: 250, fp: 180, tn: 1020, fn: 48 } # wrong\naxesExclusive: [sex]\n${groups}`),
    },
  },
  "one axis that is more than another confirms": {
    what: "fn over all cases, against the groups of sex",
    files: {
      "f.yaml": fairness(`setting: external
overall: { tp: 252, fp: 180, tn: 1020, fn: 47 }
axesExclusive: [sex, site]
groups:
  - { axis: site, group: main, tp: 150, fp: 100, tn: 600, fn: 27 }
  - { axis: site, group: east, tp: 102, fp: 80, tn: 420, fn: 20 }
  - { axis: sex, group: female, tp: 170, fp: 120, tn: 680, fn: 30 } # wrong
  - { axis: sex, group: male, tp: 82, fp: 60, tn: 340, fn: 18 }
`),
    },
  },
  "a group listed twice": {
    what: "counts of sex female, listed twice",
    files: {
      "f.yaml": fairness(`${groups}  - { axis: sex, group: female, tp: 17, fp: 12, tn: 68, fn: 3 } # wrong\n`),
    },
  },
  "shares of more than everybody": {
    what: "shares of the people served by sex, added up",
    files: {
      "f.yaml": fairness(`axesExclusive: [sex]
servedPopulation:
  - { axis: sex, group: female, share: 0.61 } # wrong
  - { axis: sex, group: male, share: 0.52 }
${groups}`),
    },
  },
  "a report from before its last case": {
    what: "last case",
    files: {
      "f.yaml": fairness(`period:
  from: 2026-01-01
  to: 2026-11-20 # wrong
${groups}`),
    },
  },
  "a period that runs backwards": {
    what: "period",
    files: {
      "f.yaml": fairness(`period:
  from: 2026-03-01
  to: 2026-01-31 # wrong
${groups}`),
    },
  },
  "a metric that the counts do not give": {
    what: "specificity",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.85 }
  - { metric: specificity, value: 0.87 } # wrong
counts: { tp: 170, fp: 120, tn: 680, fn: 30 }
`),
    },
  },
  "more cases behind a metric than there were": {
    what: "cases behind sensitivity",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.85, count: 2000 } # wrong
counts: { tp: 170, fp: 120, tn: 680, fn: 30 }
`),
    },
  },
  "events that are not the cases": {
    what: "events",
    files: {
      "v.yaml": validation(`setting: external
metrics: [{ metric: sensitivity, value: 0.85 }]
counts: { tp: 170, fp: 120, tn: 680, fn: 30 }
events: 210 # wrong
`),
    },
  },
  "an interval that does not hold its value": {
    what: "interval of sensitivity",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.85, low: 0.87, high: 0.91 } # wrong
`),
    },
  },
  "a share above one": {
    what: "specificity",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: specificity, value: 1.02 } # wrong
`),
    },
  },
  "predictive values that no prevalence gives": {
    what: "ppv and npv",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.8 }
  - { metric: specificity, value: 0.8 }
  - { metric: ppv, value: 0.9 } # wrong
  - { metric: npv, value: 0.97 }
`),
    },
  },
  "a predictive value that the prevalence of the test does not give": {
    what: "ppv",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.8, count: 100 }
  - { metric: specificity, value: 0.911, count: 900 }
  - { metric: ppv, value: 0.7 } # wrong
`),
    },
  },
  "an accuracy beyond sensitivity and specificity": {
    what: "accuracy",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.8 }
  - { metric: specificity, value: 0.85 }
  - { metric: accuracy, value: 0.93 } # wrong
`),
    },
  },
  "an AUROC below any curve through the operating point": {
    what: "AUROC",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: sensitivity, value: 0.85 }
  - { metric: specificity, value: 0.85 }
  - { metric: auroc, value: 0.7 } # wrong
`),
    },
  },
  "two reports on the same cases with other counts": {
    what: "counts over all cases, against f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: Two Years Of Stays }
setting: external
metrics: []
counts:
  tp: 180 # wrong
  fp: 120
  tn: 680
  fn: 20
`),
      "f.yaml": fairness(
        `subject: { dataset: two years of stays }\noverall: { tp: 252, fp: 180, tn: 1020, fn: 48 }\n${groups}`,
      ),
    },
  },
  "two reports on as many cases and non-cases with other counts": {
    what: "counts over all cases, against f.yaml on the same cases",
    files: {
      "v.yaml": validation(`setting: external
metrics: []
counts:
  tp: 260 # wrong
  fp: 180
  tn: 1020
  fn: 40
`),
      "f.yaml": fairness(`overall: { tp: 252, fp: 180, tn: 1020, fn: 48 }\n${groups}`),
    },
  },
  "a rate that is not the mean of the groups": {
    what: "sensitivity, against f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics:
  - { metric: sensitivity, value: 0.88, count: 300 } # wrong
`),
      "f.yaml": fairness(`subject: { dataset: stays }\naxesExclusive: [sex]\n${groups}`),
    },
  },
  "groups that hold more cases than a validation on the same cases": {
    what: "tp over all cases, against the groups of sex in f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics: []
counts: { tp: 200, fp: 180, tn: 1020, fn: 48 } # wrong
`),
      "f.yaml": fairness(`subject: { dataset: stays }\naxesExclusive: [sex]\n${groups}`),
    },
  },
  "one group that holds more cases than a validation on the same cases": {
    what: "tp over all cases, against sex female in f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics: []
counts: { tp: 160, fp: 180, tn: 1020, fn: 48 } # wrong
`),
      "f.yaml": fairness(`subject: { dataset: stays }\n${groups}`),
    },
  },
  "a rate that the groups of the same cases cannot give, without a number of cases": {
    what: "sensitivity, against f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics:
  - { metric: sensitivity, value: 0.42 } # wrong
`),
      "f.yaml": fairness(`subject: { dataset: stays }\naxesExclusive: [sex]\n${groups}`),
    },
  },
  "a rate that two axes with the same cases do not give": {
    what: "sensitivity, against f.yaml on the same cases",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics:
  - { metric: sensitivity, value: 0.87 } # wrong
`),
      "f.yaml": fairness(`subject: { dataset: stays }
axesExclusive: [sex, age]
${groups}  - { axis: age, group: young, tp: 100, fp: 60, tn: 340, fn: 18 }
  - { axis: age, group: old, tp: 152, fp: 120, tn: 680, fn: 30 }
`),
    },
  },
  "two operating thresholds in use": {
    what: "operating threshold, against a.yaml",
    files: {
      "a.yaml": fairness(groups.replace("external", "local-silent")),
      "b.yaml": `${head("FairnessReport")}threshold: 0.62 # wrong\n${groups.replace("external", "local-live")}`,
    },
  },
  "a test on what the model learned from": {
    what: "first case of a test of setting external",
    files: {
      "c.yaml": `${head("ModelCard")}intendedUse: Ranks rooms.
trainingData:
  - { name: Records of nine hospitals, from: 2016-01-01, to: 2023-12-31 }
`,
      "v.yaml": validation("setting: external\ntrainTestOverlap: none\nmetrics: []\n"),
      "f.yaml": fairness(`subject: { dataset: records of nine hospitals }
period:
  from: 2023-06-01 # wrong
  to: 2024-05-31
${groups}`),
    },
  },
  "records that end before they begin": {
    what: "records of stays",
    files: {
      "c.yaml": `${head("ModelCard")}intendedUse: Ranks rooms.
trainingData:
  - { name: stays, from: 2023-01-01, to: 2016-12-31 } # wrong
`,
    },
  },
  "a balanced sample said to be from here": {
    what: "prevalence where it is used, against the 1000 cases that are said to be from there",
    spec: "  monitoring: { localPrevalence: 0.06 }\n",
    files: {
      "v.yaml": validation(`setting: local-silent # wrong
metrics: []
counts: { tp: 425, fp: 75, tn: 425, fn: 75 }
`),
    },
  },
  "a risk below one in k": {
    what: "highest re-identification risk",
    files: {
      "p.yaml": `${head("PrivacyTest")}type: de-identification
result: passed
smallestClass: 5
claimedMaxRisk: 0.05 # wrong
`,
    },
  },
  "more members found than were attacked": {
    what: "members called members",
    files: {
      "p.yaml": `${head("PrivacyTest")}type: membership-inference
result: passed
attackTp: 520 # wrong
attackMembers: 500
`,
    },
  },
  "more overrides than alerts": {
    what: "outputs overridden",
    files: { "m1.yaml": monitoring("signals: []\nalerts: 120\noverrides: 130 # wrong\n") },
  },
  "an override rate that the overrides do not give": {
    what: "override rate",
    files: {
      "m1.yaml": monitoring(`signals:
  - { signal: override-rate, value: 0.25, currentCount: 400 } # wrong
alerts: 400
overrides: 12
`),
    },
  },
  "more problems closed than reported": {
    what: "reported problems closed",
    files: { "m1.yaml": monitoring("signals: []\neventsReported: 3\neventsClosed: 4 # wrong\n") },
  },
  "shares that are no whole": {
    what: "sum of the currentShares of input-drift",
    files: {
      "m1.yaml": monitoring(`signals:
  - signal: input-drift
    referenceShares: [0.21, 0.29, 0.5]
    currentShares: [0.21, 0.29, 0.4] # wrong
`),
    },
  },
  "a drift that its shares do not give": {
    what: "PSI of input-drift",
    spec: "  monitoring: { signals: [{ signal: input-drift, metric: psi, threshold: 0.2, everyDays: 7 }] }\n",
    files: {
      "m1.yaml": monitoring(`signals:
  - signal: input-drift
    value: 0.04 # wrong
    referenceShares: [0.21, 0.3, 0.49]
    currentShares: [0.4, 0.3, 0.3]
`),
    },
  },
};

describe("each contradiction is found once, on its line", () => {
  test.each(Object.entries(fixtures))("%s", async (_, { what, spec = "", files }) => {
    const found = told(await judgeTexts(spec, files), "contradictions");
    expect(found.map(({ entry }) => entry["what"])).toEqual([what]);
    expect(found[0]?.places[0]).toBe(marked(spec, files)[0]);
    expect(marked(spec, files)).toHaveLength(1);
  });
});

/** The same as above, put right: nothing is left to say. */
const sound: Readonly<Record<string, Fixture>> = {
  "rates to two, three and four decimals": {
    what: "",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 171
    fp: 119
    tn: 683
    fn: 31
    claimed: { sensitivity: 0.85, specificity: 0.852, ppv: 0.5897, accuracy: 0.8506, n: 1004 }
`),
    },
  },
  "an axis with people of several origins": {
    what: "",
    files: {
      "f.yaml": fairness(`overall: { tp: 180, fp: 120, tn: 690, fn: 30 }\n${groups}`),
    },
  },
  "small cells hidden": {
    what: "",
    files: {
      "f.yaml": fairness(`setting: external
suppressed: true
groups:
  - { axis: sex, group: female, tp: 17, fp: 12, tn: 68, fn: 0, claimed: { sensitivity: 0.74 } }
`),
    },
  },
  "a predictive value at local prevalence": {
    what: "",
    spec: "  monitoring: { localPrevalence: 0.05 }\n",
    files: {
      "v.yaml": validation(`setting: external
metrics:
  - { metric: ppv, value: 0.23 }
counts: { tp: 170, fp: 120, tn: 680, fn: 30 }
`),
    },
  },
  "two reports of the same counts": {
    what: "",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics:
  - { metric: sensitivity, value: 0.84, low: 0.79, high: 0.88, count: 300 }
  - { metric: auroc, value: 0.9, count: 1500 }
counts: { tp: 252, fp: 180, tn: 1020, fn: 48 }
events: 300
`),
      "f.yaml": fairness(
        `subject: { dataset: stays }\noverall: { tp: 252, fp: 180, tn: 1020, fn: 48 }\naxesExclusive: [sex]\n${groups}`,
      ),
    },
  },
  "reports on other cases": {
    what: "",
    files: {
      "v.yaml": validation(`subject: { dataset: other stays }
setting: external
metrics: []
counts: { tp: 25, fp: 18, tn: 102, fn: 4 }
`),
      "f.yaml": fairness(`subject: { dataset: stays }\n${groups}`),
    },
  },
  "groups of the same cases that leave some out": {
    what: "",
    files: {
      "v.yaml": validation(`subject: { dataset: stays }
setting: external
metrics: []
counts: { tp: 260, fp: 185, tn: 1030, fn: 50 }
`),
      "w.yaml": validation(`subject: { dataset: stays }
setting: external
metrics:
  - { metric: sensitivity, value: 0.81 }
`).replace("id: one", "id: two"),
      "f.yaml": fairness(`subject: { dataset: stays }\naxesExclusive: [sex]\n${groups}`),
    },
  },
  "a split of the data set that was learned from": {
    what: "",
    files: {
      "c.yaml": `${head("ModelCard")}intendedUse: Ranks rooms.
trainingData:
  - { name: stays, from: 2016-01-01, to: 2023-12-31 }
`,
      "f.yaml": fairness(`subject: { dataset: stays }
period: { from: 2023-06-01, to: 2023-12-31 }
${groups.replace("external", "development-holdout")}`),
    },
  },
  "later stays of the hospital that was learned from": {
    what: "",
    files: {
      "c.yaml": `${head("ModelCard")}intendedUse: Ranks rooms.
trainingData:
  - { name: stays, from: 2016-01-01, to: 2023-12-31 }
`,
      "f.yaml": fairness(`subject: { dataset: stays }
period: { from: 2024-01-01, to: 2024-12-31 }
${groups}`),
    },
  },
  "gaps that the counts give, rounded, and one that they do not tell": {
    what: "",
    files: {
      "f.yaml": fairness(`${groups}  - { axis: site, group: main, tp: 150, fp: 100, tn: 600, fn: 27 }
  - { axis: site, group: new, tp: 0, fp: 8, tn: 42, fn: 0 }
claimedGaps:
  - { axis: sex, rate: sensitivity, gap: 0.03 }
  - { axis: sex, rate: equalised-odds, gap: 0.03 }
  - { axis: sex, rate: selection-rate, gap: 0.006 }
  - { axis: sex, rate: accuracy, gap: 0.006 }
  - { axis: site, rate: sensitivity, gap: 0.2 }
  - { axis: age, rate: sensitivity, gap: 0.2 }
`),
    },
  },
  "figures that the bins give, rounded": {
    what: "",
    files: {
      "f.yaml": fairness(`setting: external
groups:
  - axis: sex
    group: female
    tp: 310
    fp: 90
    tn: 510
    fn: 90
    observedToExpected: 0.95
    claimed: { ece: 0.06, mce: 0.1, max-calibration-error: 0.1, sensitivity: 0.775 }
    calibrationBins: ${bins}
`),
      "v.yaml": validation(`setting: external
events: 400
metrics:
  - { metric: expected-calibration-error, value: 0.064 }
  - { metric: oe-ratio, value: 0.95 }
calibrationBins: ${bins}
`),
    },
  },
  "a threshold tried out elsewhere": {
    what: "",
    files: {
      "a.yaml": fairness(groups.replace("external", "local-silent")),
      "b.yaml": `${head("FairnessReport")}threshold: 0.62\n${groups}`,
    },
  },
  "a risk above one in k, and one rounded": {
    what: "",
    files: {
      "p.yaml": `${head("PrivacyTest")}type: de-identification\nresult: passed\nsmallestClass: 11\nclaimedMaxRisk: 0.09\n`,
      "q.yaml": `${head("PrivacyTest")}type: de-identification\nresult: passed\nsmallestClass: 5\nclaimedMaxRisk: 0.25\n`,
    },
  },
  "a drift rounded in its shares": {
    what: "",
    spec: "  monitoring: { signals: [{ signal: input-drift, metric: psi, threshold: 0.2, everyDays: 7 }] }\n",
    files: {
      "m1.yaml": monitoring(`signals:
  - { signal: input-drift, value: 0.216, referenceShares: [0.21, 0.3, 0.49], currentShares: [0.4, 0.3, 0.3] }
`),
    },
  },
};

describe("what agrees is left alone", () => {
  test.each(Object.entries(sound))("%s", async (_, { spec = "", files }) => {
    const context = await judgeTexts(spec, files);
    expect(context.get("facts.evidence.contradictions")).toEqual([]);
  });
});

test("one cause is reported once, with every line that shows it", async () => {
  const files = {
    "f.yaml": fairness(`setting: external
overall: { tp: 252, fp: 180, tn: 1020, fn: 48 }
axesExclusive: [sex]
groups:
  - axis: sex
    group: female
    tp: 190
    fp: 120
    tn: 680
    fn: 30
    claimed:
      sensitivity: 0.85 # wrong
      ppv: 0.586 # wrong
      specificity: 0.85
  - { axis: sex, group: male, tp: 82, fp: 60, tn: 340, fn: 18 }
`),
  };
  const found = told(await judgeTexts("", files), "contradictions");
  expect(found).toHaveLength(1);
  expect(found[0]?.places).toEqual(marked("", files));
  expect(found[0]?.entry).toMatchObject({ claimed: "0.85, 0.586", recomputed: "0.8636, 0.6129" });
});
