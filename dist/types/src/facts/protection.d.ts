import { type RuleContext } from "./context.ts";
export declare const alwaysPhi: readonly string[];
export declare const healthData: readonly string[];
/** Data of a special category (GDPR Art. 9(1)). */
export declare const specialCategories: readonly string[];
/** A yes or no, or undefined with the missing paths that would decide it. */
export interface Answer {
    readonly value: boolean | undefined;
    readonly open: readonly string[];
}
/**
 * Checks whether data are PHI: individually identifiable health information held by a covered entity or its business
 * associate (45 CFR 160.103). Coded and biometric data count as PHI until their de-identification is shown. If the
 * roles of the holder are not stated, only terms of HIPAA itself decide it.
 */
export declare function isPhi(context: RuleContext, categories: readonly string[]): Answer;
/** True if synthetic data were generated from no real people's records, so that no test has to show it. */
export declare const isInvented: (context: RuleContext) => boolean;
/**
 * Checks whether data are about identifiable people. Data called anonymous, synthetic or, under the GDPR, de-identified
 * are unknown without a test (GDPR recital 26). Coded data are personal unless their holder has no key and shows that
 * it cannot identify the people (CJEU C-413/23 P).
 */
export declare function isPersonal(context: RuleContext, categories: readonly string[]): Answer;
/**
 * Checks whether data are of a special category (GDPR Art. 9(1)). Coded data without another description are, for the
 * holder of the key. A recipient without the key may show the contrary (CJEU C-413/23 P).
 */
export declare function isSensitive(context: RuleContext, categories: readonly string[]): Answer;
