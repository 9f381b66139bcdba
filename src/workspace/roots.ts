import { join, relative, sep } from "node:path";
import { findRoot } from "../repository/root.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { UsageError } from "../util/errors.ts";

/** The one root that all targets have. */
function one<T>(roots: readonly T[]): T {
  const [root, ...others] = new Set(roots);
  if (others.length > 0)
    throw new UsageError(
      `the paths belong to different repositories: ${[root, ...others].join(", ")}; check them one by one`,
    );
  return root as T;
}

/** The one repository that all targets belong to. */
export function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string {
  return one(targets.map((target) => findRoot(target, governs)));
}

/** Whether a folder, by its absolute path, holds something of a name in a state of a repository. */
export type HasPath = (folder: string, name: string) => boolean;

/**
 * The root that targets had in a state of a repository that does not lie on the disk: the outermost folder with rules
 * on the way to them, or else the top of the checkout.
 * @param top absolute path of the top of the checkout, which the targets lie in
 * @param states the states to ask, until one has rules
 */
export function rootAtRevision(top: string, targets: readonly string[], states: readonly HasPath[]): string {
  for (const holds of states) {
    const root = one(
      targets.map((target) => foldersTo(top, target).find((folder) => holds(folder, CAREGATE_DIR)) ?? top),
    );
    if (holds(root, CAREGATE_DIR)) return root;
  }
  return top;
}

/** The folders on the way from one to a path in it, both included. */
function foldersTo(top: string, path: string): string[] {
  const parts = relative(top, path)
    .split(sep)
    .filter((part) => part !== "");
  return [top, ...parts.map((_, i) => join(top, ...parts.slice(0, i + 1)))];
}

/**
 * The root of the repository that a change is judged in. Where the rules lie is for the base to say, not for the change.
 * @param held whether a folder held something of a name in the base
 */
export function rootOfBase(targets: readonly string[], held: HasPath): string {
  const root = commonRoot(targets, (folder) => held(folder, CAREGATE_DIR));
  return held(root, CAREGATE_DIR) ? root : commonRoot(targets);
}
