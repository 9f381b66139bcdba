import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { loadPacks } from "../../src/workspace/packs.ts";
import { check } from "../../src/engine/check.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { examples, read, write } from "../support/repository.ts";

/*
 * Every rule meets full manifests: the eight examples as they are, and these systems in other circumstances. What a
 * rule says of them is held by the snapshot.
 */

const asOf = "2026-11-22";

type Changes = Readonly<Record<string, unknown>>;

/** An example changed to another place: values by path. */
interface Circumstance {
  readonly name: string;
  readonly example: string;
  readonly manifest?: Changes;
  readonly organisation?: Changes;
  /** The files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}

const consumerCompanion: Changes = {
  "spec.function": "therapy",
  "spec.jurisdictions": ["US-CA", "US-TX", "US-UT", "US-IL", "US-WA", "US-NV"],
  "spec.users": ["patient", "therapist"],
  "spec.capabilities": ["retrieval", "companion-chat", "session-recording", "machine-translation"],
  "spec.data.categories": ["phi", "consumer-health", "psychotherapy-notes", "part2-sud"],
  "spec.data.purposes": ["treatment", "marketing", "model-development"],
  "spec.regulatory.serviceClaims": ["ai-therapist", "accuracy-number"],
};

const circumstances: readonly Circumstance[] = [
  {
    name: "a hospital in the United States that has adopted no framework",
    example: "sepsis-early-warning",
    organisation: { "organisation.adoptedFrameworks": [] },
  },
  {
    name: "a scribe whose vendor gets de-identified data alone",
    example: "ambient-scribe",
    manifest: { "spec.data.categories": ["de-identified"], "spec.vendors.0.dataAccess": "de-identified" },
  },
  {
    name: "a companion for mental health, in the states that have acts on it",
    example: "patient-chatbot",
    manifest: consumerCompanion,
  },
  {
    name: "a hospital's chatbot in Germany, on a model of its own brand",
    example: "patient-chatbot",
    manifest: {
      "spec.jurisdictions": ["DE"],
      "spec.users": ["patient", "public"],
      "spec.capabilities": ["retrieval", "emotion-recognition", "deep-fake"],
      "spec.data.categories": ["health"],
      "spec.data.modalities": ["free-text", "face-image"],
      "spec.data.legalBases": [{ purpose: "treatment", gdprArt6: "a", gdprArt9: "a" }],
      "spec.model.baseModel": "Beispiel LM 3",
      "spec.regulatory.euRoles": ["provider", "deployer"],
      "spec.risk.euAiAct": "transparency",
      "spec.risk.annex3Point": "none",
    },
  },
  {
    name: "a device that a public body made for emergency calls, a listed use",
    example: "chest-xray-triage",
    manifest: {
      "spec.affects": ["patients", "staff"],
      "spec.decisionRole": "decides",
      "spec.oversight.reviewBeforeEffect": "none",
      "spec.data.categories": ["health", "ethnicity-or-belief"],
      "spec.fairness.axes": ["age", "sex", "race-ethnicity"],
      "spec.regulatory.euRoles": ["provider", "deployer"],
      "spec.regulatory.mdrRoute": "in-house",
      "spec.regulatory.modifications": ["fine-tuned"],
      "spec.risk.annex3Point": "5d",
      "spec.risk.euAiAct": "high-annex-iii",
    },
    organisation: { "organisation.roles": ["controller", "public-body"] },
  },
  {
    name: "a device of the old law, in Germany, by a company that is not there",
    example: "chest-xray-triage",
    manifest: {
      "spec.jurisdictions": ["DE"],
      "spec.data.sources": [{ name: "registry", kind: "ehds-permit", permittedPurposes: ["research"] }],
      "spec.regulatory.euRoles": ["provider"],
      "spec.regulatory.mdrRoute": "legacy",
      "spec.risk.euAiAct": "not-high-art-6-3",
      "spec.vendors.0.roles": ["joint-controller"],
    },
    organisation: { "organisation.countries": ["US"] },
  },
  {
    name: "a maker's own device in the United States, in Texas and Colorado, which learns on",
    example: "sepsis-early-warning",
    manifest: {
      "spec.jurisdictions": ["US-TX", "US-CO"],
      "spec.goLive": "2025-06-01",
      "spec.fairness.primaryCriterion": "calibration",
      "spec.function": "treatment",
      "spec.model.learning": "continuous",
      "spec.model.provider": "self",
      "spec.risk.fdaDevice": "authorised",
      "spec.significantEffect": true,
    },
    organisation: { "organisation.roles": ["covered-entity-provider", "device-manufacturer", "business-associate"] },
  },
  {
    name: "a developer of certified records supplies the score",
    example: "readmission-risk",
    manifest: { "spec.regulatory.oncModule": true },
    organisation: { "organisation.roles": ["certified-health-it-developer"] },
  },
  {
    name: "a developer of certified records supplies rules",
    example: "readmission-risk",
    manifest: { "spec.regulatory.oncModule": true, "spec.model.type": "rules" },
    organisation: { "organisation.roles": ["certified-health-it-developer"] },
  },
  {
    name: "research on data sets of every kind, with recipients abroad",
    example: "readmission-risk",
    manifest: {
      "spec.function": "population-health",
      "spec.data.categories": [
        "phi",
        "limited-data-set",
        "psychotherapy-notes",
        "part2-sud",
        "de-identified",
        "anonymous",
        "synthetic",
      ],
      "spec.data.people": 2000000,
      "spec.data.purposes": ["research", "marketing", "public-health"],
      "spec.data.storageCountries": ["US", "CN"],
      "spec.privacyTechniques": [{ technique: "differential-privacy" }, { technique: "homomorphic-encryption" }],
      "spec.vendors.0.dataAccess": "identifiable",
    },
  },
  {
    name: "a companion that records, in further states, by a provider and a company at once",
    example: "patient-chatbot",
    manifest: {
      "spec.function": "therapy",
      "spec.jurisdictions": ["US-NY", "US-TN", "US-ME", "US-NE", "US-VT", "US-CA", "US-PA", "US-CT", "US-NV", "US-IL"],
      "spec.users": ["patient", "therapist", "public"],
      "spec.affects": ["public"],
      "spec.capabilities": ["companion-chat", "session-recording"],
      "spec.data.categories": ["phi", "consumer-health", "biometric"],
      "spec.regulatory.patientFunction": "general-wellness",
    },
  },
  {
    name: "decision support that is no device, in a public hospital in Texas",
    example: "sepsis-early-warning",
    manifest: { "spec.jurisdictions": ["US-TX"], "spec.risk.fdaDevice": "non-device-cds" },
    organisation: { "organisation.roles": ["covered-entity-provider", "public-body"] },
  },
  {
    name: "a company decides about Californians and people in Connecticut",
    example: "patient-chatbot",
    manifest: {
      "spec.jurisdictions": ["US-CA", "US-CT"],
      "spec.capabilities": ["companion-chat"],
      "spec.decisionRole": "decides",
      "spec.significantEffect": true,
      "spec.data.categories": ["consumer-health"],
    },
    organisation: { "organisation.roles": ["consumer-health-business"] },
  },
  {
    name: "a Medicaid plan",
    example: "utilization-review",
    manifest: { "spec.jurisdictions": ["US-OH"] },
    organisation: { "organisation.roles": ["health-plan", "medicaid-managed-care-plan"] },
  },
  {
    name: "an insurer under the law of Texas and Maryland",
    example: "utilization-review",
    manifest: { "spec.jurisdictions": ["US-TX", "US-MD"] },
    organisation: { "organisation.roles": ["health-plan", "state-regulated-insurer"] },
  },
  {
    name: "a plan prices members by data that an expert de-identified",
    example: "utilization-review",
    manifest: {
      "spec.function": "underwriting",
      "spec.data.categories": ["de-identified"],
      "evidence.0": { kind: "PrivacyTest", path: "../evidence/determination.yaml" },
    },
    files: {
      "evidence/determination.yaml": `apiVersion: caregate/v1
kind: PrivacyTest
metadata: { id: determination, date: 2026-08-01, by: privacy-office }
subject: { model: foxglove-postacute, modelVersion: "4.0.2" }
type: de-identification
method: expert-determination
result: passed
qualification: statistician, twelve years of disclosure control
recipients: named-recipient
`,
    },
  },
  {
    name: "a trust in England",
    example: "sepsis-early-warning",
    manifest: { "spec.jurisdictions": ["GB", "GB-ENG"], "spec.data.purposes": ["treatment", "model-development"] },
    organisation: { "organisation.roles": ["controller", "nhs-body"] },
  },
  {
    name: "a programme for substance use disorders under one consent, which also calls patients",
    example: "ambient-scribe",
    manifest: {
      "spec.capabilities": ["record-writing", "session-recording", "outbound-calls"],
      "spec.data.categories": ["phi", "part2-sud"],
      "spec.data.legalBases": [
        { purpose: "treatment", hipaa: "treatment", part2: "tpo-consent", reference: "forms/part2-consent.pdf" },
      ],
      "spec.integration.accessLimits": [],
    },
    organisation: { "organisation.roles": ["covered-entity-provider", "part2-program"] },
  },
  {
    name: "a university's study of an investigational device",
    example: "sepsis-early-warning",
    manifest: { "spec.data.purposes": ["research"], "spec.risk.fdaDevice": "investigational" },
    organisation: { "organisation.roles": ["research-institution"] },
  },
  {
    name: "a plan of Medicaid and of employers",
    example: "utilization-review",
    organisation: { "organisation.roles": ["health-plan", "medicaid-managed-care-plan", "erisa-group-health-plan"] },
  },
  {
    name: "a scribe for meetings of staff",
    example: "ambient-scribe",
    manifest: { "spec.data.categories": ["staff"], "spec.affects": ["staff"] },
  },
  {
    name: "a maker's own device in Italy, France and Great Britain, to be marketed next year",
    example: "chest-xray-triage",
    manifest: {
      "spec.jurisdictions": ["IT", "FR", "GB-ENG"],
      "spec.model.provider": "self",
      "spec.regulatory.euRoles": ["provider"],
      "spec.regulatory.firstPlacedOnMarket": "2027-01-11",
    },
    organisation: { "organisation.roles": ["controller", "device-manufacturer"] },
  },
  {
    name: "a clinic in Canada and Australia",
    example: "sepsis-early-warning",
    manifest: {
      "spec.jurisdictions": ["CA-ON", "CA-QC", "AU"],
      "spec.capabilities": ["session-recording"],
      "spec.decisionRole": "decides",
      "spec.oversight.reviewBeforeEffect": "none",
    },
    organisation: { "organisation.roles": ["controller", "health-information-custodian", "device-manufacturer"] },
  },
  {
    name: "a company in Quebec that decides without a human",
    example: "sepsis-early-warning",
    manifest: {
      "spec.jurisdictions": ["CA-QC"],
      "spec.decisionRole": "decides",
      "spec.oversight.reviewBeforeEffect": "none",
    },
    organisation: { "organisation.roles": ["controller"] },
  },
];

/** Writes the changes of a circumstance into a file of a copy. */
function change(root: string, file: string, changes: Changes): void {
  const document = parseDocument(read(root, file));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    document.setIn(keys, document.createNode(value));
  }
  write(root, { [file]: document.toString() });
}

