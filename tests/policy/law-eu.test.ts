import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { repository } from "../support/repository.ts";

/*
 * What the law of the Union, its Member States and the United Kingdom asks of whole manifests: one small manifest per
 * line, with the rule and the outcome that is right. The rules' own tests hold each condition by itself.
 */

const asOf = "2026-11-29";

type Values = Readonly<Record<string, unknown>>;

interface Case {
  readonly name: string;
  /** Beside, or instead of, what the small manifest says; `data` and the like are laid over. */
  readonly spec?: Values;
  readonly organisation?: Values;
  readonly contract?: Values;
  readonly asOf?: string;
  readonly rule: string;
  /** The outcome, and `advisory` behind it where it must not block. */
  readonly outcome: string;
}

const spec = {
  purpose: "Sorts the requests that patients send to a clinic.",
  function: "triage",
  stage: "production",
  jurisdictions: ["DE"],
  users: ["clinician"],
  affects: ["patients"],
  decisionRole: "augments",
  goLive: "2026-09-01",
  significantEffect: false,
  capabilities: ["none"],
  risk: { level: "high", euAiAct: "minimal", annex3Point: "none", mdrClass: "not-a-device" },
  regulatory: { euRoles: ["provider", "deployer"] },
  model: { name: "m", version: "1.0.0", type: "predictive", provider: "self", learning: "locked" },
  data: {
    categories: ["health"],
    purposes: ["treatment"],
    legalBases: [{ purpose: "treatment", gdprArt6: "b", gdprArt9: "h" }],
  },
  oversight: { finalDecision: "licensed-clinician", reviewBeforeEffect: "every-output" },
  vendors: [],
};
const organisation = { name: "Klinik", roles: ["controller"], employees: 40, countries: ["DE"], states: [] };
const processor = { name: "V", roles: ["processor"], supplies: ["model"], dataAccess: "identifiable", contract: "c" };
const abroad = { vendors: [{ ...processor, countries: ["US"], accessCountries: ["US"] }] };
const scc = { country: "US", mechanism: "scc", annexesComplete: true, assessed: "2026-09-01", assessment: "adequate" };
const alone = { significantEffect: true, decisionRole: "decides", oversight: { reviewBeforeEffect: "none" } };
const device = { risk: { mdrClass: "iia" }, regulatory: { mdrRoute: "ce-marked" } };

