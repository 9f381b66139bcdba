import { describe, expect, test } from "vitest";
import { type Files, judgeTexts, marked, told } from "./support.ts";

const head = (kind: string): string =>
  `apiVersion: caregate/v1\nkind: ${kind}\nmetadata: { id: one, date: 2026-11-01, by: Data science }\n`;
const fairness = (rest: string): string => `${head("FairnessReport")}threshold: 0.5\nsetting: external\n${rest}`;
const validation = (rest: string): string => `${head("ValidationReport")}setting: external\n${rest}`;

interface Fixture {
  readonly sign: RegExp;
  readonly spec?: string;
  readonly files: Files;
}

const fixtures: Readonly<Record<string, Fixture>> = {
  "the same rates in every group": {
    sign: /sensitivity and specificity of 5 groups of age are the same to three decimals/,
    files: {
      "f.yaml": fairness(`groups:
  - { axis: age, group: a, tp: 1704, fp: 1198, tn: 6802, fn: 296 } # wrong
  - { axis: age, group: b, tp: 2556, fp: 1797, tn: 10203, fn: 444 }
  - { axis: age, group: c, tp: 852, fp: 599, tn: 3401, fn: 148 }
  - { axis: age, group: d, tp: 1278, fp: 999, tn: 5672, fn: 222 }
  - { axis: age, group: e, tp: 2130, fp: 1498, tn: 8502, fn: 370 }
`),
    },
  },
  "no miss in one group alone": {
    sign: /sensitivity of sex male is 1 on 400 cases, where the other groups have 0.85/,
    files: {
      "f.yaml": fairness(`groups:
  - { axis: sex, group: female, tp: 341, fp: 121, tn: 683, fn: 59 }
  - { axis: sex, group: male, tp: 400, fp: 143, tn: 842, fn: 0 } # wrong
`),
    },
  },
  "no error at all": {
    sign: /there is not one error among 502 cases/,
    files: { "v.yaml": validation("metrics: []\ncounts: { tp: 101, fp: 0, tn: 401, fn: 0 } # wrong\n") },
  },
  "an AUROC known too well for its events": {
    sign: /interval of AUROC, 0.847 to 0.853, is too narrow for 200 events/,
    files: {
      "v.yaml": validation(`events: 200
metrics:
  - { metric: auroc, value: 0.85, low: 0.847, high: 0.853, count: 4000 } # wrong
`),
    },
  },
  "an AUROC known too well, whatever the number of cases": {
    sign: /interval of AUROC, 0.847 to 0.853, is too narrow for 200 events/,
    files: {
      "v.yaml": validation(`events: 200
metrics:
  - { metric: auroc, value: 0.85, low: 0.847, high: 0.853 } # wrong
`),
    },
  },
  "a standard error of an AUROC that is too small": {
    sign: /standard error of AUROC, 0.0015, is too narrow for 200 events/,
    files: {
      "v.yaml": validation(`events: 200
metrics:
  - { metric: auroc, value: 0.85, standardError: 0.0015, intervalMethod: delong, count: 4000 } # wrong
`),
    },
  },
  "every count ends in zero": {
    sign: /all 12 counts from 100 up end in zero/,
    files: {
      "f.yaml": fairness(`groups: # wrong
  - { axis: age, group: a, tp: 1710, fp: 1190, tn: 6800, fn: 290 }
  - { axis: age, group: b, tp: 1520, fp: 1480, tn: 7020, fn: 340 }
  - { axis: age, group: c, tp: 1340, fp: 1110, tn: 6430, fn: 210 }
`),
    },
  },
  "as many cases as non-cases in every group": {
    sign: /each of the 6 groups of site has exactly as many cases as non-cases/,
    files: {
      "f.yaml": fairness(`groups:
  - { axis: site, group: a, tp: 81, fp: 22, tn: 79, fn: 20 } # wrong
  - { axis: site, group: b, tp: 133, fp: 39, tn: 120, fn: 26 }
  - { axis: site, group: c, tp: 157, fp: 37, tn: 149, fn: 29 }
  - { axis: site, group: d, tp: 92, fp: 27, tn: 87, fn: 22 }
  - { axis: site, group: e, tp: 178, fp: 48, tn: 165, fn: 35 }
  - { axis: site, group: f, tp: 111, fp: 32, tn: 102, fn: 23 }
`),
    },
  },
  "an axis with one group": {
    sign: /pregnancy has the one group pregnant/,
    files: {
      "f.yaml": fairness(`groups:
  - { axis: pregnancy, group: pregnant, tp: 81, fp: 22, tn: 791, fn: 20 } # wrong
`),
    },
  },
  "a metric's interval too narrow": {
    sign: /interval of sensitivity is 0.78 to 0.82; 60 cases give 0.6822 to 0.8817/,
    files: {
      "v.yaml": validation(`metrics:
  - { metric: sensitivity, value: 0.8, low: 0.78, high: 0.82, count: 60 } # wrong
`),
    },
  },
  "an interval of no width": {
    sign: /interval of specificity is 0.983 to 0.983; 60 cases give/,
    files: {
      "v.yaml": validation(`metrics:
  - { metric: specificity, value: 0.983, low: 0.983, high: 0.983, count: 60 } # wrong
`),
    },
  },
  "a share that is not a whole number of cases": {
    sign: /sensitivity 0.912 is not a whole number of its 97 cases/,
    files: {
      "v.yaml": validation(`metrics:
  - { metric: sensitivity, value: 0.912, count: 97 } # wrong
  - { metric: specificity, value: 0.9, count: 812 }
`),
    },
  },
  "a ranking worse than its own operating point": {
    sign: /AUROC 0.78 is below 0.85/,
    files: {
      "v.yaml": validation(`metrics:
  - { metric: auroc, value: 0.78 } # wrong
counts: { tp: 1701, fp: 1198, tn: 6802, fn: 299 }
`),
    },
  },
  "a sample enriched with cases": {
    sign: /0.5 of its cases are positive, 0.06 where the system is used: a positive predictive value of 0.8501 here is 0.2659 there/,
    spec: "  monitoring: { localPrevalence: 0.06 }\n",
    files: { "v.yaml": validation("metrics: []\ncounts: { tp: 851, fp: 150, tn: 850, fn: 149 } # wrong\n") },
  },
  "a predictive value of an enriched sample, without counts": {
    sign: /ppv 0.85 is not that of the place of use: at a prevalence of 0.06 it would be 0.2656/,
    spec: "  monitoring: { localPrevalence: 0.06 }\n",
    files: {
      "v.yaml": validation(`metrics:
  - { metric: sensitivity, value: 0.85 }
  - { metric: specificity, value: 0.85 }
  - { metric: ppv, value: 0.85 } # wrong
`),
    },
  },
  "a gap left after mitigation": {
    sign: /gap of 0.12 by age is left after mitigation, above 0.08; its interval is unknown/,
    spec: "  fairness: { maxSensitivityGap: 0.08 }\n",
    files: {
      "f.yaml": fairness(`mitigations:
  - { measure: threshold, axis: age, gapAfter: 0.12 } # wrong
groups:
  - { axis: sex, group: female, tp: 341, fp: 121, tn: 683, fn: 59 }
  - { axis: sex, group: male, tp: 343, fp: 143, tn: 842, fn: 57 }
`),
    },
  },
};

