import { describe, expect, test } from "vitest";
import { parsePath } from "../../src/util/json-path.ts";
import { contextOf, fact, settles } from "./support.ts";

type Setting = Parameters<typeof contextOf>[0];

/** A clinical system in use, of which nothing contradicts anything. */
const spec = {
  purpose: "Warns of falls on the ward within a day.",
  function: "clinical-decision-support",
  stage: "production",
  jurisdictions: ["US", "US-MN"],
  users: ["clinician"],
  affects: ["patients"],
  decisionRole: "augments",
  goLive: "2026-06-01",
  model: { name: "net", version: "2.0", type: "predictive", provider: "Acme", learning: "locked", endpoint: "net-2" },
  data: {
    categories: ["phi"],
    purposes: ["treatment"],
    legalBases: [{ purpose: "treatment", hipaa: "treatment" }],
  },
  oversight: { finalDecision: "licensed-clinician", reviewBeforeEffect: "every-output" },
  vendors: [{ name: "Acme", roles: ["business-associate"], supplies: ["model"], dataAccess: "identifiable" }],
};
const organisation = { name: "Hospital", countries: ["US"] };
const report = { kind: "MonitoringReport" as const, period: { from: "2026-09-01", to: "2026-10-31" }, alerts: 12 };
const context = (change: object, more: Partial<Setting> = {}) =>
  contextOf({ spec: { ...spec, ...change } as Setting["spec"], organisation, ...more } as Setting);
const reasons = (change: object, claim: string, more: Partial<Setting> = {}): string[] =>
  (fact(context(change, more), `facts.claims.${claim}`) as { why: string }[]).map(({ why }) => why);

test("nothing is accused where everything agrees", () => {
  const facts = fact(context({}), "facts.claims") as Record<string, unknown[]>;
  expect(Object.values(facts).flat()).toEqual([]);
});

describe("a claim that other values contradict", () => {
  test.each([
    ["stage", { stage: "research" }],
    ["stage", { stage: "retired", stopped: "2026-11-01" }],
    ["stage", { stopped: "2026-11-01" }],
    ["jurisdictions", { jurisdictions: ["JP"] }],
    ["function", { function: "operations" }],
    ["people", { affects: ["nobody"] }],
    ["data", { data: { ...spec.data, categories: ["operational"] } }],
    ["data", { data: { ...spec.data, purposes: ["research"] } }],
    ["capabilities", { capabilities: ["none"], security: { recordWrites: "direct" } }],
    ["capabilities", { capabilities: ["none"], security: { toolPermissions: "read-only" } }],
    ["model", { model: { ...spec.model, type: "rules", learning: "scheduled" } }],
    ["decision", { decisionRole: "none", oversight: { finalDecision: "system" } }],
    [
      "decision",
      {
        oversight: { reviewBeforeEffect: "none", overseers: [{ role: "nurse", may: ["override"], casesPerShift: 20 }] },
      },
    ],
    ["classification", { risk: { fdaDevice: "non-device" }, regulatory: { fdaSubmission: "K000000" } }],
    ["vendors", { vendors: [] }],
    ["vendors", { vendors: [{ ...spec.vendors[0], roles: ["conduit"] }] }],
    ["vendors", { vendors: [{ ...spec.vendors[0], roles: ["none"] }] }],
  ])("%s: %j", (claim, change) => {
    expect(reasons(change, claim).length).toBeGreaterThan(0);
  });

  test("is blamed on both lines", () => {
    const made = context({ stage: "research" });
    const paths = made.sources(parsePath("facts.claims.stage[0]")).map(({ path }) => path.join("."));
    expect(paths).toEqual(["spec.stage", "spec.goLive"]);
  });
});

