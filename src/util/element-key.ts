import { type Json, getAt, isObject } from "./json.ts";
import type { Path } from "./json-path.ts";

/** Fields that name an element of a list, the best first. No field that holds the path of a file: files move. */
const names = [
  "id",
  "name",
  "vendor",
  "role",
  "signal",
  "technique",
  "group",
  "purpose",
  "country",
  "artifact",
  "specification",
  "principle",
  "practice",
  "standard",
  "dimension",
  "topic",
  "metric",
  "measure",
  "axis",
  "scenario",
  "method",
  "body",
  "audience",
  "what",
  "sign",
  "type",
  "kind",
] as const;

/** Stands for an element that has no name. */
export const NAMELESS = "*";

/** The key of an element of a list: its name, or the value itself. It does not depend on its position. */
export function elementKey(element: Json | undefined): string {
  if (element === undefined || element === null || Array.isArray(element)) return NAMELESS;
  if (!isObject(element)) return String(element);
  const metadata = element["metadata"];
  if (isObject(metadata) && typeof metadata["id"] === "string") return metadata["id"];
  const name = names.find((field) => typeof element[field] === "string");
  if (name === undefined) return NAMELESS;
  const axis = name === "group" && typeof element["axis"] === "string" ? `${element["axis"]} ` : "";
  return `${axis}${String(element[name])}`;
}

/**
 * Writes a path with the keys of elements in place of their positions: `spec.vendors[Acme].dataAccess`.
 * @param root the value that the path starts from
 */
export function formatKeyedPath(path: Path, root: Json): string {
  let text = "";
  path.forEach((key, i) => {
    if (typeof key === "number") text += `[${elementKey(getAt(root, path.slice(0, i + 1)))}]`;
    else text += text === "" ? key : `.${key}`;
  });
  return text;
}
