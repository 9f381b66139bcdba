import type { Draft } from "./draft.ts";
import type { Log, Place } from "./log.ts";
import type { Stated } from "./node.ts";
/** A result of a test, by its name in the file. */
export interface Result {
    readonly name: string;
    readonly value: Stated;
    readonly low?: Stated;
    readonly high?: Stated;
    readonly place: Place;
}
/** Puts results into a validation report; those that have no name of ours, or are no number, are named once. */
export declare function putMetrics(draft: Draft, results: readonly Result[], log: Log): void;
