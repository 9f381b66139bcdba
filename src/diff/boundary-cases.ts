import { addDays, dateAdd, weekday } from "../util/date.ts";
import { type Json, getAt } from "../util/json.ts";
import { type Path, splitPath } from "../util/json-path.ts";
import type { Node } from "../logic/compile.ts";
import { BudgetExceeded, type Scope, rootScope } from "../logic/scope.ts";
import { ANY, type Type, unionMembers } from "../logic/types.ts";
import { type Truth, UNKNOWN } from "../logic/truth.ts";
import { setAt } from "./edits.ts";
import { isComparison, valuesAround } from "./comparison-values.ts";
import { firstOperand, operandPath, operandType, secondOperand } from "./operands.ts";
import { SOME_DATE, differentValues, fits, mayBeAbsent, minimalValue, samplesOf, typeAt } from "./sample-values.ts";

/** What an expression is evaluated on, and its type. */
export interface SearchPoint {
  readonly data: Json;
  readonly type: Type;
  /** Expressions to vary before others. */
  readonly novel: ReadonlySet<Node>;
  /** The point around that of an element, which `outer` reads from. */
  readonly up?: SearchPoint | undefined;
}

function scopeOf({ data, up }: SearchPoint): Scope {
  return up ? { ...rootScope(data), up: scopeOf(up) } : rootScope(data);
}

/** The truth of a condition at a point. */
function truthOn(node: Node, point: SearchPoint): Truth {
  try {
    return node.truth(scopeOf(point));
  } catch (error) {
    if (error instanceof BudgetExceeded) return UNKNOWN;
    throw error;
  }
}

function valueOn(node: Node, point: SearchPoint): Json | undefined {
  try {
    const value = node.value(scopeOf(point));
    return value === UNKNOWN ? undefined : value;
  } catch (error) {
    if (error instanceof BudgetExceeded) return undefined;
    throw error;
  }
}

const withData = (ground: SearchPoint, data: Json): SearchPoint => ({ ...ground, data });

/**
 * Data on which each part of a condition decides it, varied around that part's boundaries: at a limit and just beside
 * it, every value of an enum, lists that are empty, that hold one element, and that hold a good one and a bad one,
 * and what is not stated. The other parts are first brought to where they do not decide.
 * @param ground where to start from; only what the condition reads is changed, and only to what valid documents hold
 */
export function* boundaryCases(node: Node, ground: SearchPoint): Generator<Json> {
  const [first, second, third] = node.args;
  if (node.op === "and" || node.op === "or") yield* boundaryCasesOfEach(node.args, node.op === "and", ground);
  else if ((node.op === "!" || node.op === "!!") && first) yield* boundaryCases(first, ground);
  else if ((node.op === "if" || node.op === "?:") && first && second) yield* enumeratedCases(node.args, ground);
  else if (["all", "some", "none"].includes(node.op) && first && second) yield* listCases(first, [second], ground);
  else if (node.op === "missing" || node.op === "missing_some") yield* absenceCases(node, ground);
  else if (first && second && isComparison(node.op)) {
    yield* pairCases(first, second, node.op, ground);
    if (third) yield* pairCases(second, third, node.op, ground);
    yield* readCases(node, ground);
  } else yield* readCases(node, ground);
}

/** Each of some conditions varied while the others are all as they have to be for it to decide. */
function* boundaryCasesOfEach(nodes: readonly Node[], others: boolean, ground: SearchPoint): Generator<Json> {
  const first = nodes.filter((node) => ground.novel.has(node));
  for (const node of [...first, ...nodes.filter((one) => !first.includes(one))]) {
    let { data } = ground;
    for (const other of nodes) if (other !== node) data = solveFor(other, others, withData(ground, data)) ?? data;
    yield* boundaryCases(node, withData(ground, data));
  }
}

function* enumeratedCases(args: readonly Node[], ground: SearchPoint): Generator<Json> {
  let current = ground;
  for (let i = 0; i < args.length; i += 2) {
    const [condition, branch] = [args[i] as Node, args[i + 1]];
    yield* boundaryCases(condition, current);
    if (!branch) return;
    const taken = solveFor(condition, true, current);
    if (taken !== undefined) yield* boundaryCases(branch, withData(current, taken));
    current = withData(current, solveFor(condition, false, current) ?? current.data);
  }
}

/** Data brought to where a condition has a truth, or undefined where no way to that is found. */
export function solveFor(node: Node, wanted: Truth, ground: SearchPoint): Json | undefined {
  if (truthOn(node, ground) === wanted) return ground.data;
  const [first] = node.args;
  if ((node.op === "!" || node.op === "!!") && first)
    return solveFor(first, wanted === UNKNOWN || node.op === "!!" ? wanted : !wanted, ground);
  if ((node.op === "and" || node.op === "or") && wanted === (node.op === "and")) {
    let { data } = ground;
    for (const arg of node.args) data = solveFor(arg, wanted, withData(ground, data)) ?? data;
    if (truthOn(node, withData(ground, data)) === wanted) return data;
  }
  for (const data of boundaryCases(node, ground)) if (truthOn(node, withData(ground, data)) === wanted) return data;
  return undefined;
}

