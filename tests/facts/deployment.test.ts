import { describe, expect, test } from "vitest";
import { contextOf, fact, settles } from "./support.ts";

const monitor = {
  function: "patient-monitoring",
  users: ["public"],
  affects: ["public"],
  decisionRole: "informs",
  model: { type: "predictive" },
  data: { categories: ["consumer-health"] },
  regulatory: { patientFunction: "general-wellness", serviceClaims: ["wellness-only"] },
};

describe("human patients", () => {
  const patients = (affects: readonly string[], categories: readonly string[]) =>
    fact(contextOf({ spec: { affects, data: { categories } } }), "facts.humanPatients");

  test.each([
    [["nobody"], ["operational"]],
    [["nobody"], ["synthetic"]],
    // the names of the animals' owners
    [["nobody"], ["operational", "personal"]],
  ])("none: %j, %j", (affects, categories) => expect(patients(affects, categories)).toBe(false));

  test.each([
    [["patients"], ["operational"]],
    [["nobody"], ["phi"]],
    [["nobody"], ["health", "operational"]],
    [["nobody"], ["de-identified"]],
    [["nobody"], ["pseudonymised"]],
    [["nobody", "public"], ["operational"]],
  ])("some: %j, %j", (affects, categories) => expect(patients(affects, categories)).toBe(true));

  test("not stated", () => {
    expect(settles(contextOf({ spec: { affects: ["nobody"] } }), "facts.humanPatients")).toEqual([
      "spec.data.categories",
    ]);
  });
});

describe("general wellness", () => {
  const path = "facts.generalWellness";
  const wellness = (spec: object) => fact(contextOf({ spec: { ...monitor, ...spec } }), path);

  test("a step counter", () => expect(wellness({})).toBe(true));
  test.each([
    { affects: ["patients"] },
    { affects: ["public", "members"] },
    { decisionRole: "augments" },
    { function: "therapy" },
    { function: "diagnosis" },
    { regulatory: { patientFunction: "enforcement-discretion", serviceClaims: ["wellness-only"] } },
    { regulatory: { serviceClaims: ["wellness-only"] } },
    { regulatory: { patientFunction: "general-wellness", serviceClaims: ["treats-disease"] } },
    { regulatory: { patientFunction: "general-wellness", serviceClaims: ["ai-therapist"] } },
  ])("none: %j", (spec) => expect(wellness(spec)).toBe(false));
  test("the claims have to be stated", () => {
    const open = contextOf({ spec: { ...monitor, regulatory: { patientFunction: "general-wellness" } } });
    expect(settles(open, path)).toEqual(["spec.regulatory.serviceClaims"]);
    expect(settles(open, "facts.minimumRiskLevel")).toEqual(["spec.regulatory.serviceClaims"]);
  });
});

test.each([
  ["low", {}],
  ["moderate", { model: { type: "generative" } }],
  ["high", { regulatory: { patientFunction: "authorised" } }],
  ["low", { affects: ["nobody"], data: { categories: ["operational"] }, regulatory: {}, decisionRole: "decides" }],
  ["high", { affects: ["nobody"], data: { categories: ["phi"] }, regulatory: {}, decisionRole: "decides" }],
  ["high", { function: "claims", affects: ["nobody"], decisionRole: "decides", regulatory: {} }],
])("the lowest risk level is %s: %j", (level, spec) =>
  expect(fact(contextOf({ spec: { ...monitor, ...spec } }), "facts.minimumRiskLevel")).toBe(level),
);

