import { closestMatch } from "leven";

/**
 * Checks for a text that YAML 1.1 and many people read as a boolean (`yes`, `off`, `True`, ...). In YAML 1.2 only
 * unquoted `true` and `false` are booleans. A message can point this out.
 */
export function isBooleanWord(value: string): boolean {
  return /^(?:y|yes|n|no|on|off|true|false)$/i.test(value);
}

/** The most likely meaning of a misspelt word, or undefined when no candidate is similar. Case does not matter. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  const maxDistance = Math.max(2, Math.floor(word.length / 3));
  const lower = candidates.map((candidate) => candidate.toLowerCase());
  const found = closestMatch(word.toLowerCase(), lower, { maxDistance });
  return found === undefined ? undefined : candidates[lower.indexOf(found)];
}

/** A text on one line, at most 200 characters, without backticks and what steers a terminal or the direction of writing. */
export function plainLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return line.slice(0, 200).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "\uFFFD");
}

/**
 * Quotes user text for a message: in backticks, on one line, at most 60 characters, without characters that control a
 * terminal or change the writing direction.
 */
export function quote(text: string): string {
  const characters = Array.from(plainLine(text));
  return `\`${characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : characters.join("")}\``;
}

/** A suggestion to append to a message about an unknown word, if a similar word is known. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closestWord(word, candidates);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}

/** A count with its word: `1 rule`, `2 rules`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Texts that a sentence lists. */
const MOST_LISTED = 50;

/** Texts in a row, the first of them and the number of the others. */
export function firstAndRest(texts: readonly string[], separator: string): string {
  const rest = texts.length - MOST_LISTED;
  return [...texts.slice(0, MOST_LISTED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(separator);
}
