import { type Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type PathRead, type TracePosition } from "./reads.ts";
import { type Truth } from "./truth.ts";
/** What decided a condition, in a form that can be compared with another state of the same documents. */
export type DistanceMeasure = 
/** There is no better and no worse: something is there, or is not. */
{
    readonly kind: "presence";
}
/** Numbers or dates: the farther from the limit, the worse. Dates count in days. */
 | {
    readonly kind: "distance";
    readonly value: number;
    readonly limit: number;
    readonly elements: readonly string[];
}
/** Elements that should not be there, or are missing: the more, the worse. */
 | {
    readonly kind: "elements";
    readonly elements: readonly string[];
}
/** Values without an order: another one counts as worse. */
 | {
    readonly kind: "values";
    readonly values: readonly (Json | undefined)[];
};
/** A number, or a date in days. */
export declare function toNumber(value: Json | undefined): number | undefined;
/**
 * Measures a condition that decided.
 * @param node a condition that has no conditions below it
 * @param reads what it read
 */
export declare function measureOf(node: Node, place: TracePosition, truth: Truth, reads: readonly PathRead[]): DistanceMeasure;
