import type { Draft } from "./draft.ts";
import type { Log, Place } from "./log.ts";
import type { Stated } from "./node.ts";
/** A number that a file states about a group, by its name there. */
export interface Measure extends Stated {
    readonly name: string;
}
/** What a file says about one group. */
export interface GroupSource {
    readonly axis: string;
    readonly group: string;
    readonly place: Place;
    readonly measures: readonly Measure[];
}
/** Most groups that one report is read with. */
export declare const MOST_GROUPS = 1000;
/** Half a unit of the second decimal: how far two figures that have to agree may be apart. */
export declare const ROUNDING = 0.005;
/**
 * Puts groups into a fairness report: counts where they are stated, or follow exactly from the number of cases and
 * unrounded rates; stated rates as claims. Names that are neither are listed once.
 */
export declare function putGroups(draft: Draft, groups: readonly GroupSource[], log: Log): void;
/** Names what has no place here, in one message. */
export declare function sayUnread(unread: ReadonlyMap<string, Place>, log: Log): void;
