import { randomUUID } from "node:crypto";
import { type Stats, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isDiagnostic, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { deferSignals } from "../repository/defer-signals.ts";
import { isDate } from "../util/date.ts";
import type { TextChunks } from "../output/format.ts";
import { type Io, UsageError } from "./command.ts";

/** The date to judge by, as an option states it. */
export function parseAsOf(stated: string | undefined, today: string): string {
  if (stated === undefined) return today;
  if (!isDate(stated)) throw new UsageError(`--as-of takes a date as YYYY-MM-DD, not \`${stated}\``);
  return stated;
}

/** Reads the files of a state of a repository to show lines of them; what cannot be read is not shown. */
export function createLineReader(tree: Tree): (file: string, number: number) => string | undefined {
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

/** Characters to gather before they are written: a call of the system for each piece would cost more than the piece. */
const GATHERED = 1 << 16;

/** The pieces of a text, few and large. */
function* gathered(text: TextChunks): Generator<string> {
  let waiting = "";
  for (const piece of typeof text === "string" ? [text] : text) {
    waiting += piece;
    if (waiting.length < GATHERED) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

function writePieces(path: string, text: TextChunks, options: { flag: string; mode?: number }): void {
  const file = openSync(path, options.flag, options.mode);
  try {
    for (const piece of gathered(text)) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** Puts a text in the place of a file; a link is replaced, and never followed. */
function replace(path: string, text: TextChunks, mode: number): void {
  const temporary = join(dirname(path), `.caregate-${randomUUID()}.tmp`);
  try {
    writePieces(temporary, text, { flag: "wx", mode });
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
export function writeFileAtomically(path: string, text: TextChunks): void {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (isChannel(path, status)) return writePieces(path, text, { flag: "w" });
    mkdirSync(dirname(path), { recursive: true });
    deferSignals(() => replace(path, text, status?.mode ?? 0o666));
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`);
  }
}

/** Writes a text to the file that an option names, or else to standard output. */
export function writeOutput(output: string | undefined, text: TextChunks, io: Io): void {
  if (output === undefined) for (const piece of gathered(text)) io.write(piece);
  else writeFileAtomically(resolve(io.cwd, output), text);
}

export { relativePrefix } from "../util/relative-prefix.ts";
