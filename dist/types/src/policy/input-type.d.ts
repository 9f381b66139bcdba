import { type Type } from "../logic/types.ts";
/** The type of the rule context, from the JSON Schemas: all values that a condition can read. */
export declare function inputType(): Promise<Type>;
