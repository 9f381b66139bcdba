import type { Finding } from "../model/finding.ts";
import { severities } from "../model/rule.ts";
import { markdownText } from "../output/text/markdown.ts";
import { plural } from "../util/text.ts";
import type { PageSection } from "./page-layout.ts";
import type { ReviewItem } from "./review-items.ts";

/** The address of a line of a file. */
type LineUrl = (file: string, line: number) => string;

/** The longest message and the longest remedy of a row, in UTF-16 code units: about two lines of a table each. */
const LONGEST_MESSAGE = 240;
const LONGEST_REMEDY = 160;

const short = (text: string, length = LONGEST_MESSAGE): string =>
  markdownText(text.length > length ? `${text.slice(0, length)}…` : text);

const link = ({ file, start }: ReviewItem["primary"], url: LineUrl): string =>
  `[${short(`${file}:${start.line}`)}](${url(file, start.line)})`;

/** The name of the deployment, unless the message has it. */
function inDeployment({ manifest, message }: ReviewItem): string {
  return manifest === undefined || message.includes(manifest) ? "" : `<br>in ${short(manifest)}`;
}

/** The severity and its state, such as `high, undecided`. */
function weight({ is, level, severity, leniency }: ReviewItem): string {
  if (is === "policy") return "looser";
  if (is === "input") return level === "notice" ? "note" : level;
  const state = is === "unknown" ? "undecided" : is === "waived" ? "waived" : "";
  return [severity ?? "error", state, leniency ?? ""].filter((part) => part !== "").join(", ");
}

const MAX_RULES = 4;

function row(item: ReviewItem, url: LineUrl): string {
  const { rules, message, help, primary, touched } = item;
  const more = rules.length > MAX_RULES ? ` and ${rules.length - MAX_RULES} more` : "";
  const ids = `${rules
    .slice(0, MAX_RULES)
    .map((id) => markdownText(id))
    .join(", ")}${more}`;
  const remedy = help === "" ? "" : `<br>${short(help, LONGEST_REMEDY)}`;
  return `| **${weight(item)}**<br>${ids} | ${short(message)}${inDeployment(item)} | ${link(primary, url)}${touched ? " (changed)" : ""}${remedy} |`;
}

const FINDING_HEAD = ["| Rule | Finding | Where, and what to do |", "|:--|:--|:--|"];

/** The rows of a table. */
export interface TableRows {
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

/** A row for each item. */
export const rows = (items: readonly ReviewItem[], url: LineUrl): TableRows => ({
  head: FINDING_HEAD,
  rows: items.map((item) => row(item, url)),
});

/** A section with a row for each item; none without an item. */
export function itemTable(title: string, items: readonly ReviewItem[], url: LineUrl): PageSection[] {
  const { head, rows: lines } = rows(items, url);
  if (items.length === 0) return [];
  return [{ of: ["finding", "findings"], head: [`### ${title}`, "", ...head], rows: lines, foot: [""] }];
}

const MAX_NAMES = 10;

/** The names of several deployments, folded in a cell. */
function deploymentList(names: readonly string[]): string {
  if (names.length < 2) return "";
  const rest = names.length - MAX_NAMES;
  const shown = names.slice(0, MAX_NAMES).map((name) => short(name));
  const list = `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `<details><summary>${plural(names.length, "deployment")}</summary>${list}</details>`;
}

/** A section with a row for each rule: the number of its findings, and the first place. */
export function ruleTable(title: string, findings: readonly Finding[], url: LineUrl): PageSection[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byRule.get(finding.rule.id);
    if (same) same.push(finding);
    else byRule.set(finding.rule.id, [finding]);
  }
  const lines = [...byRule.values()]
    .toSorted((a, b) => rank(a) - rank(b) || b.length - a.length)
    .flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      const { rule, primary } = first;
      const undecided = all.filter(({ outcome }) => outcome === "unknown").length;
      const state = undecided === 0 ? "" : undecided === all.length ? ", undecided" : `, ${undecided} undecided`;
      const where = deploymentList([...new Set(all.map(({ manifest }) => manifest.name))]);
      return [
        `| **${rule.severity}**${state} | ${all.length} | ${short(rule.title)} (${markdownText(rule.id)}) | ${link(primary, url)}${where} |`,
      ];
    });
  return [
    {
      of: ["rule", "rules"],
      head: [`### ${title}`, "", "| Severity | Count | Rule | First place |", "|:--|--:|:--|:--|"],
      rows: lines,
      foot: [""],
    },
  ];
}

const rank = ([first]: readonly Finding[]): number => (first ? severities.indexOf(first.rule.severity) : -1);

/**
 * Findings of the base that are gone: titles, since their values no longer matter.
 * @param nothingIsOpen true to show them unfolded
 */
export function fixedTable(fixed: readonly Finding[], url: LineUrl, nothingIsOpen: boolean): PageSection[] {
  const lines = fixed.map(
    ({ rule, manifest, primary }) =>
      `| **${rule.severity}**<br>${markdownText(rule.id)} | ${short(rule.title)}<br>in ${short(manifest.name)} | ${link(primary, url)} |`,
  );
  const head = ["| Rule | Fixed finding | Where it was |", "|:--|:--|:--|"];
  const of = ["fixed finding", "fixed findings"] as const;
  if (!nothingIsOpen || fixed.length === 0) return folded(of, { head, rows: lines });
  return [{ of, head: ["### Fixed by this change", "", ...head], rows: lines, foot: [""] }];
}

/**
 * A section that the reader unfolds.
 * @param count what its title counts (default: the rows)
 */
export function folded(
  of: PageSection["of"],
  { head, rows: lines }: TableRows,
  count: number = lines.length,
): PageSection[] {
  if (lines.length === 0) return [];
  const whole = plural(count, ...of);
  return [
    {
      of,
      whole,
      head: ["<details>", `<summary>${whole}</summary>`, "", ...head],
      rows: lines,
      foot: ["", "</details>", ""],
    },
  ];
}

/** The item to change first, with its place, its message and what to do. */
export function firstChange(first: ReviewItem, url: LineUrl): string[] {
  const [sentence = ""] = first.message.split("\n");
  const where = first.manifest === undefined ? "" : ` (${short(first.manifest)})`;
  const rule =
    first.severity === undefined
      ? ""
      : `<sub>${first.severity}: ${first.rules
          .map((id) => markdownText(id))
          .slice(0, MAX_RULES)
          .join(", ")}</sub>`;
  return [
    `**Change first:** ${link(first.primary, url)}${where}`,
    "",
    short(sentence),
    "",
    ...(first.help === "" ? [] : [short(first.help, 2 * LONGEST_MESSAGE), ""]),
    ...(rule === "" ? [] : [rule, ""]),
  ];
}
