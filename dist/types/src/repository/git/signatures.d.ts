import type { RunGit } from "./run.ts";
/** The status of the signature of each commit, as `%G?` of git reports it. */
export declare function readSignatures(git: RunGit, commits: readonly string[]): Map<string, string>;
