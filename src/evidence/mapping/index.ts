import type { Json } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import type { DocumentSource, FieldSource, FileFormat, ListSource } from "../../policy/format.ts";
import type { ValueType } from "../../schema/field-types.ts";
import type { SourceValue } from "../importers/data-reader.ts";
import { type DiagnosticCollector, atSpan, createCollector } from "../importers/diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "../importers/document-builder.ts";
import type { Imported } from "../importers/types.ts";
import { dateOf, isAbsent, numberOf, ofHundred, quoted, textOf, wordOf } from "../importers/values.ts";
import { type FilePart, fits, openPart } from "./source.ts";

/**
 * Reads a file by a format of the organisation. Each value gets the type of its field. A value that does not fit is an
 * error on its place, and the file is then no evidence. A fixed value counts only beside a value of the file.
 */
export function importMapped(format: FileFormat, file: string, text: string): Imported {
  const log = createCollector(file, "evidence/mapping");
  const root = openPart(format.reads, file, text, log);
  if (!root) return buildDocuments(log, []);
  return buildDocuments(log, format.documents.flatMap((one) => documentOf(one, root, file, log))); // prettier-ignore
}

function documentOf(
  { kind, fields, lists }: DocumentSource,
  root: FilePart,
  file: string,
  log: DiagnosticCollector,
): DocumentBuilder[] {
  const builder = createBuilder(file, kind, root.place);
  const count = putFields(builder, [], fields, root, log);
  const next = new Map<string, number>();
  let entries = 0;
  for (const list of lists) entries += putList(builder, list, root, next, log);
  return count + entries > 0 ? [builder] : [];
}

/** Puts entries into a list; returns their number. */
function putList(
  builder: DocumentBuilder,
  { target, each, where, fields }: ListSource,
  root: FilePart,
  next: Map<string, number>,
  log: DiagnosticCollector,
): number {
  const key = target.join("\0");
  let count = 0;
  for (const part of each === undefined ? [root] : root.each(each)) {
    if (!fits(part, where)) continue;
    const index = next.get(key) ?? 0;
    if (putFields(builder, [...target, index], fields, part, log) === 0) continue;
    next.set(key, index + 1);
    count++;
  }
  return count;
}

/** Puts the fields that the part of a file has, and then the fixed ones; returns the number of the former. */
function putFields(
  builder: DocumentBuilder,
  at: readonly (string | number)[],
  fields: readonly FieldSource[],
  part: FilePart,
  log: DiagnosticCollector,
): number {
  const found = fields.flatMap((field) => {
    const source = sourceOf(field, part);
    const value = source && valueOf(field, source, log);
    return source && value !== undefined ? [{ field, value, place: source.place }] : [];
  });
  const [first] = found;
  if (!first) return 0;
  for (const { field, value, place } of found) builder.put([...at, ...field.target], value, place);
  const span = first.place();
  for (const { fixed, target, type } of fields)
    if (fixed !== undefined) builder.put([...at, ...target], type.isList && !Array.isArray(fixed) ? [fixed] : fixed, atSpan(span)); // prettier-ignore
  return found.length;
}

function sourceOf({ from, heading, isKey }: FieldSource, part: FilePart): SourceValue | undefined {
  if (from !== undefined) return part.get(from);
  if (heading !== undefined) return part.below(heading);
  return isKey ? part.key : undefined;
}

/** The value of a field; undefined if the file does not state it, or, with a diagnostic, if it does not fit. */
function valueOf(field: FieldSource, source: SourceValue, log: DiagnosticCollector): Json | undefined {
  if (isAbsent(source)) return undefined;
  const { type, split } = field;
  if (!type.isList) return single(field, source, log);
  const { value, place } = source;
  const parts = Array.isArray(value) ? value : split !== undefined && typeof value === "string" ? value.split(split) : [value]; // prettier-ignore
  const values = parts.flatMap((one) => single(field, { value: typeof one === "string" ? one.trim() : one, place }, log) ?? []); // prettier-ignore
  return values.length > 0 ? values : undefined;
}

function single(
  { type, words, isPercent }: FieldSource,
  source: SourceValue,
  log: DiagnosticCollector,
): Json | undefined {
  if (isAbsent(source)) return undefined;
  const fail = (): undefined => {
    log.error(source.place, `${quoted(source)} is no value of this field, which takes ${describe(type)}`);
  };
  const word = wordOf(source.value).trim();
  const known = words && Object.hasOwn(words, word) ? words[word] : undefined;
  if (known !== undefined) return known;
  const value = typed(type, source, log);
  if (value === undefined) return type.is === "text" || type.is === "date" ? undefined : fail();
  const isShare = typeof source.value === "string" && source.value.trim().endsWith("%");
  const converted = isPercent && !isShare && typeof value === "number" ? ofHundred(value) : value;
  return type.allows(converted) ? converted : fail();
}

/** A value in the type of its field; undefined if it has another one. */
function typed({ is, values }: ValueType, source: SourceValue, log: DiagnosticCollector): Json | undefined {
  if (is === "date") return dateOf(source, log);
  if (is === "number" || is === "whole number") return numberOf(source);
  if (is === "boolean") {
    const word = wordOf(source.value).trim().toLowerCase();
    return word === "true" || word === "false" ? word === "true" : undefined;
  }
  const text = textOf(source, log);
  return values?.find((one) => text !== undefined && bareWord(one) === bareWord(text)) ?? text;
}

/** A word without differences of case, blanks, hyphens and underscores. */
const bareWord = (word: string): string =>
  word
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");

const describe = ({ is, values }: ValueType): string => values ? values.map(quote).join(", ") : is === "boolean" ? "true or false" : `a ${is}`; // prettier-ignore
