import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
/** The folder of the shared sets, each in a folder of its name. */
export declare const VENDOR_DIR = ".caregate/vendor";
/** The version of a source that a set is pinned to. */
export type SharedSource = {
    readonly kind: "git";
    readonly address: string;
    readonly commit: string;
    readonly folder: string;
} | {
    readonly kind: "npm";
    readonly name: string;
    readonly version: string;
    readonly folder: string;
};
/** A set of `extends` in config.yaml. */
export interface SharedSet {
    /** Its index in the list. */
    readonly index: number;
    readonly name: string;
    readonly source: SharedSource;
    /** `sha256:` and the digest of its lock; undefined before it is vendored for the first time. */
    readonly digest: string | undefined;
}
/** The sets of a config, and the mistakes in the entries that name none. */
export interface SharedSets {
    readonly sets: readonly SharedSet[];
    readonly diagnostics: readonly Diagnostic[];
}
/** A file of a set. */
export interface SharedFile {
    /** Path within the set. */
    readonly path: string;
    readonly sha256: string;
}
/** Reads `extends` of a config that is valid for its schema. */
export declare function readSharedSets(config: Document | undefined): SharedSets;
/** The version of a source in one line. The address is not part of it, so that a mirror has the same digest. */
export declare const versionOf: (source: SharedSource) => string;
/** A source for people, such as `commit 0123abc of https://git.example/policies.git`. */
export declare const describeSource: (source: SharedSource) => string;
export declare const setFolder: (name: string) => string;
export declare const lockFile: (name: string) => string;
/** The lock of a set: its version and the digest of each file, in a form that `sha256sum --check` reads in `vendor/`. */
export declare function lockText(name: string, version: string, files: readonly SharedFile[]): string;
/** What a lock says; undefined for a text of another form. */
export declare function readLock(name: string, text: string): {
    version: string;
    files: Map<string, string>;
} | undefined;
/** The set that a file below the vendor folder belongs to, and its path in it; undefined for a lock. */
export declare function sharedPath(file: string): {
    readonly set: string;
    readonly path: string;
} | undefined;
/**
 * Checks the vendored files of a repository against their locks, and the locks against the digests of config.yaml.
 * @param config undefined if there is none that can be read: then sets that nothing names are no error of their own
 * @param locks the texts of the locks, by set
 */
export declare function checkSharedSets(config: Document | undefined, sets: readonly SharedSet[], locks: ReadonlyMap<string, string>, files: ReadonlyMap<string, readonly SharedFile[]>): Diagnostic[];
/** True for a path of a source that a set may have. Waivers and keys are decisions of each repository: nobody shares them. */
export declare const isSharedPath: (path: string) => boolean;
