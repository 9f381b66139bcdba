import { lstatSync, realpathSync } from "node:fs";
import { join, posix } from "node:path";
import { lazy } from "../../util/memoize.ts";
import { isDocumentPath, isLink, isSubmodule, kindOfMode } from "../layout.ts";
import { isDiagnostic } from "../read.ts";
import type { Entry, EntryKind, FileOrigin, Tree } from "../tree.ts";
import { fromRoot, kindOf, workingTree } from "../working-tree.ts";
import { createGitTree } from "./git-tree.ts";
import type { CheckoutList, IndexEntry } from "./parse-output.ts";
import { type GitRepository, openGitRepository } from "./repository.ts";

/**
 * The working tree of a repository. Git decides which of its files are searched for documents, and which belong to the
 * repository. A tracked file outside a sparse checkout is read from git. Git is called on first use; without git, this is
 * the folder as it is on the disk.
 *
 * @param root absolute real path of the repository root
 */
export function openWorkingTree(root: string, repository = openGitRepository(root)): Tree {
  const disk = workingTree(root);
  if (!repository) return disk;
  const list = lazy(() => repository.checkout());
  const folders = lazy(() => indexListed(root, list(), written()));
  const hidden = lazy(() => hiddenTree(root, repository, list()));
  // Links may lead to files that are not on the disk, such as those of a submodule that is not checked out.
  const inIndex = lazy(() => createGitTree(root, [...list().tracked.values()], (oid) => repository.blob(oid)));
  // Where links are not supported, a checkout writes the path that a link leads to as a file.
  const written = lazy(() => unlessThrown(() => writtenLinks(root, repository, list())) ?? new Set<string>());
  const readAs = (file: string): string => {
    const target = written().has(file) ? inIndex().linkTarget(file) : undefined;
    return typeof target === "object" ? target.path : file;
  };
  const origins = createOrigins(root, repository, list);
  // A root of its own in a folder that the repository around it ignores: git knows nothing of it.
  const isForeign = lazy(() => repository.folder !== "" && list().tracked.size === 0 && list().untracked.length === 0);
  return {
    ...disk,
    listed(folder) {
      if (isForeign()) return undefined;
      const entries = folders().get(folder);
      return entries && [...entries].map(([name, kind]) => ({ name, kind }));
    },
    objectAt: (path) => list().tracked.get(path)?.oid,
    conversions: (files) => (isForeign() ? new Map<string, string>() : repository.conversions(files)),
    origin: (file) => (isForeign() ? disk.origin(file) : origins(file)),
    locate: (target) =>
      attempt(
        () => disk.locate(target),
        () => hidden()?.locate(target),
      ),
    kind: (path) =>
      attempt(
        () => disk.kind(path),
        () => hidden()?.kind(path),
      ),
    entries: (folder) =>
      mergeEntries(
        () => disk.entries(folder),
        () => hidden()?.entries(folder),
      ),
    isLinkToDirectory: (link) =>
      disk.isLinkToDirectory(link) || (disk.linkTarget(link) === "missing" && inIndex().isLinkToDirectory(link)),
    linkTarget(link) {
      if (written().has(link)) return inIndex().linkTarget(link);
      const target = disk.linkTarget(link);
      return target === "missing" ? (hidden()?.linkTarget(link) ?? target) : target;
    },
    readFile: (file, limit) =>
      unlessMissing(disk.readFile(readAs(file), limit), () => hidden()?.readFile(readAs(file), limit)),
    readPrefix: (file, count) => unlessMissing(disk.readPrefix(file, count), () => hidden()?.readPrefix(file, count)),
  };
}

/** Undefined if git cannot list the files: the search for documents reports that. */
function unlessThrown<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The longest path that a link may hold, in bytes. */
const LONGEST_TARGET = 64 * 1024;

