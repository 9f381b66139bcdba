import { type TreeEntry } from "./git-tree.ts";
import { type Log } from "./log.ts";
import type { Tree } from "../tree.ts";
/** The history of a repository, as far as it is on this disk. */
export interface GitRepository {
    /** Absolute path of the top of the checkout. */
    readonly top: string;
    /** The full name of the commit that a revision names, or undefined when there is none. */
    commit(revision: string): string | undefined;
    /** Whether a folder, by its absolute path, held something of a name at a commit. */
    holds(commit: string, folder: string, name: string): boolean;
    /**
     * The state of the repository at a commit; throws when it cannot be listed.
     * @param folder absolute path of its root, if that is another folder of the checkout
     */
    tree(commit: string, folder?: string): Tree;
    /** The content of an object, or undefined when it is not here. */
    blob(oid: string): Buffer | undefined;
    /** Brings in the contents of many files at once. */
    bring(files: readonly TreeEntry[]): void;
    /** What the commits say of themselves. */
    readonly log: Log;
    /** The root, from the top of the checkout and with a slash at its end; empty where it is the top. */
    readonly folder: string;
    /** Which of some objects are not here. */
    lacking(files: readonly TreeEntry[]): TreeEntry[];
    /** The commit at the tip of a branch of where the clone came from, or undefined when that does not say. */
    remoteTip(branch: string, seconds: number): string | undefined;
    /** Brings a commit, without its history, from where the clone came from; whether it is here now. */
    fetch(commit: string, seconds: number): boolean;
    /** Files that git tracks although a `.gitignore` names them, from the root; throws when git cannot tell. */
    trackedThoughIgnored(): string[];
}
/** Runs git, and gives what it writes. */
export type RunGit = (args: readonly string[], options?: {
    readonly input?: string;
    readonly seconds?: number;
}) => Buffer;
/** Why a folder has no history, where it has none. */
export declare function explainMissingRepository(root: string): string;
/**
 * The history of the repository that a folder belongs to, or undefined when git is absent or knows none.
 * @param root absolute path of the repository root, which need not be the top of the checkout
 */
export declare function openGitRepository(root: string): GitRepository | undefined;
