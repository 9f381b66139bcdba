import { formatConsole } from "./console.ts";
import { formatCsv } from "./csv.ts";
import type { Detail } from "../../model/detail.ts";
import type { Report } from "../../model/report.ts";
import type { AsyncFormat, Format, FormatOptions, TextChunks } from "../format.ts";
import { formatGitlab } from "./gitlab.ts";
import { formatInToto } from "./in-toto.ts";
import { formatJson, jsonPieces } from "./json.ts";
import { formatJunit } from "./junit.ts";
import { formatMarkdown } from "./markdown.ts";
import { formatOscal } from "./oscal.ts";
import { fromTop } from "./paths-from-top.ts";
import { formatSarif } from "./sarif.ts";

const formatHtml: AsyncFormat = async (report, options) =>
  (await import("./html/page.tsx")).formatHtml(report, options);

/** The output formats by name. */
export const formats = {
  console: formatConsole,
  json: formatJson,
  sarif: fromTop(formatSarif),
  junit: fromTop(formatJunit),
  gitlab: fromTop(formatGitlab),
  markdown: fromTop(formatMarkdown),
  html: formatHtml,
  oscal: formatOscal,
  "in-toto": formatInToto,
  csv: fromTop(formatCsv),
} as const satisfies Readonly<Record<string, Format | AsyncFormat>>;

/** The name of an output format. */
export type FormatName = keyof typeof formats;

/** A report as text, piece by piece where its format can be made so: what a large one says does not fit in one text. */
export async function textOf(format: FormatName, report: Report, options: FormatOptions): Promise<TextChunks> {
  return format === "json" ? jsonPieces(report, options) : formats[format](report, options);
}

/** The formats that name what passes or does not apply although only findings are asked for. */
export const formatsWithAllOutcomes: readonly FormatName[] = ["html", "in-toto", "junit", "oscal", "sarif"];

/** The formats that say of every outcome, and not of findings alone, what decided. */
export const formatsWithExplanations: readonly FormatName[] = ["html", "oscal"];

/** The level of detail that a format needs for passed and not applicable rules. */
export function detailFor(format: FormatName, all: boolean): Detail {
  if (all || formatsWithExplanations.includes(format)) return "explained";
  return formatsWithAllOutcomes.includes(format) ? "outcomes" : "open";
}
