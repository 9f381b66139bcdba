import type { Json } from "../../util/json.ts";
/** How to print a condition. */
export interface NotationOptions {
    /** Longest line in characters (default: 100). */
    readonly width?: number;
    /** Names of the parameters of the policy. */
    readonly parameters?: readonly string[];
}
/** Writes a condition in its one canonical text, which `parseCondition` reads as the same condition in normal form. */
export declare function printCondition(condition: Json, options?: NotationOptions): string;
