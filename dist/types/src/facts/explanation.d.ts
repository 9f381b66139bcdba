import type { AttachedEvidence, RuleContext } from "./context.ts";
/**
 * Derives `facts.explanation.level`, a scale of this project: 0 nothing, 1 a method, 2 an output in context for a
 * stated audience, 3 tested with its users, 4 shown to help. A test without a validation report counts as not done. If
 * a missing field of the manifest would decide the level, the level is unknown.
 */
export declare function explanationFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
