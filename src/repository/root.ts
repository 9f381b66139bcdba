import { lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/**
 * The root of the repository that a path belongs to: an absolute real path.
 *
 * From the top of the git checkout down towards the target, the outermost directory that holds `.caregate` wins, so
 * that a second one planted further down can never take the place of the first. Without any, the top of the
 * checkout is the root; outside git, the outermost parent with `.caregate`, or else the target's own directory.
 *
 * @param target an existing or missing file or directory. A link to a file belongs where the link stands.
 * @param governs whether a directory holds `.caregate`, in the state of the repository that counts; the disk unless told
 */
export function findRoot(
  target: string,
  governs: (directory: string) => boolean = (directory) => holds(directory, ".caregate"),
): string {
  const start = existingDirectory(resolve(target));
  const upwards = [start];
  for (let parent = dirname(start); parent !== upwards.at(-1); parent = dirname(parent)) upwards.push(parent);
  const top = upwards.findIndex((directory) => holds(directory, ".git"));
  const candidates = top === -1 ? upwards : upwards.slice(0, top + 1);
  // Whatever is called `.caregate` counts, even a broken link: it must not hand the role to a planted inner one.
  const governed = candidates.findLast(governs);
  return governed ?? (top === -1 ? start : (upwards[top] as string));
}

/**
 * The real path of a file or directory, existing or not: links among the directories that lead to it are followed, a
 * link to a file stands for itself.
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

/** The real path of a directory; undefined where there is none, or it is not ours to see. */
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
