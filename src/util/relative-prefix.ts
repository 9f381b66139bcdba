import { relative } from "node:path";

/** The text before paths from a root that makes them paths from another folder: empty, or ending with a slash. */
export function relativePrefix(root: string, cwd: string): string {
  const path = relative(cwd, root).replaceAll("\\", "/");
  return path === "" ? "" : `${path}/`;
}
