import { type Json, emptyObject, isObject } from "../util/json.ts";

/** Parts of a value that are shown, and characters of its texts; no document makes a message endless. */
const [MAX_PARTS, MAX_CHARACTERS] = [200, 4000];

/** What of a value may still be shown. */
interface Room {
  parts: number;
  characters: number;
}

function shortenedText(text: string, left: Room): string {
  const most = left.characters;
  left.characters = Math.max(0, most - text.length);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A value with no more parts than a reader can take in. Its own list states how many are left out. */
export function shortened(value: Json): Json {
  return shortenedTo({ parts: MAX_PARTS, characters: MAX_CHARACTERS }, value, (rest) => `and ${rest} more`);
}

function shortenedTo(left: Room, value: Json, ending: (rest: number) => string): Json {
  if (typeof value === "string") return shortenedText(value, left);
  const inner = (part: Json): Json => shortenedTo(left, part, () => "…");
  if (Array.isArray(value)) {
    const kept: Json[] = [];
    for (const part of value) {
      if (left.parts === 0) return [...kept, ending(value.length - kept.length)];
      left.parts -= 1;
      kept.push(inner(part));
    }
    return kept;
  }
  if (!isObject(value)) return value;
  const kept = emptyObject();
  for (const key of Object.keys(value)) {
    if (left.parts === 0) return { ...kept, "…": "…" };
    left.parts -= 1;
    kept[shortenedText(key, left)] = inner(value[key] as Json);
  }
  return kept;
}

/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export function showValue(value: Json | undefined): string {
  return value === undefined ? "not stated" : shown(shortened(value));
}

/** Elements of a list that are shown before the others are only counted. */
const MAX_ELEMENTS = 5;

/**
 * A value in a sentence: a list without brackets, its first elements and the number of the others.
 * @param most elements that are shown
 */
export function showInline(value: Json | undefined, most = MAX_ELEMENTS): string {
  if (!Array.isArray(value)) return showValue(value);
  if (value.length === 0) return "empty";
  const rest = value.length - most;
  const items = (shortened(value.slice(0, most)) as readonly Json[]).map(shown);
  return `${items.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function shown(value: Json): string {
  if (isObject(value)) {
    const { value: point, low, high } = value;
    if (typeof point === "number" && typeof low === "number" && typeof high === "number") {
      return `${round(point)} (${round(low)} to ${round(high)})`;
    }
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (value === "") return '""';
  return typeof value === "number" ? String(round(value)) : String(value);
}

/** Four decimals are enough for a reader, but for a number that is so small that nothing would be left of it. */
export function round(value: number): number {
  if (Number.isInteger(value)) return value;
  const rounded = Math.round(value * 10_000) / 10_000;
  return Math.abs(rounded) >= 0.001 ? rounded : Number(value.toPrecision(2));
}
