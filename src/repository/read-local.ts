import { readFileSync } from "node:fs";

/** Reads a file outside any repository; undefined if it cannot be read. */
export function readLocalText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
