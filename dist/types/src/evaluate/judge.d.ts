import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type Severity, type Waiver } from "../model/finding.ts";
import type { Reference } from "../evidence/resolve.ts";
import { type RuleContext } from "../facts/context.ts";
import type { Rule } from "../policy/rule.ts";
/** One deployment, ready to be judged. */
export interface Subject {
    readonly manifest: Document;
    readonly context: RuleContext;
    readonly references: readonly Reference[];
}
export interface Settings {
    readonly failOn: Severity;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    readonly waivers: readonly Waiver[];
    /** Whether outcomes that are no finding are explained too. */
    readonly explainAll: boolean;
}
/**
 * Judges one deployment by one rule.
 * @returns the outcome with its explanation, and a diagnostic when the rule could not be decided at all
 */
export declare function judge(rule: Rule, subject: Subject, settings: Settings): {
    finding: Finding;
    diagnostics: Diagnostic[];
};
