import { isUtf8 } from "node:buffer";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileError } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import { decodeText } from "../util/decode-text.ts";
import { quote } from "../util/text.ts";
import type { Tree } from "./tree.ts";

export interface ReadLimits {
  /** The largest size in bytes (default: 2 MiB). */
  readonly bytes?: number;
  /** Reads UTF-16 with a byte order mark too, as spreadsheets save it (default: false). */
  readonly utf16?: boolean;
}

export interface FileContent {
  /** The text without a byte order mark. */
  readonly text: string;
  /** The bytes as stored, for digests. */
  readonly bytes: Uint8Array;
}

export const defaultReadLimit = 2 * 1024 * 1024;

/** True if reading failed. */
export function isDiagnostic(result: object): result is Diagnostic {
  return Object.hasOwn(result, "severity") && Object.hasOwn(result, "code");
}

/**
 * Reads a UTF-8 text file of a repository.
 *
 * @param file path from the root, with forward slashes
 * @returns the content, or one of the diagnostics `file/missing`, `file/outside` (the path or a link in it leaves the
 *   root), `file/unreadable` (no permission, a directory, a pipe, a device, ...), `file/empty`, `file/binary` (not
 *   UTF-8 text), `file/lfs-pointer`, `file/encrypted` and `file/too-large`. Nothing is thrown.
 */
export function readText(tree: Tree, file: string, limits: ReadLimits = {}): FileContent | Diagnostic {
  const bytes = readBytes(tree, file, limits);
  if (isDiagnostic(bytes)) return bytes;
  const utf16 = limits.utf16 === true ? decodeUtf16(bytes) : undefined;
  if (utf16 !== undefined && utf16.trim() !== "") return { text: utf16, bytes };
  if (utf16Mark(bytes) !== undefined)
    return fileError(file, "file/binary", `${quote(file)} is encoded as UTF-16: save it as UTF-8`);
  if (bytes.includes(0)) return fileError(file, "file/binary", `${quote(file)} is not a text file`);
  if (!isUtf8(bytes)) return fileError(file, "file/binary", `${quote(file)} is not UTF-8 text: save it as UTF-8`);
  const text = decodeText(bytes, startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0);
  if (text.trim() === "") return fileError(file, "file/empty", `${quote(file)} is empty: fill it in or remove it`);
  return { text, bytes };
}

