import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { withStatements } from "../../src/evidence/statements.ts";
import { lowRisk, repository } from "../support/repository.ts";
import { inMemory } from "./support.ts";

const table = "attribute_name,attribute_value,tp,fp,tn,fn\nsex,F,10,2,30,4\nsex,M,11,3,29,5\n";

/** The result for a table that names no model, with more fields in its entry. */
async function outcome(more: string): Promise<{ usable: string; message: string; errors: string[] }> {
  const root = repository({
    "aequitas.csv": table,
    "m.yaml": `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { kind: FairnessReport, format: aequitas, path: aequitas.csv${more} }\n`,
  });
  const { report } = await check({ cwd: root, asOf: "2026-11-22" });
  const finding = report.findings.find(({ rule }) => rule.id === "evidence/usable");
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  return { usable: finding?.outcome ?? "", message: finding?.message ?? "", errors: errors.map(({ message }) => message) }; // prettier-ignore
}

test("a file that names no model counts once the manifest says what it is about", async () => {
  expect(await outcome("")).toMatchObject({ usable: "unknown", errors: [] });
  expect(await outcome(", states: { subject: { model: rota } }")).toMatchObject({ usable: "unknown", errors: [] });
  const about = ", states: { subject: { model: rota, modelVersion: 1.0.0 }, metadata: { date: 2026-10-01 }, setting: external, threshold: 0.5 }"; // prettier-ignore
  expect(await outcome(about)).toMatchObject({ usable: "pass", errors: [] });
});

test("a statement about another model or version does not count, nor a date in the future", async () => {
  const stating = (version: string, date: string): string => `, states: { subject: { model: rota, modelVersion: ${version} }, metadata: { date: ${date} } }`; // prettier-ignore
  expect(await outcome(stating("0.9.0", "2026-10-01"))).toMatchObject({ usable: "fail", message: expect.stringContaining("about another version of the model (0.9.0)") }); // prettier-ignore
  expect(await outcome(stating("1.0.0", "2027-10-01"))).toMatchObject({ usable: "fail", message: expect.stringContaining("dated after the evaluation date") }); // prettier-ignore
});

test("a field that is no statement is an error", async () => {
  const { errors } = await outcome(", states: { groups: [] }");
  expect(errors).toEqual([expect.stringContaining("there is no field `groups` in evidence[0].states")]);
});

const manifest = inMemory("AIDeployment", "m.yaml", { evidence: [{}, { states: { subject: { model: "b" } } }] });

test("what the file states is never replaced, and each value is located where it stands", () => {
  const file = { ...inMemory("FairnessReport", "f.json", { subject: { model: "a" }, threshold: 0.4 }), signed: true as const }; // prettier-ignore
  const states = { subject: { model: "b", modelVersion: "2" }, threshold: 0.5, setting: "external", period: null };
  const document = withStatements(file, manifest, 1, states);
  expect(document.value).toMatchObject({ subject: { model: "a", modelVersion: "2" }, threshold: 0.4, setting: "external" }); // prettier-ignore
  expect(document.locate(["subject", "model"]).file).toBe("f.json");
  expect(document.locate(["subject", "modelVersion"]).file).toBe("m.yaml");
  expect(document.locate(["groups"]).file).toBe("f.json");
  // A signature does not cover what the manifest adds.
  expect(document.signed).toBeUndefined();
  expect(file.value).toEqual({ apiVersion: "caregate/v1", kind: "FairnessReport", subject: { model: "a" }, threshold: 0.4 }); // prettier-ignore
});

test("a kind takes only the statements that it has fields for", () => {
  const card = inMemory("ModelCard", "card.md", {});
  const states = { setting: "external", threshold: 0.5, subject: { model: "net" } };
  expect(withStatements(card, manifest, 1, states).value).toEqual({ ...card.value, subject: { model: "net" } });
  expect(withStatements(card, manifest, 1, undefined)).toBe(card);
});

const card = `# rota

## Intended use

Propose an order of treatment.

## Out-of-scope use

- Children

## Limitations

- One hospital
`;

/** The finding on the model card of a clinical system, with some statements about a card of another tool. */
async function cardFinding(states: string, text = card) {
  const manifest = lowRisk
    .split("\nevidence:")[0]
    ?.replace("function: operations", "function: clinical-decision-support");
  const entry = `{ kind: ModelCard, format: hugging-face-card, path: card.md, states: { subject: { model: rota, modelVersion: 1.0.0 }${states} } }`;
  const root = repository({
    ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: [transparency]\n",
    "card.md": text,
    "m.yaml": `${manifest}\nevidence:\n  - ${entry}\n`,
  });
  const { report } = await check({ cwd: root, asOf: "2026-11-22" });
  const finding = report.findings.find(({ rule }) => rule.id === "transparency/model-card");
  return { outcome: finding?.outcome, open: finding?.missing.map(({ path }) => path) };
}

test("a card of another tool needs few words of the manifest, and the finding names the open ones", async () => {
  const functions = ", intendedFunctions: [clinical-decision-support]";
  expect(await cardFinding(functions)).toEqual({ outcome: "pass", open: [] });
  expect(await cardFinding("")).toEqual({ outcome: "unknown", open: ["evidence.modelCards[0].intendedFunctions"] });
  expect(await cardFinding(", intendedFunctions: [population-health]")).toMatchObject({ outcome: "fail" });
  const short = card.replace(/\n## Limitations[^]*/, "\n");
  expect(await cardFinding(functions, short)).toEqual({ outcome: "unknown", open: ["evidence.modelCards[0].limits"] });
  expect(await cardFinding(`${functions}, limits: [One hospital]`, short)).toMatchObject({ outcome: "pass" });
});
