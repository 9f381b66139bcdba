import { type Path, formatOpenPath, splitPath } from "../util/json-path.ts";
import { type Json, getAt } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { elementOperators, listOperators } from "./list-operators.ts";
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
  /** The position around that of an element; undefined for the rule context. */
  readonly up?: TracePosition | undefined;
}

/** True for an expression that reads one path. */
export const isRead = ({ op }: Node): boolean => op === "var" || op === "outer";

/** The position from which an expression reads its path: for an `outer`, one around its own. */
function readFrom(node: Node, place: TracePosition): TracePosition {
  if (node.op !== "outer") return place;
  const most = node.args[1] === undefined ? Infinity : Number(node.args[1].literal);
  let found = place;
  for (let i = 0; i < most && found.up; i++) found = found.up;
  return found;
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
  const path = isRead(list) ? pathOf(list, place) : undefined;
  return value.map((data, i) => ({
    up: place,
    scope: { data, budget: scope.budget, cache: undefined, up: scope },
    path: path && [...path, i],
    premise: place.premise ?? false,
    negated: place.negated ?? false,
    label: place.label,
  }));
}

/** The context path that a `var` or `outer` with a literal path reads. */
export function pathOf(node: Node, place: TracePosition): Path | undefined {
  const [key] = node.args;
  const { path } = readFrom(node, place);
  if (path === undefined || (key && key.op !== "literal")) return undefined;
  const text = key?.literal ?? "";
  if (typeof text !== "string" && typeof text !== "number") return undefined;
  return [...path, ...splitPath(String(text))];
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
  if (isRead(node)) {
    const path = pathOf(node, place);
    if (!path) return [];
    if (isDefaulted(node, place)) return [{ path, value: undefined, defaulted: true }];
    return [{ path, value: known(node, place) }];
  }
  if (node.op === "missing" || node.op === "missing_some") return node.args.flatMap((arg) => missingReads(arg, place));
  if (elementOperators.has(node.op)) {
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

/** What paths start with, from the rule context ("") to the element that an expression is about; undefined if calculated. */
type OpenScopes = readonly [string | undefined, ...(string | undefined)[]];

/** The list that a list expression takes its elements from, as an open path; undefined if it is calculated. */
function openList(list: Node, scopes: OpenScopes): string | undefined {
  const source = sourceOf(list);
  if (isConditional(source)) return source.args[1] && openList(source.args[1], scopes);
  return isRead(source) ? openPath(source, scopes) : undefined;
}

/** The path that a `var` or `outer` reads, with `[]` for elements. */
function openPath(node: Node, scopes: OpenScopes): string | undefined {
  const [path, level] = node.args;
  const key = path?.literal ?? "";
  const within = node.op === "var" ? scopes.at(-1) : level ? scopes.at(-1 - Number(level.literal)) : scopes[0];
  if (within === undefined || (typeof key !== "string" && typeof key !== "number")) return undefined;
  const rest = formatOpenPath(splitPath(String(key)));
  return rest === "" ? within : within === "" ? rest : `${within}.${rest}`;
}

/** The paths that a `missing` asks about, with `[]` for elements. */
function openMissing(node: Node, within: string | undefined): string[] {
  const keys = node.args.flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal]));
  if (within === undefined) return [];
  return keys.filter((key) => typeof key === "string").map((key) => (within === "" ? key : `${within}.${key}`));
}

/** Every path that a condition may read, with `[]` for the elements of lists, in source order. */
export function openReads(node: Node): string[] {
  const found = new Set<string>();
  const visit = (one: Node, scopes: OpenScopes): void => {
    const path = isRead(one) ? openPath(one, scopes) : undefined;
    if (path !== undefined) found.add(path);
    if (one.op === "missing" || one.op === "missing_some")
      for (const asked of openMissing(one, scopes.at(-1))) found.add(asked);
    const [list, body] = one.args;
    if (!listOperators.has(one.op) || !list || !body) return one.args.forEach((arg) => visit(arg, scopes));
    visit(list, scopes);
    const source = openList(list, scopes);
    visit(body, [...scopes, source === undefined ? undefined : `${source}[]`]);
  };
  visit(node, [""]);
  return [...found];
}
