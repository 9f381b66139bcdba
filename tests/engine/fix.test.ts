import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { fixCommand } from "../../src/cli/commands/fix.ts";
import { check } from "../../src/engine/check.ts";
import { fixDocuments } from "../../src/engine/fix.ts";
import { writeFileChanges } from "../../src/engine/file-changes.ts";
import { formats } from "../../src/output/report/index.ts";
import { readDate } from "../../src/schema/fix.ts";
import { lineEdits } from "../../src/documents/edit/line-edits.ts";
import { commentsOf, dataOf, withComments } from "../support/commented-texts.ts";
import { invoke } from "../support/invoke.ts";
import { examples, lowRisk, project, read, repository, sha256 } from "../support/repository.ts";

const asOf = "2026-11-22";
const contract =
  "apiVersion: caregate/v1\nkind: Contract\nmetadata: { id: c, date: 2026-01-01, by: Ada Example }\nvendor: Acme\n";

/** What a fix writes in place of a line of the manifest. */
async function fixed(from: string | RegExp, to: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const before = lowRisk.replace(from, to);
  expect(before).not.toBe(lowRisk);
  const cwd = repository({ "deploy/m.yaml": before, "proof/c.yaml": contract, ...files });
  writeFileChanges(await fixDocuments({ cwd, asOf }));
  expect((await fixDocuments({ cwd, asOf })).fixes).toEqual([]);
  return read(cwd, "deploy/m.yaml");
}

describe("fix", () => {
  test.each<readonly [string, string, string, string]>([
    ["case of a choice", "stage: production", "stage: Production # live", "stage: production # live"],
    ["signs of a choice", "function: operations", "function: 'OPERATIONS'", "function: 'operations'"],
    ["a text that is a version", "version: 1.0.0\n", "version: 1.10 # ten\n", 'version: "1.10" # ten\n'],
    ["a misspelt key", "purpose:", "purposes:", "purpose:"],
    ["the case of a key", "decisionRole:", "decisionrole:", "decisionRole:"],
    [
      "a single value of a list",
      "users: [administrative-staff]",
      "users: administrative-staff",
      "users: [ administrative-staff ]",
    ],
    ["a country in lower case", "[US, US-MN]", "[us, US-MN]", "[US, US-MN]"],
    [
      "a date with slashes",
      "stage: production",
      "stage: production\n  goLive: 2026/01/05",
      "stage: production\n  goLive: 2026-01-05",
    ],
    [
      "a date with a month's name",
      "stage: production",
      "stage: production\n  goLive: 5 January 2026",
      "stage: production\n  goLive: 2026-01-05",
    ],
    ["a misspelt version of the format", "caregate/v1", "caregate/V1", "caregate/v1"],
    ["a misspelt kind", "kind: AIDeployment", "kind: AIDeployement", "kind: AIDeployment"],
  ])("corrects %s", async (_, from, wrong, right) => {
    expect(await fixed(from, wrong)).toBe(lowRisk.replace(from, right));
  });

  const evidence = (path: string, sha = ""): string =>
    `vendors: []\nevidence: [{ kind: Contract, path: ${path}${sha} }]`;
  test.each([
    ["from the root", "proof/c.yaml"],
    ["with a slash before it", "/proof/c.yaml"],
    ["with the slashes of Windows", "..\\proof\\c.yaml"],
    ["with another case", "../proof/C.yaml"],
    ["with another ending", "../proof/c.yml"],
  ])("corrects a path %s", async (_, path) => {
    expect(await fixed("vendors: []", evidence(path))).toContain("path: ../proof/c.yaml }");
  });

  test("corrects the form of a digest", async () => {
    const digest = sha256(contract);
    const text = await fixed("vendors: []", evidence("../proof/c.yaml", `, sha256: "SHA256:${digest.toUpperCase()}"`));
    expect(text).toContain(`sha256: "${digest}"`);
  });

  test("corrects a key and then its value, documents of any kind, and the settings", async () => {
    const cwd = repository({
      "m.yaml": lowRisk.replace("stage: production", "stagee: Production"),
      "c.yaml": contract.replace("2026-01-01", "1.1.2026").replace("vendor:", "Vendor:"),
      ".caregate/config.yaml":
        "apiVersion: caregate/v1\nkind: Config\norganisation: { Name: Example, largeScale: 'no' }\n",
    });
    const { code, stdout } = await invoke(fixCommand, [], cwd);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `.caregate/config.yaml:3:17: organisation.Name → name
.caregate/config.yaml:3:32: organisation.largeScale: no → false
c.yaml:4:1: Vendor → vendor
c.yaml:3:20: metadata.date: 1.1.2026 → 2026-01-01
m.yaml:10:3: spec.stagee → stage
m.yaml:10:3: spec.stage: Production → production
6 changes written
`,
    });
    expect(read(cwd, "m.yaml")).toBe(lowRisk);
    expect(read(cwd, "c.yaml")).toBe(contract);
  });

  test("with --check writes nothing, and fails if there is something to write", async () => {
    const before = lowRisk.replace("stage: production", "stage: Production");
    const cwd = repository({ "m.yaml": before });
    expect(await invoke(fixCommand, ["--check"], cwd)).toMatchObject({ code: 1 });
    expect(read(cwd, "m.yaml")).toBe(before);
    expect(JSON.parse((await invoke(fixCommand, ["--format", "json"], cwd)).stdout)).toMatchObject({
      written: true,
      fixes: [{ path: "spec.stage", before: "Production", after: "production", what: "value" }],
    });
    expect(await invoke(fixCommand, ["--check"], cwd)).toMatchObject({ code: 0 });
  });
});

