/** A value of a document: what JSON can say, and nothing else. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A map of a document. Made without a prototype, so that no inherited name can be read. */
export interface JsonObject {
  [key: string]: Json;
}

/** The way from a document's root to a value: keys of maps and positions in lists (from 0). */
export type Path = readonly (string | number)[];

/** An empty map without a prototype. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

/** The value of a text in JSON, or undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a value is a map. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * One step down: the value under a key or position, or undefined where there is none.
 * Only a value's own entries count; `length`, `constructor` and the like are absent.
 */
export function getChild(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) {
    const index = typeof key === "number" ? key : /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
    return index >= 0 ? value[index] : undefined;
  }
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path, or undefined where nothing is. */
export function getAt(root: Json | undefined, path: Path): Json | undefined {
  let value = root;
  for (const key of path) value = getChild(value, key);
  return value;
}

/** Writes a path as people write it: `spec.vendors[0].name`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += text === "" ? key : `.${key}`;
  }
  return text;
}

const MOST_PATHS = 10_000;
const paths = new Map<string, Path>();

/** Reads a path as people write it: `spec.vendors[0].name` or, as JSONLogic has it, `spec.vendors.0.name`. */
export function parsePath(text: string): Path {
  const known = paths.get(text);
  if (known) return known;
  // Few paths are read often; many come from outside.
  if (paths.size >= MOST_PATHS) paths.clear();
  const path =
    text === ""
      ? []
      : text
          .replaceAll(/\[(\d+)\]/g, ".$1")
          .split(".")
          .map(stepOf);
  paths.set(text, path);
  return path;
}

const stepOf = (part: string): string | number => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part);

/**
 * A copy that keeps nothing else alive: V8 cuts a text out of a longer one without copying it, so that a name taken from
 * a document would keep all of its text.
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
 * A copy of a value in which every null of a map is left out: an unanswered field is an absent one.
 * Nulls in lists stay, so that a schema can refuse them.
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
