import { existsSync, realpathSync } from "node:fs";
import * as module from "node:module";
import { dirname, isAbsolute, join, sep } from "node:path";
import { setFlagsFromString } from "node:v8";

// Flags of V8: most runs are over in half a second, some take long, and some need much memory.

/** V8 of Node 20 begins to optimise early; later ones wait longer by themselves. */
const isEager = process.versions.node.startsWith("20.");

/**
 * Node 20 begins to optimise code that a run of half a second will not need again, at a quarter of its time; later ones
 * keep what they compiled: in a folder of the user's own, since it is run unread.
 */
export function tuneForStartup(): void {
  if (isEager) setFlagsFromString("--interrupt-budget=400000");
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  if (!enableCompileCache) return;
  const folder = compileCacheFolder(process.env, process.cwd());
  if (folder !== undefined) enableCompileCache(folder);
}

/** The folder for compiled code. Undefined if it would be in a checkout, whose authors could supply the code. */
export function compileCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = environment;
  const parent = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  if (!parent || !isAbsolute(parent)) return undefined;
  const folder = join(parent, "caregate");
  const real = realPathOf(folder);
  return isInCheckout(real) || isWithin(real, realPathOf(cwd)) ? undefined : folder;
}

/** The real path of a folder that may not exist yet. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPathOf(parent), path.slice(parent.length));
  }
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}${sep}`);

function isInCheckout(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInCheckout(parent);
}

/** A run of seconds pays for being optimised soon. */
export function tuneForThroughput(): void {
  if (isEager) setFlagsFromString("--interrupt-budget=132000");
}

/** Collects what is no longer needed before the heap is a quarter larger; left alone, it grows to three times its size. */
const limitHeapGrowth = (): void => setFlagsFromString("--heap-growing-percent=25");

/** Files from which on a run takes long, and from which on it has to be small rather than as fast as can be. */
const [LONG, LARGE] = [500, 2000];

/** Tunes a run for the number of files that it evaluates. */
export function tuneForFiles(files: number): void {
  if (files >= LONG) tuneForThroughput();
  if (files >= LARGE) limitHeapGrowth();
}
