import { randomUUID } from "node:crypto";
import { type Stats, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../util/errors.ts";
import { deferSignals } from "./defer-signals.ts";

/** A text, whole or in pieces. */
type Text = string | Iterable<string>;

/** Characters per write: a system call for each piece would be slower. */
const CHUNK_LENGTH = 1 << 16;

/** Joins the pieces of a text to a few large ones. */
export function* joinPieces(text: Text): Generator<string> {
  let waiting = "";
  for (const piece of typeof text === "string" ? [text] : text) {
    waiting += piece;
    if (waiting.length < CHUNK_LENGTH) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

/**
 * Writes a file completely or not at all: a full disk or a signal leaves no partial file and no temporary file. An existing file keeps its permissions; a link is replaced and never followed. Devices and pipes are written to
 * directly. Missing folders are created.
 * @throws UsageError when it cannot be written
 */
export function writeFileAtomically(path: string, text: Text): void {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    if (isChannel(path, status)) return writePieces(path, text, { flag: "w" });
    mkdirSync(dirname(path), { recursive: true });
    deferSignals(() => replace(path, text, status?.mode ?? 0o666));
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`);
  }
}

/** True for a device, a pipe and everything in /dev: a file must not take its place. */
const isChannel = (path: string, status: Stats | undefined): boolean =>
  path.startsWith("/dev/") || (status !== undefined && !status.isFile() && !status.isDirectory());

function writePieces(path: string, text: Text, options: { flag: string; mode?: number }): void {
  const file = openSync(path, options.flag, options.mode);
  try {
    for (const piece of joinPieces(text)) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

function replace(path: string, text: Text, mode: number): void {
  const temporary = join(dirname(path), `.caregate-${randomUUID()}.tmp`);
  try {
    writePieces(temporary, text, { flag: "wx", mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
