import { type Json } from "../util/json.ts";
/** An operator and its operands. */
export interface Operation {
    readonly op: string;
    readonly args: readonly Json[];
}
/** The operator and operands of a condition; undefined for what is a value. */
export declare function operationOf(expression: Json): Operation | undefined;
