/** Texts that are kept from run to run, by name. */
export interface KeptEntries {
    /** Undefined if there is none, or it was damaged. */
    read(name: string): string | undefined;
    /** Another run may read it meanwhile. Without room for it, nothing is kept. */
    write(name: string, text: string): void;
}
/**
 * Opens a folder of entries that this user alone can write.
 * @param root absolute path of the repository that is checked
 * @throws UsageError for a folder that others could fill
 */
export declare function openKeptEntries(folder: string, root: string): KeptEntries;
/** The digest of the code of this program and of the formats that it brings: two builds may have the same version. */
export declare const programDigest: () => string;
