import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { toPosix } from "../util/path.ts";
import { CAREGATE_DIR } from "./layout.ts";

/**
 * The root of the repository that a path belongs to: an absolute real path.
 *
 * From the top of the git checkout down to the target, the outermost directory that contains `.caregate` is the root.
 * A `.caregate` further down cannot replace it. Without any, the top of the checkout is the root. Outside git, the root
 * is the outermost parent with `.caregate`, or else the target's own directory.
 *
 * @param target an existing or missing file or directory. A link to a file belongs to the directory of the link.
 * @param hasCaregateDir true for a directory that contains `.caregate` in the state that decides (default: on the disk)
 */
export function findRoot(
  target: string,
  hasCaregateDir: (directory: string) => boolean = (directory) => holds(directory, CAREGATE_DIR),
): string {
  const start = existingDirectory(resolve(target));
  const upwards = [start];
  for (let parent = dirname(start); parent !== upwards.at(-1); parent = dirname(parent)) upwards.push(parent);
  const top = upwards.findIndex((directory) => holds(directory, ".git"));
  const candidates = top === -1 ? upwards : upwards.slice(0, top + 1);
  // Any entry named `.caregate` counts, even a broken link: otherwise a planted inner one would become the root.
  const governed = candidates.findLast(hasCaregateDir);
  return governed ?? (top === -1 ? start : (upwards[top] as string));
}

/**
 * The top of the git checkout that a directory belongs to, or undefined outside of git.
 * @param directory absolute path
 */
export function topOfCheckout(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (holds(at, ".git")) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * The path from the top of the git checkout to a directory, with forward slashes; "" for the top, and outside of git.
 * @param directory absolute path
 */
export function folderInCheckout(directory: string): string {
  return toPosix(relative(topOfCheckout(directory) ?? directory, directory));
}

/**
 * The real path of a file or directory, existing or not: links among its parent directories are followed, a link to a
 * file is not.
 */
export function realTarget(target: string): string {
  const path = resolve(target);
  for (let at = path; ; at = dirname(at)) {
    const real = realDirectory(at);
    if (real !== undefined) return join(real, relative(at, path));
    if (dirname(at) === at) return path;
  }
}

/** The real path of the nearest directory at or above a path. */
export function existingDirectory(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    const real = realDirectory(at);
    if (real !== undefined || dirname(at) === at) return real ?? at;
  }
}

/** The real path of a directory; undefined if it does not exist or access is denied. */
function realDirectory(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function holds(directory: string, name: string): boolean {
  try {
    lstatSync(join(directory, name));
    return true;
  } catch {
    return false;
  }
}
