import { describe, expect, test } from "vitest";
import { askCommand } from "../../src/cli/commands/ask.ts";
import { check } from "../../src/engine/check.ts";
import { listOpenQuestions, planAnswer } from "../../src/engine/ask.ts";
import { knowers } from "../../src/schema/knowers.ts";
import { answerShape, readAnswer } from "../../src/schema/answers.ts";
import { schemaAtPath } from "../../src/schema/describe.ts";
import type { Json } from "../../src/util/json.ts";
import { changedPaths, dataOf } from "../support/commented-texts.ts";
import { invoke } from "../support/invoke.ts";
import { examples, lowRisk, read, repository, sha256, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const commented = lowRisk
  .replace(
    "  data: { categories: [operational] }",
    "  # what it reads\n  data:\n    categories: [operational] # rota\n    purposes: # why\n",
  )
  .replace("function: operations", "function: scheduling # of rooms");

describe("the dialogue", () => {
  test("asks what blocks first, writes each answer into its file at once, and keeps every comment", async () => {
    const cwd = repository({ "m.yaml": commented });
    const { questions } = await listOpenQuestions({ cwd, asOf });
    const blocks = questions.map((one) => one.blocks);
    expect(blocks).toEqual(blocks.toSorted((a, b) => Number(b) - Number(a)));
    // The first answer alone is given, then the input ends.
    const scalar = questions.findIndex(({ path }) => path === "spec.change.control");
    expect(scalar).toBeGreaterThanOrEqual(0);
    const lines = [...Array<string>(scalar).fill(""), "pcpc", "?", "internal"];
    const { code, stderr } = await invoke(askCommand, ["m.yaml"], cwd, lines);
    expect(code).toBe(1);
    expect(stderr).toContain("did you mean pccp?");
    expect(stderr).toContain("it is written to m.yaml");
    const after = read(cwd, "m.yaml");
    expect(changedPaths(dataOf(commented), dataOf(after))).toEqual(["spec.change"]);
    expect(after.replace(/ {2}change:\n {4}control: internal\n/, "")).toBe(commented);
    // The next run goes on.
    const left = (await listOpenQuestions({ cwd, asOf })).questions.map(({ path }) => path);
    expect(left).not.toContain("spec.change.control");
  });

  test("goes back, and an answer can be given again", async () => {
    const cwd = repository({ "m.yaml": commented });
    const index = (await listOpenQuestions({ cwd, asOf })).questions.findIndex(
      ({ path }) => path === "spec.change.control",
    );
    await invoke(askCommand, [], cwd, [...Array<string>(index).fill(""), "none", "b", "internal"]);
    expect(read(cwd, "m.yaml")).toContain("    control: internal\n");
  });

  test("asks about the organisation once for two systems, and makes the settings", async () => {
    const cwd = repository({ "a.yaml": commented, "b.yaml": commented.replace("theatre-cleaning", "other") });
    const { questions } = await listOpenQuestions({ cwd, asOf });
    const own = questions.filter(({ path }) => path.startsWith("organisation."));
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ path }) => path)).size).toBe(own.length);
    const question = own.find(({ path }) => path === "organisation.policies");
    if (!question) throw new Error("not asked");
    const planned = await planAnswer(question, "[{ topic: ai-governance, reviewed: 2026-10-01 }]", { root: cwd });
    if ("problem" in planned) throw new Error(planned.problem);
    expect(planned.changes).toMatchObject([{ file: ".caregate/config.yaml", sha256: null }]);
    write(cwd, { ".caregate/config.yaml": planned.changes[0]?.text ?? "" });
    expect((await check({ cwd, asOf })).report.diagnostics).toEqual([]);
  });

  test("asks for a file of evidence once, and writes its path with its digest", async () => {
    const contract = "apiVersion: caregate/v1\nkind: Contract\n";
    const cwd = repository({
      "deploy/m.yaml": `${commented}evidence:\n  - kind: Contract # BAA\n    path:\n`,
      "proof/c.yaml": contract,
    });
    const { questions } = await listOpenQuestions({ cwd, asOf });
    const own = questions.filter(({ path }) => path.startsWith("evidence[0]"));
    expect(own.map(({ path, answer }) => [path, answer])).toEqual([["evidence[0].path", "FILE"]]);
    const question = own[0];
    if (!question) throw new Error("not asked");
    expect(await planAnswer(question, "../proof/missing.yaml", { root: cwd })).toMatchObject({
      problem: expect.stringContaining("caregate init --kind"),
    });
    expect(await planAnswer(question, "../../../etc/hostname", { root: cwd })).toHaveProperty("problem");
    const planned = await planAnswer(question, "../proof/c.yaml", { root: cwd });
    if ("problem" in planned) throw new Error(planned.problem);
    expect(planned.changes[0]?.text).toContain(
      `  - kind: Contract # BAA\n    path: ../proof/c.yaml\n    sha256: ${sha256(contract)}\n`,
    );
  });
});

