import type { Node } from "./compile.ts";
import { type Checker, nameOf } from "./type-checker.ts";
import { type NumberType, type Type, unionMembers } from "./types.ts";

/** Units of one dimension, each as a multiple of the smallest. A month is no number of days. */
const dimensions: readonly Readonly<Record<string, number>>[] = [
  { minutes: 1, hours: 60, days: 1440, weeks: 10_080 },
  { months: 1, years: 12 },
  { percent: 1, share: 100, points: 100 },
];

/** The unit of a number; undefined if it has none, as a bare number, which fits to any. */
export function unitOf(type: Type): string | undefined {
  const number = unionMembers(type).find((one) => one.is === "number");
  return number?.unit;
}

/** How often the second unit is in the first; undefined if they cannot be converted. */
function factor(from: string, to: string): number | undefined {
  const of = dimensions.find((one) => Object.hasOwn(one, from) && Object.hasOwn(one, to));
  return of && (of[from] as number) / (of[to] as number);
}

/** What to write for a number in another unit. */
function advice(node: Node, unit: string, wanted: string): string {
  const times = factor(unit, wanted);
  if (times === undefined) return `${unit} cannot be converted to ${wanted}`;
  const value = typeof node.literal === "number" ? `: ${Number((node.literal * times).toPrecision(12))}` : "";
  const what = node.param === undefined ? "both" : `\`${node.param}\``;
  return `write ${what} in ${wanted}${value}`;
}

/**
 * Reports two numbers of different units.
 * @param types the types of the nodes
 * @returns true if it reported
 */
export function reportUnits(nodes: readonly Node[], types: readonly Type[], checker: Checker): boolean {
  const stated = types.flatMap((type, i) => {
    const unit = unitOf(type);
    return unit === undefined ? [] : [{ node: nodes[i] as Node, unit }];
  });
  const [first] = stated;
  const other = stated.find(({ unit }) => first && unit !== first.unit && factor(unit, first.unit) !== 1);
  if (!first || !other) return false;
  // The parameter is the one to change: a field has the unit that its schema gives it.
  const [kept, changed] =
    first.node.param !== undefined && other.node.param === undefined ? [other, first] : [first, other];
  const hint = advice(changed.node, changed.unit, kept.unit);
  checker.report(
    changed.node,
    `${nameOf(changed.node)} is in ${changed.unit} and ${nameOf(kept.node)} in ${kept.unit}: ${hint}`,
  );
  return true;
}

/** A number with the unit that several numbers have in common; those without one count as having it. */
export function withUnit(type: NumberType, types: readonly Type[]): NumberType {
  const unit = types.map(unitOf).find((one) => one !== undefined);
  return unit === undefined ? type : { ...type, unit };
}

/** The unit of a product: that of its only factor with one. */
export function ofProduct(type: NumberType, types: readonly Type[]): NumberType {
  return types.filter((one) => unitOf(one) !== undefined).length === 1 ? withUnit(type, types) : type;
}

/** The unit of a quotient: that of the dividend, unless the divisor has one, too. */
export function ofQuotient(type: NumberType, types: readonly Type[]): NumberType {
  const [dividend, divisor] = types;
  return dividend && divisor && unitOf(divisor) === undefined ? withUnit(type, [dividend]) : type;
}
