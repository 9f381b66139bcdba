import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
import type { GroupTable } from "./group-table.ts";
/** Whether a text is a table rather than JSON or YAML: its first line is names between separators. */
export declare function looksLikeTable(text: string): boolean;
/** The separator of a table by its first line; undefined if it has none. */
export declare const separatorOfHead: (text: string) => string | undefined;
export declare const atLine: (line: number) => SpanGetter;
/**
 * Reads a table with a line of column names, separated by commas, semicolons or tabs. With semicolons or tabs, a comma
 * in a number is a decimal comma.
 * @param columns names of columns, and the names that they are read by
 * @returns a row for each line; undefined, with a diagnostic, for what is no table
 */
export declare function readCsv(file: string, text: string, log: DiagnosticCollector, columns?: Readonly<Record<string, string>>): GroupTable | undefined;
