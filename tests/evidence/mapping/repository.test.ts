import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testCommand } from "../../../src/cli/commands/test.ts";
import { check } from "../../../src/engine/check.ts";
import { diffPolicies } from "../../../src/engine/diff.ts";
import { runPolicyTests } from "../../../src/engine/test.ts";
import { passed, unexpected } from "../../../src/testing/result.ts";
import { invoke } from "../../support/invoke.ts";
import { git, lowRisk, project, read, repository, write } from "../../support/repository.ts";

const asOf = "2026-11-22";

const page = read(project, "docs/own-formats.md");
const [, format = ""] = /^```yaml\n(apiVersion[^]*?)^```$/m.exec(page) ?? [];
const FILE = ".caregate/formats/ward-results.yaml";

const results =
  '{"model": {"name": "rota", "version": "1.0.0"}, "finished": "2026-10-01", "scores": [{"name": "AUC", "percent": 91}]}';
const manifest = (name = "ward-results"): string =>
  `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { kind: ValidationReport, path: r.json, format: ${name} }\n`;

/** What a check says of the evidence. */
async function outcome(root: string, base?: string) {
  const { report } = await check({ cwd: root, asOf, ...(base === undefined ? {} : { base }) });
  const finding = report.findings.find(({ rule }) => rule.id === "evidence/usable");
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  return {
    usable: finding?.outcome,
    said: errors.map(({ file, span, message }) => `${file}:${span.start.line}: ${message}`),
  };
}

test("the format of docs/own-formats.md passes its tests and reads a file of the repository", async () => {
  const root = repository({ [FILE]: format, "r.json": results, "m.yaml": manifest() });
  expect(await invoke(testCommand, [], root)).toMatchObject({ code: 0, stdout: expect.stringContaining("2 passed") });
  expect(await outcome(root)).toEqual({ usable: "pass", said: [] });
});

test("every format of the package passes its tests, has a row in the page, and no mistake", async () => {
  const files = readdirSync(join(project, "formats"));
  expect(files.length).toBeGreaterThan(1);
  const run = await runPolicyTests({ cwd: project, paths: ["formats"] });
  expect(run.diagnostics).toEqual([]);
  expect(run.suites.map(({ file }) => file)).toEqual(files.map((file) => `formats/${file}`));
  for (const { results } of run.suites) {
    expect(results.length).toBeGreaterThan(2);
    expect(results.filter((one) => !passed(one)).map(unexpected)).toEqual([]);
  }
  for (const file of files) expect(page).toContain(`| \`${file.replace(".yaml", "")}\` |`);
});

test("a format of the package needs no file", async () => {
  const root = repository({ "r.json": '{"auRoc": 0.9}', "m.yaml": manifest("vertex-classification") });
  expect((await outcome(root)).said).toEqual([]);
});

test("a test of a format that fails names the value", async () => {
  const wrong = format
    .replace("value: 0.915", "value: 0.92")
    .replace("expect: refused", "expect: { ValidationReport: {} }");
  const root = repository({ [FILE]: wrong });
  const run = await invoke(testCommand, [], root);
  expect(run).toMatchObject({ code: 1 });
  expect(run.stdout).toContain("expected read, ValidationReport.metrics[0].value: 0.915; required 0.92");
  expect(run.stdout).toContain("expected read, refused on line 1: `Fun` is no value of this field");
});

test("a mistake in a format is an error, and the format does not count", async () => {
  const root = repository({ [FILE]: format.replace("/setting:", "/seting:"), "r.json": results, "m.yaml": manifest() });
  const { said, usable } = await outcome(root);
  expect(said.join("\n")).toMatch(
    /ward-results.yaml:12: there is no field `\/seting` to set here; did you mean `\/setting`\?/,
  );
  expect(said.join("\n")).toMatch(/m.yaml:\d+: there is no format `ward-results`/);
  expect(usable).not.toBe("fail");
});

test("a pull request is checked with the formats of its base", async () => {
  const root = repository({ [FILE]: format, "r.json": results, "m.yaml": manifest() });
  git(root, "add", ".");
  git(root, "commit", "-qm", "base");
  const base = git(root, "rev-parse", "HEAD").trim();
  expect(await outcome(root, base)).toEqual({ usable: "pass", said: [] });
  // The change reads the name of another model as the one that is deployed.
  write(root, {
    [FILE]: format.replace("from: /name, words", "from: /kind, words").replace("/model/name", "/alias"),
    "r.json": '{"alias": "rota"}',
  });
  expect((await outcome(root, base)).usable).not.toBe("pass");
  write(root, { [FILE]: format, "r.json": results });
  // A format that the change brings does not count.
  write(root, {
    ".caregate/formats/new.yaml": format.replace("id: ward-results", "id: new"),
    "m.yaml": manifest("new"),
  });
  expect((await outcome(root, base)).said).toEqual([expect.stringContaining("there is no format `new`")]);
});

test("a new and a changed format are looser settings", async () => {
  const root = repository({ ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\n", "m.yaml": lowRisk });
  git(root, "add", ".");
  git(root, "commit", "-qm", "base");
  write(root, { [FILE]: format });
  const { change } = await diffPolicies({ cwd: root, asOf });
  expect(JSON.stringify(change)).toMatch(
    /"what":"format ward-results","before":"absent","after":"present","direction":"loosened"/,
  );
});

test("a format outside its folder has no effect, and a document of another kind has none within it", async () => {
  const root = repository({ "deploy/own.yaml": format, ".caregate/formats/m.yaml": lowRisk, "m.yaml": lowRisk });
  expect((await outcome(root)).said).toEqual([
    expect.stringContaining(
      ".caregate/formats/m.yaml:2: a `AIDeployment` has no effect here: this place takes only documents of kind `Format`",
    ),
    expect.stringContaining("deploy/own.yaml:2: a `Format` has no effect here: move it to `.caregate/formats/`"),
  ]);
});
