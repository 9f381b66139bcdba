import type { RunGit } from "./repository.ts";
/** Someone who wrote or committed something, and when. */
export interface Signature {
    readonly name: string;
    readonly email: string;
    /** With time and zone, as ISO 8601 has it. */
    readonly date: string;
}
/** What a commit says of itself. */
export interface Commit {
    readonly commit: string;
    readonly parents: readonly string[];
    readonly author: Signature;
    readonly committer: Signature;
    readonly message: string;
}
/** A file that a commit has otherwise than its first parent. */
export interface FileChange {
    /** From the top of the checkout. */
    readonly path: string;
    /** Undefined where it is gone. */
    readonly now: {
        readonly mode: string;
        readonly oid: string;
    } | undefined;
}
/** A commit with what it changed. */
export interface CommitWithChanges extends Commit {
    readonly changes: readonly FileChange[];
}
/** The tip that a branch of the remote had before it was replaced by one that does not follow from it. */
export interface ForcePush {
    readonly branch: string;
    readonly from: string;
    readonly to: string;
    readonly date: string;
}
/** What stands between the history that is here and the whole. */
export interface CloneLimitations {
    /** The commits whose parents are not here. */
    readonly shallow: readonly string[];
    /** Objects that `git replace` would put something else in the place of. */
    readonly replaced: readonly string[];
    /** Whether parents are stated in `info/grafts`. */
    readonly grafts: boolean;
    readonly rewrites: readonly ForcePush[];
}
/** Reads what the commits of a repository say of themselves. */
export interface Log {
    /** The commits along first parents up to one, the first one first, each with what it changed. */
    along(head: string): CommitWithChanges[];
    /** Those of some commits that are part of another. */
    within(commit: string, commits: readonly string[]): Set<string>;
    /** The commits that a merge brought, beside its first parent, and that touch some paths. */
    brought(merge: Commit, paths: readonly string[]): Commit[];
    /** The status of each commit's signature, as `%G?` of git has it. */
    signatures(commits: readonly string[]): Map<string, string>;
    /** The sizes of objects; those that are not here are left out. */
    sizes(oids: readonly string[]): Map<string, number>;
    /** The commits that tags name, with their names. */
    tags(): Map<string, string[]>;
    limits(): CloneLimitations;
    /** The folder of git's own files. */
    gitFolder(): string;
}
/** @param git runs git in the repository */
export declare function createLog(git: RunGit): Log;
