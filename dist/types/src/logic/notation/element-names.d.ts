import { type Json } from "../../util/json.ts";
/**
 * A name for the elements of a list, made from its path: `group` for `facts.fairness.groups`, `entry` if nothing fits.
 * @param used names that have another meaning here
 */
export declare function elementName(list: Json, used: readonly string[]): string;
