import { isDiagnostic, readText } from "./read.ts";
import type { Tree } from "./tree.ts";

/**
 * Returns one line of a file, counted from 1; undefined if there is no such line or the file cannot be read. Lines of
 * files that git ignores are not returned either: they may contain secrets, which a report must not show.
 */
export type LineReader = (file: string, number: number) => string | undefined;

/** Reads each file once, when its first line is requested. */
export function createLineReader(tree: Tree): LineReader {
  const texts = new Map<string, readonly string[]>();
  return (file, number) => {
    let lines = texts.get(file);
    if (!lines) {
      const read = tree.origin(file) === "ignored" ? undefined : readText(tree, file);
      texts.set(file, (lines = !read || isDiagnostic(read) ? [] : read.text.split(/\r\n|\r|\n/)));
    }
    return lines[number - 1];
  };
}
