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
export function linesOf(text: string): Lines {
  let starts: number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= lineStarts(text);
    const at = Math.min(Math.max(offset, 0), text.length);
    const line = lastAtOrBefore(starts, at);
    return { line: line + 1, column: at - (starts[line] as number) + 1 };
  };
  return { text, position, span: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }) };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of some ascending numbers (the first is 0) that is not above a limit. */
function lastAtOrBefore(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
