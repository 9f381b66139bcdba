import type { RuleContext } from "../facts/context.ts";
import { locationOf } from "../facts/context.ts";
import type { DecidingCondition } from "../logic/explain.ts";
import { UNKNOWN } from "../logic/truth.ts";
import type { MissingInput, RelatedLocation } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { formatKeyedPath } from "../util/element-key.ts";
import { type Path, formatPath } from "../util/json-path.ts";
import { getAt } from "../util/json.ts";

/** Places and missing values that a finding names. More would not help a reader. */
const [MOST_PLACES, MOST_MISSING] = [100, 100];

/** Paths that are looked at for one finding. A fact may be derived from thousands of values, and be read as often. */
const MOST_LOOKS = 1000;

/** The first of some things, and the number of the others, as far as they were looked at. */
export interface FirstEntries<T> {
  readonly first: readonly T[];
  readonly rest: number;
}

function counted<T>(all: readonly T[], most: number): FirstEntries<T> {
  return { first: all.slice(0, most), rest: Math.max(0, all.length - most) };
}

/** A missing value; `key` is its path with elements by their keys. */
export interface MissingValue extends MissingInput {
  readonly key: string;
  /** True if there is a value, and it leads to no document that counts. */
  readonly isStated: boolean;
}

export const locationKey = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;

/** Gives what paths lead to, one after the other, up to the number of looks. */
function createLooks<T>(follow: (path: Path, most: number) => readonly T[]): (path: Path) => readonly T[] {
  let left = MOST_LOOKS;
  return (path) => {
    if (left <= 0) return [];
    const found = follow(path, left);
    left -= Math.max(found.length, 1);
    return found;
  };
}

/** The missing values that the undecided conditions wait for. */
export function missingInputs(
  context: RuleContext,
  conditions: readonly DecidingCondition[],
): FirstEntries<MissingValue> {
  const found = new Map<string, MissingValue>();
  const look = createLooks((path, most) => context.unstated(path, most));
  for (const { result, reads } of conditions) {
    if (result !== UNKNOWN) continue;
    for (const { path, value, defaulted } of reads) {
      // A value with a default keeps nothing open.
      if (value !== undefined || defaulted) continue;
      for (const open of look(path)) {
        const [source] = context.sources(open, 1);
        const text = formatPath(open).replace(/^manifest\./, "");
        if (!source || found.has(text)) continue;
        const key = formatKeyedPath(open, context.data).replace(/^manifest\./, "");
        const isStated = (getAt(source.document.value, source.path) ?? undefined) !== undefined;
        found.set(text, { path: text, key, isStated, location: locationOf(source) });
      }
    }
  }
  return counted([...found.values()], MOST_MISSING);
}

/** The locations that the deciding conditions read, without repetitions, in the order of the conditions. */
export function decidingPlaces(
  context: RuleContext,
  conditions: readonly DecidingCondition[],
): FirstEntries<RelatedLocation> {
  const found = new Map<string, RelatedLocation>();
  const look = createLooks((path, most) => context.sources(path, most));
  for (const { reads, text } of conditions) {
    for (const { path } of reads) {
      for (const source of look(path)) {
        const location = locationOf(source);
        if (!found.has(locationKey(location))) found.set(locationKey(location), { ...location, note: text });
      }
    }
  }
  return counted([...found.values()], MOST_PLACES);
}
