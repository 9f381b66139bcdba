import { Octokit } from "octokit";
import { CAREGATE_DIR } from "../../engine/repository.ts";
import type { GitHost } from "../host.ts";
import { checkRunWriter } from "./check-runs.ts";
import { commentAccess } from "./comments.ts";
import { suggestionAccess } from "./review-threads.ts";

/** Time limits in seconds: for one request, and for all requests of a client together. */
const TIMEOUT = { request: 10, all: 60 } as const;
/** The longest wait, in seconds, that GitHub may ask for. */
const MAX_WAIT = 20;

export interface Connection {
  readonly token: string;
  /** Such as `https://api.github.com`. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
}

/** The client with the parameters that name the repository in a request. */
export interface Client {
  readonly octokit: Octokit;
  readonly repo: { readonly owner: string; readonly repo: string };
}

/**
 * Connects to GitHub's REST API. A read or an edit that fails is tried twice. An addition is tried once: a request that
 * failed may still have had its effect.
 */
export function connectGitHub({ token, apiUrl, owner, repository }: Connection): GitHost {
  const client: Client = { octokit: createOctokit(token, apiUrl), repo: { owner, repo: repository } };
  return {
    ...refReader(client),
    ...fileReader(client),
    ...commentAccess(client, token),
    ...suggestionAccess(client),
    ...checkRunWriter(client),
  };
}

function createOctokit(token: string, apiUrl: string): Octokit {
  const waits = (seconds: number, _options: unknown, _octokit: unknown, retries: number): boolean =>
    retries === 0 && seconds <= MAX_WAIT;
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return new Octokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: "caregate",
    log: silent,
    request: { fetch: fetchWithTimeout() },
    retry: { retries: 1, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits },
  });
}

/** A `fetch` with a limit for each request, and one for all of them. The time between requests, as for a check, is free. */
function fetchWithTimeout(): (url: string, options: RequestInit) => Promise<Response> {
  let [spent, active, since] = [0, 0, 0];
  return async (url, options) => {
    const now = performance.now();
    if (active++ === 0) since = now;
    const left = Math.max(TIMEOUT.all - (spent + now - since) / 1000, 0);
    const seconds = Math.min(TIMEOUT.request, left);
    const controller = new AbortController();
    // Not AbortSignal.any: its timeout signals may be garbage-collected before they fire. The timeout covers the body, too.
    setTimeout(() => controller.abort(new Error(`no answer in ${Math.ceil(seconds)} seconds`)), seconds * 1000).unref();
    try {
      return await fetch(url, { ...options, signal: controller.signal });
    } finally {
      if (--active === 0) spent += performance.now() - since;
    }
  };
}

function refReader({ octokit, repo }: Client): Pick<GitHost, "pullRequest" | "tip" | "defaultBranch" | "mergeBase"> {
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
        // Only the merge base is read, not the list of commits.
        per_page: 1,
      });
      return data.merge_base_commit.sha;
    },
  };
}

/** The entries of a tree or commit, with a prefix before their paths. */
async function listTree({ octokit, repo }: Client, sha: string, prefix: string, recursive: boolean) {
  const { data } = await octokit.rest.git.getTree({ ...repo, tree_sha: sha, ...(recursive ? { recursive: "1" } : {}) });
  const files = data.tree.map(({ path, mode, type, sha: oid, size }) => ({
    path: prefix + path,
    mode,
    oid,
    size,
    isTree: type === "tree",
  }));
  return { files, complete: !data.truncated };
}

/**
 * The files of `.caregate/` in a folder of a commit.
 * @throws Error if GitHub returns only a part of a list, or if there is no such folder
 */
async function listPolicies(client: Client, commit: string, folder: string) {
  const incomplete = "GitHub does not list all files of this repository: check out with `fetch-depth: 0`";
  let at = { oid: commit, path: "" };
  for (const name of [...folder.split("/").filter((part) => part !== ""), CAREGATE_DIR]) {
    const { files, complete } = await listTree(client, at.oid, at.path, false);
    const next = files.find(({ path, isTree }) => path === at.path + name && isTree);
    if (!complete || !next) throw new Error(incomplete);
    at = { oid: next.oid, path: `${next.path}/` };
  }
  const { files, complete } = await listTree(client, at.oid, at.path, true);
  if (!complete) throw new Error(incomplete);
  return files;
}

function fileReader(client: Client): Pick<GitHost, "files" | "blob"> {
  const { octokit, repo } = client;
  return {
    async files(commit, folder) {
      const { files, complete } = await listTree(client, commit, "", true);
      // Of all files, only the policies must not be missing.
      const listed = complete ? files : await listPolicies(client, commit, folder);
      return { files: listed.filter(({ isTree }) => !isTree), complete };
    },
    async blob(oid) {
      const { data } = await octokit.rest.git.getBlob({ ...repo, file_sha: oid });
      return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
    },
  };
}
