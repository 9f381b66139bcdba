import { isAbsolute, posix, resolve } from "node:path";
import { type Diagnostic, fileError } from "../../model/diagnostic.ts";
import { decodeText } from "../../util/decode-text.ts";
import { quote } from "../../util/text.ts";
import { isDocumentPath, kindOfMode } from "../layout.ts";
import { failure, notRegular, outside, tooLarge } from "../read.ts";
import type { Entry, EntryKind, Tree } from "../tree.ts";
import { toPosix } from "../../util/path.ts";
import { fromRoot } from "../working-tree.ts";
import type { TreeEntry } from "./types.ts";

/** Links that are followed before they count as a loop, as on Linux. */
const MAX_LINKS = 40;

/** The files of a state, by path and by folder. */
interface FileIndex {
  readonly files: ReadonlyMap<string, TreeEntry>;
  readonly folders: ReadonlyMap<string, ReadonlyMap<string, EntryKind>>;
  readonly blob: ReadBlob;
  readonly submodule: ReadSubmodule;
}

/** The content of an object: as stored, or with a path from the root, as a checkout writes it there. */
type ReadBlob = (oid: string, path?: string) => Uint8Array | undefined;

/** The files of a submodule at a commit, by its path from the root; undefined if they are not available. */
type ReadSubmodule = (path: string, commit: string) => Tree | undefined;

const missing = (path: string): Error => Object.assign(new Error(`${path} does not exist`), { code: "ENOENT" });
/** Thrown for a path into a submodule: the commits of this repository do not contain its files. */
class SubmoduleError extends Error {
  readonly submodule: string;
  /** The path within it. */
  readonly rest: string;
  constructor(submodule: string, rest: string) {
    super(`${submodule} is a submodule`);
    this.submodule = submodule;
    this.rest = rest;
  }
}
const linkLoop = (path: string): Error => Object.assign(new Error(`${path} is a link loop`), { code: "ELOOP" });

/**
 * Creates the tree of a state from its list of files.
 * @param root absolute path of the repository root
 * @param blob the content of an object, or undefined when it is not available
 * @param submodule supplies single files that are named, such as evidence; submodules are never searched
 */
export function createGitTree(
  root: string,
  files: readonly TreeEntry[],
  blob: ReadBlob,
  submodule: ReadSubmodule = () => undefined,
): Tree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const index = { files: byPath, folders: indexFolders(files), blob, submodule };
  return {
    root,
    listed: (folder) => (index.folders.has(folder) ? entriesAt(index, folder) : undefined),
    objectAt: (path) => index.files.get(path)?.oid,
    origin: () => "tracked",
    locate(target) {
      const inside = fromRoot(root, resolve(root, target));
      const path = inside === undefined ? undefined : resolveLinks(index, toPosix(inside));
      return path === undefined ? undefined : { path, isDirectory: kindAt(index, path) === "directory" };
    },
    kind: (path) => kindAt(index, path),
    entries: (folder) => entriesAt(index, folder),
    isLinkToDirectory(link) {
      try {
        const path = resolveLinks(index, link);
        return path !== undefined && kindAt(index, path) === "directory";
      } catch (error) {
        return error instanceof SubmoduleError && !isDocumentPath(link);
      }
    },
    linkTarget(link) {
      try {
        const path = resolveLinks(index, link);
        return path === undefined ? "outside" : index.files.has(path) ? { path } : "missing";
      } catch {
        return "missing";
      }
    },
    readFile: (file, limit) => readBytesAt(index, file, limit),
    readPrefix(file, count) {
      const bytes = readBytesAt(index, file, Number.POSITIVE_INFINITY);
      return bytes instanceof Uint8Array ? bytes.subarray(0, count) : bytes;
    },
  };
}

function entriesAt({ folders }: FileIndex, folder: string): Entry[] {
  const entries = folders.get(folder);
  if (!entries) throw missing(folder);
  return [...entries].map(([name, kind]) => ({ name, kind }));
}

const parentOf = (path: string): string => (posix.dirname(path) === "." ? "" : posix.dirname(path));

/** The entries of each folder that the files imply. */
function indexFolders(files: readonly TreeEntry[]): Map<string, Map<string, EntryKind>> {
  const folders = new Map<string, Map<string, EntryKind>>([["", new Map()]]);
  for (const { path, mode } of files) {
    let kind = kindOfMode(mode);
    for (let at = path; at !== ""; kind = "directory") {
      const folder = parentOf(at);
      const known = folders.get(folder);
      if (known?.has(posix.basename(at))) break;
      folders.set(folder, (known ?? new Map<string, EntryKind>()).set(posix.basename(at), kind));
      at = folder;
    }
  }
  return folders;
}

function kindAt({ files, folders }: FileIndex, path: string): EntryKind {
  if (folders.has(path)) return "directory";
  const file = files.get(path);
  if (!file) throw missing(path);
  return kindOfMode(file.mode);
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "" && part !== ".");

/** The path that a path with links leads to, or undefined when it leaves the root. */
function resolveLinks(index: FileIndex, path: string): string | undefined {
  let [resolved, rest] = ["", partsOf(path)];
  for (let links = 0; rest.length > 0;) {
    const [part, ...others] = rest as [string, ...string[]];
    if (part === "..") {
      if (resolved === "") return undefined;
      [resolved, rest] = [parentOf(resolved), others];
      continue;
    }
    const next = resolved === "" ? part : `${resolved}/${part}`;
    const kind = kindAt(index, next);
    if (kind === "repository" && others.length > 0) throw new SubmoduleError(next, others.join("/"));
    if (kind !== "link") {
      [resolved, rest] = [next, others];
      continue;
    }
    if (++links > MAX_LINKS) throw linkLoop(path);
    const content = index.blob(index.files.get(next)?.oid ?? "");
    if (content === undefined) throw missing(path);
    const target = decodeText(content);
    if (isAbsolute(target)) return undefined;
    rest = [...partsOf(target), ...others];
  }
  return resolved;
}

function readBytesAt(index: FileIndex, file: string, limit: number): Uint8Array | Diagnostic {
  try {
    if (file.includes("\0") || isAbsolute(file)) return outside(file);
    const path = resolveLinks(index, file);
    if (path === undefined) return outside(file);
    const entry = index.files.get(path);
    if (!entry || kindOfMode(entry.mode) !== "file") return notRegular(file);
    if ((entry.size ?? 0) > limit) return tooLarge(file, entry.size ?? 0, limit);
    const bytes = index.blob(entry.oid, path);
    if (bytes === undefined)
      return fileError(file, "file/not-at-hand", `the content of ${quote(file)} is not in this clone: fetch it first`);
    return bytes.length > limit ? tooLarge(file, bytes.length, limit) : bytes;
  } catch (error) {
    return error instanceof SubmoduleError ? readInSubmodule(index, file, error, limit) : failure(file, error);
  }
}

function readInSubmodule(
  { files, submodule: read }: FileIndex,
  file: string,
  { submodule, rest }: SubmoduleError,
  limit: number,
): Uint8Array | Diagnostic {
  const found = read(submodule, files.get(submodule)?.oid ?? "")?.readFile(rest, limit);
  if (found instanceof Uint8Array) return found;
  if (found !== undefined) return { ...found, file };
  const message = `${quote(file)} is in the submodule ${quote(submodule)}, whose commit is not available: check it out, or put a copy in the repository`;
  return fileError(file, "file/not-at-hand", message);
}
