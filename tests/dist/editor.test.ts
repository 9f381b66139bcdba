import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Editor, type OpenFile, openEditor } from "../support/language-server.ts";
import { cli, project, read, repository } from "../support/repository.ts";

const firstLine = /^# yaml-language-server: \$schema=(\S+)\n/;
const SCHEMA = ".caregate/schemas/ai-deployment.schema.json";

/** The YAML files of the examples and packs, from the root of the project. */
const files = ["examples", "policies"].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .toSorted(),
);
/** Files of several documents have no one schema: what tests of rules start from. */
const single = files.filter((file) => !/^---$/m.test(read(project, file)));

interface Schema {
  readonly title: string;
  readonly properties: { readonly kind?: object };
}

interface PolicySchema {
  readonly definitions: {
    readonly logic: { readonly properties: Readonly<Record<string, { readonly description: string }>> };
    readonly path: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
  };
}
const policySchema = (): PolicySchema => JSON.parse(read(project, "schemas/policy.schema.json")) as PolicySchema;

/** Where the first line of a file leads. */
function schemaOf(root: string, file: string): string | undefined {
  const path = firstLine.exec(read(root, file))?.[1];
  return path === undefined ? undefined : resolve(root, dirname(file), decodeURIComponent(path));
}

test("every example and every pack names its schema in its first line", () => {
  expect(
    files.filter((file) => !single.includes(file)).every((file) => /\/(?:base(?:\.yaml$|\/)|tests\/)/.test(file)),
  ).toBe(true);
  expect(single.length).toBeGreaterThan(150);
  for (const file of single) {
    const schema = schemaOf(project, file);
    expect(schema, file).toBeDefined();
    const { title } = JSON.parse(readFileSync(schema as string, "utf8")) as Schema;
    expect(read(project, file), file).toMatch(new RegExp(`^kind: ${title}$`, "m"));
  }
});

test("the page on editors names the schema of each kind, and only those", () => {
  const rows = read(project, "docs/editor.md").matchAll(/^\| (\w+) \| `(\S+)` \|$/gm);
  const written = readdirSync(join(project, "schemas")).flatMap((file) => {
    const { title, properties } = JSON.parse(read(project, `schemas/${file}`)) as Schema;
    return properties.kind ? [[title, file] as const] : [];
  });
  expect(new Map([...rows].map(([, kind, file]) => [kind, file]))).toEqual(new Map(written));
});

test("every path that is offered is explained", () => {
  const { path } = policySchema().definitions;
  expect(path.enum.length).toBeGreaterThan(400);
  expect(path.enumDescriptions.filter((text) => text !== "")).toHaveLength(path.enum.length);
});

describe("a manifest that init writes", () => {
  test("names the schema of this package, and says so when that is outside the repository", () => {
    const root = repository({});
    const { stdout } = cli(["init", "deploy/m.yaml", "--name", "m"], { cwd: root });
    expect(schemaOf(root, "deploy/m.yaml")).toBe(join(project, "schemas/ai-deployment.schema.json"));
    expect(stdout).toContain("outside this repository; copy schemas/ of caregate to .caregate/");
  });

  test("names the copy that the repository has, which nothing else is disturbed by", () => {
    const root = repository({});
    cpSync(join(project, "schemas"), join(root, dirname(SCHEMA)), { recursive: true });
    const { stdout } = cli(["init", "deploy/m.yaml", "--name", "m"], { cwd: root });
    expect(schemaOf(root, "deploy/m.yaml")).toBe(join(root, SCHEMA));
    expect(stdout).not.toContain("outside");
    const checked = cli(["check", "--format", "json"], { cwd: root });
    const { diagnostics } = JSON.parse(checked.stdout) as { diagnostics: { file: string }[] };
    expect(diagnostics.filter(({ file }) => file.startsWith(".caregate"))).toEqual([]);
  });
});

