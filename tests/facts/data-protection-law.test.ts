import { describe, expect, test } from "vitest";
import { contextOf, fact, settles } from "./support.ts";

describe("legal bases under the GDPR", () => {
  const path = "facts.data.gdprBases";
  const of = (legalBases: unknown) => contextOf({ spec: { data: { legalBases } } });
  const purposes = (legalBases: unknown) =>
    (fact(of(legalBases), path) as { purpose: string }[]).map((one) => one.purpose);

  test("those for other regions do not count, and those that name none do", () => {
    expect(
      purposes([
        { purpose: "payment", regions: ["us"] },
        { purpose: "treatment", gdprArt6: "e" },
        { purpose: "research", regions: ["us", "gb"] },
        { purpose: "operations", regions: ["eu"] },
        { purpose: "marketing", regions: ["ca", "au", "other"] },
      ]),
    ).toEqual(["treatment", "research", "operations"]);
    expect(purposes([{ purpose: "payment", regions: ["us"] }])).toEqual([]);
  });
  test("the Union and the United Kingdom each have their own", () => {
    const context = of([
      { purpose: "treatment", regions: ["eu"] },
      { purpose: "payment", regions: ["gb"] },
      { purpose: "research", regions: ["us"] },
      { purpose: "operations" },
    ]);
    const named = (list: string) => (fact(context, list) as { purpose: string }[]).map((one) => one.purpose);
    expect(named("facts.data.euBases")).toEqual(["treatment", "operations"]);
    expect(named("facts.data.ukBases")).toEqual(["payment", "operations"]);
  });
  test("blame goes to the entry itself", () => {
    const context = of([
      { purpose: "payment", regions: ["us"] },
      { purpose: "treatment", gdprArt6: "e" },
    ]);
    expect(context.unstated(["facts", "data", "gdprBases", 0, "gdprArt9"])).toEqual([
      ["spec", "data", "legalBases", 1, "gdprArt9"],
    ]);
  });
  test("without any, they are asked for", () => {
    expect(fact(of(undefined), path)).toBeUndefined();
    expect(settles(of(undefined), path)).toEqual(["spec.data.legalBases"]);
  });
});

describe("purposes of a decision", () => {
  const path = "facts.data.decisionPurposes";
  const of = (data: object) => contextOf({ spec: { data } });

  test("all but those that decide about nobody", () => {
    const purposes = ["treatment", "research", "model-development", "quality-improvement", "public-health", "payment"];
    expect(fact(of({ purposes }), path)).toEqual(["treatment", "payment"]);
  });
  test("those that are stated", () => {
    expect(fact(of({ purposes: ["treatment", "payment"], decisionPurposes: ["payment"] }), path)).toEqual(["payment"]);
    expect(fact(of({ decisionPurposes: ["research"] }), path)).toEqual(["research"]);
  });
  test("all of them, where none decides by itself", () => {
    expect(fact(of({ purposes: ["research", "public-health"] }), path)).toEqual(["research", "public-health"]);
  });
  test("without purposes, these are asked for", () => {
    expect(settles(of({ purposes: [] }), path)).toEqual(["spec.data.purposes"]);
    expect(settles(of({}), path)).toEqual(["spec.data.purposes"]);
  });
});

describe("purposes by region", () => {
  const of = (data: object) => contextOf({ spec: { data } });
  const purposes = ["treatment", "payment", "research"];
  const legalBases = [
    { purpose: "treatment", hipaa: "treatment" },
    { purpose: "payment", regions: ["us"], hipaa: "payment" },
    { purpose: "research", regions: ["eu"], gdprArt6: "e" },
    { purpose: "research", regions: ["gb"], gdprArt6: "e" },
  ];

  test.each([
    ["usPurposes", ["treatment", "payment"]],
    ["euPurposes", ["treatment", "research"]],
    ["ukPurposes", ["treatment", "research"]],
    ["euDecisionPurposes", ["treatment"]],
    ["ukDecisionPurposes", ["treatment"]],
  ])("%s are %j", (name, expected) => {
    expect(fact(of({ purposes, legalBases }), `facts.data.${name}`)).toEqual(expected);
  });
  test("a purpose without a basis counts everywhere", () => {
    expect(fact(of({ purposes, legalBases: [] }), "facts.data.usPurposes")).toEqual(purposes);
    expect(fact(of({ purposes }), "facts.data.euPurposes")).toEqual(purposes);
  });
  test("without purposes, these are asked for", () => {
    expect(settles(of({ legalBases }), "facts.data.usPurposes")).toEqual(["spec.data.purposes"]);
    expect(settles(of({ legalBases }), "facts.data.euDecisionPurposes")).toEqual(["spec.data.purposes"]);
  });
});

