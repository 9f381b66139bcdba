import type { RuleContext } from "./context.ts";
/**
 * Offers `facts.regions`, `usStates`, `caProvinces`, `functionClass`, `patientFacing`, `minimumRiskLevel` and
 * `daysLive`.
 */
export declare function deploymentFacts(context: RuleContext): void;
