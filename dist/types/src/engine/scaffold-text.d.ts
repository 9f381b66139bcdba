import { type FieldSchema } from "../schema/describe.ts";
import { type JsonObject } from "../util/json.ts";
/**
 * Writes the fields of a schema, each open and with a comment that says what to state; a list of maps has one example
 * entry as a comment.
 * @param known values that are known already
 */
export declare function scaffoldLines(schema: FieldSchema, known: JsonObject): string[];
