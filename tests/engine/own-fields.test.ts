import { describe, expect, test } from "vitest";
import { listOpenQuestions, planAnswer } from "../../src/engine/ask.ts";
import { checkChange } from "../../src/engine/check-change.ts";
import { check } from "../../src/engine/check.ts";
import { runPolicyTests } from "../../src/engine/test.ts";
import { loadText } from "../../src/documents/load.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Report } from "../../src/model/report.ts";
import { readValid } from "../../src/policy/condition-texts.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { compilePolicy } from "../../src/policy/rule-set.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readDeclarations } from "../../src/schema/own-declarations.ts";
import { loadPolicies } from "../../src/workspace/policies.ts";
import { passed } from "../../src/testing/result.ts";
import { config, policy as answers } from "../support/governed-repository.ts";
import { commitAll, lowRisk, repository, sha256, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const noPacks = { documents: [], digest: "", diagnostics: [], built: true };

const ward = `{
  "title": "ward",
  "x-caregate": { "extends": "AIDeployment" },
  "type": "object",
  "properties": {
    "beds": { "description": "Beds of the ward.", "type": "integer", "minimum": 1, "x-unit": "beds" },
    "kind": { "type": "string", "enum": ["surgery", "medicine"] },
    "opened": { "type": "string", "format": "date" }
  }
}
`;

const drill = `x-caregate: { kind: own/FireDrill, collection: fireDrills }
description: A drill with the system switched off.
type: object
properties:
  minutes: { description: Minutes until the ward worked without the system., type: number, minimum: 0, x-unit: minutes }
`;

const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
base: ../tests/base.yaml
parameters:
  mostBeds: { type: integer, default: 40, stricter: lower, unit: beds, description: Largest ward. }
rules:
  - id: local/ward-size
    title: Size of the ward
    severity: high
    citations: [{ ref: House rule 7 }]
    require: spec.extensions.ward.beds <= mostBeds
    message: "The ward has {{spec.extensions.ward.beds}} beds; limit {{mostBeds}}."
    remediation: Split the ward.
    tests:
      - { name: 40 beds, expect: pass }
      - { name: 41 beds, given: { spec.extensions.ward.beds: 41 }, expect: fail }
      - { name: beds not stated, given: { spec.extensions.ward.beds: null }, expect: unknown }
  - id: local/fire-drill
    title: A drill without the system
    severity: high
    citations: [{ ref: House rule 8 }]
    require: |
      some drill in evidence.own.fireDrills:
        drill.minutes <= 15 and drill.ageDays <= 365
    message: "No drill went well: {{reason}}."
    remediation: Repeat the drill.
    tests:
      - { name: a fast drill, expect: pass }
      - { name: a slow drill, given: { "evidence.own.fireDrills[0].minutes": 16 }, expect: fail }
      - { name: minutes not stated, given: { "evidence.own.fireDrills[0].minutes": null }, expect: unknown }
      - { name: no drill, given: { evidence.own.fireDrills: null }, expect: unknown }
`;

const wards = (fields: string): string => `${lowRisk}  extensions:\n    ward: { ${fields} }\n`;
const drilled = (minutes: string, kind = "own/FireDrill"): string => `apiVersion: caregate/v1
kind: ${kind}
metadata: { id: drill, date: 2026-10-01, by: Kim Example }
subject: { system: theatre-cleaning }
minutes: ${minutes}
`;
const attached = (manifest: string, text: string, kind = "own/FireDrill"): string =>
  `${manifest}evidence:\n  - { kind: ${kind}, path: drill.yaml, sha256: ${sha256(text)} }\n`;

const declarations = {
  ".caregate/schemas/own/ward.json": ward,
  ".caregate/schemas/own/fire-drill.yaml": drill,
};
const house = {
  ".caregate/config.yaml": config,
  ".caregate/policies/local.yaml": policy,
  ".caregate/tests/base.yaml": `${wards("beds: 40")}---\n${drilled("15")}`,
  ...declarations,
};
const deployed = (fields: string, minutes = "10"): Record<string, string> => ({
  "deploy/ward.yaml": attached(wards(fields), drilled(minutes)),
  "deploy/drill.yaml": drilled(minutes),
});

const outcomes = ({ findings }: Report): string[] => findings.map(({ rule, outcome }) => `${rule.id} ${outcome}`);
const problems = (found: readonly Diagnostic[]): string[] =>
  found
    .filter(({ code }) => code !== "evidence/untracked")
    .map(({ severity, message, file, span }) => `${severity} ${file}:${span.start.line}: ${message}`);

async function report(files: Readonly<Record<string, string>>): Promise<Report> {
  const root = repository({ ...house, ...files });
  return (await check({ targets: ["."], cwd: root, asOf })).report;
}

/** The problems of a policy, checked against the types of the declared fields. */
async function compiled(text: string): Promise<string[]> {
  const [document] = loadText("policy.yaml", text).documents;
  if (!document) throw new Error("the policy is not read");
  const files = Object.entries(declarations).map(([file, content]) => ({ file, text: content }));
  const context = await inputType(readDeclarations(files).own);
  const { document: valid, problems: wrong } = await readValid(document);
  return problems([...wrong, ...compilePolicy(valid, undefined, { context }).diagnostics]);
}

describe("fields of an organisation", () => {
  test("are read by rules, in tests and in messages", async () => {
    const root = repository({ ...house, ...deployed("beds: 41", "16") });
    const { report: found } = await check({ targets: ["."], cwd: root, asOf });
    expect(problems(found.diagnostics)).toEqual([]);
    expect(outcomes(found)).toEqual(["local/fire-drill fail", "local/ward-size fail"]);
    expect(found.findings.map(({ message, primary }) => [message, primary.file])).toEqual([
      ["No drill went well: `minutes` in deploy/drill.yaml: 16 minutes; limit 15.", "deploy/drill.yaml"],
      ["The ward has 41 beds; limit 40.", "deploy/ward.yaml"],
    ]);
    const tested = await runPolicyTests({ cwd: root, paths: [], mutate: false });
    expect(problems(tested.diagnostics)).toEqual([]);
    const results = tested.suites.flatMap((suite) => suite.results);
    expect([results.length, results.filter((one) => !passed(one))]).toEqual([7, []]);
  });

  test("that are not stated are unknown, and asked for with their description", async () => {
    const found = await report({ "deploy/ward.yaml": lowRisk });
    expect(problems(found.diagnostics)).toEqual([]);
    expect(outcomes(found)).toEqual(["local/fire-drill unknown", "local/ward-size unknown"]);
    expect(found.verdict).toBe("fail");
    expect(found.questions.map(({ path, hint, answer }) => [path, hint, answer])).toEqual([
      [
        "evidence.own.fireDrills",
        "attach an own/FireDrill: A drill with the system switched off.",
        "evidence: [..., { kind: own/FireDrill, path: FILE, sha256: DIGEST }]",
      ],
      ["spec.extensions.ward.beds", "Beds of the ward.", "beds: NUMBER"],
    ]);
  });

  test("are answered by `ask`, in the manifest and in evidence of an own kind", async () => {
    const root = repository({
      ...house,
      ...deployed("kind: surgery", ""),
    });
    const list = await listOpenQuestions({ cwd: root, asOf });
    expect(list.questions.map(({ path, writable }) => [path, writable])).toEqual([
      ["evidence.own.fireDrills[0].minutes", true],
      ["spec.extensions.ward.beds", true],
    ]);
    const [minutes, question] = list.questions;
    if (!minutes || !question) throw new Error("nothing is asked");
    const filled = await planAnswer(minutes, "7", { root });
    expect("changes" in filled && filled.changes.map(({ file, text }) => [file, text])).toEqual([
      ["deploy/drill.yaml", drilled("7 ")],
    ]);
    expect(await planAnswer(question, "many", { root })).toEqual({ problem: "write a number, such as 90" });
    expect(await planAnswer(question, "0", { root })).toEqual({
      problem: "spec.extensions.ward.beds has to be at least 1, not `0`",
    });
    const planned = await planAnswer(question, "12", { root });
    expect("changes" in planned && planned.changes[0]?.text).toContain("ward: { kind: surgery, beds: 12 }");
  });

  test.each([
    ["spec.extensions.ward.beds", "spec.extensions.wards.beds", "; did you mean `spec.extensions.ward`?"],
    ["spec.extensions.ward.beds", "spec.extensions.ward.bed", "; did you mean `spec.extensions.ward.beds`?"],
    ["spec.extensions.ward.beds", "organisation.extensions.x.beds", ": declare it in `.caregate/schemas/own/`"],
    ["evidence.own.fireDrills", "evidence.own.fireDrill", "; did you mean `evidence.own.fireDrills`?"],
  ])("are checked when a policy compiles: %s as %s", async (from, to, hint) => {
    const wrong = policy.replace(`: ${from} <`, `: ${to} <`).replace(`in ${from}:`, `in ${to}:`);
    expect((await compiled(wrong))[0]).toMatch(`: there is no \`${to}\`${hint}`);
  });

  test("have units, which a rule has to keep", async () => {
    const wrong = policy.replace("unit: beds", "unit: hours");
    expect((await compiled(wrong))[0]).toContain("hours");
  });

  test("count in the digest of the policies", async () => {
    const digestOf = async (text: string): Promise<string> => {
      const tree = workingTree(repository({ ...house, ".caregate/schemas/own/ward.json": text }));
      return (await loadPolicies(tree, { asOf }, { packs: noPacks })).ruleSet.digest;
    };
    expect(await digestOf(ward)).not.toBe(await digestOf(ward.replace('"minimum": 1', '"minimum": 2')));
  });
});

