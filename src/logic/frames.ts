import { type Json, isObject } from "../util/json.ts";
import { elementOperators } from "./list-operators.ts";
import { operationOf } from "./operation.ts";

/*
 * json-logic-js gives the body of a quantifier the element alone. For `outer`, each element of a list is therefore put
 * in a frame `{ e: element, up: scope around it }`:
 *
 *   {"all": [{"var": "groups"}, {">=": [{"var": "s"}, {"outer": "limit"}]}]}
 *   {"all": [{"framed": [{"var": "groups"}]}, {">=": [{"var": "e.s"}, {"var": "up.limit"}]}]}
 *
 * `framed`, `unframed` and `onElement` are functions that only json-logic-js has.
 */

/** The paths from the frame of the current element to what a condition may read. */
interface FramePosition {
  /** Number of lists around. */
  readonly depth: number;
  /** True if the current scope is a frame. */
  readonly framed: boolean;
}

/** True if an expression reads from outside of the element that it is about. */
export function hasOuter(expression: Json): boolean {
  if (Array.isArray(expression)) return expression.some(hasOuter);
  if (!isObject(expression)) return false;
  return Object.keys(expression).some((op) => op === "outer" || hasOuter(expression[op] as Json));
}

const joined = (keys: readonly string[], path: Json): string =>
  [...keys, ...(path === "" || path === null ? [] : [String(path)])].join(".");

/** The path of an `outer`: up to its scope, and to the element if that scope is a frame. */
function outerPath([path = "", level]: readonly Json[], { depth }: FramePosition): Json {
  const up = level === undefined ? depth : Number(level);
  return { var: joined([...Array.from({ length: up }, () => "up"), ...(up < depth ? ["e"] : [])], path) };
}

/** An operator that reads paths, evaluated on the element in the frame. */
function onElement(op: string, args: readonly Json[], position: FramePosition): Json {
  const [path = ""] = args;
  const others = args.map((arg) => translated(arg, position));
  if (op === "var" && !isObject(path) && !Array.isArray(path))
    return { var: [joined(["e"], path), ...others.slice(1)] };
  return { onElement: [{ var: "e" }, op, others] };
}

function overElements(op: string, args: readonly Json[], position: FramePosition): Json {
  const [list = null, body = null, ...initial] = args;
  const source = translated(list, position);
  const after = initial.map((one) => translated(one, position));
  // A body without `outer` reads nothing but its element, so that it stays as it is.
  if (!hasOuter(body)) return { [op]: [source, body, ...after] };
  const inner = translated(body, { depth: position.depth + 1, framed: true });
  const framed = { [op]: [{ framed: [source] }, inner] };
  return op === "filter" ? { unframed: [framed] } : framed;
}

function translated(expression: Json, position: FramePosition): Json {
  if (Array.isArray(expression)) return expression.map((part) => translated(part, position));
  const operation = operationOf(expression);
  if (!operation) return expression;
  const { op, args } = operation;
  if (op === "outer") return outerPath(args, position);
  if (position.framed && ["var", "missing", "missing_some"].includes(op)) return onElement(op, args, position);
  if (elementOperators.has(op)) return overElements(op, args, position);
  return { [op]: args.map((arg) => translated(arg, position)) };
}

/** A condition for json-logic-js: one with `outer` as paths through frames, any other as it is. */
export function withFrames(expression: Json): Json {
  return hasOuter(expression) ? translated(expression, { depth: 0, framed: false }) : expression;
}
