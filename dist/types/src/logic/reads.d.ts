import { type Path } from "../util/json-path.ts";
import { type Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Scope } from "./scope.ts";
/** One value that a condition read. */
export interface PathRead {
    /** Path in the rule context. */
    readonly path: Path;
    /** What stood there; undefined when it was not stated. */
    readonly value: Json | undefined;
    /** Set when a default stood in for what was not stated. */
    readonly defaulted?: true;
}
/** How a path of the rule context is called before a reader. */
export type PathLabel = (path: Path) => string;
/** A scope and the path at which it lies in the rule context; undefined where values were made, not read. */
export interface TracePosition {
    readonly scope: Scope;
    readonly path: Path | undefined;
    readonly premise?: boolean;
    /** How a path of the rule context is called. */
    readonly label: PathLabel;
}
/** The value of an expression, or undefined when it is unknown. */
export declare function known(node: Node, place: TracePosition): Json | undefined;
/** The elements of a list expression with their places, or undefined when the list is unknown. */
export declare function elementPlaces(list: Node, place: TracePosition): TracePosition[] | undefined;
/** The context path that a `var` with a literal path reads. */
export declare function pathOf(node: Node, place: TracePosition): Path | undefined;
/** Whether a `var` gives its default because nothing stands at its path. */
export declare function isDefaulted(node: Node, { scope }: TracePosition): boolean;
/** Everything that an expression reads at a place, in the order in which it stands there. */
export declare function collectReads(node: Node, place: TracePosition): PathRead[];
/** The paths a `missing` asks about, with what stands there. */
export declare function missingReads(node: Node, { scope, path }: TracePosition): PathRead[];
/** The list that a list expression is taken from. */
export declare function sourceOf(list: Node): Node;
