import type { Diagnostic } from "../model/diagnostic.ts";
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
export declare const defaultReadLimit: number;
/** True if reading failed. */
export declare function isDiagnostic(result: object): result is Diagnostic;
/**
 * Reads a UTF-8 text file of a repository.
 *
 * @param file path from the root, with forward slashes
 * @returns the content, or one of the diagnostics `file/missing`, `file/outside` (the path or a link in it leaves the
 *   root), `file/unreadable` (no permission, a directory, a pipe, a device, ...), `file/empty`, `file/binary` (not
 *   UTF-8 text), `file/lfs-pointer`, `file/encrypted` and `file/too-large`. Nothing is thrown.
 */
export declare function readText(tree: Tree, file: string, limits?: ReadLimits): FileContent | Diagnostic;
/**
 * Reads the bytes of a file: for evidence that is not text. Parameters and errors are those of `readText`, less
 * `file/empty` and `file/binary`.
 */
export declare function readBytes(tree: Tree, file: string, limits?: ReadLimits): Uint8Array | Diagnostic;
/** The first line of a git LFS pointer, by the current and the early specifications. Git LFS takes blanks before it. */
export declare const LFS_POINTER: RegExp;
export declare function outside(file: string): Diagnostic;
/** The diagnostic for a file in git's own folder. */
export declare function ofGit(file: string): Diagnostic;
export declare function notRegular(file: string): Diagnostic;
/** The diagnostic for an error of the file system. */
export declare function failure(file: string, error: unknown): Diagnostic;
/** The diagnostic for a file that is larger than the limit. */
export declare function tooLarge(file: string, size: number, limit: number): Diagnostic;
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
export declare function listFolder(tree: Tree, folder: string): Listing;
/**
 * The diagnostic for an entry whose name is not UTF-8, or undefined for any other. Node replaces the invalid bytes by
 * U+FFFD, so the entry cannot be opened, and another entry that really has this name must not be read instead.
 */
export declare function invalidNameDiagnostic(path: string): Diagnostic | undefined;
