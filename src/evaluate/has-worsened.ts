import type { DecisiveValue, Finding } from "../model/finding.ts";

/** Part of a number by which two results of one computation may differ. */
const NOISE = 1e-9;

const excess = ({ value, limit }: { readonly value: number; readonly limit: number }): number =>
  Math.abs(value - limit);

/** True if each element is among others; of several that are alike, each one counts. */
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

/** The worst first, so that the values of two elements with one name are compared in pairs. */
const byExcess = ({ state: a }: DecisiveValue, { state: b }: DecisiveValue): number =>
  (b.kind === "distance" ? excess(b) : 0) - (a.kind === "distance" ? excess(a) : 0);

const keyOf = ({ part, paths }: DecisiveValue): string => [part, ...paths].join("\0");

/** Takes for each value an earlier one that is no better; undefined if there are not enough of them. */
function arePaired(now: readonly DecisiveValue[], before: readonly DecisiveValue[]): boolean {
  const left = [...before].sort(byExcess);
  return [...now].sort(byExcess).every((one) => {
    const at = left.findIndex((other) => isNoWorse(one, other));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function groupBy(
  values: readonly DecisiveValue[],
  key: (value: DecisiveValue) => string,
): Map<string, DecisiveValue[]> {
  const groups = new Map<string, DecisiveValue[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

/** True if each value that is not stated now decided before, at the same path, stated or not. */
function wereOpen(unstated: readonly DecisiveValue[], before: readonly DecisiveValue[]): boolean {
  return isSubset(
    unstated.flatMap(({ paths }) => paths),
    before.flatMap(({ paths }) => paths),
  );
}

/**
 * True if an open finding is worse than it was: it failed where it was unknown, a value is farther from its limit, or
 * something decides that did not decide before. The order in which things stand makes no difference.
 */
export function hasWorsened(
  now: Pick<Finding, "outcome" | "decisive">,
  before: Pick<Finding, "outcome" | "decisive">,
): boolean {
  if (now.outcome === "fail" && before.outcome === "unknown") return true;
  // Without a reason nothing shows that it is the same.
  if (now.decisive.length === 0) return true;
  const unstated = now.decisive.filter(({ state }) => state.kind === "unstated");
  const stated = groupBy(
    now.decisive.filter(({ state }) => state.kind !== "unstated"),
    keyOf,
  );
  const earlier = groupBy(before.decisive, keyOf);
  for (const [key, values] of stated) if (!arePaired(values, earlier.get(key) ?? [])) return true;
  return !wereOpen(unstated, before.decisive);
}
