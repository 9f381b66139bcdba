import type { Dirent } from "node:fs";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readlinkSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { failure, notRegular, ofGit, outside, tooLarge } from "./read.ts";
import type { EntryKind, Tree } from "./tree.ts";
import { lazy, memoizeByText } from "../util/memoize.ts";
import { toPosix } from "../util/path.ts";

/**
 * The state of a repository on the disk.
 * @param root absolute real path of the repository root; nothing outside it is read
 */
export function workingTree(root: string): Tree {
  const place = createPlace(root);
  return {
    root,
    origin: () => "unknown",
    locate(target) {
      const path = resolve(root, target);
      const isDirectory = statSync(path).isDirectory();
      // A link to a file keeps its name: reading it checks whether it leads outside.
      const real = isDirectory ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
      const inside = fromRoot(root, real);
      return inside === undefined ? undefined : { path: inside, isDirectory };
    },
    kind: (path) => kindOf(lstatSync(join(root, path))),
    entries: (folder) =>
      readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    isLinkToDirectory(link) {
      try {
        return statSync(join(root, link)).isDirectory();
      } catch {
        return false;
      }
    },
    linkTarget(link) {
      try {
        const path = realPathInside(place, link);
        return path === undefined || isInGitFolder(place.root(), path)
          ? "outside"
          : { path: fromRoot(place.root(), path) as string };
      } catch {
        return leadsOutside(root, link) ? "outside" : "missing";
      }
    },
    readFile: (file, limit) =>
      withRegularFile(place, file, (handle, size) => {
        const bytes = size > limit ? undefined : readUpTo(handle, limit, size);
        if (bytes !== undefined && bytes.length <= limit) return bytes;
        return tooLarge(file, Math.max(size, bytes?.length ?? 0), limit);
      }),
    readPrefix: (file, count) => withRegularFile(place, file, (handle) => readUpTo(handle, count - 1, count)),
  };
}

export function kindOf(entry: Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink">): EntryKind {
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "link";
  return entry.isFile() ? "file" : "other";
}

/** Where a working tree is, with its links followed. */
interface RealPlace {
  readonly root: () => string;
  /** The real path of a path in it. Throws errors of the file system. */
  readonly realPath: (path: string) => string;
}

/** Follows the links on the way to each folder once: most files are in few folders. */
function createPlace(root: string): RealPlace {
  const realFolder = memoizeByText((folder) => realpathSync(folder));
  const realRoot = lazy(() => realpathSync(root));
  return {
    root: realRoot,
    realPath(path) {
      if (path === realRoot()) return path;
      const real = join(realFolder(dirname(path)), basename(path));
      return lstatSync(real).isSymbolicLink() ? realpathSync(real) : real;
    },
  };
}

/** Path from the root, with forward slashes, or undefined if it is outside the root. */
export function fromRoot(root: string, path: string): string | undefined {
  const way = relative(root, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : toPosix(way);
}

function withRegularFile(
  place: RealPlace,
  file: string,
  use: (handle: number, size: number) => Buffer | Diagnostic,
): Buffer | Diagnostic {
  let handle: number | undefined;
  try {
    const path = realPathInside(place, file);
    if (path === undefined) return outside(file);
    if (isInGitFolder(place.root(), path)) return ofGit(file);
    if (!statSync(path).isFile()) return notRegular(file);
    // Non-blocking, and checked again when open: a pipe that replaces the file must not block the process.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const status = fstatSync(handle);
    return status.isFile() ? use(handle, status.size) : notRegular(file);
  } catch (error) {
    return failure(file, error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The real path of a file, or undefined when it is not within the real root. Throws errors of the file system. */
function realPathInside(place: RealPlace, file: string): string | undefined {
  const root = place.root();
  const normal = posix.normalize(toPosix(file));
  if (file.includes("\0") || isAbsolute(file) || normal === ".." || normal.startsWith("../")) return undefined;
  const path = place.realPath(join(root, normal));
  const fromRoot = relative(root, path);
  return fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot) ? undefined : path;
}

/**
 * True for git's own folder and its content: its settings hold credentials. Some file systems ignore case, and Windows
 * also accepts the short name.
 */
const isInGitFolder = (root: string, path: string): boolean =>
  relative(root, path)
    .split(sep)
    .some((part) => /^(?:\.git[ .]*|git~\d+)$/i.test(part));

/** True for a link to a path outside the root that does not exist or cannot be read. */
function leadsOutside(root: string, link: string): boolean {
  try {
    const path = join(root, link);
    return fromRoot(realpathSync(root), resolve(realpathSync(dirname(path)), readlinkSync(path))) === undefined;
  } catch {
    return false;
  }
}

/** Reads at most `limit + 1` bytes: the extra byte shows that a file is larger than the limit. */
function readUpTo(handle: number, limit: number, expected: number): Buffer {
  let buffer = Buffer.alloc(Math.min(expected, limit) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(handle, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length > limit) return buffer.subarray(0, length);
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(length * 2, limit + 1));
  }
}
