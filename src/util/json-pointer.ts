import type { Path } from "./json-path.ts";

/** Reads a JSON Pointer (RFC 6901), whose keys are all texts; undefined for a text that is none. */
export function parsePointer(pointer: string): Path | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")); // prettier-ignore
}
