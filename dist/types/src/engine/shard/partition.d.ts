/** One of the parts into which the files of a repository are divided. */
export interface Shard {
    /** From 1. */
    readonly index: number;
    readonly count: number;
}
/** The largest number of shards. */
export declare const MAX_SHARDS = 9999;
/** Bytes that no shard exceeds. */
export declare const SHARD_LIMIT: number;
/** Parses a shard such as `2/5`; undefined if the text is not valid. */
export declare function parseShard(stated: string): Shard | undefined;
/**
 * True if a file belongs to a shard. Only its path decides: it stays in the same shard in every state of a repository,
 * whatever other files are added or removed.
 */
export declare function belongsTo({ index, count }: Shard, file: string): boolean;
