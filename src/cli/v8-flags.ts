import { v8 } from "../util/builtin.ts";

// Flags of V8: most runs are over in half a second, some take long, and some need much memory.

/** V8 of Node 20 begins to optimise early; later ones wait longer by themselves. */
const isEager = process.versions.node.startsWith("20.");

/** Node 20 begins to optimise code that a run of half a second will not need again, at a quarter of its time. */
export function tuneForStartup(): void {
  if (isEager) v8().setFlagsFromString("--interrupt-budget=400000");
}

/** A run of seconds pays for being optimised soon. */
export function tuneForThroughput(): void {
  if (isEager) v8().setFlagsFromString("--interrupt-budget=132000");
}

/** Collects what is no longer needed before the heap is a quarter larger; left alone, it grows to three times its size. */
const limitHeapGrowth = (): void => v8().setFlagsFromString("--heap-growing-percent=25");

/** Files from which on a run takes long, and from which on it has to be small rather than as fast as can be. */
const [LONG, LARGE] = [500, 2000];

/** Tunes a run for the number of files that it evaluates. */
export function tuneForFiles(files: number): void {
  if (files >= LONG) tuneForThroughput();
  if (files >= LARGE) limitHeapGrowth();
}
