import { type Path, parseIndex } from "./json-path.ts";

export { type Path, formatPath, parsePath } from "./json-path.ts";

/** A value that JSON can express. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A map. Made without a prototype, so that no inherited name can be read. */
export interface JsonObject {
  [key: string]: Json;
}

export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

/** The value of a text in JSON, or undefined when the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value under a key or position, or undefined where there is none.
 * Only a value's own entries count; `length`, `constructor` and the like are absent.
 */
export function getChild(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) {
    const index = parseIndex(key);
    return index === undefined ? undefined : value[index];
  }
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path, or undefined. */
export function getAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const key of path) value = getChild(value, key);
  return value;
}

/**
 * Sets the value at a path, in place. Missing maps on the way are made, and lists where the next key is a position. A
 * list takes one more element at its end, but none beyond.
 * @param scalars keeps a scalar on the way, or replaces it
 * @returns false if the path cannot be followed
 */
export function setAt(root: Json, path: Path, value: Json, scalars: "replace" | "keep" = "keep"): boolean {
  let parent = root;
  for (const [i, key] of path.slice(0, -1).entries()) {
    let next = getChild(parent, key);
    if (next === undefined || next === null || (scalars === "replace" && typeof next !== "object")) {
      next = typeof path[i + 1] === "number" ? [] : emptyObject();
      if (!setChild(parent, key, next)) return false;
    }
    parent = next;
  }
  const last = path.at(-1);
  return last !== undefined && setChild(parent, last, value);
}

function setChild(parent: Json, key: string | number, value: Json): boolean {
  if (Array.isArray(parent)) {
    const index = parseIndex(key);
    if (index === undefined || index > parent.length) return false;
    parent[index] = value;
    return true;
  }
  if (!isObject(parent)) return false;
  parent[String(key)] = value;
  return true;
}

/** A deep copy. */
export function copyJson<T extends Json>(value: T): T;
export function copyJson(value: Json): Json {
  if (Array.isArray(value)) return value.map((one) => copyJson(one));
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value)) copy[key] = copyJson(value[key] as Json);
  return copy;
}

/** True for values with the same data; the order of keys does not count. */
export function equalJson(a: Json, b: Json): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, i) => equalJson(one, b[i] as Json));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] as Json, b[key] as Json))
  );
}

/** A list of texts, or undefined when the value is no such list. */
export function textList(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}

/** The texts of a field that holds one text or a list of them. */
export function oneOrMore(value: Json | undefined): string[] {
  return typeof value === "string" ? [value] : Array.isArray(value) ? value.map(String) : [];
}

/** A number, or undefined. */
export function numberAt(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The maps among the elements of a list, with their positions; none when the value is no list. */
export function mapsOf(value: Json | undefined): { readonly index: number; readonly map: JsonObject }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((map, index) => (isObject(map) ? [{ index, map }] : []));
}

/**
 * A copy that keeps nothing else alive. V8 does not copy a text that is cut out of a longer one: a name taken from a
 * document would keep the whole text of the document in memory.
 */
export function copyWithoutSlices<T extends Json>(value: T): T;
export function copyWithoutSlices(value: Json): Json {
  if (typeof value === "string") return JSON.parse(JSON.stringify(value)) as string;
  if (Array.isArray(value)) return value.map((one) => copyWithoutSlices(one));
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value)) copy[copyWithoutSlices(key)] = copyWithoutSlices(value[key] as Json);
  return copy;
}

/** Orders texts by code unit, the same on every machine and in every locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A copy without the null fields of maps: an empty field counts as absent. Nulls in lists stay, so that a schema can
 * reject them.
 */
export function removeNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(removeNulls);
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value)) {
    const entry = value[key] as Json;
    if (entry !== null) copy[key] = removeNulls(entry);
  }
  return copy;
}
