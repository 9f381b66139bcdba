import type { Alias, ParsedNode } from "yaml";
import type { Json } from "../util/json.ts";
/** How a problem is told: the stretch of the text, its code, and what to do. */
export type ReportProblem = (start: number, end: number, code: string, message: string) => void;
/** What converting the documents of one file shares. */
export interface Conversion {
    readonly text: string;
    readonly depth: number;
    /** How many nodes aliases may still bring in. */
    aliasBudget: number;
    /** The line of an offset, for messages that name another place. */
    line(offset: number): number;
    readonly report: ReportProblem;
}
/** The content of one document and where its aliases lead. */
export interface Converted {
    readonly value: Json;
    readonly targets: ReadonlyMap<Alias, ParsedNode>;
}
/**
 * Makes plain data of a parsed document. Whatever is not plain data is reported and stands as null, as if it was not
 * stated; an entry whose key cannot be used is left out, and of two entries with one key the first counts.
 */
export declare function convert(root: ParsedNode, file: Conversion): Converted;
/** The key of an entry as it counts, or undefined when the entry is left out. */
export declare function usableKey(pair: {
    readonly key: unknown;
}): string | undefined;
/** The message for nesting beyond a limit. */
export declare function tooDeep(depth: number): string;
