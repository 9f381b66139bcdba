import { expect, test } from "vitest";
import { checkGroup, type Group, rightOutcomes, type Values } from "../support/law-groups.ts";

/*
 * Acts that bind few: who is bound, who nearly is, and who is not. Each group is one organisation; its manifests stand
 * in one repository and are checked at once.
 */

const animals = { affects: ["nobody"], data: { categories: ["operational"], legalBases: [] } };
const cloud = { name: "Cloud", roles: ["processor"], supplies: ["hosting"], dataAccess: "identifiable" };
const hosted = { vendors: [{ ...cloud, countries: ["FR"], accessCountries: ["FR"] }] };
const bought = {
  model: { provider: "Maker" },
  vendors: [{ name: "Maker", roles: ["processor"], supplies: ["model"], dataAccess: "none" }],
};
const certified = (standard: string, expires = "2027-06-01"): readonly Values[] => [
  {
    kind: "VendorAssessment",
    vendor: "Cloud",
    areas: ["security"],
    result: "accepted",
    certificates: [{ standard, expires, scopeNamesService: true, accredited: true }],
  },
];
const board: readonly Values[] = [{ kind: "CommitteeReview", body: "irb", decision: "approved" }];
const told = { patientNotice: { text: "notices/ai.md", when: "before-first-service" } };
const sells = (basis: string): Values => ({ recipients: [{ name: "Ads", basis, remuneration: "paid" }] });
const consumers = (place: string, data: Values = {}): Values => ({
  jurisdictions: [place],
  function: "patient-communication",
  users: ["public"],
  affects: ["public"],
  data: { categories: ["consumer-health"], legalBases: [], ...data },
});
const workforce = (categories: readonly string[], more: Values = {}): Values => ({
  affects: ["staff"],
  data: { categories, purposes: ["employment"], legalBases: [{ purpose: "employment", gdprArt6: "b" }], ...more },
});
const alone = { decisionRole: "decides", oversight: { reviewBeforeEffect: "none" } };
const investigational = (study: string, studyConsent: string): Values => ({
  stage: "research",
  risk: { level: "high", fdaDevice: "investigational" },
  regulatory: { deviceStudy: study, studyConsent },
});
const ownDevice = { risk: { level: "high", mdrClass: "iia" }, regulatory: { mdrRoute: "ce-marked" } };

const italy = "eu-national/italy-support-of-care";
const germany = "eu-national/germany-cloud-attestation";
const france = "eu-national/france-certified-host";
const cyber = "eu-national/cyber-incident-notice";
const liability = "eu-national/product-liability";
const sale = "us-states/connecticut-health-data-sale";
const saleElsewhere = "us-states/connecticut-maryland-health-data";
const biometrics = "us-states/illinois-biometrics";
const calls = "ftc/artificial-voice-calls";
const study = "fda/device-study";
const research = "privacy/human-subjects";
const limits = "onc/access-limits";
const surveillance = "uk/post-market-surveillance";
const eudamed = "mdr/eudamed-registration";
const licence = "canada/device-licence";
const quebec = "canada/quebec-automated-decisions";
const quebecHealth = "canada/quebec-health-body-decisions";

