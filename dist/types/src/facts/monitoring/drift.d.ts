import { type JsonObject } from "../../util/json.ts";
import { type Observation, type Signal, type Watch } from "./watch.ts";
/** The drift of an entry: its index, and what chance alone gives at its numbers of cases. */
export interface Drift {
    readonly entry: Observation;
    readonly index: number;
    readonly critical: number;
}
/**
 * The stability index of an entry; undefined unless both lists are shares of the same bins, or when a bin is empty and
 * nobody says of how many cases.
 */
export declare function indexOf(map: JsonObject, signal: Signal | undefined): number | undefined;
/** The drift of an entry, or the missing fields. */
export declare function driftOf(entry: Observation, signal: Signal | undefined): Drift | readonly string[];
/**
 * Derives `facts.monitoring.worstPsi`: the largest stability index, recomputed from the shares, and its critical value.
 * `low` is the largest index that exceeds its own critical value on as many cases as were promised, 0 when none does.
 * `high` is the largest of all. An upper limit passes when every index is below it, and fails when an index above it also
 * exceeds its critical value.
 */
export declare function driftFacts(watch: Watch): void;
