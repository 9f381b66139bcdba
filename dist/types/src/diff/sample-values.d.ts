import { type Json, type Path } from "../util/json.ts";
import { type Type } from "../logic/types.ts";
/** Sample date for fields that accept any date. */
export declare const SOME_DATE = "2026-01-01";
/** The type at a path; undefined if the path does not exist. */
export declare function typeAt(type: Type, path: Path): Type | undefined;
/** True if a value may be absent in a valid document. */
export declare function mayBeAbsent(type: Type, path: Path): boolean;
/** True if a value is valid for a type. */
export declare function fits(value: Json, type: Type | undefined): boolean;
/** The smallest value of a type: only required fields. */
export declare function minimalValue(type: Type): Json;
/** So many different values of a type, or as many as it has. */
export declare function differentValues(type: Type, count: number): Json[];
/** Sample values of a type: each enum value, the ends of a range, an empty list and a list with one element. */
export declare function samplesOf(type: Type): Json[];
/** A value and its neighbours: the next lower and next higher value, or the other values of its enum. */
export declare function neighbours(value: Json, type: Type | undefined): Json[];
