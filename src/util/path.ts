import { sep } from "node:path";

/** A path of the system with forward slashes. */
export function toPosix(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
