import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Path } from "../util/json-path.ts";
import type { RuleInfo } from "../model/rule.ts";
import { type Json, type JsonObject } from "../util/json.ts";
import { type Node } from "../logic/compile.ts";
/**
 * A condition in both forms: compiled for the strict evaluator, plain for json-logic-js; each made when asked for.
 * A class, since of literals with getters V8 makes a shape each, and every rule reads these.
 */
export declare class CompiledCondition {
    #private;
    /** @param node what the expression was compiled to, where it already was */
    constructor(expression: Json, parameters: JsonObject, node?: Node);
    get node(): Node;
    get plain(): Json;
    /** What has to hold together, where that is all it says; else itself alone. */
    get parts(): readonly Part[];
}
/** A condition that others are made of. Rules repeat each other much in these, and all share the one. */
export interface Part {
    /** Its place in a table of all parts. */
    readonly index: number;
    readonly condition: CompiledCondition;
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
    /** What each citation is, in their order, as far as the policy states it. */
    readonly citationKinds: readonly (string | undefined)[];
    /** Day on which its law was last read, as an ISO date. */
    readonly checked: string | undefined;
    /** Addresses at which it was read. */
    readonly sources: readonly string[];
    /** Where it is written. */
    readonly document: Document;
    readonly path: Path;
}
/**
 * Compiles the rules of a policy document that is valid for its schema.
 * @param parameters the values of its parameters, overrides applied
 * @param built whether the build has shown that its conditions compile: each is compiled when first asked for, then
 * @returns the rules that compile, and a diagnostic on its line for each mistake in the others
 */
export declare function compileRules(document: Document, parameters: JsonObject, built?: boolean): {
    rules: Rule[];
    diagnostics: Diagnostic[];
};
