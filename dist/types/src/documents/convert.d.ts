import type { Alias, ParsedNode } from "yaml";
import type { Json } from "../util/json.ts";
/** Reports a problem: its span in the text, its code, and the message. */
export type ReportProblem = (start: number, end: number, code: string, message: string) => void;
/** State shared by the conversions of one file. */
export interface Conversion {
    readonly text: string;
    readonly depth: number;
    /** The number of nodes that aliases may still add. */
    aliasBudget: number;
    /** The line of an offset, for messages that refer to another location. */
    line(offset: number): number;
    readonly report: ReportProblem;
}
/** The content of one document and the targets of its aliases. */
export interface Converted {
    readonly value: Json;
    readonly targets: ReadonlyMap<Alias, ParsedNode>;
}
/**
 * Converts a parsed document to plain data. Reports everything else and replaces it with null, like a missing value.
 * Skips an entry with an unusable key. Of two entries with the same key, the first counts.
 */
export declare function convert(root: ParsedNode, file: Conversion): Converted;
/** The usable key of an entry, or undefined when the entry is skipped. */
export declare function usableKey(pair: {
    readonly key: unknown;
}): string | undefined;
/** Formats the message for nesting beyond a limit. */
export declare function tooDeep(depth: number): string;
