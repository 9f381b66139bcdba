/**
 * The root of the repository that a path belongs to: an absolute real path.
 *
 * From the top of the git checkout down towards the target, the outermost directory that holds `.caregate` wins, so
 * that a second one planted further down can never take the place of the first. Without any, the top of the
 * checkout is the root; outside git, the outermost parent with `.caregate`, or else the target's own directory.
 *
 * @param target an existing or missing file or directory. A link to a file belongs where the link stands.
 * @param governs whether a directory holds `.caregate`, in the state of the repository that counts; the disk unless told
 */
export declare function findRoot(target: string, governs?: (directory: string) => boolean): string;
/**
 * The real path of a file or directory, existing or not: links among the directories that lead to it are followed, a
 * link to a file stands for itself.
 */
export declare function realTarget(target: string): string;
/** The real path of the nearest directory at or above a path. */
export declare function existingDirectory(path: string): string;
