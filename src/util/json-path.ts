/** The way from a document's root to a value: keys of maps, and positions in lists from 0. */
export type Path = readonly (string | number)[];

const index = /^(?:0|[1-9]\d*)$/;

/** The position in a list that a key stands for, or undefined for any other key. */
export function parseIndex(key: string | number): number | undefined {
  if (typeof key === "number") return key;
  return index.test(key) ? Number(key) : undefined;
}

/** Splits a path with dots, as JSONLogic writes it: `spec.vendors.0.name`. "" is the root. */
export function splitPath(text: string): Path {
  return text === "" ? [] : text.split(".").map((part) => parseIndex(part) ?? part);
}

/** Writes a path as `spec.vendors[0].name`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += text === "" ? key : `.${key}`;
  }
  return text;
}

/** Writes a path with every position in a list left open: `spec.vendors[].name`. */
export function formatOpenPath(path: Path): string {
  return path.map((key, i) => (typeof key === "number" ? "[]" : i === 0 ? key : `.${key}`)).join("");
}

const MAX_CACHED_PATHS = 10_000;
const paths = new Map<string, Path>();

/** Reads a path such as `spec.vendors[0].name` or `spec.vendors.0.name`. */
export function parsePath(text: string): Path {
  const known = paths.get(text);
  if (known) return known;
  // Few paths are read often. Paths from outside can be any number.
  if (paths.size >= MAX_CACHED_PATHS) paths.clear();
  const path = splitPath(text.replaceAll(/\[(\d+)\]/g, ".$1"));
  paths.set(text, path);
  return path;
}
