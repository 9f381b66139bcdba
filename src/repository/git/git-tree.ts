import { isAbsolute, posix, resolve } from "node:path";
import { type Diagnostic, fileError } from "../../model/diagnostic.ts";
import { failure, notRegular, outside, tooLarge } from "../read.ts";
import type { Entry, EntryKind, Tree } from "../tree.ts";
import { fromRoot, slashes } from "../working-tree.ts";

/** A file of a commit, as git lists it. */
export interface TreeEntry {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  /** Mode in octal: `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
  /** Name of the object that holds its content. */
  readonly oid: string;
  /** In bytes; undefined for a submodule, and for what is not at hand. */
  readonly size: number | undefined;
}

/** Links that are followed before they are taken to run in a circle, as Linux has it. */
const MOST_LINKS = 40;

const kindOfMode = (mode: string): EntryKind =>
  mode === "120000" ? "link" : mode.startsWith("100") ? "file" : mode.startsWith("040") ? "directory" : "other";

const missing = (path: string): Error => Object.assign(new Error(`${path} does not exist`), { code: "ENOENT" });
const circle = (path: string): Error => Object.assign(new Error(`${path} runs in a circle`), { code: "ELOOP" });

/**
 * A state of a repository that is known by its list of files.
 * @param root absolute path of the repository root, which targets are told by
 * @param blob the content of an object, or undefined when it is not to be had
 */
export function createGitTree(
  root: string,
  files: readonly TreeEntry[],
  blob: (oid: string) => Buffer | undefined,
): Tree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const folders = new Map<string, Map<string, EntryKind>>([["", new Map()]]);
  for (const { path, mode } of files) {
    let is = kindOfMode(mode);
    for (let at = path; at !== ""; is = "directory") {
      const folder = posix.dirname(at) === "." ? "" : posix.dirname(at);
      const known = folders.get(folder);
      if (known?.has(posix.basename(at))) break;
      folders.set(folder, (known ?? new Map<string, EntryKind>()).set(posix.basename(at), is));
      at = folder;
    }
  }

  const kind = (path: string): EntryKind => {
    if (folders.has(path)) return "directory";
    const file = byPath.get(path);
    if (!file) throw missing(path);
    return kindOfMode(file.mode);
  };

  /** Where a path leads, links followed, or undefined when it leaves the root. */
  const follow = (path: string): string | undefined => {
    let [done, rest] = ["", path.split("/").filter((part) => part !== "" && part !== ".")];
    for (let links = 0; rest.length > 0;) {
      const [part, ...others] = rest as [string, ...string[]];
      if (part === "..") {
        if (done === "") return undefined;
        [done, rest] = [posix.dirname(done) === "." ? "" : posix.dirname(done), others];
        continue;
      }
      const next = done === "" ? part : `${done}/${part}`;
      if (kind(next) !== "link") {
        [done, rest] = [next, others];
        continue;
      }
      if (++links > MOST_LINKS) throw circle(path);
      const target = blob(byPath.get(next)?.oid ?? "")?.toString("utf8");
      if (target === undefined) throw missing(path);
      if (isAbsolute(target)) return undefined;
      rest = [...target.split("/").filter((one) => one !== "" && one !== "."), ...others];
    }
    return done;
  };

  const read = (file: string, use: (bytes: Buffer) => Buffer | Diagnostic, limit: number): Buffer | Diagnostic => {
    try {
      if (file.includes("\0") || isAbsolute(file)) return outside(file);
      const path = follow(file);
      if (path === undefined) return outside(file);
      const listed = byPath.get(path);
      if (!listed || kindOfMode(listed.mode) !== "file") return notRegular(file);
      if ((listed.size ?? 0) > limit) return tooLarge(file, listed.size ?? 0, limit);
      const bytes = blob(listed.oid);
      return bytes
        ? use(bytes)
        : fileError(file, "file/not-at-hand", "its content is not in the copy of the history at hand");
    } catch (error) {
      return failure(file, error);
    }
  };

  return {
    root,
    tracked: true,
    locate(target) {
      const way = fromRoot(root, resolve(root, target));
      if (way === undefined) return undefined;
      const path = follow(slashes(way));
      if (path === undefined) return undefined;
      return { path, isDirectory: kind(path) === "directory" };
    },
    kind,
    entries(folder): Entry[] {
      const entries = folders.get(folder);
      if (!entries) throw missing(folder);
      return [...entries].map(([name, is]) => ({ name, is }));
    },
    leadsToDirectory(link) {
      try {
        const path = follow(link);
        return path !== undefined && kind(path) === "directory";
      } catch {
        return false;
      }
    },
    readWhole: (file, limit) => read(file, (bytes) => bytes, limit),
    readHead: (file, count) => read(file, (bytes) => bytes.subarray(0, count), Number.POSITIVE_INFINITY),
  };
}
