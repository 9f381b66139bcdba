import { type FSWatcher, existsSync, statSync, watch } from "node:fs";
import { dirname } from "node:path";

const DEBOUNCE = 100;

/** Folders, each watched with all that is in it; of a file, the folder that holds it. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = paths.filter(existsSync).map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  return [...new Set(folders)];
}

/**
 * Runs something now and after every change under some paths, never twice at once, until it is interrupted (SIGINT).
 * @returns what the last run gave
 */
export async function watching<T>(paths: readonly string[], run: () => Promise<T>): Promise<T> {
  let wake: () => void = () => undefined;
  let changed = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const onChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake();
    }, DEBOUNCE);
  };
  const stop = (): void => {
    stopped = true;
    wake();
  };
  const watchers: FSWatcher[] = foldersOf(paths).map((folder) =>
    watch(folder, { recursive: true }, onChange).on("error", () => undefined),
  );
  process.once("SIGINT", stop);
  try {
    let result = await run();
    for (;;) {
      while (!changed && !stopped)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (stopped) return result;
      changed = false;
      result = await run();
    }
  } finally {
    clearTimeout(timer);
    process.removeListener("SIGINT", stop);
    for (const watcher of watchers) watcher.close();
  }
}
