import { existsSync } from "node:fs";
import { historyOf, whyNoHistory } from "../documents/git.ts";
import type { PagePart } from "../report/format.ts";
import { readPast } from "./past.ts";
import { cacheOf, interruption, policyReport, verdictReport } from "./past-reports.ts";

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
  const { historyParts, noHistory } = await import("../history/page.tsx");
  const none = (why: string): PageHistory => ({ parts: noHistory(why), partial: false });
  if (!existsSync(root)) return none("the folder that was judged is no more where it was");
  const history = historyOf(root);
  if (!history) return none(whyNoHistory(root).replaceAll(root, "what was judged"));
  const head = history.commit(ref ?? "HEAD");
  if (head === undefined) return none("the repository has no commit yet");
  const { stopped, done } = interruption();
  const asked = { past: readPast(history, head, asOf), head, inRange: () => true, asOf, filter: {}, stopped };
  const policies = await policyReport(asked);
  const verdicts = await verdictReport(asked, { at: "commits", today: false, cache: cacheOf(history) });
  done();
  const until = `told up to commit ${head.slice(0, 10)}: what is judged here and not committed is no part of it`;
  const notes = ref === undefined ? [until, ...policies.notes] : policies.notes;
  return { parts: historyParts({ ...policies, notes }, verdicts), partial: policies.partial || verdicts.partial };
}
