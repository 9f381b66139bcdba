import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ReportedFiles } from "../engine/checked-files.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { FormatOptions, TextChunks } from "../output/format.ts";
import { oneLine } from "../output/text/snippet.ts";
import { joinPieces, writeFileAtomically } from "../engine/repository.ts";
import type { Io } from "./command.ts";

/** The names of a table of formats. */
export const namesOf = <T extends object>(formats: T): (keyof T & string)[] =>
  Object.keys(formats) as (keyof T & string)[];

/** Writes a text to the file that an option names, or else to standard output. */
export function writeOutput(output: string | undefined, text: TextChunks, io: Io): void {
  if (output === undefined) for (const piece of joinPieces(text)) io.write(piece);
  else writeFileAtomically(resolve(io.cwd, output), text);
}

/** The place that a text goes to, and the files that it shows lines of. */
interface Target {
  readonly io: Io;
  /** File that an option names (default: standard output). */
  readonly output?: string | undefined;
  readonly files: ReportedFiles;
}

/** Options that every renderer takes. */
export type RenderOptions = Pick<FormatOptions, "color" | "pathPrefix" | "folder" | "line" | "link">;

/** Renders a text for the place that it goes to, and writes it there. */
export async function renderAndWrite(
  { io, output, files: { pathPrefix, folder, line } }: Target,
  render: (options: RenderOptions) => TextChunks | Promise<TextChunks>,
): Promise<void> {
  const color = io.color && output === undefined;
  const link = io.links === true && color ? fileLink(resolve(io.cwd, pathPrefix)) : undefined;
  const text = await render({ color, pathPrefix, folder, line, link });
  writeOutput(output, text, io);
}

/** Links to files below a folder, in the escape sequence that terminals know (OSC 8). */
function fileLink(root: string): (text: string, file: string) => string {
  return (text, file) => {
    const url = pathToFileURL(resolve(root, file)).href;
    return `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`;
  };
}

/** Writes problems of policies to standard error, one line each. */
export function writeWarnings(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const { file, span, message } of diagnostics)
    io.warn(`${oneLine(file)}:${span.start.line}: ${oneLine(message)}\n`);
}
