import { sha256 } from "../../util/hash.ts";

/** One of the parts into which the files of a repository are divided. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** The largest number of shards. */
export const MAX_SHARDS = 9999;

/** Bytes that no shard exceeds. */
export const SHARD_LIMIT = 1024 * 1024 * 1024;

/** Parses a shard such as `2/5`; undefined if the text is not valid. */
export function parseShard(stated: string): Shard | undefined {
  const [, index, count] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(stated) ?? []).map(Number);
  if (index === undefined || count === undefined || index > count || count > MAX_SHARDS) return undefined;
  return { index, count };
}

/**
 * True if a file belongs to a shard. Only its path decides: it stays in the same shard in every state of a repository,
 * whatever other files are added or removed.
 */
export function belongsTo({ index, count }: Shard, file: string): boolean {
  return Number.parseInt(sha256(file).slice(0, 12), 16) % count === index - 1;
}
