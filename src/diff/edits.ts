import { type Json, type JsonObject, type Path, getAt, emptyObject, isObject } from "../util/json.ts";

/** A copy of a map; what it holds is shared. */
function copied(map: JsonObject): JsonObject {
  return Object.assign(emptyObject(), map);
}

/**
 * A value with another one at a path, as a copy that shares what did not change.
 * @param value undefined takes away what is there
 * @returns undefined where the path cannot lead
 */
export function setAt(root: Json, path: Path, value: Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(root)) {
    if (typeof key !== "number" || key > root.length) return undefined;
    const below = rest.length === 0 ? value : setAt(root[key] ?? emptyObject(), rest, value);
    if (below === undefined && rest.length > 0) return undefined;
    return [...root.slice(0, key), ...(below === undefined ? [] : [below]), ...root.slice(key + 1)];
  }
  if (!isObject(root)) return undefined;
  const name = String(key);
  const copy = copied(root);
  if (rest.length === 0) {
    if (value === undefined) delete copy[name];
    else copy[name] = value;
    return copy;
  }
  const next = Object.hasOwn(root, name) ? root[name] : undefined;
  if (next === undefined && value === undefined) return root;
  const below = setAt(next ?? (typeof rest[0] === "number" ? [] : emptyObject()), rest, value);
  if (below === undefined) return undefined;
  copy[name] = below;
  return copy;
}

/** One place at which two values differ. */
export interface Edit {
  readonly path: Path;
  /** Undefined where nothing stands. */
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Where two values differ: within maps and lists of one length as deep as it goes, else as a whole. */
export function diffValues(from: Json | undefined, to: Json | undefined, path: Path = []): Edit[] {
  if (from === to) return [];
  if (isObject(to) && (isObject(from) || (from === undefined && Object.keys(to).length > 0))) {
    const keys = [...new Set([...Object.keys(from ?? {}), ...Object.keys(to)])];
    return keys.flatMap((key) => diffValues(getAt(from, [key]), getAt(to, [key]), [...path, key]));
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return from.flatMap((one, i) => diffValues(one, to[i], [...path, i]));
  return same(from, to) ? [] : [{ path, from, to }];
}

/** A value with some edits made to it; undefined where one cannot be made. */
export function applyEdits(root: Json, edits: readonly Edit[]): Json | undefined {
  let value: Json | undefined = root;
  for (const { path, to } of edits) value = value === undefined ? undefined : setAt(value, path, to);
  return value;
}
