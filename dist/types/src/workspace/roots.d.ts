/** The one repository that all targets belong to. */
export declare function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string;
/** Whether a folder, by its absolute path, holds something of a name in a state of a repository. */
export type HasPath = (folder: string, name: string) => boolean;
/**
 * The root that targets had in a state of a repository that does not lie on the disk: the outermost folder with rules
 * on the way to them, or else the top of the checkout.
 * @param top absolute path of the top of the checkout, which the targets lie in
 * @param states the states to ask, until one has rules
 */
export declare function rootAtRevision(top: string, targets: readonly string[], states: readonly HasPath[]): string;
/**
 * The root of the repository that a change is judged in. Where the rules lie is for the base to say, not for the change.
 * @param held whether a folder held something of a name in the base
 */
export declare function rootOfBase(targets: readonly string[], held: HasPath): string;
