import type { SourceNode } from "./data-reader.ts";
import { type GroupTable } from "./group-table.ts";
/**
 * Reads a table as pandas writes it in JSON: `columns` (`{metric: {group: value}}`), `index` (`{group: {metric:
 * value}}`), `list` (`{metric: [value]}`), `split` or `tight` (`{index, columns, data}`), `table` (`{schema, data}`) or
 * `records`. Undefined for anything without a figure of a group.
 */
export declare function tableIn(node: SourceNode): GroupTable | undefined;
/** `{metric_by_attribute: {group: value}}`: a table for each attribute. */
export declare function tablesByName(node: SourceNode): {
    attribute: string;
    table: GroupTable;
}[];
/** Whether a map holds figures of one group. */
export declare const isRow: (node: SourceNode) => boolean;
export declare const textsIn: (node: SourceNode) => string[];
