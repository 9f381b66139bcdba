import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import type { Document } from "../../src/model/document.ts";
import { type Config, readConfig } from "../../src/policy/config.ts";
import { project } from "../support/repository.ts";
import { readBundle } from "../../src/policy/bundle.ts";
import { treeOf } from "../support/tree.ts";
import { readRuleSettings } from "../../src/policy/rule-settings.ts";

function configOf(lines: string): Document {
  const [document] = loadText("config.yaml", `apiVersion: caregate/v1\nkind: Config\n${lines}`).documents;
  if (!document) throw new Error("no document");
  return document;
}

const unset: Config = {
  organisation: undefined,
  paths: undefined,
  exclude: undefined,
  packs: undefined,
  parameters: {},
  failOn: undefined,
  gate: undefined,
  claims: undefined,
  expects: undefined,
  maxEvidenceMiB: undefined,
  signers: [],
};

test("without a document, no key is set", () => {
  expect(readConfig(undefined)).toEqual(unset);
});

test("an empty document and one with nulls set no key", () => {
  expect(readConfig(configOf(""))).toEqual(unset);
  const nulls = Object.keys(unset).map((key) => `${key}: null\n`);
  expect(readConfig(configOf(nulls.join("")))).toEqual(unset);
});

test("every key is read with its type", () => {
  const lines = `organisation: { roles: [provider] }
paths: [deploy/**]
exclude: [drafts/]
packs: []
parameters: { contracts: { returnDays: 30 }, none: null }
failOn: high
gate: new
signers: [{ issuer: a, subject: b }]
`;
  expect(readConfig(configOf(lines))).toEqual({
    organisation: { roles: ["provider"] },
    paths: ["deploy/**"],
    exclude: ["drafts/"],
    packs: [],
    parameters: { contracts: { returnDays: 30 }, none: {} },
    failOn: "high",
    gate: "new",
    signers: [{ issuer: "a", subject: "b" }],
  });
});

test("names of prototype properties do not count as parameters", () => {
  const { parameters } = readConfig(configOf("parameters: { contracts: {} }\n"));
  expect(parameters["constructor"]).toBeUndefined();
  expect(parameters["contracts"]?.["toString"]).toBeUndefined();
});

test("every key of the schema is read", () => {
  const schema = JSON.parse(readFileSync(join(project, "schemas/config.schema.json"), "utf8")) as {
    properties: Record<string, unknown>;
  };
  const keys = Object.keys(schema.properties).filter((key) => key !== "apiVersion" && key !== "kind");
  // `claims` is a key of `gate`, others read `extends`, `rules` and `waivers`.
  const read = Object.keys(readConfig(undefined)).filter((key) => key !== "claims");
  expect([...read, "extends", "rules", "waivers"].toSorted()).toEqual(keys.toSorted());
});

test.each([
  ["organisatoin: {}", "there is no field `organisatoin` here"],
  ["failOn: hihg", "`hihg` is not a value of failOn"],
  ["organisation: { name: North, employees: many }", "organisation.employees has to be"],
  ["rules: [{ pack: doj, binding: off, owner: 5 }]", "rules[0].owner has to be"],
])("a config with the mistake %s keeps its other settings, and the mistake is an error", async (line, problem) => {
  const text = `apiVersion: caregate/v1\nkind: Config\npacks: [doj]\nmaxEvidenceMiB: 9\n${line}\n`;
  const { config, diagnostics } = await readBundle(treeOf("/nowhere", { ".caregate/config.yaml": text }));
  expect(readConfig(config)).toMatchObject({ packs: ["doj"], maxEvidenceMiB: 9, failOn: undefined });
  expect(readRuleSettings(config)).toEqual([]);
  expect(diagnostics.map(({ severity }) => severity)).toContain("error");
  expect(diagnostics.some(({ message }) => message.startsWith(problem))).toBe(true);
});
