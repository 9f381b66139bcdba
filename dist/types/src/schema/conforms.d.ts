import { type Json } from "../util/json.ts";
/**
 * Checks whether a value surely conforms to a schema. It reads the schemas of this project without compiling them, which
 * would take most of a short run.
 *
 * @returns false if the value does not conform or if it is not sure, as for a keyword that is not known here. The
 *   validator of ajv then decides.
 */
export declare function conforms(schema: object, value: Json): boolean;
