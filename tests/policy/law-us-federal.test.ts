import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { temporaryFolder, write } from "../support/repository.ts";

/*
 * What federal law of the United States on privacy and research says of whole manifests: small ones, in which a single
 * thing is as the name says.
 */

type Plain = Readonly<Record<string, unknown>>;

interface Case {
  readonly name: string;
  readonly roles: readonly string[];
  readonly spec?: Plain;
  readonly data?: Plain;
  readonly vendors?: readonly Plain[];
  readonly evidence?: readonly Plain[];
  /** By rule, every outcome that is right. */
  readonly right: Readonly<Record<string, readonly string[]>>;
}

const asOf = "2026-11-29";
const hospital = ["covered-entity-provider"];

const manifestOf = ({ spec = {}, data = {}, vendors = [], evidence = [] }: Case): Plain => ({
  apiVersion: "caregate/v1",
  kind: "AIDeployment",
  metadata: { name: "letters", version: "1.0.0", owner: { name: "A B", role: "owner", email: "a@b.example" } },
  spec: {
    purpose: "Drafts letters to general practitioners after a visit.",
    function: "documentation",
    stage: "production",
    jurisdictions: ["US-IA"],
    users: ["clinician"],
    affects: ["patients"],
    decisionRole: "informs",
    risk: { level: "moderate", fdaDevice: "non-device" },
    model: { name: "letter-model", version: "1.0.0", type: "generative", provider: "self", learning: "locked" },
    data: {
      categories: ["phi"],
      purposes: ["treatment"],
      legalBases: [{ purpose: "treatment", hipaa: "treatment" }],
      sources: [{ name: "record", kind: "own-record" }],
      recipients: [],
      trackers: [],
      ...data,
    },
    capabilities: ["none"],
    ...spec,
    vendors,
  },
  evidence: evidence.map(({ kind }, i) => ({ kind, path: `evidence-${i}.json`, id: `document-${i}` })),
});

const contract = (vendor: string, instruments: readonly string[], more: Plain = {}): Plain => ({
  kind: "Contract",
  vendor,
  instruments,
  effective: "2026-01-01",
  clauses: [],
  ...more,
});
/** A vendor that supplies the model under the first contract. */
const model = (name: string, role: string): Plain => ({
  name,
  roles: [role],
  supplies: ["model"],
  dataAccess: "identifiable",
  contract: "document-0",
});
const host = { name: "Host", dataAccess: "none", supplies: ["hosting"], countries: ["US"], accessCountries: ["US"] };

const agreement = "hipaa/business-associate-agreement";
const notMet = ["fail", "unknown"];
const silent = ["not-applicable", "pass"];

