/** Bytes that decode themselves: a Buffer, without its type, which the declarations of the package must not need. */
export type GitOutput = Uint8Array & {
    toString(encoding?: "utf8" | "latin1"): string;
};
/**
 * Runs git in a repository and returns its output.
 * @throws GitError when git fails
 */
export type RunGit = (args: readonly string[], options?: {
    readonly input?: string;
    readonly seconds?: number;
}) => GitOutput;
/** @param root absolute path of a folder of the repository */
export declare function createGitRunner(root: string): RunGit;
/** The output of git as text, or undefined when git fails. */
export declare function tryGit(git: RunGit, args: readonly string[], seconds?: number): string | undefined;
/** The lines of output that are not empty; none when git fails. */
export declare function gitLines(git: RunGit, ...args: string[]): string[];
/** The reason why a folder has no git repository that can be opened, as a message. */
export declare function explainMissingRepository(root: string): string;
