import { existsSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fromRoot } from "../working-tree.ts";
import { GitError } from "./error.ts";
import { type CheckoutList, parseLsFiles } from "./parse-output.ts";
import type { RunGit } from "./run.ts";

interface Checkout {
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** Absolute path of git's folder of this work tree. */
  readonly ownFolder: string;
}

/**
 * Lists the files of the work tree below the folder that git runs in. Only git interprets the ignore files, the settings
 * and the index.
 *
 * @throws GitError when git cannot list them
 */
export function listCheckout(git: RunGit, checkout: Checkout): CheckoutList {
  const args = ["ls-files", "-z", "-v", "--stage", "--cached", "--others", "--exclude-standard"];
  const env = indexOfHook(checkout);
  const list = parseLsFiles(git(args, { env }).toString("utf8"));
  if (list.tracked.size === 0 && isWithoutIndex(git, checkout, env))
    throw new GitError(`no file of ${checkout.top} is checked out: run \`git checkout HEAD\` first`);
  return list;
}

/** The files of the submodules that are checked out, by their paths from the folder that git runs in. */
export function listSubmodules(git: RunGit, checkout: Checkout): string[] {
  const args = ["ls-files", "-z", "--cached", "--recurse-submodules"];
  return git(args, { env: indexOfHook(checkout) })
    .toString("utf8")
    .split("\0");
}

/**
 * The index for a hook: while git makes a commit, this can be another file than usual. It must be in the folder of this
 * work tree, because the index of another repository lists other files.
 */
function indexOfHook({ top, ownFolder }: Checkout): Record<string, string> {
  const stated = process.env["GIT_INDEX_FILE"];
  if (stated === undefined || stated === "") return {};
  const file = resolve(top, stated);
  if (!existsSync(file) || fromRoot(realpathSync(ownFolder), realpathSync(dirname(file))) === undefined) return {};
  return { GIT_INDEX_FILE: file };
}

/** True for a clone without a checkout: there is a commit, and git never wrote any file of it. */
function isWithoutIndex(git: RunGit, { ownFolder }: Checkout, env: Record<string, string>): boolean {
  if (existsSync(env["GIT_INDEX_FILE"] ?? resolve(ownFolder, "index"))) return false;
  try {
    return git(["ls-tree", "-z", "HEAD"]).length > 0;
  } catch {
    return false;
  }
}
