import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type RunGit, gitLines } from "./run.ts";
import type { CloneLimitations, ForcePush } from "./types.ts";

/** Absolute path of git's own folder, which all work trees of a repository share. */
export function sharedGitFolder(git: RunGit): string {
  const top = gitLines(git, "rev-parse", "--show-toplevel")[0] ?? ".";
  const own = gitLines(git, "rev-parse", "--absolute-git-dir")[0] ?? ".git";
  const shared = gitLines(git, "rev-parse", "--path-format=absolute", "--git-common-dir")[0] ?? ".";
  return resolve(top, own, shared);
}

export function readLimitations(git: RunGit): CloneLimitations {
  const folder = sharedGitFolder(git);
  return {
    shallow: linesOf(join(folder, "shallow")),
    replaced: gitLines(git, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/replace"),
    grafts: linesOf(join(folder, "info/grafts")).length > 0,
    forcePushes: forcePushes(git, folder),
  };
}

/** Force pushes to the upstream branch that the reference log recorded. */
function forcePushes(git: RunGit, folder: string): ForcePush[] {
  const [branch] = gitLines(git, "rev-parse", "--symbolic-full-name", "@{upstream}");
  if (branch === undefined) return [];
  return linesOf(join(folder, "logs", branch)).flatMap((line) => {
    const [, from = "", to = "", seconds] = /^([0-9a-f]+) ([0-9a-f]+) .*> (\d+) [+-]\d+\t/.exec(line) ?? [];
    if (seconds === undefined || /^0+$/.test(from) || isAncestor(git, from, to)) return [];
    return [{ branch, from, to, date: new Date(Number(seconds) * 1000).toISOString() }];
  });
}

function isAncestor(git: RunGit, one: string, other: string): boolean {
  try {
    git(["merge-base", "--is-ancestor", one, other]);
    return true;
  } catch {
    return false;
  }
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}
