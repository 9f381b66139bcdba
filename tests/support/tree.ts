import { createGitTree } from "../../src/repository/git/git-tree.ts";
import type { Tree } from "../../src/repository/tree.ts";
import type { TreeEntry } from "../../src/repository/git/types.ts";

/** Files by their paths from the root. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A repository in memory. */
export function treeOf(root: string, contents: Contents): Tree {
  const listed: TreeEntry[] = [];
  const blobs = new Map<string, Buffer>();
  for (const [path, content] of Object.entries(contents)) {
    const bytes = Buffer.from(content);
    const oid = String(listed.length).padStart(40, "0");
    listed.push({ path, mode: "100644", oid, size: bytes.length });
    blobs.set(oid, bytes);
  }
  return createGitTree(root, listed, (oid) => blobs.get(oid));
}