const cases: readonly Case[] = [
  {
    name: "a health plan's coded claims reach an analyst without a contract",
    roles: ["health-plan"],
    data: {
      categories: ["pseudonymised"],
      purposes: ["payment"],
      legalBases: [{ purpose: "payment", hipaa: "payment" }],
    },
    vendors: [{ name: "Analyst", roles: ["business-associate"], supplies: ["analytics"], dataAccess: "pseudonymised" }],
    right: {
      [agreement]: notMet,
      "hipaa/permitted-purpose": ["pass"],
      "hipaa/notice-of-privacy-practices": ["unknown"],
    },
  },
  {
    name: "voice prints of a clinic's patients",
    roles: hospital,
    data: { categories: ["biometric"] },
    vendors: [{ name: "Voice", roles: ["processor"], supplies: ["software"], dataAccess: "identifiable" }],
    right: { [agreement]: ["fail"] },
  },
  {
    name: "genomes of a clinic's patients",
    roles: hospital,
    data: { categories: ["genetic"] },
    right: { "hipaa/permitted-purpose": ["unknown"] },
  },
  {
    name: "genomes that an expert de-identified",
    roles: hospital,
    data: { categories: ["genetic"] },
    evidence: [{ kind: "PrivacyTest", type: "de-identification", method: "expert-determination", result: "passed" }],
    right: { "hipaa/permitted-purpose": ["not-applicable"], [agreement]: ["not-applicable"] },
  },
  {
    name: "faces of a hospital's staff at the door",
    roles: hospital,
    spec: { affects: ["staff"], function: "security" },
    data: { categories: ["biometric", "staff"], purposes: ["employment"], legalBases: [] },
    right: { "hipaa/permitted-purpose": ["not-applicable"], [agreement]: ["not-applicable"] },
  },
  {
    name: "addresses of patients, called personal",
    roles: hospital,
    data: { categories: ["personal"], legalBases: [] },
    right: { "hipaa/permitted-purpose": ["fail"] },
  },
  {
    name: "an analyst who calls itself a carrier",
    roles: hospital,
    vendors: [{ name: "Analyst", roles: ["conduit"], supplies: ["analytics"], dataAccess: "identifiable" }],
    right: { [agreement]: ["fail"], "contracts/use-limits": notMet, "contracts/exit": notMet },
  },
  {
    name: "a carrier that carries",
    roles: hospital,
    vendors: [{ name: "Telecom", roles: ["conduit"], supplies: ["transport"], dataAccess: "identifiable" }],
    right: { [agreement]: ["not-applicable"], "contracts/use-limits": ["not-applicable"] },
  },
  {
    name: "the maker of the model calls itself a provider in treatment",
    roles: hospital,
    spec: { model: { name: "m", version: "1", type: "generative", provider: "Maker", learning: "locked" } },
    vendors: [{ name: "Maker", roles: ["treatment-provider"], dataAccess: "identifiable" }],
    right: { [agreement]: ["fail"], "contracts/use-limits": notMet },
  },
  {
    name: "a laboratory in treatment",
    roles: hospital,
    vendors: [{ name: "Laboratory", roles: ["treatment-provider"], supplies: ["care"], dataAccess: "identifiable" }],
    right: { [agreement]: ["not-applicable"], "contracts/use-limits": ["not-applicable"] },
  },
  {
    name: "a provider in treatment where the data serve marketing alone",
    roles: hospital,
    data: {
      purposes: ["marketing"],
      legalBases: [{ purpose: "marketing", hipaa: "authorization", reference: "form" }],
    },
    vendors: [{ name: "Clinic", roles: ["treatment-provider"], supplies: ["care"], dataAccess: "identifiable" }],
    right: { [agreement]: ["fail"] },
  },
  {
    name: "a host of encrypted PHI has no key and no agreement",
    roles: hospital,
    vendors: [{ ...host, roles: ["none"] }],
    right: { [agreement]: ["fail"] },
  },
  {
    name: "a host of encrypted PHI has no key and an agreement",
    roles: hospital,
    vendors: [{ ...host, roles: ["business-associate"], contract: "document-0" }],
    evidence: [contract("Host", ["baa"])],
    right: { [agreement]: ["pass"] },
  },
  {
    name: "a host of software without data",
    roles: hospital,
    vendors: [{ ...host, roles: ["none"], supplies: ["software"] }],
    right: { [agreement]: ["not-applicable"] },
  },
  {
    name: "patient data decide on hiring, as operations",
    roles: hospital,
    data: { purposes: ["employment"], legalBases: [{ purpose: "employment", hipaa: "operations" }] },
    right: { "hipaa/permitted-purpose": ["fail"] },
  },
  {
    name: "patient data serve marketing, as treatment",
    roles: hospital,
    data: { purposes: ["marketing"], legalBases: [{ purpose: "marketing", hipaa: "treatment" }] },
    right: { "hipaa/permitted-purpose": ["fail"], "hipaa/authorization": ["fail"] },
  },
  {
    name: "research on Part 2 records as an emergency",
    roles: ["part2-program", "covered-entity-provider"],
    data: {
      categories: ["part2-sud"],
      purposes: ["research"],
      legalBases: [{ purpose: "research", hipaa: "authorization", part2: "emergency", reference: "form" }],
    },
    right: { "part2/consent": ["fail"] },
  },
  {
    name: "treatment with Part 2 records by a court's order",
    roles: ["part2-program"],
    data: { categories: ["part2-sud"], legalBases: [{ purpose: "treatment", part2: "court-order" }] },
    spec: { vendors: [] },
    vendors: [
      { name: "Maker", roles: ["qualified-service-organization"], supplies: ["model"], dataAccess: "identifiable" },
    ],
    right: { "part2/consent": ["fail"] },
  },
  {
    name: "counsellors dictate notes of their own to a service of the programme",
    roles: ["part2-program"],
    spec: { users: ["therapist"] },
    data: { categories: ["sud-counseling-notes"], legalBases: [{ purpose: "treatment", part2: "qualified-service" }] },
    vendors: [model("Scribe", "qualified-service-organization")],
    evidence: [contract("Scribe", ["qsoa"], { subprocessors: [] })],
    right: {
      "part2/consent": ["pass"],
      "part2/service-agreement": ["pass"],
      [agreement]: ["not-applicable"],
      "hipaa/breach-assessment": notMet,
      "hipaa/breach-regulator-and-media": notMet,
      "part2/patient-notice": notMet,
      "hipaa/notice-of-privacy-practices": ["not-applicable"],
    },
  },
  {
    name: "a programme outside HIPAA has a business associate agreement and no other",
    roles: ["part2-program"],
    data: {
      categories: ["part2-sud"],
      legalBases: [{ purpose: "treatment", part2: "tpo-consent", reference: "forms/consent.pdf" }],
    },
    vendors: [model("Scribe", "business-associate")],
    evidence: [contract("Scribe", ["baa"], { subprocessors: [] })],
    right: { "part2/service-agreement": ["fail"] },
  },
  {
    name: "a programme under HIPAA has one, and a consent for care, payment and operations",
    roles: ["part2-program", "covered-entity-provider"],
    data: {
      categories: ["part2-sud"],
      legalBases: [{ purpose: "treatment", hipaa: "treatment", part2: "tpo-consent", reference: "forms/consent.pdf" }],
    },
    vendors: [model("Scribe", "business-associate")],
    evidence: [contract("Scribe", ["baa"])],
    right: { "part2/service-agreement": ["pass"], [agreement]: ["pass"], "part2/service-language": ["fail"] },
  },
  {
    name: "a hospital that nobody asked about Part 2 records",
    roles: hospital,
    right: { "part2/records-identified": ["not-applicable"] },
  },
  {
    name: "a university got a limited data set under an agreement",
    roles: ["research-institution"],
    data: {
      categories: ["limited-data-set"],
      purposes: ["research"],
      legalBases: [{ purpose: "research", hipaa: "limited-data-set" }],
      sources: [{ name: "Hospital", kind: "other-provider" }],
    },
    evidence: [contract("Hospital", ["dua"])],
    right: {
      "hipaa/limited-data-set": ["pass"],
      "hipaa/permitted-purpose": ["not-applicable"],
      "hipaa/research-pathway": ["not-applicable"],
      "hipaa/accounting-of-disclosures": ["not-applicable"],
      "hipaa/officials-and-policies": ["not-applicable"],
      "hipaa/documentation-retention": ["not-applicable"],
      "hipaa/breach-assessment": ["not-applicable"],
      "hipaa/security-evaluation": ["not-applicable"],
    },
  },
  {
    name: "a limited data set serves treatment",
    roles: hospital,
    data: { categories: ["limited-data-set"], legalBases: [{ purpose: "treatment", hipaa: "limited-data-set" }] },
    right: { "hipaa/limited-data-set": ["fail"], "hipaa/permitted-purpose": ["fail"] },
  },
  {
    name: "a limited data set goes to a company without an agreement on data use",
    roles: hospital,
    data: {
      categories: ["limited-data-set"],
      purposes: ["research"],
      legalBases: [{ purpose: "research", hipaa: "limited-data-set" }],
      recipients: [{ name: "Company", basis: "contract", remuneration: "none" }],
    },
    evidence: [contract("Company", ["services"])],
    right: { "hipaa/limited-data-set": ["fail"] },
  },
  {
    name: "a registry of public health pays for data",
    roles: hospital,
    data: { recipients: [{ name: "Registry", basis: "public-health", remuneration: "paid" }] },
    right: { "hipaa/no-sale": ["pass"] },
  },
  {
    name: "a model is developed as operations without a board",
    roles: hospital,
    data: { purposes: ["model-development"], legalBases: [{ purpose: "model-development", hipaa: "operations" }] },
    right: { "hipaa/operations-or-research": ["pass"], "hipaa/research-pathway": ["not-applicable"] },
  },
  {
    name: "a model is developed as operations, and the board's waiver is a ground as well",
    roles: hospital,
    data: {
      purposes: ["model-development"],
      legalBases: [
        { purpose: "model-development", hipaa: "operations" },
        { purpose: "model-development", hipaa: "research-waiver" },
      ],
    },
    evidence: [{ kind: "CommitteeReview", body: "irb", decision: "waiver-granted" }],
    right: { "hipaa/operations-or-research": ["pass"] },
  },
  {
    name: "a model is developed as operations, and the board approved research",
    roles: hospital,
    data: { purposes: ["model-development"], legalBases: [{ purpose: "model-development", hipaa: "operations" }] },
    evidence: [{ kind: "CommitteeReview", body: "irb", decision: "approved" }],
    right: { "hipaa/operations-or-research": ["fail"] },
  },
  {
    name: "research in Germany alone, and care in the United States",
    roles: [...hospital, "controller"],
    spec: { jurisdictions: ["US-IA", "DE"] },
    data: {
      purposes: ["treatment", "research"],
      legalBases: [
        { purpose: "treatment", hipaa: "treatment", gdprArt6: "b", gdprArt9: "h" },
        { purpose: "research", regions: ["eu"], gdprArt6: "e", gdprArt9: "j", law: "health data act" },
      ],
    },
    right: {
      "hipaa/permitted-purpose": ["pass"],
      "hipaa/research-pathway": ["not-applicable"],
      "hipaa/accounting-of-disclosures": ["not-applicable"],
      "gdpr/legal-basis": ["pass"],
    },
  },
  {
    name: "a business outside HIPAA calls its data PHI",
    roles: ["consumer-health-business"],
    right: { "hipaa/holder-status": ["fail"], "hipaa/notice-of-privacy-practices": ["not-applicable"] },
  },
  {
    name: "an app shares with a company under a contract",
    roles: ["phr-vendor"],
    data: {
      categories: ["consumer-health"],
      recipients: [{ name: "Analytics", basis: "contract", remuneration: "none" }],
    },
    vendors: [
      { name: "Analytics", roles: ["independent-controller"], dataAccess: "identifiable", contract: "document-0" },
    ],
    evidence: [contract("Analytics", ["services"])],
    right: { "ftc/no-unauthorised-sharing": ["fail"] },
  },
  {
    name: "an app shares with a company that has a clause against further use, and uses of its own",
    roles: ["phr-vendor"],
    data: {
      categories: ["consumer-health"],
      recipients: [{ name: "Analytics", basis: "contract", remuneration: "none" }],
    },
    vendors: [model("Analytics", "independent-controller")],
    evidence: [contract("Analytics", ["services"], { clauses: ["no-further-use"], vendorUses: ["marketing"] })],
    right: { "ftc/no-unauthorised-sharing": ["fail"] },
  },
  {
    name: "an app has a service provider that must not use the data otherwise",
    roles: ["phr-vendor"],
    data: { categories: ["consumer-health"], recipients: [{ name: "Cloud", basis: "contract", remuneration: "none" }] },
    vendors: [{ name: "Cloud", roles: ["processor"], dataAccess: "identifiable", contract: "document-0" }],
    evidence: [contract("Cloud", ["services"], { clauses: ["no-further-use"] })],
    right: { "ftc/no-unauthorised-sharing": ["pass"] },
  },
  {
    name: "a contract names the service that serves the model",
    roles: hospital,
    spec: {
      model: {
        name: "gpt-letters",
        version: "1",
        type: "generative",
        provider: "Microsoft",
        learning: "locked",
        endpoint: "https://letters.openai.azure.com",
      },
    },
    vendors: [model("Microsoft", "business-associate")],
    evidence: [contract("Microsoft", ["baa"], { covers: ["Azure OpenAI Service"] })],
    right: { "contracts/names-this-system": ["pass"] },
  },
  ...(["random", "derived"] as const).map((linkCode): Case => ({
    name: `every identifier removed, and a ${linkCode} code`,
    roles: hospital,
    data: { categories: ["de-identified"], modalities: ["tabular"], legalBases: [] },
    evidence: [
      {
        kind: "PrivacyTest",
        type: "de-identification",
        method: "safe-harbor",
        result: "passed",
        identifiersRemoved:
          "names geography dates phone fax email ssn mrn plan-number account licence vehicle device url ip biometric face other-unique".split(
            " ",
          ),
        dates: "year-only",
        agesOver89: "grouped",
        actualKnowledge: "none",
        linkCode,
      },
    ],
    right: { "privacy/safe-harbor": [linkCode === "derived" ? "fail" : "pass"] },
  })),
  ...(["research", "emergency"] as const).map((part2): Case => ({
    name: `treatment inside the programme on the ground of ${part2}`,
    roles: ["part2-program"],
    data: { categories: ["part2-sud"], legalBases: [{ purpose: "treatment", part2 }] },
    right: { "part2/consent": [part2 === "research" ? "fail" : "pass"] },
  })),
  {
    name: "no second factor on health data, and none on records of staff",
    roles: hospital,
    spec: { security: { access: { mfa: "none" } } },
    right: { "security/second-factor": ["fail"], "security/second-factor-elsewhere": silent },
  },
];

