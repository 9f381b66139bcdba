import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type Json, type JsonObject } from "../util/json.ts";
/**
 * What is wrong with a value for a parameter, or undefined. A value may be stricter than the law, never looser.
 * @param declared the parameter as its policy declares it
 */
export declare function parameterProblem(declared: JsonObject, value: Json): string | undefined;
/**
 * The values of a policy's parameters: its defaults, overridden by the repository's settings where these are allowed.
 * An override that is not allowed is reported on its line and has no effect.
 */
export declare function resolveParameters(policy: Document, config: Document | undefined): {
    values: JsonObject;
    diagnostics: Diagnostic[];
};
/** Settings for policies that do not exist. */
export declare function unknownOverrides(config: Document | undefined, policies: readonly string[]): Diagnostic[];
