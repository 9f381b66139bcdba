import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../../src/cli/commands/check.ts";
import { mergeCommand } from "../../../src/cli/commands/merge.ts";
import { detailFor } from "../../../src/output/report/index.ts";
import { evaluateTargets } from "../../../src/engine/check.ts";
import { type TreeOptions, checkTree } from "../../../src/engine/check-tree.ts";
import type { Detail } from "../../../src/engine/options.ts";
import type { Tree } from "../../../src/repository/tree.ts";
import { loadPolicies } from "../../../src/workspace/policies.ts";
import { type CheckData, decideVerdict } from "../../../src/evaluate/verdict.ts";
import type { Report, Verdict } from "../../../src/model/finding.ts";
import { type FormatName, formats } from "../../../src/output/report/index.ts";
import { type MergeResult, type ShardFile, combineShards } from "../../../src/engine/shard/merge.ts";
import { belongsTo } from "../../../src/engine/shard/partition.ts";
import { writeShard } from "../../../src/engine/shard/write.ts";
import { answering, config, governed, policy, silent, waiver } from "../../support/governed-repository.ts";
import { invoke } from "../../support/invoke.ts";
import { type Contents, treeOf } from "../../support/tree.ts";
import { commitAll, examples, project, repository, sha256, temporaryFolder, write } from "../../support/repository.ts";
import { createLineReader } from "../../../src/repository/line-reader.ts";

const names = Object.keys(formats) as FormatName[];
const asOf = "2026-11-22";

const noPacks = { documents: [], digest: "sha256:0", diagnostics: [], built: false };

/** What a state of a repository yields by its own rules, or as a change of another by the rules of that. */
async function gatherFrom(tree: Tree, before: Tree | null, options: TreeOptions): Promise<CheckData> {
  const rules = await loadPolicies(before ?? tree, options, { packs: noPacks });
  const policies = { source: "working-tree", commit: null } as const;
  const state = { governing: before ?? tree, policies, targets: [tree.root] };
  const { detail, filter } = options;
  const now = await checkTree({ ...state, tree }, rules, {
    ...options,
    detail: before && detail === "open" ? "outcomes" : detail,
  });
  if (!before) return { head: now, change: null };
  const earlier = await checkTree({ ...state, tree: before }, rules, { asOf, filter });
  const change = {
    commit: "a".repeat(40),
    gate: "new",
    claims: "block",
    base: earlier,
    headByOwnPolicies: null,
  } as const;
  return { head: now, change };
}

/** Checks a part of a folder into a file of its own. */
async function shard(root: string, index: number, count: number, ...args: string[]) {
  const file = join(temporaryFolder(), `${index}.jsonl`);
  const { code } = await invoke(checkCommand, [...args, "--shard", `${index}/${count}`, "--output", file], root);
  return { file, code };
}

/** Checks all parts of a folder. */
async function shards(root: string, count: number, ...args: string[]): Promise<{ files: string[]; codes: number[] }> {
  const [files, codes]: [string[], number[]] = [[], []];
  for (let index = 1; index <= count; index++) {
    const { file, code } = await shard(root, index, count, ...args);
    files.push(file);
    codes.push(code);
  }
  return { files, codes };
}

const merge = async (cwd: string, ...args: string[]) => invoke(mergeCommand, args, cwd);

/** The parts together give the same bytes as the whole. */
async function expectSame(root: string, way: readonly string[], ...args: string[]) {
  const { files } = await shards(root, 3, ...args);
  const whole = await invoke(checkCommand, [...args, ...way], root);
  const together = await merge(temporaryFolder(), ...files.toReversed(), ...way);
  expect(together.stdout).toBe(whole.stdout);
  expect(together.code).toBe(whole.code);
  return whole;
}

interface Way {
  readonly format: FormatName;
  readonly all: boolean;
}

