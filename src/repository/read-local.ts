import { readFileSync } from "node:fs";

/** The text of a file outside any repository; undefined where it cannot be read. */
export function readLocalText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
