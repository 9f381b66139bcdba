/**
 * A text from a repository as one line of GitHub Flavored Markdown in which it can be nothing but text: no tag, no
 * markup, no link, no mention, no cell border, no control or bidirectional character.
 */
export declare function markdownText(text: string): string;
/** A text as inline code: backticks and borders are taken out, the rest is literal there. */
export declare function markdownCode(text: string): string;
/** A path as a URI reference from the root of the sources. */
export declare const uriOf: (file: string) => string;
