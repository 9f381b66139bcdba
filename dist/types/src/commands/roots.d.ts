/** The one repository that all targets belong to. */
export declare function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string;
/**
 * The root of the repository that a change is judged in. Where the rules lie is for the base to say, not for the change.
 * @param held whether a folder held something of a name in the base
 */
export declare function rootOfChange(targets: readonly string[], held: (folder: string, name: string) => boolean): string;
