import type { Diagnostic } from "../model/diagnostic.ts";
/** The kind of entry at a path; links are not followed. */
export type EntryKind = "file" | "directory" | "link"
/** A folder that is another git repository: a submodule or a clone. */
 | "repository" | "other";
/** One entry of a folder. */
export interface Entry {
    readonly name: string;
    readonly kind: EntryKind;
}
/** How git regards a file: "ignored" if git would not add it, "unknown" if git is not available. */
export type FileOrigin = "tracked" | "untracked" | "ignored" | "unknown";
/** The commit of a tree, and the folder that is its root. */
export interface CommitLocation {
    /** Full name of the commit. */
    readonly commit: string;
    /** Path from the top of the checkout to the root, with forward slashes; "" for the top itself. */
    readonly folder: string;
}
/**
 * A state of a repository that can be read: its working tree, or a commit. Paths start from its root, with forward
 * slashes; "" is the root itself. An entry that does not exist is thrown as an error with the code `ENOENT`.
 */
export interface Tree {
    /** Absolute path of the repository root. */
    readonly root: string;
    /** Set if the tree is that of a commit. */
    readonly location?: CommitLocation;
    /**
     * The entries of a folder that git tracks or would add: only these are searched for documents. Undefined for a folder
     * without such entries. If git is not available, this function is missing and all entries are searched.
     */
    readonly listed?: (folder: string) => readonly Entry[] | undefined;
    /**
     * The files that git converts in a way that hides their words, such as by a program that is not set up: the attribute, by
     * the path. Missing if git is not available.
     */
    readonly conversions?: (files: readonly string[]) => ReadonlyMap<string, string>;
    /** The name of the object that git tracks at a path: of a submodule its commit. Missing if git is not available. */
    readonly objectAt?: (path: string) => string | undefined;
    /** How git regards the file that a path leads to. */
    origin(file: string): FileOrigin;
    /** Resolves a target to a path from the root, with links to folders followed; undefined if it is outside. */
    locate(target: string): {
        readonly path: string;
        readonly isDirectory: boolean;
    } | undefined;
    kind(path: string): EntryKind;
    entries(folder: string): readonly Entry[];
    isLinkToDirectory(link: string): boolean;
    /** The final target of a link, or the reason why it is not a file of this repository. */
    linkTarget(link: string): {
        readonly path: string;
    } | "outside" | "missing";
    /** The content of a file, or a diagnostic if it has more bytes than the limit. */
    readFile(file: string, limit: number): Uint8Array | Diagnostic;
    /** The first bytes of a file of any size. */
    readPrefix(file: string, count: number): Uint8Array | Diagnostic;
}
