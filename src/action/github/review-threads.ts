import type { GitHost, OwnSuggestion } from "../host.ts";
import type { Client } from "./client.ts";
import { NO_RETRY } from "./no-retry.ts";

/** The most pages of review threads that are read. A page has 100 threads. */
const MAX_PAGES = 10;

/** Only GitHub's GraphQL API has threads, and says which comments the owner of the token wrote. */
const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id isResolved comments(first: 1) { nodes { body viewerDidAuthor } } }
      }
    }
  }
}`;

const RESOLVE = `mutation ($thread: ID!) {
  resolveReviewThread(input: { threadId: $thread }) { thread { id } }
}`;

interface ThreadPage {
  readonly repository: {
    readonly pullRequest: {
      readonly reviewThreads: {
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        readonly nodes: readonly {
          readonly id: string;
          readonly isResolved: boolean;
          readonly comments: {
            readonly nodes: readonly { readonly body: string; readonly viewerDidAuthor: boolean }[];
          };
        }[];
      };
    };
  };
}

/** @throws Error if a pull request has more threads than are read: a suggestion could then be made twice */
async function ownThreads({ octokit, repo }: Client, number: number): Promise<OwnSuggestion[]> {
  const found: OwnSuggestion[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer: ThreadPage = await octokit.graphql<ThreadPage>(THREADS, { ...repo, number, after });
    const { nodes, pageInfo } = answer.repository.pullRequest.reviewThreads;
    for (const { id, isResolved, comments } of nodes) {
      const [first] = comments.nodes;
      if (first?.viewerDidAuthor === true) found.push({ thread: id, body: first.body, isResolved });
    }
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
  throw new Error(`the pull request has more than ${MAX_PAGES * 100} review threads`);
}

export function suggestionAccess(
  client: Client,
): Pick<GitHost, "ownSuggestions" | "addSuggestions" | "resolveSuggestion"> {
  const { octokit, repo } = client;
  return {
    ownSuggestions: async (pullRequest) => ownThreads(client, pullRequest),
    async addSuggestions(pullRequest, sha, text, all) {
      await octokit.rest.pulls.createReview({
        ...repo,
        pull_number: pullRequest,
        commit_id: sha,
        event: "COMMENT",
        body: text,
        comments: all.map(({ path, startLine, endLine, body }) => ({
          path,
          body,
          line: endLine,
          side: "RIGHT",
          ...(startLine < endLine ? { start_line: startLine, start_side: "RIGHT" } : {}),
        })),
        ...NO_RETRY,
      });
    },
    async resolveSuggestion(thread) {
      await octokit.graphql(RESOLVE, { thread });
    },
  };
}
