import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { Tree } from "../repository/tree.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import type { ReadDocument } from "./condition-texts.ts";
import { type MergedConfig, type SharedConfig } from "./shared-settings.ts";
import { type SharedFile } from "./shared-sets.ts";
/** The vendored files of a repository as they are. */
export interface VendoredFiles {
    /** The texts of the locks, by set. */
    readonly locks: ReadonlyMap<string, string>;
    /** By set. */
    readonly files: ReadonlyMap<string, readonly SharedFile[]>;
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads the locks and the digests of the files below `.caregate/vendor/`. */
export declare function readVendored(tree: Tree, names: readonly string[]): VendoredFiles;
/**
 * Checks a config against its schema. What does not fit counts as not stated, and the rest is read: without it, every rule
 * would apply to an unknown organisation.
 * @param own the fields and kinds that the organisation declares
 */
export declare function readConfigDocument(document: Document, own?: OwnFields): Promise<ReadDocument>;
/** The config with what the shared sets state, their configs, and the problems of the vendored files. */
export interface SharedRead extends Omit<MergedConfig, "config"> {
    readonly config: Document | undefined;
    readonly shared: readonly SharedConfig[];
}
/**
 * Checks the vendored files of a repository and merges the configs of its shared sets into its own.
 * @param names the files of `.caregate/`
 * @param configs the valid configs, of the repository and of its sets
 */
export declare function readShared(tree: Tree, names: readonly string[], configs: readonly Document[]): Promise<SharedRead>;
