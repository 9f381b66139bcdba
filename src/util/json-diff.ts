import { type Json, getChild, isObject } from "./json.ts";

/** A difference between two values. A missing side is undefined. */
export interface JsonDifference {
  /** The path, in the usual notation. List elements appear by name if they have one. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Keys that identify list elements, best first. */
const names = ["fingerprint", "uuid", "ruleId", "control-id", "file", "name", "href", "path", "id", "what"];

/** The elements of a list by an identifying key, if one identifies all of them. */
function byName(list: readonly Json[]): Map<string, Json> | undefined {
  const keys = [(one: Json) => one, ...names.map((name) => (one: Json) => getChild(one, name))];
  return keys
    .map((key) => new Map(list.flatMap((one) => (typeof key(one) === "string" ? [[String(key(one)), one]] : []))))
    .find(({ size }) => size === list.length);
}

/** Pairs list elements by name, or else by position. With names, a removed element does not shift the others. */
function entriesOf(before: Json[], after: Json[]): [Map<string, Json>, Map<string, Json>] {
  const [named, others] = [byName(before), byName(after)];
  if (named && others && Math.max(before.length, after.length) > 1) return [named, others];
  const numbered = (list: Json[]): Map<string, Json> => new Map(list.map((one, i) => [String(i), one]));
  return [numbered(before), numbered(after)];
}

/** Lists the differences between two values, down to single fields. */
export function diffJson(before: Json | undefined, after: Json | undefined, path = ""): JsonDifference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, is] = entriesOf(before, after);
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) =>
      diffJson(was.get(name), is.get(name), `${path}[${name}]`),
    );
  }
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      diffJson(getChild(before, key), getChild(after, key), path === "" ? key : `${path}.${key}`),
    );
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}