/** All ways in which a report can be asked for, by how much of it each shows. */
const ways = (["open", "outcomes", "explained"] as const).map((wanted): [Detail, Way[]] => [
  wanted,
  names
    .flatMap((format) => [false, true].map((all) => ({ format, all })))
    .filter(({ format, all }) => detailFor(format, all) === wanted),
]);

/** Shows a whole and what its parts make in every format, and compares. */
async function compare(
  whole: CheckData,
  files: readonly ShardFile[],
  asked: readonly Way[],
  line: MergeResult["line"],
) {
  const wanted = detailFor((asked[0] as Way).format, (asked[0] as Way).all);
  const merged = combineShards(files, wanted);
  const [before, after] = [whole, merged.data].map((matter) => decideVerdict(matter).report);
  for (const { format, all } of asked) {
    const options = { all, color: true, pathPrefix: merged.pathPrefix };
    const text = await formats[format](before as Report, { ...options, line });
    expect(await formats[format](after as Report, { ...options, line: merged.line }), format).toBe(text);
  }
  return before as Report;
}

describe("the parts together are the whole", () => {
  test("the examples, in every format", async () => {
    const root = examples();
    const targets = ["theatre-scheduling", "patient-chatbot"].map((one) => `deploy/${one}.yaml`);
    const { files, codes } = await shards(root, 2, ...targets);
    expect(codes).toContain(1);
    const given = files.map((name) => ({ name, bytes: readFileSync(name) }));
    expect(ways.flatMap(([, asked]) => asked)).toHaveLength(2 * names.length);
    for (const [wanted, asked] of ways) {
      const { data, tree } = await evaluateTargets({ targets, cwd: root, asOf, detail: wanted });
      const report = await compare(data, given, asked, createLineReader(tree));
      expect(report.summary.manifests).toBe(2);
    }
  });

  test("a commit, and a change of it, with a manifest that moved and one that is gone", async () => {
    const root = repository({
      ...governed,
      ".caregate/config.yaml": `${config}gate: new\n`,
      "deploy/a.yaml": answering(100, "a"),
      "deploy/b.yaml": answering(90, "b"),
      "deploy/c.yaml": answering(1, "c"),
      "deploy/gone.yaml": answering(1, "gone"),
    });
    const base = commitAll(root, "base");
    write(root, {
      "deploy/a.yaml": "",
      "moved/a.yaml": answering(100, "a"),
      "deploy/b.yaml": answering(20, "b"),
      "deploy/c.yaml": answering(99, "c"),
      "deploy/gone.yaml": "x: 1\n",
      "deploy/new.yaml": silent("new"),
      ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 12"),
    });
    commitAll(root, "change");
    const { stdout } = await expectSame(root, ["--format", "json", "--all"], "--base", base);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "fail",
      baseline: { gate: "new", new: 2, unchanged: 1, withdrawn: ["gone"], fixed: [{ manifest: "b" }] },
    });
    await expectSame(root, [], "--base", base);
    await expectSame(root, ["--format", "oscal"], "--ref", "HEAD", "--base", base);
  });

  test("a base with broken rules, and rules of the change that are broken", async () => {
    const broken = ".caregate/policies/more.yaml";
    const root = repository({ ...governed, [broken]: "apiVersion: caregate/v1\nkind: [", "a.yaml": answering(1) });
    const base = commitAll(root, "base");
    write(root, { [broken]: policy.replaceAll("local", "more"), "b.yaml": answering(100, "b") });
    expect((await expectSame(root, [], "--base", base)).code).toBe(1);
    write(root, { [broken]: "apiVersion: caregate/v1\nkind: Policy\n" });
    expect((await expectSame(root, [], "--base", base)).code).toBe(2);
  });

  const name = fc.constantFrom("a", "b", "c", "d", "e", "f", "theatre-cleaning");
  const naming = (evidence: string): string => `evidence:\n  - { ${evidence} }\n`;
  const content = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(1, 48, 100), name).map(([hours, one]) => answering(hours, one)) },
    name.map(silent),
    fc.tuple(name, name).map(([one, other]) => `${answering(99, one)}---\n${silent(other)}`),
    name.map((one) => `${answering(100, one)}${naming("kind: AuditReport, path: /e.bin, format: pdf")}`),
    name.map((one) => `${answering(100, one)}${naming("kind: AuditReport, path: e.bin, format: pdf")}`),
    name.map((one) => `${silent(one)}${naming("kind: Contract, path: c.yaml")}`),
    fc.constantFrom(
      "a: [",
      "x: 1\n",
      "apiVersion: caregate/v1\nkind: Contract\n",
      `${answering(1)}typo: 1\n`,
      "\0",
      "",
    ),
  );
  const file = fc.constantFrom(
    "a.yaml",
    "b.yml",
    "c.yaml",
    "d/a.yaml",
    "d/e f.yaml",
    "d/\u00E9.json",
    "z/\u202E.yaml",
    "[x].yaml",
  );
  const files = fc.dictionary(file, content, { maxKeys: 7, noNullPrototype: true });
  const settings = fc.constantFrom("", "failOn: critical\n", "exclude: [d]\n", "paths: [d, z]\n", "typo: 1\n");
  const more = fc.record(
    {
      ".caregate/waivers/w.yaml": fc.constant(waiver),
      ".caregateignore": fc.constant("b.yml\n"),
      "e.bin": fc.constant("x"),
    },
    { requiredKeys: [] },
  );
  const bases = fc.option(files, { nil: null });

  interface Split {
    readonly held: Contents;
    readonly earlier: Contents | null;
    readonly parts: number;
    readonly way: (typeof ways)[number];
  }

  /** Checks a repository, or a change of it, whole and in parts, and gives the verdict. */
  async function verdictOf({ held, earlier, parts, way: [wanted, asked] }: Split): Promise<Verdict> {
    const tree = treeOf("/repository", held);
    const before = earlier && treeOf("/repository", earlier);
    const line = createLineReader(tree);
    const written: ShardFile[] = [];
    for (let index = 1; index <= parts; index++) {
      const shard = { index, count: parts };
      const part = await gatherFrom(tree, before, {
        asOf,
        detail: "explained",
        filter: (one) => belongsTo(shard, one),
      });
      const request = { shard, commit: null, targets: ["."], failOn: null, pathPrefix: "x/", folder: "y", line };
      written.push({ name: String(index), bytes: Buffer.from(writeShard(part, request)) });
    }
    const whole = await gatherFrom(tree, before, { asOf, detail: wanted });
    return (await compare(whole, written, asked, line)).verdict;
  }

  test("whatever the repository holds, and however it is split", async () => {
    const fine = { ...governed, "a.yaml": answering(1) };
    for (const way of ways) {
      expect(await verdictOf({ held: fine, earlier: null, parts: 2, way })).toBe("pass");
      const held = { ...fine, "b.yaml": answering(100, "b") };
      expect(await verdictOf({ held, earlier: fine, parts: 3, way })).toBe("fail");
    }
    const until = performance.now() + 1500;
    const property = fc.asyncProperty(
      fc.record({
        held: files,
        settings,
        more,
        bases,
        parts: fc.integer({ min: 1, max: 9 }),
        way: fc.constantFrom(...ways),
      }),
      async ({ held, settings: stated, more: others, bases: earlier, parts, way }) => {
        if (performance.now() > until) return;
        const own = { ...governed, ".caregate/config.yaml": `${config}${stated}`, ...others };
        await verdictOf({ held: { ...own, ...held }, earlier: earlier && { ...own, ...earlier }, parts, way });
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });
});

