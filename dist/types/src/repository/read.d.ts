import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
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
export declare const defaultReadLimit: number;
/** Whether a reading failed. */
export declare function isDiagnostic(result: object): result is Diagnostic;
/**
 * Reads a UTF-8 text file of a repository.
 *
 * @param file path from the root, with forward slashes
 * @returns the content, or one of the diagnostics `file/missing`, `file/outside` (the path or a link in it leaves the
 *   root), `file/unreadable` (no permission, a directory, a pipe, a device, ...), `file/empty`, `file/binary` (not
 *   UTF-8 text) and `file/too-large`. Nothing is thrown.
 */
export declare function readText(tree: Tree, file: string, limits?: ReadLimits): FileContent | Diagnostic;
/**
 * Reads the bytes of a file: for evidence that is not text. Parameters and errors are those of `readText`, less
 * `file/empty` and `file/binary`.
 */
export declare function readBytes(tree: Tree, file: string, limits?: ReadLimits): Buffer | Diagnostic;
export declare function outside(file: string): Diagnostic;
export declare function notRegular(file: string): Diagnostic;
/** The diagnostic for what the file system said about a file or directory. */
export declare function failure(file: string, error: unknown): Diagnostic;
/** The diagnostic for a file with more bytes than are read. */
export declare function tooLarge(file: string, size: number, limit: number): Diagnostic;
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
 * change the folder. So is a name that is not UTF-8, `file/name`. A folder that cannot be listed is `file/unreadable`.
 *
 * @param folder path from the root, with forward slashes
 */
export declare function listFolder(tree: Tree, folder: string): Listing;
/**
 * The diagnostic for an entry whose name is not UTF-8, or undefined for any other. In its place stands what is not known
 * of it, so that it cannot be opened, and nothing may be read in its stead that really is called so.
 */
export declare function invalidNameDiagnostic(path: string): Diagnostic | undefined;
