import type { Finding } from "../model/finding.ts";
import type { RuleExplanation } from "../output/rules/explanation.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
export interface ExplainOptions extends EngineOptions {
    /** Id of a rule, or the first characters (at least six) of the fingerprint of a finding. */
    readonly name: string;
}
/** The explanation of a rule or a finding, and the files that its locations are in. */
export type ExplainResult = CheckedFiles & ({
    readonly kind: "rule";
    readonly rule: RuleExplanation;
} | {
    readonly kind: "finding";
    readonly finding: Finding;
});
/**
 * Explains a rule, or a finding of a check of the whole repository.
 * @throws UsageError when the name is neither a rule nor the start of exactly one fingerprint
 */
export declare function explain(options: ExplainOptions): Promise<ExplainResult>;
