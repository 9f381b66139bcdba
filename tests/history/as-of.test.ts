import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { invoke } from "../support/invoke.ts";
import { commitOn, git, temporaryFolder, write } from "../support/repository.ts";
import { answering, governed, policy } from "../support/governed-repository.ts";
import { type Generated, generate } from "./generate.ts";

let root: string;
let known: Generated;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "caregate-as-of-")));
  git(root, "init", "--quiet", "--initial-branch=main");
  known = generate(root, { commits: 60, deployments: 4, policyChanges: 8, waivers: 4 }, 11);
  return () => rmSync(root, { recursive: true, force: true });
});

async function readHistory(folder: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await invoke(historyCommand, [...args, "--format", "json"], folder);
  expect(code, stderr).toBe(0);
  return stdout;
}

const daysOf = (folder: string): { commit: string; day: string }[] => {
  const lines = git(folder, "log", "--first-parent", "--reverse", "--format=%H %cI").split("\n");
  let latest = "";
  return lines.map((line) => {
    const [commit = "", date = ""] = line.split(" ");
    const day = new Date(date).toISOString().slice(0, 10);
    if (day > latest) latest = day;
    return { commit, day: latest };
  });
};

describe("a history as of a past day", () => {
  test("is the history of a clone of that day", { timeout: 240_000 }, async () => {
    const line = daysOf(root);
    const points = [line[12], line[30], line[47]].flatMap((one) => one ?? []);
    for (const { day: asOf } of points) {
      const last = line.findLast(({ day }) => day <= asOf);
      const cut = temporaryFolder();
      git(root, "branch", "--force", "cut", last?.commit ?? "");
      execFileSync("git", ["clone", "--quiet", "--no-local", "--single-branch", "--branch=cut", root, cut]);
      const folder = git(cut, "ls-tree", "--name-only", "HEAD").includes("hospital") ? join(cut, "hospital") : cut;
      for (const kind of [[], ["--verdicts"]]) {
        const args = [...kind, "--as-of", asOf];
        expect(await readHistory(join(root, known.folder), ...args), asOf).toBe(await readHistory(folder, ...args));
      }
    }
  });
});

/** A repository with a commit for each date, in which the answer takes so many hours. */
function repository(...commits: readonly (readonly [date: string, hours: number])[]): string {
  const folder = temporaryFolder();
  git(folder, "init", "--quiet", "--initial-branch=main");
  write(folder, governed);
  for (const [date, hours] of commits) {
    write(folder, { "deploy/a.yaml": answering(hours) });
    commitOn(folder, date);
  }
  return folder;
}

test("a commit after the day adds nothing to it", async () => {
  const folder = repository(["2026-03-01", 24], ["2026-05-01", 99]);
  const before = JSON.parse(await readHistory(folder, "--verdicts", "--as-of", "2026-04-01"));
  expect(before).toMatchObject({
    asOf: "2026-04-01",
    violations: [],
    notes: [expect.stringContaining("past commits")],
  });
  expect(before.head).toBe(git(folder, "rev-parse", "HEAD^"));
  const after = JSON.parse(await readHistory(folder, "--verdicts", "--as-of", "2026-05-01"));
  expect(after.violations).toHaveLength(1);
});

test("a day before the first commit is an error that names the first day", async () => {
  const folder = repository(["2026-03-01", 24]);
  const { code, stderr } = await invoke(historyCommand, ["--as-of", "2026-02-01"], folder);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining("there is no commit on or before 2026-02-01: the first is of 2026-03-01"),
  });
});

test("a date that is too late hides later commits only with a note", async () => {
  const folder = repository(["2026-03-01", 24], ["2099-01-01", 24], ["2026-05-01", 99]);
  const { notes, violations } = JSON.parse(await readHistory(folder, "--verdicts", "--as-of", "2026-06-01"));
  expect(violations).toEqual([]);
  expect(notes.join("\n")).toMatch(
    /ends before [0-9a-f]{10}, which is dated 2099-01-01.*; 1 commit after it is dated earlier/,
  );
  const whole = JSON.parse(await readHistory(folder, "--verdicts"));
  expect(whole.violations).toHaveLength(1);
});

