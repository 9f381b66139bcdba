/** One of the parts that the files of a repository are dealt to. */
export interface Shard {
    /** From 1. */
    readonly index: number;
    readonly count: number;
}
/** More parts than this are none that anybody wants. */
export declare const MAX_SHARDS = 9999;
/** Reads a share as people write it, `2/5`; undefined when it is none. */
export declare function parseShard(stated: string): Shard | undefined;
/**
 * Whether a file is one of a share: its path alone decides, so that it stays in the same whatever other files come and
 * go, and in every state of a repository.
 */
export declare function belongsTo({ index, count }: Shard, file: string): boolean;
