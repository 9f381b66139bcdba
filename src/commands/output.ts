import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { isDiagnostic, readText } from "../documents/read.ts";
import type { Tree } from "../documents/tree.ts";
import { isDate } from "../model/date.ts";
import { type Io, UsageError } from "./command.ts";

/** The date to judge by, as an option states it. */
export function dateOf(stated: string | undefined, today: string): string {
  if (stated === undefined) return today;
  if (!isDate(stated)) throw new UsageError(`--as-of takes a date as YYYY-MM-DD, not \`${stated}\``);
  return stated;
}

/** Reads the files of a state of a repository to show lines of them; what cannot be read is not shown. */
export function lineReader(tree: Tree): (file: string, number: number) => string | undefined {
  const texts = new Map<string, readonly string[]>();
  return (file, number) => {
    let lines = texts.get(file);
    if (!lines) {
      const read = readText(tree, file);
      texts.set(file, (lines = isDiagnostic(read) ? [] : read.text.split(/\r\n|\r|\n/)));
    }
    return lines[number - 1];
  };
}

/** Writes a file whole or not at all. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary, { force: true });
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`);
  }
}

/** Writes a text to the file that an option names, or else to standard output. */
export function writeTo(output: string | undefined, text: string, io: Io): void {
  if (output === undefined) io.write(text);
  else writeWhole(resolve(io.cwd, output), text);
}

/** What to put before paths from the root so that they lead there from a folder. */
export function prefixTo(root: string, cwd: string): string {
  const path = relative(cwd, root).replaceAll("\\", "/");
  return path === "" ? "" : `${path}/`;
}
