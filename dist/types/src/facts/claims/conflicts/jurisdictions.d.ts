import { type ClaimConflict } from "../claim.ts";
/** Places: what only the law of one region asks for, where the region is not among those of the system. */
export declare const jurisdictionConflicts: readonly ClaimConflict[];
