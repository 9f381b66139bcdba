import type { Node } from "./compile.ts";
import { type Checker } from "./type-checker.ts";
import { type NumberType, type Type } from "./types.ts";
/** The unit of a number; undefined if it has none, as a bare number, which fits to any. */
export declare function unitOf(type: Type): string | undefined;
/**
 * Reports two numbers of different units.
 * @param types the types of the nodes
 * @returns true if it reported
 */
export declare function reportUnits(nodes: readonly Node[], types: readonly Type[], checker: Checker): boolean;
/** A number with the unit that several numbers have in common; those without one count as having it. */
export declare function withUnit(type: NumberType, types: readonly Type[]): NumberType;
/** The unit of a product: that of its only factor with one. */
export declare function ofProduct(type: NumberType, types: readonly Type[]): NumberType;
/** The unit of a quotient: that of the dividend, unless the divisor has one, too. */
export declare function ofQuotient(type: NumberType, types: readonly Type[]): NumberType;
