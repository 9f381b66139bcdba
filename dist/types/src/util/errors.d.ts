/**
 * A request that cannot be carried out: a path, revision or option is wrong, or a file cannot be read. The message names
 * it and says what to do. Every operation of the library throws this class and no other on purpose; anything else that
 * is thrown is a bug.
 */
export declare class UsageError extends Error {
    name: string;
    /** Exit code of a command that ends with this error. */
    readonly exitCode: number;
}
