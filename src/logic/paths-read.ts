import { type Json, type JsonObject, isObject } from "../util/json.ts";

/** Operators whose second argument reads from an element of the first. */
const overElements: ReadonlySet<string> = new Set(["all", "filter", "map", "none", "reduce", "some"]);

/**
 * The paths that a condition reads from the rule context, as they are written. Elements of lists read no others.
 * @param parameters the values that `param` stands for
 * @returns undefined if values decide which paths are read, or if all of the context is read
 */
export function pathsRead(expression: Json, parameters: JsonObject): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  return collect(expression, parameters, found) ? found : undefined;
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
    return collect(overElements.has(operator) ? args.filter((_, i) => i !== 1) : args, parameters, found);
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
