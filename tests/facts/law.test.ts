import { describe, expect, test } from "vitest";
import { type Evidence, contextOf, fact, settles } from "./support.ts";

describe("the AI Act", () => {
  const from = (regulatory: object, euAiAct = "high-annex-iii", roles: readonly string[] = []) =>
    fact(
      contextOf({ spec: { risk: { euAiAct }, regulatory }, organisation: { roles } }),
      "facts.law.aiActHighRiskFrom",
    );

  test("from when on it binds", () => {
    expect(from({})).toBe("2027-12-02");
    expect(from({}, "high-annex-i")).toBe("2028-08-02");
    expect(from({ firstPlacedOnMarket: "2028-01-01" })).toBe("2027-12-02");
    expect(from({ firstPlacedOnMarket: "2023-05-15" })).toBe("9999-12-31");
    expect(from({ firstPlacedOnMarket: "2023-05-15", significantDesignChange: "2026-05-01" })).toBe("9999-12-31");
    expect(from({ firstPlacedOnMarket: "2023-05-15", significantDesignChange: "2028-05-01" })).toBe("2027-12-02");
    expect(from({ firstPlacedOnMarket: "2023-05-15" }, "high-annex-i", ["public-body"])).toBe("2030-08-02");
    expect(from({}, "minimal")).toBeUndefined();
    expect(settles(contextOf({}), "facts.law.aiActHighRiskFrom")).toEqual(["spec.risk.euAiAct"]);
  });

  const device = { model: { type: "predictive" }, stage: "production", users: ["clinician"] };
  test.each<[string, object]>([
    ["out-of-scope", { ...device, model: { type: "rules" }, risk: { mdrClass: "iia" } }],
    ["out-of-scope", { ...device, stage: "research" }],
    ["high-annex-i", { ...device, risk: { mdrClass: "iia" }, regulatory: { mdrRoute: "ce-marked" } }],
    ["minimal", { ...device, risk: { mdrClass: "iia", annex3Point: "none" }, regulatory: { mdrRoute: "in-house" } }],
    ["minimal", { ...device, risk: { mdrClass: "i", annex3Point: "none" } }],
    ["high-annex-iii", { ...device, risk: { mdrClass: "not-a-device", annex3Point: "5d" } }],
    ["minimal", { ...device, risk: { mdrClass: "not-a-device", annex3Point: "5d", euAiAct: "not-high-art-6-3" } }],
    ["transparency", { ...device, users: ["patient"], risk: { mdrClass: "not-a-device", annex3Point: "none" } }],
  ])("at least %s: %j", (least, spec) => {
    expect(fact(contextOf({ spec: spec as Record<string, unknown> }), "facts.law.euAiActAtLeast")).toBe(least);
  });
  test("what would decide is asked for", () => {
    const open = (spec: Record<string, unknown>) =>
      settles(contextOf({ spec: { ...device, ...spec } }), "facts.law.euAiActAtLeast");
    expect(open({})).toEqual(["spec.risk.mdrClass"]);
    expect(open({ risk: { mdrClass: "iib" } })).toEqual(["spec.regulatory.mdrRoute"]);
    expect(open({ risk: { mdrClass: "i" } })).toEqual(["spec.risk.annex3Point"]);
    expect(open({ function: "diagnosis" })).toEqual(["spec.risk.mdrClass"]);
  });
  test.each(["scheduling", "claims", "research"])("%s is no device, and no class has to say so", (purpose) => {
    const least = (risk: object) => contextOf({ spec: { ...device, function: purpose, risk } });
    expect(fact(least({ annex3Point: "none" }), "facts.law.euAiActAtLeast")).toBe("minimal");
    expect(settles(least({}), "facts.law.euAiActAtLeast")).toEqual(["spec.risk.annex3Point"]);
    const stated = { ...device, function: purpose, risk: { mdrClass: "iia" }, regulatory: { mdrRoute: "ce-marked" } };
    expect(fact(contextOf({ spec: stated }), "facts.law.euAiActAtLeast")).toBe("high-annex-i");
  });
});