const cases: readonly Case[] = [
  {
    name: "a software house that drafts letters for hospitals has no basis of its own",
    spec: { data: { legalBases: null } },
    organisation: { roles: ["processor"] },
    rule: "gdpr/legal-basis",
    outcome: "not-applicable",
  },
  {
    name: "and makes no impact assessment",
    organisation: { roles: ["processor", "device-manufacturer"] },
    rule: "gdpr/impact-assessment",
    outcome: "not-applicable",
  },
  {
    name: "yet it keeps a record of what it processes",
    organisation: { roles: ["processor"] },
    rule: "gdpr/processing-record",
    outcome: "unknown",
  },
  {
    name: "research under the condition for care",
    spec: {
      data: { purposes: ["research"], legalBases: [{ purpose: "research", gdprArt6: "f", gdprArt9: "h" }] },
    },
    rule: "gdpr/legal-basis",
    outcome: "fail",
  },
  {
    name: "payment in the United States alone needs no ground here",
    spec: {
      jurisdictions: ["DE", "US-NY"],
      data: {
        purposes: ["treatment", "payment"],
        legalBases: [
          { purpose: "treatment", gdprArt6: "b", gdprArt9: "h" },
          { purpose: "payment", regions: ["us"], hipaa: "payment" },
        ],
      },
    },
    rule: "gdpr/legal-basis",
    outcome: "pass",
  },
  {
    name: "a recognised interest of a public surgery in England",
    spec: {
      jurisdictions: ["GB-ENG"],
      data: { legalBases: [{ purpose: "treatment", gdprArt6: "ea", gdprArt9: "h" }] },
    },
    organisation: { roles: ["controller", "nhs-body"], countries: ["GB"] },
    rule: "gdpr/legal-basis",
    outcome: "fail",
  },
  {
    name: "legitimate interests of a public hospital in care",
    spec: { data: { legalBases: [{ purpose: "treatment", gdprArt6: "f", gdprArt9: "h" }] } },
    organisation: { roles: ["controller", "public-body"] },
    rule: "gdpr/legal-basis",
    outcome: "fail",
  },
  {
    name: "legitimate interests of a private clinic in care",
    spec: { data: { legalBases: [{ purpose: "treatment", gdprArt6: "f", gdprArt9: "h" }] } },
    rule: "gdpr/legal-basis",
    outcome: "pass",
  },
  {
    name: "consent to research carries no decision on payment",
    spec: {
      ...alone,
      data: {
        purposes: ["payment", "research"],
        art22Exception: "explicit-consent",
        legalBases: [
          { purpose: "payment", gdprArt6: "b", gdprArt9: "h" },
          { purpose: "research", gdprArt6: "a", gdprArt9: "a" },
        ],
      },
    },
    rule: "gdpr/automated-decisions",
    outcome: "fail",
  },
  {
    name: "a contract with explicit consent does",
    spec: {
      ...alone,
      data: { art22Exception: "contract", legalBases: [{ purpose: "treatment", gdprArt6: "b", gdprArt9: "a" }] },
    },
    rule: "gdpr/automated-decisions",
    outcome: "pass",
  },
  {
    name: "decisions on payment are taken in the United States alone",
    spec: {
      ...alone,
      jurisdictions: ["DE", "US-NY"],
      data: {
        purposes: ["treatment", "payment"],
        art22Exception: "explicit-consent",
        legalBases: [
          { purpose: "treatment", gdprArt6: "a", gdprArt9: "a" },
          { purpose: "payment", regions: ["us"], hipaa: "payment" },
        ],
      },
    },
    rule: "gdpr/automated-decisions",
    outcome: "pass",
  },
  {
    name: "research is done in the United States alone",
    spec: {
      jurisdictions: ["DE", "US-NY"],
      data: {
        purposes: ["treatment", "research"],
        legalBases: [
          { purpose: "treatment", gdprArt6: "b", gdprArt9: "h" },
          { purpose: "research", regions: ["us"], hipaa: "authorization", reference: "forms/study.pdf" },
        ],
      },
    },
    rule: "gdpr/research-safeguards",
    outcome: "not-applicable",
  },
  {
    name: "a hospital in Belfast keeps no plan for the device of another maker",
    spec: { ...device, jurisdictions: ["GB-NIR"], model: { provider: "V" }, regulatory: { mdrRoute: "ce-marked" } },
    rule: "ai-act/post-market-plan",
    outcome: "not-applicable",
  },
  {
    name: "a decision in the United Kingdom on a recognised interest",
    spec: {
      ...alone,
      jurisdictions: ["GB"],
      data: { categories: ["personal"], legalBases: [{ purpose: "treatment", gdprArt6: "ea" }] },
    },
    rule: "gdpr/automated-decisions",
    outcome: "fail",
  },
  {
    name: "module 1 of the clauses for a processor",
    spec: abroad,
    contract: { instruments: ["dpa", "scc"], transfers: [{ ...scc, sccModule: 1 }] },
    rule: "gdpr/processor-contract",
    outcome: "fail",
  },
  {
    name: "module 4 of the clauses for a processor",
    spec: abroad,
    contract: { instruments: ["dpa", "scc"], transfers: [{ ...scc, sccModule: 4 }] },
    rule: "gdpr/transfer-tool-valid",
    outcome: "fail",
  },
  {
    name: "module 2 of the clauses, where we only process",
    spec: abroad,
    organisation: { roles: ["processor"] },
    contract: { instruments: ["dpa", "scc"], transfers: [{ ...scc, sccModule: 2 }] },
    rule: "gdpr/transfer-tool-valid",
    outcome: "fail",
  },
  {
    name: "certification under the framework without a clause on foreign orders",
    spec: abroad,
    contract: {
      instruments: ["dpa"],
      transfers: [{ country: "US", mechanism: "dpf", recipientInScope: true, listChecked: "2026-11-01" }],
    },
    rule: "gdpr/transfer-tool-valid",
    outcome: "pass",
  },
  {
    name: "a practice on a small scale without an officer",
    organisation: { largeScale: false },
    rule: "gdpr/data-protection-officer",
    outcome: "pass",
  },
  {
    name: "a public hospital on a small scale without an officer",
    organisation: { largeScale: false, roles: ["controller", "public-body"] },
    rule: "gdpr/data-protection-officer",
    outcome: "unknown",
  },
  {
    name: "research on infections by law, without a committee",
    spec: {
      data: {
        purposes: ["research"],
        legalBases: [{ purpose: "research", gdprArt6: "e", gdprArt9: "i", law: "infection act" }],
        minimumNecessary: { directIdentifiers: "none" },
      },
    },
    rule: "gdpr/research-safeguards",
    outcome: "pass",
  },
  {
    name: "monitoring of heart rhythm in class I",
    spec: {
      function: "patient-monitoring",
      decisionRole: "none",
      risk: { mdrClass: "i" },
      regulatory: { mdrRoute: "ce-marked", conditionSeverity: "serious" },
    },
    rule: "mdr/class",
    outcome: "fail",
  },
  {
    name: "monitoring in Belfast in class I",
    spec: {
      jurisdictions: ["GB-NIR"],
      function: "patient-monitoring",
      decisionRole: "none",
      risk: { mdrClass: "i" },
      regulatory: { mdrRoute: "ce-marked", monitors: "vital-parameters" },
    },
    rule: "mdr/class",
    outcome: "fail",
  },
  {
    name: "a device in Belfast needs its CE mark",
    spec: { ...device, jurisdictions: ["GB-NIR"] },
    rule: "mdr/conformity",
    outcome: "unknown",
  },
  {
    name: "a device in Leeds does not",
    spec: { ...device, jurisdictions: ["GB-ENG"] },
    rule: "mdr/conformity",
    outcome: "not-applicable",
  },
  {
    name: "a diagnostic of class B made in house gives no reason before 2030",
    spec: {
      risk: { mdrClass: "ivdr-b" },
      regulatory: {
        mdrRoute: "in-house",
        transferredToOthers: false,
        inHouseDeclaration: "https://klinik.example/ihd",
      },
    },
    organisation: { qualitySystem: "iso-13485", laboratoryStandard: "iso-15189" },
    rule: "mdr/in-house",
    outcome: "pass",
  },
  {
    name: "a device made in house is not registered with the MHRA",
    spec: { jurisdictions: ["GB"], risk: { mdrClass: "iia" }, regulatory: { mdrRoute: "in-house" } },
    rule: "mdr/qualification",
    outcome: "pass",
  },
  {
    name: "a diagnostic of class D whose maker applied too late",
    spec: {
      risk: { mdrClass: "ivdr-d" },
      regulatory: {
        mdrRoute: "legacy",
        legacySignificantChange: false,
        legacyDeadline: "2027-12-31",
        legacyApplication: "2025-06-02",
        legacyAgreement: "2025-09-01",
      },
    },
    rule: "mdr/legacy",
    outcome: "fail",
  },
  {
    name: "a device on the market since 2024 is registered by now",
    spec: {
      risk: { mdrClass: "iia" },
      regulatory: { mdrRoute: "ce-marked", firstPlacedOnMarket: "2024-05-01", eudamedRegistration: "pending" },
    },
    rule: "mdr/eudamed-registration",
    outcome: "fail",
  },
  {
    name: "panic in a control room is read for safety",
    spec: {
      function: "operations",
      affects: ["staff"],
      capabilities: ["emotion-recognition"],
      regulatory: { emotionReason: "safety", classification: "files/reasons.md" },
      transparency: { workersInformed: "2026-06-01" },
    },
    rule: "ai-act/no-emotion-at-work",
    outcome: "pass",
  },
  {
    name: "the mood of staff is read for the rota",
    spec: {
      function: "workforce-management",
      affects: ["staff"],
      capabilities: ["emotion-recognition"],
      transparency: { workersInformed: "2026-06-01" },
    },
    rule: "ai-act/no-emotion-at-work",
    outcome: "fail",
  },
  {
    name: "an earlier system has three more days to be marked",
    spec: {
      model: { type: "generative" },
      regulatory: { euRoles: ["provider"], firstPlacedOnMarket: "2026-08-01" },
      transparency: { outputMarking: "none" },
    },
    rule: "ai-act/output-marking",
    outcome: "fail, advisory",
  },
  {
    name: "a system of the day on which the duty began is marked",
    spec: {
      model: { type: "generative" },
      regulatory: { euRoles: ["provider"], firstPlacedOnMarket: "2026-08-02" },
      transparency: { outputMarking: "none" },
    },
    rule: "ai-act/output-marking",
    outcome: "fail",
  },
  {
    name: "the grace is over in December",
    spec: {
      model: { type: "generative" },
      regulatory: { euRoles: ["provider"], firstPlacedOnMarket: "2026-08-01" },
      transparency: { outputMarking: "none" },
    },
    asOf: "2026-12-02",
    rule: "ai-act/output-marking",
    outcome: "fail",
  },
  {
    name: "lifelike media without safeguards, before December",
    spec: { capabilities: ["deep-fake"], security: { generationSafeguards: ["none"] } },
    rule: "ai-act/intimate-imagery-safeguards",
    outcome: "fail, advisory",
  },
  {
    name: "lifelike media without safeguards, in December",
    spec: { capabilities: ["deep-fake"], security: { generationSafeguards: ["none"] } },
    asOf: "2026-12-02",
    rule: "ai-act/intimate-imagery-safeguards",
    outcome: "fail",
  },
  {
    name: "the technology criteria of the NHS bind nobody",
    spec: {
      jurisdictions: ["GB-ENG"],
      model: { provider: "V" },
      vendors: [{ name: "V", roles: ["processor"], supplies: ["model"], dataAccess: "none" }],
    },
    organisation: { roles: ["controller", "nhs-body"], countries: ["GB"] },
    rule: "uk/technology-criteria",
    outcome: "unknown, advisory",
  },
  {
    name: "a private clinic in England is not bound by the clinical safety standards",
    spec: { jurisdictions: ["GB-ENG"] },
    organisation: { countries: ["GB"] },
    rule: "uk/clinical-safety",
    outcome: "not-applicable",
  },
  {
    name: "a decision by the system in Rome",
    spec: { jurisdictions: ["IT"], oversight: { finalDecision: "system" } },
    rule: "eu-national/italy-support-of-care",
    outcome: "fail",
  },
  {
    name: "health data in a cloud without an attestation in Berlin",
    spec: { vendors: [{ ...processor, supplies: ["hosting"] }] },
    organisation: { statutoryHealthInsurance: true },
    rule: "eu-national/germany-cloud-attestation",
    outcome: "unknown",
  },
  {
    name: "notices under the second directive on network security inform",
    organisation: { employees: 900, notices: { cyberWarningHours: 48, cyberNotificationHours: 72 } },
    rule: "eu-national/cyber-incident-notice",
    outcome: "fail, advisory",
  },
];

