import { plural } from "../../util/text.ts";
import { compareSuggestions, planSuggestions } from "../suggestions.ts";
import type { Publication } from "./publication.ts";

/** The most suggestions of a run. The next run makes the others. */
const MAX_SUGGESTIONS = 20;

/**
 * Suggests the changes that need no decision, on the lines of the pull request, and resolves the suggestions of earlier
 * runs that no longer hold.
 * @returns a remark if something could not be suggested
 */
export async function suggestChanges(publication: Publication): Promise<string | undefined> {
  const { host, event, inputs, checked, pathOf } = publication;
  const { pullRequest } = event;
  if (!inputs.suggestions || !pullRequest) return undefined;
  const head = checked.headTree();
  if (!head) return "no changes were suggested: the last commit of the pull request cannot be read";
  const { root, targets, touches, report } = checked;
  const source = { root, targets, asOf: report.asOf, key: inputs.key, head, touches, pathOf };
  const wanted = await planSuggestions(source);
  const { added, outdated } = compareSuggestions(wanted, await host.ownSuggestions(pullRequest.number), inputs.key);
  for (const thread of outdated) await host.resolveSuggestion(thread);
  const shown = added.slice(0, MAX_SUGGESTIONS);
  if (shown.length === 0) return undefined;
  const text = `caregate suggests ${plural(shown.length, "change")} that ${shown.length === 1 ? "needs" : "need"} no decision.`;
  await host.addSuggestions(pullRequest.number, checked.sha, text, shown);
  return added.length > shown.length
    ? `${plural(added.length - shown.length, "more change")} will be suggested by the next run`
    : undefined;
}
