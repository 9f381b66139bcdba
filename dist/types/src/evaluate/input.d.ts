import type { Reference } from "../evidence/reference.ts";
import type { RuleContext } from "../facts/context.ts";
import type { Document } from "../model/document.ts";
import type { Waiver } from "../model/finding.ts";
import type { Severity } from "../model/rule.ts";
/** One deployment, ready to be evaluated. */
export interface EvaluationInput {
    readonly manifest: Document;
    readonly context: RuleContext;
    readonly references: readonly Reference[];
}
export interface EvaluationSettings {
    readonly failOn: Severity;
    /** ISO date that the evaluation is for. */
    readonly asOf: string;
    readonly waivers: readonly Waiver[];
    /** True if outcomes other than failed and unknown are explained too. */
    readonly explainAll: boolean;
}
