import { type CheckData } from "../../evaluate/verdict.ts";
import type { Detail } from "../../model/detail.ts";
import type { Report } from "../../model/report.ts";
import { UsageError } from "../../util/errors.ts";
import type { ReportedFiles } from "../checked-files.ts";
/** Shards that do not make a whole, or a file that is no shard. */
export declare class MergeError extends UsageError {
    name: string;
    /** @param message may quote what a shard says */
    constructor(message: string);
}
/** A file that is said to hold a shard. */
export interface ShardFile {
    /** As the user calls it. */
    readonly name: string;
    readonly bytes: Uint8Array;
}
/** The results that shards make together, and the lines of files that they bring along. */
export interface CombinedShards extends ReportedFiles {
    readonly data: CheckData;
}
/** The report that shards make together. */
export interface MergeResult extends ReportedFiles {
    readonly report: Report;
}
/**
 * Combines the results of shards.
 * @throws MergeError when one is missing, there twice, of another whole, cut off, changed or none at all
 */
export declare function combineShards(shards: readonly ShardFile[], detail: Detail): CombinedShards;
/**
 * Makes the report that the same check gives without shards, byte for byte.
 * @throws MergeError, which is a UsageError, as `combineShards` does
 */
export declare function mergeShards(shards: readonly ShardFile[], detail: Detail): Promise<MergeResult>;
