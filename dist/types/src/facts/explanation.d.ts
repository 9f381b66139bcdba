import type { Attached, RuleContext } from "./context.ts";
/**
 * Offers `facts.explanation.level`, a scale of this project: 0 nothing, 1 a method, 2 an output in context for a stated
 * audience, 3 tested with its users, 4 shown to help. A test that no validation report tells of counts as not made; a
 * field of the manifest that would decide the level is asked for.
 */
export declare function explanationFacts(context: RuleContext, attached: readonly Attached[]): void;
