import type { ChangeSection } from "../../diff/describe-change.ts";
import type { HistoryReport } from "../../history/report.ts";
import { oneLine } from "../text/snippet.ts";
import { type PrintOptions, createPrinter } from "../text/terminal.ts";
import { headlineOf, sectionsOf } from "./sections.ts";

/** A history for a terminal. */
export function historyConsole(report: HistoryReport, options: PrintOptions): string {
  const { c } = createPrinter(options);
  const section = ({ title, items }: ChangeSection): string =>
    [
      c.bold(title.toLowerCase()),
      ...items.flatMap(({ name, text, details }) => [
        `  ${c.bold(oneLine(name))}: ${oneLine(text)}`,
        ...details.map((detail) => `    ${c.blue("=")} ${oneLine(detail)}`),
      ]),
    ].join("\n");
  return `${[...sectionsOf(report).map(section), c.bold(headlineOf(report))].join("\n\n")}\n`;
}
