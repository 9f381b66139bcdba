import { type Json, type Path, getAt, formatPath, isObject, parsePath } from "../../src/util/json.ts";
import type { RuleContext } from "../../src/facts/context.ts";

const quantifiers = new Set(["all", "some", "none", "filter", "map"]);

/** The paths that a condition reads, `[]` standing for the elements of a list. */
function patterns(expression: Json, scope: string): string[] {
  if (Array.isArray(expression)) return expression.flatMap((part) => patterns(part, scope));
  if (!isObject(expression)) return [];
  const [op] = Object.keys(expression);
  const operand = expression[op as string] as Json;
  const args = Array.isArray(operand) ? operand : [operand];
  if (op === "var") {
    const name = String(args[0] ?? "");
    return [name === "" ? scope : scope === "" ? name : `${scope}.${name}`];
  }
  if (op === "missing") return args.flatMap((name) => (typeof name === "string" ? [name] : []));
  if (quantifiers.has(op as string)) {
    const lists = patterns(args[0] as Json, scope);
    const source = lists[0];
    return [...lists, ...(source === undefined ? [] : patterns(args[1] as Json, `${source}[]`))];
  }
  return args.flatMap((arg) => patterns(arg, scope));
}

function concrete(pattern: string, data: Json): Path[] {
  const split = pattern.indexOf("[]");
  if (split < 0) return [parsePath(pattern)];
  const list = getAt(data, parsePath(pattern.slice(0, split)));
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, i) => concrete(`${pattern.slice(0, split)}[${i}]${pattern.slice(split + 2)}`, data));
}

export const general = (path: string): string => path.replaceAll(/\[\d+\]/g, "[]");

/** Which fields of the manifest a condition reads, itself or through the facts it reads. */
export function manifestReads(expression: Json, context: RuleContext, file: string): Set<string> {
  const found = patterns(expression, "").flatMap((pattern) => concrete(pattern, context.data));
  const sources = found.flatMap((path) => context.sources(path)).filter(({ document }) => document.file === file);
  return new Set(sources.map(({ path }) => general(formatPath(path))));
}
