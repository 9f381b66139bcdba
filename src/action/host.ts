import type { TreeEntry } from "../engine/repository.ts";

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
  comments(pullRequest: number): AsyncIterable<IssueComment>;
  addComment(pullRequest: number, body: string): Promise<void>;
  editComment(id: number, body: string): Promise<void>;
  addCheckRun(run: CheckRun): Promise<void>;
  /** The login of the token's owner, or undefined for the token of an app. */
  login(): Promise<string | undefined>;
}
