import { type RuleContext } from "./context.ts";
export declare const alwaysPhi: readonly string[];
export declare const healthData: readonly string[];
/** A yes or no, or undefined with what would have to be stated to tell. */
export interface Answer {
    readonly value: boolean | undefined;
    readonly open: readonly string[];
}
/**
 * Whether data are PHI: individually identifiable health information in the hands of a covered entity or its business
 * associate (45 CFR 160.103). Coded and biometric data are until their de-identification is shown. Without a word on the
 * roles of who holds them, only the words of HIPAA itself settle it.
 */
export declare function isPhi(context: RuleContext, categories: readonly string[]): Answer;
/** True if synthetic data were generated from no real people's records, so that no test has to show it. */
export declare const isInvented: (context: RuleContext) => boolean;
/**
 * Whether data are about identifiable people. What is called anonymous, synthetic or, where the GDPR counts,
 * de-identified is personal until a test shows otherwise: without one it cannot be told (GDPR recital 26). Coded data
 * are, unless their holder has no key and shows that it cannot tell whom they are about (CJEU C-413/23 P).
 */
export declare function isPersonal(context: RuleContext, categories: readonly string[]): Answer;
/**
 * Whether data are of a special category (GDPR Art. 9(1)). Coded data of which nothing else is said are, for who holds
 * the key; who got them without it may show the contrary (CJEU C-413/23 P).
 */
export declare function isSensitive(context: RuleContext, categories: readonly string[]): Answer;
