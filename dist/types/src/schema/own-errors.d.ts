import type { ErrorObject } from "ajv";
import { type Json, type JsonObject } from "../util/json.ts";
/** Where a value is in its document, and where its schema is in the whole schema, as JSON Pointers. */
interface Place {
    readonly instance: string;
    readonly schema: string;
}
/**
 * The errors of a value by a schema that an organisation declares, in the form of those of ajv. The schema is read, not
 * compiled: it has the few keywords that a declaration may have, and nothing that comes from a repository becomes code.
 * @param at where the value is in its document, and the schema in the whole schema, as JSON Pointers
 */
export declare function ownErrors(schema: JsonObject, value: Json, at: Place): ErrorObject[];
export {};
