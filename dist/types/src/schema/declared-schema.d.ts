import { type JsonObject, type Path } from "../util/json.ts";
/** Reports a mistake at a path of a schema. */
type Report = (path: Path, message: string) => void;
/**
 * Checks that a declaration stays within the part of JSON Schema that the type checker and the check of documents read.
 * @returns the schema in which every map that allows no other fields says so; undefined if the declaration is no map of
 *   fields
 */
export declare function checkDeclaredSchema(schema: JsonObject, report: Report): JsonObject | undefined;
export {};
