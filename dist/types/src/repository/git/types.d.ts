/** A file of a commit, as git lists it. */
export interface TreeEntry {
    /** Path from the root, with forward slashes. */
    readonly path: string;
    /** Mode in octal: `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
    readonly mode: string;
    /** Name of the object that holds its content. */
    readonly oid: string;
    /** In bytes; undefined for a submodule, and for an object that is not available locally. */
    readonly size: number | undefined;
}
/** A person who wrote or committed something, and when. */
export interface Signature {
    readonly name: string;
    readonly email: string;
    /** With time and zone, in ISO 8601. */
    readonly date: string;
}
export interface Commit {
    readonly commit: string;
    readonly parents: readonly string[];
    readonly author: Signature;
    readonly committer: Signature;
    readonly message: string;
    /** The authors of the commits that a merge brought, where they were looked up. */
    readonly changedBy?: readonly Signature[];
}
/** A file that differs between a commit and its first parent. */
export interface FileChange {
    /** From the top of the checkout. */
    readonly path: string;
    /** Undefined if the file was deleted. */
    readonly entry: {
        readonly mode: string;
        readonly oid: string;
    } | undefined;
}
export interface CommitWithChanges extends Commit {
    readonly changes: readonly FileChange[];
}
/** A content of a file in the history, and a commit that has it. */
export interface FileVersion {
    readonly commit: string;
    readonly oid: string;
}
/** A replacement of a remote branch's tip by a commit that does not follow from it. */
export interface ForcePush {
    readonly branch: string;
    readonly from: string;
    readonly to: string;
    readonly date: string;
}
/** Reasons why the local history is not the whole history. */
export interface CloneLimitations {
    /** Commits whose parents are missing. */
    readonly shallow: readonly string[];
    /** Objects that `git replace` would replace by others. */
    readonly replaced: readonly string[];
    /** True if `info/grafts` names other parents. */
    readonly grafts: boolean;
    readonly forcePushes: readonly ForcePush[];
}
