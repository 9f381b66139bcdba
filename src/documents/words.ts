import leven from "leven";
import { kinds } from "../model/document.ts";
import type { Kind } from "../model/document.ts";
import { asSeen } from "../util/as-seen.ts";

/** The `apiVersion` of caregate documents. */
export const apiVersion = "caregate/v1";

/** The kind that is checked. No other program uses it, so it identifies a caregate document with any `apiVersion`. */
const CHECKED: Kind = "AIDeployment";
/** Kinds that other programs also use. Without the `apiVersion` of caregate they count only in a named file. */
const shared: ReadonlySet<string> = new Set<Kind>(["Policy", "Config", "Format"]);
export const ownKinds = kinds.filter((kind) => !shared.has(kind));
const ownKind = new RegExp(String.raw`\bkind["']?\s*:\s*["']?(?:${ownKinds.join("|")})\b`);
const checkedKind = new RegExp(String.raw`\b${CHECKED}\b`, "i");
const version = /caregate\\?\/v?\d/i;
/** Our version as a text of its own, not within an address, an image or a path. */
const ownVersion = /(?<![\w./@-])caregate\\?\/v?\d/i;
/** Words of every document of ours, whichever of them is misspelt or left out. */
const anyPart = new RegExp(String.raw`\b(?:kind|metadata|spec|${kinds.join("|")})\b`, "i");
const statedVersion = /^\s*caregate\s*\/\s*v?\d/i;

/** Escapes of double-quoted texts that can represent a character of a word, or join two lines. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\/|\r?\n[ \t]*)/g;
/** A text in base64, which some readers of YAML decode. */
const binary = /!\S{0,100}binary>?\s+(?:[|>]\S*\s+)?["']?((?:[A-Za-z0-9+/]{4}\s*)+[A-Za-z0-9+/=]{0,4})/g;

/** Decodes escapes everywhere, even outside quotes. This is sufficient for a word search. */
function withoutEscapes(text: string): string {
  return text.replaceAll(escape, (all: string, two?: string, four?: string, eight?: string) => {
    const code = two ?? four ?? eight;
    if (code === undefined) return all === "\\/" ? "/" : "";
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}

const withoutBase64 = (text: string): string =>
  text.replaceAll(binary, (_, content: string) => Buffer.from(content, "base64").toString("latin1"));

/**
 * Checks quickly whether a text may contain a caregate document, to avoid parsing other files. It never misses one: a
 * version and a kind are written out, as escapes, or as an alias of a written text. It also finds what looks like one. The
 * name `caregate` alone does not count, because lock files and workflows of any user contain it.
 *
 * @param named true if the user named the file. Then a known kind without the `apiVersion` also counts.
 */
export function mayContainDocuments(text: string, named = false): boolean {
  if (hasWords(text, named, version)) return true;
  const read = decoded(text);
  return read !== text && hasWords(read, named, version);
}

/** True if a broken text may hold a document of ours: its version as a text of its own, or its kind, and a part of one. */
export function mayHideDocument(text: string, named: boolean): boolean {
  const read = decoded(text);
  return hasWords(read, named, ownVersion) && anyPart.test(read);
}

/** A text without escapes and disguises of letters. */
function decoded(text: string): string {
  let read = text;
  if (text.includes("\\")) read = withoutEscapes(read);
  if (text.includes("binary")) read = withoutBase64(read);
  return asSeen(read);
}

function hasWords(text: string, named: boolean, asVersion: RegExp): boolean {
  if (asVersion.test(text) || checkedKind.test(text) || (named && ownKind.test(text))) return true;
  for (const [, stated] of text.matchAll(/apiVersion["']?\s*:\s*["']?([^\s"',}]{1,40})/gi))
    if (/^caregate\b/i.test(stated as string) || isNearVersion(stated as string)) return true;
  const stated = new Set(text.match(/\bAI[-_. ]?D[a-z]{6,12}\b/gi));
  return [...stated].some((kind) => isNearKind(kind));
}

/** True for a text with at most two typing errors in the version of caregate. */
export function isNearVersion(stated: string, mistakes = 2): boolean {
  return leven(asSeen(stated).trim().toLowerCase(), apiVersion, { maxDistance: mistakes + 1 }) <= mistakes;
}

/** True for the kind that is checked, also in another spelling: no other program has a kind like it. */
export function isNearKind(stated: string): boolean {
  const seen = asSeen(stated);
  if (checkedKind.test(seen)) return true;
  const letters = seen.toLowerCase().replaceAll(/[^a-z]/g, "");
  return letters.startsWith("ai") && leven(letters, CHECKED.toLowerCase(), { maxDistance: 3 }) <= 2;
}

/** True for a text that is the kind that is checked and nothing else, also in another spelling. */
export const isOnlyKind = (stated: string): boolean => stated.length <= 2 * CHECKED.length && isNearKind(stated);

/** True for a text that starts with the version of caregate, of any number. */
export const isOurVersion = (stated: string): boolean => statedVersion.test(asSeen(stated));

/** True for the value of an `apiVersion` that contains the name or the version of caregate in any form. */
export const mentionsUs = (value: string): boolean => {
  const seen = asSeen(value);
  return version.test(seen) || /^\W*caregate\b/i.test(seen);
};

/** True for a text that a person takes for a word, although it has other or more characters. */
export const looksLike = (stated: string, word: string): boolean => stated !== word && asSeen(stated).trim() === word;
