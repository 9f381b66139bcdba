import { expect, test } from "vitest";
import { type Case, checkGroup, type Group, rightOutcomes, type Values } from "../support/law-groups.ts";

/*
 * Neighbours of what went wrong once: the same provision with another role, purpose, state or day. Each group is one
 * organisation; its manifests stand in one repository and are checked at once.
 */

const germany = { jurisdictions: ["DE"] };
const basis = (purpose: string, gdprArt6: string, gdprArt9: string, law?: string): Values => ({
  categories: ["health"],
  purposes: [purpose],
  legalBases: [{ purpose, gdprArt6, gdprArt9, ...(law ? { law } : {}) }],
});
const hipaa = (category: string, purpose: string, permission: string, more: Values = {}): Values => ({
  data: { categories: [category], purposes: [purpose], legalBases: [{ purpose, hipaa: permission }], ...more },
});
const part2 = (purpose: string, ground: string): Values => ({
  data: { categories: ["part2-sud"], purposes: [purpose], legalBases: [{ purpose, part2: ground }] },
});
const vendor = (role: string, supplies: string): Values => ({
  ...hipaa("phi", "treatment", "treatment"),
  vendors: [{ name: "V", roles: [role], supplies: [supplies], dataAccess: "identifiable" }],
});
const consumers: Values = {
  function: "patient-communication",
  users: ["public"],
  affects: ["public"],
  data: { categories: ["consumer-health"], legalBases: [] },
};
const staff: Values = {
  affects: ["staff"],
  function: "workforce-management",
  data: { categories: ["staff"], purposes: ["employment"], legalBases: [] },
};

const law = "Sozialgesetzbuch V section 25b";
const decides = { significantEffect: true, decisionRole: "decides", oversight: { reviewBeforeEffect: "none" } };

const abroad = (contract: string): Values => ({
  ...germany,
  vendors: [
    {
      name: "Maker",
      roles: ["processor"],
      supplies: ["model"],
      dataAccess: "identifiable",
      countries: ["US"],
      accessCountries: ["US"],
      contract,
    },
  ],
});
const terms =
  "documented-instructions confidentiality safeguards subcontractor-flow-down rights-assistance assistance-security-dpia return-or-destroy audit-rights";
/** A vendor in the United States, under clauses of some module or another tool. */
const transfer = (
  name: string,
  tool: Values,
  outcome: string,
  clauses = `${terms} government-access-challenge`,
): Case => ({
  name,
  spec: abroad,
  evidence: [
    {
      kind: "Contract",
      vendor: "Maker",
      instruments: ["dpa", "scc"],
      effective: "2026-01-01",
      subprocessors: [],
      processingTerms: "subject-matter duration nature purpose data-types people-categories security-annex".split(" "),
      clauses: clauses.split(" "),
      transfers: [{ country: "US", assessed: "2026-09-01", assessment: "adequate", annexesComplete: true, ...tool }],
    },
  ],
  right: { "gdpr/transfer-tool-valid": outcome },
});

const inHouse = {
  ...germany,
  risk: { level: "high", mdrClass: "iia" },
  regulatory: {
    mdrRoute: "in-house",
    transferredToOthers: false,
    inHouseDeclaration: "https://example.org/in-house",
    inHouseReason: "files/why.md",
    technicalDocumentation: "files/technical/",
  },
};
const breach = "privacy/breach-notice-to-people";
const agreement = "hipaa/business-associate-agreement";
const permitted = "hipaa/permitted-purpose";

