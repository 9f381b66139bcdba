import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { parseText } from "../../src/documents/parse.ts";
import type { Report } from "../../src/model/report.ts";
import { type Json, copyJson, isObject, parsePath, setAt } from "../../src/util/json.ts";
import { examples, lowRisk, project, read, repository, sha256, write } from "../support/repository.ts";

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The paths of all required fields of a manifest. */
function requiredFields({ required = [], properties = {} }: Schema, at = ""): string[] {
  return required.flatMap((key) => [`${at}${key}`, ...requiredFields(properties[key] ?? {}, `${at}${key}.`)]);
}

const schema = JSON.parse(readFileSync(join(project, "schemas/ai-deployment.schema.json"), "utf8")) as Schema;
const identity = new Set(["apiVersion", "kind", "metadata", "metadata.name", "spec"]);
const fields = requiredFields(schema).filter((field) => !identity.has(field));

const run = async (cwd: string, file: string): Promise<Report> =>
  (await check({ cwd, targets: [file], asOf: "2026-11-22" })).report;

const open = (text: string, field: string): string => {
  const value = copyJson(parseText("", text).documents[0]?.value as Json);
  if (!isObject(value)) throw new Error("no manifest");
  setAt(value, parsePath(field), null);
  return JSON.stringify(value);
};

test("there are fields to leave open", () => expect(fields.length).toBeGreaterThan(20));

describe("a required field of a manifest that is there and empty", () => {
  test.each(["theatre-scheduling", "patient-chatbot"])(
    "does not pass, stops no rule of %s, and loosens none",
    async (name) => {
      const root = examples();
      const file = `deploy/${name}.yaml`;
      const text = read(root, file);
      const before = new Map((await run(root, file)).findings.map(({ rule, outcome }) => [rule.id, outcome]));
      for (const field of fields) {
        write(root, { [file]: open(text, field) });
        const report = await run(root, file);
        expect(report.verdict, field).not.toBe("pass");
        expect(report.findings.length, field).toBe(before.size);
        const looser = report.findings.filter(
          ({ rule, outcome }) =>
            (before.get(rule.id) === "fail" || before.get(rule.id) === "unknown") &&
            (outcome === "pass" || outcome === "not-applicable"),
        );
        expect(
          looser.map(({ rule }) => rule.id),
          field,
        ).toEqual([]);
        const said = [
          ...report.diagnostics.map(({ message }) => message),
          ...report.questions.map(({ path }) => path),
          ...report.findings.map(({ message }) => message),
        ];
        expect(said.join("\n"), field).toContain(field.replace(/^(?:spec\.model|spec\.data|spec\.risk)$/, "$&."));
      }
    },
    120_000,
  );

  test("is a question if a rule asks for it, and an error on its line if none does", async () => {
    const cwd = repository({
      "m.yaml": lowRisk.replace("{ level: low }", "{ level: }").replace(/email: [^ ]*/, "email:"),
    });
    const report = await run(cwd, "m.yaml");
    expect(report.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["schema/open", expect.stringContaining("metadata.owner.email has to be stated")],
    ]);
    expect(report.questions.map(({ path }) => path)).toContain("spec.risk.level");
    expect(report.findings.some(({ outcome }) => outcome === "pass")).toBe(true);
  });

  test("is an error that stops the evaluation if it is the name", async () => {
    const cwd = repository({ "m.yaml": lowRisk.replace("name: theatre-cleaning", "name:") });
    const report = await run(cwd, "m.yaml");
    expect(report.diagnostics[0]?.code).toBe("schema/required");
    expect(report.findings).toEqual([]);
  });
});

test.each(["name", "roles", "employees", "countries"])(
  "an open %s of the organisation loosens no rule",
  async (field) => {
    const settings = (organisation: object): string =>
      JSON.stringify({ apiVersion: "caregate/v1", kind: "Config", organisation });
    const organisation = {
      name: "X",
      roles: ["covered-entity-provider"],
      employees: 900,
      countries: ["US"],
      policies: [],
    };
    const root = examples();
    const file = "deploy/patient-chatbot.yaml";
    write(root, { ".caregate/config.yaml": settings(organisation) });
    const before = new Map((await run(root, file)).findings.map(({ rule, outcome }) => [rule.id, outcome]));
    write(root, { ".caregate/config.yaml": settings({ ...organisation, [field]: null }) });
    const report = await run(root, file);
    expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const looser = report.findings.filter(
      ({ rule, outcome }) => before.get(rule.id) === "fail" && (outcome === "pass" || outcome === "not-applicable"),
    );
    expect(looser.map(({ rule }) => rule.id)).toEqual([]);
  },
);

test("evidence with an open field is a template that is not filled in, and no error of the schema", async () => {
  const contract =
    "apiVersion: caregate/v1\nkind: Contract\nmetadata: { id: c, date: , by: Ada Example }\nvendor: Acme\ninstruments: []\nclauses: []\neffective: 2026-01-01\n";
  const evidence = `evidence: [{ kind: Contract, path: c.yaml, sha256: ${sha256(contract)} }]\n`;
  const cwd = repository({ "m.yaml": lowRisk + evidence, "c.yaml": contract });
  const { report } = await check({ cwd, asOf: "2026-11-22" });
  expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(report.verdict).toBe("fail");
  const texts = report.findings.flatMap(({ message, explanation }) => [
    message,
    ...explanation.map(({ text }) => text),
  ]);
  expect(texts.join("\n")).toContain("a template that is not filled in (metadata.date is empty)");
});