/** How often each exit code came. */
const counted = (codes: readonly number[]) =>
  Object.fromEntries(codes.map((code) => [code, codes.filter((one) => one === code).length]));

describe("a part by itself", () => {
  const root = (): string => {
    const files = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((one) => [`${one}.yaml`, answering(1, one)]));
    return repository({ ...governed, ...files, "slow.yaml": answering(100, "slow") });
  };

  test("fails where it holds a violation, and says that it is no verdict", async () => {
    const work = root();
    const { codes } = await shards(work, 4);
    expect(counted(codes)).toEqual({ 0: 3, 1: 1 });
    const index = codes.indexOf(1) + 1;
    const ran = await invoke(checkCommand, ["--shard", `${index}/4`, "--output", join(temporaryFolder(), "x")], work);
    expect(ran.stdout).toMatch(
      /^shard \d\/4: \d deployments?, 1 finding that shuts the gate; no verdict before `caregate merge` has all 4\n$/,
    );
  });

  test("that has nothing to check is fine, but not when all have nothing", async () => {
    expect((await shards(repository({ ...governed, "a.yaml": answering(1) }), 5)).codes).toEqual([0, 0, 0, 0, 0]);
    const { files, codes } = await shards(repository(governed), 2);
    expect(codes).toEqual([0, 0]);
    expect(await merge("/", ...files)).toMatchObject({ code: 2, stdout: expect.stringContaining("run/no-manifest") });
  });

  test("fails where its inputs are broken, or the rules, which are everyone's", async () => {
    const work = root();
    write(work, { "broken.yaml": "apiVersion: caregate/v1\nkind: [" });
    expect(counted((await shards(work, 3, "--fail-on", "never")).codes)).toEqual({ 0: 2, 2: 1 });
    write(work, { ".caregate/policies/more.yaml": "kind: [" });
    expect((await shards(work, 3)).codes).toEqual([2, 2, 2]);
  });

  test("goes to standard output unless a file is named", async () => {
    const { stdout } = await invoke(checkCommand, ["--shard", "1/1"], root());
    const folder = temporaryFolder();
    write(folder, { "one.jsonl": stdout });
    expect((await merge(folder, "one.jsonl")).code).toBe(1);
  });
});

