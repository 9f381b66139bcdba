import type { TreeEntry } from "../engine/repository.ts";

/** The token has no right to do something. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

/** A comment of a pull request. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** `isBot` is true for the account of an app. */
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** An annotation of a check run. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly columns: { readonly start: number; readonly end: number } | undefined;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** A comment on lines of a pull request that proposes other lines. */
export interface Suggestion {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly body: string;
}

/** A suggestion that was made before. */
export interface OwnSuggestion {
  /** Identifies its thread. */
  readonly thread: string;
  readonly body: string;
  readonly isResolved: boolean;
}

export interface CheckRun {
  readonly name: string;
  readonly sha: string;
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/**
 * The operations that the action needs from a Git host. Each may throw. No verdict may depend on one of them alone.
 */
export interface GitHost {
  pullRequest(number: number): Promise<{ headSha: string; baseRef: string }>;
  /** The commit at the tip of a branch. */
  tip(branch: string): Promise<string>;
  /** The name of the default branch. */
  defaultBranch(): Promise<string>;
  /** The last commit that two commits have in common. */
  mergeBase(one: string, other: string): Promise<string>;
  /**
   * The files of a commit. If they are too many for one response, only those of `.caregate/` in a folder, and `complete`
   * is false.
   */
  files(commit: string, folder: string): Promise<{ files: TreeEntry[]; complete: boolean }>;
  blob(oid: string): Promise<Buffer>;
  /** In the order of their time; `more` at the end if only a part of them is read. */
  comments(pullRequest: number): AsyncIterable<IssueComment | "more">;
  addComment(pullRequest: number, body: string): Promise<void>;
  /** @throws RefusedError if the token may not edit it */
  editComment(id: number, body: string): Promise<void>;
  /** Returns how many of the annotations were written: those of a later request may be missing. */
  addCheckRun(run: CheckRun): Promise<number>;
  /** The login of the token's owner, or undefined for the token of an app or one that may not say. */
  login(): Promise<string | undefined>;
  /** The login of the account that a token of an app writes as, or undefined if the server does not say. */
  appLogin(): Promise<string | undefined>;
  /** The suggestions on a pull request that the owner of the token wrote. */
  ownSuggestions(pullRequest: number): Promise<OwnSuggestion[]>;
  /** Adds suggestions as one review of a commit. */
  addSuggestions(pullRequest: number, sha: string, text: string, all: readonly Suggestion[]): Promise<void>;
  /** Resolves the thread of a suggestion. */
  resolveSuggestion(thread: string): Promise<void>;
}
