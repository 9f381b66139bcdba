import type { Span } from "../model/document.ts";
/**
 * Makes hostile text harmless on a terminal: control characters and those that reorder text become visible.
 */
export declare function printable(text: string): string;
/** One line, whatever the text holds. */
export declare function oneLine(text: string): string;
/** A line of source with the stretch to mark: what is shown, and where the mark begins and how long it is. */
export interface Snippet {
    readonly line: string;
    readonly offset: number;
    readonly length: number;
}
/** Cuts the first line of a span out of a text; long lines are cut around the span. */
export declare function snippetOf(text: string, { start, end }: Span): Snippet | undefined;
