import { sha256 } from "../model/digest.ts";

/** One of the parts that the files of a repository are dealt to. */
export interface Share {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** More parts than this are none that anybody wants. */
export const MOST_SHARES = 9999;

/** Reads a share as people write it, `2/5`; undefined when it is none. */
export function parseShare(stated: string): Share | undefined {
  const [, index, count] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(stated) ?? []).map(Number);
  if (index === undefined || count === undefined || index > count || count > MOST_SHARES) return undefined;
  return { index, count };
}

/**
 * Whether a file is one of a share: its path alone decides, so that it stays in the same whatever other files come and
 * go, and in every state of a repository.
 */
export function isIn({ index, count }: Share, file: string): boolean {
  return Number.parseInt(sha256(file).slice(0, 12), 16) % count === index - 1;
}
