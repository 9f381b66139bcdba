import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findRoot } from "../../src/repository/root.ts";
import { addFiles, isWindows, temporaryDirectory } from "../support/temporary.ts";

test("the top of a git checkout is the root, from a file, a directory and a missing file", () => {
  const top = temporaryDirectory({ ".git/": "", "a/b/x.yaml": "" });
  for (const target of ["", "a", "a/b", "a/b/x.yaml", "a/b/missing.yaml", "nowhere/at/all.yaml"])
    expect(findRoot(join(top, target))).toBe(top);
});

test("a .git file, as worktrees and submodules have, counts too", () => {
  const top = temporaryDirectory({ ".git/": "", "module/.git": "gitdir: elsewhere", "module/a/x.yaml": "" });
  expect(findRoot(join(top, "module/a/x.yaml"))).toBe(join(top, "module"));
});

test("within a checkout without one of its own, a directory with .caregate is the root", () => {
  const top = temporaryDirectory({ ".git/": "", "examples/.caregate/config.yaml": "", "examples/deploy/x.yaml": "" });
  expect(findRoot(join(top, "examples"))).toBe(join(top, "examples"));
  expect(findRoot(join(top, "examples/deploy/x.yaml"))).toBe(join(top, "examples"));
  expect(findRoot(top)).toBe(top);
});

test("an inner .caregate added by a change does not replace the outer one", () => {
  const top = temporaryDirectory({
    ".git/": "",
    ".caregate/": "",
    "a/.caregate/": "",
    "a/b/.caregate/": "",
    "a/b/x.yaml": "",
  });
  expect(findRoot(join(top, "a/b/x.yaml"))).toBe(top);
});

test("folders above the top of the checkout do not count", () => {
  const above = temporaryDirectory({ ".caregate/": "", "repo/.git/": "", "repo/a/x.yaml": "" });
  expect(findRoot(join(above, "repo/a/x.yaml"))).toBe(join(above, "repo"));
});

test("outside git the outermost .caregate decides, or else the target's own directory", () => {
  const top = temporaryDirectory({ "a/.caregate/": "", "a/b/.caregate/": "", "a/b/x.yaml": "", "c/d/x.yaml": "" });
  expect(findRoot(join(top, "a/b/x.yaml"))).toBe(join(top, "a"));
  expect(findRoot(join(top, "c/d/x.yaml"))).toBe(join(top, "c/d"));
  expect(findRoot(join(top, "c"))).toBe(join(top, "c"));
});

test.skipIf(isWindows)(
  "a link to a file belongs where the link stands, and a broken .caregate link still counts",
  () => {
    const top = temporaryDirectory({ "one/.git/": "", "two/.git/": "", "two/x.yaml": "", "one/a/.caregate/": "" });
    symlinkSync(join(top, "two/x.yaml"), join(top, "one/link.yaml"));
    expect(findRoot(join(top, "one/link.yaml"))).toBe(join(top, "one"));
    symlinkSync("nowhere", join(top, "one/.caregate"));
    expect(findRoot(join(top, "one/a"))).toBe(join(top, "one"));
  },
);

test.skipIf(isWindows)("the root is a real path", () => {
  const top = temporaryDirectory({ "real/": "" });
  addFiles(top, { "real/.git/": "", "real/a/x.yaml": "" });
  symlinkSync(join(top, "real"), join(top, "alias"));
  expect(findRoot(join(top, "alias/a/x.yaml"))).toBe(join(top, "real"));
});
