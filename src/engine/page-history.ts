import { existsSync } from "node:fs";
import { openGitRepository } from "../repository/git/repository.ts";
import type { PagePart } from "../output/format.ts";
import { readCommitHistory } from "../history/commits.ts";
import { cacheOf, watchInterrupts, policyHistory, violationHistory } from "./history.ts";
import { explainMissingRepository } from "../repository/git/run.ts";

/** The history that the page of a report tells. */
interface PageHistory {
  readonly parts: readonly PagePart[];
  /** Whether someone stopped it. */
  readonly partial: boolean;
}

/**
 * What became of the policies and of the violations of a repository, for the page of a report; where that cannot be
 * told, why.
 * @param root absolute path of the root
 * @param ref the revision that is judged, unless it is the files as they lie there
 */
export async function historyForPage(root: string, ref: string | undefined, asOf: string): Promise<PageHistory> {
  const { historyParts, noHistory } = await import("../output/history/html.tsx");
  const none = (why: string): PageHistory => ({ parts: noHistory(why), partial: false });
  if (!existsSync(root)) return none("the folder that was judged is no more where it was");
  const history = openGitRepository(root);
  if (!history) return none(explainMissingRepository(root).replaceAll(root, "what was judged"));
  const head = history.commit(ref ?? "HEAD");
  if (head === undefined) return none("the repository has no commit yet");
  const { stopped, done } = watchInterrupts();
  const asked = { past: readCommitHistory(history, head, asOf), head, inRange: () => true, asOf, filter: {}, stopped };
  const policies = await policyHistory(asked);
  const verdicts = await violationHistory(asked, { at: "commits", today: false, cache: cacheOf(history) });
  done();
  const until = `told up to commit ${head.slice(0, 10)}: what is judged here and not committed is no part of it`;
  const notes = ref === undefined ? [until, ...policies.notes] : policies.notes;
  return { parts: historyParts({ ...policies, notes }, verdicts), partial: policies.partial || verdicts.partial };
}
