import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Outcome } from "../../src/model/finding.ts";
import { repository } from "../support/repository.ts";

const asOf = "2026-11-29";
type Fields = Readonly<Record<string, unknown>>;

/** A manifest by what it differs in, and what a rule makes of it. */
interface Case {
  readonly name: string;
  readonly spec?: Fields;
  readonly organisation?: Fields;
  readonly rule: string;
  /** What the law allows to come out; "advice" for what fails or is unknown, and does not gate. */
  readonly right: readonly (Outcome | "advice")[];
}

const base: Fields = {
  purpose: "Answers questions of patients.",
  function: "patient-communication",
  stage: "production",
  jurisdictions: ["US-CA"],
  users: ["patient"],
  affects: ["patients"],
  decisionRole: "informs",
  risk: { level: "moderate", fdaDevice: "non-device" },
  model: { name: "m", version: "1.0.0", type: "generative", provider: "self", learning: "locked" },
  data: { categories: ["phi"], purposes: ["treatment"], recipients: [] },
  vendors: [],
};
const clinic: Fields = { name: "Clinic", roles: ["covered-entity-provider"], employees: 20, countries: ["US"] };

const none = ["not-applicable"] as const;
const silent = ["not-applicable", "pass"] as const;
const claims: Fields = { function: "claims", users: ["administrative-staff"], affects: ["nobody"] };
const animals: Fields = {
  function: "diagnosis",
  users: ["clinician"],
  affects: ["nobody"],
  risk: { level: "low", fdaDevice: "non-device" },
  data: { categories: ["operational", "personal"] },
};
const stepCounter: Fields = {
  function: "patient-monitoring",
  users: ["public"],
  affects: ["public"],
  risk: { level: "low" },
  model: { name: "m", version: "1.0.0", type: "predictive", provider: "self", learning: "locked" },
  data: { categories: ["consumer-health"] },
  regulatory: { patientFunction: "general-wellness", serviceClaims: ["wellness-only"] },
};
const application: Fields = {
  name: "Application",
  roles: ["consumer-health-business"],
  employees: 9,
  countries: ["US"],
};

