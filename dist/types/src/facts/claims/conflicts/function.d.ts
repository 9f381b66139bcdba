import { type ClaimConflict } from "../claim.ts";
/** What a system is for. */
export declare const functionConflicts: readonly ClaimConflict[];
