import { type RuleContext } from "./context.ts";
/** Offers `facts.regions`, `usStates`, `functionClass`, `patientFacing`, `minimumRiskLevel` and `daysLive`. */
export declare function deploymentFacts(context: RuleContext): void;
