import type { TracedCall } from "../repository/trace.ts";
import type { EvaluationOptions } from "./options.ts";
import type { EncodedFileResult } from "./shard/encode.ts";

/** What the threads of a run share; it has to survive a structured clone. */
export interface PoolTask {
  /** The root of the working tree, whose own policies apply. */
  readonly root: string;
  readonly options: EvaluationOptions;
  readonly files: readonly string[];
  /** The files that targets name one by one. */
  readonly named: readonly string[];
  /** Digest of the rules: a thread that finds others, because files changed meanwhile, does nothing. */
  readonly digest: string;
  /** Position of the next file that no thread has taken. */
  readonly next: Int32Array;
  /** True if the calls that lead to each result are wanted. */
  readonly isTraced: boolean;
}

/** The results that a thread sends at once, each with its calls. */
export type PoolBatch = readonly (readonly [result: EncodedFileResult, calls: readonly TracedCall[]])[];

/** Files that a thread takes at once: files side by side often share evidence, which each thread reads once. */
const BLOCK = 8;
/** The last files are taken one by one, so that the threads end together. */
const LAST = 64;

/** Takes blocks of files, as long as there are any that no other thread took. */
export function* takeFiles({ files, next }: Pick<PoolTask, "files" | "next">): Generator<readonly string[]> {
  for (;;) {
    const count = Atomics.load(next, 0) < files.length - LAST ? BLOCK : 1;
    const first = Atomics.add(next, 0, count);
    if (first >= files.length) return;
    yield files.slice(first, first + count);
  }
}
