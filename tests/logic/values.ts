import { type Json, type JsonObject, emptyObject, isObject } from "../../src/util/json.ts";

/** A map without a prototype, whatever its keys are called. */
export function mapOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  const map = emptyObject();
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** A value with maps without prototypes, as documents are loaded. */
export function bare(value: Json): Json {
  if (Array.isArray(value)) return value.map(bare);
  return isObject(value) ? mapOf(Object.keys(value).map((key) => [key, bare(value[key] as Json)])) : value;
}

/** A value with ordinary maps, as JSON.parse makes them. */
export function ordinary(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** Whether two values say the same, whatever their prototypes; -0 is 0. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** The parameters that expressions of tests may name. */
export const parameters: JsonObject = mapOf([
  ["limit", 3],
  ["name", "a"],
  ["flag", false],
  ["names", ["a", "b"]],
  ["none", []],
]);
