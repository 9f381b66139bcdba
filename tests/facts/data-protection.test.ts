import { describe, expect, test } from "vitest";
import { type Evidence, blamed, contextOf, fact, settles } from "./support.ts";

const hospital = { roles: ["covered-entity-provider"] };

/** A test of de-identification that is attached. */
const removal = (more: Record<string, unknown> = {}): Evidence => ({
  kind: "PrivacyTest",
  metadata: { id: "test-2026", date: "2026-05-01", by: "privacy" },
  type: "de-identification",
  method: "expert-determination",
  result: "passed",
  ...more,
});
const anonymity = (result: string): Evidence => removal({ type: "anonymity-claim", method: "three-tests", result });

describe("facts.data.phi", () => {
  const phi = (
    categories: readonly string[],
    organisation?: Record<string, unknown>,
    { evidence = [], affects = ["patients"] }: { evidence?: readonly Evidence[]; affects?: readonly string[] } = {},
  ): unknown =>
    fact(
      contextOf({ spec: { data: { categories }, affects }, evidence, ...(organisation ? { organisation } : {}) }),
      "facts.data.phi",
    );

  test.each([
    ["phi", true],
    ["limited-data-set", true],
    ["part2-sud", true],
    ["health", true],
    ["pseudonymised", true],
    ["biometric", true],
    ["personal", true],
    ["financial", true],
    ["genetic", undefined],
    ["omic", undefined],
    ["de-identified", false],
    ["synthetic", false],
    ["consumer-health", false],
    ["staff", false],
    ["long-deceased", false],
    ["operational", false],
  ])("%s of a covered entity's patients: %s", (category, expected) => {
    expect(phi([category], hospital)).toBe(expected);
  });

  test.each(["health-plan", "clearinghouse", "business-associate"])("a %s is bound as well", (role) => {
    expect(phi(["pseudonymised"], { roles: [role] })).toBe(true);
  });

  test("of a holder outside HIPAA nothing is", () => {
    const university = { roles: ["research-institution"] };
    for (const category of ["phi", "limited-data-set", "part2-sud", "health", "pseudonymised", "genetic"])
      expect([category, phi([category], university)]).toEqual([category, false]);
  });

  test("without roles only the words of HIPAA settle it", () => {
    expect(phi(["phi"])).toBe(true);
    expect(phi(["operational"])).toBe(false);
    const open = contextOf({ spec: { data: { categories: ["health"] }, affects: ["patients"] } });
    expect(settles(open, "facts.data.phi")).toEqual(["organisation.roles"]);
  });

  test("de-identification that is shown ends it", () => {
    const evidence = [removal()];
    for (const category of ["pseudonymised", "biometric", "genetic", "omic"])
      expect([category, phi([category], hospital, { evidence })]).toEqual([category, false]);
  });

  test("the safe harbor ends it for coded data, not for biometric and genetic ones", () => {
    const evidence = [removal({ method: "safe-harbor" })];
    expect(phi(["pseudonymised"], hospital, { evidence })).toBe(false);
    expect(phi(["biometric"], hospital, { evidence })).toBe(true);
    expect(phi(["genetic"], hospital, { evidence })).toBeUndefined();
  });

  test("a test that failed, a limited data set and a derived code do not", () => {
    expect(phi(["pseudonymised"], hospital, { evidence: [removal({ result: "failed" })] })).toBe(true);
    expect(phi(["pseudonymised"], hospital, { evidence: [removal({ method: "limited-data-set" })] })).toBe(true);
    expect(phi(["pseudonymised"], hospital, { evidence: [removal({ linkCode: "derived" })] })).toBe(true);
    expect(phi(["genetic"], hospital, { evidence: [removal({ result: "failed" })] })).toBe(true);
    expect(phi(["de-identified"], hospital, { evidence: [removal({ result: "failed" })] })).toBe(true);
    expect(phi(["pseudonymised"], hospital, { evidence: [removal(), removal({ result: "failed" })] })).toBe(true);
  });

  test("personal data are by whom they are about", () => {
    expect(phi(["personal"], hospital, { affects: ["members"] })).toBe(true);
    expect(phi(["personal"], hospital, { affects: ["staff"] })).toBe(false);
    expect(phi(["personal"], hospital, { affects: ["public"] })).toBeUndefined();
    expect(phi(["biometric"], hospital, { affects: ["staff"] })).toBe(false);
    expect(phi(["pseudonymised"], hospital, { affects: ["staff"] })).toBe(false);
    expect(phi(["pseudonymised"], hospital, { affects: ["staff", "patients"] })).toBe(true);
  });

  test("one category of several is enough", () => {
    expect(phi(["operational", "health"], hospital)).toBe(true);
    expect(phi(["genetic", "health"], hospital)).toBe(true);
    expect(phi(["operational", "genetic"], hospital)).toBeUndefined();
  });
});

