import { posix } from "node:path";
import { failure, tooLarge } from "./read.ts";
import type { Entry, Tree } from "./tree.ts";

const missing = (path: string): Error => Object.assign(new Error(`${path} does not exist`), { code: "ENOENT" });

/**
 * A state of a repository in which some files have another content. No link leads to them.
 * @param files new contents by path from the root; undefined for a file that is gone
 */
export function overlayTree(tree: Tree, files: ReadonlyMap<string, Uint8Array | undefined>): Tree {
  const present = [...files].filter(([, bytes]) => bytes !== undefined).map(([path]) => path);
  const isFolder = (path: string): boolean => present.some((file) => file.startsWith(`${path}/`));
  const below = (folder: string): Entry[] =>
    present.flatMap((file): Entry[] => {
      const prefix = folder === "" ? "" : `${folder}/`;
      if (!file.startsWith(prefix)) return [];
      const [name = "", ...rest] = file.slice(prefix.length).split("/");
      return [{ name, kind: rest.length > 0 ? "directory" : "file" }];
    });
  const merged = (folder: string, own: readonly Entry[]): Entry[] => {
    const kept = own.filter(({ name }) => !files.has(posix.join(folder, name)));
    return [...new Map([...kept, ...below(folder)].map((entry) => [entry.name, entry])).values()];
  };
  const entriesOf = (folder: string): readonly Entry[] => {
    try {
      return tree.entries(folder);
    } catch (error) {
      if (isFolder(folder)) return [];
      throw error;
    }
  };
  const read = (
    file: string,
    limit: number,
    from: () => ReturnType<Tree["readFile"]>,
  ): ReturnType<Tree["readFile"]> => {
    if (!files.has(file)) return from();
    const bytes = files.get(file);
    if (bytes === undefined) return failure(file, missing(file));
    return bytes.length > limit ? tooLarge(file, bytes.length, limit) : bytes;
  };
  const { listed } = tree;
  return {
    ...tree,
    ...(listed ? { listed: (folder) => merged(folder, listed(folder) ?? []) } : {}),
    kind(path) {
      if (files.get(path) !== undefined) return "file";
      if (files.has(path)) throw missing(path);
      return isFolder(path) ? "directory" : tree.kind(path);
    },
    entries: (folder) => merged(folder, entriesOf(folder)),
    readFile: (file, limit) => read(file, limit, () => tree.readFile(file, limit)),
    readPrefix(file, count) {
      const bytes = read(file, Number.POSITIVE_INFINITY, () => tree.readPrefix(file, count));
      return bytes instanceof Uint8Array ? bytes.subarray(0, count) : bytes;
    },
  };
}