// Lists

/** A list expression taken apart: where its elements stand, and what each has to meet to count. */
interface ListParts {
  readonly path: Path;
  readonly guards: readonly Node[];
}

function partsOf(list: Node): ListParts | undefined {
  if (list.op === "var") {
    const path = operandPath(list);
    return path && { path, guards: [] };
  }
  const [source, guard] = list.args;
  if (list.op !== "filter" || !source || !guard) return undefined;
  const parts = partsOf(source);
  return parts && { ...parts, guards: [...parts.guards, guard] };
}

/** The elements of a list by type, and one of it to start from. */
function elementGround({ path }: ListParts, ground: SearchPoint): SearchPoint {
  const { data, type, novel } = ground;
  const list = typeAt(type, path);
  const element = (list ? unionMembers(list) : []).find((one) => one.is === "list")?.element ?? ANY;
  const present = getAt(data, path);
  return {
    novel,
    up: ground,
    type: element,
    data: (Array.isArray(present) ? present[0] : undefined) ?? minimalValue(element),
  };
}

/** Lists whose elements differ in what some conditions ask of them. */
function* listCases(list: Node, asked: readonly Node[], ground: SearchPoint): Generator<Json> {
  const parts = partsOf(list);
  if (!parts) {
    yield* readCases(list, ground);
    return;
  }
  const element = elementGround(parts, ground);
  const all = [...parts.guards, ...asked];
  const good = solveForAll(all, true, element);
  const inside = withData(element, solveForAll(parts.guards, true, element));
  const bad = asked.length > 0 ? solveForAll(asked, false, inside) : solveForAll(parts.guards, false, element);
  yield* withLists(
    parts.path,
    [undefined, [], [good], [bad], [good, bad], [bad, good], [good, good], [bad, bad]],
    ground,
  );
  for (const variant of boundaryCasesOfEach(all, true, element))
    yield* withLists(parts.path, [[variant], [good, variant], [bad, variant]], ground);
  // What a filter leaves out matters where it would have decided.
  for (const variant of boundaryCasesOfEach(parts.guards, true, withData(element, bad)))
    yield* withLists(parts.path, [[variant], [good, variant]], ground);
}

function solveForAll(nodes: readonly Node[], wanted: boolean, ground: SearchPoint): Json {
  let { data } = ground;
  for (const node of nodes) data = solveFor(node, wanted, withData(ground, data)) ?? data;
  return data;
}

function* withLists(path: Path, lists: readonly (Json[] | undefined)[], ground: SearchPoint): Generator<Json> {
  for (const list of lists) yield* withValue(path, list, ground);
}

/** Data with a value at a path, where a valid document may have it. */
function* withValue(path: Path, value: Json | undefined, { data, type }: SearchPoint): Generator<Json> {
  if (path[0] === "asOf") return;
  const possible = value === undefined ? mayBeAbsent(type, path) : fits(value, typeAt(type, path));
  const result = possible ? setAt(data, path, value) : undefined;
  if (result !== undefined) yield result;
}

// Values

/** One side of a relation varied around the other. */
function* pairCases(first: Node, second: Node, op: string, ground: SearchPoint): Generator<Json> {
  for (const [side, other] of [
    [first, second],
    [second, first],
  ] as const) {
    if (side.op === "literal") continue;
    const limit = valueOn(other, ground);
    if (limit === undefined) continue;
    for (const value of valuesAround(op, limit, operandType(side, ground.type))) yield* given(side, value, ground);
  }
}

/** Data on which an operand has a value: the variable in it is solved for. */
function* given(node: Node, value: Json, ground: SearchPoint): Generator<Json> {
  const [first, second] = node.args;
  if (node.op === "var") {
    const path = operandPath(node);
    if (path) yield* withValue(path, value, ground);
  } else if (node.op === "dateAdd" && first) yield* beforeDate(node, value, ground);
  else if (node.op === "weekday" && first) yield* onWeekday(first, value, ground);
  else if ((node.op === "distinct" || node.op === "sum") && first)
    yield* given(first, node.op === "sum" ? [value] : value, ground);
  else if (node.op === "count" && first?.op === "distinct" && first.args[0])
    yield* ofDifferent(first.args[0], value, ground);
  else if (node.op === "count" && first) yield* ofLength(first, value, ground);
  else if (node.op === "map" && first && second) yield* mappedTo(first, second, value, ground);
  else if (node.op === "merge" && first) yield* mergedTo(node.args, value, ground);
  else if (node.op === "min" || node.op === "max") yield* allGiven(node.args, value, ground);
  else if (first && second) {
    for (const [side, other, solved] of [
      [first, second, firstOperand],
      [second, first, secondOperand],
    ] as const) {
      const known = side.op === "literal" ? undefined : valueOn(other, ground);
      const wanted = known === undefined ? undefined : solved(node.op, value, known);
      if (wanted !== undefined) yield* given(side, wanted, ground);
    }
  }
}

