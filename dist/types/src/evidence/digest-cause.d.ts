/**
 * Finds out whether a file has another digest than a pin only because a tool converted it: line ends, the end of the
 * file, a byte order mark, or a git LFS pointer in place of the content. The digests are computed once.
 * @returns for a pin, the cause as a clause, or undefined if the content is another
 */
export declare function createDigestCause(bytes: Uint8Array): (pin: string) => string | undefined;
/** A digest as messages show it. */
export declare const shortDigest: (digest: string) => string;
/** What a mismatch says: the pinned digest, the actual one, and the cause if a tool is the cause. */
export declare function describeMismatch(pin: string, actual: string, cause: string | undefined): string;
