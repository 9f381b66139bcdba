import { findRoot } from "../documents/root.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import { UsageError } from "./command.ts";

/** The one repository that all targets belong to. */
export function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string {
  const roots = [...new Set(targets.map((target) => findRoot(target, governs)))];
  if (roots.length > 1)
    throw new UsageError(`the paths belong to different repositories: ${roots.join(", ")}; check them one by one`);
  return roots[0] as string;
}

/**
 * The root of the repository that a change is judged in. Where the rules lie is for the base to say, not for the change.
 * @param held whether a folder held something of a name in the base
 */
export function rootOfChange(targets: readonly string[], held: (folder: string, name: string) => boolean): string {
  const root = commonRoot(targets, (folder) => held(folder, GOVERNANCE));
  return held(root, GOVERNANCE) ? root : commonRoot(targets);
}
