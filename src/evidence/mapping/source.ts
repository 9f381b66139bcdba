import { parsePointer } from "../../util/json-pointer.ts";
import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import type { FileType } from "../../policy/format.ts";
import { readCsv } from "../importers/csv-reader.ts";
import { type SourceNode, type SourceValue, readData } from "../importers/data-reader.ts";
import { type DiagnosticCollector, atStart } from "../importers/diagnostics.ts";
import {
  type MarkdownSection,
  cellsOf,
  labelled,
  piecesOf,
  placeOf,
  sectionsOf,
} from "../importers/markdown-reader.ts";
import { wordOf } from "../importers/values.ts";

/** A part of a file from which a format takes values. */
export interface FilePart extends SourceValue {
  /** The value at a pointer, in a column or behind a label; absent if there is none. */
  get(from: string): SourceValue;
  /** The text below a heading. */
  below(heading: string): SourceValue;
  /** The parts that become an entry each. */
  each(from: string): FilePart[];
  /** The key of the part in its map. */
  readonly key: SourceValue;
}

/** Most parts that one list is read with. */
const MOST_PARTS = 10_000;

const absent: SourceValue = { value: undefined, place: atStart };

/** Opens a file for a format; undefined, with a diagnostic, for a file of another type. */
export function openPart(reads: FileType, file: string, text: string, log: DiagnosticCollector): FilePart | undefined {
  if (reads === "csv") return tablePart(file, text, log);
  if (reads === "markdown") return textPart(sectionsOf(text));
  const root = readData(file, text, log);
  return root && nodePart(root);
}

function nodePart(node: SourceNode): FilePart {
  const at = (from: string): SourceNode => node.get(...(parsePointer(from) ?? []));
  return {
    value: node.value,
    place: node.place,
    key: { value: node.key, place: node.place },
    get: at,
    below: () => absent,
    each: (from) => {
      const list = at(from);
      return (Array.isArray(list.value) ? list.items() : list.entries()).slice(0, MOST_PARTS).map(nodePart);
    },
  };
}

type Columns = ReadonlyMap<string, SourceValue>;

const rowPart = (columns: Columns, place: SourceValue["place"]): FilePart => ({
  value: undefined,
  place,
  key: absent,
  get: (from) => columns.get(from) ?? absent,
  below: () => absent,
  each: () => [],
});

/** A table: a column is a value of the file if every row has the same one. */
function tablePart(file: string, text: string, log: DiagnosticCollector): FilePart | undefined {
  const table = readCsv(file, text, log);
  if (!table) return undefined;
  const rows = table.rows.slice(0, MOST_PARTS).map(({ cells, place }) => {
    const columns = new Map(cells.map((cell) => [cell.name, cell.value === "" ? absent : cell]));
    return { columns, part: rowPart(columns, place) };
  });
  return {
    ...rowPart(new Map(), table.place),
    get: (from) => {
      const [first, ...others] = rows.map(({ columns }) => columns.get(from) ?? absent);
      const other = others.find(({ value }) => value !== first?.value);
      if (!other) return first ?? absent;
      log.error(other.place, `the column ${quote(from)} has several values, and the format expects one`);
      return absent;
    },
    each: () => rows.map(({ part }) => part),
  };
}

function textPart(sections: readonly MarkdownSection[]): FilePart {
  const labels = labelled(sections);
  const titled = (heading: string): MarkdownSection[] => sections.filter(({ title }) => title === heading.trim().toLowerCase()); // prettier-ignore
  return {
    value: undefined,
    place: atStart,
    key: absent,
    get: (from) => labels.get(from.trim().toLowerCase()) ?? absent,
    below: (heading) => {
      const pieces = titled(heading).flatMap(piecesOf);
      const [first] = pieces;
      return first ? { value: pieces.map(({ value }) => value).join(" "), place: first.place } : absent;
    },
    each: (heading) => titled(heading).flatMap(tableRows),
  };
}

/** The rows of the table of a section, by the names in its first row. */
function tableRows({ lines }: MarkdownSection): FilePart[] {
  const [header, ...rows] = lines.flatMap((line) => {
    const cells = cellsOf(line);
    return cells ? [{ cells, place: placeOf(line) }] : [];
  });
  return rows.slice(0, MOST_PARTS).map(({ cells, place }) => {
    const named = (header?.cells ?? []).map((name, i) => [name, { value: cells[i], place }] as const);
    return rowPart(new Map(named.filter(([, { value }]) => value !== "")), place);
  });
}

/** Whether a part has the values that an entry must have. */
export const fits = (part: FilePart, where: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(where).every(([from, value]) => {
    const found = part.get(from).value;
    return !isObject(found) && wordOf(found).trim() === wordOf(value);
  });