describe("in an editor", () => {
  // A space and a letter beyond ASCII, as home folders have.
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), "caregate-test-"))), "a b\u00fc");
  let editor: Editor;

  beforeAll(async () => {
    for (const folder of ["examples", "policies", "schemas"])
      cpSync(join(project, folder), join(root, folder), { recursive: true });
    editor = await openEditor(root);
  });
  afterAll(async () => {
    await editor[Symbol.asyncDispose]();
    rmSync(dirname(root), { recursive: true });
  });

  /** What is wrong with a file: the number of each line, from 1, and what is said of it. */
  const wrong = ({ diagnostics }: OpenFile): string[] =>
    diagnostics.map(({ range, message }) => `${range.start.line + 1} ${message}`);
  const labels = async (file: OpenFile, part: string): Promise<string[]> =>
    (await file.complete(part)).map(({ label }) => label);

  const manifest = "examples/deploy/theatre-scheduling.yaml";
  const policy = "examples/.caregate/policies/local.yaml";
  const changed = (file: string, from: string, to: string): Promise<OpenFile> => {
    const text = read(root, file);
    expect(text.split(from)).toHaveLength(2);
    return editor.open(file.replace(".yaml", `-${(copies += 1)}.yaml`), text.replace(from, to));
  };
  let copies = 0;

  describe("nothing but what is wrong is marked", () => {
    // A field that no schema has shows that the schema is read at all.
    test.concurrent.each(single)("%s", async (file) => {
      const text = `${read(root, file).trimEnd()}\n`;
      const opened = await editor.open(file, `${text}nonsense: true\n`);
      expect(wrong(opened)).toEqual([`${text.split("\n").length} Property nonsense is not allowed.`]);
    });

    test("a schema whose path holds a blank", async () => {
      cpSync(join(root, "schemas"), join(root, "my schemas"), { recursive: true });
      const file = await changed(manifest, "schemas/ai-deployment", "my%20schemas/ai-deployment");
      expect(wrong(file)).toEqual([]);
      expect(await file.hover("stage:")).toContain("my%20schemas");
    });

    test("a manifest just begun: only what caregate refuses as well", async () => {
      const answers = ["--name", "m", "--function", "operations", "--stage", "pilot"];
      cpSync(join(root, "schemas"), join(root, "examples", dirname(SCHEMA)), { recursive: true });
      cli(["init", "deploy/begun.yaml", ...answers], { cwd: join(root, "examples") });
      const { stdout } = cli(["check", "deploy/begun.yaml", "--format", "json"], { cwd: join(root, "examples") });
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { line: number; code: string }[] };
      const file = await editor.open("examples/deploy/begun.yaml");
      const lines = new Set(file.diagnostics.map(({ range }) => range.start.line + 1));
      const refused = diagnostics.filter(({ code }) => code.startsWith("schema/"));
      expect([...lines]).toEqual([...new Set(refused.map(({ line }) => line))]);
      expect(read(root, "examples/deploy/begun.yaml").match(/: #/g)?.length).toBeGreaterThan(lines.size);
    });
  });

  describe("mistakes are marked on their line", () => {
    test.each([
      [manifest, "  purpose:", "  purpos:", 9, "Property purpos is not allowed."],
      [manifest, "stage: production", "stage: live", 11, /^Value is not accepted. Valid values: "research", "pilot"/],
      [manifest, "jurisdictions: [US, US-MN]", "jurisdictions: US", 12, "Incorrect type. Expected one of array, null."],
      [manifest, "goLive: 2026-10-01", "goLive: soon", 16, /date/],
      [manifest, "kind: AIDeployment", "kind: Deployment", 3, /AIDeployment/],
      [policy, "severity: medium", "severity: grave", 14, /^Value is not accepted. Valid values: "critical"/],
      [policy, "matches:", "match:", 20, "Property match is not allowed."],
    ])("%s: %s", async (name, from, to, line, message) => {
      const file = await changed(name, from, to);
      const marked = file.diagnostics.filter(({ range }) => range.start.line + 1 === line);
      expect(marked.map((one) => one.message)).toEqual(
        expect.arrayContaining([typeof message === "string" ? message : expect.stringMatching(message)]),
      );
    });
  });

  describe("what may be written is offered", () => {
    const waiver = "examples/.caregate/waivers/readmission-capacity.yaml";
    const report = "examples/evidence/sepsis-early-warning/fairness.yaml";
    const config = "examples/.caregate/config.yaml";

    test.each([
      ["fields of a manifest", manifest, "  purpose:", "  f\n  purpose:", "  f", ["fairness", "security"]],
      ["functions", manifest, "function: scheduling", "function: s", "function: s", ["scheduling", "screening"]],
      ["stages", manifest, "stage: production", "stage: p", "stage: p", ["research", "pilot", "production"]],
      ["kinds of evidence", manifest, "vendors: []", "vendors: []\nevidence:\n  - kind: C", "- kind: C", ["Contract"]],
      ["fields of a rule", policy, "    appliesWhen:", "    b\n    appliesWhen:", "    b", ["binding", "covers"]],
      ["severities", policy, "severity: medium", "severity: m", "severity: m", ["critical", "high", "medium", "low"]],
      [
        "outcomes of tests",
        policy,
        "number stated, expect: pass",
        "stated, expect: p",
        "stated, expect: p",
        ["unknown"],
      ],
      ["levels of the gate", config, "organisation:", "failOn: m\norganisation:", "failOn: m", ["medium", "low"]],
      ["roles of the organisation", config, "- health-plan", "- h", "- h", ["health-plan", "hhs-funds-recipient"]],
      ["fields of a waiver", waiver, "  from: 2026-11-16", "  fr", "  fr", ["from"]],
      ["fields of evidence", report, "setting:", "s\nsetting:", "\ns", ["claimedGaps", "mitigations"]],
    ])("%s", async (_, name, from, to, at, offered) => {
      expect(await labels(await changed(name, from, to), at)).toEqual(expect.arrayContaining(offered));
    });

    const condition = 'matches: [{ var: spec.governance.inventoryId }, "^AI-[0-9]{4}$"]';

    test.each([
      ["in braces", "and: [{ wi }]", "{ wi"],
      ["in a block", "and:\n        - wi", "- wi"],
    ])("operators of a condition %s, each with what it does", async (_, written, at) => {
      const items = await (await changed(policy, condition, written)).complete(at);
      const operators = Object.entries(policySchema().definitions.logic.properties);
      expect(items.map(({ label, documentation }) => [label, documentation])).toEqual(
        operators.map(([name, { description }]) => [name, description]),
      );
    });

    test.each([
      ["in braces", '"!!": { var: spec.st }', "{ var: spec.st"],
      ["in a block", '"!!":\n        var: spec.st', "        var: spec.st"],
      ["before anything is written", '"!!":\n        var: ', "        var: "],
      ["among those that may be missing", "missing:\n        - spec.st", "- spec.st"],
    ])("paths that can be read %s, each with what it means", async (_, written, at) => {
      const items = await (await changed(policy, condition, written)).complete(at);
      const meaning = (path: string): unknown => items.find(({ label }) => label === path)?.documentation;
      expect(meaning("spec.stage")).toMatch(/^Stage of the system/);
      expect(meaning("organisation.roles")).toMatch(/\w/);
      expect(meaning("facts.fairness.sensitivityGap")).toMatch(/^Largest gap in sensitivity/);
      expect(meaning("evidence.contracts")).toMatch(/\w/);
      expect(meaning("asOf")).toBe("Date of the check.");
    });
  });

  describe("what stands under the pointer is explained", () => {
    test.each([
      ["a field", manifest, "stage:", "Stage of the system"],
      ["a section", manifest, "oversight:", /\w{4}/],
      ["a rule's condition", policy, "require:", "what the rule requires"],
      ["an operator", policy, "matches:", "True when the text matches the regular expression"],
      ["an operator that reads", policy, "var: spec.stage", "Reads a value by its path"],
      ["a path", policy, "spec.stage", "`spec.stage`: Stage of the system"],
      ["a setting", "examples/.caregate/config.yaml", "organisation:", /\w{4}/],
      ["a waiver's day", "examples/.caregate/waivers/readmission-capacity.yaml", "until:", /\w{4}/],
      ["a count", "examples/evidence/sepsis-early-warning/fairness.yaml", "tp:", "true positives"],
    ])("%s", async (_, name, part, explanation) => {
      const text = read(root, name);
      const file = await editor.open(name.replace(".yaml", `-${(copies += 1)}.yaml`), text);
      expect(await file.hover(part)).toMatch(explanation);
    });
  });
});
