// What files do while they are read: change, vanish, shut themselves off, run in circles, be too many.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../../src/cli/commands/check.ts";
import { checkSnapshot } from "../../../src/engine/check-tree.ts";
import { failure } from "../../../src/repository/read.ts";
import type { Entry, Tree } from "../../../src/repository/tree.ts";
import { workingTree } from "../../../src/repository/working-tree.ts";
import type { Report } from "../../../src/model/finding.ts";
import { answering, governed } from "../../support/governed-repository.ts";
import { invoke } from "../../support/invoke.ts";
import { examples, project, repository, temporaryFolder } from "../../support/repository.ts";

async function judged(tree: Tree, targets: readonly string[] = [tree.root]): Promise<Report> {
  const strictness = { asOf: "2026-11-22" };
  const policies = { source: "working-tree", commit: null } as const;
  const state = { tree, governing: tree, policies, targets };
  return checkSnapshot(state, strictness);
}

const errors = ({ diagnostics }: Report): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ file, code }) => `${code} ${file}`);

const two = (): string => repository({ ...governed, "a.yaml": answering(12), "b.yaml": answering(99, "other") });

/** A tree in which something happens to files just before they are read. */
function disturbed(root: string, happen: (file: string) => void): Tree {
  const tree = workingTree(root);
  return {
    ...tree,
    readFile(file, limit) {
      happen(file);
      return tree.readFile(file, limit);
    },
  };
}

