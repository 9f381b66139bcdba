import { daysOf, subjectOf } from "../history/event-time.ts";
import { openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { findRoot } from "../repository/root.ts";
import { UsageError } from "../util/errors.ts";
import type { EngineOptions } from "./options.ts";

/** The commit that was current on a day. */
export interface CommitOfDay {
  readonly commit: string;
  /** The day from which it was current, as an ISO date. */
  readonly day: string;
  readonly subject: string;
  /** The day of the next commit of the branch; undefined if it is the last one. */
  readonly next: string | undefined;
}

/**
 * Finds the last commit along the first parents of a revision on or before the day `asOf`.
 * @throws UsageError when there is no repository, no such revision, or no commit that early
 */
export function commitOfDay({ cwd, asOf }: EngineOptions, revision = "HEAD"): CommitOfDay {
  const root = findRoot(cwd);
  const repository = openGitRepository(root, { offline: true });
  if (!repository) throw new UsageError(`there is no commit of ${asOf}: ${explainMissingRepository(root)}`);
  const head = repository.commit(revision);
  if (head === undefined) throw new UsageError(`there is no commit \`${revision}\` in the repository`);
  const commits = repository.log.firstParents(head);
  const last = daysOf(commits, { asOf }).at(-1);
  if (!last) throw new UsageError(`${revision} has no commit on or before ${asOf}`);
  const { commit, day } = last;
  const next = daysOf(commits, { asOf: "9999-12-31" })[commits.indexOf(commit) + 1]?.day;
  return { commit: commit.commit, day, subject: subjectOf(commit), next };
}
