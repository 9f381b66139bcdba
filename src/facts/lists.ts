import { compareText } from "../model/json.ts";
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
export function together(searches: readonly Search[]): Search {
  return { found: searches.flatMap(({ found }) => found), open: searches.flatMap(({ open }) => open) };
}

export const nothing: Search = { found: [], open: [] };

/** A search that cannot be made before something is stated. */
export const unsettled = (...open: string[]): Search => ({ found: [], open });

/**
 * Offers the names of what was found, each once. Where nothing was found but something could not be told, the list is
 * unknown: an empty one would say that there is nothing to find.
 * @param searched what is to blame for an empty list
 */
export function deriveFound(
  context: RuleContext,
  path: string,
  { found, open }: Search,
  searched: readonly string[],
): void {
  const names = [...new Set(found.map(({ name }) => name))].toSorted(compareText);
  const unknown = names.length === 0 && open.length > 0;
  const inputs = names.length > 0 ? found.flatMap(({ blame }) => blame) : searched;
  context.derive(path, unknown ? undefined : names, [...new Set(inputs)], unknown ? [...new Set(open)] : []);
}
