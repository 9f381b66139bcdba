import { describe, expect, test } from "vitest";
import { impliedEpsilon } from "../../src/facts/privacy-attacks.ts";
import { type Evidence, contextOf, expectClose, fact, settles } from "./support.ts";

const at = "evidence.privacyTests[0]";
const attackTest = (one: object): Evidence => ({
  kind: "PrivacyTest",
  metadata: { id: "t", date: "2026-11-01" },
  type: "membership-inference",
  result: "passed",
  ...one,
});
const of = (one: object) => contextOf({ evidence: [attackTest(one)] });
const counts = { attackTp: 520, attackFp: 500, attackMembers: 1000, attackNonMembers: 1000 };

describe("attacks", () => {
  test("an attack that is wrong more often than chance is as good as one that is right", () => {
    const right = fact(of({ ...counts, attackTp: 800, attackFp: 500 }), `${at}.advantage`);
    expectClose(fact(of({ ...counts, attackTp: 500, attackFp: 800 }), `${at}.advantage`), right as object);
    expectClose(fact(of(counts), `${at}.advantage`), { value: 0.02, low: 0 });
  });
  test("an attack without its counts shows nothing", () => {
    expect(settles(of({}), `${at}.advantage`)).toEqual([
      `${at}.attackTp`,
      `${at}.attackMembers`,
      `${at}.attackFp`,
      `${at}.attackNonMembers`,
    ]);
    expect(settles(of({ ...counts, attackFp: null }), `${at}.advantage`)).toEqual([`${at}.attackFp`]);
  });
  test("records rebuilt need nobody to compare them with, membership does", () => {
    // 1 - 0.025^(1/40)
    const rebuilt = { type: "gradient-inversion", attackTp: 0, attackMembers: 40 };
    expectClose(fact(of(rebuilt), `${at}.advantage`), { value: 0, low: 0, high: 0.08809730287880235 });
    expect(fact(of({ ...rebuilt, type: "membership-inference" }), `${at}.advantage`)).toBeUndefined();
  });
  test("a strict threshold", () => {
    const strict = { ...counts, attackMembers: 10_000, attackNonMembers: 10_000, lowFpr: 0.001 };
    // scipy 1.17.1, stats.beta.ppf: 120 of 10,000
    expectClose(fact(of({ ...strict, lowFprTp: 120, lowFprFp: 10 }), `${at}.tprOverFpr`), {
      value: 12,
      low: 9.958933431861524,
      high: 14.332168990560666,
    });
    // Ninety false positives are not those of a rate of 0.001.
    expect(fact(of({ ...strict, lowFprTp: 120, lowFprFp: 90 }), `${at}.tprOverFpr`)).toBeUndefined();
  });
  test("the epsilon that an attack implies", () => {
    const even = { tp: 500, members: 1000, fp: 500, others: 1000 };
    expect(impliedEpsilon(even, 1e-6)).toBe(0);
    const good = { tp: 700, members: 10_000, fp: 100, others: 10_000 };
    // ln of the ratio of the bounds of scipy 1.17.1, stats.beta.ppf at 0.00015
    expect(impliedEpsilon(good, 0)).toBeCloseTo(1.465772061995397, 9);
    expect(impliedEpsilon({ ...good, tp: 100, fp: 700 }, 0)).toBeCloseTo(1.465772061995397, 9);
    expect(impliedEpsilon({ tp: 5, members: 0, fp: 0, others: 3 }, 0)).toBeUndefined();
  });
});

describe("classes of records that look the same", () => {
  test("k, l and the risks from a histogram", () => {
    const context = of({
      type: "anonymity-claim",
      smallestClass: 99,
      classSizes: [
        { size: 3, classes: 0, fewestSensitiveValues: 1 },
        { size: 5, classes: 4, fewestSensitiveValues: 3 },
        { size: 20, classes: 9, fewestSensitiveValues: 2 },
      ],
    });
    expect(["k", "l", "maxRisk", "meanRisk"].map((name) => fact(context, `${at}.${name}`))).toEqual([
      5,
      2,
      0.2,
      13 / 200,
    ]);
  });
  test("without a histogram k is what is stated, and l is unknown", () => {
    const context = of({ smallestClass: 12 });
    expect(["k", "l", "meanRisk"].map((name) => fact(context, `${at}.${name}`))).toEqual([12, undefined, undefined]);
    const partly = of({
      classSizes: [
        { size: 5, classes: 4 },
        { size: 20, classes: 9, fewestSensitiveValues: 2 },
      ],
    });
    expect(fact(partly, `${at}.l`)).toBeUndefined();
  });
});

test("the share of synthetic records closer to the training data", () => {
  // scipy 1.17.1, stats.beta.ppf: 620 of 1,000
  expectClose(fact(of({ closerToTraining: 620, closerToHoldout: 380 }), `${at}.closerToTrainingShare`), {
    value: 0.62,
    low: 0.5890982340617006,
    high: 0.6501929780067928,
  });
  expect(settles(of({ closerToTraining: 620 }), `${at}.closerToTrainingShare`)).toEqual([`${at}.closerToHoldout`]);
});
