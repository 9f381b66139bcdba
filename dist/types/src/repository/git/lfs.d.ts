/**
 * The content that a pointer of git LFS stands for, if it is in the local copy. What is found counts only with the
 * digest that the pointer states, so that it does not matter who put it there.
 *
 * @param gitFolder absolute path of git's own folder, which all work trees share
 * @param onDisk the bytes of the file of the same path on the disk, if there are any
 * @returns the bytes themselves where they are no pointer, or its content is not available
 */
export declare function resolvePointer(bytes: Uint8Array, gitFolder: string, onDisk: () => Uint8Array | undefined): Uint8Array;
