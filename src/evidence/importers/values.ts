import { addDays, isDate } from "../../util/date.ts";
import { quote } from "../../util/text.ts";
import { isPlaceholderMark } from "../../util/template-text.ts";
import type { DiagnosticCollector } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";

/** What the templates of foreign formats ask or explain where an answer goes; a question does so too. */
const prompts: readonly RegExp[] = [
  /\bgoes here\.?$/i,
  /^the (?:name|value|type) of the [a-z ]+\.?$/i,
  /^the groups or individuals at risk of being systematically disadvantaged by the model\.?$/i,
  /^expected (?:benefits|harms) to the identified groups\.?$/i,
];

/** Words that stand where nothing is stated. */
const nothing = /^(?:n\.?\/?a|none|nil|null|unknown|not (?:specified|available|applicable|stated|provided)|[-–—])\.?$/i;

/** Longest text that can be a placeholder, or a number; what is longer is not searched. */
const LONGEST_WORD = 300;

/** Whether a text is what a template asks, not what somebody answered. */
export function isPlaceholder(text: string): boolean {
  const words = text.trim();
  if (words.length > LONGEST_WORD) return words.endsWith("?");
  return words.endsWith("?") || isPlaceholderMark(words) || prompts.some((prompt) => prompt.test(words));
}

/** A text without blanks and zero-width marks at its ends. */
function trimmed(text: string): string {
  const isBlank = (at: number): boolean => /[\s\u200B\uFEFF]/.test(text.charAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return text.slice(start, end);
}

/**
 * What a text states; undefined, with a warning, for a placeholder or for words such as `N/A`, and without one when
 * nothing is there. Zero-width marks at either end, which some editors leave, are dropped.
 */
export function textOf({ value, place }: SourceValue, log: DiagnosticCollector): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") {
    log.warn(place, "this is not a text and is not read: put it in quotes");
    return undefined;
  }
  const text = trimmed(value);
  if (text === "") return undefined;
  if (isPlaceholder(text)) {
    log.warn(place, `${quote(text)} is a placeholder: it counts as not stated`);
    return undefined;
  }
  if (nothing.test(text)) {
    log.warn(place, `${quote(text)} is not a value: it counts as not stated`);
    return undefined;
  }
  return text;
}

/** The texts of a list, or of a single text; those that state nothing are left out. */
export function textsOf(
  items: readonly SourceValue[],
  log: DiagnosticCollector,
): { text: string; place: SourceValue["place"] }[] {
  return items.flatMap((item) => {
    const text = textOf(item, log);
    return text === undefined ? [] : [{ text, place: item.place }];
  });
}

/** The day in UTC of an ISO date or date-time, by its zone if it states one; undefined, with a warning, for what is none. */
export function dateOf(stated: SourceValue, log: DiagnosticCollector): string | undefined {
  const text = textOf(stated, log);
  if (text === undefined) return undefined;
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2})(.*))?$/.exec(text) ?? [];
  if (day !== undefined && isDate(day)) return dayInUtc(day, time, zone);
  log.warn(stated.place, `${quote(text)} is not a complete date and is not read: write it as 2026-01-31`);
  return undefined;
}

/** The day in UTC of a time of day at an offset such as `+11:00`; the day as written where there is no offset. */
function dayInUtc(day: string, time = "00:00", rest = ""): string {
  const [, sign, hours, minutes = "00"] = /([-+])(\d{2}):?(\d{2})?$/.exec(rest) ?? [];
  if (sign === undefined) return day;
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "+" ? 1 : -1);
  return addDays(day, Math.floor((hour * 60 + minute - offset) / 1440));
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A share of a hundred as a share of one, without the noise of binary division. */
export const ofHundred = (percent: number): number => Number((percent / 100).toPrecision(12));

/** The number that a value is or spells, `93.1 %` as 0.931; undefined when it is none or not finite. */
export function numberOf({ value }: SourceValue): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (text.length > LONGEST_WORD) return undefined;
  const bare = text.endsWith("%") ? text.slice(0, -1).trim() : text;
  if (!decimal.test(bare) || !Number.isFinite(Number(bare))) return undefined;
  return bare === text ? Number(bare) : ofHundred(Number(bare));
}

/** A value as a word: a text as it is, nothing as an empty one, anything else as JSON. */
export function wordOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A value as a message quotes it. */
export const quoted = ({ value }: SourceValue): string =>
  quote(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** Whether nothing is stated. */
export const isAbsent = ({ value }: SourceValue): boolean => value === undefined || value === null || value === "";
