import type { LocatedEdit } from "../../model/edit.ts";
import type { Location } from "../../model/location.ts";
import type { Json } from "../../util/json.ts";
import { plural } from "../../util/text.ts";
import { oneLine } from "../text/snippet.ts";
import { type PrintOptions, createPrinter } from "../text/terminal.ts";

/** A fix, as `fixDocuments` of the engine gives it. */
export interface FixLine {
  readonly location: Location;
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  readonly what: "value" | "key";
}

const MOST_CHARACTERS = 60;

function shown(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** Fixes, one line each, then their number. */
export function fixesToConsole(fixes: readonly FixLine[], written: boolean, options: PrintOptions): string {
  const { c } = createPrinter(options);
  const lines = fixes.map(({ location: { file, start }, path, before, after, what }) => {
    const place = oneLine(`${options.pathPrefix}${file}:${start.line}:${start.column}`);
    return `${c.underline(place)}: ${oneLine(what === "key" ? path : `${path}: ${shown(before)}`)} → ${c.green(oneLine(shown(after)))}`;
  });
  return `${[...lines, `${plural(fixes.length, "change")} ${written ? "written" : "to write"}`].join("\n")}\n`;
}

/** A file with the edits that fix it. */
export interface FixedFile {
  readonly file: string;
  readonly edits: readonly LocatedEdit[];
}

/** An edit as editors take it, a TextEdit of the Language Server Protocol: lines and UTF-16 characters count from 0. */
const textEdit = ({ span: { start, end }, text }: LocatedEdit): object => ({
  range: {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  },
  newText: text,
});

/** Fixes as JSON, and per file the edits of the text before them. */
export function fixesToJson(fixes: readonly FixLine[], files: readonly FixedFile[], written: boolean): string {
  const edits = files.map(({ file, edits: own }) => ({ file, edits: own.map(textEdit) }));
  return `${JSON.stringify({ schemaVersion: 1, written, fixes, edits }, null, 2)}\n`;
}
