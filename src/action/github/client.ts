import { Octokit } from "octokit";
import type { GitHost } from "../host.ts";
import { CAREGATE_DIR } from "../../engine/repository.ts";

/** Seconds that one request may take, and all of them together. */
const PATIENCE = { request: 10, all: 60 } as const;
/** Longest wait, in seconds, that GitHub may ask for. */
const LONGEST_WAIT = 20;
/** Pages of a hundred comments that are read. */
const MOST_PAGES = 10;

export interface Connection {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
}

/**
 * A client of GitHub's REST API. It reads twice if reading fails. It adds only once: a request that failed may still have
 * had its effect.
 */
export function connectGitHub({ token, apiUrl, owner, repository }: Connection): GitHost {
  const waits = (seconds: number, _options: unknown, _octokit: unknown, retries: number): boolean =>
    retries === 0 && seconds <= LONGEST_WAIT;
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  let begun: number | undefined;
  const octokit = new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: "caregate",
    log: quiet,
    request: {
      fetch: (url: string, options: RequestInit) => {
        begun ??= performance.now();
        const left = Math.max(PATIENCE.all - (performance.now() - begun) / 1000, 0);
        const seconds = Math.min(PATIENCE.request, left);
        const controller = new AbortController();
        // Not AbortSignal.any: its timeout signals may be garbage-collected before they fire. The timeout covers the body, too.
        setTimeout(
          () => controller.abort(new Error(`no answer in ${Math.ceil(seconds)} seconds`)),
          seconds * 1000,
        ).unref();
        return fetch(url, { ...options, signal: controller.signal });
      },
    },
    retry: { retries: 1, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits },
  });
  const repo = { owner, repo: repository };
  const once = { request: { retries: 0 } };

  async function listing(sha: string, prefix: string, recursive: boolean) {
    const { data } = await octokit.rest.git.getTree({
      ...repo,
      tree_sha: sha,
      ...(recursive ? { recursive: "1" } : {}),
    });
    const files = data.tree.map(({ path, mode, type, sha: oid, size }) => ({
      path: prefix + path,
      mode,
      oid,
      size,
      isTree: type === "tree",
    }));
    return { files, complete: !data.truncated };
  }

  return {
    async pullRequest(number) {
      const { data } = await octokit.rest.pulls.get({ ...repo, pull_number: number });
      return { headSha: data.head.sha, baseRef: data.base.ref };
    },
    async tip(branch) {
      const { data } = await octokit.rest.git.getRef({ ...repo, ref: `heads/${branch}` });
      return data.object.sha;
    },
    async defaultBranch() {
      const { data } = await octokit.rest.repos.get(repo);
      return data.default_branch;
    },
    async mergeBase(one, other) {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        ...repo,
        basehead: `${one}...${other}`,
        // Of the comparison itself nothing is read.
        per_page: 1,
      });
      return data.merge_base_commit.sha;
    },
    async files(commit, folder) {
      const all = await listing(commit, "", true);
      if (all.complete) return { files: all.files.filter(({ isTree }) => !isTree), complete: true };
      // Of all files, only the policies must not be missing.
      let at = { oid: commit, path: "" };
      for (const name of [...folder.split("/").filter((part) => part !== ""), CAREGATE_DIR]) {
        const { files, complete } = await listing(at.oid, at.path, false);
        if (!complete) throw new Error("the list of files is too long to be given whole");
        const next = files.find(({ path, isTree }) => path === at.path + name && isTree);
        if (!next) throw new Error("the list of files is too long to be given whole");
        at = { oid: next.oid, path: `${next.path}/` };
      }
      const { files, complete } = await listing(at.oid, at.path, true);
      if (!complete) throw new Error("the list of files is too long to be given whole");
      return { files: files.filter(({ isTree }) => !isTree), complete: false };
    },
    async blob(oid) {
      const { data } = await octokit.rest.git.getBlob({ ...repo, file_sha: oid });
      return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
    },
    async *comments(pullRequest) {
      const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...repo,
        issue_number: pullRequest,
        per_page: 100,
      });
      let seen = 0;
      for await (const { data } of pages) {
        for (const { id, body, user } of data)
          yield { id, body: body ?? "", author: { login: user?.login ?? "", isBot: user?.type === "Bot" } };
        if (++seen === MOST_PAGES) return;
      }
    },
    async addComment(pullRequest, body) {
      await octokit.rest.issues.createComment({ ...repo, issue_number: pullRequest, body, ...once });
    },
    async editComment(id, body) {
      await octokit.rest.issues.updateComment({ ...repo, comment_id: id, body });
    },
    async addCheckRun({ name, sha, conclusion, title, summary, annotations }) {
      await octokit.rest.checks.create({
        ...repo,
        name,
        head_sha: sha,
        status: "completed",
        conclusion,
        output: {
          title,
          summary,
          annotations: annotations.map(({ path, startLine, endLine, columns, level, title: of, message }) => ({
            path,
            start_line: startLine,
            end_line: endLine,
            ...(columns ? { start_column: columns.start, end_column: columns.end } : {}),
            annotation_level: level,
            title: of,
            message,
          })),
        },
        ...once,
      });
    },
    async login() {
      // Tokens of apps have no user. The workflow token is one of them.
      if (token.startsWith("ghs_")) return undefined;
      const { data } = await octokit.rest.users.getAuthenticated();
      return data.login;
    },
  };
}
