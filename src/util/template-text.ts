import { memoizeRecentTexts } from "./memoize.ts";
import { isPutOff } from "./put-off.ts";

/**
 * Marks of a template that nobody filled in, whatever field they stand in: words for something still to be done, at the
 * start of a text that is nothing else or ends in what is to be done after a colon; filler; and text in the brackets
 * that templates use. An address in angle brackets is none.
 */
const marks: readonly RegExp[] = [
  /^(?:todo|to do|tbd|tbc|tba|fixme|xxx+|placeholder|changeme|change me)[.!…]*$/i,
  /^(?:TODO|TBD|TBC|TBA|FIXME|todo|tbd|tbc|fixme)(?:\s*[:(]|\s[-–—]\s)/,
  /^(?:TODO|TBD|TBC|TBA|FIXME)-\s/,
  /^to be (?:done|defined|determined|confirmed|completed|added|announced|filled in|provided|written)[.!…]*$/i,
  /^lorem ipsum\b/i,
  /^<(?!https?:|mailto:)[^<>@]+>$/i,
  /^\{[^{}]*\}$|^\{\{[^{}]*\}\}$/,
  /^\[(?:insert|enter|describe|add|name|your|fill in|placeholder|todo|tbd)\b[^[\]]*\]$/i,
  /^\[?more information needed\]?\.?$/i,
];

/** Whether a text is nothing but the mark of a template. */
export const isPlaceholderMark = (text: string): boolean => marks.some((mark) => mark.test(text));

/** Words that a template or a schema shows where an answer goes: no answer, though they may be a name. */
const samples =
  /^(?:string|text|example|sample|foo|bar|asdf|test|answer|description|your (?:answer|text) here)[.!…]*$/i;

/** Words that decline to answer. A field that does not apply is left out. */
const evasions = /^(?:n[/-]a|n\.\s?a\.|na|not applicable|-+|\?+|\.+|…)[.!]*$/i;

/** Words that put an answer off, or point at none. */
const deferrals =
  /^(?:see (?:above|below|attached|attachment|elsewhere|document|policy|contract)|as above|as below|same as above|ditto|pending|unknown|not (?:yet )?(?:known|decided|defined|available|stated|sure)|none yet|later|soon|wip|in progress|ok|yes|no|done|someone|somebody|anyone|name|your name|first last)[.!…]*$/i;

/** Whether a text is a sample word of a template or a schema. */
export const isSample = (text: string): boolean => samples.test(text);

/** Whether a text declines an answer or puts it off. */
export const isEvasion = (text: string): boolean => evasions.test(text) || deferrals.test(text) || isPutOff(text);

/** One letter or digit, or one that is repeated: `x`, `xx`, `aaa`. */
const oneLetter = /^([\p{L}\p{N}])\1*\.?$/u;

/** Words of a field's name without signs: `clinicalOwner` and `clinical owner` are the same. */
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * Whether a free text is no answer: the mark of a template, a sample word, an evasion, a deferral, one letter, or the
 * name of its own field.
 * @param field the last key of its path
 */
export function isTemplateText(text: string, field: string): boolean {
  const words = text.trim();
  return isTemplateInAnyField(words) || isNameOf(words, field);
}

/** Whether a trimmed text is no answer, whatever its field. */
const isTemplateInAnyField = memoizeRecentTexts(
  (words: string): boolean =>
    words === "" || isPlaceholderMark(words) || isSample(words) || isEvasion(words) || oneLetter.test(words),
);

/** Whether a text has the letters of its field's name. Most texts start with another letter. */
function isNameOf(text: string, field: string): boolean {
  const [first, initial] = [text.charAt(0), field.charAt(0)].map((char) => char.toLowerCase()) as [string, string];
  if (first !== initial && asciiLetter.test(first) && asciiLetter.test(initial)) return false;
  return letters(text) === letters(field);
}

const asciiLetter = /^[a-z\d]/;
