import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Path } from "../util/json-path.ts";
import type { RuleInfo } from "../model/rule.ts";
import { type Json, type JsonObject } from "../util/json.ts";
import { type Node } from "../logic/compile.ts";
/**
 * A condition in two forms, each made on first use: compiled for the strict evaluator, and plain for json-logic-js.
 * This is a class for speed: V8 makes a new hidden class for each object literal with getters.
 */
export declare class CompiledCondition {
    #private;
    /** @param node the compiled expression, if it exists already */
    constructor(expression: Json, parameters: JsonObject, node?: Node);
    get node(): Node;
    get plain(): Json;
    /** The paths that it reads from the rule context; undefined if it does not name them. */
    get paths(): ReadonlySet<string> | undefined;
    /** The expression as its policy has it. */
    get expression(): Json;
    /** The operands of a condition that is an `and`, or else the condition itself. */
    get conjuncts(): readonly Json[];
    /** The compiled conjuncts. */
    get parts(): readonly Part[];
}
/** A part of conditions. Many rules have the same parts, which are shared. */
export interface Part {
    /** Its index in a table of all parts. */
    readonly index: number;
    readonly condition: CompiledCondition;
}
/** The message for one way in which a rule fails. */
export interface BranchMessage {
    /** Path that the deciding condition reads; `[]` stands for any element of a list. */
    readonly at: string;
    /** A condition on the whole context, for a path that can fail in several ways. */
    readonly when: CompiledCondition | undefined;
    readonly message: string;
    /** Fields and values to write when it is done, in YAML. */
    readonly write: readonly string[];
}
/** A compiled rule. */
export interface Rule extends RuleInfo {
    /** In the order in which they are tried; `message` is for all other ways to fail. */
    readonly messages: readonly BranchMessage[];
    /** The policy it is part of. */
    readonly policy: string;
    /** Undefined if the rule always applies. */
    readonly appliesWhen: CompiledCondition | undefined;
    readonly require: CompiledCondition;
    /** The values of its policy's parameters. */
    readonly parameters: JsonObject;
    /** Values of parameters for some deployments: those in the scope, or all without one. The last that applies counts. */
    readonly scopedParameters: readonly {
        readonly scope: CompiledCondition | undefined;
        readonly values: JsonObject;
    }[];
    /** The deployments for which it does not block. */
    readonly advisoryIn: readonly CompiledCondition[];
    readonly waiver: {
        readonly forbidden: boolean;
        readonly maxDays: number | undefined;
    };
    /** The kind of each citation, in their order; undefined if the policy does not state it. */
    readonly citationKinds: readonly (string | undefined)[];
    /** What it asks beyond the law that it cites; undefined if it asks no more. */
    readonly beyondLaw: string | undefined;
    /** ISO date on which the author last read the law. */
    readonly checked: string | undefined;
    /** URLs of the sources that the author read. */
    readonly sources: readonly string[];
    /** The policy document. */
    readonly document: Document;
    readonly path: Path;
}
/**
 * Compiles the rules of a policy document that is valid for its schema.
 * @param parameters the values of its parameters, overrides applied
 * @param built true if the build has checked that the conditions compile: each is then compiled on first use
 * @returns the rules that compile, and a diagnostic on its line for each mistake in the others
 */
export declare function compileRules(document: Document, parameters: JsonObject, built?: boolean): {
    rules: Rule[];
    diagnostics: Diagnostic[];
};
