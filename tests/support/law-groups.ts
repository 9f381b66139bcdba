import { check } from "../../src/engine/check.ts";
import { repository } from "./repository.ts";

export type Values = Readonly<Record<string, unknown>>;

export interface Case {
  readonly name: string;
  /** Beside, or instead of, what the small manifest says; a function gets the id of the first evidence. */
  readonly spec: Values | ((evidenceId: string) => Values);
  readonly evidence?: readonly Values[];
  /** By rule the outcome that is right, and `advisory` behind it where it must not block. */
  readonly right: Readonly<Record<string, string>>;
}

export interface Group {
  readonly organisation: Values;
  readonly asOf?: string;
  readonly cases: readonly Case[];
}

const base: Values = {
  purpose: "Reads pictures of skin and names what to look at.",
  function: "clinical-decision-support",
  stage: "production",
  jurisdictions: ["US-OH"],
  users: ["clinician"],
  affects: ["patients"],
  decisionRole: "informs",
  goLive: "2026-09-01",
  significantEffect: false,
  capabilities: ["none"],
  risk: { level: "moderate" },
  model: { name: "m", version: "1.0.0", type: "predictive", provider: "self", learning: "locked" },
  data: {
    categories: ["health"],
    purposes: ["treatment"],
    sources: [{ name: "record", kind: "own-record" }],
    recipients: [],
    trackers: [],
    legalBases: [{ purpose: "treatment", hipaa: "treatment", gdprArt6: "b", gdprArt9: "h" }],
  },
  vendors: [],
};

const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);

/** The first values with the others laid over them. */
const laidOver = (below: Values, over: Values): Values => ({
  ...below,
  ...Object.fromEntries(
    Object.entries(over).map(([key, value]) => {
      const old = below[key];
      return [key, isMap(old) && isMap(value) ? laidOver(old, value) : value];
    }),
  ),
});

/** Manifest and evidence of a case, as files. */
function caseFiles({ spec, evidence = [] }: Case, index: number): Record<string, string> {
  const name = `system-${index}`;
  const documents = evidence.map((value, i) => ({
    apiVersion: "caregate/v1",
    metadata: { id: `${name}-${i}`, date: "2026-06-01", by: "legal" },
    ...("vendor" in value ? {} : { subject: { system: name, model: "m", modelVersion: "1.0.0" } }),
    ...value,
  }));
  const manifest = {
    apiVersion: "caregate/v1",
    kind: "AIDeployment",
    metadata: { name, version: "1.0.0", owner: { name: "A B", role: "owner", email: "a@example.org" } },
    spec: laidOver(base, typeof spec === "function" ? spec(`${name}-0`) : spec),
    evidence: evidence.map(({ kind }, i) => ({ kind, id: `${name}-${i}`, path: `${name}-${i}.json` })),
  };
  return {
    [`${name}.manifest.json`]: JSON.stringify(manifest),
    ...Object.fromEntries(documents.map((value, i) => [`${name}-${i}.json`, JSON.stringify(value)])),
  };
}

/** The outcomes of a group by case and rule, for the rules that its cases name, and the errors of its documents. */
export async function checkGroup({ organisation, asOf = "2026-11-30", cases }: Group) {
  const config = { apiVersion: "caregate/v1", kind: "Config", organisation: { name: "Organisation", ...organisation } };
  const root = repository({
    ".caregate/config.yaml": JSON.stringify(config),
    ...Object.assign({}, ...cases.map(caseFiles)),
  });
  const { report } = await check({ targets: cases.map((_case, i) => `system-${i}.manifest.json`), asOf, cwd: root });
  const found = new Map(
    report.findings.map(({ manifest, rule, outcome, gates }) => [
      `${manifest.name} ${rule.id}`,
      !gates && (outcome === "fail" || outcome === "unknown") ? `${outcome}, advisory` : outcome,
    ]),
  );
  const outcomes = cases.map(({ name, right }, i) => [
    name,
    Object.fromEntries(Object.keys(right).map((rule) => [rule, found.get(`system-${i} ${rule}`)])),
  ]);
  return {
    errors: report.diagnostics.filter(({ severity }) => severity === "error"),
    outcomes: Object.fromEntries(outcomes) as Record<string, Record<string, string | undefined>>,
  };
}

/** The right outcomes of a group, by case and rule. */
export const rightOutcomes = ({ cases }: Group): Record<string, Case["right"]> =>
  Object.fromEntries(cases.map(({ name, right }) => [name, right]));