describe("a change that brings a declaration and a field at once", () => {
  const before = {
    ".caregate/config.yaml": config,
    ".caregate/policies/answers.yaml": answers.replaceAll("local", "answers"),
    "deploy/ward.yaml": lowRisk,
  };

  async function changed(files: Readonly<Record<string, string>>, base: Readonly<Record<string, string>> = before) {
    const root = repository(base);
    const commit = commitAll(root, "Before");
    write(root, files);
    commitAll(root, "After");
    return checkChange({ cwd: root, targets: ["."], base: commit, asOf });
  }

  test("has a note, is not refused, and is read by no rule of the base", async () => {
    const { report: found, proposed } = await changed({ ...house, ...deployed("beds: 41") });
    expect(problems(found.diagnostics)).toEqual([
      "note deploy/drill.yaml:2: `own/FireDrill` is declared by this change alone: rules can read it after the merge",
      "note deploy/ward.yaml:20: spec.extensions.ward is declared by this change alone: rules can read it after the merge",
      "note deploy/ward.yaml:22: `own/FireDrill` is declared by this change alone: rules can read it after the merge",
    ]);
    expect(outcomes(found)).toEqual(["answers/first-answer unknown"]);
    expect(proposed && outcomes(proposed)).toEqual([
      "local/ward-size fail",
      "answers/first-answer unknown",
      "local/fire-drill pass",
    ]);
  });

  test("cannot declare a rule of the base away", async () => {
    const files = { ...house, ...deployed("beds: 40") };
    const looser = ward.replace('"integer"', '"string"').replace(', "minimum": 1, "x-unit": "beds"', "");
    const { report: found } = await changed(
      { ".caregate/schemas/own/ward.json": looser, "deploy/ward.yaml": wards("beds: many") },
      files,
    );
    expect(problems(found.diagnostics)).toContain(
      "error deploy/ward.yaml:20: spec.extensions.ward.beds has to be a whole number, not `many`",
    );
  });
});