const violationsOf = async (folder: string, ...args: string[]) =>
  JSON.parse(await readHistory(folder, "--verdicts", "--as-of", "2026-06-01", ...args)) as {
    violations: {
      daysOpen: number;
      ended: { day: string; commit: string; how: string } | null;
      appeared: { commit: string };
      gaps: { from: { day: string; author: { name: string } }; until: { day: string } | null }[];
      phases: { from: { day: string }; until: { day: string } | null }[];
    }[];
    byDeployment: { deployment: string; daysOpen: number }[];
  };

describe("a spell in which something cannot be read", () => {
  test.each([
    ["a manifest", "deploy/a.yaml"],
    ["a policy", ".caregate/policies/local.yaml"],
    ["the settings", ".caregate/config.yaml"],
  ])("%s: is a gap in the life of a violation, by the commit that broke it", async (_, file) => {
    const folder = temporaryFolder();
    git(folder, "init", "--quiet", "--initial-branch=main");
    const files: Record<string, string> = { ...governed, "deploy/a.yaml": answering(99) };
    write(folder, files);
    const first = commitOn(folder, "2026-03-01");
    write(folder, { [file]: `${files[file] ?? ""}broken: [\n` });
    commitOn(folder, "2026-04-01");
    write(folder, { [file]: files[file] as string });
    commitOn(folder, "2026-04-06");
    write(folder, { "deploy/a.yaml": answering(24) });
    const fixed = commitOn(folder, "2026-05-01");
    const { violations } = await violationsOf(folder);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({
      appeared: { commit: first },
      ended: { day: "2026-05-01", commit: fixed, how: "documents" },
      gaps: [{ from: { day: "2026-04-01" }, until: { day: "2026-04-06" } }],
      daysOpen: 31 + 25,
    });
  });

  test("that ends in a removal is over with that", async () => {
    const folder = repository(["2026-03-01", 99]);
    write(folder, { "deploy/a.yaml": `${answering(99)}broken: [\n` });
    commitOn(folder, "2026-04-01");
    git(folder, "rm", "--quiet", "deploy/a.yaml");
    const removed = commitOn(folder, "2026-04-10");
    const { violations } = await violationsOf(folder);
    expect(violations).toMatchObject([{ ended: { how: "withdrawn", commit: removed }, daysOpen: 31 }]);
  });
});

test("days in violation are clipped to a period, in every format", async () => {
  const folder = repository(["2026-03-01", 99], ["2026-05-01", 24]);
  write(folder, { "deploy/b.yaml": answering(99, "b") });
  commitOn(folder, "2026-05-20");
  const period = ["--from", "2026-04-01", "--to", "2026-04-30"];
  const { violations, byDeployment } = await violationsOf(folder, ...period);
  expect(violations).toMatchObject([
    { daysOpen: 30, phases: [{ from: { day: "2026-04-01" }, until: { day: "2026-05-01" } }] },
  ]);
  expect(byDeployment).toMatchObject([{ daysOpen: 30 }]);
  const of = async (format: string): Promise<string> => {
    const args = ["--verdicts", "--as-of", "2026-06-01", ...period, "--format", format];
    return (await invoke(historyCommand, args, folder)).stdout;
  };
  expect((await of("csv")).split("\n")[1]).toMatch(/,30,30,30,30\r?$/);
  for (const format of ["console", "markdown"]) expect(await of(format)).toContain("30 days");
  expect(await of("html")).toMatch(/<td[^>]*>30/);
  expect((await violationsOf(folder, "--from", "2026-05-10")).violations).toMatchObject([{ daysOpen: 12 }]);
  const ahead = ["--from", "2026-05-10", "--to", "2026-12-31"];
  expect((await violationsOf(folder, ...ahead)).violations).toMatchObject([{ daysOpen: 12, ended: null }]);
});

