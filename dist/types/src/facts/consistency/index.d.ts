import type { Reference } from "../../evidence/reference.ts";
import type { Attached, RuleContext } from "../context.ts";
/**
 * Offers `facts.evidence.contradictions`, stated numbers that their own counts or another document refute, and
 * `facts.evidence.implausible`, signs that numbers are copied or invented. Each names its document, and `why` or `sign`
 * says it in a sentence.
 */
export declare function consistencyFacts(context: RuleContext, references: readonly Reference[], attached: readonly Attached[]): void;
