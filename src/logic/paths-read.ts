import { type Json, type JsonObject, isObject } from "../util/json.ts";
import { elementOperators } from "./list-operators.ts";

/**
 * The paths that a condition reads from the rule context, as they are written. What is evaluated for elements of a list
 * reads others by `outer` alone.
 * @param parameters the values that `param` stands for
 * @returns undefined if values decide which paths are read, or if all of the context is read
 */
export function pathsRead(expression: Json, parameters: JsonObject): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  return collect(expression, parameters, found) ? found : undefined;
}

/** Adds the paths that what is evaluated for elements reads from the rule context. */
function collectOuter(expression: Json, found: Set<string>): void {
  if (Array.isArray(expression)) for (const one of expression) collectOuter(one, found);
  if (!isObject(expression)) return;
  for (const operator of Object.keys(expression)) {
    const operand = expression[operator] as Json;
    const [path, level] = Array.isArray(operand) ? operand : [operand];
    if (operator !== "outer") collectOuter(operand, found);
    // With a level it reads from an element of a list, whose path is found as that of the list.
    else if (level === undefined) found.add(path as string);
  }
}

/** Adds the paths of an expression to those found. Returns false if it does not name them. */
function collect(expression: Json, parameters: JsonObject, found: Set<string>): boolean {
  if (Array.isArray(expression)) return expression.every((one) => collect(one, parameters, found));
  if (!isObject(expression)) return true;
  return Object.keys(expression).every((operator) => {
    const operand = expression[operator] as Json;
    const args = Array.isArray(operand) ? operand : [operand];
    if (operator === "var")
      return addNames(args.slice(0, 1), parameters, found) && collect(args.slice(1), parameters, found);
    if (operator === "missing") return addNames(args, parameters, found);
    if (operator === "missing_some") return addNames(args.slice(1), parameters, found);
    if (!elementOperators.has(operator)) return collect(args, parameters, found);
    collectOuter(args[1] ?? null, found);
    return collect(
      args.filter((_, i) => i !== 1),
      parameters,
      found,
    );
  });
}

/** Adds paths that stand in a list, or in a list in it. Returns false if one is not a literal, or is the whole context. */
function addNames(names: readonly Json[], parameters: JsonObject, found: Set<string>): boolean {
  return names.every((written) => {
    const name = isObject(written) && typeof written["param"] === "string" ? parameters[written["param"]] : written;
    if (Array.isArray(name)) return addNames(name, parameters, found);
    if ((typeof name !== "string" && typeof name !== "number") || name === "") return false;
    found.add(String(name));
    return true;
  });
}
