import type { Diagnostic } from "../model/diagnostic.ts";
/** What lies at a path; links are not followed. */
export type EntryKind = "file" | "directory" | "link" | "other";
/** One entry of a folder. */
export interface Entry {
    readonly name: string;
    readonly is: EntryKind;
}
/** Where a state of a repository stands in the history. */
export interface CommitLocation {
    /** Full name of the commit. */
    readonly commit: string;
    /** The way from the top of the checkout to the root, with forward slashes; "" where they are the same. */
    readonly folder: string;
}
/**
 * A state of a repository that can be read: its working tree, or a commit. Paths start from its root, with forward
 * slashes; "" is the root itself. What does not exist is thrown as the file system would, with the code `ENOENT`.
 */
export interface Tree {
    /** Absolute path of the repository root. */
    readonly root: string;
    /** The commit that it is the state of, where that is known. */
    readonly place?: CommitLocation;
    /** Whether everything in it is tracked by git, so that no `.gitignore` leaves anything out. */
    readonly tracked: boolean;
    /** What a target is: a path from the root, with links to folders followed, or undefined when it lies outside. */
    locate(target: string): {
        readonly path: string;
        readonly isDirectory: boolean;
    } | undefined;
    kind(path: string): EntryKind;
    entries(folder: string): readonly Entry[];
    leadsToDirectory(link: string): boolean;
    /** A file whole, unless it has more bytes than the limit. */
    readWhole(file: string, limit: number): Buffer | Diagnostic;
    /** The first bytes of a file, however large it is. */
    readHead(file: string, count: number): Buffer | Diagnostic;
}
