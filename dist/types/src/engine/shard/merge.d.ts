import { type CheckData } from "../../evaluate/verdict.ts";
import type { Detail } from "../../model/detail.ts";
import type { Report } from "../../model/report.ts";
import { UsageError } from "../../util/errors.ts";
import type { ReportedFiles } from "../checked-files.ts";
/** Thrown for incomplete or inconsistent shards, and for files that are not shards. */
export declare class MergeError extends UsageError {
    name: string;
    /** @param message may quote text of a shard */
    constructor(message: string);
}
/** A file that should contain a shard. */
export interface ShardFile {
    /** Name of the file as the user gave it. */
    readonly name: string;
    readonly bytes: Uint8Array;
}
/** The combined results of shards, and their quoted lines of files. */
export interface CombinedShards extends ReportedFiles {
    readonly data: CheckData;
}
/** The report of combined shards. */
export interface MergeResult extends ReportedFiles {
    readonly report: Report;
}
/**
 * Combines the results of shards.
 *
 * @param own a shard without files that the caller made itself: the others have to share its data
 * @throws MergeError when a shard is missing, duplicated, inconsistent, cut off or changed, or when there is none
 */
export declare function combineShards(shards: readonly ShardFile[], detail: Detail, own?: ShardFile): CombinedShards;
/**
 * Builds the report that the same check gives without shards, byte for byte.
 *
 * @throws MergeError, which is a UsageError, as `combineShards` does
 */
export declare function mergeShards(shards: readonly ShardFile[], detail: Detail): Promise<MergeResult>;
