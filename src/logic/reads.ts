import { type Path, splitPath } from "../util/json-path.ts";
import { type Json, getAt } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { ABSENT, UNKNOWN, lookup } from "./truth.ts";
import { type Scope, keysOf, spend } from "./scope.ts";

/** One value that a condition read. */
export interface PathRead {
  /** Path in the rule context. */
  readonly path: Path;
  /** The value at the path; undefined when it is missing. */
  readonly value: Json | undefined;
  /** Set when a default replaced a missing value. */
  readonly defaulted?: true;
}

/** The name of a rule context path for a reader. */
export type PathLabel = (path: Path) => string;

/** A scope and its path in the rule context; undefined for values that were computed, not read. */
export interface TracePosition {
  readonly scope: Scope;
  readonly path: Path | undefined;
  readonly premise?: boolean;
  /** The name of a rule context path for a reader. */
  readonly label: PathLabel;
}

/** The value of an expression, or undefined when it is unknown. */
export function known(node: Node, place: TracePosition): Json | undefined {
  const value = node.value(place.scope);
  return value === UNKNOWN ? undefined : value;
}

/** The elements of a list expression with their positions, or undefined when the list is unknown. */
export function elementPlaces(list: Node, place: TracePosition): TracePosition[] | undefined {
  const { scope } = place;
  if (list.op === "filter") {
    const [source, body] = list.args as [Node, Node];
    if (list.value(scope) === UNKNOWN) return undefined;
    return elementPlaces(source, place)?.filter((element) => body.truth(element.scope) === true);
  }
  const value = list.value(scope);
  if (!Array.isArray(value)) return undefined;
  spend(scope, value.length);
  const path = list.op === "var" ? pathOf(list, place) : undefined;
  return value.map((data, i) => ({
    scope: { data, budget: scope.budget, cache: undefined },
    path: path && [...path, i],
    premise: place.premise ?? false,
    label: place.label,
  }));
}

/** The context path that a `var` with a literal path reads. */
export function pathOf(node: Node, place: TracePosition): Path | undefined {
  const [key] = node.args;
  if (place.path === undefined || (key && key.op !== "literal")) return undefined;
  const text = key?.literal ?? "";
  if (typeof text !== "string" && typeof text !== "number") return undefined;
  return [...place.path, ...splitPath(String(text))];
}

/** Checks whether a `var` returns its default because its path has no value. */
export function isDefaulted(node: Node, { scope }: TracePosition): boolean {
  const [key, fallback] = node.args;
  if (node.op !== "var" || !fallback) return false;
  const keys = keysOf(key?.literal ?? null);
  return keys !== UNKNOWN && lookup(scope.data, keys) === ABSENT;
}

/** Collects everything that an expression reads at a position, in source order. */
export function collectReads(node: Node, place: TracePosition): PathRead[] {
  if (node.op === "var") {
    const path = pathOf(node, place);
    if (!path) return [];
    if (isDefaulted(node, place)) return [{ path, value: undefined, defaulted: true }];
    return [{ path, value: known(node, place) }];
  }
  if (node.op === "missing" || node.op === "missing_some") return node.args.flatMap((arg) => missingReads(arg, place));
  if (["all", "some", "none", "filter", "map", "reduce"].includes(node.op)) {
    const [list, body] = node.args as [Node, Node];
    const places = node.op === "reduce" ? undefined : elementPlaces(list, place);
    const inside = places?.flatMap((element) => collectReads(body, element)) ?? [];
    return inside.length > 0 ? inside : collectReads(list, place);
  }
  return node.args.flatMap((arg) => collectReads(arg, place));
}

/** The paths that a `missing` checks, with their values. */
export function missingReads(node: Node, { scope, path }: TracePosition): PathRead[] {
  const keys = Array.isArray(node.literal) ? node.literal : [node.literal];
  return keys
    .filter((key): key is string => typeof key === "string" && path !== undefined)
    .map((key) => {
      const below = splitPath(key);
      return { path: [...(path as Path), ...below], value: getAt(scope.data, below) ?? undefined };
    });
}

/** The source list of a list expression. */
export function sourceOf(list: Node): Node {
  return list.op === "filter" ? sourceOf(list.args[0] as Node) : list;
}
