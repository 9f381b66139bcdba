import { type Json, type Path } from "../model/json.ts";
import { type Node, type Scope } from "./compile.ts";
/** One value that a condition read. */
export interface Read {
    /** Path in the rule context. */
    readonly path: Path;
    /** What stood there; undefined when it was not stated. */
    readonly value: Json | undefined;
    /** Set when a default stood in for what was not stated. */
    readonly defaulted?: true;
}
/** How a path of the rule context is called before a reader. */
export type Label = (path: Path) => string;
/** A scope and the path at which it lies in the rule context; undefined where values were made, not read. */
export interface Place {
    readonly scope: Scope;
    readonly path: Path | undefined;
    readonly premise?: boolean;
    /** How a path of the rule context is called. */
    readonly label: Label;
}
/** The value of an expression, or undefined when it is unknown. */
export declare function known(node: Node, place: Place): Json | undefined;
/** The elements of a list expression with their places, or undefined when the list is unknown. */
export declare function elementPlaces(list: Node, place: Place): Place[] | undefined;
/** The context path that a `var` with a literal path reads. */
export declare function pathOf(node: Node, place: Place): Path | undefined;
/** Whether a `var` gives its default because nothing stands at its path. */
export declare function isDefaulted(node: Node, { scope }: Place): boolean;
/** Everything that an expression reads at a place, in the order in which it stands there. */
export declare function readsOf(node: Node, place: Place): Read[];
/** The paths a `missing` asks about, with what stands there. */
export declare function asked(node: Node, { scope, path }: Place): Read[];
/** The list that a list expression is taken from. */
export declare function sourceOf(list: Node): Node;