/** The small manifest with other values laid over it, one level deep. */
function laidOver(base: Values, over: Values = {}): Values {
  const isMap = (value: unknown): value is Values =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const merged = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isMap(below) && isMap(value) ? { ...below, ...value } : value] as const;
  });
  return { ...base, ...Object.fromEntries(merged) };
}

/** The documents of a case, as files of a repository. */
function evidenceFiles({ spec: over, organisation: own, contract }: Case): Record<string, string> {
  const owner = { name: "A B", role: "owner", email: "a@klinik.example" };
  const manifest = {
    apiVersion: "caregate/v1",
    kind: "AIDeployment",
    metadata: { name: "system", version: "1.0.0", owner },
    spec: laidOver(spec, over),
    ...(contract ? { evidence: [{ kind: "Contract", id: "c", path: "c.json" }] } : {}),
  };
  const signed = {
    apiVersion: "caregate/v1",
    kind: "Contract",
    metadata: { id: "c", date: "2026-06-01", by: "legal" },
    vendor: "V",
    effective: "2026-06-01",
    subprocessors: [],
    processingTerms: "subject-matter duration nature purpose data-types people-categories security-annex".split(" "),
    clauses:
      "documented-instructions confidentiality safeguards subcontractor-flow-down rights-assistance assistance-security-dpia return-or-destroy audit-rights".split(
        " ",
      ),
    ...contract,
  };
  const config = { apiVersion: "caregate/v1", kind: "Config", organisation: { ...organisation, ...own } };
  return {
    "manifest.json": JSON.stringify(manifest),
    ".caregate/config.yaml": JSON.stringify(config),
    ...(contract ? { "c.json": JSON.stringify(signed) } : {}),
  };
}

test.each(cases)("$rule: $name", async (one) => {
  const root = repository(evidenceFiles(one));
  const { report } = await check({ targets: [root], asOf: one.asOf ?? asOf, cwd: root });
  expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const finding = report.findings.find(({ rule }) => rule.id === one.rule);
  const [outcome, binding] = one.outcome.split(", ");
  expect(finding?.outcome).toBe(outcome);
  if (outcome === "fail" || outcome === "unknown") expect(finding?.gates).toBe(binding !== "advisory");
});
