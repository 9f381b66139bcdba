import type { RuleContext } from "./context.ts";
/**
 * True if the model changes on a schedule, or by a plan that a regulator approved, and the plan is written; undefined if
 * it is open how the model learns and this decides.
 */
export declare function hasPlannedChanges(context: RuleContext): boolean | undefined;
/**
 * Offers `facts.regions`, `usStates`, `caProvinces`, `functionClass`, `patientFacing`, `careProvider`, `daysLive`, and
 * those on risk.
 */
export declare function deploymentFacts(context: RuleContext): void;
