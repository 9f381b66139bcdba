import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import { type Packs } from "./packs.ts";
import type { FileFormat } from "./format.ts";
import { type OwnFields } from "../schema/own-fields.ts";
import { type Rule } from "./rule.ts";
import type { SharedConfig } from "./shared-settings.ts";
import type { ClaimGate, GateScope, NotEvaluated } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";
/** The documents under `.caregate/` that are valid, and the files they came from. */
export interface PolicyBundle {
    /** With what the shared sets state. */
    readonly config: Document | undefined;
    /** The configs of the shared sets, in the order of `extends`. */
    readonly shared: readonly SharedConfig[];
    /** Those of the shared sets first. */
    readonly policies: readonly Document[];
    readonly waivers: readonly Document[];
    /** Public keys in PEM whose signatures of evidence count, by file. */
    readonly keys: readonly {
        readonly name: string;
        readonly pem: string;
    }[];
    /** Formats of the organisation, by which its files are read. */
    readonly formats: readonly FileFormat[];
    /** What the organisation declares in `schemas/own/`. */
    readonly own: OwnFields;
    readonly files: readonly {
        readonly file: string;
        readonly bytes: Uint8Array;
    }[];
    readonly diagnostics: readonly Diagnostic[];
}
/** The documents of a repository without `.caregate/`. */
export declare const emptyBundle: PolicyBundle;
/** The rules, waivers and settings of a check. */
export interface RuleSet {
    /** In the order of their ids. */
    readonly rules: readonly Rule[];
    /** The active waivers. */
    readonly waivers: readonly Waiver[];
    readonly config: Document | undefined;
    /** The lowest severity that fails the check. */
    readonly failOn: Severity;
    readonly gate: GateScope;
    /** The effect of a change of claims after which rules no longer apply. */
    readonly claims: ClaimGate;
    /** Over the built-in packs and every file of `.caregate/`. */
    readonly digest: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
}
/** The sources of a rule set. */
export interface RuleSetInput {
    readonly packs: Packs;
    readonly governance: PolicyBundle;
    /** ISO date of the check. */
    readonly asOf: string;
    /** The lowest severity that fails the check, if the caller overrides config.yaml. */
    readonly failOn?: Severity;
    /** The type of the rule context, for checks of the organisation's own policies; the build checks the built-in ones. */
    readonly context?: Type;
}
/** The rules of a policy with resolved parameters, and the errors in it. */
export interface CompiledPolicy {
    readonly rules: readonly Rule[];
    readonly diagnostics: readonly Diagnostic[];
}
export interface CompileOptions {
    /** The type of the rule context; without it, types are not checked. */
    readonly context?: Type | undefined;
    /** True if the build has checked the policy. */
    readonly built?: boolean;
    /** Configs of shared sets, which can override its parameters too. */
    readonly shared?: readonly SharedConfig[] | undefined;
}
/**
 * Compiles a policy.
 * @param config can override its parameters
 */
export declare function compilePolicy(policy: Document, config: Document | undefined, { context, built, shared }?: CompileOptions): CompiledPolicy;
/**
 * Builds the rule set of a check from the enabled built-in packs, the organisation's own policies, the parameters with
 * their overrides, the settings of rules, and the active waivers.
 */
export declare function buildRuleSet({ packs, governance, asOf, failOn, context }: RuleSetInput): RuleSet;