describe("pseudonymised data in the EU", () => {
  const coded = (more: Record<string, unknown>, evidence: readonly Evidence[] = [], jurisdiction = "DE") =>
    contextOf({ spec: { jurisdictions: [jurisdiction], data: { categories: ["pseudonymised"], ...more } }, evidence });
  const of = (context: ReturnType<typeof coded>): unknown[] =>
    ["sensitive", "personal"].map((name) => fact(context, `facts.data.${name}`));

  test("stay sensitive with the holder of the key", () => {
    expect(of(coded({ pseudonymKey: "held" }))).toEqual([true, true]);
    expect(of(coded({ pseudonymKey: "held" }, [anonymity("passed")]))).toEqual([true, true]);
  });
  test("stay sensitive with who collected them", () => {
    for (const kind of ["own-record", "own-device", "patient-entered", "wearable-or-app"])
      expect(of(coded({ sources: [{ name: "record", kind }] }))).toEqual([true, true]);
  });
  test("are unknown with a recipient until it shows that it cannot identify people", () => {
    const without = coded({ pseudonymKey: "held-elsewhere" });
    expect(settles(without, "facts.data.sensitive")).toEqual(["evidence.privacyTests"]);
    expect(fact(without, "facts.data.personal")).toBe(true);
    expect(of(coded({ pseudonymKey: "held-elsewhere" }, [anonymity("passed")]))).toEqual([false, false]);
    expect(of(coded({ pseudonymKey: "destroyed" }, [anonymity("failed")]))).toEqual([true, true]);
  });
  test("are open where nobody says who has the key", () => {
    expect(settles(coded({}), "facts.data.sensitive")).toEqual(["spec.data.pseudonymKey"]);
    expect(settles(coded({ sources: [{ name: "r", kind: "registry" }] }), "facts.data.sensitive")).toEqual([
      "spec.data.pseudonymKey",
    ]);
  });
  test("are what the categories beside them are", () => {
    const beside = (category: string): unknown =>
      fact(contextOf({ spec: { data: { categories: ["pseudonymised", category] } } }), "facts.data.sensitive");
    expect(beside("health")).toBe(true);
    expect(beside("staff")).toBe(false);
  });
  test("are personal in the United States, no matter who has the key", () => {
    expect(fact(coded({ pseudonymKey: "held-elsewhere" }, [anonymity("passed")], "US"), "facts.data.personal")).toBe(
      true,
    );
  });
});

