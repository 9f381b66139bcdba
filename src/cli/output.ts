import { resolve } from "node:path";
import type { TextChunks } from "../output/format.ts";
import { joinPieces, writeFileAtomically } from "../repository/write-file.ts";
import { isDate } from "../util/date.ts";
import { type Io, UsageError } from "./command.ts";

/** The date to judge by, as an option states it. */
export function parseAsOf(stated: string | undefined, today: string): string {
  if (stated === undefined) return today;
  if (!isDate(stated)) throw new UsageError(`--as-of takes a date as YYYY-MM-DD, not \`${stated}\``);
  return stated;
}

/** Writes a text to the file that an option names, or else to standard output. */
export function writeOutput(output: string | undefined, text: TextChunks, io: Io): void {
  if (output === undefined) for (const piece of joinPieces(text)) io.write(piece);
  else writeFileAtomically(resolve(io.cwd, output), text);
}

export { relativePrefix } from "../util/relative-prefix.ts";
