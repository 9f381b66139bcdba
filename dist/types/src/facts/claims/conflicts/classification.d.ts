import { type ClaimConflict } from "../claim.ts";
/** How the organisation and the law classify a system. */
export declare const classificationConflicts: readonly ClaimConflict[];
