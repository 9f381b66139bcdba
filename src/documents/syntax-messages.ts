import type { YAMLError } from "yaml";
import { quote } from "../util/text.ts";

/** What the YAML parser says, by its code and words, and what we say instead. The first that fits counts. */
const explanations: readonly (readonly [RegExp, string])[] = [
  [/^TAB_AS_INDENT/, "a tab cannot indent YAML: use spaces"],
  [/closing ["']quote/, "a quoted text is not closed: add the missing quote"],
  [/end with a \]/, "a list in brackets is not closed: add the missing `]`, or indent what belongs to it"],
  [/end with a \}/, "a map in brackets is not closed: add the missing `}`, or indent what belongs to it"],
  [
    /Missing ,/,
    "two items in brackets have no comma between them: add it, or put a text with special characters in quotes",
  ],
  [/Missing space after :/, "there is no space after the colon: add one"],
  [/Comments must be/, "there is no space before `#`: add one for a comment, or put the text in quotes"],
  [
    /Sequence item without/,
    "an item of a list has to start with `- `: add it, or indent the line as what it belongs to",
  ],
  [/keys need to be/, "this line is no entry: write `key: value`, with a space after the colon and both on one line"],
  [
    /Nested mappings/,
    "there is a second colon: put a text that holds `: ` in quotes, or start the inner map on its own line",
  ],
  [/^(BAD_INDENT|BLOCK_AS_IMPLICIT_KEY)/, "this is not lined up with its neighbours: indent it as much as they are"],
  [/^BAD_SCALAR_START/, "a text cannot start with this character: put it in quotes"],
  [
    /^BLOCK_IN_FLOW/,
    "something is out of place in the brackets: write a list as `[a, b]` and a map as `{ a: b, c: d }`, with commas between",
  ],
  [/^KEY_OVER_1024_CHARS/, "the key is longer than 1024 characters: shorten it"],
  [/^(BAD_ALIAS|ALIAS_PROPS|MULTIPLE_ANCHORS)/, "`*` and `&` have a meaning at the start of a text: put it in quotes"],
  [
    /^(BAD_DIRECTIVE|MISSING_CHAR Missing directives)/,
    "a line that starts with `%` is an instruction: remove it, or put it in quotes",
  ],
  [
    /^UNEXPECTED_TOKEN/,
    "this was not expected here: put a text with special characters in quotes, and look at the lines above",
  ],
];

/** The message for a problem that the YAML parser found. */
export function syntaxMessage({ code, message }: YAMLError): string {
  const escape = /^Invalid escape sequence (\S+)/.exec(message)?.[1];
  if (escape !== undefined)
    return `${quote(escape)} has no meaning in double quotes: write \`\\\\\` for a backslash, or use single quotes`;
  const said = `${code} ${message}`;
  const known = explanations.find(([pattern]) => pattern.test(said));
  if (known !== undefined) return known[1];
  return `this is not valid YAML, correct it: ${message.replaceAll(/\s+/g, " ").trim().slice(0, 160)}`;
}

/** The message for a tag, by the tag's text. */
export function tagMessage(tag: string): string {
  return `the tag ${quote(tag)} is not read here, only plain data is: remove it`;
}
