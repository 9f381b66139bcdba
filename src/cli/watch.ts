import { type FSWatcher, existsSync, readdirSync, statSync, watch } from "node:fs";
import { dirname, join } from "node:path";

const DEBOUNCE = 100;

/** What a run gave, and what it read: files, and folders with all that is in them. */
export interface WatchRun<T> {
  readonly result: T;
  readonly read: readonly string[];
}

/** Something that happens once. */
function runOnce(): { readonly happened: Promise<void>; readonly happen: () => void } {
  let happen = (): void => undefined;
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happened, happen: () => happen() };
}

/**
 * Runs something now and after every change of what it read, never twice at once, until it is interrupted (SIGINT).
 * @param paths what it is known to read
 * @returns what the last run gave
 */
export async function watchFiles<T>(paths: readonly string[], run: () => Promise<WatchRun<T>>): Promise<T> {
  const watchers = new Map<string, FSWatcher>();
  const interrupt = runOnce();
  let change = runOnce();
  let timer: NodeJS.Timeout | undefined;
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => change.happen(), DEBOUNCE);
  };
  // A file may be replaced by another of its name, so the folder that holds it is watched.
  const follow = (path: string): void => {
    if (!existsSync(path)) return;
    const recursive = statSync(path).isDirectory();
    const folder = recursive ? path : dirname(path);
    const key = `${folder}\0${recursive}`;
    if (!watchers.has(key))
      watchers.set(
        key,
        watch(folder, { recursive }, onChange).on("error", () => undefined),
      );
  };
  process.once("SIGINT", interrupt.happen);
  try {
    for (const path of paths) follow(path);
    for (;;) {
      change = runOnce();
      const { result, read } = await run();
      for (const path of read) follow(path);
      const interrupted = interrupt.happened.then(() => true);
      const again = change.happened.then(() => false);
      if (watchers.size === 0 || (await Promise.race([interrupted, again]))) return result;
    }
  } finally {
    clearTimeout(timer);
    process.removeListener("SIGINT", interrupt.happen);
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** Folders that git and package managers write to, which hold no manifest. */
const unwatched: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** What to watch of a repository: every folder and file at its top but those of git and of package managers. */
export function watchedPaths(root: string): string[] {
  return readdirSync(root)
    .filter((name) => !unwatched.has(name))
    .map((name) => join(root, name));
}
