import { isError } from "../model/diagnostic.ts";
import { describeConclusion } from "../output/report/conclusion.ts";
import { lapsedTexts } from "../output/report/lapsed.ts";
import { markdownCode, markdownText } from "../output/text/markdown.ts";
import { severities } from "../model/rule.ts";
import type { Report } from "../model/report.ts";
import { plural } from "../util/text.ts";
import type { ReviewItem } from "./review-items.ts";

/** What a page for reviewers is made from. */
export interface ReviewPage {
  readonly report: Report;
  readonly items: readonly ReviewItem[];
  /** Where the rules came from, in words. */
  readonly judgedBy: string;
  /** Whether the change brings rules of its own, and what they would do. */
  readonly proposed: Proposal | undefined;
  /** How many items the step's `scope` leaves out. */
  readonly leftOut: number;
  /** What else a reader has to know: what could not be read or written. */
  readonly notes: readonly string[];
  /** Where a file's lines can be seen. */
  readonly url: (file: string, line: number) => string;
  /** Where all of it can be seen. */
  readonly runUrl: string;
}

/** What rules that a change brings would do once they are merged. */
export interface Proposal {
  readonly report: Report;
  /** What changes in the rules, as Markdown that is safe to show. */
  readonly meaning: string;
}

/** A part of a page: some lines, rows as far as there is room for them, and an end. */
interface PageSection {
  /** What a row is, and what several are. */
  readonly of: readonly [string, string];
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly foot: readonly string[];
}

const bytes = (text: string): number => Buffer.byteLength(text) + 1;
const size = (lines: readonly string[]): number => lines.reduce((total, line) => total + bytes(line), 0);

/** A page: an opening and an end that are always there, and between them what there is room for. */
interface Page {
  readonly opening: readonly string[];
  readonly parts: readonly PageSection[];
  readonly end: readonly string[];
}

/** Room for what says that a part is not whole. */
const REMARK = 300;

const more = (count: number, [one, many]: PageSection["of"]): string => `${count} more ${count === 1 ? one : many}`;

