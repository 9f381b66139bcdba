import { isError } from "../model/diagnostic.ts";
import { describeConclusion } from "../output/report/conclusion.ts";
import { lapsedTexts } from "../output/report/lapsed.ts";
import { markdownCode, markdownText } from "../output/text/markdown.ts";
import { severities } from "../model/rule.ts";
import type { Report } from "../model/report.ts";
import { plural } from "../util/text.ts";
import type { ReviewItem } from "./review-items.ts";

/** The content of the comment and of the summary. */
export interface ReviewPage {
  readonly report: Report;
  readonly items: readonly ReviewItem[];
  /** The source of the policies, in words. */
  readonly policySource: string;
  /** Undefined if the change leaves the policies as they are. */
  readonly proposed: Proposal | undefined;
  /** The number of items that the input `scope` leaves out. */
  readonly leftOut: number;
  /** Remarks for the reader, such as what could not be read. */
  readonly notes: readonly string[];
  /** The address of a line of a file. */
  readonly url: (file: string, line: number) => string;
  /** The address of the workflow run, with its summary. */
  readonly runUrl: string;
}

/** The effect of the changed policies after the merge. */
export interface Proposal {
  /** The same files, checked with the changed policies. */
  readonly report: Report;
  /** A description of the change of the policies, as escaped Markdown. */
  readonly policyChange: string;
}

/** A section of a page. If its size does not suffice for all rows, the last ones are left out. */
interface PageSection {
  /** The word for a row: singular and plural. */
  readonly of: readonly [string, string];
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly foot: readonly string[];
}

const bytes = (text: string): number => Buffer.byteLength(text) + 1;
const size = (lines: readonly string[]): number => lines.reduce((total, line) => total + bytes(line), 0);

/** A page. Its opening and its end are always shown, the sections as far as the size limit allows. */
interface Page {
  readonly opening: readonly string[];
  readonly sections: readonly PageSection[];
  readonly end: readonly string[];
}

/** Bytes reserved for the line that counts the rows left out of a section. */
const REMARK = 300;

const more = (count: number, [one, many]: PageSection["of"]): string => `${count} more ${count === 1 ? one : many}`;

/**
 * Fills a page with whole rows up to a number of bytes. Lines count the rows that are left out.
 * @param elsewhere where the reader finds them, such as `in the report file`
 */
