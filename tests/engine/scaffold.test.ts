import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { initCommand } from "../../src/cli/commands/init.ts";
import { check } from "../../src/engine/check.ts";
import { createManifest, manifestQuestions } from "../../src/engine/init.ts";
import { lintPolicies } from "../../src/engine/lint.ts";
import { profileNames, profiles } from "../../src/engine/profiles.ts";
import { scaffold, scaffoldKinds } from "../../src/engine/scaffold.ts";
import { runPolicyTests } from "../../src/engine/test.ts";
import { parseText } from "../../src/documents/parse.ts";
import { loadText } from "../../src/documents/load.ts";
import { validate } from "../../src/schema/validate.ts";
import { evidenceCollections } from "../../src/model/document.ts";
import { isObject } from "../../src/util/json.ts";
import { invoke } from "../support/invoke.ts";
import { lowRisk, project, read, repository, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const evidenceKinds = Object.keys(evidenceCollections);

test.each(evidenceKinds)(
  "%s is scaffolded with every field, legal as it is, and no evidence until it is filled in",
  async (kind) => {
    const cwd = repository({ "m.yaml": lowRisk });
    const { code } = await invoke(initCommand, ["--kind", kind.toLowerCase(), "e.yaml"], cwd);
    expect(code).toBe(0);
    write(cwd, { "m.yaml": `${lowRisk}evidence: [{ kind: ${kind}, path: e.yaml }]\n` });
    const { report } = await check({ cwd, asOf });
    expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(report.verdict).toBe("fail");
    const texts = report.findings.flatMap(({ message, explanation }) => [
      message,
      ...explanation.map(({ text }) => text),
    ]);
    expect(texts.join("\n")).toContain("a template that is not filled in");
  },
);

test.each(evidenceKinds)("the example entries of %s have no key that its schema does not know", async (kind) => {
  const cwd = repository({});
  const { text } = await scaffold({ kind: kind as "Contract", cwd, asOf });
  const entries = text.replaceAll(/^( *)# (- | {2})/gm, "$1$2");
  expect(parseText("", entries).diagnostics).toEqual([]);
  const [document] = loadText("e.yaml", entries).documents;
  if (!document) throw new Error("no document");
  const problems = await validate(document);
  expect(problems.filter(({ code }) => code === "schema/additionalProperties").map(({ message }) => message)).toEqual(
    [],
  );
});

describe("what the repository knows is filled in", () => {
  test("the subject, if there is one system, with a version that stays a text", async () => {
    const cwd = repository({ "m.yaml": lowRisk.replace("name: rota, version: 1.0.0", 'name: rota, version: "1.10"') });
    const { text } = await scaffold({ kind: "ValidationReport", cwd, asOf });
    expect(parseText("", text).documents[0]?.value).toMatchObject({
      subject: { system: "theatre-cleaning", model: "rota", modelVersion: "1.10" },
    });
  });

  test("no subject, if there are two systems or the document is about a vendor", async () => {
    const two = repository({ "a.yaml": lowRisk, "b.yaml": lowRisk.replace("theatre-cleaning", "other") });
    expect((await scaffold({ kind: "RiskAnalysis", cwd: two, asOf })).text).not.toContain("theatre-cleaning");
    const one = repository({ "a.yaml": lowRisk });
    expect((await scaffold({ kind: "Contract", cwd: one, asOf })).text).not.toContain("theatre-cleaning");
  });

  test("a name that would be a line of YAML is a text", async () => {
    const name = String.raw`"x: 1\n# y\nkind: Policy"`;
    const cwd = repository({ "a.yaml": lowRisk.replace("name: rota", `name: ${name}`) });
    const value = parseText("", (await scaffold({ kind: "RiskAnalysis", cwd, asOf })).text).documents[0]?.value;
    expect(value).toMatchObject({ kind: "RiskAnalysis", subject: { model: "x: 1\n# y\nkind: Policy" } });
  });

  test("what the rules ask of the organisation", async () => {
    const cwd = repository({ "m.yaml": lowRisk });
    expect(await invoke(initCommand, ["--config"], cwd)).toMatchObject({ code: 0 });
    const value = parseText("", read(cwd, ".caregate/config.yaml")).documents[0]?.value;
    expect(isObject(value) && isObject(value["organisation"]) ? Object.keys(value["organisation"]) : []).toEqual(
      expect.arrayContaining(["name", "roles", "countries", "policies"]),
    );
    expect((await check({ cwd, asOf })).report.diagnostics).toEqual([]);
  });
});

test("a policy is scaffolded with a rule whose tests pass and which lint accepts", async () => {
  const cwd = repository({ "m.yaml": lowRisk });
  await invoke(initCommand, ["--policy"], cwd);
  const { suites, mutated, passed } = await runPolicyTests({ cwd, mutate: true });
  expect(JSON.stringify(mutated?.survivors.map((one) => one.rule))).toBe("[]");
  expect(passed).toBe(true);
  expect(suites.flatMap(({ results }) => results).length).toBeGreaterThan(3);
  expect((await lintPolicies({ cwd, asOf, paths: [] })).diagnostics).toEqual([]);
});

test("the workflow is that of the documentation", async () => {
  const cwd = repository({});
  await invoke(initCommand, ["--workflow"], cwd);
  const written = parseText("", read(cwd, ".github/workflows/caregate.yml")).documents[0]?.value;
  const page = read(project, "docs/ci/github.md");
  const shown = /```yaml\n(# \.github\/workflows\/caregate\.yml\n[^`]*)```/.exec(page)?.[1] ?? "";
  expect(written).toEqual(parseText("", shown).documents[0]?.value);
});

test("an existing file is not overwritten, and only one document is written at a time", async () => {
  const cwd = repository({ ".caregate/config.yaml": "# mine\n" });
  expect(await invoke(initCommand, ["--config"], cwd)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--force"),
  });
  expect(read(cwd, ".caregate/config.yaml")).toBe("# mine\n");
  expect((await invoke(initCommand, ["--policy", "--waiver"], cwd)).code).toBe(2);
  expect((await invoke(initCommand, ["--kind", "RiskAnalisis"], cwd)).stderr).toContain("write RiskAnalysis");
  expect(scaffoldKinds).toHaveLength(evidenceKinds.length + 4);
});

describe("a profile", () => {
  test.each(profileNames)(
    "%s answers with values of the schema, each marked for review, and claims no merit",
    async (profile) => {
      const cwd = repository({});
      const { code, stdout } = await invoke(initCommand, ["m.yaml", "--name", "x", "--profile", profile], cwd);
      expect(code).toBe(0);
      const text = read(cwd, "m.yaml") + read(cwd, ".caregate/config.yaml");
      const { answers, organisation } = profiles[profile];
      const count = Object.keys(answers).length + Object.keys(organisation).length;
      expect(text.match(new RegExp(`# review: typical of ${profile}`, "g"))).toHaveLength(count);
      expect(stdout).toContain(`${count} answers of the profile to review`);
      const { report } = await check({ cwd, asOf });
      expect(report.diagnostics.filter(({ code: one }) => one !== "schema/open")).toEqual([]);
      expect(report.verdict).not.toBe("pass");
      expect(report.findings.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule.id)).toEqual([]);
    },
  );

  test("gives way to an answer, which is not marked", async () => {
    const draft = await createManifest(
      { stage: "production" },
      { cwd: repository({}), asOf, profile: "us-vendor-llm" },
    );
    expect(draft.text).toContain("stage: production\n");
    expect(draft.assumed).not.toContain("spec.stage");
  });
});

