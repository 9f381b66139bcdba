import type { Position, Span } from "../model/location.ts";
/** Turns an offset in a text into a line and column. */
export interface Lines {
    readonly text: string;
    position(offset: number): Position;
    span(start: number, end: number): Span;
}
/**
 * The lines of a text. They are counted when the first position is asked for: most files never have a problem to show.
 * A line ends with `\n` (so `\r\n` works too). Offsets outside the text mean its nearest end.
 */
export declare function linesOf(text: string): Lines;