describe("fix leaves what needs a decision", () => {
  test.each<readonly [string, string, string]>([
    ["another choice", "stage: production", "stage: live"],
    ["a misspelt choice, which may mean two", "level: low", "level: lw"],
    ["a date whose order is open", "stage: production", "stage: production\n  goLive: 01/02/2026"],
    ["a date that does not exist", "stage: production", "stage: production\n  goLive: 2026/02/30"],
    ["a key that means nothing", "vendors: []", "vendors: []\n  zzzzzzzz: 1"],
    ["a key whose right one is there", "stage: production", "stage: production\n  stagee: pilot"],
    [
      "an address as a path",
      "vendors: []",
      "vendors: []\nevidence: [{ kind: Contract, path: https://example.org/c.yaml }]",
    ],
    ["a path to nothing", "vendors: []", "vendors: []\nevidence: [{ kind: Contract, path: ../other/contract.yaml }]"],
    [
      "a path out of the repository",
      "vendors: []",
      "vendors: []\nevidence: [{ kind: Contract, path: ../../../etc/hostnam }]",
    ],
    [
      "a digest that is another",
      "vendors: []",
      `vendors: []\nevidence: [{ kind: Contract, path: ../proof/c.yaml, sha256: ${"0".repeat(64)} }]`,
    ],
    ["an anchored value", "stage: production", "stage: &s Production"],
  ])("%s", async (_, from, to) => {
    expect(await fixed(from, to)).toBe(lowRisk.replace(from, to));
  });

  test("a path that two files are like", async () => {
    const to = "vendors: []\nevidence: [{ kind: Contract, path: ../proof/a/contract.yaml }]";
    const files = { "proof/a/Contract.yaml": contract, "proof/a/CONTRACT.yaml": contract };
    expect(await fixed("vendors: []", to, files)).toBe(lowRisk.replace("vendors: []", to));
  });

  test("other documents than those of caregate, and files that cannot be read", async () => {
    const helm = "apiVersion: v2\nname: chart\nStage: Production\n";
    const cwd = repository({
      "chart.yaml": helm,
      "broken.yaml": "apiVersion: caregate/v1\nkind: [\n",
      "m.yaml": lowRisk,
    });
    expect((await fixDocuments({ cwd, asOf })).changes).toEqual([]);
  });
});

test("a date is read only if it can mean one day", () => {
  expect(readDate("2026-1-5")).toBe("2026-01-05");
  expect(readDate("20260105")).toBe("2026-01-05");
  expect(readDate("2026-01-05T10:00:00Z")).toBe("2026-01-05");
  expect(readDate("05.01.2026")).toBe("2026-01-05");
  expect(readDate("Jan 5, 2026")).toBe("2026-01-05");
  for (const text of ["01/05/2026", "5/1/26", "2026", "soon", "2026-13-01", "5 Foo 2026"])
    expect(readDate(text)).toBeUndefined();
});

test("a schema error comes with its edit, as a fix in SARIF, and the edit gives what fix writes", async () => {
  const before = lowRisk.replace("stage: production", "stage: Production");
  const cwd = repository({ "m.yaml": before });
  const { report, ...files } = await check({ cwd, asOf });
  const [found] = report.diagnostics;
  expect(found?.fix).toEqual({
    span: { start: { line: 10, column: 10 }, end: { line: 10, column: 20 } },
    text: "production",
  });
  const sarif = JSON.parse(formats.sarif(report, { all: false, color: false, ...files })) as {
    runs: { results: { ruleId: string; fixes?: object[] }[] }[];
  };
  expect(sarif.runs[0]?.results.find(({ ruleId }) => ruleId === "schema/enum")?.fixes).toEqual([
    {
      description: { text: "write production" },
      artifactChanges: [
        {
          artifactLocation: { uri: "m.yaml", uriBaseId: "%SRCROOT%" },
          replacements: [
            {
              deletedRegion: { startLine: 10, startColumn: 10, endLine: 10, endColumn: 20 },
              insertedContent: { text: "production" },
            },
          ],
        },
      ],
    },
  ]);
});