test.each([
  [["controller"], true],
  [["controller", "processor"], true],
  [["covered-entity-provider"], true],
  [[], true],
  [["processor"], false],
  [["processor", "device-manufacturer"], false],
])("roles %j: controller %s", (roles, controller) => {
  expect(fact(contextOf({ organisation: { roles } }), "facts.data.controller")).toBe(controller);
});

describe("modules of the standard contractual clauses", () => {
  const subprocessors = [{ name: "S", country: "IN", dataAccess: "pseudonymised" }];
  const fits = (own: readonly string[], roles: readonly string[] | undefined, ...transfers: object[]) =>
    fitsFor({ roles }, own, transfers);
  const fitsFor = (vendor: object, own: readonly string[], transfers: readonly object[]) =>
    fact(
      contextOf({
        spec: { vendors: [{ name: "V", contract: "c", ...vendor }] },
        organisation: { roles: own },
        evidence: [{ kind: "Contract", metadata: { id: "c" }, vendor: "V", subprocessors, transfers }],
      }),
      "facts.vendors[0].sccModuleFits",
    );
  const scc = (sccModule?: number) => ({ country: "US", mechanism: "scc", sccModule });

  test.each([
    [["controller"], ["processor"], [2]],
    [["covered-entity-provider"], ["processor"], [2]],
    [["processor"], ["processor"], [3]],
    [["controller", "processor"], ["processor"], [2, 3]],
    [["controller"], ["independent-controller"], [1]],
    [["controller"], ["joint-controller"], [1]],
    [["controller"], ["processor", "independent-controller"], [1, 2]],
    [["processor"], ["independent-controller"], [4]],
    [["controller"], ["device-manufacturer"], [1, 2, 3, 4]],
  ])("%j to %j: %j", (own, roles, modules) => {
    expect([1, 2, 3, 4].filter((module) => fits(own, roles, scc(module)))).toEqual(modules);
  });
  test("module 3 from a processor of ours to a subprocessor abroad", () => {
    expect(fits(["controller"], ["processor"], { country: "IN", mechanism: "scc", sccModule: 3 })).toBe(true);
    expect(fits(["controller"], ["independent-controller"], { country: "IN", mechanism: "scc", sccModule: 3 })).toBe(
      false,
    );
    // the vendor is there itself, so that the controller sends it the data
    const there = { roles: ["processor"], countries: ["DE", "IN"] };
    expect(fitsFor(there, ["controller"], [{ country: "IN", mechanism: "scc", sccModule: 3 }])).toBe(false);
  });
  test("one of two is wrong; other tools have no module; what is not stated stays open", () => {
    expect(fits(["controller"], ["processor"], scc(2), scc(1))).toBe(false);
    expect(fits(["controller"], ["processor"], { country: "US", mechanism: "dpf" })).toBe(true);
    expect(fits(["controller"], ["processor"], scc())).toBeUndefined();
    expect(fits(["controller"], undefined, scc(2))).toBeUndefined();
    expect(fits(["controller"], ["processor"])).toBe(true);
  });
});

describe("certificates that hold", () => {
  const path = "facts.vendors[0].validCertificates";
  const of = (certificates: unknown) =>
    contextOf({
      spec: { vendors: [{ name: "V" }] },
      evidence: [{ kind: "VendorAssessment", metadata: { id: "v", date: "2026-09-01" }, vendor: "V", certificates }],
    });
  const hds = { standard: "hds", expires: "2026-11-22", scopeNamesService: true };

  test("they name the service, and today is not past their last day", () => {
    expect(fact(of([hds]), path)).toEqual(["hds"]);
    expect(fact(of([hds, { ...hds, standard: "c5-type-2", expires: "2026-11-21" }]), path)).toEqual(["hds"]);
    expect(fact(of([{ ...hds, scopeNamesService: false }]), path)).toEqual([]);
  });
  test("what is not stated stays open", () => {
    expect(settles(of(undefined), path)).toEqual(["evidence.vendorAssessments[0].certificates"]);
    expect(fact(of([hds, { standard: "soc-2", scopeNamesService: true }]), path)).toBeUndefined();
  });
});
