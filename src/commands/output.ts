import { randomUUID } from "node:crypto";
import { type Stats, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { isDiagnostic, readText } from "../documents/read.ts";
import type { Tree } from "../documents/tree.ts";
import { uninterrupted } from "../documents/uninterrupted.ts";
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

/** What is written to as it is, for nothing may take its place: a device, a pipe, and whatever lies in /dev. */
const isChannel = (path: string, status: Stats | undefined): boolean =>
  path.startsWith("/dev/") || (status !== undefined && !status.isFile() && !status.isDirectory());

/** Puts a text in the place of a file; a link is replaced, and never followed. */
function replace(path: string, text: string, mode: number): void {
  const temporary = join(dirname(path), `.caregate-${randomUUID()}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: "wx", mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file whole or not at all: neither a full disk nor a signal leaves a part of it, or anything beside it. What
 * was there keeps its permissions.
 * @throws UsageError when it cannot be written
 */
export function writeWhole(path: string, text: string): void {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (isChannel(path, status)) return writeFileSync(path, text);
    mkdirSync(dirname(path), { recursive: true });
    uninterrupted(() => replace(path, text, status?.mode ?? 0o666));
  } catch (error) {
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