/** Fills a page up to a number of bytes with whole rows, and says what had no room. */
function fitToSize({ opening, parts, end }: Page, budget: number, elsewhere: string): string {
  let left = budget - size(opening) - size(end);
  const lines = [...opening];
  for (const { of, head, rows, foot } of parts) {
    const frame = size(head) + size(foot) + REMARK;
    if (left < frame) {
      if (left >= REMARK) lines.push(`${more(rows.length, of)} ${elsewhere}.`, "");
      left -= REMARK;
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

function headline({ verdict, baseline }: Report): string {
  if (verdict === "error") return "## ⚠️ caregate cannot judge this";
  if (verdict === "fail") return "## ❌ caregate: the gate is shut";
  const resolved = baseline && baseline.lapsed.length === 0 && baseline.fixed.length > 0;
  return resolved && baseline.new + baseline.unchanged === 0
    ? "## ✅ caregate: resolved"
    : "## ✅ caregate: the gate is open";
}

/** What shuts the gate, counted, or why nothing does, as plain text. */
export function verdictSentence(report: Report, items: readonly ReviewItem[]): string {
  const { verdict, diagnostics } = report;
  if (verdict === "pass") return describeConclusion(report);
  const errors = diagnostics.filter(isError).length;
  const shut = items.filter(({ level, is }) => level === "error" && is !== "input");
  const bySeverity = severities.flatMap((severity) => {
    const count = shut.filter((item) => item.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const [violations, unknown] = ["violation", "unknown"].map((is) => shut.filter((item) => item.is === is).length) as [
    number,
    number,
  ];
  const parts = [
    ...(errors > 0 ? [plural(errors, "input error")] : []),
    ...(violations > 0 ? [plural(violations, "violation")] : []),
    ...(unknown > 0 ? [`${plural(unknown, "thing")} not stated`] : []),
  ];
  if (parts.length === 0) return "The gate is shut.";
  const counted = bySeverity.length > 0 ? ` (${bySeverity.join(", ")})` : "";
  return `${parts.join(", ")}${counted} ${parts.length === 1 && parts[0]?.startsWith("1 ") === true ? "shuts" : "shut"} the gate.`;
}

function against({ baseline }: Report): string[] {
  if (!baseline) return [];
  const { new: fresh, fixed, unchanged, gate, withdrawn } = baseline;
  const lenient = gate === "new" ? " Only new findings shut the gate." : "";
  return [
    `**${fresh} new, ${fixed.length} fixed, ${unchanged} existing.**${lenient}`,
    "",
    ...lapsedTexts(baseline).flatMap((text) => [`${markdownText(text)}.`, ""]),
    ...(withdrawn.length > 0 ? [`No longer there: ${withdrawn.map(markdownText).join(", ")}.`, ""] : []),
  ];
}

/** How long a text of a row may be. */
const LONGEST_CELL = 600;
const short = (text: string): string => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text);

function row(item: ReviewItem, url: ReviewPage["url"]): string {
  const { is, severity, rules, message, help, manifest, primary, touched, leniency } = item;
  const state = is === "unknown" ? "unknown" : is === "waived" ? "waived" : "";
  const weight = [severity ?? "error", state, leniency ?? ""].filter((part) => part !== "");
  const ids =
    rules.slice(0, 4).map(markdownCode).join(", ") + (rules.length > 4 ? ` and ${rules.length - 4} more` : "");
  const place = `${primary.file}:${primary.start.line}`;
  const where = `[${markdownText(short(place))}](${url(primary.file, primary.start.line)})`;
  const about = manifest === undefined ? "" : `<br>${markdownText(short(manifest))}`;
  const fix = help === "" ? "" : `<br>*Fix:* ${markdownText(short(help))}`;
  return `| ${weight.join(", ")} | ${markdownText(short(message))}${fix}<br>${ids} | ${where}${touched ? " ✎" : ""}${about} |`;
}

const TABLE = ["| | what is wrong | where |", "|---|---|---|"];

function table(title: string, items: readonly ReviewItem[], url: ReviewPage["url"]): PageSection[] {
  if (items.length === 0) return [];
  return [
    {
      of: ["finding", "findings"],
      head: [`### ${title}`, "", ...TABLE],
      rows: items.map((item) => row(item, url)),
      foot: [""],
    },
  ];
}

function folded(of: PageSection["of"], head: readonly string[], rows: readonly string[]): PageSection[] {
  if (rows.length === 0) return [];
  return [
    {
      of,
      head: ["<details>", `<summary>${plural(rows.length, ...of)}</summary>`, "", ...head],
      rows,
      foot: ["", "</details>", ""],
    },
  ];
}

function proposal({ report, meaning }: Proposal, now: Report): PageSection[] {
  const shut = (of: Report): number => of.findings.filter(({ gates }) => gates).length;
  return [
    {
      of: ["line of what the rules would do", "lines of what the rules would do"],
      head: [
        "### This change brings rules of its own",
        "",
        "They have no say until they are merged: the rules of the base judge.",
        `Findings that shut the gate: ${shut(now)} now, ${shut(report)} after the merge.`,
        "",
      ],
      rows: meaning.trimEnd().split("\n"),
      foot: [""],
    },
  ];
}

function pageOf(view: ReviewPage, marker: readonly string[]): Page {
  const { report, items, proposed, url, leftOut } = view;
  const of = (wanted: (item: ReviewItem) => boolean): ReviewItem[] => items.filter(wanted);
  const inputs = of(({ is }) => is === "input");
  const open = of(({ is }) => is === "violation" || is === "unknown");
  const waived = of(({ is }) => is === "waived");
  const [fresh, existing] = [open.filter((item) => !item.existing), open.filter((item) => item.existing)];
  const compared = report.baseline !== null;
  const rows = (some: readonly ReviewItem[]): string[] => some.map((item) => row(item, url));
  const unjudged = report.notEvaluated.map(
    ({ what, reason }) => `- ${markdownText(short(what))}: ${markdownText(short(reason))}`,
  );
  const footer = [
    `Judged by ${view.judgedBy} (${markdownCode(report.policies.digest.slice(0, 19))}).`,
    ...(leftOut > 0
      ? [`${plural(leftOut, "finding")} of lines that this change did not touch left out by \`scope\`.`]
      : []),
    ...view.notes.map((note) => markdownText(short(note))),
  ];
  return {
    opening: [...marker, headline(report), "", verdictSentence(report, items), "", ...against(report)],
    parts: [
      ...table("Inputs that cannot be read", inputs, url),
      ...table(compared ? "New" : "Findings", fresh, url),
      ...(proposed ? proposal(proposed, report) : []),
      ...folded(["existing finding", "existing findings"], TABLE, rows(existing)),
      ...folded(["waived finding", "waived findings"], TABLE, rows(waived)),
      ...folded(["thing not judged", "things not judged"], [], unjudged),
    ],
    end: ["---", ...footer.flatMap((line) => ["", line])],
  };
}

/** The hidden line that a comment begins with, by which it is found again. */
export const commentMarker = (key: string): string => `<!-- caregate:${key} -->`;

/** Bytes of a comment: GitHub takes 65,536 characters. */
const COMMENT = 60_000;
/** Bytes of a summary: GitHub shows none that is larger than a mebibyte. */
const SUMMARY = 1_000_000;

/** The comment on a pull request: a reviewer's ten seconds. The same report gives the same bytes. */
export function commentOf(view: ReviewPage, key: string): string {
  return fitToSize(pageOf(view, [commentMarker(key)]), COMMENT, `in the [summary of the run](${view.runUrl})`);
}

/** The summary of the run: everything, as far as GitHub shows it. */
export function summaryOf(view: ReviewPage): string {
  return fitToSize(pageOf(view, []), SUMMARY, "in the report file");
}
