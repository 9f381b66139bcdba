import type { Json } from "../util/json.ts";
import { type Result, UNKNOWN, lookup } from "./truth.ts";

/** The data that an expression is evaluated on, with what evaluation may still cost. */
export interface Scope {
  /** The rule context, or, inside a quantifier, the element. */
  readonly data: Json;
  /** Steps that are left, shared by all scopes of an evaluation. */
  readonly budget: { steps: number };
  /** Values that paths led to, by the cache slot of the path; undefined if they are not kept. */
  readonly cache: (ReturnType<typeof lookup> | undefined)[] | undefined;
  /** The scope around that of an element; undefined for the rule context. */
  readonly up: Scope | undefined;
}

/** The scope of the elements of a list, one after the other. */
interface ElementScope extends Scope {
  data: Json;
}

/** A path as the evaluator follows it. */
export interface CompiledPath {
  /** From the scope's data on; a path that is none leads nowhere. */
  readonly keys: readonly string[] | typeof UNKNOWN;
  readonly cacheSlot: number;
}

/** Steps that an evaluation may take: far more than any rule needs, and less than a second. */
export const STEP_BUDGET = 1_000_000;

/** Thrown when an evaluation exceeds its budget; callers turn it into an error, never into a pass. */
export class BudgetExceeded extends Error {
  override name = "BudgetExceeded";
}

/**
 * Takes steps from the budget of an evaluation.
 * @throws BudgetExceeded when none are left
 */
export function spend(scope: Scope, steps: number): void {
  scope.budget.steps -= steps;
  if (scope.budget.steps < 0) throw new BudgetExceeded("the condition takes too many steps");
}

/** The scope of a whole rule context. */
export function rootScope(data: Json, steps: number = STEP_BUDGET): Scope {
  return { data, budget: { steps }, cache: undefined, up: undefined };
}

/** The scope of a whole rule context that many conditions read one after the other: each path is followed once. */
export function createCachedScope(data: Json): Scope {
  const cache: Scope["cache"] = [];
  cache.length = compiledPaths.size;
  return { data, budget: { steps: STEP_BUDGET }, cache, up: undefined };
}

/** Gives the next condition the whole budget. */
export function resetBudget({ budget }: Scope): void {
  budget.steps = STEP_BUDGET;
}

/** A scope for the elements of a list, whose data is set to one element after the other. */
export const elementScope = (up: Scope): ElementScope => ({ data: null, budget: up.budget, cache: undefined, up });

/**
 * A scope around another one.
 * @param level how many lists further out; undefined for the rule context
 */
export function outerScope(scope: Scope, level: number | undefined): Scope {
  const most = level ?? Infinity;
  let found = scope;
  for (let i = 0; i < most && found.up; i++) found = found.up;
  return found;
}

/** The keys of a dotted path; no keys for the scope itself. */
export function keysOf(path: Result): string[] | typeof UNKNOWN {
  if (path === null || path === "") return [];
  return typeof path === "string" || typeof path === "number" ? String(path).split(".") : UNKNOWN;
}

/** The paths that are literals in conditions, by their text. Conditions of many rules read the same ones. */
const compiledPaths = new Map<string | typeof UNKNOWN, CompiledPath>();

/** @param keys the keys of a path that a condition has as a literal */
export function compilePath(keys: readonly string[] | typeof UNKNOWN): CompiledPath {
  const text = keys === UNKNOWN ? UNKNOWN : keys.join(".");
  let path = compiledPaths.get(text);
  if (!path) {
    path = { keys: keys === UNKNOWN ? UNKNOWN : keys.map(interned), cacheSlot: compiledPaths.size };
    compiledPaths.set(text, path);
  }
  return path;
}

/** A key as JavaScript keeps the names of properties, so that it is found without comparing texts. */
function interned(key: string): string {
  return Object.keys({ [key]: true })[0] as string;
}

export function followPath({ data, cache }: Scope, { keys, cacheSlot }: CompiledPath): ReturnType<typeof lookup> {
  const known = cache?.[cacheSlot];
  if (known !== undefined) return known;
  const value = keys === UNKNOWN ? UNKNOWN : lookup(data, keys);
  if (cache) cache[cacheSlot] = value;
  return value;
}
