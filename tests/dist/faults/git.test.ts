// What git does not give: it is not there, or what it holds is broken.
import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { checkCommand } from "../../../src/cli/commands/check.ts";
import type { Command } from "../../../src/cli/command.ts";
import { diffCommand } from "../../../src/cli/commands/diff.ts";
import { historyCommand } from "../../../src/cli/commands/history.ts";
import { openGitRepository } from "../../../src/repository/git/repository.ts";
import { checkComparison } from "../../../src/engine/check-change.ts";
import { workingTree } from "../../../src/repository/working-tree.ts";
import { answering, governed, policy } from "../../support/governed-repository.ts";
import { commitAll, git, repository, temporaryFolder, write } from "../../support/repository.ts";
import { scene } from "../action/fake-runner.ts";

/** Runs a command within this process; errors that show a user what to fix give exit code 2, as from the command line. */
async function run(command: Command, args: readonly string[], cwd: string): Promise<{ code: number; said: string }> {
  let said = "";
  const io = {
    cwd,
    today: "2026-11-22",
    color: false,
    write: (text: string) => void (said += text),
    warn: () => undefined,
  };
  try {
    return { code: await command.run([...args], io), said };
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== "UsageError" && name !== "GitError") throw error;
    return { code: 2, said: message };
  }
}

const asked: readonly (readonly [Command, ...string[]])[] = [
  [checkCommand, ".", "--base", "HEAD"],
  [checkCommand, ".", "--ref", "HEAD"],
  [diffCommand, "HEAD"],
  [historyCommand],
  [historyCommand, "--verdicts"],
];

const files = { ...governed, "a.yaml": answering(12), "deep/b.yaml": answering(12, "b") };

function committed(): string {
  const root = repository(files);
  commitAll(root, "one");
  return root;
}

/** Puts something that is no object in the place of one. */
function corrupt(root: string, name: string): void {
  const oid = git(root, "rev-parse", name);
  const path = join(root, ".git/objects", oid.slice(0, 2), oid.slice(2));
  if (!existsSync(path)) throw new Error(`${name} is no loose object`);
  rmSync(path, { force: true });
  writeFileSync(path, "not what git wrote");
}

describe("without git", () => {
  const empty = { PATH: "/nonexistent" };

  test("the files are checked all the same; a command that needs the history says why there is none", async () => {
    const root = committed();
    vi.stubEnv("PATH", empty.PATH);
    expect((await run(checkCommand, ["."], root)).code).toBe(0);
    for (const [command, ...args] of asked) {
      const { code, said } = await run(command, args, root);
      expect([code, said]).toEqual([2, expect.stringContaining("git is not on the PATH")]);
    }
    vi.unstubAllEnvs();
  });

  test("the action leaves out no file that an ignore file names, since it is unknown whether git tracks it", async () => {
    const set = await scene(governed, { ".gitignore": "hidden.yaml\n", "hidden.yaml": answering(99) });
    const bin = temporaryFolder();
    symlinkSync(process.execPath, join(bin, "node"));
    const { code, outputs } = await set.run({ event: "push", environment: { PATH: bin } });
    expect([code, outputs["fail"]]).toEqual([1, "1"]);
    // Without git it is unknown whether a pull request is checked out at all.
    const change = await set.run({ environment: { PATH: bin } });
    expect([change.code, change.outputs["verdict"]]).toEqual([1, "error"]);
    expect(change.commands.at(-1)?.message).toContain("git cannot find the commit that is checked out");
  });
});

describe("of a broken history", () => {
  test.each(["HEAD^{commit}", "HEAD^{tree}", "HEAD:deep", "HEAD:.caregate"])("%s is a sentence", async (name) => {
    const root = committed();
    corrupt(root, name);
    for (const [command, ...args] of asked) {
      const { code, said } = await run(command, args, root);
      expect(code).toBe(2);
      expect(said).toMatch(/^(?:the history of .* cannot be read: git |the revision `HEAD`|there is no commit)/);
    }
    expect((await run(checkCommand, ["."], root)).code).toBe(0);
  });

  test("a manifest is an error of its own, and the others are checked", async () => {
    const root = committed();
    corrupt(root, "HEAD:deep/b.yaml");
    const { code, said } = await run(checkCommand, [".", "--ref", "HEAD"], root);
    expect(code).toBe(2);
    expect(said).toContain("error[file/not-at-hand]");
    expect(said).toContain("1 deployment, 1 rule: 0 failed, 0 unknown, 1 passed");
    const verdicts = await run(historyCommand, ["--verdicts"], root);
    expect(verdicts.said).toContain("deep/b.yaml");
  });

  test("a policy of the base that cannot be had is no mistake that a change could repair", async () => {
    const root = repository({ ...files, "a.yaml": answering(99) });
    commitAll(root, "one");
    corrupt(root, "HEAD:.caregate/policies/local.yaml");
    write(root, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 100") });
    const history = openGitRepository(root);
    const baseCommit = history?.commit("HEAD") as string;
    const base = history?.tree(baseCommit) ?? workingTree(root);
    const { report } = await checkComparison(
      { head: workingTree(root), base, baseCommit, targets: [root] },
      { asOf: "2026-11-22" },
    );
    expect(report.verdict).toBe("error");
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ code: "file/not-at-hand", severity: "error", file: ".caregate/policies/local.yaml" }),
    );
  });

  test("an index that cannot be read hides no tracked file: a change is not checked without it", async () => {
    const root = repository({ ...governed, ".gitignore": "hidden.yaml\n", "hidden.yaml": answering(99) });
    commitAll(root, "one");
    expect((await run(checkCommand, [".", "--base", "HEAD"], root)).code).toBe(1);
    writeFileSync(join(root, ".git/index"), "not what git wrote");
    const { code, said } = await run(checkCommand, [".", "--base", "HEAD"], root);
    expect([code, said]).toEqual([2, expect.stringMatching(/cannot be read: git reports `.*index file/)]);
  });
});

test("what git says to the user is passed on, such as of a folder that belongs to somebody else", async () => {
  const root = committed();
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  const { code, said } = await run(checkCommand, [".", "--base", "HEAD"], root);
  vi.unstubAllEnvs();
  expect([code, said]).toEqual([2, expect.stringContaining("dubious ownership")]);
});
