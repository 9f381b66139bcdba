import pc from "picocolors";
import type { Location } from "../../model/location.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, reasonsOf } from "../../model/finding.ts";
import type { FormatOptions } from "../format.ts";
import { oneLine, snippetOf } from "./snippet.ts";

/** Colours by name. The type of the library that paints is not named: the declarations of the package do without it. */
type Colors = Readonly<
  Record<
    "bold" | "dim" | "underline" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan",
    (text: string) => string
  >
>;

/** What of a format's options a terminal needs. */
export type PrintOptions = Pick<FormatOptions, "color" | "pathPrefix" | "line" | "link">;

/** What the parts of a text for a terminal are printed with. */
export interface Printer<Options extends PrintOptions = PrintOptions> {
  readonly c: Colors;
  readonly options: Options;
}

/** A printer for a terminal that shows colours, or not. */
export function createPrinter<Options extends PrintOptions>(options: Options): Printer<Options> {
  return { c: pc.createColors(options.color), options };
}

/** The colour of a severity. */
export function severityColor(c: Colors, severity: string): (text: string) => string {
  if (severity === "critical" || severity === "error") return (text) => c.bold(c.red(text));
  if (severity === "high") return c.red;
  return severity === "medium" || severity === "warning" ? c.yellow : c.blue;
}

/** Where something is, with the line and a mark under it. */
export function codeFrame(
  { c, options }: Printer,
  { file, start, end }: Location,
  color: (text: string) => string,
): string[] {
  const place = `${oneLine(options.pathPrefix + file)}:${start.line}:${start.column}`;
  const line = options.line(file, start.line);
  const snippet = line === undefined ? undefined : snippetOf(line, { start, end });
  const number = String(start.line);
  const margin = " ".repeat(number.length);
  const linked = options.link ? options.link(place, file, start.line) : place;
  const lines = [`${margin}${c.blue("-->")} ${linked}`];
  if (!snippet) return lines;
  const bar = c.blue("|");
  lines.push(`${margin} ${bar}`);
  lines.push(`${c.blue(number)} ${bar} ${snippet.line}`);
  lines.push(`${margin} ${bar} ${" ".repeat(snippet.offset)}${color("^".repeat(snippet.length))}`);
  return lines;
}

/** A remark below a frame. */
export function noteLine({ c }: Printer, margin: number, label: string, text: string): string {
  return `${" ".repeat(margin)} ${c.blue("=")} ${c.bold(`${label}:`)} ${oneLine(text)}`;
}

const MOST_REASONS = 3;

/** The conditions that decided, the first of them. */
export function reasonLines(
  printer: Printer,
  margin: number,
  finding: Pick<Finding, "explanation" | "omitted">,
): string[] {
  const reasons = reasonsOf(finding);
  const lines = reasons.slice(0, MOST_REASONS).map(({ text }) => noteLine(printer, margin, "why", text));
  const rest = reasons.length - lines.length + (finding.omitted?.conditions ?? 0);
  return rest > 0 ? [...lines, noteLine(printer, margin, "why", `and ${rest} more`)] : lines;
}

/** What is wrong with an input, and where. */
export function diagnosticBlock(printer: Printer, { code, severity, message, file, span }: Diagnostic): string {
  const color = severityColor(printer.c, severity);
  const head = `${color(severity)}[${code}]: ${printer.c.bold(oneLine(message))}`;
  return [head, ...codeFrame(printer, { file, ...span, exact: true }, color)].join("\n");
}
