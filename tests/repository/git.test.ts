import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discover } from "../../src/repository/discover.ts";
import { type GitRepository, openGitRepository } from "../../src/repository/git/repository.ts";
import { isDiagnostic, listFolder, readText } from "../../src/repository/read.ts";
import type { Tree } from "../../src/repository/tree.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { addFiles, isWindows, temporaryDirectory } from "../support/temporary.ts";

function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@hospital.example", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

/** A repository with one commit of some files. */
function committed(files: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryDirectory(files);
  git(root, "init", "-q", "-b", "main");
  git(root, "add", "-Af");
  git(root, "commit", "-qm", "one");
  return root;
}

function history(root: string): GitRepository {
  const found = openGitRepository(root);
  if (!found) throw new Error("no history");
  return found;
}

function headOf(root: string): Tree {
  const all = history(root);
  return all.tree(all.commit("HEAD") as string);
}

const files = {
  "a.yaml": "a: 1\n",
  "deploy/b.yml": "b: 2\n",
  "deploy/deep/ä b.json": "{}\n",
  "deploy/table.csv": "x,y\n",
  ".caregate/config.yaml": "c: 3\n",
  ".caregate/keys/k.pem": "key\n",
};

describe.skipIf(isWindows)("a commit", () => {
  test("reads as the working tree that it was made from", () => {
    const root = committed(files);
    const [commit, disk] = [headOf(root), workingTree(root)];
    for (const tree of [commit, disk]) {
      expect(discover(tree, [root])).toEqual(discover(disk, [root]));
      expect(discover(tree, ["deploy", "*.yaml", "deploy/b.yml"])).toEqual(
        discover(disk, ["deploy", "*.yaml", "deploy/b.yml"]),
      );
      expect(listFolder(tree, ".caregate")).toEqual({
        files: [".caregate/config.yaml", ".caregate/keys/k.pem"],
        diagnostics: [],
      });
      expect(listFolder(tree, "gone")).toEqual({ files: [], diagnostics: [] });
      expect(listFolder(tree, "a.yaml").diagnostics).toMatchObject([{ code: "file/unreadable" }]);
      for (const [file, content] of Object.entries(files))
        expect(readText(tree, file)).toMatchObject({ text: content });
      for (const file of ["gone", "../x", "/etc/passwd", "deploy", "a.yaml/b", "x\0y"])
        expect(readText(tree, file)).toEqual(readText(disk, file));
      expect(readText(tree, "deploy/b.yml", { bytes: 3 })).toEqual(readText(disk, "deploy/b.yml", { bytes: 3 }));
    }
  });

  test("stays as it was when the working tree changes", () => {
    const root = committed(files);
    const tree = headOf(root);
    writeFileSync(join(root, "a.yaml"), "a: 9\n");
    rmSync(join(root, "deploy"), { recursive: true });
    expect(readText(tree, "a.yaml")).toMatchObject({ text: "a: 1\n" });
    expect(readText(tree, "deploy/table.csv")).toMatchObject({ text: "x,y\n" });
  });

  test("follows links inside the repository and none that leads out of it", () => {
    const root = temporaryDirectory(files);
    symlinkSync("deploy", join(root, "inside"));
    symlinkSync("../a.yaml", join(root, "deploy/up.yaml"));
    symlinkSync("/etc/passwd", join(root, "out.yaml"));
    symlinkSync("../../x", join(root, "far.yaml"));
    symlinkSync("round.yaml", join(root, "round.yaml"));
    symlinkSync("config.yaml", join(root, ".caregate/link.yaml"));
    git(root, "init", "-q");
    git(root, "add", "-Af");
    git(root, "commit", "-qm", "one");
    const [commit, disk] = [headOf(root), workingTree(root)];
    expect(readText(commit, "inside/up.yaml")).toMatchObject({ text: "a: 1\n" });
    for (const [file, code] of [
      ["out.yaml", "file/outside"],
      ["far.yaml", "file/outside"],
      ["round.yaml", "file/unreadable"],
    ] as const)
      expect(readText(commit, file)).toMatchObject({ code });
    expect(listFolder(commit, ".caregate")).toEqual(listFolder(disk, ".caregate"));
    expect(discover(commit, [root]).notEvaluated).toEqual(discover(disk, [root]).notEvaluated);
    expect(discover(commit, ["inside"]).files).toEqual(discover(disk, ["inside"]).files);
  });

  test("of a repository that is a folder of the checkout starts at that folder", () => {
    const top = committed({
      "health/a.yaml": "a: 1\n",
      "health/.caregate/config.yaml": "c: 3\n",
      "other/b.yaml": "b\n",
    });
    const tree = headOf(join(top, "health"));
    expect(discover(tree, [join(top, "health")]).files).toEqual(["a.yaml"]);
    expect(listFolder(tree, ".caregate").files).toEqual([".caregate/config.yaml"]);
    git(top, "rm", "-rq", "health/.caregate", "health/a.yaml");
    git(top, "commit", "-qm", "two");
    addFiles(top, { "health/new.yaml": "x" });
    expect(discover(headOf(join(top, "health")), [join(top, "health")]).files).toEqual([]);
  });
});

test("a missing object is undefined, and a list that cannot be read is an error", () => {
  expect(openGitRepository(temporaryDirectory())).toBeUndefined();
  const all = history(committed(files));
  expect(all.commit("nothing")).toBeUndefined();
  expect(all.commit("--help")).toBeUndefined();
  expect(all.commit("0".repeat(40))).toBeUndefined();
  expect(all.blob("0".repeat(40))).toBeUndefined();
  expect(all.blob("HEAD")).toBeUndefined();
  expect(() => all.tree("0".repeat(40))).toThrow();
});

test("a commit that a shallow clone lacks is fetched without its history", () => {
  const origin = committed(files);
  const first = git(origin, "rev-parse", "HEAD");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  addFiles(origin, { "a.yaml": "a: 2\n" });
  git(origin, "commit", "-qam", "two");
  const clone = temporaryDirectory();
  git(clone, "clone", "-q", "--depth=1", `file://${origin}`, ".");
  const all = history(clone);
  expect(all.commit(first)).toBeUndefined();
  expect(all.fetch(first, 60)).toBe(true);
  expect(readText(all.tree(first), "a.yaml")).toMatchObject({ text: "a: 1\n" });
  expect(all.fetch("0".repeat(40), 60)).toBe(false);
  expect(git(clone, "status", "--porcelain")).toBe("");
});

test("content that a clone lacks is an error and does not count as a missing file", () => {
  const root = committed(files);
  const all = history(root);
  const oid = git(root, "rev-parse", "HEAD:deploy/table.csv");
  const tree = all.tree(all.commit("HEAD") as string);
  rmSync(join(root, ".git/objects", oid.slice(0, 2), oid.slice(2)), { force: true });
  const read = readText(tree, "deploy/table.csv");
  expect(isDiagnostic(read) && read.code).toBe("file/not-at-hand");
});