describe("the list of questions", () => {
  test("has a form, a role, law and rules for every question of the examples", async () => {
    const { questions } = await listOpenQuestions({ cwd: examples(), asOf });
    expect(questions.length).toBeGreaterThan(3);
    for (const { text, answer, knower, rules, law, path } of questions) {
      expect(text.length, path).toBeGreaterThan(3);
      expect(answer, path).not.toBe("");
      expect(knowers).toContain(knower);
      expect(rules.length, path).toBeGreaterThan(0);
      expect(law.length, path).toBeGreaterThan(0);
    }
  });

  test.each(["console", "json", "markdown", "csv"])(
    "as %s, and the exit code says that something is open",
    async (format) => {
      const cwd = repository({ "m.yaml": commented });
      const { code, stdout } = await invoke(askCommand, ["--format", format], cwd);
      expect(code).toBe(1);
      expect(stdout).toContain("spec.change.control");
      expect(read(cwd, "m.yaml")).toBe(commented);
    },
  );

  test("of one role only", async () => {
    const cwd = repository({ "m.yaml": commented });
    const { questions } = JSON.parse(
      (await invoke(askCommand, ["--for", "privacy", "--format", "json"], cwd)).stdout,
    ) as {
      questions: { knower: string; path: string }[];
    };
    expect(questions.length).toBeGreaterThan(0);
    expect(new Set(questions.map(({ knower }) => knower))).toEqual(new Set(["privacy"]));
  });
});

describe("a table of answers", () => {
  test.each([",", ";"])("reads back in, separated by `%s`, and names what does not fit", async (separator) => {
    const cwd = repository({ "m.yaml": commented });
    const { stdout } = await invoke(askCommand, ["--format", "csv"], cwd);
    const [head = "", ...rows] = stdout.trimEnd().split("\r\n");
    const answered = rows.map((row) => {
      if (row.includes("spec.change.control")) return `${row}internal`;
      return row.includes("organisation.policies") ? `${row}nonsense` : row;
    });
    const table = [head, ...answered].join("\r\n");
    write(cwd, {
      "a.csv":
        separator === ","
          ? table
          : `\uFEFFsystem;field;answer\ntheatre-cleaning;spec.change.control;internal\n;organisation.policies;nonsense\n`,
    });
    const { code, stderr } = await invoke(askCommand, ["--from", "a.csv"], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("organisation.policies: ");
    expect(stderr).toContain("1 answer written, 1 not");
    expect(changedPaths(dataOf(commented), dataOf(read(cwd, "m.yaml")))).toEqual(["spec.change"]);
  });

  test.each([
    ["no table", "\u0000"],
    ["another table", "a,b\n1,2\n"],
    ["a quote that does not end", 'system,field,answer\n"x,y,z\n'],
  ])("that is %s is refused, and nothing is written", async (_, text) => {
    const cwd = repository({ "m.yaml": commented, "a.csv": text });
    expect((await invoke(askCommand, ["--from", "a.csv"], cwd)).code).toBe(2);
    expect(read(cwd, "m.yaml")).toBe(commented);
  });

  test("cannot state what is not asked, and each question takes one answer", async () => {
    const cwd = repository({ "m.yaml": commented });
    const rows = ["spec.risk.level,low", "spec.change.control,internal", "spec.change.control,none", "__proto__.x,1"];
    write(cwd, { "a.csv": `system,field,answer\n${rows.map((row) => `theatre-cleaning,${row}\n`).join("")}` });
    const { stderr } = await invoke(askCommand, ["--from", "a.csv"], cwd);
    expect(stderr).toContain("1 answer written, 3 not");
    expect(read(cwd, "m.yaml")).toContain("control: internal");
  });

  test("with text that steers a terminal or a spreadsheet is shown harmless", async () => {
    const name = String.raw`"=cmd\e[2J"`;
    const cwd = repository({ "m.yaml": commented.replace("name: theatre-cleaning", `name: ${name}`) });
    for (const format of ["console", "markdown", "csv"]) {
      const { stdout } = await invoke(askCommand, ["--format", format], cwd);
      expect(stdout).not.toContain("\u001B");
      expect(stdout).not.toMatch(/(?:^|,)=/m);
    }
  });
});

describe("an answer is read by its schema", () => {
  test.each<readonly [string, string, Json]>([
    ["spec.change.control", "INTERNAL", "internal"],
    ["spec.timeCritical", "yes", true],
    ["spec.security.keyRotationDays", "90", 90],
    ["spec.goLive", "5 January 2026", "2026-01-05"],
    ["spec.jurisdictions", "US, US-MN", ["US", "US-MN"]],
    ["spec.data.recipients", "none", []],
    ["spec.purpose", "no: one # thing", "no: one # thing"],
    ["organisation.policies", "{ topic: ai-governance }", [{ topic: "ai-governance" }]],
  ])("%s: %s", async (path, text, value) => {
    const schema = await schemaAtPath(path);
    if (!schema) throw new Error("no schema");
    expect(readAnswer(text, schema)).toEqual({ value });
    expect(answerShape(schema)).not.toBe("");
  });

  test.each([
    ["spec.timeCritical", "perhaps"],
    ["spec.security.keyRotationDays", "ninety"],
    ["spec.goLive", "01/02/2026"],
    ["organisation.policies", "[{ topic: "],
    ["spec.change.control", ""],
  ])("%s: not %s", async (path, text) => {
    const schema = await schemaAtPath(path);
    expect(readAnswer(text, schema ?? {})).toHaveProperty("problem");
  });
});
