import { type ClaimConflict } from "../claim.ts";
/** What the data of a system are about. */
export declare const dataConflicts: readonly ClaimConflict[];
