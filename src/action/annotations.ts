import { printable } from "../output/text/snippet.ts";
import type { ReviewItem } from "./review-items.ts";

/**
 * The number of annotations of each level that GitHub keeps for a step. It drops the others silently. The limit for notices
 * is 10 too, and 3 are reserved for files and comments that cannot be written.
 */
const KEPT = { error: 10, warning: 10, notice: 7 } as const;
/** The longest message that GitHub keeps, in UTF-16 code units. */
const LONGEST = 4000;

/** A workflow command that puts a message on a line. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  /** Undefined for a message about the whole run. */
  readonly place?: {
    /** Path from the top of the checkout, with forward slashes. */
    readonly file: string;
    readonly startLine: number;
    readonly endLine: number;
    /** Set only if start and end are on one line: GitHub rejects columns otherwise. */
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
  // Do not end with half a surrogate pair.
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept} …`;
}

/**
 * The annotation of one item.
 * @param pathOf returns the path from the top of the checkout
 */
export function annotationOf(item: ReviewItem, pathOf: (file: string) => string): Annotation {
  const { is, level, rules, title, message, help, citations, manifest, primary, existing } = item;
  const deployment = manifest === undefined ? "" : ` (${manifest})`;
  const heading = rules.length === 1 ? `${rules[0] ?? ""}: ${title}` : title;
  const cites = citations.length > 0 ? `Cites ${citations.join("; ")}` : "";
  const settles = is === "unknown" && title.endsWith("is not stated") ? `Settles ${rules.join(", ")}` : "";
  const body = [`${existing ? "existing: " : ""}${message}${deployment}`, help, settles, cites]
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
 * The annotations that GitHub keeps: the first ones of each level, and one that counts the others and names the summary.
 * The last error is the verdict, so that GitHub never drops it.
 * @param verdict one sentence, if the check does not pass
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
    const more = rest === 0 ? "" : `The summary of this run has ${rest} more.`;
    const last = [closing ?? "", more].filter((part) => part !== "").join(" ");
    return [
      ...shown.map((item) => annotationOf(item, pathOf)),
      ...(last === "" ? [] : [{ level, title: "caregate", message: last }]),
    ];
  });
}
