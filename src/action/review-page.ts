import { isError } from "../model/diagnostic.ts";
import { type Finding, isOpen } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { severities } from "../model/rule.ts";
import { describeConclusion } from "../output/report/conclusion.ts";
import { lapsedCount, lapsedTexts } from "../output/report/lapsed.ts";
import { markdownCode, markdownText } from "../output/text/markdown.ts";
import { plural } from "../util/text.ts";
import { type Page, type PageSection, fitToSize } from "./page-layout.ts";
import { firstChange, fixedTable, folded, itemTable, rows, ruleTable } from "./review-tables.ts";
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

const rulesNoLongerApply = (count: number): string =>
  `${plural(count, "rule")} no longer ${count === 1 ? "applies" : "apply"}`;

/** One of three verdicts. A pass that a person has to confirm says why. */
function headline({ report, items }: ReviewPage): string {
  const { verdict, baseline } = report;
  if (verdict === "error") return "## ⚠️ caregate: check not completed";
  if (verdict === "fail") return "## ❌ caregate: check failed";
  if (report.summary.manifests === 0 && baseline && baseline.withdrawn.length > 0)
    return "## ⚠️ caregate: check passed, no deployment is left";
  if (items.some(({ is }) => is === "policy")) return "## ⚠️ caregate: check passed, policies become looser";
  const lapsed = baseline ? lapsedCount(baseline) : 0;
  return lapsed > 0 ? `## ⚠️ caregate: check passed, ${rulesNoLongerApply(lapsed)}` : "## ✅ caregate: check passed";
}

/** What blocks: the number of errors or findings, and the findings by outcome and severity. */
function blockingCount({ diagnostics, findings, baseline }: Report): { total: string; parts: string } | undefined {
  const errors = diagnostics.filter(isError).length;
  const blocking = findings.filter(({ gates }) => gates);
  if (errors + blocking.length === 0) return undefined;
  const fresh = baseline?.gate === "new" ? "new finding" : "finding";
  const total = [
    ...(errors > 0 ? [plural(errors, "input error")] : []),
    ...(blocking.length > 0 ? [plural(blocking.length, fresh)] : []),
  ].join(" and ");
  const countOf = (of: (finding: Finding) => boolean, words: string): string[] => {
    const count = blocking.filter(of).length;
    return count > 0 ? [`${count} ${words}`] : [];
  };
  const outcomes = [
    ...countOf(({ outcome }) => outcome === "fail", "failed"),
    ...countOf(({ outcome }) => outcome === "unknown", "undecided"),
  ];
  const weights = severities.flatMap((severity) => countOf(({ rule }) => rule.severity === severity, severity));
  return {
    total: `${total} ${errors + blocking.length === 1 ? "blocks" : "block"}`,
    parts: blocking.length > 0 ? `: ${outcomes.join(", ")} (${weights.join(", ")})` : "",
  };
}

/** How many findings block, by outcome and severity, or the reason why none blocks, as plain text. */
export function verdictSentence(report: Report): string {
  const count = report.verdict === "pass" ? undefined : blockingCount(report);
  return count ? `${count.total}${count.parts}.` : describeConclusion(report);
}

function countLine(report: Report): string {
  const count = report.verdict === "pass" ? undefined : blockingCount(report);
  return count ? `**${count.total}**${count.parts}.` : `**${describeConclusion(report)}**`;
}

