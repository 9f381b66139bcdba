import { describe, expect, test } from "vitest";
import { sourceAttributes } from "../../src/facts/reference-data.ts";
import { type Evidence, blamed, contextOf, expectClose, fact, settles } from "./support.ts";

const of = (kind: Evidence["kind"], more: object) =>
  contextOf({ evidence: [{ kind, metadata: { id: "e", date: "2026-10-01" }, ...more }] });

describe("a validation report", () => {
  const path = "evidence.validationReports[0]";
  test("sensitivity by its counts", () => {
    // statsmodels 0.15.0, proportion_confint(170, 200, method="wilson")
    const context = of("ValidationReport", { counts: { tp: 170, fp: 120, tn: 680, fn: 30 } });
    expectClose(fact(context, `${path}.sensitivity`), { value: 0.85, low: 0.793944207158333, high: 0.89286406437758 });
    expect(
      fact(of("ValidationReport", { counts: { tp: 0, fp: 1, tn: 2, fn: 0 } }), `${path}.sensitivity`),
    ).toBeUndefined();
    expect(settles(of("ValidationReport", {}), `${path}.sensitivity`)).toEqual([`${path}.counts`]);
  });
  test.each([
    ["external", "none", true],
    ["local-silent", "none", true],
    ["local-live", "none", true],
    ["simulation", "none", false],
    ["development-holdout", undefined, false],
    ["external", "patient", false],
    ["external", "unknown", false],
    ["external", undefined, undefined],
  ])("%s, overlap %s: independent is %s", (setting, trainTestOverlap, independent) => {
    expect(fact(of("ValidationReport", { setting, trainTestOverlap }), `${path}.independent`)).toBe(independent);
  });
  test("the field that decided is to blame", () => {
    expect(
      blamed(of("ValidationReport", { setting: "external", trainTestOverlap: "site" }), `${path}.independent`)[0],
    ).toBe("evidence-0.yaml:trainTestOverlap");
    expect(blamed(of("ValidationReport", { setting: "simulation" }), `${path}.independent`)[0]).toBe(
      "evidence-0.yaml:setting",
    );
  });
});

describe("a privacy test", () => {
  const path = "evidence.privacyTests[0]";
  // k-def of the catalogue
  test.each([
    [3, "0.333"],
    [5, "0.200"],
    [11, "0.091"],
    [20, "0.050"],
  ])("k = %d", (smallestClass, risk) => {
    expect((fact(of("PrivacyTest", { smallestClass }), `${path}.maxRisk`) as number).toFixed(3)).toBe(risk);
  });
  test("a class of nobody has no risk", () => {
    expect(fact(of("PrivacyTest", { smallestClass: 0 }), `${path}.maxRisk`)).toBeUndefined();
  });
  test("the advantage of an attack", () => {
    // statsmodels 0.15.0, confint_proportions_2indep(170, 200, 48, 60, method="newcomb", compare="diff")
    const attack = { attackTp: 170, attackMembers: 200, attackFp: 48, attackNonMembers: 60 };
    expectClose(fact(of("PrivacyTest", attack), `${path}.advantage`), {
      value: 0.85 - 0.8,
      low: 0,
      high: 0.175373134359471,
    });
    expect(fact(of("PrivacyTest", { ...attack, attackMembers: 100 }), `${path}.advantage`)).toBeUndefined();
    expect(settles(of("PrivacyTest", { ...attack, attackFp: null }), `${path}.advantage`)).toEqual([
      `${path}.attackFp`,
    ]);
  });
});

describe("a model card", () => {
  const path = "evidence.modelCards[0].attributesStated";
  const all = (text: string): object => Object.fromEntries(sourceAttributes.map(({ key }) => [key, text]));

  test("has 31 source attributes, of which eleven may be not available", () => {
    expect(sourceAttributes).toHaveLength(31);
    expect(new Set(sourceAttributes.map(({ key }) => key)).size).toBe(31);
    expect(fact(of("ModelCard", { attributes: all("as stated") }), path)).toBe(31);
    expect(fact(of("ModelCard", { attributes: all("not-available") }), path)).toBe(11);
    expect(fact(of("ModelCard", { attributes: all("Not available.") }), path)).toBe(11);
  });
  test("counts no other keys and no blanks", () => {
    const attributes = { output_value: "a risk", output_type: " ", release_date: "2026" };
    expect(fact(of("ModelCard", { attributes }), path)).toBe(1);
    expect(settles(of("ModelCard", {}), path)).toEqual(["evidence.modelCards[0].attributes"]);
  });
});

test("a training record, a review and a risk analysis", () => {
  expect(fact(of("TrainingRecord", { completed: 30, needed: 40 }), "evidence.trainingRecords[0].completion")).toBe(
    0.75,
  );
  expect(
    fact(of("TrainingRecord", { completed: 0, needed: 0 }), "evidence.trainingRecords[0].completion"),
  ).toBeUndefined();
});

describe("conditions of a committee", () => {
  const path = "evidence.committeeReviews[0].openConditions";
  test("that are met and not met", () => {
    expect(fact(of("CommitteeReview", { conditions: [{ met: true }, { met: false }] }), path)).toBe(1);
    expect(fact(of("CommitteeReview", { conditions: [] }), path)).toBe(0);
  });
  test("of which one does not say", () => {
    const review = of("CommitteeReview", { conditions: [{ met: true }, { text: "Watch alarms." }] });
    expect(settles(review, path)).toEqual(["evidence.committeeReviews[0].conditions[1].met"]);
  });
});

describe("high risks past their day", () => {
  const path = "evidence.riskAnalyses[0].overdueHighRisks";
  const risk = { level: "high", status: "open", due: "2026-01-01" };
  const overdue = (...risks: object[]): unknown => fact(of("RiskAnalysis", { risks }), path);
  test("count", () => {
    expect(
      overdue(risk, { ...risk, acceptedBy: "x" }, { ...risk, due: "2027-01-01" }, { ...risk, status: "closed" }),
    ).toBe(1);
    expect(overdue()).toBe(0);
  });
  test("are unknown without a level or a status that would tell", () => {
    const analysis = of("RiskAnalysis", { risks: [{ level: "high", status: "open" }, { due: "2026-01-01" }] });
    expect(settles(analysis, path)).toEqual([
      "evidence.riskAnalyses[0].risks[1].level",
      "evidence.riskAnalyses[0].risks[1].status",
    ]);
  });
  test("are none where the stated values are enough", () => {
    expect(overdue({ level: "low" }, { status: "mitigated" }, { due: "2027-01-01" }, { acceptedBy: "x" })).toBe(0);
  });
});
