import type { PullRequest } from "./event.ts";
import type { GitHost, IssueComment } from "./host.ts";
import { commentMarker } from "./review-page.ts";
import type { Inputs } from "./inputs.ts";

const normalized = (body: string): string => body.replaceAll("\r\n", "\n").trimEnd();

/** The comment that begins with the marker and that the owner of the token wrote: anyone can write the marker. */
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
 * Keeps one comment on a pull request up to date. Adds it if the mode asks for it, and edits it only if its text changes.
 * @returns a remark if the comment was left alone because the pull request has newer commits
 */
export async function upsertComment(
  host: GitHost,
  { number, headSha }: PullRequest,
  { comment: mode, key }: Pick<Inputs, "comment" | "key">,
  body: string,
  passes: boolean,
): Promise<string | undefined> {
  if (mode === "never") return undefined;
  const now = await host.pullRequest(number);
  if (now.headSha !== headSha) return "the pull request has newer commits, so its comment is left to their run";
  const own = await ownComment(host, number, key);
  if (own) {
    if (normalized(own.body) !== normalized(body)) await host.editComment(own.id, body);
  } else if (mode === "always" || !passes) await host.addComment(number, body);
  return undefined;
}
