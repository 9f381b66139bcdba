import { type RunGit } from "./run.ts";
import type { CloneLimitations } from "./types.ts";
/** Absolute path of git's own folder, which all work trees of a repository share. */
export declare function sharedGitFolder(git: RunGit): string;
export declare function readLimitations(git: RunGit): CloneLimitations;
