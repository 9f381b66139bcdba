import { type Conflict } from "./claim.ts";
/** Values that exclude each other, by subject. */
export declare const conflicts: readonly Conflict[];
