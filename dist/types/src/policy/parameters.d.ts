import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type Json, type JsonObject } from "../util/json.ts";
import { type SharedConfig } from "./shared-settings.ts";
/**
 * Describes the error in a value for a parameter; undefined for a valid one. A value must not be looser than the law.
 * @param declared the parameter as its policy declares it
 */
export declare function parameterProblem(declared: JsonObject, value: Json): string | undefined;
/**
 * Resolves the parameters of a policy: its defaults, or what shared sets and config.yaml state. A value that is not allowed
 * is reported on its line and has no effect. Config.yaml may only be stricter than a shared set.
 */
export declare function resolveParameters(policy: Document, config: Document | undefined, shared?: readonly SharedConfig[]): {
    values: JsonObject;
    diagnostics: Diagnostic[];
};
/** Reports overrides for policies that do not exist. */
export declare function unknownOverrides(config: Document | undefined, policies: readonly string[]): Diagnostic[];
