import type { RuleContext } from "../context.ts";
import type { ClaimContradiction } from "./special.ts";
/**
 * Systems that are said to be about no patient. Care for animals, forecasts for wards and searches for fraud are honest
 * examples: a clinical function may be about nobody where its data are, and records of patients may serve an
 * organisation.
 */
export declare function findPatientsLeftOut(context: RuleContext): ClaimContradiction[];
