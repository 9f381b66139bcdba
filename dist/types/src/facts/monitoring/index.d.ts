import type { AttachedEvidence, RuleContext } from "../context.ts";
/** Derives `facts.monitoring` from the attached reports. */
export declare function monitoringFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
