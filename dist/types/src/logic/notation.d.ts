import { type Json } from "../util/json.ts";
/** The operator and operands of a condition; undefined for what is a value. */
export declare function operation(expression: Json): {
    readonly op: string;
    readonly args: readonly Json[];
} | undefined;
/** Writes a condition on one line, much as it stands in the policy: operators between their operands. */
export declare function notation(expression: Json): string;
/** A condition in notation, its middle left out where it is long. */
export declare function short(expression: Json): string;
