import type { Tree } from "../tree.ts";
import { type Log } from "./log.ts";
import type { CheckoutList } from "./parse-output.ts";
import type { TreeEntry } from "./types.ts";
/** A git repository, as far as it is available locally. */
export interface GitRepository {
    /** Absolute path of the top of the checkout. */
    readonly top: string;
    /** The root, from the top of the checkout and with a slash at its end; "" for the top itself. */
    readonly folder: string;
    /** Absolute paths of git's own folders: of this work tree, and of all work trees. */
    readonly gitFolders: readonly string[];
    /** The commits with their signatures and tags. */
    readonly log: Log;
    /** The full name of the commit that a revision names, or undefined when there is none. */
    commit(revision: string): string | undefined;
    /** True if a folder, by its absolute path, has an entry of this name at a commit. */
    hasPath(commit: string, folder: string, name: string): boolean;
    /**
     * The state of the repository at a commit.
     * @param folder absolute path of its root, if that is another folder of the checkout
     * @throws GitError when the commit cannot be listed
     */
    tree(commit: string, folder?: string): Tree;
    /** The content of an object as it is stored, or undefined when it is not available locally. */
    blob(oid: string): Uint8Array | undefined;
    /**
     * The same as a checkout of `HEAD` writes it.
     * @param path from the top of the checkout
     */
    content(oid: string, path: string): Uint8Array | undefined;
    /** Converts the contents of many files at once, for later calls of `content`; paths are from the top. */
    prefetchContents(files: readonly TreeEntry[]): void;
    /** Fetches the files that a partial clone lacks together. */
    prefetchMissing(files: readonly TreeEntry[]): void;
    /** Reads the contents of many files at once, for later calls of `blob`. */
    prefetchBlobs(files: readonly TreeEntry[]): void;
    /** Those of some files whose contents are not available locally. */
    missingObjects(files: readonly TreeEntry[]): TreeEntry[];
    /** The commit at the tip of a branch of the remote, or undefined when the remote does not report it. */
    remoteBranchTip(branch: string, seconds: number): string | undefined;
    /** Fetches a commit from the remote, without its history; true if it is available locally afterwards. */
    fetch(commit: string, seconds: number): boolean;
    /** The last commit that two commits have in common, or undefined when none is known. */
    mergeBase(one: string, other: string): string | undefined;
    /**
     * The files of the work tree, by their paths from the root.
     * @throws GitError when git cannot list them
     */
    checkout(): CheckoutList;
    /** The files of the submodules that are checked out, by their paths from the root. */
    submoduleFiles(): string[];
    /**
     * The files of the work tree that git converts in a way that hides their words: the attribute, by the path from the root.
     * @throws GitError when git cannot read the attributes
     */
    conversions(files: readonly string[]): ReadonlyMap<string, string>;
}
export interface RepositoryOptions {
    /** True if the network must not be used: objects that a partial clone lacks are then missing. */
    readonly offline?: boolean;
}
/**
 * Opens the git repository that a folder belongs to, or returns undefined when git is absent or there is none.
 * @param root absolute path of the repository root, which need not be the top of the checkout
 */
export declare function openGitRepository(root: string, { offline }?: RepositoryOptions): GitRepository | undefined;
/**
 * The files of a submodule at a commit; undefined if it is not checked out, or lacks the commit.
 * @param path absolute path of its folder
 */
export declare function openSubmodule(path: string, commit: string): Tree | undefined;
