import type { RuleContext } from "./context.ts";
/** What was found, and the paths to blame for it. */
export interface Found {
    readonly name: string;
    readonly blame: readonly string[];
}
/** What a search came to: what it found, and the paths that would settle what it could not tell. */
export interface Search {
    readonly found: readonly Found[];
    readonly open: readonly string[];
}
/** Puts searches together. */
export declare function together(searches: readonly Search[]): Search;
export declare const nothing: Search;
/** A search that cannot be made before something is stated. */
export declare const unsettled: (...open: string[]) => Search;
/**
 * Offers the names of what was found, each once. Where nothing was found but something could not be told, the list is
 * unknown: an empty one would say that there is nothing to find.
 * @param searched what is to blame for an empty list
 */
export declare function deriveFound(context: RuleContext, path: string, { found, open }: Search, searched: readonly string[]): void;