type Evaluated = readonly (readonly [rule: string, outcome: string])[];

/** What rules say of manifests, save of those that they leave alone. */
async function judgedIn(root: string, target: string): Promise<Evaluated> {
  const { report } = await check({ targets: [target], asOf, cwd: root });
  expect(report.diagnostics).toEqual([]);
  return report.findings.flatMap(({ rule, outcome }) =>
    outcome === "not-applicable" ? [] : [[rule.id, outcome] as const],
  );
}

async function judgedElsewhere({ example, manifest, organisation, files }: Circumstance): Promise<Evaluated> {
  const root = examples();
  const file = `deploy/${example}.yaml`;
  write(root, files ?? {});
  change(root, file, manifest ?? {});
  change(root, ".caregate/config.yaml", organisation ?? {});
  return await judgedIn(root, file);
}

test("every rule decides at least one full manifest", async () => {
  const met = new Set((await judgedIn(examples(), "deploy")).map(([rule]) => rule));
  expect(met.size).toBeGreaterThan(100);
  const told: string[] = [];
  for (const circumstance of circumstances) {
    const fresh = (await judgedElsewhere(circumstance)).filter(([rule]) => !met.has(rule));
    told.push([circumstance.name, ...fresh.map((one) => `  ${one.join(" ")}`)].join("\n"));
    for (const [rule] of fresh) met.add(rule);
  }
  const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf });
  expect(rules.filter(({ id }) => !met.has(id)).map(({ id }) => id)).toEqual([]);
  expect(`\n${told.join("\n\n")}\n`).toMatchSnapshot();
}, 120_000);
