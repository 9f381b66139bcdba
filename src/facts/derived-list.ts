import { compareCodeUnits } from "../util/json.ts";
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
export function concatLists(searches: readonly DerivedList[]): DerivedList {
  return { found: searches.flatMap(({ found }) => found), open: searches.flatMap(({ open }) => open) };
}

export const emptyList: DerivedList = { found: [], open: [] };

/** A search that cannot be made before something is stated. */
export const undecidedUntil = (...open: string[]): DerivedList => ({ found: [], open });

/**
 * Offers the names of what was found, each once. Where nothing was found but something could not be told, the list is
 * unknown: an empty one would say that there is nothing to find.
 * @param searched what is to blame for an empty list
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
