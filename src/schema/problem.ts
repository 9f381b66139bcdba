import type { ErrorObject } from "ajv";
import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";

/** What of a JSON Schema is used to explain an error. */
export interface ValidatedSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly format?: string;
  readonly maximum?: number;
  readonly items?: ValidatedSchema;
  readonly properties?: Readonly<Record<string, ValidatedSchema>>;
}

/** An error of ajv, with the schema it came from and the path it is about. */
export interface AjvProblem {
  readonly error: ErrorObject;
  readonly schema: ValidatedSchema;
  readonly path: Path;
  readonly value: Json | undefined;
  /** The keys that the map at the path has. */
  readonly parent: ReadonlySet<string>;
  /** True for what the change declares, and the base does not. */
  readonly isProposed?: boolean;
}

/** The key that a map may not have. */
export const additional = (error: ErrorObject): string => String(error.params["additionalProperty"]);
