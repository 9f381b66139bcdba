import type { GitRepository } from "../repository/git/repository.ts";
import { type Document } from "../model/document.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type ReplayCache } from "./replay-cache.ts";
import type { TreeEntry, FileChange } from "../repository/git/types.ts";
/** A deployment at one time, and the files that it consists of. */
export interface DeploymentAtCommit {
    readonly name: string;
    /** Former names, the oldest first. */
    readonly formerly: readonly string[];
    readonly file: string;
    readonly index: number;
    readonly production: boolean;
    /** Names what it consists of. */
    readonly documents: string;
    readonly parts: readonly TreeEntry[];
    /** The manifest, where it was only just read. */
    readonly manifest: Document | undefined;
}
/** What a commit holds of deployments. */
export interface DeploymentsAtCommit {
    /** By their names; with the file where a name is taken. */
    readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
    /** By file, why something in it cannot be read. */
    readonly problems: ReadonlyMap<string, string>;
}
/**
 * Whether a change may have to do with any deployment.
 * @param parts the files that deployments consist of
 */
export declare const mayAffectDeployments: (parts: () => ReadonlySet<string>, { path, entry }: FileChange) => boolean;
/** Reads the deployments of one commit after the other; unchanged files are not read again. */
export declare function createDeploymentReader(history: GitRepository, cache: ReplayCache): (folder: string, all: ReadonlyMap<string, TreeEntry>, rules: LoadedPolicies, paths: ReadonlySet<string> | undefined) => Promise<DeploymentsAtCommit>;
