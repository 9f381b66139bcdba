import { compareCodeUnits } from "../util/json.ts";
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
export function concatLists(searches: readonly DerivedList[]): DerivedList {
  return { found: searches.flatMap(({ found }) => found), open: searches.flatMap(({ open }) => open) };
}

export const emptyList: DerivedList = { found: [], open: [] };

/** A search result that stays undecided until paths have values. */
export const undecidedUntil = (...open: string[]): DerivedList => ({ found: [], open });

/**
 * Derives the distinct names of the items. An empty result with undecided parts is unknown, because an empty list would
 * claim that there is nothing to find.
 *
 * @param searched the paths to blame for an empty list
 */
export function deriveList(
  context: RuleContext,
  path: string,
  { found, open }: DerivedList,
  searched: readonly string[],
): void {
  const names = [...new Set(found.map(({ name }) => name))].toSorted(compareCodeUnits);
  const unknown = names.length === 0 && open.length > 0;
  const inputs = names.length > 0 ? found.flatMap(({ blame }) => blame) : searched;
  context.derive(path, unknown ? undefined : names, [...new Set(inputs)], unknown ? [...new Set(open)] : []);
}
