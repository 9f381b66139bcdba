/** Thrown if a git command fails in an existing repository. */
export declare class GitError extends Error {
    name: string;
}
/** Describes a failure by the message of git, or by the reason why git cannot be started. */
export declare function describeGitFailure(code: string | undefined, stderr: Buffer | undefined): string;
