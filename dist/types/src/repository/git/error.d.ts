/** Git cannot do what was asked, although there is a repository. */
export declare class GitError extends Error {
    name: string;
}
/** The reason that git gives for a failure, or the system's reason why git cannot be started. */
export declare function describeGitFailure(code: string | undefined, stderr: Buffer | undefined): string;
