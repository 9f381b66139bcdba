import { type Json } from "./json.ts";
/** A difference between two values. A missing side is undefined. */
export interface JsonDifference {
    /** The path, in the usual notation. List elements appear by name if they have one. */
    readonly path: string;
    readonly before: Json | undefined;
    readonly after: Json | undefined;
}
/** Lists the differences between two values, down to single fields. */
export declare function diffJson(before: Json | undefined, after: Json | undefined, path?: string): JsonDifference[];