describe("what does not belong together is refused", () => {
  const files = { ...governed, "a.yaml": answering(100), "b.yaml": answering(1, "b") };

  async function refused(given: readonly string[], says: RegExp): Promise<void> {
    const { code, stdout, stderr } = await merge("/", ...given);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain("\n");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  }

  test("a part that is missing, there twice, or of another number of shards", async () => {
    const root = repository(files);
    const [[one, two, three], [other]] = [(await shards(root, 3)).files, (await shards(root, 2)).files] as [string[], string[]]; // prettier-ignore
    await refused([one as string, three as string], /^1 of 3 shards are missing: 2$/);
    await refused([one as string, two as string, three as string, one as string], /are both shard 1 of 3$/);
    await refused([two as string, three as string, other as string], /they differ in the number of shards, 3 and 2$/);
    await refused(["nowhere/*.jsonl"], /^cannot read nowhere/);
    expect(await merge("/")).toMatchObject({ code: 2, stderr: "name the shards to merge" });
  });

  const others: Record<string, (root: string) => string[]> = {
    'they differ in the date, "2026-11-22" and "2026-11-23"': () => ["--as-of", "2026-11-23"],
    "they differ in the rules": (root) => (
      write(root, { ".caregate/policies/local.yaml": policy.replace("48", "47") }),
      []
    ),
    "they differ in the commit": (root) => (commitAll(root, "more"), []),
    "they differ in the targets": () => ["a.yaml", "b.yaml"],
    "they differ in the fail level": () => ["--fail-on", "low"],
    "they differ in the base": () => ["--base", "HEAD"],
    "they differ in the list of files": (root) => (write(root, { "c.yaml": answering(1, "c") }), []),
  };
  test.each(Object.entries(others))("parts of which %s", async (says, change) => {
    const root = repository(files);
    commitAll(root, "all");
    const { file: first } = await shard(root, 1, 2);
    const { file: second } = await shard(root, 2, 2, ...change(root));
    await refused([first, second], new RegExp(`do not belong together: ${says}`));
  });

  test("a file that changed between one part and another", async () => {
    const evidence =
      "apiVersion: caregate/v1\nkind: Contract\nmetadata: { id: acme, date: 2026-01-01, by: legal }\nvendor: Acme\ninstruments: [services]\neffective: 2026-01-01\nclauses: []\n";
    const naming = (name: string): string => `${answering(1, name)}evidence:\n  - { kind: Contract, path: acme.txt }\n`;
    const root = repository({
      ...governed,
      "acme.txt": evidence,
      ...Object.fromEntries(["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => [`${name}.yaml`, naming(name)])),
    });
    const { file: first } = await shard(root, 1, 2);
    write(root, { "acme.txt": evidence.replace("Acme", "Other") });
    const { file: second } = await shard(root, 2, 2);
    await refused([first, second], /^acme\.txt changed between shards/);
  });

  test("a file that is cut off anywhere, or has another byte anywhere", async () => {
    const folder = temporaryFolder();
    const bytes = readFileSync((await shards(repository(files), 1)).files[0] as string);
    const property = fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      write(folder, {
        cut: bytes.subarray(0, at),
        changed: Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ by : byte))),
      });
      await refused([join(folder, "cut")], /cut off|not a shard|changed/);
      await refused([join(folder, "changed")], /cut off|not a shard|changed/);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  /** A shard with other content, sealed as if it were sound. */
  function forged(lines: readonly string[]): string {
    const body = lines.map((line) => `${line}\n`).join("");
    const folder = temporaryFolder();
    write(folder, { forged: `${body}{"sha256":"${sha256(body)}"}\n` });
    return join(folder, "forged");
  }

  test("a forged file is an error on its line, whatever it holds", async () => {
    const bytes = readFileSync((await shards(repository(files), 1)).files[0] as string, "utf8");
    const lines = bytes.trimEnd().split("\n").slice(0, -1);
    const says =
      /cannot be decoded|is not a shard|another format version|made by caregate|has no valid index|has no base|of another shard|do not contain every|does not have a result|are missing/;
    const [head = "", ...rest] = lines;
    for (const [what, by] of [
      ['"version":3', '"version":4'],
      ['"index":1', '"index":7'],
      ['"count":1', '"count":99999999'],
      ['"state":"now"', '"state":"__proto__"'],
      [/"toolVersion":"[^"]*"/, '"toolVersion":"9.9.9"'],
      ['"caregate":"shard"', '"caregate":"report"'],
      ['"asOf":"2026-11-22"', '"asOf":"2026-02-30"'],
    ] as const)
      await refused([forged([head.replace(what, by), ...rest])], says);
    for (const [what, by] of [
      ['"rule":0', '"rule":9'],
      ['"primary":0', '"primary":-1'],
      ['"exact"', '"__proto__"'],
      ['"outcome":"fail"', '"outcome":"fine"'],
      ['"deployment":0', '"deployment":{}'],
      ['"findings":[', '"findings":[],"x":['],
      ['"file":"a.yaml"', '"file":"c.yaml"'],
    ] as const) {
      const changed = rest.map((line) => line.replace(what, by));
      if (changed.join() !== rest.join()) await refused([forged([head, ...changed])], says);
    }
    await refused([forged([head, ...rest.slice(1)])], says);
    await refused([forged([head, ...rest, rest[0] as string])], says);
    await refused([forged([])], says);
    await refused([forged(["[".repeat(100_000)])], says);
    await refused([join(project, "package.json")], /is cut off or not a shard/);
  });
});

test("what a share may be called", async () => {
  for (const share of ["0/2", "3/2", "1", "1/0", "01/2", "1/99999", "a/b"])
    expect((await invoke(checkCommand, ["--shard", share], "/")).stderr).toContain("such as 2/4");
  for (const more of [["--format", "json"], ["--all"]])
    expect(await invoke(checkCommand, ["--shard", "1/2", ...more], "/")).toMatchObject({ code: 2 });
});