function comparison({ baseline }: Report): string[] {
  if (!baseline) return [];
  const { new: fresh, fixed, unchanged, gate, withdrawn } = baseline;
  const lenient = gate === "new" ? " Only new findings block." : "";
  return [
    `${fresh} new, ${fixed.length} fixed, ${unchanged} existing.${lenient}`,
    "",
    ...lapsedTexts(baseline).flatMap((text) => [`${markdownText(text)}.`, ""]),
    ...(withdrawn.length > 0 ? [`Removed deployments: ${withdrawn.map(markdownText).join(", ")}.`, ""] : []),
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

/** The results of each deployment. */
function deployments({ findings }: Report): PageSection[] {
  const names = [...new Set(findings.map(({ manifest }) => manifest.name))];
  const line = (name: string): string => {
    const own = findings.filter(({ manifest }) => manifest.name === name);
    const open = own.filter(isOpen);
    const count = (of: readonly Finding[], outcome: Finding["outcome"]): number =>
      of.filter((finding) => finding.outcome === outcome).length;
    const counts = [
      count(open, "fail"),
      count(open, "unknown"),
      count(own, "pass"),
      open.filter(({ gates }) => gates).length,
    ];
    return `| ${markdownText(name)} | ${counts.join(" | ")} |`;
  };
  if (names.length < 2) return [];
  return [
    {
      of: ["deployment", "deployments"],
      head: [
        `### ${names.length} deployments`,
        "",
        "| Deployment | Failed | Undecided | Passed | Blocking |",
        "|:--|--:|--:|--:|--:|",
      ],
      rows: names.map(line),
      foot: [""],
    },
  ];
}

/** The most rows of new findings in a comment. If there are more, a row stands for a rule. */
const MAX_ROWS = 15;

/**
 * The new findings: those that block first, and the others folded.
 * @param first the item that the page shows already
 */
function freshSections(
  { report, url }: ReviewPage,
  fresh: readonly ReviewItem[],
  first: ReviewItem | undefined,
  isComment: boolean,
): PageSection[] {
  const blocking = fresh.filter(({ level }) => level === "error");
  const others = fresh.filter(({ level }) => level !== "error");
  const kind = report.baseline ? "new findings" : "findings";
  return [
    ...(isComment && blocking.length > MAX_ROWS
      ? ruleTable(
          `${report.baseline ? "New findings" : "Findings"} by rule`,
          report.findings.filter(({ gates, baselineState }) => gates && baselineState !== "unchanged"),
          url,
        )
      : itemTable(
          `More ${kind}`,
          blocking.filter((item) => item !== first),
          url,
        )),
    ...folded(["finding that does not block", "findings that do not block"], rows(others, url)),
  ];
}

function footer({ report, policySource, runUrl, leftOut, notes }: ReviewPage): string {
  const parts = [
    `Checked with ${policySource} (${markdownCode(report.policies.digest.slice(0, 19))}), as of ${report.asOf}.`,
    `[All findings](${runUrl})`,
    ...(leftOut > 0
      ? [`${plural(leftOut, "finding")} on unchanged lines ${leftOut === 1 ? "is" : "are"} left out by \`scope\`.`]
      : []),
    ...notes.map((note) => markdownText(note)),
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}

const weightOf = ({ severity }: ReviewItem): number => (severity === undefined ? -1 : severities.indexOf(severity));

/** Items in the order of the page: the worst first, violations before open questions, changed lines before others. */
function inPageOrder(items: readonly ReviewItem[]): ReviewItem[] {
  return items.toSorted(
    (a, b) =>
      weightOf(a) - weightOf(b) ||
      Number(a.is === "unknown") - Number(b.is === "unknown") ||
      Number(b.touched) - Number(a.touched),
  );
}

/** What the author changes first: the worst new item that blocks, if possible on a line of the change. */
function firstOf(items: readonly ReviewItem[]): ReviewItem | undefined {
  const blocking = items.filter(({ level }) => level === "error");
  const fresh = blocking.filter(({ existing }) => !existing);
  const changed = fresh.find(({ touched }) => touched);
  // A violation that is as bad says more than an open question.
  const violation = changed?.is === "unknown" && fresh.find((one) => one.is !== "unknown");
  if (violation && weightOf(violation) <= weightOf(changed)) return violation;
  return changed ?? fresh[0] ?? blocking[0];
}

function pageOf(view: ReviewPage, marker: readonly string[], isComment: boolean): Page {
  const { report, proposed, url } = view;
  const items = inPageOrder(view.items);
  const first = report.verdict === "pass" ? undefined : firstOf(items);
  const of = (wanted: (item: ReviewItem) => boolean): ReviewItem[] => items.filter(wanted);
  const open = of(({ is }) => is === "violation" || is === "unknown");
  const [fresh, existing] = [open.filter((item) => !item.existing), open.filter((item) => item.existing)];
  const notEvaluated = report.notEvaluated.map(
    ({ what, reason }) => `- ${markdownText(what)}: ${markdownText(reason)}`,
  );
  const shown = first ? firstChange(first, url) : [];
  const existingCount = report.baseline?.unchanged ?? 0;
  return {
    opening: [...marker, headline(view), "", countLine(report), "", ...comparison(report), ...shown],
    sections: [
      ...itemTable(
        "More inputs that cannot be read",
        of((item) => item.is === "input" && item.level === "error" && item !== first),
        url,
      ),
      ...itemTable(
        "Remarks on the inputs",
        of((item) => item.is === "input" && item.level !== "error"),
        url,
      ),
      ...(isComment ? [] : deployments(report)),
      ...freshSections(view, fresh, first, isComment),
      ...itemTable(
        "Looser policies",
        of(({ is }) => is === "policy"),
        url,
      ),
      ...(proposed ? proposal(proposed, report) : []),
      ...fixedTable(report.baseline?.fixed ?? [], url, open.length === 0),
      // An open question stands for several findings.
      ...folded(["existing finding", "existing findings"], rows(existing, url), existingCount),
      ...folded(
        ["waived finding", "waived findings"],
        rows(
          of(({ is }) => is === "waived"),
          url,
        ),
      ),
      ...folded(["item not checked", "items not checked"], { head: [], rows: notEvaluated }),
    ],
    end: ["---", footer(view)],
  };
}

/** The hidden first line of a comment. The next run finds the comment by it. No key can end the HTML comment. */
export const commentMarker = (key: string): string =>
  `<!-- caregate:${encodeURIComponent(key).replaceAll("--", "-%2D")} -->`;

/** The most bytes of a comment, so that it can be read. GitHub accepts 65,536 characters. */
const MAX_COMMENT = 12_000;
/** The longest reason of an error, in UTF-16 code units. */
const LONGEST_REASON = 2000;
/** The most bytes of a summary: GitHub shows no summary of more than a mebibyte. */
const MAX_SUMMARY = 1_000_000;

/**
 * The comment on a pull request. The same report gives the same bytes, so that an unchanged comment is not edited.
 * @param key of the step
 */
export function commentOf(view: ReviewPage, key: string): string {
  return fitToSize(
    pageOf(view, [commentMarker(key)], true),
    MAX_COMMENT,
    `in the [summary of the run](${view.runUrl})`,
  );
}

/** The summary of the run: all items, as far as GitHub shows them. */
export function summaryOf(view: ReviewPage): string {
  return fitToSize(pageOf(view, [], false), MAX_SUMMARY, "in the report file");
}

/**
 * The page of a run that did not complete, in place of an older result.
 * @param key of the comment; undefined for the summary
 */
export function errorPage(reason: string, runUrl: string, key?: string): string {
  const marker = key === undefined ? [] : [commentMarker(key)];
  const lines = [
    ...marker,
    "## ⚠️ caregate: check not completed",
    "",
    "**Nothing was checked, so this change does not pass.**",
    "",
    markdownText(reason.slice(0, LONGEST_REASON)),
    "",
    ...(runUrl === "" ? [] : ["---", `<sub>[Log of the run](${runUrl})</sub>`]),
  ];
  return `${lines.join("\n")}\n`;
}
