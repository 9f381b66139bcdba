import type { CheckData } from "../../evaluate/verdict.ts";
import type { Severity } from "../../model/finding.ts";
import type { Shard } from "./partition.ts";
/** The data of a shard besides its results. */
export interface ShardRequest {
    readonly shard: Shard;
    /** The checked-out commit, or null outside of git. */
    readonly commit: string | null;
    /** The requested targets: paths and globs from the root. */
    readonly targets: readonly string[];
    /** The fail level, when the caller overrides the settings. */
    readonly failOn: Severity | "never" | null;
    /** Prefix of displayed file paths. */
    readonly pathPrefix: string;
    /** Path from the top of the checkout to the root. */
    readonly folder: string;
    /** Returns a line of a file, if a report can quote it. */
    readonly line: (file: string, number: number) => string | undefined;
}
/** Writes a shard as text: a line of data shared by all shards, a line for each file, and a checksum line. */
export declare function writeShard({ head: now, change }: CheckData, { shard, commit, targets, failOn, pathPrefix, folder, line }: ShardRequest): string;
