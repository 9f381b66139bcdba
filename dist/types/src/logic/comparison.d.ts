import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { Node } from "./compile.ts";
import { type TracePosition } from "./reads.ts";
/** What a condition requires of a value, without regard to the order of the operands. */
export type Relation = "equals" | "differs" | "below" | "at-most" | "above" | "at-least" | "one-of" | "within-list" | "holds" | "holds-all" | "holds-one" | "true";
/** A condition that decided, as a relation between a value and its limit. */
export interface Comparison {
    readonly relation: Relation;
    /** False if the relation must not hold. */
    readonly wanted: boolean;
    readonly value: Json | undefined;
    readonly limit: Json | undefined;
    /** The elements of a list that are missing or not allowed. */
    readonly difference: readonly Json[];
    /** The path of the value; undefined if it is calculated. */
    readonly path: Path | undefined;
    /** True if the limit is a constant of the rule, false if it is another value of the documents. */
    readonly fixed: boolean;
    /** The value counts the days since this path. */
    readonly since: Path | undefined;
}
/**
 * The comparison that a condition makes; undefined for one that compares nothing.
 * @param truth its result; the relation that is wanted is the opposite, because the condition stands in the way
 */
export declare function comparisonOf(node: Node, place: TracePosition, truth: boolean): Comparison | undefined;
