import type { PullRequest } from "./event.ts";
import type { GitHost, IssueComment } from "./host.ts";
import { commentMarker } from "./review-page.ts";
import type { Inputs } from "./inputs.ts";

const settled = (body: string): string => body.replaceAll("\r\n", "\n").trimEnd();

/** Our comment: it begins with our marker, and it is ours. Anybody can write a marker. */
async function ownComment(host: GitHost, number: number, key: string): Promise<IssueComment | undefined> {
  let login: string | undefined | null;
  for await (const comment of host.comments(number)) {
    if (!comment.body.startsWith(commentMarker(key))) continue;
    login ??= (await host.login()) ?? null;
    if (login === null ? comment.author.isBot : comment.author.login === login) return comment;
  }
  return undefined;
}

/**
 * Keeps one comment on a pull request up to date: added when there is something to say, edited when it says something
 * else, and left alone when it does not.
 * @returns why nothing was done, when that is worth saying
 */
export async function upsertComment(
  host: GitHost,
  { number, headSha }: PullRequest,
  { comment: mode, key }: Inputs,
  body: string,
  passes: boolean,
): Promise<string | undefined> {
  if (mode === "never") return undefined;
  const now = await host.pullRequest(number);
  if (now.headSha !== headSha) return "the pull request has newer commits, so its comment is left to their run";
  const own = await ownComment(host, number, key);
  if (own) {
    if (settled(own.body) !== settled(body)) await host.editComment(own.id, body);
  } else if (mode === "always" || !passes) await host.addComment(number, body);
  return undefined;
}
