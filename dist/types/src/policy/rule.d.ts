import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { RuleInfo } from "../model/finding.ts";
import { type Json, type JsonObject, type Path } from "../model/json.ts";
import { type Node } from "../logic/compile.ts";
/** A condition in both forms: compiled for the strict evaluator, plain for json-logic-js. */
export interface CompiledCondition {
    readonly node: Node;
    readonly plain: Json;
}
/** A rule ready to judge. */
export interface Rule extends RuleInfo {
    /** The policy it is part of. */
    readonly policy: string;
    /** Undefined when it always applies. */
    readonly appliesWhen: CompiledCondition | undefined;
    readonly require: CompiledCondition;
    /** The values of its policy's parameters. */
    readonly parameters: JsonObject;
    readonly waiver: {
        readonly forbidden: boolean;
        readonly maxDays: number | undefined;
    };
    /** Where it is written. */
    readonly document: Document;
    readonly path: Path;
}
/**
 * Compiles the rules of a policy document that is valid for its schema.
 * @param parameters the values of its parameters, overrides applied
 * @returns the rules that compile, and a diagnostic on its line for each mistake in the others
 */
export declare function compileRules(document: Document, parameters: JsonObject): {
    rules: Rule[];
    diagnostics: Diagnostic[];
};
