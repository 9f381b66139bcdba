import { type FieldSchema } from "./describe.ts";
import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
/** The type of a single value of a document. */
export interface ValueType {
    readonly is: "text" | "date" | "number" | "whole number" | "boolean";
    /** The values that it takes, if it has a choice. */
    readonly values?: readonly string[];
    /** True if the field is a list of such values. */
    readonly isList: boolean;
    /** True for a value that the schema allows. */
    readonly allows: (value: Json) => boolean;
}
/** The schema of a field of a map; undefined if there is no such field. */
export declare function fieldAt(schema: FieldSchema | undefined, path: Path): FieldSchema | undefined;
/** The type of a field that takes one value or a list of values; undefined for a map or a list of maps. */
export declare function valueTypeOf(field: FieldSchema): ValueType | undefined;