describe("each sign is found once, on its line", () => {
  test.each(Object.entries(fixtures))("%s", async (_, { sign, spec = "", files }) => {
    const context = await judgeTexts(spec, files);
    const found = told(context, "implausible");
    expect(found.map(({ entry }) => entry["sign"])).toEqual([expect.stringMatching(sign)]);
    expect(found[0]?.places[0]).toBe(marked(spec, files)[0]);
    expect(context.get("facts.evidence.contradictions")).toEqual([]);
  });
});

/** What honest people report, and looks odd only at first sight. */
const honest: Readonly<Record<string, Omit<Fixture, "sign">>> = {
  "a small group without a miss": {
    files: {
      "f.yaml": fairness(`groups:
  - { axis: sex, group: female, tp: 341, fp: 121, tn: 683, fn: 59 }
  - { axis: sex, group: male, tp: 30, fp: 7, tn: 83, fn: 0 }
`),
    },
  },
  "two groups of one rate": {
    files: {
      "f.yaml": fairness(`groups:
  - { axis: sex, group: female, tp: 340, fp: 121, tn: 683, fn: 60 }
  - { axis: sex, group: male, tp: 170, fp: 43, tn: 442, fn: 30 }
`),
    },
  },
  "as many cases by design as non-cases, in two groups": {
    files: {
      "f.yaml": fairness(`groups:
  - { axis: sex, group: female, tp: 171, fp: 23, tn: 177, fn: 29 }
  - { axis: sex, group: male, tp: 168, fp: 26, tn: 174, fn: 32 }
`),
    },
  },
  "intervals by Wald, by Wilson and rounded": {
    files: {
      "v.yaml": validation(`metrics:
  - { metric: sensitivity, value: 0.95, low: 0.91, high: 0.99, count: 100 }
  - { metric: specificity, value: 0.902, low: 0.901, high: 0.903, count: 195349 }
`),
      "w.yaml": validation("metrics: [{ metric: ppv, value: 0.53, low: 0.5, high: 0.56, count: 1000 }]\n"),
    },
  },
  "a metric on the whole test": {
    files: {
      "v.yaml": validation(`metrics:
  - { metric: sensitivity, value: 0.912, count: 97 }
  - { metric: specificity, value: 0.877, count: 97 }
`),
    },
  },
  "a model no better than chance": {
    files: {
      "v.yaml": validation(`metrics:
  - { metric: auroc, value: 0.49 }
counts: { tp: 51, fp: 480, tn: 420, fn: 49 }
`),
    },
  },
  "a prevalence rounded to one per cent": {
    spec: "  monitoring: { localPrevalence: 0.01 }\n",
    files: { "v.yaml": validation("metrics: []\ncounts: { tp: 1160, fp: 9000, tn: 89561, fn: 279 }\n") },
  },
  "few cases where few are common": {
    spec: "  monitoring: { localPrevalence: 0.05 }\n",
    files: { "v.yaml": validation("metrics: []\ncounts: { tp: 8, fp: 3, tn: 47, fn: 2 }\n") },
  },
};

describe("what honest people report raises no question", () => {
  test.each(Object.entries(honest))("%s", async (_, { spec = "", files }) => {
    const context = await judgeTexts(spec, files);
    expect(context.get("facts.evidence.implausible")).toEqual([]);
    expect(context.get("facts.evidence.contradictions")).toEqual([]);
  });
});