const groups: readonly Group[] = [
  {
    organisation: { roles: ["controller"], countries: ["DE"], employees: 40 },
    cases: [
      {
        name: "research by a contract with the person",
        spec: { ...germany, data: basis("research", "b", "j", law) },
        right: { "gdpr/legal-basis": "fail" },
      },
      {
        name: "research of public health by a law",
        spec: {
          ...germany,
          data: { ...basis("research", "e", "i", law), minimumNecessary: { directIdentifiers: "none" } },
        },
        right: { "gdpr/legal-basis": "pass", "gdpr/research-safeguards": "pass" },
      },
      {
        name: "a decision by a law of public health",
        spec: { ...germany, ...decides, data: { ...basis("treatment", "e", "i", law), art22Exception: "law" } },
        right: { "gdpr/automated-decisions": "fail" },
      },
      {
        name: "a decision by a law of substantial public interest",
        spec: { ...germany, ...decides, data: { ...basis("treatment", "e", "g", law), art22Exception: "law" } },
        right: { "gdpr/automated-decisions": "pass" },
      },
      {
        name: "pseudonymised data whose key is held",
        spec: { ...germany, data: { categories: ["pseudonymised"], pseudonymKey: "held" } },
        right: { "gdpr/impact-assessment": "unknown" },
      },
      {
        name: "records of nobody",
        spec: {
          ...germany,
          data: {
            categories: ["synthetic"],
            syntheticFrom: "no-real-people",
            purposes: ["model-development"],
            legalBases: [],
          },
        },
        right: { "privacy/synthetic-data": "not-applicable", "gdpr/legal-basis": "not-applicable" },
      },
      transfer("a controller under module 2", { mechanism: "scc", sccModule: 2 }, "pass"),
      transfer("a controller under module 3", { mechanism: "scc", sccModule: 3 }, "fail"),
      transfer("a vendor under the GDPR itself", { mechanism: "scc", sccModule: 2, importerUnderGdpr: true }, "fail"),
      transfer(
        "certification, which asks for no clause on foreign orders",
        { mechanism: "dpf", recipientInScope: true, listChecked: "2026-11-01" },
        "pass",
        terms,
      ),
    ],
  },
  {
    organisation: { roles: ["processor"], countries: ["DE"], employees: 40 },
    cases: [
      {
        name: "a pure processor",
        spec: germany,
        right: {
          "gdpr/people-informed": "not-applicable",
          "gdpr/breach-authority": "not-applicable",
          "gdpr/impact-assessment": "not-applicable",
          "gdpr/legal-basis": "not-applicable",
          "privacy/requests-answered": "not-applicable",
          "gdpr/processing-record": "unknown",
          "gdpr/data-protection-officer": "unknown",
        },
      },
      transfer("a processor under module 3", { mechanism: "scc", sccModule: 3 }, "pass"),
      transfer("a processor under module 4", { mechanism: "scc", sccModule: 4 }, "fail"),
    ],
  },
  {
    organisation: { roles: ["care-provider"], countries: ["DE"], employees: 40, qualitySystem: "iso-13485" },
    cases: [
      {
        name: "a hospital that does not call itself a controller",
        spec: germany,
        right: {
          "gdpr/people-informed": "unknown",
          "gdpr/breach-authority": "unknown",
          "gdpr/processing-record": "unknown",
          "privacy/requests-answered": "unknown",
        },
      },
      { name: "a device that the hospital made for itself", spec: inHouse, right: { "mdr/in-house": "pass" } },
      {
        name: "a device that the hospital bought",
        spec: {
          ...inHouse,
          model: { provider: "Maker" },
          vendors: [{ name: "Maker", roles: ["processor"], supplies: ["model"], dataAccess: "none" }],
        },
        right: { "mdr/in-house": "fail" },
      },
    ],
  },
  {
    organisation: {
      roles: ["controller", "device-manufacturer"],
      countries: ["DE"],
      employees: 40,
      qualitySystem: "iso-13485",
    },
    cases: [{ name: "a company that calls its device in-house", spec: inHouse, right: { "mdr/in-house": "fail" } }],
  },
  {
    organisation: { roles: ["controller", "public-body"], countries: ["DE"], employees: 2, soloPractice: true },
    cases: [
      {
        name: "a single public practitioner",
        spec: germany,
        right: { "gdpr/data-protection-officer": "unknown", "gdpr/impact-assessment": "not-applicable" },
      },
    ],
  },
  {
    organisation: { roles: ["controller"], countries: ["GB"], employees: 40 },
    cases: [
      {
        name: "a recognised interest of a private clinic in care",
        spec: { jurisdictions: ["GB"], data: basis("treatment", "ea", "h") },
        right: { "gdpr/legal-basis": "pass" },
      },
      {
        name: "a recognised interest in better quality",
        spec: { jurisdictions: ["GB"], data: basis("quality-improvement", "ea", "h") },
        right: { "gdpr/legal-basis": "fail" },
      },
      {
        name: "the class of a device in England",
        spec: {
          jurisdictions: ["GB-ENG"],
          function: "patient-monitoring",
          risk: { level: "high", mdrClass: "i" },
          regulatory: { mdrRoute: "ce-marked", monitors: "vital-parameters", conditionSeverity: "critical" },
        },
        right: { "mdr/class": "not-applicable" },
      },
      {
        name: "the class of a device in Northern Ireland",
        spec: {
          jurisdictions: ["GB-NIR"],
          function: "patient-monitoring",
          risk: { level: "high", mdrClass: "i" },
          regulatory: { mdrRoute: "ce-marked", monitors: "vital-parameters", conditionSeverity: "critical" },
        },
        right: { "mdr/class": "fail", "ai-act/scope-and-class": "not-applicable" },
      },
    ],
  },
  {
    organisation: {
      roles: ["covered-entity-provider"],
      countries: ["US"],
      states: [],
      employees: 90,
      notices: { individualsDays: 45 },
    },
    cases: [
      {
        name: "PHI in Florida, where HIPAA is enough",
        spec: { ...hipaa("phi", "treatment", "treatment"), jurisdictions: ["US-FL"] },
        right: { [breach]: "pass" },
      },
      {
        name: "PHI in Colorado, where the shorter time counts",
        spec: { ...hipaa("phi", "treatment", "treatment"), jurisdictions: ["US-CO"] },
        right: { [breach]: "fail" },
      },
      {
        name: "PHI in Maine, where health data start no clock",
        spec: { ...hipaa("phi", "treatment", "treatment"), jurisdictions: ["US-ME"] },
        right: { [breach]: "pass" },
      },
      {
        name: "PHI and accounts in Maine",
        spec: {
          ...hipaa("phi", "treatment", "treatment", { categories: ["phi", "financial"] }),
          jurisdictions: ["US-ME"],
        },
        right: { [breach]: "fail" },
      },
      { name: "a carrier that stores", spec: vendor("conduit", "hosting"), right: { [agreement]: "fail" } },
      { name: "a carrier that supports", spec: vendor("conduit", "support"), right: { [agreement]: "fail" } },
      {
        name: "a carrier that carries",
        spec: vendor("conduit", "transport"),
        right: { [agreement]: "not-applicable" },
      },
      {
        name: "analytics by a provider in treatment",
        spec: vendor("treatment-provider", "analytics"),
        right: { [agreement]: "fail" },
      },
      {
        name: "a limited data set for marketing",
        spec: hipaa("limited-data-set", "marketing", "limited-data-set"),
        right: { "hipaa/limited-data-set": "fail", [permitted]: "fail" },
      },
      {
        name: "jobs by the permission for operations",
        spec: hipaa("phi", "employment", "operations"),
        right: { [permitted]: "fail" },
      },
      {
        name: "notes of a therapist for own training",
        spec: hipaa("psychotherapy-notes", "operations", "own-training"),
        right: { "hipaa/psychotherapy-notes": "pass" },
      },
      {
        name: "notes of a therapist for payment",
        spec: hipaa("psychotherapy-notes", "payment", "payment"),
        right: { "hipaa/psychotherapy-notes": "fail" },
      },
      {
        name: "quality needs neither a board nor an authorization",
        spec: hipaa("phi", "quality-improvement", "operations"),
        right: { "hipaa/research-pathway": "not-applicable", "hipaa/authorization": "not-applicable" },
      },
      {
        name: "records of staff without a second factor",
        spec: { ...staff, security: { access: { mfa: "none" } } },
        right: { "security/second-factor": "not-applicable", [permitted]: "not-applicable" },
      },
      {
        name: "a hospital is no developer of certified records",
        spec: { ...hipaa("phi", "treatment", "treatment"), regulatory: { oncModule: true } },
        right: { "onc/attribute-access-and-summary": "not-applicable", "onc/risk-management": "not-applicable" },
      },
    ],
  },
  {
    organisation: {
      roles: ["consumer-health-business"],
      countries: ["US"],
      states: [],
      employees: 90,
      notices: { individualsDays: 45 },
    },
    cases: [
      {
        name: "data of consumers in Florida",
        spec: { ...consumers, jurisdictions: ["US-FL"] },
        right: {
          [breach]: "fail",
          [permitted]: "not-applicable",
          "hipaa/notice-of-privacy-practices": "not-applicable",
          "privacy/requests-answered": "not-applicable",
        },
      },
      {
        name: "a step counter",
        spec: {
          ...consumers,
          decisionRole: "none",
          risk: { level: "low" },
          regulatory: { patientFunction: "general-wellness", serviceClaims: ["none"] },
        },
        right: { "accountability/risk-level-plausible": "pass" },
      },
    ],
  },
  {
    organisation: { roles: ["part2-program"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "a court order for treatment",
        spec: part2("treatment", "court-order"),
        right: { "part2/consent": "fail" },
      },
      { name: "an audit for marketing", spec: part2("marketing", "audit"), right: { "part2/consent": "fail" } },
    ],
  },
  {
    organisation: { roles: ["research-institution"], countries: ["US"], states: [], employees: 90 },
    cases: [
      {
        name: "a limited data set that was received",
        spec: {
          ...hipaa("limited-data-set", "research", "limited-data-set", {
            sources: [{ name: "clinic", kind: "other-provider" }],
          }),
          stage: "research",
          function: "research",
        },
        right: { "hipaa/limited-data-set": "unknown", "hipaa/notice-of-privacy-practices": "not-applicable" },
      },
    ],
  },
  {
    organisation: {
      roles: ["controller", "covered-entity-provider"],
      countries: ["DE", "US"],
      states: ["US-NY"],
      employees: 90,
      rights: {
        responseDays: 30,
        amendmentDays: 60,
        aiOutputsInRecordSet: "included",
        processes: ["access", "amendment", "rectification", "erasure-with-exceptions", "restriction", "portability"],
      },
    },
    cases: [
      {
        name: "payment in the United States alone",
        spec: {
          jurisdictions: ["DE", "US-NY"],
          data: {
            categories: ["health", "phi"],
            purposes: ["treatment", "payment"],
            legalBases: [
              { purpose: "treatment", gdprArt6: "b", gdprArt9: "h", hipaa: "treatment" },
              { purpose: "payment", regions: ["us"], hipaa: "payment" },
            ],
          },
        },
        right: { "gdpr/legal-basis": "pass", "privacy/requests-answered": "pass" },
      },
    ],
  },
];

test.each(groups.map((group) => [JSON.stringify(group.organisation), group] as const))("%s", async (_, group) => {
  const { errors, outcomes } = await checkGroup(group);
  expect(errors).toEqual([]);
  expect(outcomes).toEqual(rightOutcomes(group));
});