function fitToSize({ opening, sections, end }: Page, budget: number, elsewhere: string): string {
  let left = budget - size(opening) - size(end);
  const lines = [...opening];
  for (const { of, head, rows, foot } of sections) {
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
  if (verdict === "error") return "## ⚠️ caregate: check not completed";
  if (verdict === "fail") return "## ❌ caregate: check failed";
  const resolved = baseline && baseline.lapsed.length === 0 && baseline.fixed.length > 0;
  return resolved && baseline.new + baseline.unchanged === 0
    ? "## ✅ caregate: resolved"
    : "## ✅ caregate: check passed";
}

/** The number of items that block, by kind and severity, or the reason why nothing blocks, as plain text. */
export function verdictSentence(report: Report, items: readonly ReviewItem[]): string {
  const { verdict, diagnostics } = report;
  if (verdict === "pass") return describeConclusion(report);
  const errors = diagnostics.filter(isError).length;
  const blocking = items.filter(({ level, is }) => level === "error" && is !== "input");
  const bySeverity = severities.flatMap((severity) => {
    const count = blocking.filter((item) => item.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const countOf = (is: ReviewItem["is"]): number => blocking.filter((item) => item.is === is).length;
  const [violations, missing] = [countOf("violation"), countOf("unknown")];
  const parts = [
    ...(errors > 0 ? [plural(errors, "input error")] : []),
    ...(violations > 0 ? [plural(violations, "violation")] : []),
    ...(missing > 0 ? [plural(missing, "missing value")] : []),
  ];
  if (parts.length === 0) return describeConclusion(report);
  const counted = bySeverity.length > 0 ? ` (${bySeverity.join(", ")})` : "";
  return `${parts.join(", ")}${counted} ${errors + violations + missing === 1 ? "blocks" : "block"}.`;
}

function comparison({ baseline }: Report): string[] {
  if (!baseline) return [];
  const { new: fresh, fixed, unchanged, gate, withdrawn } = baseline;
  const lenient = gate === "new" ? " Only new findings block." : "";
  return [
    `**${fresh} new, ${fixed.length} fixed, ${unchanged} existing.**${lenient}`,
    "",
    ...lapsedTexts(baseline).flatMap((text) => [`${markdownText(text)}.`, ""]),
    ...(withdrawn.length > 0 ? [`Removed deployments: ${withdrawn.map(markdownText).join(", ")}.`, ""] : []),
  ];
}

/** The longest text of a row, in UTF-16 code units. */
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
  const deployment = manifest === undefined ? "" : `<br>${markdownText(short(manifest))}`;
  const fix = help === "" ? "" : `<br>*Fix:* ${markdownText(short(help))}`;
  return `| ${weight.join(", ")} | ${markdownText(short(message))}${fix}<br>${ids} | ${where}${touched ? " ✎" : ""}${deployment} |`;
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

/** A section that the reader unfolds. */
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

function proposal({ report, policyChange }: Proposal, now: Report): PageSection[] {
  const blocking = (of: Report): number => of.findings.filter(({ gates }) => gates).length;
  return [
    {
      of: ["line of the policy changes", "lines of the policy changes"],
      head: [
        "### Policy changes",
        "",
        "This change also changes the policies. The new policies have no effect until they are merged: those of the base apply.",
        `Blocking findings: ${blocking(now)} now, ${blocking(report)} after the merge.`,
        "",
      ],
      rows: policyChange.trimEnd().split("\n"),
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
  const notEvaluated = report.notEvaluated.map(
    ({ what, reason }) => `- ${markdownText(short(what))}: ${markdownText(short(reason))}`,
  );
  const footer = [
    `Checked with ${view.policySource} (${markdownCode(report.policies.digest.slice(0, 19))}).`,
    ...(leftOut > 0
      ? [`${plural(leftOut, "finding")} on unchanged lines ${leftOut === 1 ? "is" : "are"} left out by \`scope\`.`]
      : []),
    ...view.notes.map((note) => markdownText(short(note))),
  ];
  return {
    opening: [...marker, headline(report), "", verdictSentence(report, items), "", ...comparison(report)],
    sections: [
      ...table("Inputs that cannot be read", inputs, url),
      ...table(compared ? "New" : "Findings", fresh, url),
      ...(proposed ? proposal(proposed, report) : []),
      ...folded(["existing finding", "existing findings"], TABLE, rows(existing)),
      ...folded(["waived finding", "waived findings"], TABLE, rows(waived)),
      ...folded(["item not checked", "items not checked"], [], notEvaluated),
    ],
    end: ["---", ...footer.flatMap((line) => ["", line])],
  };
}

/** The hidden first line of a comment. The next run finds the comment by it. */
export const commentMarker = (key: string): string => `<!-- caregate:${key} -->`;

/** The most bytes of a comment: GitHub accepts 65,536 characters. */
const MAX_COMMENT = 60_000;
/** The most bytes of a summary: GitHub shows no summary of more than a mebibyte. */
const MAX_SUMMARY = 1_000_000;

/**
 * The comment on a pull request. The same report gives the same bytes, so that an unchanged comment is not edited.
 * @param key of the step
 */
export function commentOf(view: ReviewPage, key: string): string {
  return fitToSize(pageOf(view, [commentMarker(key)]), MAX_COMMENT, `in the [summary of the run](${view.runUrl})`);
}

/** The summary of the run: all items, as far as GitHub shows them. */
export function summaryOf(view: ReviewPage): string {
  return fitToSize(pageOf(view, []), MAX_SUMMARY, "in the report file");
}
