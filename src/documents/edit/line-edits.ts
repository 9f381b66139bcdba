import type { LocatedEdit } from "../../model/edit.ts";

/** The length of the common beginning of two texts, in UTF-16 code units, which splits no pair of surrogates. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length > 0 && /[\uD800-\uDBFF]/.test(a[length - 1] as string) ? length - 1 : length;
}

/** The length of the common end of two texts, outside a common beginning. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length > 0 && /[\uDC00-\uDFFF]/.test(a.at(-length) as string) ? length - 1 : length;
}

function editBetween(before: string, after: string, line: number): LocatedEdit {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  return {
    span: { start: { line, column: start + 1 }, end: { line, column: before.length - end + 1 } },
    text: after.slice(start, after.length - end),
  };
}

/**
 * The edits that turn one text into another: one for each line that differs, or one for the whole text if lines were
 * added or removed.
 */
export function lineEdits(before: string, after: string): LocatedEdit[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  if (old.length === now.length)
    return old.flatMap((line, i) => (line === now[i] ? [] : [editBetween(line, now[i] as string, i + 1)]));
  const end = { line: old.length, column: (old.at(-1) as string).length + 1 };
  return [{ span: { start: { line: 1, column: 1 }, end }, text: after }];
}
