import { type Json, type Path } from "../util/json.ts";
import { type Type } from "../logic/types.ts";
/** The type at a path; undefined where it leads nowhere. */
export declare function typeAt(type: Type, path: Path): Type | undefined;
/** Whether a value may be absent in a valid document. */
export declare function mayBeAbsent(type: Type, path: Path): boolean;
/** Whether a valid document may have a value where it has one of a type. */
export declare function fits(value: Json, type: Type | undefined): boolean;
/** The least value of a type: what its fields cannot do without. */
export declare function minimalValue(type: Type): Json;
/** Values of every sort that a type has: each of an enum, the ends of a range, an empty list and one that is not. */
export declare function samplesOf(type: Type): Json[];
/** A value and its neighbours: what lies just below and just above it, or the others of its enum. */
export declare function neighbours(value: Json, type: Type | undefined): Json[];