describe("while it runs", () => {
  test("a file that vanishes is an error, and the others are checked", async () => {
    const root = two();
    const report = await judged(disturbed(root, (file) => file === "a.yaml" && rmSync(join(root, file))));
    expect(errors(report)).toEqual(["file/missing a.yaml"]);
    expect(report.verdict).toBe("error");
    expect(report.findings.map(({ manifest, outcome }) => `${manifest.name} ${outcome}`)).toEqual(["other fail"]);
  });

  test("a file that becomes a link, a folder or half of itself is never a pass", async () => {
    const turn: Record<string, (path: string) => void> = {
      "file/outside a.yaml": (path) => symlinkSync("/etc/hostname", path),
      "file/unreadable a.yaml": (path) => mkdirSync(path),
      "yaml/syntax a.yaml": (path) => writeFileSync(path, answering(12).replace(/\[US, [^]*/, "[US")),
    };
    for (const [error, change] of Object.entries(turn)) {
      const root = two();
      const path = join(root, "a.yaml");
      const report = await judged(
        disturbed(root, (file) => {
          if (file !== "a.yaml") return;
          rmSync(path);
          change(path);
        }),
      );
      expect(errors(report)).toEqual([error]);
    }
  });

  test("a folder that vanishes after it was seen is an error", async () => {
    const root = repository({ ...governed, "a.yaml": answering(12), "deep/b.yaml": answering(12, "b") });
    const tree = workingTree(root);
    const report = await judged({
      ...tree,
      entries(folder) {
        if (folder === "deep") rmSync(join(root, "deep"), { recursive: true });
        return tree.entries(folder);
      },
    });
    expect(errors(report)).toEqual(["file/missing deep"]);
  });

  test("no file is read twice for a deployment, so that a digest is that of what was checked", async () => {
    const read: string[] = [];
    const root = examples();
    const tree = disturbed(root, (file) => read.push(file));
    const report = await judged(tree, ["deploy/sepsis-early-warning.yaml"]);
    expect(report.inputs.length).toBeGreaterThan(10);
    expect(report.inputs.map(({ file }) => file).filter((file) => !read.includes(file))).toEqual([]);
    expect(read.filter((file, i) => read.indexOf(file) !== i)).toEqual([]);
  });

  test("a file for which the system has no handle left is an error, and the others are checked", async () => {
    const tree = workingTree(two());
    const none = Object.assign(new Error("too many open files"), { code: "EMFILE" });
    const report = await judged({
      ...tree,
      readFile: (file, limit) => (file === "a.yaml" ? failure(file, none) : tree.readFile(file, limit)),
    });
    expect(errors(report)).toEqual(["file/unreadable a.yaml"]);
    expect(report.findings.map(({ manifest }) => manifest.name)).toEqual(["other"]);
  });
});

test.skipIf(spawnSync("bash", ["-c", "true"]).status !== 0)(
  "with hardly a file handle a failing deployment does not pass, and no stack is shown",
  () => {
    const root = repository({ ...governed, "a.yaml": answering(99) });
    const cli = `"${process.execPath}" "${join(project, "dist/cli.js")}" check .`;
    const limits = [24, 40];
    const ran = limits.map((most) =>
      spawnSync("bash", ["--norc", "-c", `ulimit -n ${most}; ${cli}`], {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        encoding: "utf8",
      }),
    );
    for (const { status, stdout } of ran) expect([status, stdout.includes("pass, as of")]).not.toEqual([0, true]);
    expect(ran.map(({ status }) => status)).not.toContain(0);
    expect(ran.at(-1)?.status).toBe(1);
  },
);

test("links that run in circles are not followed, and are errors with the name of a document", async () => {
  const root = two();
  symlinkSync("loop", join(root, "loop"));
  symlinkSync(".", join(root, "self"));
  symlinkSync("d.yaml", join(root, "c.yaml"));
  symlinkSync("c.yaml", join(root, "d.yaml"));
  const { code, stdout } = await invoke(checkCommand, [".", "--format", "json"], root);
  const report = JSON.parse(stdout) as Report;
  expect(code).toBe(2);
  expect(report.summary.manifests).toBe(2);
  expect(report.diagnostics.map((one) => `${one.code} ${one.file}`)).toEqual(
    expect.arrayContaining(["file/missing c.yaml", "file/missing d.yaml"]),
  );
  const passedOver = report.notEvaluated.filter(({ reason }) => reason.includes("symbolic link"));
  expect(passedOver).toEqual([{ what: "self", reason: "symbolic link to a folder, not followed" }]);
  for (const name of ["loop", "c.yaml", "loop/x.yaml"]) {
    const named = await invoke(checkCommand, [name], root);
    expect(named.code).toBe(2);
    expect(named.stdout).toContain("its symbolic links form a loop");
  }
});

/** Somebody without rights, where we are root, whom no permission stops. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test("what may not be read is an error that says so, and hides nothing else", ({ skip }) => {
  const cli = join(project, "dist/cli.js");
  const reaches = spawnSync(process.execPath, [cli, "--version"], { ...nobody, cwd: "/" }).status === 0;
  skip(!reaches, "a user without rights cannot read this checkout");
  const root = repository({ ...governed, "a.yaml": answering(99), "b.yaml": answering(12), "c/d.yaml": answering(12) });
  for (const folder of [dirname(root), root]) chmodSync(folder, statSync(folder).mode | 0o055);
  const runWithout = (...closed: string[]): { code: number | null; stdout: string } => {
    for (const path of closed) chmodSync(join(root, path), 0o000);
    const options = { ...nobody, cwd: root, encoding: "utf8" } as const;
    const { status, stdout } = spawnSync(process.execPath, [cli, "check", "."], options);
    for (const path of closed) {
      chmodSync(join(root, path), 0o755);
      expect(stdout).toContain(`error[file/unreadable]: \`${path}\` cannot be read, permission is denied`);
    }
    return { code: status, stdout };
  };
  const { code, stdout } = runWithout("c", "b.yaml");
  expect([code, stdout.includes("1 deployment, 1 rule: 1 failed")]).toEqual([2, true]);
  expect(runWithout(".caregate").code).toBe(2);
});

test("two hundred thousand files are looked through", { timeout: 60_000 }, async () => {
  const [folders, each] = [2000, 100];
  const root = temporaryFolder();
  const inner: Entry[] = Array.from({ length: each }, (_, i) => ({
    name: `f${i}.${i % 2 ? "yaml" : "txt"}`,
    kind: "file",
  }));
  const outer: Entry[] = Array.from({ length: folders }, (_, i) => ({ name: `d${i}`, kind: "directory" }));
  const other = Buffer.from("a: 1\n");
  const own: Record<string, Buffer> = { "d7/f1.yaml": Buffer.from(answering(12)) };
  const missing = Object.assign(new Error("not there"), { code: "ENOENT" });
  let read = 0;
  const tree: Tree = {
    ...workingTree(root),
    entries: (folder) => (folder === "" ? outer : inner),
    kind: () => {
      throw missing;
    },
    readFile(file) {
      if (!file.startsWith("d")) return failure(file, missing);
      read++;
      return own[file] ?? other;
    },
  };
  const report = await judged(tree);
  expect(read).toBe((folders * each) / 2);
  expect([report.summary.manifests, errors(report)]).toEqual([1, []]);
});
