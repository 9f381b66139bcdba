import { rmSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { invoke } from "../support/invoke.ts";
import { answering, config, governed, policy, waiver } from "../support/governed-repository.ts";
import { commitAll, git, project, read, repository, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";

interface Past {
  readonly root: string;
  /** Lax rules, and an answer after 100 hours. */
  readonly lax: string;
  /** The rules as they are today, by which that is too late. */
  readonly strict: string;
}

function past(): Past {
  const lenient = policy.replace("default: 48", "default: 200");
  const root = repository({ ...governed, ".caregate/policies/local.yaml": lenient, "deploy/a.yaml": answering(100) });
  const lax = commitAll(root, "lax");
  write(root, { ".caregate/policies/local.yaml": policy });
  const strict = commitAll(root, "strict");
  write(root, { "deploy/a.yaml": answering(10), "deploy/b.yaml": answering(300, "b") });
  return { root, lax, strict };
}

const judged = async (cwd: string, ref: string, more: object = {}): Promise<Report> =>
  (await check({ targets: ["."], cwd, asOf, ref, ...more })).report;

const outcomes = ({ findings }: Report): string[] =>
  findings.map(({ rule, manifest, outcome }) => `${manifest.name} ${rule.id} ${outcome}`);

describe("the check of a commit", () => {
  test("a commit is checked by its own policies, and the working tree is left unchanged", async () => {
    const { root, lax, strict } = past();
    const before = git(root, "status", "--porcelain");
    expect(outcomes(await judged(root, lax))).toEqual(["theatre-cleaning local/first-answer pass"]);
    const report = await judged(root, strict);
    expect(outcomes(report)).toEqual(["theatre-cleaning local/first-answer fail"]);
    expect(report.policies).toMatchObject({ source: "commit", commit: strict });
    expect(report.judged).toEqual({ commit: strict, folder: "", targets: ["."], failOn: null });
    expect(git(root, "status", "--porcelain")).toBe(before);
  });

  test("a commit can be named in any way, and is reported by its full name", async () => {
    const { root, lax } = past();
    git(root, "tag", "before", lax);
    for (const name of ["before", "HEAD~1", lax.slice(0, 10)])
      expect((await judged(root, name)).judged?.commit).toBe(lax);
  });

  test("a commit is checked in its original form, whatever `git replace` replaces it with", async () => {
    const { root, lax, strict } = past();
    git(root, "replace", strict, lax);
    expect(git(root, "show", `${strict}:.caregate/policies/local.yaml`)).toContain("default: 200");
    expect((await judged(root, strict)).verdict).toBe("fail");
  });

  test("a commit is checked with its own waivers on the given date", async () => {
    const { root, strict } = past();
    write(root, { ".caregate/waivers/w.yaml": waiver, "deploy/a.yaml": answering(100) });
    rmSync(join(root, "deploy/b.yaml"));
    const waived = commitAll(root, "waived");
    expect((await judged(root, waived)).verdict).toBe("pass");
    expect((await judged(root, strict)).verdict).toBe("fail");
    expect((await judged(root, waived, { asOf: "2027-02-01" })).verdict).not.toBe("pass");
  });

  test("a commit that is compared with another is checked by the policies of that", async () => {
    const { root, lax, strict } = past();
    const report = await judged(root, strict, { base: lax });
    expect(report.policies).toMatchObject({ source: "base", commit: lax });
    expect(report).toMatchObject({ verdict: "pass", judged: { commit: strict }, baseline: { commit: lax } });
    const now = commitAll(root, "slower");
    const worse = await judged(root, now, { base: strict });
    expect(worse.verdict).toBe("fail");
    expect(worse.baseline).toMatchObject({ commit: strict, new: 1, unchanged: 0 });
    expect(worse.baseline?.fixed.map(({ manifest }) => manifest.name)).toEqual(["theatre-cleaning"]);
  });
});

describe("the root of a commit", () => {
  test("the root is that of the commit if folders were moved or removed since", async () => {
    const root = repository({
      "health/.caregate/config.yaml": config,
      "health/.caregate/policies/local.yaml": policy,
      "health/deploy/a.yaml": answering(100),
    });
    const then = commitAll(root, "within a folder");
    rmSync(join(root, "health"), { recursive: true });
    write(root, { ...governed, "deploy/a.yaml": answering(1) });
    commitAll(root, "moved up");
    const report = (await check({ targets: ["health/deploy"], cwd: root, asOf, ref: then })).report;
    expect(report.judged).toEqual({ commit: then, folder: "health", targets: ["deploy"], failOn: null });
    expect(report.findings.map(({ primary }) => primary.file)).toEqual(["deploy/a.yaml"]);
    expect(report.verdict).toBe("fail");
  });

  test("a `.caregate` folder in the working tree has no effect on the root", async () => {
    const { root, strict } = past();
    write(root, { "deploy/.caregate/config.yaml": config });
    const report = (await check({ targets: ["deploy/a.yaml"], cwd: root, asOf, ref: strict })).report;
    expect(report.judged?.targets).toEqual(["deploy/a.yaml"]);
    expect(report.verdict).toBe("fail");
  });
});

describe("the command", () => {
  test("the report is valid for its schema and has all options needed to repeat the check", async () => {
    const { root, lax, strict } = past();
    const ajv = new Ajv({ allErrors: true });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(read(project, "schemas/report.schema.json")));
    const args = ["--ref", strict, "--base", lax, "--fail-on", "low", "--format", "json", "deploy"];
    const report = JSON.parse((await invoke(checkCommand, args, root)).stdout);
    validate(report);
    expect(validate.errors).toBeNull();
    const asked = { targets: ["deploy"], base: lax, asOf, failOn: "low", all: false };
    expect(report.judged).toEqual({ commit: strict, folder: "", ...asked });
  });

  test("the output shows lines of the commit, its name and the date", async () => {
    const { root, strict } = past();
    const { code, stdout } = await invoke(checkCommand, ["--ref", strict, "deploy/a.yaml"], root);
    expect(code).toBe(1);
    expect(stdout).toContain("reportResponseHours: 100");
    expect(stdout).toContain(`commit ${strict.slice(0, 12)}, as of 2026-11-22`);
  });

  test.each([
    ["a revision that is not there", ["--ref", "nowhere"], /`nowhere` is not in /],
    ["an option in its place", ["--ref=--all"], /`--all` is not in /],
    ["a base that is not there", ["--ref", "HEAD", "--base", "nowhere"], /`nowhere` is not in /],
  ])("the command rejects %s", async (_, args, why) => {
    const { root } = past();
    const { code, stderr } = await invoke(checkCommand, args, root);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
  });

  test("the command rejects targets outside the repository, and folders without one", async () => {
    const { root } = past();
    const elsewhere = temporaryFolder();
    expect(await invoke(checkCommand, ["--ref", "HEAD", ".", elsewhere], root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is outside the repository"),
    });
    expect((await invoke(checkCommand, ["--ref", "HEAD"], elsewhere)).code).toBe(2);
  });

  test("a path that is not in the commit is an error and does not pass", async () => {
    const { root, strict } = past();
    const { code, stdout } = await invoke(checkCommand, ["--ref", strict, "deploy/b.yaml"], root);
    expect(code).toBe(2);
    expect(stdout).toContain("`deploy/b.yaml` does not exist");
  });
});
