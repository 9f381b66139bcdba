import { type Json } from "./json.ts";
/** One thing in which two values differ; what one of them has not is undefined. */
export interface JsonDifference {
    /** Where, as people write it; elements of lists go by their names where they have some. */
    readonly path: string;
    readonly before: Json | undefined;
    readonly after: Json | undefined;
}
/** In what two values differ, down to single fields. */
export declare function diffJson(before: Json | undefined, after: Json | undefined, path?: string): JsonDifference[];
