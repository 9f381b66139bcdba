/**
 * Whether a text is one that many people, and YAML 1.1, take for a boolean (`yes`, `off`, `True`, ...). Here all but
 * unquoted `true` and `false` are plain texts, which is worth saying to whoever wrote one where a boolean belongs.
 */
export declare function isBooleanWord(value: string): boolean;
/** The candidate that a misspelt word most likely means, or undefined when none is near. Case does not matter. */
export declare function closestWord(word: string, candidates: readonly string[]): string | undefined;
/** A text on one line, at most 200 characters, without backticks and what steers a terminal or the direction of writing. */
export declare function plainLine(text: string): string;
/**
 * A user's text as a message quotes it: in backticks, on one line, at most 60 characters, without those that steer a
 * terminal or turn the direction of writing.
 */
export declare function quote(text: string): string;
/** What to add to a message about a word that is not known: the word that was meant, where one is near. */
export declare function didYouMean(word: string, candidates: readonly string[]): string;
/** A count with its word: `1 rule`, `2 rules`. */
export declare const plural: (count: number, one: string, many?: string) => string;
