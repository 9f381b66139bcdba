import type { RuleContext } from "../context.ts";
import type { ClaimContradiction } from "./special.ts";
/**
 * What the newest review with an `approvedUse` approved, against the manifest: a use that was changed after its approval
 * is another use. A review that rejected or deferred approves nothing.
 */
export declare function findUnapprovedUse(context: RuleContext): ClaimContradiction[];
