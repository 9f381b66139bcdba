import { type Json, getChild, isObject } from "./json.ts";

/** One thing in which two values differ; what one of them has not is undefined. */
export interface JsonDifference {
  /** Where, as people write it; elements of lists go by their names where they have some. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What elements of lists are known by, the best first. */
const names = ["fingerprint", "uuid", "ruleId", "control-id", "file", "name", "href", "path", "id", "what"];

/** The elements of a list by what tells each from all others, if anything does. */
function byName(list: readonly Json[]): Map<string, Json> | undefined {
  const keys = [(one: Json) => one, ...names.map((name) => (one: Json) => getChild(one, name))];
  return keys
    .map((key) => new Map(list.flatMap((one) => (typeof key(one) === "string" ? [[String(key(one)), one]] : []))))
    .find(({ size }) => size === list.length);
}

/** Lists are compared element by element, those with names by these, so that one that is gone moves no other. */
function entriesOf(before: Json[], after: Json[]): [Map<string, Json>, Map<string, Json>] {
  const [named, others] = [byName(before), byName(after)];
  if (named && others && Math.max(before.length, after.length) > 1) return [named, others];
  const numbered = (list: Json[]): Map<string, Json> => new Map(list.map((one, i) => [String(i), one]));
  return [numbered(before), numbered(after)];
}

/** In what two values differ, down to single fields. */
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
