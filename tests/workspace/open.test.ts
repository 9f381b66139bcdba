import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/util/errors.ts";
import { type BaseComparison, type Snapshot, openSnapshots } from "../../src/workspace/open.ts";
import { answering, governed } from "../support/governed-repository.ts";
import { commitAll, repository, temporaryFolder, write } from "../support/repository.ts";

function snapshotOf(options: Parameters<typeof openSnapshots>[0]): Snapshot {
  const opened = openSnapshots(options);
  if (!("snapshot" in opened)) throw new Error("a comparison was opened");
  return opened.snapshot;
}

function comparisonOf(options: Parameters<typeof openSnapshots>[0]): BaseComparison {
  const opened = openSnapshots(options);
  if (!("comparison" in opened)) throw new Error("a snapshot was opened");
  return opened.comparison;
}

describe("the working tree", () => {
  test("the working tree is opened by default, from the folder of the caller", () => {
    const root = repository(governed);
    const { tree, governing, policies, targets } = snapshotOf({ cwd: root });
    expect([tree.root, governing, policies, targets]).toEqual([
      root,
      tree,
      { source: "working-tree", commit: null },
      [root],
    ]);
  });

  test("relative targets start from the folder of the caller", () => {
    const root = repository({ ...governed, "deploy/a.yaml": answering(1) });
    const { tree, targets } = snapshotOf({ cwd: join(root, "deploy"), targets: ["a.yaml"] });
    expect([tree.root, targets]).toEqual([root, [join(root, "deploy/a.yaml")]]);
  });

  test("targets in two repositories are a usage error", () => {
    const [one, other] = [repository(governed), repository(governed)];
    expect(() => openSnapshots({ cwd: one, targets: [one, other] })).toThrow(UsageError);
  });
});

describe("a commit", () => {
  test("a commit is checked by its own policies, whatever is in the working tree", () => {
    const root = repository(governed);
    const commit = commitAll(root, "one");
    write(root, { ".caregate/config.yaml": "changed" });
    const { tree, governing, policies } = snapshotOf({ cwd: root, ref: "HEAD" });
    expect(governing).toBe(tree);
    expect(policies).toEqual({ source: "commit", commit });
    expect(tree.location?.commit).toBe(commit);
  });

  test("a commit is compared with a base", () => {
    const root = repository(governed);
    const baseCommit = commitAll(root, "one");
    write(root, { "a.yaml": answering(1) });
    const commit = commitAll(root, "two");
    const comparison = comparisonOf({ cwd: root, ref: "HEAD", base: "HEAD~1" });
    expect(comparison.baseCommit).toBe(baseCommit);
    expect([comparison.head.location?.commit, comparison.base.location?.commit]).toEqual([commit, baseCommit]);
  });

  test("a target outside of the repository is a usage error", () => {
    const root = repository(governed);
    commitAll(root, "one");
    expect(() => openSnapshots({ cwd: root, targets: [root, temporaryFolder()], ref: "HEAD" })).toThrow(UsageError);
  });
});

describe("a base", () => {
  test("the working tree is compared with a base", () => {
    const root = repository(governed);
    const baseCommit = commitAll(root, "one");
    const { head, base, targets } = comparisonOf({ cwd: root, base: "HEAD" });
    expect([head.location, base.location?.commit, targets]).toEqual([undefined, baseCommit, [root]]);
  });

  test("a folder `.caregate` that the change adds above does not move the root", () => {
    const root = repository({ "inner/.caregate/config.yaml": governed[".caregate/config.yaml"] });
    commitAll(root, "one");
    mkdirSync(join(root, ".caregate"));
    expect(comparisonOf({ cwd: join(root, "inner"), base: "HEAD" }).head.root).toBe(join(root, "inner"));
  });
});

test.each([
  ["ref", "a revision that does not exist", { ref: "nowhere" }],
  ["base", "a revision that does not exist", { base: "nowhere" }],
])("%s: %s is a usage error that names it", (_, __, options) => {
  const root = repository(governed);
  commitAll(root, "one");
  expect(() => openSnapshots({ cwd: root, ...options })).toThrow(/`nowhere`/);
  expect(() => openSnapshots({ cwd: root, ...options })).toThrow(UsageError);
});

test("a revision outside of git is a usage error", () => {
  expect(() => openSnapshots({ cwd: temporaryFolder(), ref: "HEAD" })).toThrow(UsageError);
});