/** A date so many units earlier, and its neighbours: months differ in length. */
function* beforeDate({ args }: Node, value: Json, ground: SearchPoint): Generator<Json> {
  const [date, count, unit] = args as [Node, Node, Node];
  const amount = valueOn(count, ground);
  if (typeof amount !== "number") return;
  const start = dateAdd(value, -amount, unit.literal);
  if (start === undefined) return;
  for (const days of [0, -1, 1]) yield* given(date, addDays(start, days), ground);
}

/** Dates on a day of the week, and on the other days. */
function* onWeekday(date: Node, value: Json, ground: SearchPoint): Generator<Json> {
  const days = Array.from({ length: 7 }, (_, i) => addDays(SOME_DATE, i));
  const on = (one: string): boolean => weekday(one) === value;
  for (const day of [...days.filter(on), ...days.filter((one) => !on(one))]) yield* given(date, day, ground);
}

/** Lists with so many different values: each once, and one of them twice. */
function* ofDifferent(list: Node, length: Json, ground: SearchPoint): Generator<Json> {
  if (typeof length !== "number" || length < 0 || length > LONGEST) return;
  const type = operandType(list, ground.type);
  const element = type?.is === "list" ? type.element : ANY;
  const values = differentValues(element, length);
  yield* given(list, values, ground);
  if (values.length > 0) yield* given(list, [...values, values[0] as Json], ground);
}

/** A value in the first of some lists, and nothing in the others. */
function* mergedTo([first, ...others]: readonly Node[], value: Json, ground: SearchPoint): Generator<Json> {
  let { data } = ground;
  for (const other of others) for (const next of given(other, [], withData(ground, data))) data = next;
  if (first) yield* given(first, value, withData(ground, data));
}

/** Every operand given the same value. */
function* allGiven(nodes: readonly Node[], value: Json, ground: SearchPoint): Generator<Json> {
  let { data } = ground;
  for (const node of nodes) for (const next of given(node, value, withData(ground, data))) data = next;
  yield data;
}

/** Lists that are counted to a length no list needs to exceed. */
const LONGEST = 64;

function* ofLength(list: Node, length: Json, ground: SearchPoint): Generator<Json> {
  const parts = partsOf(list);
  if (!parts || typeof length !== "number" || length < 0 || length > LONGEST) return;
  const element = elementGround(parts, ground);
  const good = solveForAll(parts.guards, true, element);
  const filled = (one: Json): Json[] => Array.from({ length }, () => one);
  yield* withValue(parts.path, filled(good), ground);
  for (const variant of boundaryCasesOfEach(parts.guards, true, element))
    yield* withLists(parts.path, [filled(variant), [...filled(good), variant]], ground);
}

function* mappedTo(list: Node, body: Node, values: Json, ground: SearchPoint): Generator<Json> {
  const parts = partsOf(list);
  if (!parts || !Array.isArray(values)) return;
  const element = elementGround(parts, ground);
  const inside = withData(element, solveForAll(parts.guards, true, element));
  const elements = values.map((value) => {
    for (const data of given(body, value, inside)) return data;
    return undefined;
  });
  if (elements.every((one) => one !== undefined)) yield* withValue(parts.path, elements, ground);
}

// What is read

/** Every value that an expression reads, by every sort of value of its type, and absent. */
function* readCases(node: Node, ground: SearchPoint): Generator<Json> {
  if (node.op === "var") {
    const path = operandPath(node);
    const type = path && typeAt(ground.type, path);
    if (path && type) for (const value of [undefined, ...samplesOf(type)]) yield* withValue(path, value, ground);
    for (const fallback of node.args.slice(1)) yield* readCases(fallback, ground);
    return;
  }
  if (node.op === "filter" || node.op === "map" || node.op === "reduce") {
    const [list, body] = node.args as [Node, Node];
    yield* listCases(list, node.op === "reduce" ? [] : [body], ground);
    return;
  }
  if (["and", "or", "!", "!!", "if", "?:", "all", "some", "none", "missing", "missing_some"].includes(node.op)) {
    yield* boundaryCases(node, ground);
    return;
  }
  for (const arg of node.args) yield* readCases(arg, ground);
}

/** What `missing` asks about: each alone not stated, each alone stated, all and none. */
function* absenceCases(node: Node, ground: SearchPoint): Generator<Json> {
  const keys = node.args.flatMap((arg) => (Array.isArray(arg.literal) ? arg.literal : [arg.literal]));
  const paths = keys.filter((key) => typeof key === "string").map(splitPath);
  const stated = (path: Path, data: Json): Json => {
    const type = typeAt(ground.type, path);
    const present = getAt(data, path);
    return (present === undefined || present === null) && type ? (setAt(data, path, minimalValue(type)) ?? data) : data;
  };
  const all = paths.reduce((data, path) => stated(path, data), ground.data);
  const none = paths.reduce((data, path) => setAt(data, path, undefined) ?? data, ground.data);
  yield all;
  yield none;
  for (const path of paths) {
    yield* withValue(path, undefined, withData(ground, all));
    yield stated(path, none);
  }
}
