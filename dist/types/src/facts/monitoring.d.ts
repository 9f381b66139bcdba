import type { Attached, RuleContext } from "./context.ts";
/** Offers `facts.monitoring`: what is watched since go-live, by the reports attached. */
export declare function monitoringFacts(context: RuleContext, attached: readonly Attached[]): void;
