import { plural } from "../../util/text.ts";
import type { Json } from "../../util/json.ts";
import type { JsonDifference } from "../../util/json-diff.ts";
import type { Location } from "../../model/location.ts";
import { type PrintOptions, createPrinter } from "../text/terminal.ts";
import { oneLine } from "../text/snippet.ts";

/** A digest of evidence, as `pinEvidence` of the engine gives it. */
export interface PinLine {
  readonly location: Location;
  readonly kind: string | undefined;
  readonly file: string;
  readonly pinned: string | undefined;
  readonly actual: string | undefined;
  readonly state: "current" | "new" | "changed" | "reviewed" | "unreadable";
  readonly cause: string | undefined;
  readonly review:
    | { readonly file: string; readonly body: string | undefined; readonly date: string | undefined }
    | undefined;
  readonly differences: readonly JsonDifference[] | undefined;
}

const MOST_DIFFERENCES = 8;
const MOST_CHARACTERS = 60;

function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function differenceLines(differences: readonly JsonDifference[] | undefined): string[] {
  if (differences === undefined) return ["changed: the pinned content is not in the history of this file"];
  if (differences.length === 0) return ["changed: no value; comments, spaces or line ends differ"];
  const shown = differences
    .slice(0, MOST_DIFFERENCES)
    .map(
      ({ path, before, after }) =>
        `changed: ${path === "" ? "content" : path}: ${valueText(before)} → ${valueText(after)}`,
    );
  const rest = differences.length - shown.length;
  return rest > 0 ? [...shown, `changed: ${plural(rest, "more value")}`] : shown;
}

const states: Readonly<Record<PinLine["state"], string>> = {
  current: "current",
  new: "pinned",
  changed: "pinned again",
  reviewed: "not pinned",
  unreadable: "not read",
};

function pinBlock(
  { location, kind, file, pinned, actual, state, cause, review, differences }: PinLine,
  options: PrintOptions,
): string {
  const { c } = createPrinter(options);
  const place = `${options.pathPrefix}${location.file}:${location.start.line}`;
  const color = state === "new" || state === "changed" ? c.green : c.yellow;
  const lines = [`${color(states[state])} ${c.bold(kind ?? "evidence")} ${options.pathPrefix}${file}  ${c.dim(place)}`];
  if (pinned !== undefined) lines.push(`  old: ${pinned}`);
  if (actual !== undefined) lines.push(`  new: ${actual}`);
  if (cause !== undefined) lines.push(`  cause: ${cause}`);
  if (pinned !== undefined && actual !== undefined)
    lines.push(...differenceLines(differences).map((one) => `  ${one}`));
  if (review)
    lines.push(`  reviewed: ${[review.body, review.date, review.file].filter((one) => one !== undefined).join(", ")}`);
  return lines.map(oneLine).join("\n");
}

/** Pins as they concern a reader: all but the current ones, then the counts. */
export function pinsToConsole(pins: readonly PinLine[], written: boolean, options: PrintOptions): string {
  const blocks = pins.filter(({ state }) => state !== "current").map((pin) => pinBlock(pin, options));
  const count = (...some: PinLine["state"][]): number => pins.filter(({ state }) => some.includes(state)).length;
  const counts = [
    `${count("current")} current`,
    `${count("new", "changed")} ${written ? "written" : "to write"}`,
    ...(count("reviewed") > 0 ? [`${count("reviewed")} reviewed by a committee and changed since`] : []),
    ...(count("unreadable") > 0 ? [`${count("unreadable")} not read`] : []),
  ];
  return `${[...blocks, `${plural(pins.length, "piece")} of evidence: ${counts.join(", ")}`].join("\n\n")}\n`;
}

/** Pins as JSON. */
export function pinsToJson(pins: readonly PinLine[], written: boolean): string {
  return `${JSON.stringify({ schemaVersion: 1, written, pins }, null, 2)}\n`;
}
