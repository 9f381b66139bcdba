import { type Type } from "../logic/types.ts";
/** The type of the rule context: everything that a condition may read, from the JSON Schemas. */
export declare function inputType(): Promise<Type>;
