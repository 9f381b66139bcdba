/**
 * Checks for a text that YAML 1.1 and many people read as a boolean (`yes`, `off`, `True`, ...). In YAML 1.2 only
 * unquoted `true` and `false` are booleans. A message can point this out.
 */
export declare function isBooleanWord(value: string): boolean;
/** The most likely meaning of a misspelt word, or undefined when no candidate is similar. Case does not matter. */
export declare function closestWord(word: string, candidates: readonly string[]): string | undefined;
/** A text on one line, at most 200 characters, without backticks and what steers a terminal or the direction of writing. */
export declare function plainLine(text: string): string;
/**
 * Quotes user text for a message: in backticks, on one line, at most 60 characters, without characters that control a
 * terminal or change the writing direction.
 */
export declare function quote(text: string): string;
/** A suggestion to append to a message about an unknown word, if a similar word is known. */
export declare function didYouMean(word: string, candidates: readonly string[]): string;
/** A count with its word: `1 rule`, `2 rules`. */
export declare const plural: (count: number, one: string, many?: string) => string;
/** Texts in a row, the first of them and the number of the others. */
export declare function firstAndRest(texts: readonly string[], separator: string): string;
