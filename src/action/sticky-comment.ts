import type { PullRequest } from "./event.ts";
import { type GitHost, type IssueComment, RefusedError } from "./host.ts";
import { commentMarker } from "./review-page.ts";
import type { Inputs } from "./inputs.ts";

const normalized = (body: string): string => body.replaceAll("\r\n", "\n").trimEnd();

/** The account that the token of a workflow writes as. */
const WORKFLOW_LOGIN = "github-actions";

/** The login of an app, which GitHub writes with and without this ending. */
const withoutEnding = (login: string): string => login.replace(/\[bot\]$/, "");

interface Search {
  /** The own comment, if the account that the token writes as is known. */
  readonly own: IssueComment | undefined;
  /** Otherwise comments that may be the own one, the most probable first: any app can write the marker. */
  readonly guesses: readonly IssueComment[];
  /** False if there are more comments than are read. */
  readonly complete: boolean;
}

const isBy = ({ author }: IssueComment, login: string): boolean => withoutEnding(author.login) === withoutEnding(login);

/** Searches the comments of apps, which begin with the marker, for that of one's own app. */
async function ofOwnApp(host: GitHost, comments: readonly IssueComment[]): Promise<Omit<Search, "complete">> {
  // The usual case needs no request: only workflows of this repository write as this account.
  if (comments.every((one) => isBy(one, WORKFLOW_LOGIN))) return { own: undefined, guesses: comments };
  const login = await host.appLogin();
  if (login !== undefined) return { own: comments.find((one) => isBy(one, login)), guesses: [] };
  const ofWorkflows = comments.filter((one) => isBy(one, WORKFLOW_LOGIN));
  return { own: undefined, guesses: ofWorkflows.length > 0 ? ofWorkflows : comments };
}

/** Searches for the comment that begins with the marker and that the owner of the token wrote: anyone can write the marker. */
async function searchOwn(host: GitHost, number: number, key: string): Promise<Search> {
  const ofApps: IssueComment[] = [];
  let login: string | undefined | null;
  let complete = true;
  for await (const comment of host.comments(number)) {
    if (comment === "more") complete = false;
    else if (comment.body.startsWith(commentMarker(key))) {
      login ??= (await host.login()) ?? null;
      if (comment.author.login === login) return { own: comment, guesses: [], complete };
      if (login === null && comment.author.isBot) ofApps.push(comment);
    }
  }
  return { ...(await ofOwnApp(host, ofApps)), complete };
}

/** Edits a comment, unless it has this text already. */
async function edit(host: GitHost, { id, body: old }: IssueComment, body: string): Promise<void> {
  if (normalized(old) !== normalized(body)) await host.editComment(id, body);
}

/**
 * Edits the first of the comments that the token may edit.
 * @returns false if it is the own comment of none
 * @throws RefusedError if one of them is the own one, and the token may not edit it
 */
async function editFirst(host: GitHost, guesses: readonly IssueComment[], body: string): Promise<boolean> {
  let refusal: RefusedError | undefined;
  for (const one of guesses)
    try {
      await edit(host, one, body);
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusal = error;
    }
  if (refusal && guesses.every((one) => isBy(one, WORKFLOW_LOGIN))) {
    const login = await host.appLogin();
    if (login === undefined || withoutEnding(login) === WORKFLOW_LOGIN) throw refusal;
  }
  return false;
}

/**
 * Keeps one comment on a pull request up to date. Adds it if the mode asks for it, and edits it only if its text changes.
 * @returns a remark if no comment was written: the pull request has newer commits, or too many comments
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
  const { own, guesses, complete } = await searchOwn(host, number, key);
  if (own) await edit(host, own, body);
  else if (await editFirst(host, guesses, body)) return undefined;
  else if (mode === "always" || !passes) {
    if (!complete)
      return "the pull request has so many comments that an older one of this step was not found, so none is added: read the summary of the run";
    await host.addComment(number, body);
  }
  return undefined;
}