const groups: readonly Group[] = [
  {
    organisation: { roles: ["controller"], countries: ["IT"], employees: 400 },
    cases: [
      {
        name: "a diagnosis by the system in Rome",
        spec: { jurisdictions: ["IT"], function: "diagnosis", ...alone, oversight: { finalDecision: "system" } },
        right: { [italy]: "fail", [cyber]: "unknown, advisory" },
      },
      {
        name: "a diagnosis by a physician in Milan, with notice",
        spec: {
          jurisdictions: ["IT-25"],
          function: "diagnosis",
          oversight: { finalDecision: "licensed-clinician" },
          transparency: told,
        },
        right: { [italy]: "pass" },
      },
      {
        name: "notice after the therapy",
        spec: {
          jurisdictions: ["IT"],
          function: "therapy",
          oversight: { finalDecision: "licensed-clinician" },
          transparency: { patientNotice: { ...told.patientNotice, when: "after" } },
        },
        right: { [italy]: "fail" },
      },
      {
        name: "bills in Italy",
        spec: { jurisdictions: ["IT"], function: "billing" },
        right: { [italy]: "not-applicable" },
      },
      {
        name: "a study in Italy",
        spec: { jurisdictions: ["IT"], function: "diagnosis", stage: "research" },
        right: { [italy]: "not-applicable" },
      },
      {
        name: "dogs in Italy",
        spec: { jurisdictions: ["IT"], function: "diagnosis", ...animals },
        right: {
          [italy]: "not-applicable",
          "mdr/qualification": "not-applicable",
          "gdpr/legal-basis": "not-applicable",
        },
      },
      {
        name: "the Italian part of Switzerland",
        spec: { jurisdictions: ["CH-TI"], function: "diagnosis" },
        right: { [italy]: "not-applicable", [cyber]: "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["controller"], countries: ["DE"], employees: 12, statutoryHealthInsurance: true },
    cases: [
      {
        name: "a surgery with a host of type 2",
        spec: { jurisdictions: ["DE"], ...hosted },
        evidence: certified("c5-type-2"),
        right: { [germany]: "pass", [cyber]: "not-applicable" },
      },
      {
        name: "an attestation that ended",
        spec: { jurisdictions: ["DE"], ...hosted },
        evidence: certified("c5-type-2", "2026-10-01"),
        right: { [germany]: "fail" },
      },
      {
        name: "an attestation of type 1 for a system of 2024",
        spec: { jurisdictions: ["DE"], ...hosted, regulatory: { firstPlacedOnMarket: "2024-03-01" } },
        evidence: certified("c5-type-1"),
        right: { [germany]: "fail" },
      },
      {
        name: "own machines",
        spec: { jurisdictions: ["DE"] },
        right: { [germany]: "not-applicable" },
      },
      {
        name: "the same surgery over the border in Austria",
        spec: { jurisdictions: ["AT"], ...hosted },
        right: { [germany]: "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["controller"], countries: ["DE"], employees: 40, statutoryHealthInsurance: false },
    cases: [
      {
        name: "a clinic outside statutory insurance",
        spec: { jurisdictions: ["DE"], ...hosted },
        right: { [germany]: "pass" },
      },
    ],
  },
  {
    organisation: { roles: ["controller"], countries: ["FR"], employees: 40 },
    cases: [
      {
        name: "a certified host",
        spec: { jurisdictions: ["FR"], ...hosted },
        evidence: certified("hds"),
        right: { [france]: "pass" },
      },
      {
        name: "a host with another certificate",
        spec: { jurisdictions: ["FR-75"], ...hosted },
        evidence: certified("iso-27001"),
        right: { [france]: "fail" },
      },
      {
        name: "nothing is known of the host",
        spec: { jurisdictions: ["FR"], ...hosted },
        right: { [france]: "unknown" },
      },
      {
        name: "a host that reaches nothing",
        spec: { jurisdictions: ["FR"], vendors: [{ ...cloud, dataAccess: "none" }] },
        right: { [france]: "not-applicable" },
      },
      {
        name: "claims of an insurer, which no care collected",
        spec: { jurisdictions: ["FR"], function: "claims", ...hosted },
        right: { [france]: "not-applicable" },
      },
      {
        name: "rotas of staff",
        spec: { jurisdictions: ["FR"], function: "workforce-management", ...workforce(["staff"]), ...hosted },
        right: { [france]: "not-applicable" },
      },
      {
        name: "a French host of a hospital in Belgium",
        spec: { jurisdictions: ["BE"], ...hosted },
        right: { [france]: "not-applicable" },
      },
      {
        name: "shifts that a score of staff cuts",
        spec: {
          jurisdictions: ["FR"],
          function: "workforce-management",
          ...workforce(["staff"]),
          significantEffect: true,
          decisionRole: "drives",
        },
        right: { "gdpr/impact-assessment": "unknown" },
      },
    ],
  },
  {
    organisation: { roles: ["controller"], countries: ["NL"], employees: 400, notices: { cyberWarningHours: 48 } },
    asOf: "2027-02-01",
    cases: [
      {
        name: "own software of the last day of the old law",
        spec: { jurisdictions: ["NL"], regulatory: { firstPlacedOnMarket: "2026-12-09" } },
        right: { [liability]: "not-applicable", [cyber]: "fail, advisory" },
      },
      {
        name: "own software of the first day of the new law",
        spec: { jurisdictions: ["NL"], regulatory: { firstPlacedOnMarket: "2026-12-10" } },
        right: { [liability]: "unknown, advisory" },
      },
      {
        name: "software of somebody else",
        spec: { jurisdictions: ["NL"], ...bought, regulatory: { firstPlacedOnMarket: "2026-12-10" } },
        right: { [liability]: "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["consumer-health-business"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "an app that sells in Connecticut",
        spec: consumers("US-CT", sells("contract")),
        right: { [sale]: "fail", [saleElsewhere]: "fail, advisory", "ftc/no-unauthorised-sharing": "fail" },
      },
      {
        name: "an app that sells by consent in Connecticut",
        spec: consumers("US-CT", sells("individual-consent")),
        right: { [sale]: "pass" },
      },
      {
        name: "an app that sells by consent in Maryland",
        spec: consumers("US-MD", sells("individual-consent")),
        right: { [sale]: "not-applicable", [saleElsewhere]: "fail, advisory" },
      },
      {
        name: "an app that sells in Rhode Island",
        spec: consumers("US-RI", sells("contract")),
        right: {
          [sale]: "not-applicable",
          [saleElsewhere]: "not-applicable",
          "ftc/no-unauthorised-sharing": "fail",
        },
      },
      {
        name: "faces in a wellness app, released in writing",
        spec: consumers("US-IL", {
          categories: ["consumer-health", "biometric"],
          consent: { properties: ["written-release"] },
        }),
        right: { [biometrics]: "pass" },
      },
      {
        name: "an app for the United Kingdom, by a company that is not there",
        spec: consumers("GB"),
        right: { "gdpr/representative-uk": "unknown", "gdpr/representative": "not-applicable" },
      },
      {
        name: "an app for Ireland, by a company that is not there",
        spec: consumers("IE"),
        right: {
          "gdpr/representative-uk": "not-applicable",
          "gdpr/representative": "unknown",
          "gdpr/people-informed": "unknown",
          "gdpr/breach-authority": "unknown",
          "gdpr/processing-record": "unknown",
        },
      },
    ],
  },
  {
    organisation: { roles: ["covered-entity-provider"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "a clinic's app that shares in Connecticut",
        spec: consumers("US-CT", sells("contract")),
        right: { [sale]: "not-applicable", "ftc/no-unauthorised-sharing": "not-applicable" },
      },
      {
        name: "faces of staff at the door in Illinois",
        spec: {
          jurisdictions: ["US-IL"],
          function: "security",
          ...workforce(["biometric", "staff"], { consent: { properties: ["explicit"] } }),
        },
        right: { [biometrics]: "fail" },
      },
      {
        name: "voices of patients in Illinois",
        spec: { jurisdictions: ["US-IL"], function: "documentation", data: { categories: ["phi", "biometric"] } },
        right: { [biometrics]: "not-applicable" },
      },
      {
        name: "faces of staff at the door in Indiana",
        spec: { jurisdictions: ["US-IN"], function: "security", ...workforce(["biometric", "staff"]) },
        right: { [biometrics]: "not-applicable" },
      },
      {
        name: "calls that remind, with consent to something else",
        spec: {
          capabilities: ["outbound-calls"],
          function: "scheduling",
          data: { categories: ["phi"], consent: { properties: ["explicit"] } },
        },
        right: { [calls]: "fail" },
      },
      {
        name: "calls of an emergency service",
        spec: { capabilities: ["outbound-calls"], function: "emergency-dispatch" },
        right: { [calls]: "not-applicable" },
      },
      {
        name: "a voice that only answers",
        spec: { capabilities: ["none"] },
        right: { [calls]: "not-applicable" },
      },
      {
        name: "a study that is exempt, with the board's waiver",
        spec: investigational("exempt", "waived-by-board"),
        evidence: board,
        right: { [study]: "pass" },
      },
      {
        name: "a study of no significant risk that asks nobody",
        spec: investigational("non-significant-risk", "none"),
        evidence: board,
        right: { [study]: "fail" },
      },
      {
        name: "a study of significant risk without a number",
        spec: investigational("significant-risk", "obtained"),
        evidence: board,
        right: { [study]: "unknown" },
      },
      {
        name: "a study on horses",
        spec: { ...investigational("significant-risk", "none"), ...animals },
        right: { [study]: "not-applicable" },
      },
      {
        name: "a device on the market",
        spec: { risk: { level: "high", fdaDevice: "authorised" } },
        right: { [study]: "not-applicable" },
      },
      {
        name: "research with federal support, and no board",
        spec: {
          stage: "research",
          function: "research",
          regulatory: { humanSubjects: "federally-supported" },
          data: { categories: ["phi"], purposes: ["research"], legalBases: [{ purpose: "research" }] },
        },
        right: { [research]: "unknown, advisory" },
      },
      {
        name: "better quality is no research",
        spec: { function: "operations", data: { categories: ["phi"], purposes: ["quality-improvement"] } },
        right: { [research]: "not-applicable" },
      },
      {
        name: "a limit that nothing covers",
        spec: { integration: { accessLimits: [{ practice: "no export", exception: "none" }] } },
        right: { [limits]: "fail, advisory" },
      },
      {
        name: "cats in Texas",
        spec: { jurisdictions: ["US-TX"], function: "diagnosis", ...animals },
        right: {
          "us-states/texas-record-review": "not-applicable",
          "us-states/texas-storage": "not-applicable",
          "oversight/clinician-decides": "not-applicable",
          "transparency/patients-know": "not-applicable",
        },
      },
    ],
  },
  {
    organisation: { roles: ["covered-entity-provider", "public-body"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "faces of staff at the door of a county hospital in Illinois",
        spec: { jurisdictions: ["US-IL"], function: "security", ...workforce(["biometric", "staff"]) },
        right: { [biometrics]: "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["business-associate"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "a limit of a vendor without certified software",
        spec: { integration: { accessLimits: [{ practice: "no export", exception: "none" }] } },
        right: { [limits]: "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["device-manufacturer", "controller"], countries: ["GB"], employees: 90 },
    cases: [
      {
        name: "a maker's device in Scotland that nobody watches",
        spec: {
          jurisdictions: ["GB-SCT"],
          ...ownDevice,
          monitoring: { signals: [], reportChannel: "safety@example.org" },
          incidentResponse: { vigilance: "vigilance.md" },
        },
        right: { [surveillance]: "fail", "gdpr/representative-uk": "not-applicable" },
      },
      {
        name: "a maker's device in Northern Ireland",
        spec: { jurisdictions: ["GB-NIR"], ...ownDevice },
        right: { [surveillance]: "not-applicable", [eudamed]: "not-applicable" },
      },
      {
        name: "a maker's device in Northern Ireland and Wales",
        spec: { jurisdictions: ["GB-NIR", "GB-WLS"], ...ownDevice },
        right: { [surveillance]: "unknown" },
      },
      {
        name: "a maker's software that is no device",
        spec: { jurisdictions: ["GB-ENG"], risk: { level: "low", mdrClass: "not-a-device" } },
        right: { [surveillance]: "not-applicable" },
      },
      {
        name: "a maker's new device in Ireland",
        spec: {
          jurisdictions: ["IE"],
          risk: ownDevice.risk,
          regulatory: { mdrRoute: "ce-marked", firstPlacedOnMarket: "2026-09-01" },
        },
        right: { [eudamed]: "unknown" },
      },
    ],
  },
  {
    organisation: { roles: ["health-information-custodian"], countries: ["CA"], employees: 90 },
    cases: [
      {
        name: "a bought device with a number of another country",
        spec: { jurisdictions: ["CA-ON"], function: "diagnosis", ...bought, regulatory: { licences: ["US:K1"] } },
        right: { [licence]: "fail", "canada/ontario-information-practices": "unknown" },
      },
      {
        name: "a model of its own, which it does not sell",
        spec: { jurisdictions: ["CA-ON"], function: "diagnosis" },
        right: { [licence]: "not-applicable" },
      },
      {
        name: "cows in Ontario",
        spec: { jurisdictions: ["CA-ON"], function: "diagnosis", ...bought, ...animals, regulatory: { licences: [] } },
        right: { [licence]: "not-applicable", "canada/ontario-information-practices": "not-applicable" },
      },
      {
        name: "a hospital of Manitoba",
        spec: { jurisdictions: ["CA-MB"] },
        right: { "canada/ontario-information-practices": "not-applicable" },
      },
      {
        name: "a hospital of Quebec decides about patients",
        spec: { jurisdictions: ["CA-QC"], function: "triage", ...alone },
        right: { [quebec]: "not-applicable", [quebecHealth]: "unknown, advisory" },
      },
      {
        name: "a hospital of Quebec decides about its staff",
        spec: { jurisdictions: ["CA-QC"], function: "workforce-management", ...workforce(["staff"]), ...alone },
        right: { [quebec]: "unknown", [quebecHealth]: "not-applicable" },
      },
    ],
  },
  {
    organisation: {
      roles: ["controller"],
      countries: ["CA"],
      employees: 90,
      notices: { register: "r", registerYears: 1 },
    },
    cases: [
      {
        name: "an insurer of Quebec decides, and informs nobody",
        spec: {
          jurisdictions: ["CA-QC"],
          function: "claims",
          affects: ["members"],
          ...alone,
          transparency: { automatedDecisionNotice: "none" },
        },
        right: { [quebec]: "fail", [quebecHealth]: "not-applicable" },
      },
      {
        name: "an insurer of Ontario decides",
        spec: { jurisdictions: ["CA-ON"], function: "claims", affects: ["members"], ...alone },
        right: { [quebec]: "not-applicable" },
      },
      {
        name: "a company of Alberta, which has an act of its own",
        spec: { jurisdictions: ["CA-AB"] },
        right: { "canada/incident-register": "not-applicable" },
      },
      {
        name: "a company of Nova Scotia forgets breaches after a year",
        spec: { jurisdictions: ["CA-NS"] },
        right: { "canada/incident-register": "fail" },
      },
      {
        name: "a system of Quebec from the day before the duty",
        spec: { jurisdictions: ["CA-QC"], goLive: "2023-09-21" },
        right: { "canada/quebec-privacy-assessment": "not-applicable" },
      },
      {
        name: "a system of Quebec from the day of the duty",
        spec: { jurisdictions: ["CA-QC"], goLive: "2023-09-22" },
        right: { "canada/quebec-privacy-assessment": "unknown" },
      },
    ],
  },
  {
    organisation: { roles: ["care-provider"], countries: ["AU"], employees: 9 },
    cases: [
      {
        name: "sheep in Australia",
        spec: { jurisdictions: ["AU"], function: "diagnosis", ...animals },
        right: { "international/device-licences": "not-applicable" },
      },
    ],
  },
];

test.each(groups.map((group) => [JSON.stringify(group.organisation), group] as const))("%s", async (_, group) => {
  const { errors, outcomes } = await checkGroup(group);
  expect(errors).toEqual([]);
  expect(outcomes).toEqual(rightOutcomes(group));
});