interface EditorEdit {
  readonly range: Record<"start" | "end", { readonly line: number; readonly character: number }>;
  readonly newText: string;
}

/** Applies edits as an editor does: the last one first, with lines and characters from 0. */
function applyEdits(text: string, edits: readonly EditorEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: EditorEdit["range"]["start"]): number => (starts[line] ?? 0) + character;
  return edits.toReversed().reduce((all, { range, newText }) => {
    return all.slice(0, offset(range.start)) + newText + all.slice(offset(range.end));
  }, text);
}

describe("the edits for editors", () => {
  const wrong = lowRisk
    .replace("stage: production", "stage: Production # 😀 live")
    .replace("affects: [nobody]", "affects: Nobody")
    .replace("decisionRole:", "decisionrole:");
  test.each([
    ["lines", wrong],
    ["line ends of Windows", wrong.replaceAll("\n", "\r\n")],
    ["a block of several lines", wrong.replace("function: operations", "function: >-\n    Operations")],
  ])("give what fix writes: %s", async (_, before) => {
    const cwd = repository({ "m.yaml": before });
    const { code, stdout } = await invoke(fixCommand, ["--check", "--format", "json"], cwd);
    expect(code).toBe(1);
    expect(read(cwd, "m.yaml")).toBe(before);
    const { edits } = JSON.parse(stdout) as { edits: { file: string; edits: EditorEdit[] }[] };
    await invoke(fixCommand, [], cwd);
    expect(edits.map(({ file }) => file)).toEqual(["m.yaml"]);
    expect(applyEdits(before, edits[0]?.edits ?? [])).toBe(read(cwd, "m.yaml"));
    expect(read(cwd, "m.yaml")).not.toBe(before);
  });

  test("are as small as what changes, and none is made without a fix", () => {
    expect(lineEdits("a: X # 😀\nb: 1\n", "a: x # 😀\nb: 1\n")).toEqual([
      { span: { start: { line: 1, column: 4 }, end: { line: 1, column: 5 } }, text: "x" },
    ]);
    expect(lineEdits("a\n", "a\n")).toEqual([]);
    // Two characters that begin with the same half are replaced whole.
    expect(lineEdits("😀", "😁")).toEqual([
      { span: { start: { line: 1, column: 1 }, end: { line: 1, column: 3 } }, text: "😁" },
    ]);
  });

  test("the pattern of the page for editors reads every line of --compact but the last", async () => {
    const page = read(project, "docs/editor.md");
    const [, json = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const { tasks } = JSON.parse(json) as {
      tasks: { problemMatcher: { pattern: { regexp: string; file: number; code: number } } }[];
    };
    const pattern = tasks[0]?.problemMatcher.pattern;
    if (!pattern) throw new Error("no pattern");
    const lines = (await invoke(checkCommand, ["--compact"], examples())).stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines.slice(0, -1)) {
      const match = new RegExp(pattern.regexp).exec(line);
      expect(match?.[pattern.file], line).toMatch(/\.(?:ya?ml|json|csv)$/);
      expect(match?.[pattern.code], line).toMatch(/^\S+\/\S+$/);
    }
    expect(new RegExp(pattern.regexp).test(lines.at(-1) ?? "")).toBe(false);
  });
});

test("whatever is wrong in form, the data changes at the fixed paths alone and every comment stays", async () => {
  const wrongs = [
    ["stage: production", "stage: PRODUCTION"],
    ["version: 1.0.0\n", "version: 1.10\n"],
    ["function: operations", "function: Operations"],
    ["decisionRole: none", "DecisionRole: none"],
    ["level: low", "level: Low"],
    ["learning: locked", "learning: LOCKED"],
    ["affects: [nobody]", "affects: Nobody"],
    ["[operational]", "operational"],
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...wrongs], { minLength: 1 }),
      fc.constantFrom("\n", "\r\n"),
      async (some, newline) => {
        const text = some.reduce((all, [right, wrong]) => all.replace(right, wrong), lowRisk);
        const before = withComments(text, newline);
        const cwd = repository({ "m.yaml": before });
        const result = await fixDocuments({ cwd, asOf });
        writeFileChanges(result);
        const after = read(cwd, "m.yaml");
        expect(commentsOf(after)).toEqual(commentsOf(before));
        expect(after.split(newline).length).toBe(before.split(newline).length);
        const changed = before.split(newline).filter((line, i) => line !== after.split(newline)[i]);
        expect(changed).toHaveLength(some.length);
        const expected = lowRisk.replace(
          "version: 1.0.0\n",
          some.some(([, wrong]) => wrong.includes("1.10")) ? 'version: "1.10"\n' : "version: 1.0.0\n",
        );
        expect(dataOf(after)).toEqual(dataOf(expected));
      },
    ),
    { numRuns: 25 },
  );
}, 30_000);
