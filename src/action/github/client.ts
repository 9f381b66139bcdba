import { Octokit } from "octokit";
import { CAREGATE_DIR } from "../../repository/layout.ts";
import type { TreeEntry } from "../../repository/git/types.ts";

/** Seconds that one request may take, and all of them together. */
const PATIENCE = { request: 10, all: 60 } as const;
/** The longest that GitHub may ask us to wait, in seconds. */
const LONGEST_WAIT = 20;
/** Pages of a hundred comments that are looked through. */
const MOST_PAGES = 10;

/** A comment of a pull request. */
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  /** Login of the author, and whether that is an app. */
  readonly author: { readonly login: string; readonly isBot: boolean };
}

/** One line of a check run. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly columns: { readonly start: number; readonly end: number } | undefined;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** A check run to make. */
export interface CheckRun {
  readonly name: string;
  readonly sha: string;
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** What is asked of GitHub. Each may throw: nothing that decides may hang on one of them alone. */
export interface GitHub {
  pullRequest(number: number): Promise<{ headSha: string; baseRef: string }>;
  /** The commit at the tip of a branch. */
  tip(branch: string): Promise<string>;
  /** The name of the default branch. */
  defaultBranch(): Promise<string>;
  /** The commit that two commits have in common. */
  mergeBase(one: string, other: string): Promise<string>;
  /**
   * The files of a commit. Where they are too many for one answer, those of `.caregate/` in a folder alone, and
   * `complete` is false.
   */
  files(commit: string, folder: string): Promise<{ files: TreeEntry[]; complete: boolean }>;
  blob(oid: string): Promise<Buffer>;
  comments(pullRequest: number): AsyncIterable<IssueComment>;
  addComment(pullRequest: number, body: string): Promise<void>;
  editComment(id: number, body: string): Promise<void>;
  addCheckRun(run: CheckRun): Promise<void>;
  /** The login of the token's owner, or undefined for the token of an app. */
  login(): Promise<string | undefined>;
}

/** How to reach GitHub. */
export interface Connection {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
}

/**
 * Speaks with GitHub's REST API. Reading is tried twice, adding is not: what failed may have been done all the same.
 */
export function connectGitHub({ token, apiUrl, owner, repository }: Connection): GitHub {
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
        // Not by AbortSignal.any: what it makes of timeouts may be collected before it fires. The body is waited for, too.
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
      // The rules are what may not be missed.
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
      // Tokens of apps, the workflow's own among them, have no user.
      if (token.startsWith("ghs_")) return undefined;
      const { data } = await octokit.rest.users.getAuthenticated();
      return data.login;
    },
  };
}
