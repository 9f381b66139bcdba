import { isUtf8 } from "node:buffer";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileError } from "../model/diagnostic.ts";
import { compareText } from "../model/json.ts";
import { quote } from "../model/words.ts";

/** How much of a file is read. */
export interface ReadLimits {
  /** The largest size in bytes; 2 MiB unless told. */
  readonly bytes?: number;
}

/** The content of a file. */
export interface FileContent {
  /** The text without a byte order mark. */
  readonly text: string;
  /** The bytes as they lie on the disk, for digests. */
  readonly bytes: Buffer;
}

export const defaultReadLimit = 2 * 1024 * 1024;

/** Whether a reading failed. */
export function isDiagnostic(result: object): result is Diagnostic {
  return "severity" in result && "code" in result;
}

/**
 * Reads a UTF-8 text file that lies within a root.
 *
 * @param root absolute path of the repository root
 * @param file path from the root, with forward slashes
 * @returns the content, or one of the diagnostics `file/missing`, `file/outside` (the path or a link in it leaves the
 *   root), `file/unreadable` (no permission, a directory, a pipe, a device, ...), `file/empty`, `file/binary` (not
 *   UTF-8 text) and `file/too-large`. Nothing is thrown.
 */
export function readText(root: string, file: string, limits: ReadLimits = {}): FileContent | Diagnostic {
  const bytes = readBytes(root, file, limits);
  if (isDiagnostic(bytes)) return bytes;
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    return fileError(file, "file/binary", `${quote(file)} is encoded as UTF-16: save it as UTF-8`);
  if (bytes.includes(0)) return fileError(file, "file/binary", `${quote(file)} is not a text file`);
  if (!isUtf8(bytes)) return fileError(file, "file/binary", `${quote(file)} is not UTF-8 text: save it as UTF-8`);
  const text = bytes.toString("utf8", startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0);
  if (text.trim() === "") return fileError(file, "file/empty", `${quote(file)} is empty: fill it in or remove it`);
  return { text, bytes };
}

/**
 * Reads the bytes of a file that lies within a root: for evidence that is not text. Parameters and errors are those of
 * `readText`, less `file/empty` and `file/binary`.
 */
export function readBytes(root: string, file: string, limits: ReadLimits = {}): Buffer | Diagnostic {
  return withRegularFile(root, file, (handle, size) => {
    const limit = limits.bytes ?? defaultReadLimit;
    const bytes = size > limit ? undefined : readUpTo(handle, limit, size);
    if (bytes !== undefined && bytes.length <= limit) return bytes;
    const actual = Math.max(size, bytes?.length ?? 0);
    const message = `${quote(file)} has ${actual} bytes and at most ${limit} are read: split or shorten it`;
    return fileError(file, "file/too-large", message);
  });
}

/** The first bytes of a file, however large the file is. Parameters and errors are those of `readBytes`. */
export function readHead(root: string, file: string, count: number): Buffer | Diagnostic {
  return withRegularFile(root, file, (handle) => readUpTo(handle, count - 1, count));
}

function withRegularFile(
  root: string,
  file: string,
  use: (handle: number, size: number) => Buffer | Diagnostic,
): Buffer | Diagnostic {
  let handle: number | undefined;
  try {
    const path = realPathInside(root, file);
    if (path === undefined) return outside(file);
    if (!statSync(path).isFile()) return notRegular(file);
    // Non-blocking, and asked again once open: a pipe put in the file's place must not make us wait.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    const status = fstatSync(handle);
    return status.isFile() ? use(handle, status.size) : notRegular(file);
  } catch (error) {
    return failure(file, error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The real path of a file, or undefined when it is not within the root. Throws what the file system does. */
function realPathInside(root: string, file: string): string | undefined {
  const normal = posix.normalize(sep === "\\" ? file.replaceAll("\\", "/") : file);
  if (file.includes("\0") || isAbsolute(file) || normal === ".." || normal.startsWith("../")) return undefined;
  const path = realpathSync(join(root, normal));
  const fromRoot = relative(realpathSync(root), path);
  return fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot) ? undefined : path;
}

/** At most `limit + 1` bytes, so that a file which grew past the limit shows. */
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

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function outside(file: string): Diagnostic {
  const message = `${quote(file)} lies outside the repository: only files within it are read, so copy it in`;
  return fileError(file, "file/outside", message);
}

function notRegular(file: string): Diagnostic {
  return fileError(file, "file/unreadable", `${quote(file)} is not a regular file: name a file`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied: allow reading it",
  EPERM: "permission is denied: allow reading it",
  EISDIR: "it is a directory: name a file",
  ELOOP: "its symbolic links run in a circle: remove one of them",
  ENAMETOOLONG: "its name is too long: shorten it",
};

/** The diagnostic for what the file system said about a file or directory. */
export function failure(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOENT" || code === "ENOTDIR")
    return fileError(file, "file/missing", `${quote(file)} does not exist: correct the path or add the file`);
  const reason = reasons[code] ?? `the system says ${code}`;
  return fileError(file, "file/unreadable", `${quote(file)} cannot be read, ${reason}`);
}

/** The files of a folder, and what could not be listed. */
export interface Listing {
  /** Paths from the root with forward slashes, in the order of their code units. */
  readonly files: string[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Lists all files in a folder and in the folders within it; a folder that does not exist holds none.
 *
 * A symbolic link is not followed but an error, `file/link`: whoever may change what it leads to need not be who may
 * change the folder. A folder that cannot be listed is `file/unreadable`.
 *
 * @param root absolute path of the repository root
 * @param folder path from the root, with forward slashes
 */
export function listFolder(root: string, folder: string): Listing {
  const listing: Listing = { files: [], diagnostics: [] };
  try {
    const status = lstatSync(join(root, folder));
    if (status.isSymbolicLink()) listing.diagnostics.push(link(folder));
    else if (status.isDirectory()) listInto(listing, root, folder);
    else
      listing.diagnostics.push(
        fileError(folder, "file/unreadable", `${quote(folder)} is not a directory: make it one`),
      );
  } catch (error) {
    const problem = failure(folder, error);
    if (problem.code !== "file/missing") listing.diagnostics.push(problem);
  }
  return { files: listing.files.toSorted(compareText), diagnostics: listing.diagnostics };
}

function listInto(listing: Listing, root: string, folder: string): void {
  const pending = [folder];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    try {
      for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
        const inner = `${path}/${entry.name}`;
        if (entry.isDirectory()) pending.push(inner);
        else if (entry.isSymbolicLink()) listing.diagnostics.push(link(inner));
        else listing.files.push(inner);
      }
    } catch (error) {
      listing.diagnostics.push(failure(path, error));
    }
  }
}

function link(path: string): Diagnostic {
  return fileError(
    path,
    "file/link",
    `${quote(path)} is a symbolic link, which is not followed here: put a copy in its place`,
  );
}
