import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { verifyCommand } from "../../src/cli/commands/verify.ts";
import { invoke } from "../support/invoke.ts";
import { answering, governed, waiver } from "../support/governed-repository.ts";
import { commitAll, examples, git, read, repository, temporaryFolder, write } from "../support/repository.ts";

const formats = ["json", "sarif", "in-toto", "oscal"] as const;

/** The example repository under git, with evidence, a waiver and findings of every kind. */
function committed(): string {
  const root = examples();
  execFileSync("git", ["init", "-q"], { cwd: root });
  commitAll(root, "the state that records are made of");
  return root;
}

/** A small one, with a violation in each of two deployments. */
function house(): string {
  const root = repository({ ...governed, "deploy/a.yaml": answering(100), "deploy/b.yaml": answering(100, "b") });
  commitAll(root, "state");
  return root;
}

async function record(root: string, format: string, ...more: string[]): Promise<string> {
  const { stdout } = await invoke(checkCommand, ["--ref", "HEAD", "--format", format, ...more], root);
  return stdout;
}

async function verified(
  root: string,
  text: string,
  ...more: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const file = join(temporaryFolder(), "record");
  write("/", { [file]: text });
  return invoke(verifyCommand, [file, ...more], root);
}

describe("a record of a commit", () => {
  test.each(formats)("a record as %s is reproduced byte for byte after later commits", async (format) => {
    const root = committed();
    const text = await record(root, format);
    write(root, { "deploy/theatre-scheduling.yaml": "nothing\n", ".caregate/config.yaml": "failOn: [\n" });
    commitAll(root, "later");
    expect(await verified(root, text)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^identical: /) });
  });

  test("the branches and tags with its commit are named, and a commit without any is noted", async () => {
    const root = committed();
    git(root, "tag", "v1");
    const text = await record(root, "json");
    expect((await verified(root, text)).stdout).toMatch(/\nthe commit is part of (?:main|master), v1\n/);
    git(root, "tag", "--delete", "v1");
    git(root, "commit", "--quiet", "--amend", "--message=another");
    expect(await verified(root, text)).toMatchObject({ code: 0, stdout: expect.stringContaining("on no branch") });
  });

  test("a record keeps the targets, the base, the date, the fail level and the level of detail", async () => {
    const root = repository({ ...governed, "deploy/a.yaml": answering(100), "deploy/b.yaml": answering(100, "b") });
    const base = commitAll(root, "base");
    write(root, { "deploy/b.yaml": answering(90, "b"), "deploy/c.yaml": answering(3, "c") });
    commitAll(root, "change");
    const asked = [
      ["deploy/a.yaml", "deploy/c.yaml", "--fail-on", "critical"],
      ["--base", base, "--all", "--as-of", "2026-03-01"],
      ["deploy/*.yaml", "--fail-on", "never", "--all"],
    ];
    for (const args of asked) {
      const text = await record(root, "json", ...args);
      expect((await verified(root, text)).stdout).toMatch(/^identical: /);
      const plain = await record(root, "json");
      expect(text).not.toBe(plain);
    }
  });

  test.each([
    ["a manifest", "deploy/ambient-scribe.yaml"],
    ["a contract", "contracts/murmur-2025.yaml"],
    ["the settings", ".caregate/config.yaml"],
  ])("one changed byte of %s is a difference that names the file", async (_, file) => {
    const root = committed();
    const text = await record(root, "json");
    write(root, { [file]: `${read(root, file)}\n` });
    commitAll(root, "one byte more");
    const { code, stdout } = await verified(root, text, "--ref", "HEAD");
    expect(code).toBe(1);
    expect(stdout).toContain(`inputs[${file}].sha256: the record says "`);
  });

  test("an added waiver is a difference", async () => {
    const root = repository({ ...governed, "deploy/a.yaml": answering(100) });
    commitAll(root, "without");
    const text = await record(root, "json");
    write(root, { ".caregate/waivers/w.yaml": waiver });
    commitAll(root, "with");
    const { stdout } = await verified(root, text, "--ref", "HEAD");
    expect(stdout).toContain('verdict: the record says "fail", the repository gives "pass"');
    expect(stdout).toContain("inputs[.caregate/waivers/w.yaml]: not in the record");
  });
});

