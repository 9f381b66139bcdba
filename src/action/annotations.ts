import { printable } from "../output/text/snippet.ts";
import type { ReviewItem } from "./review-items.ts";

/**
 * Annotations of one level that GitHub keeps of a step; what is beyond is dropped without a word. Of the notices some are
 * left for what cannot be written.
 */
const KEPT = { error: 10, warning: 10, notice: 7 } as const;
/** Characters after which GitHub cuts a message. */
const LONGEST = 4000;

/** A workflow command that puts a message on a line. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  /** Absent for a message about the run as a whole. */
  readonly place?: {
    /** Path from the workspace. */
    readonly file: string;
    readonly startLine: number;
    readonly endLine: number;
    /** Given where start and end are on one line, as GitHub wants it. */
    readonly columns?: { readonly start: number; readonly end: number };
  };
}

const lines = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(printable)
    .join("\n");

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 2);
  // Half a character is none.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept} …`;
}

/** The annotation of one item. */
export function annotationOf(item: ReviewItem, pathOf: (file: string) => string): Annotation {
  const { is, level, rules, title, message, help, citations, manifest, primary, existing } = item;
  const about = manifest === undefined ? "" : ` (${manifest})`;
  const heading = rules.length === 1 ? `${rules[0] ?? ""}: ${title}` : title;
  const cites = citations.length > 0 ? `Cites ${citations.join("; ")}` : "";
  const settles = is === "unknown" && help === "" ? `Settles ${rules.join(", ")}` : "";
  const body = [`${existing ? "existing: " : ""}${message}${about}`, help, settles, cites]
    .filter((part) => part !== "")
    .join("\n");
  const { start, end } = primary;
  const oneLine = start.line === end.line && end.column > start.column;
  return {
    level,
    title: cut(printable(heading.replaceAll(/\s+/g, " ")), 200),
    message: cut(lines(body), LONGEST),
    place: {
      file: pathOf(primary.file),
      startLine: start.line,
      endLine: end.line,
      ...(oneLine ? { columns: { start: start.column, end: end.column } } : {}),
    },
  };
}

/**
 * The annotations that GitHub will keep: of each level the first few, and one that says how many more there are and
 * where. The last error is the verdict, so that it is never the one that is dropped.
 * @param verdict one sentence, when the gate is shut
 */
export function annotationsOf(
  items: readonly ReviewItem[],
  pathOf: (file: string) => string,
  verdict: string | undefined,
): Annotation[] {
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const own = items.filter((item) => item.level === level);
    const closing = level === "error" ? verdict : undefined;
    const all = own.length <= KEPT[level] - (closing === undefined ? 0 : 1);
    const shown = all ? own : own.slice(0, KEPT[level] - 1);
    const rest = own.length - shown.length;
    const more = rest === 0 ? "" : `${rest} more, in the summary of this run`;
    const last = [closing ?? "", more].filter((part) => part !== "").join("; ");
    return [
      ...shown.map((item) => annotationOf(item, pathOf)),
      ...(last === "" ? [] : [{ level, title: "caregate", message: last }]),
    ];
  });
}
