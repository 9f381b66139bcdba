import { type Attached, type RuleContext } from "./context.ts";
/** Offers `facts.monitoring.overrideRate`: overrides among alerts in the monitoring report that ends last. */
export declare function monitoringFacts(context: RuleContext, attached: readonly Attached[]): void;