describe("a record that was tampered with", () => {
  interface Written {
    verdict: string;
    note?: string;
    readonly summary: { fail: number };
    readonly findings: { fingerprint: string }[];
    readonly inputs: [{ sha256: string }];
  }

  test("differences from a record that was tampered with are reported field by field", async () => {
    const root = house();
    const text = await record(root, "json");
    const told = async (change: (report: Written) => unknown): Promise<string[]> => {
      const report = JSON.parse(text) as Written;
      change(report);
      const { code, stdout } = await verified(root, `${JSON.stringify(report, null, 2)}\n`);
      expect(code).toBe(1);
      return stdout.trimEnd().split("\n").slice(2);
    };
    expect(await told((report) => (report.verdict = "pass"))).toEqual([
      '  verdict: the record says "pass", the repository gives "fail"',
    ]);
    expect(await told((report) => (report.summary.fail = 1))).toEqual([
      "  summary.fail: the record says 1, the repository gives 2",
    ]);
    const [gone] = (JSON.parse(text) as Written).findings;
    expect(await told((report) => report.findings.shift())).toEqual([
      expect.stringMatching(new RegExp(`^ {2}findings\\[${gone?.fingerprint}\\]: not in the record: `)),
    ]);
    expect(await told((report) => (report.inputs[0].sha256 = "0".repeat(64)))).toEqual([
      expect.stringMatching(/^ {2}inputs\[.caregate\/config.yaml\].sha256: the record says "0{64}"/),
    ]);
    expect(await told((report) => (report.note = "\u001B[31mx"))).toEqual([
      '  note: only in the record: "\\u001b[31mx"',
    ]);
    expect(await told((report) => report.findings.push(...report.findings.splice(0, 1)))).toEqual([
      "  nothing that it says; but it is not written, or ordered, as caregate does",
    ]);
  });

  test.each(["sarif", "in-toto", "oscal"])("differences are reported for %s too", async (format) => {
    const root = house();
    const text = await record(root, format);
    const { code, stdout } = await verified(root, text.replace("local/first-answer", "local/last-answer"));
    expect(code).toBe(1);
    expect(stdout).toContain("local/last-answer");
  });

  test("a record with other white space is not identical", async () => {
    const root = house();
    const text = await record(root, "json");
    expect(await verified(root, ` ${text}`)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("nothing that it says"),
    });
  });

  test("a record with a changed fail level is reproduced with that level, and the difference is shown", async () => {
    const root = house();
    const text = await record(root, "json");
    const { stdout } = await verified(root, text.replace('"failOn": null', '"failOn": "never"'));
    expect(stdout).toContain('verdict: the record says "fail", the repository gives "pass"');
  });
});

describe("records that cannot be reproduced are errors with exit code 2", () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ["text", () => "deployment,rule\r\n", /is not JSON/],
    ["a stranger's JSON", () => '{"a": 1}', /is not a record of caregate/],
    ["null", () => "null", /is not a record of caregate/],
    [
      "a commit that is an option",
      (text) => text.replace(/"commit": "\w+",\n {4}"folder"/, '"commit": "--all",\n"folder"'),
      /`commit`/,
    ],
    [
      "a commit that is not here",
      (text) => text.replaceAll(/"commit": "\w+"/g, `"commit": "${"a".repeat(40)}"`),
      /is not in /,
    ],
    ["a day that is none", (text) => text.replaceAll(/"asOf": "[^"]+"/g, '"asOf": "2026-02-30"'), /`asOf`/],
    ["a folder above the repository", (text) => text.replace('"folder": ""', '"folder": "../.."'), /a path outside `/],
    [
      "a path above the repository",
      (text) => text.replace(/"targets": \[[^\]]*\]/, '"targets": ["../../etc"]'),
      /a path outside `/,
    ],
    ["no targets", (text) => text.replace(/"targets": \[[^\]]*\]/, '"targets": []'), /`targets`/],
    ["a severity that is none", (text) => text.replace('"failOn": null', '"failOn": "whenever"'), /`failOn`/],
  ])("%s", async (_, spoil, why) => {
    const root = house();
    const { code, stderr } = await verified(root, spoil(await record(root, "json")));
    expect(stderr).toMatch(why);
    expect(code).toBe(2);
  });

  test("a record of uncommitted files", async () => {
    const root = house();
    const { stdout } = await invoke(checkCommand, ["--format", "json"], root);
    expect(await verified(root, stdout)).toMatchObject({ code: 2, stderr: expect.stringContaining("--ref") });
  });

  test("a missing record and two records are errors", async () => {
    const root = house();
    expect((await invoke(verifyCommand, ["nowhere.json"], root)).code).toBe(2);
    expect((await invoke(verifyCommand, [], root)).code).toBe(2);
    expect((await invoke(verifyCommand, ["a", "b"], root)).code).toBe(2);
  });
});
