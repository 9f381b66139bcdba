import type { EntryKind } from "./tree.ts";
/** The folder of the configuration, policies, waivers and keys. */
export declare const CAREGATE_DIR = ".caregate";
/** The file of patterns for files that are not checked. */
export declare const CAREGATE_IGNORE = ".caregateignore";
/** The folder of the packs, in a repository that contains its own. */
export declare const PACKS_DIR = "policies";
/** The folder of git, which is never read. */
export declare const GIT_DIR = ".git";
/** Folders that are not searched for documents if git is not available. */
export declare const SKIPPED_DIRS: ReadonlySet<string>;
/** True for a file that may hold documents: YAML or JSON, by its extension as a person or some system reads it. */
export declare const isDocumentPath: (path: string) => boolean;
/** True for a file within some `.caregate` folder, at any depth. */
export declare const isInCaregateDir: (path: string) => boolean;
/**
 * True for a file that affects the policies or the selection of files.
 * @param path from the top of the checkout
 * @param root the folder of the repository root, from the top and with a slash at its end; "" for the top itself
 * @param hasPacks true if the repository contains its own packs
 */
export declare function affectsPolicies(path: string, root: string, hasPacks?: boolean): boolean;
/** True for a mode of git, in octal, that stands for a symbolic link. */
export declare const isLink: (mode: string) => boolean;
/** True for a mode of git, in octal, that stands for a submodule. */
export declare const isSubmodule: (mode: string) => boolean;
/** The kind of entry that a mode of git, in octal, stands for. */
export declare function kindOfMode(mode: string): EntryKind;
