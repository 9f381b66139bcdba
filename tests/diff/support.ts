import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { comparePolicies, type PolicyChange, type ComparedState } from "../../src/diff/compare-policies.ts";
import type { SampleInput } from "../../src/diff/witness.ts";
import { loadText } from "../../src/documents/load.ts";
import type { Document } from "../../src/model/document.ts";
import type { JsonObject } from "../../src/util/json.ts";
import type { EvaluationInput } from "../../src/evaluate/input.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { buildRuleSet } from "../../src/policy/rule-set.ts";
import { noOwnFields } from "../../src/schema/own-fields.ts";
import { validate } from "../../src/schema/validate.ts";
import { readBase } from "../../src/testing/apply-overrides.ts";
import { createPrepare } from "../../src/testing/prepare-input.ts";
import { testsOf } from "../../src/testing/rule-tests.ts";
import { project } from "../support/repository.ts";

export const asOf = "2026-11-22";

/** What is written under `.caregate/`, as values. */
export interface Written {
  /** Fields of the one rule, over those of a plain one. */
  readonly rule?: Readonly<Record<string, unknown>>;
  /** The rules, where there is not just one. */
  readonly rules?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly waivers?: readonly Readonly<Record<string, unknown>>[];
}

const plainRule = {
  id: "local/rule",
  title: "A rule",
  severity: "high",
  citations: [{ ref: "House rule 1" }],
  require: { "==": [{ var: "spec.stage" }, "production"] },
  message: "It does not hold.",
  remediation: "Make it hold.",
};

async function parsed(file: string, value: object): Promise<Document> {
  const { documents, diagnostics } = loadText(file, stringify({ apiVersion: "caregate/v1", ...value }));
  const [document] = documents;
  const problems = [...diagnostics, ...(document ? await validate(document) : [])];
  if (!document || problems.length > 0)
    throw new Error(`${file}: ${problems.map(({ message }) => message).join("; ")}`);
  return document;
}

const base = readBase(
  "practice-hospital.yaml",
  readFileSync(join(project, "policies/base/practice-hospital.yaml"), "utf8"),
).base;
if (!base) throw new Error("no base");
const prepare = createPrepare(base);

/** A deployment made from the base by some changes. */
export async function deployment(given: JsonObject = {}): Promise<EvaluationInput> {
  const made = await prepare(given);
  if ("refusals" in made) throw new Error(made.refusals.map(({ message }) => message).join("; "));
  return made.subject;
}

/** A state of the policies; its rules have to be without mistakes. */
export async function stateOf(written: Written, subjects: readonly EvaluationInput[] = []): Promise<ComparedState> {
  const { rule, rules = [{ ...plainRule, ...rule }], parameters, metadata, config, waivers = [] } = written;
  const policy = await parsed(".caregate/policies/local.yaml", {
    kind: "Policy",
    metadata: { id: "local", title: "Local", version: "1", owner: "me", effective: "2026-01-01", ...metadata },
    ...(parameters ? { parameters } : {}),
    rules,
  });
  const governance = {
    config: config ? await parsed(".caregate/config.yaml", { kind: "Config", ...config }) : undefined,
    shared: [],
    policies: [policy],
    waivers: await Promise.all(
      waivers.map((waiver, i) => parsed(`.caregate/waivers/${i}.yaml`, { kind: "Waiver", ...waiver })),
    ),
    keys: [],
    formats: [],
    own: noOwnFields,
    files: [],
    diagnostics: [],
    built: false,
  };
  const packs = { documents: [], digest: "", diagnostics: [], built: false };
  const ruleSet = buildRuleSet({ packs, governance, asOf, context: await inputType() });
  const errors = ruleSet.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("; "));
  return { governance, ruleSet, subjects };
}

/** The tests beside the rules of a state, made ready. */
export async function fixturesOf({ ruleSet }: ComparedState): Promise<SampleInput[]> {
  const specimens: SampleInput[] = [];
  for (const rule of ruleSet.rules)
    for (const { name, given } of testsOf(rule)) {
      const made = await prepare(given);
      if ("refusals" in made) throw new Error(`${name}: ${made.refusals.map(({ message }) => message).join("; ")}`);
      specimens.push({ origin: { kind: "test", rule: rule.id, name }, data: made.subject.context.data });
    }
  return specimens;
}

/** What a change means, by one healthy deployment unless others are given, and by the tests beside the rules. */
export async function changeOf(
  before: Written,
  after: Written,
  given: readonly JsonObject[] = [{}],
): Promise<PolicyChange> {
  const subjects = (await Promise.all(given.map(deployment))).map((subject, i): EvaluationInput => {
    const { manifest } = subject;
    return { ...subject, manifest: { ...manifest, file: `deploy/${i}.yaml`, locate: (path) => manifest.locate(path) } };
  });
  const [was, is] = [await stateOf(before, subjects), await stateOf(after, subjects)];
  const fixtures = [...(await fixturesOf(was)), ...(await fixturesOf(is))];
  return comparePolicies({ before: was, after: is, fixtures, context: await inputType(), asOf });
}

export const waiver = (
  until: string,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  metadata: { id: "w", title: "A waiver" },
  spec: {
    rule: "local/rule",
    deployment: "sepsis-early-warning",
    reason: "A reason.",
    approvedBy: { name: "Helen Example", role: "chief-nursing-officer" },
    from: "2026-11-01",
    until,
    compensatingControls: ["A control."],
    ...more,
  },
});
