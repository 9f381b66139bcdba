import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { oneLine } from "../output/text/snippet.ts";
import { UsageError } from "../util/errors.ts";

/**
 * Reads a file that an operand names.
 * @throws UsageError when it cannot be read, or has more bytes than the limit
 */
export function readInput(name: string, cwd: string, limit: number): Buffer {
  const path = resolve(cwd, name);
  try {
    if (statSync(path).size > limit) throw new Error("it is too large");
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read ${oneLine(name)}: ${(error as Error).message}`);
  }
}
