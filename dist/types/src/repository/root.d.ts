/**
 * The root of the repository that a path belongs to: an absolute real path.
 *
 * From the top of the git checkout down to the target, the outermost directory that contains `.caregate` is the root.
 * A `.caregate` further down cannot replace it. Without any, the top of the checkout is the root. Outside git, the root
 * is the outermost parent with `.caregate`, or else the target's own directory.
 *
 * @param target an existing or missing file or directory. A link to a file belongs to the directory of the link.
 * @param hasCaregateDir true for a directory that contains `.caregate` in the state that decides (default: on the disk)
 */
export declare function findRoot(target: string, hasCaregateDir?: (directory: string) => boolean): string;
/**
 * The top of the git checkout that a directory belongs to, or undefined outside of git.
 * @param directory absolute path
 */
export declare function topOfCheckout(directory: string): string | undefined;
/**
 * The path from the top of the git checkout to a directory, with forward slashes; "" for the top, and outside of git.
 * @param directory absolute path
 */
export declare function folderInCheckout(directory: string): string;
/**
 * The real path of a file or directory, existing or not: links among its parent directories are followed, a link to a
 * file is not.
 */
export declare function realTarget(target: string): string;
/** The real path of the nearest directory at or above a path. */
export declare function existingDirectory(path: string): string;
