import { type Json } from "../util/json.ts";
/**
 * The dates in some values, which nobody changes any more.
 * @param depth how many steps down the values are that come back, each of which is looked through once
 */
export declare function datesIn(values: Iterable<Json | undefined>, depth?: number, days?: Set<string>): Set<string>;
