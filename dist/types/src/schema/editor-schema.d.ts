import { type JsonObject } from "../util/json.ts";
import { type OwnFields } from "./own-fields.ts";
/** The name of the file for the schema of a declared kind: `own-shift-roster.schema.json`. */
export declare function fileNameOf(kind: string): string;
/**
 * A schema for editors with the fields and kinds that an organisation declares.
 * @param schema a schema of this package for editors, or that of a declared kind with its head
 */
export declare function editorSchema(schema: JsonObject, own: OwnFields): JsonObject;
