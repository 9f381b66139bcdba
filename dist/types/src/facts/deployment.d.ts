import type { RuleContext } from "./context.ts";
/**
 * Offers `facts.regions`, `usStates`, `caProvinces`, `functionClass`, `patientFacing`, `careProvider`, `daysLive`, and
 * those on risk.
 */
export declare function deploymentFacts(context: RuleContext): void;
