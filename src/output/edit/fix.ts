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

/** Fixes as JSON. */
export function fixesToJson(fixes: readonly FixLine[], written: boolean): string {
  return `${JSON.stringify({ schemaVersion: 1, written, fixes }, null, 2)}\n`;
}
