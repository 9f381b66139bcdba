import type { RuleContext } from "../facts/context.ts";
import type { DecidingCondition } from "../logic/explain.ts";
import type { MissingInput, RelatedLocation } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
/** The first of some things, and the number of the others, as far as they were looked at. */
export interface FirstEntries<T> {
    readonly first: readonly T[];
    readonly rest: number;
}
/** A missing value; `key` is its path with elements by their keys. */
export interface MissingValue extends MissingInput {
    readonly key: string;
    /** True if there is a value, and it leads to no document that counts. */
    readonly isStated: boolean;
}
export declare const locationKey: ({ file, start }: Location) => string;
/** The missing values that the undecided conditions wait for. */
export declare function missingInputs(context: RuleContext, conditions: readonly DecidingCondition[]): FirstEntries<MissingValue>;
/** The locations that the deciding conditions read, without repetitions, in the order of the conditions. */
export declare function decidingPlaces(context: RuleContext, conditions: readonly DecidingCondition[]): FirstEntries<RelatedLocation>;
