import { type ClaimConflict } from "../claim.ts";
/** What part a system has in decisions. */
export declare const decisionConflicts: readonly ClaimConflict[];