/** The result from the disk; if the entry is missing there, the result from git, or else the error of the disk. */
function attempt<T>(onDisk: () => T, inGit: () => T | undefined): T {
  try {
    return onDisk();
  } catch (error) {
    try {
      const found = isMissing(error) ? inGit() : undefined;
      if (found !== undefined) return found;
    } catch {
      // Neither has it.
    }
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

type Bytes = ReturnType<Tree["readFile"]>;

function unlessMissing(read: Bytes, inGit: () => Bytes | undefined): Bytes {
  if (!isDiagnostic(read) || read.code !== "file/missing") return read;
  const found = inGit();
  return found === undefined || (isDiagnostic(found) && found.code === "file/missing") ? read : found;
}

function mergeEntries(onDisk: () => readonly Entry[], inGit: () => readonly Entry[] | undefined): readonly Entry[] {
  const attempts = [onDisk, inGit].map((list) => {
    try {
      return { entries: list() };
    } catch (error) {
      return { error };
    }
  });
  const [disk, git] = attempts as [{ entries?: readonly Entry[]; error?: unknown }, { entries?: readonly Entry[] }];
  if (!disk.entries && !git.entries) throw disk.error;
  const known = new Set(disk.entries?.map(({ name }) => name));
  return [...(disk.entries ?? []), ...(git.entries ?? []).filter(({ name }) => !known.has(name))];
}

/** The files that git treats as unchanged and that are not on the disk; undefined if there are none. */
function hiddenTree(root: string, repository: GitRepository, { tracked }: CheckoutList): Tree | undefined {
  const files = [...tracked.values()].filter((entry) => entry.hidden && kindOnDisk(root, entry.path) === undefined);
  if (files.length === 0) return undefined;
  repository.prefetchMissing(files.filter(({ path }) => isDocumentPath(path)));
  return createGitTree(root, files, (oid, path) =>
    path === undefined ? repository.blob(oid) : repository.content(oid, repository.folder + path),
  );
}

/** The links whose path is on the disk as the content of a file. A user may also have put another file in their place. */
function writtenLinks(root: string, repository: GitRepository, { tracked }: CheckoutList): ReadonlySet<string> {
  const disk = workingTree(root);
  const links = [...tracked.values()].filter(({ path, mode }) => isLink(mode) && kindOnDisk(root, path) === "file");
  const isWritten = ({ path, oid }: IndexEntry): boolean => {
    const [content, target] = [disk.readFile(path, LONGEST_TARGET), repository.blob(oid)];
    return !isDiagnostic(content) && target !== undefined && Buffer.compare(content, target) === 0;
  };
  return new Set(links.filter(isWritten).map(({ path }) => path));
}

function kindOnDisk(root: string, path: string): EntryKind | undefined {
  try {
    return kindOf(lstatSync(join(root, path)));
  } catch {
    return undefined;
  }
}

/** The kinds of the entries of a folder, by name. */
type ListedFolder = Map<string, EntryKind>;

/** The files that git tracks or would add and that may hold documents, by folder. Includes all folders of such files. */
function indexListed(
  root: string,
  { tracked, untracked }: CheckoutList,
  written: ReadonlySet<string>,
): ReadonlyMap<string, ListedFolder> {
  const folders = new Map<string, ListedFolder>([["", new Map()]]);
  const folderAt = (path: string): ListedFolder => {
    const known = folders.get(path);
    if (known) return known;
    const made: ListedFolder = new Map();
    folders.set(path, made);
    const [parent, name] = split(path);
    folderAt(parent).set(name, "directory");
    return made;
  };
  const put = (path: string, kind: EntryKind | undefined): void => {
    const [parent, name] = split(path);
    const folder = folderAt(parent);
    const isSearched = kind === "repository" || kind === "link" || (kind !== undefined && isDocumentPath(path));
    if (isSearched && kind !== "directory" && !folder.has(name)) folder.set(name, kind);
  };
  const isReal = realFolders(root);
  for (const entry of tracked.values()) {
    const { path, mode } = entry;
    if (isSubmodule(mode)) put(path, "repository");
    else if (written.has(path)) put(path, "link");
    else put(path, isLink(mode) || isDocumentPath(path) ? kindOfTracked(root, entry, isReal) : undefined);
  }
  for (const path of untracked) {
    if (path.endsWith("/")) put(path.slice(0, -1), "repository");
    else put(path, kindOnDisk(root, path));
  }
  return folders;
}

/** The kind on the disk. A missing file was deleted (undefined), unless it is outside the sparse checkout. */
function kindOfTracked(
  root: string,
  { path, mode, hidden }: IndexEntry,
  isReal: (folder: string) => boolean,
): EntryKind | undefined {
  const kind = isReal(split(path)[0]) ? kindOnDisk(root, path) : undefined;
  return kind ?? (hidden ? kindOfMode(mode) : undefined);
}

const split = (path: string): [string, string] => {
  const end = path.lastIndexOf("/");
  return end < 0 ? ["", path] : [path.slice(0, end), path.slice(end + 1)];
};

/** Returns a test for folders without links on the way from the root. Results are cached. */
function realFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([["", true]]);
  const isReal = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const is = isReal(split(folder)[0]) && kindOnDisk(root, folder) === "directory";
    known.set(folder, is);
    return is;
  };
  return isReal;
}

const worstFirst: readonly FileOrigin[] = ["ignored", "untracked", "tracked"];

/** Returns the worst origin among a path, the links on its way, and its target. */
function createOrigins(root: string, repository: GitRepository, list: () => CheckoutList): Tree["origin"] {
  const untracked = lazy(() => new Set(list().untracked));
  const submodules = lazy(() => [...list().tracked.values()].filter(({ mode }) => isSubmodule(mode)));
  const inSubmodules = lazy(() => new Set(repository.submoduleFiles()));
  const realRoot = lazy(() => realpathSync(root));

  const isOfGit = (path: string): boolean =>
    repository.gitFolders.some((folder) => fromRoot(folder, join(root, path)) !== undefined);

  const originOf = (path: string): FileOrigin => {
    // Git's own folder may have any name and be in the work tree.
    if (isOfGit(path)) return "ignored";
    if (list().tracked.has(path)) return "tracked";
    if (untracked().has(path)) return "untracked";
    if (!submodules().some((one) => path.startsWith(`${one.path}/`))) return "ignored";
    return inSubmodules().has(path) ? "tracked" : "untracked";
  };

  return (file) => {
    const path = posix.normalize(file);
    const links = path
      .split("/")
      .map((_, i, parts) => parts.slice(0, i + 1).join("/"))
      .filter((one) => kindOnDisk(root, one) === "link");
    const origins = [...links, realPath(root, realRoot(), path)].map((one) => originOf(one));
    return worstFirst.find((one) => origins.includes(one)) ?? "ignored";
  };
}

/** The target of a path, as a path from the root; the path itself if it does not exist. */
function realPath(root: string, realRoot: string, path: string): string {
  try {
    return fromRoot(realRoot, realpathSync(join(root, path))) ?? path;
  } catch {
    return path;
  }
}
