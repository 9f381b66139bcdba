import { join, relative, sep } from "node:path";
import { findRoot } from "../repository/root.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { UsageError } from "../util/errors.ts";

/** The root that all targets share. */
function single<T>(roots: readonly T[]): T {
  const [root, ...others] = new Set(roots);
  if (others.length > 0)
    throw new UsageError(
      `the paths belong to different repositories, ${[root, ...others].join(", ")}: check one repository at a time`,
    );
  return root as T;
}

/** The root of the repository that all targets belong to. */
export function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string {
  return single(targets.map((target) => findRoot(target, governs)));
}

/** True if a folder, by its absolute path, has an entry of a name in a state of a repository. */
export type HasPath = (folder: string, name: string) => boolean;

/**
 * The root for targets in a commit: the outermost folder with `.caregate` on the way to them, or else the top of the
 * checkout.
 * @param top absolute path of the top of the checkout, which contains the targets
 * @param states the first state with `.caregate` decides
 */
export function rootAtRevision(top: string, targets: readonly string[], states: readonly HasPath[]): string {
  for (const holds of states) {
    const root = single(
      targets.map((target) => foldersTo(top, target).find((folder) => holds(folder, CAREGATE_DIR)) ?? top),
    );
    if (holds(root, CAREGATE_DIR)) return root;
  }
  return top;
}

/** The folders from `top` down to a path, both included. */
function foldersTo(top: string, path: string): string[] {
  const parts = relative(top, path)
    .split(sep)
    .filter((part) => part !== "");
  return [top, ...parts.map((_, i) => join(top, ...parts.slice(0, i + 1)))];
}

/**
 * The root of the repository for the check of a change. The base decides where the policies are, not the change.
 * @param held true if a folder has an entry of a name in the base
 */
export function rootOfBase(targets: readonly string[], held: HasPath): string {
  const root = commonRoot(targets, (folder) => held(folder, CAREGATE_DIR));
  return held(root, CAREGATE_DIR) ? root : commonRoot(targets);
}
