import { type Path } from "../util/json-path.ts";
import { type Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Scope } from "./scope.ts";
/** One value that a condition read. */
export interface PathRead {
    /** Path in the rule context. */
    readonly path: Path;
    /** The value at the path; undefined when it is missing. */
    readonly value: Json | undefined;
    /** Set when a default replaced a missing value. */
    readonly defaulted?: true;
}
/** The name of a rule context path for a reader; with `truth`, a sentence about its value where it has one. */
export type PathLabel = (path: Path, truth?: boolean) => string;
/** A scope and its path in the rule context; undefined for values that were computed, not read. */
export interface TracePosition {
    readonly scope: Scope;
    readonly path: Path | undefined;
    readonly premise?: boolean;
    /** True below a negation: what is wrong is then that a condition holds. */
    readonly negated?: boolean;
    /** The name of a rule context path for a reader. */
    readonly label: PathLabel;
    /** The position around that of an element; undefined for the rule context. */
    readonly up?: TracePosition | undefined;
}
/** True for an expression that reads one path. */
export declare const isRead: ({ op }: Node) => boolean;
/** The value of an expression, or undefined when it is unknown. */
export declare function known(node: Node, place: TracePosition): Json | undefined;
/** The elements of a list expression with their positions, or undefined when the list is unknown. */
export declare function elementPlaces(list: Node, place: TracePosition): TracePosition[] | undefined;
/** The context path that a `var` or `outer` with a literal path reads. */
export declare function pathOf(node: Node, place: TracePosition): Path | undefined;
/** Checks whether a `var` returns its default because its path has no value. */
export declare function isDefaulted(node: Node, { scope }: TracePosition): boolean;
/** Collects everything that an expression reads at a position, in source order. */
export declare function collectReads(node: Node, place: TracePosition): PathRead[];
/** The paths that a `missing` checks, with their values. */
export declare function missingReads(node: Node, { scope, path }: TracePosition): PathRead[];
/** The source list of a list expression. */
export declare function sourceOf(list: Node): Node;
/** Every path that a condition may read, with `[]` for the elements of lists, in source order. */
export declare function openReads(node: Node): string[];
