import { type Type } from "../logic/types.ts";
import { type OwnFields } from "../schema/own-fields.ts";
/**
 * The type of the rule context, from the JSON Schemas: all values that a condition can read.
 * @param own the fields and kinds that the organisation declares
 */
export declare const inputType: (own?: OwnFields) => Promise<Type>;