test("a swap of two entries of a list changes no life", async () => {
  const folder = temporaryFolder();
  git(folder, "init", "--quiet", "--initial-branch=main");
  const vendors = (...names: string[]): string =>
    answering(24).replace(
      "vendors: []",
      `vendors: [${names.map((name) => `{ name: ${name}, roles: [processor], supplies: [model], dataAccess: none, countries: [US] }`).join(", ")}]`,
    );
  const rule = `  - id: local/vendor-role
    title: Role of each vendor
    severity: high
    citations: [{ ref: House rule }]
    require: { all: [{ var: spec.vendors }, { "!=": [{ var: name }, B] }] }
    message: "{{spec.vendors[].name}} is not allowed"
    remediation: Choose another vendor.
`;
  write(folder, {
    ...governed,
    ".caregate/policies/local.yaml": `${policy.trimEnd()}\n${rule}`,
    "deploy/a.yaml": vendors("A", "B"),
  });
  commitOn(folder, "2026-03-01");
  write(folder, { "deploy/a.yaml": vendors("B", "A") });
  commitOn(folder, "2026-04-01");
  const { violations } = await violationsOf(folder);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatchObject({ ended: null });
});

describe("check --at", () => {
  test("checks the last commit on or before a day by its own policies, and says which it is", async () => {
    const folder = repository(["2026-03-01", 24], ["2026-05-01", 99]);
    const commit = git(folder, "rev-parse", "HEAD^");
    const { code, stdout, stderr } = await invoke(checkCommand, ["--at", "2026-04-10", "--format", "json"], folder);
    expect(code, stderr).toBe(0);
    expect(stderr).toBe(
      `caregate: HEAD on 2026-04-10 is ${commit.slice(0, 10)} of 2026-03-01 (On 2026-03-01); the next one is of 2026-05-01\n`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ asOf: "2026-04-10", policies: { source: "commit", commit } });
    expect((await invoke(checkCommand, ["--at", "2026-05-02"], folder)).code).toBe(1);
  });

  test.each([
    [["--at", "2026-02-01"], "HEAD has no commit on or before 2026-02-01"],
    [["--at", "2026-04-01", "--ref", "nowhere"], "there is no commit `nowhere`"],
    [["--at", "2026-04-01", "--as-of", "2026-04-01"], "--at says the commit and the date"],
  ])("%j is an error", async (args, message) => {
    const folder = repository(["2026-03-01", 24]);
    expect(await invoke(checkCommand, args, folder)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

test("people are named by the .mailmap of the last commit alone", async () => {
  const folder = repository(["2026-03-01", 99]);
  write(folder, { ".mailmap": "Ada Lovelace <ada.l@hospital.example> <ada@hospital.example>\n" });
  commitOn(folder, "2026-03-02");
  write(folder, { ".mailmap": "Eve <eve@hospital.example> <ada@hospital.example>\n" });
  const { violations } = await violationsOf(folder);
  expect(violations).toMatchObject([
    { appeared: { author: { name: "Ada Lovelace", email: "ada.l@hospital.example" } } },
  ]);
});

test("a violation that a merge brought names its author and who merged it", async () => {
  const folder = repository(["2026-03-01", 24]);
  git(folder, "checkout", "--quiet", "-b", "change");
  write(folder, { "deploy/a.yaml": answering(99) });
  git(folder, "commit", "--quiet", "--all", "--author=Bo Example <bo@hospital.example>", "--message=slower");
  git(folder, "checkout", "--quiet", "main");
  git(folder, "merge", "--quiet", "--no-ff", "--message=Merge pull request #7 from change", "change");
  const args = ["--verdicts", "--format"];
  const { violations } = JSON.parse((await invoke(historyCommand, [...args, "json"], folder)).stdout);
  expect(violations).toMatchObject([
    { appeared: { author: { name: "Ada Example" }, changedBy: [{ name: "Bo Example" }] } },
  ]);
  expect((await invoke(historyCommand, [...args, "console"], folder)).stdout).toContain(
    "Bo Example, merged by Ada Example",
  );
});
