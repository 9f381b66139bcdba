import { type ClaimConflict } from "../claim.ts";
/** Who uses a system, and whom it is about. */
export declare const peopleConflicts: readonly ClaimConflict[];
