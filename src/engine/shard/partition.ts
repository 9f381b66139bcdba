import { sha256 } from "../../util/hash.ts";

/** One of the parts that the files of a repository are dealt to. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** More parts than this are none that anybody wants. */
export const MAX_SHARDS = 9999;

/** Reads a share as people write it, `2/5`; undefined when it is none. */
export function parseShard(stated: string): Shard | undefined {
  const [, index, count] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(stated) ?? []).map(Number);
  if (index === undefined || count === undefined || index > count || count > MAX_SHARDS) return undefined;
  return { index, count };
}

/**
 * Whether a file is one of a share: its path alone decides, so that it stays in the same whatever other files come and
 * go, and in every state of a repository.
 */
export function belongsTo({ index, count }: Shard, file: string): boolean {
  return Number.parseInt(sha256(file).slice(0, 12), 16) % count === index - 1;
}