describe("rule 11", () => {
  const path = "facts.law.mdrClassAtLeast";
  const least = (decisionRole: string, purpose: string, conditionSeverity?: string) =>
    contextOf({ spec: { decisionRole, function: purpose, regulatory: { conditionSeverity } } });

  test.each([
    ["decides", "diagnosis", "critical", "iii"],
    ["drives", "treatment", "serious", "iib"],
    ["drives", "diagnosis", "non-serious", "iia"],
    ["augments", "diagnosis", "critical", "iib"],
    ["drives", "triage", "critical", "iib"],
    ["augments", "triage", "serious", "iia"],
    ["informs", "diagnosis", "critical", "iia"],
    ["none", "documentation", "critical", "i"],
  ])("%s, %s, %s: %s", (role, purpose, severity, least11) =>
    expect(fact(least(role, purpose, severity), path)).toBe(least11),
  );
  test("without the severity", () => {
    expect(settles(least("drives", "diagnosis"), path)).toEqual(["spec.regulatory.conditionSeverity"]);
  });
});

test("source attributes are asked for since 2025", () => {
  expect(fact(contextOf({}), "facts.law.hti1InForce")).toBe(true);
  expect(fact(contextOf({ asOf: "2024-12-31" }), "facts.law.hti1InForce")).toBe(false);
});

test("days live are negative before go-live", () => {
  expect(fact(contextOf({ spec: { goLive: "2026-11-25" } }), "facts.daysLive")).toBe(-3);
});

describe("bulk data", () => {
  const path = "facts.data.overDojThreshold";
  // 28 CFR 202.205: more than, in any 12 months
  test.each([
    ["phi", 10_000],
    ["de-identified", 10_000],
    ["genetic", 100],
    ["omic", 1000],
    ["biometric", 1000],
    ["geolocation", 1000],
    ["financial", 10_000],
    ["staff", 100_000],
  ])("%s: more than %d", (category, limit) => {
    const over = (people: number) => fact(contextOf({ spec: { data: { categories: [category], people } } }), path);
    expect([over(limit), over(limit + 1)]).toEqual([false, true]);
  });
  test("the lowest limit of several counts, and none of operational data", () => {
    expect(fact(contextOf({ spec: { data: { categories: ["phi", "genetic"], people: 101 } } }), path)).toBe(true);
    expect(fact(contextOf({ spec: { data: { categories: ["operational"] } } }), path)).toBe(false);
    expect(settles(contextOf({ spec: { data: { categories: ["phi"] } } }), path)).toEqual(["spec.data.people"]);
  });
});

describe("what is kept without a period", () => {
  const path = "facts.data.undeclaredRetention";
  const contract = (promptRetentionDays: number | undefined, vendor = "Acme"): Evidence => ({
    kind: "Contract",
    metadata: { id: "c", date: "2026-01-01" },
    vendor,
    promptRetentionDays,
  });
  const spec = (retention: readonly string[], more: object = {}) => ({
    model: { type: "generative" },
    capabilities: ["retrieval"],
    data: { retention: retention.map((artifact) => ({ artifact, days: 30 })), modalities: ["free-text"] },
    ...more,
  });

  test("by vendors and by design", () => {
    expect(fact(contextOf({ spec: spec([]), evidence: [contract(30)] }), path)).toEqual([
      "embeddings",
      "outputs",
      "prompts",
    ]);
    expect(
      fact(contextOf({ spec: spec(["embeddings", "outputs", "prompts"]), evidence: [contract(30)] }), path),
    ).toEqual([]);
    expect(fact(contextOf({ spec: spec(["embeddings"]), evidence: [contract(0)] }), path)).toEqual([]);
    const predictive = spec(["embeddings"], { model: { type: "predictive" } });
    expect(fact(contextOf({ spec: predictive, evidence: [contract(30)] }), path)).toEqual(["inputs", "outputs"]);
  });
  test("recordings", () => {
    const recorded = { capabilities: ["session-recording"], data: { retention: [], modalities: ["audio"] } };
    expect(fact(contextOf({ spec: recorded }), path)).toEqual(["audio"]);
  });
  test("what is not stated; a vendor that sees no data keeps none", () => {
    const open = contextOf({ spec: spec(["embeddings"]), evidence: [contract(undefined)] });
    expect(settles(open, path)).toEqual(["evidence.contracts[0].promptRetentionDays"]);
    const blind = spec(["embeddings"], { vendors: [{ name: "Acme", dataAccess: "none" }] });
    expect(fact(contextOf({ spec: blind, evidence: [contract(undefined)] }), path)).toEqual([]);
    expect(settles(contextOf({}), path)).toEqual(["spec.data.retention"]);
  });
});
