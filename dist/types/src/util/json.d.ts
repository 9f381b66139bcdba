import { type Path } from "./json-path.ts";
export { type Path, formatPath, parsePath } from "./json-path.ts";
/** A value that JSON can express. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A map. Made without a prototype, so that no inherited name can be read. */
export interface JsonObject {
    [key: string]: Json;
}
export declare function emptyObject(): JsonObject;
/** The value of a text in JSON, or undefined when the text is not JSON. */
export declare function parseJson(text: string): Json | undefined;
export declare function isObject(value: unknown): value is JsonObject;
/**
 * The value under a key or position, or undefined where there is none.
 * Only a value's own entries count; `length`, `constructor` and the like are absent.
 */
export declare function getChild(value: Json | undefined, key: string | number): Json | undefined;
/** The value at a path, or undefined. */
export declare function getAt(root: Json | undefined, path: Path): Json | undefined;
/**
 * Sets the value at a path, in place. Missing maps on the way are made, and lists where the next key is a position. A
 * list takes one more element at its end, but none beyond.
 * @param scalars keeps a scalar on the way, or replaces it
 * @returns false if the path cannot be followed
 */
export declare function setAt(root: Json, path: Path, value: Json, scalars?: "replace" | "keep"): boolean;
/** A deep copy. */
export declare function copyJson<T extends Json>(value: T): T;
/** True for values with the same data; the order of keys does not count. */
export declare function equalJson(a: Json, b: Json): boolean;
/** A list of texts, or undefined when the value is no such list. */
export declare function textList(value: Json | undefined): string[] | undefined;
/** The texts of a field that holds one text or a list of them. */
export declare function oneOrMore(value: Json | undefined): string[];
/** A number, or undefined. */
export declare function numberAt(value: Json | undefined): number | undefined;
/** The maps among the elements of a list, with their positions; none when the value is no list. */
export declare function mapsOf(value: Json | undefined): {
    readonly index: number;
    readonly map: JsonObject;
}[];
/**
 * A copy that keeps nothing else alive. V8 does not copy a text that is cut out of a longer one: a name taken from a
 * document would keep the whole text of the document in memory.
 */
export declare function copyWithoutSlices<T extends Json>(value: T): T;
/** Orders texts by code unit, the same on every machine and in every locale. */
export declare function compareCodeUnits(a: string, b: string): number;
/**
 * A copy without the null fields of maps: an empty field counts as absent. Nulls in lists stay, so that a schema can
 * reject them.
 */
export declare function removeNulls(value: Json): Json;
