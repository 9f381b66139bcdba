/** The folder of this user for what caregate keeps, which may not exist yet; undefined without a safe one. */
export declare function userCacheFolder(environment: Readonly<Record<string, string | undefined>>, cwd: string): string | undefined;
/** True for a folder in a checkout or in the current folder, whose authors could supply its content. */
export declare function isInSources(folder: string, cwd: string): boolean;
/**
 * Creates a folder if it is missing. Throws errors of the file system.
 * @returns true for a folder of this user alone that nobody else can replace
 */
export declare function openPrivateFolder(folder: string): boolean;
