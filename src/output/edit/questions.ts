import type { Location } from "../../model/location.ts";
import { plural } from "../../util/text.ts";
import { csvOf } from "../text/csv.ts";
import { oneLine } from "../text/snippet.ts";
import { type PrintOptions, createPrinter, severityColor } from "../text/terminal.ts";

/** An open question, as `listOpenQuestions` of the engine gives it. */
export interface QuestionLine {
  readonly deployment: string;
  readonly path: string;
  readonly file: string;
  readonly location: Location;
  readonly text: string;
  readonly answer: string;
  readonly knower: string;
  readonly severity: string;
  readonly blocks: boolean;
  readonly rules: readonly string[];
  readonly law: readonly string[];
}

const MOST = 2;

/** The first elements of a list, and the number of the others. */
export function shortList(items: readonly string[], most = MOST): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(", ")} and ${rest} more` : items.join(", ");
}

/** The lines of one question for a terminal. */
export function questionBlock(question: QuestionLine, options: PrintOptions): string {
  const { path, text, answer, severity, blocks, rules, law, knower, location } = question;
  const { c } = createPrinter(options);
  const place = `${options.pathPrefix}${question.file}${location.file === question.file ? `:${location.start.line}` : ""}`;
  const grade = blocks ? severityColor(c, severity)(severity) : c.dim(`${severity}, does not block`);
  return [
    `${c.cyan("?")} ${c.bold(oneLine(text))}`,
    `  ${oneLine(path)}: ${c.green(oneLine(answer))}`,
    `  ${c.dim(oneLine(place))}`,
    `  decides ${plural(rules.length, "rule")} (${grade}): ${oneLine(shortList(rules))}`,
    ...(law.length > 0 ? [`  law: ${c.dim(oneLine(shortList(law)))}`] : []),
    `  ask: ${knower}`,
  ].join("\n");
}

/** The line below the questions. */
function countLine(questions: readonly QuestionLine[]): string {
  const blocking = questions.filter(({ blocks }) => blocks).length;
  return `${plural(questions.length, "question")}: ${blocking} block, ${questions.length - blocking} do not`;
}

/** Questions for a terminal, what blocks first. */
export const questionsToConsole = (questions: readonly QuestionLine[], options: PrintOptions): string =>
  `${[...questions.map((one) => questionBlock(one, options)), countLine(questions)].join("\n\n")}\n`;

/** Questions as JSON. */
export const questionsToJson = (questions: readonly QuestionLine[]): string =>
  `${JSON.stringify({ schemaVersion: 1, questions }, null, 2)}\n`;

/** Text in a cell of a Markdown table. */
const cell = (text: string): string =>
  oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|]/g, String.raw`\$&`);

/** Questions as a Markdown table with a column for the answers. */
export function questionsToMarkdown(questions: readonly QuestionLine[]): string {
  const rows = questions.map(
    ({ deployment, path, text, answer, severity, law }) =>
      `| ${[deployment, path, text, answer, severity, shortList(law)].map(cell).join(" | ")} |  |`,
  );
  return [
    "# Open questions",
    "",
    "| system | field | question | form of the answer | severity | law | answer |",
    "|---|---|---|---|---|---|---|",
    ...rows,
    "",
    countLine(questions),
    "",
  ].join("\n");
}

/** The columns of the table of questions; `caregate ask --from` reads the first two and the last one. */
export const questionColumns = ["system", "field", "question", "form", "severity", "ask", "law", "answer"] as const;

/** Questions as CSV with an empty column for the answers. */
export const questionsToCsv = (questions: readonly QuestionLine[]): string =>
  csvOf([
    questionColumns,
    ...questions.map(({ deployment, path, text, answer, severity, knower, law }) => [
      deployment,
      path,
      text,
      answer,
      severity,
      knower,
      law.join("; "),
      "",
    ]),
  ]);
