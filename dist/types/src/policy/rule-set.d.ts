import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import { type Packs } from "./packs.ts";
import { type Rule } from "./rule.ts";
import type { ClaimGate, GateScope, NotEvaluated } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";
/** The documents under `.caregate/` that are valid, and the files they came from. */
export interface PolicyBundle {
    readonly config: Document | undefined;
    readonly policies: readonly Document[];
    readonly waivers: readonly Document[];
    /** Public keys in PEM of those whose signatures under evidence count, named by file. */
    readonly keys: readonly {
        readonly name: string;
        readonly pem: string;
    }[];
    readonly files: readonly {
        readonly file: string;
        readonly bytes: Uint8Array;
    }[];
    readonly diagnostics: readonly Diagnostic[];
}
/** Everything a run judges by. */
export interface RuleSet {
    /** In the order of their ids. */
    readonly rules: readonly Rule[];
    /** The waivers that hold. */
    readonly waivers: readonly Waiver[];
    readonly config: Document | undefined;
    /** The least severity that shuts the gate. */
    readonly failOn: Severity;
    readonly gate: GateScope;
    /** Whether a change that makes rules no longer apply waits for governance. */
    readonly claims: ClaimGate;
    /** Over the built-in packs and every file of `.caregate/`. */
    readonly digest: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
}
/** What a set of rules is built from. */
export interface RuleSetInput {
    readonly packs: Packs;
    readonly governance: PolicyBundle;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    /** The least severity that shuts the gate, when the caller knows better than the settings. */
    readonly failOn?: Severity;
    /** The type of the rule context, to check the organisation's own policies by; the built-in ones are checked when built. */
    readonly context?: Type;
}
/** The rules of a policy with its parameters as the settings have them, and what is wrong with it. */
export interface CompiledPolicy {
    readonly rules: readonly Rule[];
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Compiles a policy.
 * @param config the repository's settings, which may set its parameters
 * @param context the type of the rule context, to check the policy by
 * @param built whether the build has checked it
 */
export declare function compilePolicy(policy: Document, config: Document | undefined, { context, built }?: {
    readonly context?: Type | undefined;
    readonly built?: boolean;
}): CompiledPolicy;
/**
 * Puts together what a run judges by: the built-in packs that are on, the organisation's own policies, parameters with
 * their overrides, and the waivers that hold.
 */
export declare function buildRuleSet({ packs, governance, asOf, failOn, context }: RuleSetInput): RuleSet;
