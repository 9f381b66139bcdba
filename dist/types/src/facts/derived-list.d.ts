import type { RuleContext } from "./context.ts";
/** What was found, and the paths to blame for it. */
export interface DerivedItem {
    readonly name: string;
    readonly blame: readonly string[];
}
/** What a search came to: what it found, and the paths that would settle what it could not tell. */
export interface DerivedList {
    readonly found: readonly DerivedItem[];
    readonly open: readonly string[];
}
/** Puts searches together. */
export declare function concatLists(searches: readonly DerivedList[]): DerivedList;
export declare const emptyList: DerivedList;
/** A search that cannot be made before something is stated. */
export declare const undecidedUntil: (...open: string[]) => DerivedList;
/**
 * Offers the names of what was found, each once. Where nothing was found but something could not be told, the list is
 * unknown: an empty one would say that there is nothing to find.
 * @param searched what is to blame for an empty list
 */
export declare function deriveList(context: RuleContext, path: string, { found, open }: DerivedList, searched: readonly string[]): void;
