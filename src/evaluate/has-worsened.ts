import type { DecisiveValue, Finding } from "../model/finding.ts";

/** Relative difference of two results of the same computation that is rounding noise. */
const NOISE = 1e-9;

const excess = ({ value, limit }: { readonly value: number; readonly limit: number }): number =>
  Math.abs(value - limit);

/** True if each element is among the others. Repeated elements count as often as they occur. */
function isSubset(elements: readonly string[], others: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return elements.every((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count > 0;
  });
}

/** True if a value is no worse than an earlier one of the same condition and the same element. */
function isNoWorse(now: DecisiveValue, before: DecisiveValue): boolean {
  if (before.unknown && !now.unknown) return false;
  if (now.state.kind === "unstated") return true;
  if (now.state.kind === "distance")
    return (
      before.state.kind === "distance" &&
      excess(now.state) <= excess(before.state) * (1 + NOISE) &&
      isSubset(now.state.elements, before.state.elements)
    );
  if (now.state.kind === "elements")
    return before.state.kind === "elements" && isSubset(now.state.elements, before.state.elements);
  return before.state.kind === "value" && now.state.value === before.state.value;
}

const size = ({ state }: DecisiveValue): number =>
  state.kind === "distance" ? excess(state) : state.kind === "elements" ? state.elements.length : 0;

/** True if two values are of the same condition and the same elements. */
const isSameSubject = (a: DecisiveValue, b: DecisiveValue): boolean =>
  a.part === b.part && a.paths.length === b.paths.length && a.paths.every((path, i) => path === b.paths[i]);

const isUnstated = ({ state }: DecisiveValue): boolean => state.kind === "unstated";

/** Removes the first value that fits from a list; false if none fits. */
function take(values: DecisiveValue[], fits: (value: DecisiveValue) => boolean): boolean {
  const at = values.findIndex(fits);
  if (at !== -1) values.splice(at, 1);
  return at !== -1;
}

/** Values by the first path that they read, the smallest first, so that each value is compared with the smallest that fits. */
function byPath(values: readonly DecisiveValue[]): Map<string, DecisiveValue[]> {
  const groups = new Map<string, DecisiveValue[]>();
  for (const value of values.toSorted((a, b) => size(a) - size(b))) {
    const path = value.paths[0] ?? "";
    const group = groups.get(path);
    if (group) group.push(value);
    else groups.set(path, [value]);
  }
  return groups;
}

/**
 * True if an open finding is worse than before: it failed and was unknown, a value is farther from its limit, or a value
 * decides that did not decide before. The order of elements has no effect. Each value is compared with one earlier value of
 * the same element, so that a second element of the same name counts as worse.
 */
export function hasWorsened(
  now: Pick<Finding, "outcome" | "decisive">,
  before: Pick<Finding, "outcome" | "decisive">,
): boolean {
  if (now.outcome === "fail" && before.outcome === "unknown") return true;
  // Without a reason it cannot be shown to be the same.
  if (now.decisive.length === 0) return true;
  const left = byPath(before.decisive);
  for (const [path, values] of byPath(now.decisive)) {
    const earlier = left.get(path) ?? [];
    // Compare stated values first: a missing value may replace any earlier value.
    for (const value of values.filter((one) => !isUnstated(one)))
      if (!take(earlier, (other) => isSameSubject(value, other) && isNoWorse(value, other))) return true;
    if (values.filter(isUnstated).length > earlier.length) return true;
  }
  return false;
}
