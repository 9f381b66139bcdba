import type { ValidateFunction } from "ajv";
import type { BuiltInKind } from "../model/document.ts";
/** The validator of a kind. */
export declare function validatorOf(kind: BuiltInKind): Promise<ValidateFunction>;
/** The JSON Schema of a kind, or of what is computed. */
export declare function schemaOf(kind: BuiltInKind | "Computed"): Promise<object>;
