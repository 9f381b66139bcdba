import { RequestError } from "octokit";
import { type GitHost, RefusedError } from "../host.ts";
import type { Client } from "./client.ts";
import { NO_RETRY } from "./no-retry.ts";

/** The most pages of comments that are read, and the comments of a page. */
const MAX_PAGES = 10;
const PAGE_SIZE = 100;

/** True for an answer that the token has no right to something; false for a rate limit, which has the same status. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof RequestError) || ![401, 403, 404].includes(error.status)) return false;
  const headers = error.response?.headers ?? {};
  const isLimited = headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== undefined;
  return !isLimited && !/rate limit/i.test(error.message);
}

export function commentAccess(
  { octokit, repo }: Client,
  token: string,
): Pick<GitHost, "comments" | "addComment" | "editComment" | "login" | "appLogin"> {
  return {
    async *comments(pullRequest) {
      const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...repo,
        issue_number: pullRequest,
        per_page: PAGE_SIZE,
      });
      let seen = 0;
      for await (const { data, headers } of pages) {
        for (const { id, body, user } of data)
          yield { id, body: body ?? "", author: { login: user?.login ?? "", isBot: user?.type === "Bot" } };
        if (++seen < MAX_PAGES) continue;
        if (headers.link?.includes('rel="next"') === true) yield "more";
        return;
      }
    },
    async addComment(pullRequest, body) {
      await octokit.rest.issues.createComment({ ...repo, issue_number: pullRequest, body, ...NO_RETRY });
    },
    async editComment(id, body) {
      try {
        await octokit.rest.issues.updateComment({ ...repo, comment_id: id, body });
      } catch (error) {
        if (isRefusal(error)) throw new RefusedError(error instanceof Error ? error.message : "");
        throw error;
      }
    },
    async login() {
      // Tokens of apps have no user. The workflow token is one of them.
      if (token.startsWith("ghs_")) return undefined;
      try {
        return (await octokit.rest.users.getAuthenticated()).data.login;
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },
    async appLogin() {
      try {
        const { viewer } = await octokit.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
        return viewer.login;
      } catch {
        return undefined;
      }
    },
  };
}