/** The encoding of a text with a byte order mark of UTF-16. */
const utf16Mark = (bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined =>
  startsWith(bytes, [0xff, 0xfe]) ? "utf-16le" : startsWith(bytes, [0xfe, 0xff]) ? "utf-16be" : undefined;

/** The text of UTF-16 with a byte order mark; undefined for anything else, and for text that is not well formed. */
function decodeUtf16(bytes: Uint8Array): string | undefined {
  const encoding = utf16Mark(bytes);
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads the bytes of a file: for evidence that is not text. Parameters and errors are those of `readText`, less
 * `file/empty` and `file/binary`.
 */
export function readBytes(tree: Tree, file: string, limits: ReadLimits = {}): Uint8Array | Diagnostic {
  const bytes = tree.readFile(file, limits.bytes ?? defaultReadLimit);
  return isDiagnostic(bytes) ? bytes : (substitute(file, bytes) ?? bytes);
}

/** The first line of a git LFS pointer, by the current and the early specifications. Git LFS takes blanks before it. */
export const LFS_POINTER = /^\s*version https?:\/\/(?:git-lfs\.github\.com|hawser\.github\.com|git-media\.io)\//;
/** What git-annex and git-fat store in the place of a file. */
const ANNEX_POINTER = /^(?:\.\.?\/)*(?:\.git)?\/annex\/objects\/\S/;
const FAT_POINTER = /^#\$# git-fat [0-9a-f]{40}/;

/** The start of a text in UTF-8, UTF-16 or UTF-32, as far as it is ASCII. */
const startOf = (bytes: Uint8Array): string =>
  decodeText(bytes.subarray(0, 400), 0, "latin1").replaceAll(/\0|^[\xFE\xFF\0]+/g, "");

const pointers: readonly { readonly name: string; readonly pattern: RegExp; readonly command: string }[] = [
  { name: "git LFS", pattern: LFS_POINTER, command: "git lfs pull" },
  { name: "git-annex", pattern: ANNEX_POINTER, command: "git annex get" },
  { name: "git-fat", pattern: FAT_POINTER, command: "git fat pull" },
];

/** The diagnostic for bytes that git LFS or a tool like it stores instead of the content. */
function substitute(file: string, bytes: Uint8Array): Diagnostic | undefined {
  const start = startOf(bytes);
  // A checkout with the attribute `working-tree-encoding` also writes these in other encodings.
  const pointer = bytes.length < 4096 ? pointers.find(({ pattern }) => pattern.test(start)) : undefined;
  if (pointer)
    return fileError(
      file,
      "file/lfs-pointer",
      `${quote(file)} is a ${pointer.name} pointer: fetch its content, \`${pointer.command}\``,
    );
  if (bytes.subarray(0, 10).includes(0) && start.startsWith("GITCRYPT"))
    return fileError(
      file,
      "file/encrypted",
      `${quote(file)} is encrypted by git-crypt: unlock it, \`git-crypt unlock\``,
    );
  return undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

export function outside(file: string): Diagnostic {
  const message = `${quote(file)} is outside the repository: copy it into the repository`;
  return fileError(file, "file/outside", message);
}

/** The diagnostic for a file in git's own folder. */
export function ofGit(file: string): Diagnostic {
  const message = `${quote(file)} is in the folder of git, which is never read: name a file of the repository`;
  return fileError(file, "file/outside", message);
}

export function notRegular(file: string): Diagnostic {
  return fileError(file, "file/unreadable", `${quote(file)} is not a regular file: name a file`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied: allow reading it",
  EPERM: "permission is denied: allow reading it",
  EISDIR: "it is a directory: name a file",
  ELOOP: "its symbolic links form a loop: remove one of them",
  ENAMETOOLONG: "its name is too long: shorten it",
};

/** The diagnostic for an error of the file system. */
export function failure(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOENT" || code === "ENOTDIR")
    return fileError(file, "file/missing", `${quote(file)} does not exist: correct the path or add the file`);
  const reason = reasons[code] ?? `the system reports ${code}`;
  return fileError(file, "file/unreadable", `${quote(file)} cannot be read, ${reason}`);
}

/** The diagnostic for a file that is larger than the limit. */
export function tooLarge(file: string, size: number, limit: number): Diagnostic {
  const message = `${quote(file)} has ${size} bytes and at most ${limit} are read: split or shorten it`;
  return fileError(file, "file/too-large", message);
}

export interface Listing {
  /** Paths from the root with forward slashes, in the order of their code units. */
  readonly files: string[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Lists all files in a folder and its subfolders; none if the folder does not exist.
 *
 * A symbolic link is not followed but is the error `file/link`: people who cannot change the folder may be able to change
 * the link's target. A name that is not UTF-8 is the error `file/name`. A folder that cannot be listed is
 * `file/unreadable`.
 *
 * @param folder path from the root, with forward slashes
 */
export function listFolder(tree: Tree, folder: string): Listing {
  const listing: Listing = { files: [], diagnostics: [] };
  try {
    const is = tree.kind(folder);
    if (is === "link") listing.diagnostics.push(link(folder));
    else if (is === "directory") listInto(listing, tree, folder);
    else if (is === "repository") listing.diagnostics.push(submodule(folder));
    else
      listing.diagnostics.push(
        fileError(folder, "file/unreadable", `${quote(folder)} is not a directory: make it one`),
      );
  } catch (error) {
    const problem = failure(folder, error);
    if (problem.code !== "file/missing") listing.diagnostics.push(problem);
  }
  return { files: listing.files.toSorted(compareCodeUnits), diagnostics: listing.diagnostics };
}

function listInto(listing: Listing, tree: Tree, folder: string): void {
  const pending = [folder];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    try {
      for (const { name, kind } of tree.entries(path)) {
        const inner = `${path}/${name}`;
        const problem = invalidNameDiagnostic(inner);
        if (problem) listing.diagnostics.push(problem);
        else if (kind === "directory") pending.push(inner);
        else if (kind === "link") listing.diagnostics.push(link(inner));
        else if (kind === "repository") listing.diagnostics.push(submodule(inner));
        else listing.files.push(inner);
      }
    } catch (error) {
      listing.diagnostics.push(failure(path, error));
    }
  }
}

/**
 * The diagnostic for an entry whose name is not UTF-8, or undefined for any other. Node replaces the invalid bytes by
 * U+FFFD, so the entry cannot be opened, and another entry that really has this name must not be read instead.
 */
export function invalidNameDiagnostic(path: string): Diagnostic | undefined {
  if (!path.includes("\uFFFD")) return undefined;
  return fileError(path, "file/name", `the name of ${quote(path)} is not UTF-8 text: rename it`);
}

function link(path: string): Diagnostic {
  return fileError(
    path,
    "file/link",
    `${quote(path)} is a symbolic link, which is not followed here: put a copy in its place`,
  );
}

function submodule(path: string): Diagnostic {
  const message = `${quote(path)} is a submodule, whose files are not read here: put copies of them in its place`;
  return fileError(path, "file/not-at-hand", message);
}
