import type { PartialClone } from "./partial-clone.ts";
import { type RunGit } from "./run.ts";
import type { CloneLimitations, Commit, CommitWithChanges, FileVersion } from "./types.ts";
/** The recorded history of a repository: commits, signatures, tags. */
export interface Log {
    /** The commits along first parents up to `head`, the oldest first. */
    firstParentHistory(head: string): CommitWithChanges[];
    /** Those of some commits that are ancestors of `commit` or the commit itself. */
    ancestorsAmong(commit: string, commits: readonly string[]): Set<string>;
    /** The commits along first parents up to `head`, the oldest first, without their changes. */
    firstParents(head: string): Commit[];
    /** The branches and tags that contain a commit, remote branches included. */
    refsWith(commit: string): string[];
    /** The commits that a merge added to its first parent and that touch some paths, without merges. */
    mergedCommits(merge: Commit, paths: readonly string[]): Commit[];
    /**
     * The objects that a file has had in the history of a commit, the newest first.
     * @param path from the top of the checkout
     */
    versions(head: string, path: string, most: number): FileVersion[];
    /** The status of each commit's signature, as `%G?` of git reports it. */
    signatures(commits: readonly string[]): Map<string, string>;
    /** The sizes of objects, without those that are not available locally. */
    sizes(oids: readonly string[]): Map<string, number>;
    /** The names of tags, by the commit that they point to. */
    tags(): Map<string, string[]>;
    limitations(): CloneLimitations;
    /** Absolute path of git's own folder. */
    gitFolder(): string;
}
export declare function createLog(git: RunGit, clone: PartialClone): Log;
export declare function readSizes(git: RunGit, oids: readonly string[]): Map<string, number>;
