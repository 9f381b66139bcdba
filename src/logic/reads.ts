import { type Path, formatOpenPath, splitPath } from "../util/json-path.ts";
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

/** The name of a rule context path for a reader; with `truth`, a sentence about its value where it has one. */
export type PathLabel = (path: Path, truth?: boolean) => string;

/** A scope and its path in the rule context; undefined for values that were computed, not read. */
export interface TracePosition {
  readonly scope: Scope;
  readonly path: Path | undefined;
  readonly premise?: boolean;
  /** True below a negation: what is wrong is then that a condition holds. */
  readonly negated?: boolean;
  /** The name of a rule context path for a reader. */
  readonly label: PathLabel;
}

/** The value of an expression, or undefined when it is unknown. */
export function known(node: Node, place: TracePosition): Json | undefined {
  const value = node.value(place.scope);
  return value === UNKNOWN ? undefined : value;
}

const isConditional = ({ op }: Node): boolean => op === "if" || op === "?:";

/** The list that a conditional takes. */
function takenList(list: Node, scope: Scope): Node {
  if (!isConditional(list)) return list;
  const { args } = list;
  for (let i = 0; i + 1 < args.length; i += 2)
    if ((args[i] as Node).truth(scope) === true) return takenList(args[i + 1] as Node, scope);
  return args.length % 2 === 1 ? takenList(args.at(-1) as Node, scope) : list;
}

/** The elements of a list expression with their positions, or undefined when the list is unknown. */
export function elementPlaces(list: Node, place: TracePosition): TracePosition[] | undefined {
  const { scope } = place;
  if (isConditional(list)) {
    const taken = list.value(scope) === UNKNOWN ? list : takenList(list, scope);
    return taken === list ? undefined : elementPlaces(taken, place);
  }
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
    negated: place.negated ?? false,
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

/** The operators whose second argument is about the elements of the first. */
const overElements = new Set(["all", "some", "none", "filter", "map"]);

/** The list that a list expression takes its elements from, as an open path; undefined if it is calculated. */
function openList(list: Node, within: string | undefined): string | undefined {
  const source = sourceOf(list);
  if (isConditional(source)) return source.args[1] && openList(source.args[1], within);
  return source.op === "var" ? openPath(source, within) : undefined;
}

/** The path that a `var` reads, with `[]` for elements. */
function openPath(node: Node, within: string | undefined): string | undefined {
  const key = node.args[0]?.literal ?? "";
  if (within === undefined || (typeof key !== "string" && typeof key !== "number")) return undefined;
  const rest = formatOpenPath(splitPath(String(key)));
  return rest === "" ? within : within === "" ? rest : `${within}.${rest}`;
}

/**
 * Every path that a condition may read, with `[]` for the elements of lists, in source order.
 * @param within the path of the element that the condition is about; "" for the whole context
 */
export function openReads(node: Node, within: string | undefined = ""): string[] {
  const found = new Set<string>();
  const visit = (one: Node, scope: string | undefined): void => {
    if (one.op === "var") {
      const path = openPath(one, scope);
      if (path !== undefined) found.add(path);
    }
    if (one.op === "missing" || one.op === "missing_some")
      for (const arg of one.args)
        for (const key of Array.isArray(arg.literal) ? arg.literal : [arg.literal])
          if (typeof key === "string" && scope !== undefined) found.add(scope === "" ? key : `${scope}.${key}`);
    const [list, body] = one.args;
    if (!overElements.has(one.op) || !list || !body) return one.args.forEach((arg) => visit(arg, scope));
    visit(list, scope);
    const source = openList(list, scope);
    visit(body, source === undefined ? undefined : `${source}[]`);
  };
  visit(node, within);
  return [...found];
}
