import { closestMatch } from "leven";

/**
 * Whether a text is one that many people, and YAML 1.1, take for a boolean (`yes`, `off`, `True`, ...). Here all but
 * unquoted `true` and `false` are plain texts, which is worth saying to whoever wrote one where a boolean belongs.
 */
export function isBooleanWord(value: string): boolean {
  return /^(?:y|yes|n|no|on|off|true|false)$/i.test(value);
}

/** The candidate that a misspelt word most likely means, or undefined when none is near. Case does not matter. */
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
 * A user's text as a message quotes it: in backticks, on one line, at most 60 characters, without those that steer a
 * terminal or turn the direction of writing.
 */
export function quote(text: string): string {
  const characters = Array.from(plainLine(text));
  return `\`${characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : characters.join("")}\``;
}

/** What to add to a message about a word that is not known: the word that was meant, where one is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = closestWord(word, candidates);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}

/** A count with its word: `1 rule`, `2 rules`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
