import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type NotEvaluated, type Severity, type Waiver } from "../model/finding.ts";
import { type Rule } from "./rule.ts";
/** The documents under `.caregate/` that are valid, and the files they came from. */
export interface Governance {
    readonly config: Document | undefined;
    readonly policies: readonly Document[];
    readonly waivers: readonly Document[];
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
    /** Over the built-in packs and every file of `.caregate/`. */
    readonly digest: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
}
/**
 * Puts together what a run judges by: the built-in packs that are on, the organisation's own policies, parameters with
 * their overrides, and the waivers that hold.
 * @param asOf the date judged by, as an ISO date
 * @param failOn the least severity that shuts the gate, when the caller knows better than the settings
 */
export declare function buildRuleSet(packs: {
    documents: readonly Document[];
    digest: string;
    diagnostics: readonly Diagnostic[];
}, governance: Governance, asOf: string, failOn?: Severity): RuleSet;