test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
  const root = temporaryFolder();
  const documents = (one.evidence ?? []).map((value, i) => ({
    apiVersion: "caregate/v1",
    metadata: { id: `document-${i}`, date: "2026-01-02", by: "legal" },
    ...("vendor" in value ? {} : { subject: { system: "letters", model: "letter-model", modelVersion: "1.0.0" } }),
    ...value,
  }));
  write(root, {
    "manifest.yaml": JSON.stringify(manifestOf(one)),
    ".caregate/config.yaml": JSON.stringify({
      apiVersion: "caregate/v1",
      kind: "Config",
      organisation: { name: "Organisation", roles: one.roles, employees: 90, countries: ["US"], states: ["US-IA"] },
    }),
    ...Object.fromEntries(documents.map((value, i) => [`evidence-${i}.json`, JSON.stringify(value)])),
  });
  const { report } = await check({ targets: ["manifest.yaml"], asOf, cwd: root });
  expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const outcomes = new Map(report.findings.map(({ rule, outcome }) => [rule.id, outcome]));
  const wrong = Object.entries(one.right).filter(([rule, right]) => !right.includes(String(outcomes.get(rule))));
  expect(wrong.map(([rule, right]) => ({ rule, right, judged: outcomes.get(rule) }))).toEqual([]);
});
