import { type ClaimConflict } from "../claim.ts";
/** What a system can do. */
export declare const capabilityConflicts: readonly ClaimConflict[];