describe("purposes and what carries them", () => {
  const mismatches = (field: "hipaa" | "part2", ...legalBases: object[]): unknown =>
    fact(contextOf({ spec: { data: { legalBases } } }), `facts.data.${field}Mismatches`);

  test.each([
    ["treatment", "treatment"],
    ["treatment", "operations"],
    ["payment", "payment"],
    ["operations", "operations"],
    ["operations", "own-training"],
    ["quality-improvement", "limited-data-set"],
    ["model-development", "operations"],
    ["model-development", "research-waiver"],
    ["research", "research-waiver"],
    ["public-health", "public-interest"],
    ["marketing", "authorization"],
    ["underwriting", "operations"],
    ["employment", "authorization"],
    ["legal-duty", "public-interest"],
  ])("HIPAA: %s rests on %s", (purpose, hipaa) => {
    expect(mismatches("hipaa", { purpose, hipaa })).toEqual([]);
  });

  test.each([
    ["employment", "operations"],
    ["employment", "treatment"],
    ["employment", "public-interest"],
    ["marketing", "treatment"],
    ["marketing", "operations"],
    ["marketing", "limited-data-set"],
    ["research", "operations"],
    ["research", "treatment"],
    ["treatment", "limited-data-set"],
    ["payment", "research-waiver"],
    ["quality-improvement", "treatment"],
    ["model-development", "treatment"],
    ["legal-duty", "operations"],
    ["treatment", "own-training"],
  ])("HIPAA: %s does not rest on %s", (purpose, hipaa) => {
    expect(mismatches("hipaa", { purpose, hipaa })).toEqual([purpose]);
  });

  test("HIPAA: employment by a law that is named", () => {
    const law = "45 CFR 164.512(b)(1)(v); 29 CFR 1904";
    expect(mismatches("hipaa", { purpose: "employment", hipaa: "public-interest", law })).toEqual([]);
  });

  test.each([
    ["treatment", "emergency"],
    ["treatment", "qualified-service"],
    ["payment", "audit"],
    ["operations", "tpo-consent"],
    ["research", "research"],
    ["public-health", "deidentified-public-health"],
    ["legal-duty", "court-order"],
    ["marketing", "specific-consent"],
    ["employment", "specific-consent"],
  ])("Part 2: %s rests on %s", (purpose, part2) => {
    expect(mismatches("part2", { purpose, part2 })).toEqual([]);
  });

  test.each([
    ["marketing", "emergency"],
    ["research", "emergency"],
    ["payment", "emergency"],
    ["treatment", "research"],
    ["operations", "court-order"],
    ["marketing", "court-order"],
    ["research", "tpo-consent"],
    ["marketing", "tpo-consent"],
    ["legal-duty", "tpo-consent"],
    ["research", "qualified-service"],
    ["marketing", "qualified-service"],
    ["public-health", "audit"],
    ["treatment", "deidentified-public-health"],
  ])("Part 2: %s does not rest on %s", (purpose, part2) => {
    expect(mismatches("part2", { purpose, part2 })).toEqual([purpose]);
  });

  test("a basis that counts elsewhere is left alone", () => {
    expect(mismatches("hipaa", { purpose: "marketing", hipaa: "operations", regions: ["eu"] })).toEqual([]);
    expect(mismatches("hipaa", { purpose: "marketing", hipaa: "operations", regions: ["us", "eu"] })).toEqual([
      "marketing",
    ]);
  });

  test("a ground that is not stated is for others to ask", () => {
    expect(mismatches("hipaa", { purpose: "marketing" })).toEqual([]);
  });

  test("blame the ground", () => {
    const legalBases = [
      { purpose: "treatment", hipaa: "treatment" },
      { purpose: "marketing", hipaa: "operations" },
    ];
    const context = contextOf({ spec: { data: { legalBases } } });
    expect(blamed(context, "facts.data.hipaaMismatches")).toEqual(["manifest.yaml:spec.data.legalBases[1].hipaa"]);
  });

  test("are unknown without legal bases", () => {
    const context = contextOf({ spec: { data: {} } });
    expect(settles(context, "facts.data.hipaaMismatches")).toEqual(["spec.data.legalBases"]);
  });
});

