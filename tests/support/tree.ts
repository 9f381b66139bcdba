import { type ListedFile, listedTree } from "../../src/documents/listed-tree.ts";
import type { Tree } from "../../src/documents/tree.ts";

/** Files by their paths from the root. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A repository that lies nowhere. */
export function treeOf(root: string, contents: Contents): Tree {
  const listed: ListedFile[] = [];
  const blobs = new Map<string, Buffer>();
  for (const [path, content] of Object.entries(contents)) {
    const bytes = Buffer.from(content);
    const oid = String(listed.length).padStart(40, "0");
    listed.push({ path, mode: "100644", oid, size: bytes.length });
    blobs.set(oid, bytes);
  }
  return listedTree(root, listed, (oid) => blobs.get(oid));
}
