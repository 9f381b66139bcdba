import { type ClaimConflict } from "../claim.ts";
/** What kind of model a system has. */
export declare const modelConflicts: readonly ClaimConflict[];
