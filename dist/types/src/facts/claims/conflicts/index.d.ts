import type { ClaimConflict } from "../claim.ts";
/** Values that exclude each other, by claim. */
export declare const conflicts: readonly ClaimConflict[];
