import type { ValidateFunction } from "ajv";
import type { Kind } from "../model/document.ts";
/** The validator of a kind. */
export declare function validatorOf(kind: Kind): Promise<ValidateFunction>;
/** The JSON Schema of a kind, or of what is computed. */
export declare function schemaOf(kind: Kind | "Computed"): Promise<object>;
