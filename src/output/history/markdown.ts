import type { ChangeSection } from "../../diff/describe-change.ts";
import type { HistoryReport } from "../../history/report.ts";
import { markdownCode, markdownText } from "../text/markdown.ts";
import { headlineOf, sectionsOf } from "./sections.ts";

/** A history as GitHub Flavored Markdown, with every text from the repository escaped. */
export function historyMarkdown(report: HistoryReport): string {
  const section = ({ title, items }: ChangeSection): string[] => [
    `## ${title}`,
    "",
    ...items.flatMap(({ name, text, details }) => [
      `- ${markdownCode(name)} ${markdownText(text)}`,
      ...details.map((detail) => `  - ${markdownText(detail)}`),
    ]),
    "",
  ];
  const title = report.kind === "policies" ? "History of policies" : "History of verdicts";
  const lines = [`# ${title}`, "", `${markdownText(headlineOf(report))}.`, "", ...sectionsOf(report).flatMap(section)];
  return `${lines.join("\n").trimEnd()}\n`;
}
