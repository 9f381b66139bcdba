/** The root of the repository that all targets belong to. */
export declare function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string;
/** True if a folder, by its absolute path, has an entry of a name in a state of a repository. */
export type HasPath = (folder: string, name: string) => boolean;
/**
 * The root for targets in a commit: the outermost folder with `.caregate` on the way to them, or else the top of the
 * checkout.
 * @param top absolute path of the top of the checkout, which contains the targets
 * @param states the first state with `.caregate` decides
 */
export declare function rootAtRevision(top: string, targets: readonly string[], states: readonly HasPath[]): string;
/**
 * The root of the repository for the check of a change. The base decides where the policies are, not the change.
 * @param held true if a folder has an entry of a name in the base
 */
export declare function rootOfBase(targets: readonly string[], held: HasPath): string;
