import { createGitRunner, tryGit } from "./run.ts";

/** The commit that is checked out. */
export interface CheckoutHead {
  /** Full name of the commit. */
  readonly commit: string;
  /** Full names, in their order, also in a shallow clone that lacks these commits. */
  readonly parents: readonly string[];
}

/**
 * The commit that is checked out in a folder, or undefined if git cannot find it.
 * @param root absolute path
 */
export function readCheckoutHead(root: string): CheckoutHead | undefined {
  const git = createGitRunner(root);
  const commit = tryGit(git, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?.trim();
  // `git log` hides the parents in a shallow clone.
  const content = commit === undefined ? undefined : tryGit(git, ["cat-file", "commit", commit]);
  if (commit === undefined || content === undefined) return undefined;
  const [header = ""] = content.split("\n\n");
  const parents = header.split("\n").flatMap((line) => /^parent ([0-9a-f]+)$/.exec(line)?.[1] ?? []);
  return { commit, parents };
}

/** The address of the remote `origin` as git uses it, or undefined when there is none. */
export function readOriginUrl(root: string): string | undefined {
  const git = createGitRunner(root);
  if (tryGit(git, ["config", "--get", "remote.origin.url"]) === undefined) return undefined;
  return tryGit(git, ["ls-remote", "--get-url", "origin"])?.trim();
}
