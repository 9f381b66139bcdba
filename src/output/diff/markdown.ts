import type { Diagnostic } from "../../model/diagnostic.ts";
import { markdownCode, markdownText } from "../text/markdown.ts";
import type { PolicyChange } from "../../diff/compare-policies.ts";
import { type ChangeSection, headlineOf, describeChange, verdictOf } from "../../diff/describe-change.ts";

/** Maximum number of items shown per section. */
const MOST = 30;

function sectionLines({ title, items }: ChangeSection, most: number): string[] {
  const shown = items
    .slice(0, most)
    .flatMap(({ name, text, details }) => [
      `- ${markdownCode(name)} ${markdownText(text)}`,
      ...details.map((detail) => `  - ${markdownText(detail)}`),
    ]);
  const rest = items.length - Math.min(items.length, most);
  return [`#### ${title}`, "", ...shown, ...(rest > 0 ? [`- and ${rest} more`] : []), ""];
}

function problems(side: string, all: readonly Diagnostic[]): string[] {
  return all.map(
    ({ severity, code, message, file, span }) =>
      `- ${side}: ${severity} ${markdownCode(code)} ${markdownText(message)} at ${markdownCode(`${file}:${span.start.line}`)}`,
  );
}

/**
 * Formats a change of policies as GitHub Flavored Markdown. All text from the repository is escaped.
 * @param most maximum number of items shown per section; the number of omitted items is written
 */
export function policyChangeMarkdown(change: PolicyChange, most: number = MOST): string {
  const wrong = [...problems("before", change.diagnostics.before), ...problems("after", change.diagnostics.after)];
  return `${[
    `### Policies: ${verdictOf(change)}`,
    "",
    `${markdownText(headlineOf(change))}, as of ${change.asOf}.`,
    "",
    ...(wrong.length > 0 ? ["#### Inputs", "", ...wrong, ""] : []),
    ...describeChange(change).flatMap((section) => sectionLines(section, most)),
  ]
    .join("\n")
    .trimEnd()}\n`;
}
