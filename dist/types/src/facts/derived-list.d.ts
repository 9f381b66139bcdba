import type { RuleContext } from "./context.ts";
/** An item of a derived list, and the paths to blame for it. */
export interface DerivedItem {
    readonly name: string;
    readonly blame: readonly string[];
}
/** The result of a search: its items, and the missing paths that keep it undecided. */
export interface DerivedList {
    readonly found: readonly DerivedItem[];
    readonly open: readonly string[];
}
/** Concatenates the results of searches. */
export declare function concatLists(searches: readonly DerivedList[]): DerivedList;
export declare const emptyList: DerivedList;
/** A search result that stays undecided until paths have values. */
export declare const undecidedUntil: (...open: string[]) => DerivedList;
/**
 * Derives the distinct names of the items. An empty result with undecided parts is unknown, because an empty list would
 * claim that there is nothing to find.
 *
 * @param searched the paths to blame for an empty list
 */
export declare function deriveList(context: RuleContext, path: string, { found, open }: DerivedList, searched: readonly string[]): void;
