/** New content of a file. */
export interface FileReplacement {
    /** Path from the root, with forward slashes. */
    readonly file: string;
    /** SHA-256 of the bytes that the new text was made from; null for a new file. */
    readonly sha256: string | null;
    readonly text: string;
}
/**
 * Replaces files of a repository, each completely or not at all. All are checked before the first one is written.
 * @param root absolute real path of the repository root
 * @throws UsageError for a link, for a path that leaves the root, and for a file that somebody else has changed meanwhile
 */
export declare function replaceFiles(root: string, replacements: readonly FileReplacement[]): void;
/**
 * Removes files of a repository, and the folders that become empty below a folder.
 * @param root absolute real path of the repository root
 * @param below path from the root of the folder that stays
 * @throws UsageError for a path that leads through a link or leaves the root
 */
export declare function removeFiles(root: string, files: readonly string[], below: string): void;
