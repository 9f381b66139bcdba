import { type ClaimConflict } from "./claim.ts";
/** Values that exclude each other, by subject. */
export declare const conflicts: readonly ClaimConflict[];
