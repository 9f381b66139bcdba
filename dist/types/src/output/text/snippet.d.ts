import type { Span } from "../../model/location.ts";
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
/** The line that a span starts on, with what is meant of it; long lines are cut around the span. */
export declare function snippetOf(raw: string, { start, end }: Span): Snippet;