const cases: readonly Case[] = [
  // breach notices
  {
    name: "thirty-one days in Colorado",
    spec: { jurisdictions: ["US-CO"] },
    organisation: { notices: { individualsDays: 31 } },
    rule: "privacy/breach-notice-to-people",
    right: ["fail"],
  },
  {
    name: "an application in New York, forty-five days",
    spec: { jurisdictions: ["US-NY"], data: { categories: ["consumer-health"] } },
    organisation: { ...application, notices: { individualsDays: 45 } },
    rule: "privacy/breach-notice-to-people",
    right: ["fail"],
  },
  {
    name: "a hospital in California, thirty days",
    organisation: { roles: ["covered-entity-provider", "device-user-facility"], notices: { individualsDays: 30 } },
    rule: "privacy/breach-notice-to-people",
    right: ["fail"],
  },
  {
    name: "a plan in California, thirty days",
    organisation: { roles: ["health-plan"], notices: { individualsDays: 30 } },
    rule: "privacy/breach-notice-to-people",
    right: ["pass"],
  },
  {
    name: "health data in Maine, sixty days",
    spec: { jurisdictions: ["US-ME"] },
    organisation: { notices: { individualsDays: 60 } },
    rule: "privacy/breach-notice-to-people",
    right: ["pass"],
  },
  {
    name: "no number of days in Germany",
    spec: { jurisdictions: ["DE"], data: { categories: ["health"] } },
    organisation: { roles: ["controller"] },
    rule: "privacy/breach-notice-to-people",
    right: none,
  },
  // California
  {
    name: "therapy of a clinic outside HIPAA",
    spec: { function: "therapy" },
    organisation: { roles: ["part2-program"] },
    rule: "us-states/california-message-disclaimer",
    right: ["unknown"],
  },
  {
    name: "a discharge letter that patients get",
    spec: { function: "documentation", transparency: { aiDisclosure: ["when-asked"] } },
    rule: "us-states/california-message-disclaimer",
    right: ["fail", "unknown"],
  },
  {
    name: "notes for the record alone",
    spec: { function: "documentation", users: ["clinician"] },
    rule: "us-states/california-message-disclaimer",
    right: none,
  },
  {
    name: "a letter that a physician reads first",
    spec: { oversight: { reviewBeforeEffect: "every-output", finalDecision: "licensed-clinician" } },
    rule: "us-states/california-message-disclaimer",
    right: ["pass"],
  },
  {
    name: "a companion without protocol",
    spec: { capabilities: ["companion-chat"], security: { generationSafeguards: ["none"] } },
    rule: "us-states/california-adm-rules",
    right: ["fail"],
  },
  {
    name: "a scribe without consent",
    spec: {
      function: "documentation",
      users: ["clinician"],
      capabilities: ["session-recording"],
      data: { categories: ["phi"], consent: { properties: ["explicit"] } },
    },
    rule: "us-states/california-recording-consent",
    right: ["fail"],
  },
  {
    name: "dictation records no conversation",
    spec: { function: "documentation", users: ["clinician"], capabilities: ["none"] },
    rule: "us-states/california-recording-consent",
    right: none,
  },
  {
    name: "a scribe in Washington",
    spec: {
      jurisdictions: ["US-WA"],
      capabilities: ["session-recording"],
      data: { categories: ["phi"], consent: { properties: ["explicit"] } },
    },
    rule: "us-states/all-party-recording-consent",
    right: ["advice"],
  },
  {
    name: "medical information is sold",
    spec: {
      data: {
        categories: ["phi"],
        purposes: ["treatment"],
        recipients: [{ name: "Broker", basis: "contract", remuneration: "paid" }],
      },
    },
    rule: "us-states/california-medical-information",
    right: ["fail"],
  },
  // therapy
  {
    name: "a therapy chatbot in Nevada",
    spec: { function: "therapy", jurisdictions: ["US-NV"] },
    rule: "us-states/nevada-ai-therapy",
    right: ["fail"],
  },
  {
    name: "a scribe of therapists in Nevada, reviewed",
    spec: {
      function: "documentation",
      users: ["therapist"],
      jurisdictions: ["US-NV"],
      oversight: { reviewBeforeEffect: "every-output" },
    },
    rule: "us-states/nevada-provider-ai",
    right: ["pass"],
  },
  {
    name: "a clinician's tool in Tennessee",
    spec: { users: ["clinician"], jurisdictions: ["US-TN"] },
    rule: "us-states/no-posing-as-therapist",
    right: none,
  },
  {
    name: "an AI therapist in Tennessee",
    spec: { jurisdictions: ["US-TN"], regulatory: { serviceClaims: ["ai-therapist"] } },
    rule: "us-states/no-posing-as-therapist",
    right: ["fail"],
  },
  {
    name: "a therapy chatbot in Maine",
    spec: { function: "therapy", jurisdictions: ["US-ME"] },
    rule: "us-states/maine-therapy",
    right: ["fail"],
  },
  {
    name: "a therapy chatbot in Vermont",
    spec: { function: "therapy", jurisdictions: ["US-VT"] },
    rule: "us-states/therapy-elsewhere",
    right: ["advice"],
  },
  {
    name: "an AI therapist in Idaho",
    spec: { jurisdictions: ["US-ID"], regulatory: { serviceClaims: ["ai-therapist"] } },
    rule: "us-states/therapist-claim-elsewhere",
    right: ["advice"],
  },
  {
    name: "no protocol in Nebraska before its day",
    spec: { jurisdictions: ["US-NE"], users: ["public"], security: { generationSafeguards: ["none"] } },
    rule: "us-states/conversational-ai-safety",
    right: ["advice"],
  },
  {
    name: "a companion in New York that discloses only at the start",
    spec: {
      jurisdictions: ["US-NY"],
      capabilities: ["companion-chat"],
      transparency: { aiDisclosure: ["start-of-message"] },
      security: { generationSafeguards: ["self-harm-protocol"] },
    },
    rule: "us-states/new-york-companion",
    right: ["fail"],
  },
  {
    name: "a portal that is no companion in New York",
    spec: { jurisdictions: ["US-NY"], capabilities: ["retrieval"] },
    rule: "us-states/new-york-companion",
    right: none,
  },
  // data
  {
    name: "an application in Nevada shares without consent",
    spec: {
      jurisdictions: ["US-NV"],
      data: {
        categories: ["consumer-health"],
        purposes: ["operations"],
        recipients: [{ name: "Partner", basis: "contract", remuneration: "none" }],
        consent: { properties: ["explicit"] },
      },
    },
    organisation: application,
    rule: "us-states/nevada-consumer-health-data",
    right: ["fail"],
  },
  {
    name: "faces of staff in Illinois",
    spec: {
      jurisdictions: ["US-IL"],
      affects: ["staff"],
      data: { categories: ["staff", "biometric"], consent: { properties: ["explicit"] } },
    },
    rule: "us-states/illinois-biometrics",
    right: ["fail"],
  },
  {
    name: "voices of patients in Illinois",
    spec: { jurisdictions: ["US-IL"], data: { categories: ["phi", "biometric"] } },
    rule: "us-states/illinois-biometrics",
    right: none,
  },
  // Texas
  {
    name: "a private practice in Texas that informs nobody",
    spec: { jurisdictions: ["US-TX"], transparency: { patientNotice: { text: "n.md", when: "after" } } },
    rule: "us-states/texas-private-patient-disclosure",
    right: ["advice"],
  },
  {
    name: "a public hospital in Texas that informs nobody",
    spec: { jurisdictions: ["US-TX"], transparency: { patientNotice: { text: "n.md", when: "after" } } },
    organisation: { roles: ["covered-entity-provider", "public-body"] },
    rule: "us-states/texas-patient-disclosure",
    right: ["fail"],
  },
  {
    name: "records of a private practice abroad",
    spec: { jurisdictions: ["US-TX"], data: { categories: ["health"], storageCountries: ["IE"] } },
    organisation: { roles: ["care-provider"] },
    rule: "us-states/texas-storage",
    right: ["fail"],
  },
  // no human patients, wellness
  {
    name: "X-rays of dogs",
    spec: { ...animals, jurisdictions: ["US-TX"] },
    organisation: application,
    rule: "us-states/texas-record-review",
    right: none,
  },
  {
    name: "X-rays of dogs",
    spec: animals,
    organisation: application,
    rule: "oversight/clinician-decides",
    right: none,
  },
  {
    name: "X-rays of dogs",
    spec: animals,
    organisation: application,
    rule: "accountability/risk-level-plausible",
    right: ["pass"],
  },
  {
    name: "X-rays of dogs",
    spec: animals,
    organisation: application,
    rule: "fda/device-determination",
    right: ["fail", "unknown"],
  },
  {
    name: "X-rays of people, called about nobody",
    spec: { ...animals, data: { categories: ["phi"] } },
    rule: "oversight/clinician-decides",
    right: ["fail", "unknown"],
  },
  {
    name: "X-rays of people, called about nobody",
    spec: { ...animals, data: { categories: ["phi"] } },
    rule: "accountability/risk-level-plausible",
    right: ["fail"],
  },
  {
    name: "a step counter",
    spec: stepCounter,
    organisation: application,
    rule: "accountability/risk-level-plausible",
    right: ["pass"],
  },
  {
    name: "a step counter",
    spec: stepCounter,
    organisation: application,
    rule: "oversight/able-to-override",
    right: none,
  },
  {
    name: "a monitor of patients, called wellness",
    spec: { ...stepCounter, affects: ["patients"] },
    rule: "oversight/able-to-override",
    right: ["unknown"],
  },
  // coverage
  {
    name: "staff look into claims for fraud",
    spec: { ...claims, oversight: { finalDecision: "staff-member", coverageActions: ["route"] } },
    organisation: { roles: ["health-plan", "ma-organization", "hhs-funds-recipient"] },
    rule: "coverage/clinician-decides-denials",
    right: silent,
  },
  {
    name: "staff look into claims for fraud",
    spec: { ...claims, oversight: { finalDecision: "staff-member", coverageActions: ["route"] } },
    organisation: { roles: ["health-plan", "ma-organization", "hhs-funds-recipient"] },
    rule: "section1557/inputs-identified",
    right: none,
  },
  {
    name: "a denial recommended in Medicare Advantage",
    spec: { ...claims, function: "utilization-review", affects: ["members"] },
    organisation: { roles: ["ma-organization", "hhs-funds-recipient"] },
    rule: "section1557/inputs-identified",
    right: ["unknown"],
  },
  {
    name: "staff deny in Medicaid",
    spec: {
      ...claims,
      function: "utilization-review",
      oversight: { finalDecision: "staff-member", coverageActions: ["recommend-deny"] },
    },
    organisation: { roles: ["health-plan", "medicaid-managed-care-plan"] },
    rule: "coverage/medicaid-denials",
    right: ["fail"],
  },
  {
    name: "a hospital reviews its own admissions in Texas",
    spec: {
      ...claims,
      function: "utilization-review",
      jurisdictions: ["US-TX"],
      oversight: { coverageActions: ["recommend-deny"] },
    },
    rule: "coverage/no-deny-recommendation-texas",
    right: none,
  },
  {
    name: "an insurer recommends denials in Texas",
    spec: {
      ...claims,
      function: "utilization-review",
      jurisdictions: ["US-TX"],
      oversight: { coverageActions: ["recommend-deny"] },
    },
    organisation: { roles: ["state-regulated-insurer"] },
    rule: "coverage/no-deny-recommendation-texas",
    right: ["fail"],
  },
  // devices
  {
    name: "pressure of time is guidance",
    spec: {
      function: "clinical-decision-support",
      users: ["clinician"],
      timeCritical: true,
      risk: { level: "high", fdaDevice: "non-device-cds" },
      data: { categories: ["phi"], modalities: ["tabular"] },
      transparency: { explanation: { shows: ["evidence-basis"] } },
    },
    rule: "fda/decision-support-criteria",
    right: ["pass"],
  },
  {
    name: "pressure of time is guidance",
    spec: {
      function: "clinical-decision-support",
      users: ["clinician"],
      timeCritical: true,
      risk: { level: "high", fdaDevice: "non-device-cds" },
      data: { categories: ["phi"], modalities: ["tabular"] },
      transparency: { explanation: { shows: ["evidence-basis"] } },
    },
    rule: "fda/decision-support-guidance",
    right: ["advice"],
  },
  {
    name: "wellness that calls itself a therapist",
    spec: {
      ...stepCounter,
      function: "care-coordination",
      regulatory: { patientFunction: "general-wellness", serviceClaims: ["ai-therapist"] },
    },
    organisation: application,
    rule: "fda/wellness-therapist-claim",
    right: ["advice"],
  },
  {
    name: "wellness that calls itself a therapist",
    spec: {
      ...stepCounter,
      function: "care-coordination",
      regulatory: { patientFunction: "general-wellness", serviceClaims: ["ai-therapist"] },
    },
    organisation: application,
    rule: "fda/patient-function",
    right: ["pass"],
  },
];