describe("the dialogue", () => {
  test("shows the values, asks again at once, explains, goes back, and loses no answer when the input ends", async () => {
    const cwd = repository({});
    const lines = [
      "sepsis",
      "?",
      "1.0.0",
      "Ada",
      "b",
      "Bea",
      "owner",
      "ada@example.org",
      "Warn.",
      "diagnosys",
      "diagnosis",
    ];
    const { code, stderr } = await invoke(initCommand, ["m.yaml"], cwd, lines);
    expect(code).toBe(0);
    expect(stderr).toContain("documentation |");
    expect(stderr).toMatch(/`diagnosys` is not a value of spec\.function; did you mean `diagnosis`\?\nfunction: /);
    expect(stderr).toContain("Lists are separated by commas.");
    const [document] = parseText("", read(cwd, "m.yaml")).documents;
    expect(document?.value).toMatchObject({
      metadata: { name: "sepsis", version: "1.0.0", owner: { name: "Bea", role: "owner", email: "ada@example.org" } },
      spec: { purpose: "Warn.", function: "diagnosis", stage: null },
    });
  });

  test("has the values of every question with a choice", async () => {
    const questions = await manifestQuestions();
    expect(questions.filter(({ values }) => values.length > 1).map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "function",
        "stage",
        "users",
        "affects",
        "decisionRole",
        "risk",
        "modelType",
        "learning",
        "data",
      ]),
    );
  });
});

test("the settings of a repository that has some are kept", async () => {
  const own = "apiVersion: caregate/v1\nkind: Config\norganisation: { name: Example } # ours\n";
  const cwd = repository({ ".caregate/config.yaml": own });
  await invoke(initCommand, [join("deploy", "m.yaml"), "--profile", "eu-device"], cwd);
  expect(read(cwd, ".caregate/config.yaml")).toBe(own);
});
