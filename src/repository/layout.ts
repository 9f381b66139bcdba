import { asSeen } from "../util/as-seen.ts";
import type { EntryKind } from "./tree.ts";

/** The folder of the configuration, policies, waivers and keys. */
export const CAREGATE_DIR = ".caregate";
/** The file of patterns for files that are not checked. */
export const CAREGATE_IGNORE = ".caregateignore";
/** The folder of the packs, in a repository that contains its own. */
export const PACKS_DIR = "policies";

/** The folder of git, which is never read. */
export const GIT_DIR = ".git";

/** Folders that are not searched for documents if git is not available. */
export const SKIPPED_DIRS: ReadonlySet<string> = new Set([GIT_DIR, "node_modules"]);

/** Windows drops blanks and dots at the end of a name. */
const documentExtension = /\.(?:yaml|yml|json)[\s.]*$/i;

/** True for a file that may hold documents: YAML or JSON, by its extension as a person or some system reads it. */
export const isDocumentPath = (path: string): boolean => documentExtension.test(asSeen(path));

/** True for a file within some `.caregate` folder, at any depth. */
export const isInCaregateDir = (path: string): boolean =>
  path.startsWith(`${CAREGATE_DIR}/`) || path.includes(`/${CAREGATE_DIR}/`);

/**
 * True for a file that affects the policies or the selection of files.
 * @param path from the top of the checkout
 * @param root the folder of the repository root, from the top and with a slash at its end; "" for the top itself
 * @param hasPacks true if the repository contains its own packs
 */
export function affectsPolicies(path: string, root: string, hasPacks = false): boolean {
  if (!path.startsWith(root)) return false;
  const rest = path.slice(root.length);
  return (
    rest.startsWith(`${CAREGATE_DIR}/`) || rest === CAREGATE_IGNORE || (hasPacks && rest.startsWith(`${PACKS_DIR}/`))
  );
}

/** True for a mode of git, in octal, that stands for a symbolic link. */
export const isLink = (mode: string): boolean => mode === "120000";

/** True for a mode of git, in octal, that stands for a submodule. */
export const isSubmodule = (mode: string): boolean => mode === "160000";

/** The kind of entry that a mode of git, in octal, stands for. */
export function kindOfMode(mode: string): EntryKind {
  if (isLink(mode)) return "link";
  if (isSubmodule(mode)) return "repository";
  if (mode.startsWith("100")) return "file";
  return mode.startsWith("040") ? "directory" : "other";
}
