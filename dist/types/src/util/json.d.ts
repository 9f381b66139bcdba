/** A value of a document: what JSON can say, and nothing else. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A map of a document. Made without a prototype, so that no inherited name can be read. */
export interface JsonObject {
    [key: string]: Json;
}
/** The way from a document's root to a value: keys of maps and positions in lists (from 0). */
export type Path = readonly (string | number)[];
/** An empty map without a prototype. */
export declare function emptyObject(): JsonObject;
/** The value of a text in JSON, or undefined when it is none. */
export declare function parseJson(text: string): Json | undefined;
/** Whether a value is a map. */
export declare function isObject(value: unknown): value is JsonObject;
/**
 * One step down: the value under a key or position, or undefined where there is none.
 * Only a value's own entries count; `length`, `constructor` and the like are absent.
 */
export declare function getChild(value: Json | undefined, key: string | number): Json | undefined;
/** The value at a path, or undefined where nothing is. */
export declare function getAt(root: Json | undefined, path: Path): Json | undefined;
/** Writes a path as people write it: `spec.vendors[0].name`. */
export declare function formatPath(path: Path): string;
/** Reads a path as people write it: `spec.vendors[0].name` or, as JSONLogic has it, `spec.vendors.0.name`. */
export declare function parsePath(text: string): Path;
/**
 * A copy that keeps nothing else alive: V8 cuts a text out of a longer one without copying it, so that a name taken from
 * a document would keep all of its text.
 */
export declare function copyWithoutSlices<T extends Json>(value: T): T;
/** Orders texts by code unit, the same on every machine and in every locale. */
export declare function compareCodeUnits(a: string, b: string): number;
/**
 * A copy of a value in which every null of a map is left out: an unanswered field is an absent one.
 * Nulls in lists stay, so that a schema can refuse them.
 */
export declare function removeNulls(value: Json): Json;