describe("an honest system", () => {
  /** What a manifest states without its vendors, its legal bases and its reviewer. */
  const plain = { vendors: [], oversight: {}, model: { ...spec.model, provider: "self" } };
  const about = (affects: string, category: string, kind: string, purposes = ["operations"]) => ({
    ...plain,
    affects: [affects],
    data: { categories: [category], purposes, sources: [{ name: "source", kind }] },
  });
  const british = { organisation: { name: "Trust", countries: ["GB"] } } as Partial<Setting>;
  const device = {
    ...plain,
    users: ["clinician"],
    data: { categories: ["health"], purposes: ["treatment"], legalBases: [{ purpose: "treatment", gdprArt6: "e" }] },
    risk: { level: "high", mdrClass: "iia" },
    regulatory: { mdrRoute: "ce-marked", notifiedBody: "0123" },
  };

  test.each<[string, object, Partial<Setting>?]>([
    ["reads X-rays of dogs", { ...about("nobody", "operational", "own-device"), function: "diagnosis" }],
    ["demonstrates on invented records", { ...about("nobody", "synthetic", "vendor"), stage: "pilot" }],
    [
      "forecasts beds from daily counts",
      { ...about("nobody", "operational", "own-record"), function: "operations", users: ["administrative-staff"] },
    ],
    [
      "forecasts beds from patient records",
      { ...about("nobody", "phi", "own-record"), function: "operations", users: ["administrative-staff"] },
    ],
    [
      "notices tired drivers",
      { ...about("staff", "staff", "own-record"), function: "security", users: ["administrative-staff"] },
    ],
    [
      "looks for fraud in claims",
      {
        ...about("nobody", "phi", "claims"),
        function: "claims",
        users: ["administrative-staff"],
        oversight: { coverageActions: ["route"] },
      },
    ],
    ["sorts referrals by urgency of weeks", { function: "triage", timeCritical: false }],
    ["informs on a serious condition", { decisionRole: "informs", regulatory: { conditionSeverity: "serious" } }],
    ["is a device with a CE mark in Belfast", { ...device, jurisdictions: ["GB-NIR"] }, british],
    ["is a device with a CE mark in Leeds", { ...device, jurisdictions: ["GB-ENG"] }, british],
  ])("that %s is not accused", (_, change, more) => {
    const facts = fact(context(change, more), "facts.claims") as Record<string, unknown[]>;
    expect(Object.values(facts).flat()).toEqual([]);
  });

  test.each([
    ["people", { ...about("nobody", "phi", "own-record"), function: "diagnosis" }],
    ["people", { ...about("staff", "health", "own-device"), function: "treatment" }],
    ["people", { ...about("nobody", "phi", "own-record"), function: "documentation" }],
    ["people", { ...about("nobody", "operational", "claims"), function: "utilization-review" }],
    ["data", { ...about("nobody", "operational", "own-record"), function: "diagnosis" }],
    ["data", { ...about("nobody", "operational", "other-provider"), function: "documentation" }],
  ])("is not the one that says so against what else it states: %s, %j", (claim, change) => {
    expect(reasons(change, claim).length).toBeGreaterThan(0);
  });
});

test.each(["TBD", "n/a", "purpose", "x"])("a function needs a purpose, and `%s` is none", (purpose) => {
  expect(settles(context({ purpose }), "facts.claims.function")).toEqual(["spec.purpose"]);
});

test.each<[string[], string[] | undefined, number]>([
  [["US-TX"], ["US-MN"], 1],
  [["US-TX", "US-MN"], ["US-MN"], 0],
  [["US-TX"], [], 0],
  [["US-TX"], undefined, 0],
  [["US"], ["US-MN"], 0],
])("jurisdictions %j of an organisation in %j: %i contradictions", (jurisdictions, states, count) => {
  const setting = { organisation: { ...organisation, ...(states ? { states } : {}) } };
  expect(reasons({ jurisdictions }, "jurisdictions", setting)).toHaveLength(count);
});

describe("a system that stopped", () => {
  const stopped = { stage: "suspended", stopped: "2026-11-01" };

  test("states when", () => {
    expect(settles(context({ stage: "suspended" }), "facts.claims.stage")).toEqual(["spec.stopped"]);
    expect(reasons(stopped, "stage", { evidence: [report] })).toEqual([]);
  });

  test("is not monitored afterwards", () => {
    expect(reasons({ ...stopped, stopped: "2026-10-01" }, "stage", { evidence: [report] })).toEqual([
      "it stopped on 2026-10-01, and its use until 2026-10-31 is reported",
    ]);
  });

  test("has no endpoint once it is retired", () => {
    const { endpoint: _, ...model } = spec.model;
    expect(reasons({ stage: "retired", stopped: "2026-11-01", model }, "stage")).toEqual([]);
  });
});

describe("the use that a committee approved", () => {
  const review = (approvedUse: object, date = "2026-05-01", decision = "approved") => ({
    kind: "CommitteeReview" as const,
    metadata: { date },
    decision,
    approvedUse,
  });

  test("is the use that the manifest states, in any order", () => {
    const evidence = [review({ jurisdictions: ["US-MN", "US"], decisionRole: "augments", stage: "production" })];
    expect(reasons({}, "jurisdictions", { evidence })).toEqual([]);
    expect(reasons({ jurisdictions: ["US"] }, "jurisdictions", { evidence })).toEqual([
      "spec.jurisdictions is `US`, and `US, US-MN` was approved",
    ]);
  });

  test("is that of the newest review that approved something", () => {
    const evidence = [
      review({ decisionRole: "informs" }, "2026-01-01"),
      review({ decisionRole: "augments" }, "2026-05-01"),
      review({ decisionRole: "decides" }, "2026-08-01", "rejected"),
    ];
    expect(reasons({}, "decision", { evidence })).toEqual([]);
  });
});