async function outcomeOf({ spec, organisation, rule }: Case): Promise<Outcome | "advice"> {
  const metadata = { name: "system", version: "1.0.0", owner: { name: "A B", role: "owner", email: "a@b.example" } };
  const manifest = { apiVersion: "caregate/v1", kind: "AIDeployment", metadata, spec: { ...base, ...spec } };
  const config = { apiVersion: "caregate/v1", kind: "Config", organisation: { ...clinic, ...organisation } };
  const files = { "manifest.yaml": JSON.stringify(manifest), ".caregate/config.yaml": JSON.stringify(config) };
  const { report } = await check({ targets: ["."], asOf, cwd: repository(files) });
  expect(report.diagnostics).toEqual([]);
  const finding = report.findings.find((one) => one.rule.id === rule);
  if (!finding) throw new Error(`${rule} has no finding`);
  const open = finding.outcome === "fail" || finding.outcome === "unknown";
  return open && !finding.gates ? "advice" : finding.outcome;
}

test.each(cases)("$name: $rule", async (one) => {
  expect(one.right).toContain(await outcomeOf(one));
});

test("an organisation in Germany names no states of the United States", async () => {
  const organisation = { roles: ["controller"], countries: ["DE"] };
  const spec = { jurisdictions: ["DE"], data: { categories: ["health"] } };
  expect(await outcomeOf({ name: "", spec, organisation, rule: "us-states/texas-storage", right: [] })).toBe(
    "not-applicable",
  );
});

test("a manifest without states leaves state law unknown", async () => {
  const one = { name: "", spec: { jurisdictions: ["US"] }, right: [] };
  expect(await outcomeOf({ ...one, rule: "us-states/california-message-disclaimer" })).toBe("unknown");
});