describe("agreements on a limited data set", () => {
  const clauses =
    "permitted-uses permitted-users no-further-use safeguards breach-reporting subcontractor-flow-down no-reidentification";
  const agreement = (more: Record<string, unknown> = {}): Evidence => ({
    kind: "Contract",
    metadata: { id: "dua-2026", date: "2026-01-01", by: "legal" },
    vendor: "University",
    instruments: ["dua"],
    effective: "2026-01-15",
    clauses: clauses.split(" "),
    ...more,
  });
  const data = { categories: ["limited-data-set"], sources: [], recipients: [] };
  const to = (basis: string) => ({ ...data, recipients: [{ name: "University", basis }] });
  const from = (kind: string) => ({ ...data, sources: [{ name: "University", kind }] });
  const of = (spec: object, ...evidence: Evidence[]) => contextOf({ spec: { data: spec }, evidence });
  const path = "facts.data.withoutUseAgreement";

  test("bind recipients and senders", () => {
    expect(fact(of(to("contract"), agreement()), path)).toEqual([]);
    expect(fact(of(from("other-provider"), agreement({ clauses: [] })), path)).toEqual([]);
  });
  test("have every clause, have begun and not ended, or are a business associate's", () => {
    for (const clause of clauses.split(" ")) {
      const rest = clauses.split(" ").filter((one) => one !== clause);
      expect([clause, fact(of(to("contract"), agreement({ clauses: rest })), path)]).toEqual([clause, ["University"]]);
    }
    expect(fact(of(to("contract"), agreement({ expires: "2026-06-30" })), path)).toEqual(["University"]);
    expect(fact(of(to("contract"), agreement({ effective: "2027-01-01" })), path)).toEqual(["University"]);
    expect(fact(of(to("contract"), agreement({ instruments: ["services"] })), path)).toEqual(["University"]);
    expect(fact(of(to("contract"), agreement({ instruments: ["baa"], clauses: [] })), path)).toEqual([]);
  });
  test("are asked for where none with that party is attached", () => {
    expect(settles(of(to("contract")), path)).toEqual(["evidence.contracts"]);
    expect(fact(of(from("registry"), agreement({ vendor: "Somebody" })), path)).toBeUndefined();
  });
  test("are not asked of other permissions and of own sources", () => {
    for (const basis of ["individual-authorization", "treatment", "payment", "public-health", "legal-duty"])
      expect([basis, fact(of(to(basis)), path)]).toEqual([basis, []]);
    for (const kind of ["own-record", "own-device", "patient-entered"])
      expect([kind, fact(of(from(kind)), path)]).toEqual([kind, []]);
    expect(fact(of({ ...from("other-provider"), categories: ["phi", "limited-data-set"] }), path)).toEqual([]);
    expect(fact(of({ ...to("contract"), categories: ["phi"] }), path)).toEqual([]);
  });
  test("are unknown where the kind of a source is not stated", () => {
    const context = of({ ...data, sources: [{ name: "University" }] });
    expect(settles(context, path)).toEqual(["spec.data.sources[0].kind"]);
  });
  test("are unknown without sources or recipients", () => {
    expect(settles(of({ ...data, sources: undefined }), path)).toEqual(["spec.data.sources"]);
    expect(settles(of({ ...data, recipients: undefined }), path)).toEqual(["spec.data.recipients"]);
  });
});

