/**
 * The content of a git LFS pointer, if it is available locally. Content with another digest than that of the pointer is
 * rejected, so its origin does not matter.
 *
 * @param gitFolder absolute path of git's own folder, which all work trees share
 * @param onDisk the bytes of the file of the same path on the disk, if there are any
 * @returns the bytes themselves if they are not a pointer, or if its content is not available
 */
export declare function resolvePointer(bytes: Uint8Array, gitFolder: string, onDisk: () => Uint8Array | undefined): Uint8Array;
