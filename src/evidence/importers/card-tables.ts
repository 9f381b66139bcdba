import type { SourceValue } from "./data-reader.ts";
import { type MarkdownLine, type MarkdownSection, cellsOf, placeOf } from "./markdown-reader.ts";
import type { MetricResult } from "./metrics.ts";
import { metricOf } from "./terms.ts";

/** Sections with results of the model. */
export const aboutResults = /performance|results?|evaluation|metrics/;

/** Headers of the column that has the values of the test, where a table has several columns. */
const valueHeader =
  /^(?:values?|scores?|results?|test(?: set)?|test (?:score|value|result)s?|external(?: validation)?)$/i;

interface TableLine {
  readonly line: MarkdownLine;
  readonly cells: readonly string[];
}

/** The tables of a section, each with its header first. */
function tablesIn(section: MarkdownSection): TableLine[][] {
  const tables: TableLine[][] = [];
  let last = -2;
  for (const line of section.lines) {
    if (!line.text.trimStart().startsWith("|")) continue;
    const cells = cellsOf(line);
    if (line.number !== last + 1) tables.push([]);
    last = line.number;
    if (cells) tables.at(-1)?.push({ line, cells });
  }
  return tables;
}

/** The column of the values: the second of two, or the one that is named so. */
function valueColumn(header: readonly string[]): number | undefined {
  if (header.length === 2) return 1;
  const named = header.flatMap((name, i) => (i > 0 && valueHeader.test(name) ? [i] : []));
  return named.length === 1 ? named[0] : undefined;
}

/** A value such as `0.91 (95% CI 0.88-0.94)` in its parts. */
function figureOf(cell: string, isInterval: boolean): { value: string; low?: string; high?: string } {
  const [, value = cell, interval] = /^([\d.]+ ?%?)\s*[([]([^()[\]]{1,40})[)\]]$/.exec(cell.trim()) ?? [];
  const [, low, high] = /([\d.]+ ?%?)\s*(?:-|–|—|to|,)\s*([\d.]+ ?%?)$/.exec((interval ?? "").trim()) ?? [];
  const is95 = isInterval || /95 ?%/.test(interval ?? "");
  return is95 && low !== undefined && high !== undefined ? { value, low, high } : { value };
}

/**
 * The results in the tables of some sections: rows whose first cell is a metric, with one column of values. A table of
 * several models, splits or groups is not read.
 */
export function tableResults(sections: readonly MarkdownSection[]): MetricResult[] {
  return sections.filter(({ title }) => aboutResults.test(title)).flatMap(tablesIn).flatMap(resultsOf); // prettier-ignore
}

function resultsOf([header, ...rows]: readonly TableLine[]): MetricResult[] {
  const column = header && valueColumn(header.cells);
  if (!header || column === undefined) return [];
  const isInterval = /95 ?%/.test(header.cells[column] ?? "");
  return rows.flatMap(({ line, cells }) => {
    const [name, cell] = [cells[0] ?? "", cells[column] ?? ""];
    if (metricOf(name) === undefined) return [];
    const place = placeOf(line);
    const { value, low, high } = figureOf(cell, isInterval);
    const at = (text: string | undefined): SourceValue => ({ value: text, place });
    return [{ name, value: at(value), ...(low === undefined ? {} : { low: at(low), high: at(high) }), place }];
  });
}