describe("vendors by what they do", () => {
  const vendor = (more: Record<string, unknown>, spec: Record<string, unknown> = {}) =>
    contextOf({ spec: { data: { purposes: ["treatment"] }, ...spec, vendors: [{ name: "Vendor", ...more }] } });
  const exempt = "facts.vendors[0].agreementExempt";

  const notCarried = [
    "model",
    "hosting",
    "software",
    "support",
    "analytics",
    "monitoring",
    "labelling",
    "data",
    "care",
  ];

  test("a carrier that carries is exempt", () => {
    expect(fact(vendor({ roles: ["conduit"], supplies: ["transport"] }), exempt)).toBe(true);
    expect(fact(vendor({ roles: ["conduit"], supplies: [] }), exempt)).toBe(true);
    expect(settles(vendor({ roles: ["conduit"] }), exempt)).toEqual(["spec.vendors[0].supplies"]);
  });
  test.each(notCarried)("one of %s is none", (supply) => {
    expect(fact(vendor({ roles: ["conduit"], supplies: ["transport", supply] }), exempt)).toBe(false);
  });
  test("one that made the model is none, whatever it says it supplies", () => {
    expect(fact(vendor({ roles: ["conduit"], supplies: [] }, { model: { provider: "Vendor" } }), exempt)).toBe(false);
  });
  test("a provider in treatment is exempt where somebody is treated", () => {
    const roles = ["treatment-provider"];
    expect(fact(vendor({ roles, supplies: ["care"] }), exempt)).toBe(true);
    const supplies = ["care"];
    expect(fact(vendor({ roles, supplies }, { data: { purposes: ["quality-improvement"] } }), exempt)).toBe(false);
    expect(settles(vendor({ roles, supplies }, { data: {} }), exempt)).toEqual(["spec.data.purposes"]);
    expect(settles(vendor({ roles }), exempt)).toEqual(["spec.vendors[0].supplies"]);
  });
  test.each(["model", "hosting", "analytics", "labelling", "software", "support", "data"])(
    "one of %s acts for the organisation",
    (supply) => {
      expect(fact(vendor({ roles: ["treatment-provider"], supplies: [supply] }), exempt)).toBe(false);
    },
  );
  test("the maker of a device may help in treatment, and not host", () => {
    const roles = ["device-manufacturer", "treatment-provider"];
    expect(fact(vendor({ roles, supplies: ["model", "support"] }), exempt)).toBe(true);
    expect(fact(vendor({ roles, supplies: ["model", "hosting"] }), exempt)).toBe(false);
  });
  test("others are not exempt, and without roles it is unknown", () => {
    expect(fact(vendor({ roles: ["business-associate"] }), exempt)).toBe(false);
    expect(settles(vendor({}), exempt)).toEqual(["spec.vendors[0].roles"]);
  });

  test.each([
    ["identifiable", [], true],
    ["pseudonymised", [], true],
    ["de-identified", ["hosting"], false],
    ["none", ["software"], false],
    ["none", ["hosting"], true],
  ])("access %s, supplies %j: holds data %s", (dataAccess, supplies, expected) => {
    expect(fact(vendor({ roles: ["none"], dataAccess, supplies }), "facts.vendors[0].holdsData")).toBe(expected);
  });
  test("whether a vendor holds data is open without its access, or without what it supplies where it sees none", () => {
    expect(settles(vendor({ roles: ["none"] }), "facts.vendors[0].holdsData")).toEqual(["spec.vendors[0].dataAccess"]);
    const blind = vendor({ roles: ["none"], dataAccess: "none" });
    expect(settles(blind, "facts.vendors[0].holdsData")).toEqual(["spec.vendors[0].supplies"]);
  });

  const covers = (name: string, model: Record<string, unknown>, supplies: readonly string[] = ["model"]): unknown => {
    const contract: Evidence = {
      kind: "Contract",
      metadata: { id: "contract-2026", date: "2026-01-01", by: "legal" },
      vendor: "Vendor",
      instruments: ["baa"],
      effective: "2026-01-15",
      clauses: [],
      covers: [name],
    };
    const vendors = [{ name: "Vendor", roles: ["business-associate"], supplies, contract: "contract-2026" }];
    return fact(contextOf({ spec: { model, vendors }, evidence: [contract] }), "facts.vendors[0].contractCoversSystem");
  };
  test("a contract covers the model by the service that serves it", () => {
    const endpoint = "https://hospital.openai.azure.com/openai/deployments/notes";
    expect(covers("Azure OpenAI Service", { name: "gpt-notes", endpoint })).toBe(true);
    expect(covers("Azure OpenAI Service", { name: "gpt-notes" })).toBe(true);
    expect(covers("Amazon Bedrock", { name: "notes", endpoint: "bedrock-runtime.us-east-1.amazonaws.com" })).toBe(true);
    expect(covers("Vertex AI", { name: "notes", endpoint: "us-central1-aiplatform.googleapis.com" })).toBe(true);
  });
  test("a contract on another service, or with somebody who serves no model, does not", () => {
    const endpoint = "https://hospital.openai.azure.com/openai/deployments/notes";
    expect(covers("Amazon Bedrock", { name: "gpt-notes", endpoint })).toBe(false);
    expect(covers("Azure OpenAI Service", { name: "gpt-notes", endpoint }, ["support"])).toBe(false);
    expect(covers("Azure Kubernetes Service", { name: "gpt-notes", endpoint })).toBe(false);
  });
});
