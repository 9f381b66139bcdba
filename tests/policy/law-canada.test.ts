import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { write, repository } from "../support/repository.ts";

/** A system and its organisation in Canada, as far as rules on Canada read them; the rest is left out. */
interface Case {
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly organisation: Readonly<Record<string, unknown>>;
  /** What rules of the pack come to; those that are not named do not apply. */
  readonly outcomes: Readonly<Record<string, "pass" | "fail" | "unknown">>;
}

const insurer = {
  function: "claims",
  users: ["utilization-reviewer"],
  affects: ["members"],
  decisionRole: "decides",
  data: { categories: ["health"] },
  oversight: { finalDecision: "system", reviewBeforeEffect: "none" },
  vendors: [],
};
const scribe = {
  function: "documentation",
  users: ["clinician"],
  affects: ["patients"],
  decisionRole: "none",
  capabilities: ["session-recording"],
  data: { categories: ["health"] },
  vendors: [],
};
const reader = { ...scribe, function: "diagnosis", decisionRole: "drives", capabilities: ["none"] };
const custodian = { roles: ["controller", "health-information-custodian"] };

const cases: readonly Case[] = [
  {
    name: "an insurer in Quebec that refuses claims without a human",
    spec: {
      ...insurer,
      jurisdictions: ["CA-QC"],
      transparency: { automatedDecisionNotice: "on-request" },
      vendors: [{ name: "Example Cloud", dataAccess: "identifiable", countries: ["US"], accessCountries: ["US"] }],
    },
    organisation: { roles: ["controller"], notices: { register: "registers/incidents.md", registerYears: 3 } },
    outcomes: {
      "canada/incident-register": "fail",
      "canada/quebec-automated-decisions": "fail",
      "canada/quebec-privacy-assessment": "unknown",
      "canada/quebec-transfer-assessment": "unknown",
    },
  },
  {
    name: "the same insurer where staff take every decision, in Ontario",
    spec: { ...insurer, jurisdictions: ["CA-ON"], decisionRole: "drives" },
    organisation: { roles: ["controller"], notices: { register: "registers/incidents.md", registerYears: 3 } },
    outcomes: { "canada/incident-register": "pass" },
  },
  {
    name: "a scribe in a hospital of Ontario",
    spec: { ...scribe, jurisdictions: ["CA-ON"] },
    organisation: { ...custodian, policies: [{ topic: "privacy" }], privacyNotice: { reference: "https://h.example" } },
    outcomes: { "canada/ontario-information-practices": "fail", "canada/ontario-scribe-guidance": "unknown" },
  },
  {
    name: "a hospital of Quebec that lets a system decide about patients",
    spec: { ...reader, jurisdictions: ["CA-QC"], decisionRole: "decides", oversight: { reviewBeforeEffect: "none" } },
    organisation: { ...custodian, notices: { register: "registers/incidents.md" }, rights: { processes: ["access"] } },
    outcomes: {
      "canada/device-licence": "unknown",
      "canada/incident-register": "pass",
      "canada/quebec-health-body-decisions": "fail",
      "canada/quebec-privacy-assessment": "unknown",
    },
  },
  {
    name: "a hospital of Manitoba that reads images with a bought device",
    spec: { ...reader, jurisdictions: ["CA-MB"], regulatory: { licences: ["CA:109876"] } },
    organisation: custodian,
    outcomes: { "canada/device-licence": "pass" },
  },
  {
    name: "a system for all of Canada, by an organisation that does not state its provinces",
    spec: { ...insurer, jurisdictions: ["CA"], decisionRole: "drives" },
    organisation: { roles: ["controller"] },
    outcomes: {
      "canada/incident-register": "unknown",
      "canada/quebec-privacy-assessment": "unknown",
    },
  },
  {
    name: "California is not Canada",
    spec: { ...reader, jurisdictions: ["US-CA"] },
    organisation: { ...custodian, states: ["US-CA"] },
    outcomes: {},
  },
];

const manifest = (spec: Case["spec"]): string =>
  JSON.stringify({
    apiVersion: "caregate/v1",
    kind: "AIDeployment",
    metadata: { name: "case", version: "1.0.0", owner: { name: "A", role: "lead", email: "a@hospital.example" } },
    spec: {
      purpose: "Help with one thing.",
      stage: "production",
      goLive: "2026-09-01",
      risk: { level: "moderate" },
      model: { name: "net", version: "1.0.0", type: "predictive", provider: "Example AI", learning: "locked" },
      ...spec,
    },
  });

test.each(cases)("$name", async ({ spec, organisation, outcomes }) => {
  const root = repository({});
  write(root, {
    "deploy/case.yaml": manifest(spec),
    ".caregate/config.yaml": JSON.stringify({
      apiVersion: "caregate/v1",
      kind: "Config",
      organisation: { name: "Example", employees: 200, countries: ["CA"], states: [], ...organisation },
      packs: ["canada"],
    }),
  });
  const { report } = await check({ targets: ["deploy"], asOf: "2026-11-29", cwd: root });
  expect(report.diagnostics).toEqual([]);
  const found = report.findings.flatMap(({ rule, outcome }) =>
    outcome === "not-applicable" ? [] : [[rule.id, outcome]],
  );
  expect(Object.fromEntries(found)).toEqual(outcomes);
});
