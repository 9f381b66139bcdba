/** A Buffer without that type: the type declarations of the package must not need those of Node. */
export type GitOutput = Uint8Array & {
    toString(encoding?: "utf8" | "latin1"): string;
};
export interface GitCall {
    readonly input?: string;
    /** Time after which git is killed and the call fails (default: 120). */
    readonly seconds?: number;
    /** Absolute path of the folder where git starts (default: the root). */
    readonly cwd?: string;
    /** Additional environment variables. */
    readonly env?: Readonly<Record<string, string>>;
}
/**
 * Runs git in a repository and returns its output.
 * @throws GitError when git fails or takes too long
 */
export type RunGit = (args: readonly string[], options?: GitCall) => GitOutput;
/** @param root absolute path of a folder of the repository */
export declare function createGitRunner(root: string): RunGit;
/** The output of git as text, or undefined when git fails. */
export declare function tryGit(git: RunGit, args: readonly string[], seconds?: number): string | undefined;
/** The lines of output that are not empty; none when git fails. */
export declare function gitLines(git: RunGit, ...args: string[]): string[];
/** The reason why a folder has no git repository that can be opened, as a message. */
export declare function explainMissingRepository(root: string): string;