test("who treats patients", () => {
  const provider = (roles: readonly string[]) => fact(contextOf({ organisation: { roles } }), "facts.careProvider");
  expect(["covered-entity-provider", "care-provider", "part2-program"].map((role) => provider([role]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(provider(["health-plan", "business-associate"])).toBe(false);
  expect(settles(contextOf({}), "facts.careProvider")).toEqual(["organisation.roles"]);
});

describe("days to notify people of a breach", () => {
  const path = "facts.law.breachIndividualsDays";
  const setting = (state: string, categories: readonly string[], role = "covered-entity-provider", asOf?: string) =>
    contextOf({
      spec: { jurisdictions: [state], data: { categories } },
      organisation: { roles: [role] },
      ...(asOf === undefined ? {} : { asOf }),
    });

  test.each([
    ["US-CA", "phi", 30],
    ["US-CO", "phi", 30],
    ["US-FL", "phi", 60],
    ["US-NY", "phi", 60],
    ["US-WA", "phi", 60],
    ["US-ME", "phi", 60],
    ["US-OH", "phi", 60],
    ["US-FL", "staff", 30],
    ["US-NY", "consumer-health", 30],
    ["US-ME", "financial", 30],
    ["US", "phi", undefined],
  ])("%s, %s: %s", (state, category, days) => {
    expect(fact(setting(state, [category]), path)).toBe(days);
  });
  test("personal data count as PHI unless they are of staff alone, and are unknown of people not stated", () => {
    const spec = { jurisdictions: ["US-WA"], data: { categories: ["personal"] } };
    const organisation = { roles: ["covered-entity-provider"] };
    const of = (affects: string) => contextOf({ spec: { ...spec, affects: [affects] }, organisation });
    expect(fact(of("staff"), path)).toBe(30);
    expect(fact(of("patients"), path)).toBe(60);
    expect(settles(contextOf({ spec, organisation }), path)).toContain("spec.data.categories");
  });
  test("the shortest of several", () => {
    const both = contextOf({
      spec: { jurisdictions: ["US-OH", "US-CO"], data: { categories: ["phi"] } },
      organisation: { roles: ["health-plan"] },
    });
    expect(fact(both, path)).toBe(30);
  });
  test("PHI beside data of staff", () => expect(fact(setting("US-WA", ["phi", "staff"]), path)).toBe(30));
  test("from the day of the act on", () => {
    expect(fact(setting("US-CA", ["phi"], "health-plan", "2025-12-31"), path)).toBe(60);
    expect(fact(setting("US-CA", ["phi"], "health-plan", "2026-01-01"), path)).toBe(30);
  });
  test("no number outside the United States", () => expect(fact(setting("DE", ["health"]), path)).toBeUndefined());
  test("the states have to be stated where none is named", () => {
    expect(settles(setting("US", ["phi"]), path)).toEqual(["organisation.states"]);
  });
});

describe("facilities that California licenses", () => {
  const path = "facts.law.californiaFacility";
  const facility = (organisation: object, state = "US-CA", category = "phi") =>
    contextOf({
      spec: { jurisdictions: [state], data: { categories: [category] } },
      organisation: { ...organisation },
    });

  test("by licence and role", () => {
    expect(fact(facility({ roles: ["covered-entity-provider"], californiaLicensedFacility: true }), path)).toBe(true);
    expect(fact(facility({ roles: ["covered-entity-provider"], californiaLicensedFacility: false }), path)).toBe(false);
    expect(fact(facility({ roles: ["covered-entity-provider", "device-user-facility"] }), path)).toBe(true);
    expect(fact(facility({ roles: ["health-plan"] }), path)).toBe(false);
    expect(fact(facility({ roles: ["covered-entity-provider"] }, "US-OR"), path)).toBe(false);
    expect(fact(facility({ roles: ["covered-entity-provider"] }, "US-CA", "operational"), path)).toBe(false);
    expect(settles(facility({ roles: ["covered-entity-provider"] }), path)).toEqual([
      "organisation.californiaLicensedFacility",
    ]);
  });
});

describe("data generated without real people", () => {
  const data = (syntheticFrom?: string) =>
    contextOf({
      spec: {
        jurisdictions: ["US-NY"],
        data: { categories: ["synthetic"], ...(syntheticFrom === undefined ? {} : { syntheticFrom }) },
        model: { trainedOnCategories: ["synthetic"] },
      },
    });

  test("are about nobody, and no test has to show it", () => {
    expect(fact(data("no-real-people"), "facts.data.personal")).toBe(false);
    expect(fact(data("no-real-people"), "facts.data.trainedOnPeople")).toBe(false);
  });
  test("others need the test", () => {
    for (const from of [undefined, "real-people"]) {
      expect(settles(data(from), "facts.data.personal")).toEqual(["evidence.privacyTests"]);
      expect(fact(data(from), "facts.data.trainedOnPeople")).toBe(true);
    }
  });
});
