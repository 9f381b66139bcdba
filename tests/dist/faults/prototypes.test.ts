// What values inherit from is nobody's to change: not by a document, and not by code that a document talked into it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { check } from "../../../src/engine/check.ts";
import { formats } from "../../../src/output/report/index.ts";
import { governed } from "../../support/governed-repository.ts";
import { examples, project, read, repository, temporaryFolder, write } from "../../support/repository.ts";

const cli = join(project, "dist/cli.js");

function run(
  options: readonly string[],
  args: readonly string[],
  cwd = project,
): { code: number | null; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [...options, cli, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout };
}

const judging = ["check", "examples", "--as-of", "2026-11-22", "--format", "json"];

describe("the command", () => {
  let ordinary: ReturnType<typeof run>;
  beforeAll(() => {
    ordinary = run([], judging);
  });

  test("writes the same bytes where all that the language brings is frozen, and no text may become code", () => {
    expect(ordinary.code).toBe(1);
    const strict = ["--frozen-intrinsics", "--disable-proto=throw", "--disallow-code-generation-from-strings"];
    expect(run(strict, judging)).toEqual(ordinary);
  });

  test("lets nothing be added to a prototype during a check, so that no check passes that way", () => {
    const folder = temporaryFolder();
    const pollute = `import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const real = fs.openSync;
const hostile = { failOn: "never", waivers: [], exclude: ["**"], paths: [], base: "HEAD", severity: "note", code: "x" };
const tried = [];
fs.openSync = (...args) => {
  for (const { prototype } of [Object, Array, String, Function])
    for (const [name, value] of Object.entries(hostile))
      tried.push(Reflect.defineProperty(prototype, name, { value, configurable: true, enumerable: true }));
  return real(...args);
};
syncBuiltinESMExports();
process.on("exit", () => process.stderr.write(\`tried \${tried.length}, done \${tried.filter(Boolean).length}\`));
`;
    write(folder, { "pollute.mjs": pollute });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", join(folder, "pollute.mjs"), cli, ...judging],
      { cwd: project, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    );
    expect(stderr).toMatch(/tried \d{3,}, done 0$/);
    expect({ code: status, stdout }).toEqual(ordinary);
  });
});

/** Whatever a program's values inherit from. */
const shared = [Object, Function, Array, String, Number, Boolean, RegExp, Date, Error, Map, Set, Promise, Buffer];
const traces = (): string[] =>
  shared.map(
    ({ name, prototype }) =>
      `${name}: ${Reflect.ownKeys(prototype as object)
        .map(String)
        .toSorted()
        .join()}`,
  );

const options = { all: true, color: false, pathPrefix: "", line: () => undefined };

describe("a document", () => {
  const before = traces();
  afterEach(() => {
    expect(traces()).toEqual(before);
  });

  const keys = ["__proto__", "constructor", "prototype"];
  const poison = { failOn: "never", polluted: true, prototype: { polluted: true }, kind: "Policy" };

  /** Texts of a document with the three keys put into its outermost map, as YAML, and into its innermost, as JSON. */
  function poisoned(text: string): string[] {
    const whole: unknown = parse(text);
    const places: string[][] = [];
    const visit = (value: unknown, path: string[]): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Array.isArray(value)) places.push(path);
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
    };
    visit(whole, []);
    const deepest = places.toSorted((a, b) => b.length - a.length)[0] ?? [];
    return [[], deepest].map((path, i) => {
      const copy: unknown = structuredClone(whole);
      let map = copy as Record<string, unknown>;
      for (const key of path) map = map[key] as Record<string, unknown>;
      for (const key of keys)
        Object.defineProperty(map, key, { value: poison, enumerable: true, configurable: true, writable: true });
      return i % 2 === 0 ? stringify(copy) : JSON.stringify(copy);
    });
  }

  const inRepository = [
    "deploy/sepsis-early-warning.yaml",
    ".caregate/config.yaml",
    ".caregate/policies/local.yaml",
    ".caregate/waivers/readmission-capacity.yaml",
    "contracts/tarn-2026.yaml",
  ];

  test.each(inRepository)("%s full of their names leaves no trace, and is no pass", async (file) => {
    const root = examples();
    const judged = async () => check({ targets: ["deploy/sepsis-early-warning.yaml"], cwd: root, asOf: "2026-11-22" });
    if (file === inRepository[0]) expect((await judged()).report.verdict).toBe("pass");
    for (const text of poisoned(read(root, file))) {
      write(root, { [file]: text });
      const { report } = await judged();
      expect(report.verdict).not.toBe("pass");
      expect(formats.json(report, options)).not.toContain('"polluted"');
    }
  });

  test("of another format leaves none either", async () => {
    const json = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"metrics":[{"__proto__":1}]}`;
    const csv = "__proto__,constructor,attribute_name,attribute_value,tpr\nx,y,__proto__,constructor,0.5\n";
    const files = {
      "r.json": json,
      "r.csv": csv,
      "r.md": `---\n__proto__: { polluted: true }\nmodel-index: {}\n---\n`,
      "r.xml": "<__proto__/>",
    };
    const kinds = ["FairnessReport", "ModelCard", "ValidationReport", "MonitoringReport"];
    const evidence = Object.keys(files).flatMap((path, i) =>
      kinds.map((kind, k) => `  - { kind: ${kind}, id: e${i}${k}, path: ${path} }`),
    );
    const manifest = read(project, "examples/deploy/theatre-scheduling.yaml").replace(/^evidence:[^]*/m, "");
    const root = repository({ ...files, "a.yaml": `${manifest.trimEnd()}\nevidence:\n${evidence.join("\n")}\n` });
    const { report } = await check({ targets: ["a.yaml"], cwd: root, asOf: "2026-11-22", detail: "explained" });
    expect(report.inputs.map(({ file }) => file)).toEqual(expect.arrayContaining(Object.keys(files)));
    expect(report.verdict).not.toBe("pass");
    for (const format of ["json", "sarif", "gitlab", "junit", "markdown", "console"] as const)
      expect(formats[format](report, options)).not.toBe("");
  });

  test("of settings that only inherit are no settings", async () => {
    const root = repository({
      ...governed,
      "a.yaml": "apiVersion: caregate/v1\nkind: AIDeployment\n__proto__: { spec: {} }\n",
    });
    const { report } = await check({ targets: ["."], cwd: root, asOf: "2026-11-22" });
    expect(report.verdict).toBe("error");
  });
});
