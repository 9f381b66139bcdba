import type { Reference } from "../../evidence/reference.ts";
import type { AttachedEvidence, RuleContext } from "../context.ts";
/**
 * Derives `facts.evidence.contradictions` (stated numbers that their own counts or another document contradict) and
 * `facts.evidence.implausible` (signs that numbers are copied or invented). Each entry names its document and explains
 * itself in `why` or `sign`.
 */
export declare function consistencyFacts(context: RuleContext, references: readonly Reference[], attached: readonly AttachedEvidence[]): void;
