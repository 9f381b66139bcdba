/** A section of a page. If its size does not suffice for all rows, the last ones are left out. */
export interface PageSection {
  /** The word for a row: singular and plural. */
  readonly of: readonly [string, string];
  /** What the section contains, for the line in its place if nothing of it fits (default: the number of rows). */
  readonly whole?: string;
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly foot: readonly string[];
}

const bytes = (text: string): number => Buffer.byteLength(text) + 1;
const size = (lines: readonly string[]): number => lines.reduce((total, line) => total + bytes(line), 0);

/** A page. Its opening and its end are always shown, the sections as far as the size limit allows. */
export interface Page {
  readonly opening: readonly string[];
  readonly sections: readonly PageSection[];
  readonly end: readonly string[];
}

/** Bytes of the count and the words in the line on rows that are left out. */
const REMARK = 100;

const more = (count: number, [one, many]: PageSection["of"]): string => `${count} more ${count === 1 ? one : many}`;

/**
 * Fills a page with whole rows up to a number of bytes. Lines count the rows that are left out.
 * @param elsewhere where the reader finds them, such as `in the report file`
 */
export function fitToSize({ opening, sections, end }: Page, budget: number, elsewhere: string): string {
  // Each section keeps room for its line, whatever the ones before it take.
  let left = budget - size(opening) - size(end) - sections.length * (REMARK + bytes(elsewhere));
  const lines = [...opening];
  for (const { of, whole, head, rows, foot } of sections) {
    const frame = size(head) + size(foot);
    if (left < frame) {
      lines.push(`${whole ?? more(rows.length, of)} ${elsewhere}.`, "");
      continue;
    }
    left -= frame;
    const shown: string[] = [];
    for (const one of rows) {
      if (left < bytes(one)) break;
      left -= bytes(one);
      shown.push(one);
    }
    const rest = rows.length - shown.length;
    lines.push(...head, ...shown, ...(rest > 0 ? ["", `${more(rest, of)} ${elsewhere}.`] : []), ...foot);
  }
  return `${[...lines, ...end].join("\n").trimEnd()}\n`;
}
