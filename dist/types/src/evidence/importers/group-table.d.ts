import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { GroupSource, Measure } from "./groups.ts";
/** A row of a table of groups. */
export interface TableRow {
    /** The values of the attributes, where the row's key states them. */
    readonly key: readonly string[];
    readonly cells: readonly Measure[];
    readonly place: SpanGetter;
}
/** A table of groups, with its attributes as far as they are named. */
export interface GroupTable {
    readonly features: readonly string[];
    readonly rows: readonly TableRow[];
    readonly place: SpanGetter;
}
/** Whether a name is a count, a rate or a calibration figure of a group. */
export declare const isFigure: (name: string) => boolean;
/** Whether a key stands beside groups and is none. */
export declare const isReserved: (name: string) => boolean;
/** Whether a header has a column for the attribute of a row and one for its group. */
export declare const namesGroups: (columns: readonly string[]) => boolean;
/** Splits the values of several attributes in one key, as pandas writes a tuple: `('F', '65+')` or `["F","65+"]`. */
export declare function partsOf(key: string): string[];
/**
 * The groups of a table. Groups of an attribute that is not a known axis are named and left out, and so are rows over
 * all groups.
 * @param named the attributes that stand elsewhere in the file
 */
export declare function groupsOfTable(table: GroupTable, named: readonly string[], log: DiagnosticCollector): GroupSource[];
