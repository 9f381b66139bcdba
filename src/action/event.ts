import { type Json, type JsonObject, getAt, isObject } from "../util/json.ts";

/** The pull request that an event is about. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Name of the branch that it is to be merged into. */
  readonly baseRef: string;
  /** Tip of that branch when the event happened. */
  readonly baseSha: string;
  /** True if it comes from another repository: the token is then read-only. */
  readonly fromFork: boolean;
  /** True if Dependabot made it: the token is then read-only too. */
  readonly byDependabot: boolean;
}

/** The event that started a workflow run. */
export interface WorkflowEvent {
  /** Address of the Git host, such as `https://github.com`. */
  readonly server: string;
  readonly owner: string;
  readonly repository: string;
  /** The commit whose lines are shown. */
  readonly sha: string;
  readonly pullRequest: PullRequest | undefined;
  /** The commit that a merge queue's group starts from. */
  readonly mergeBase: string | undefined;
  /** The commit to check out: the head of the change, or the commit that was pushed; undefined for other events. */
  readonly expectedHead: string | undefined;
  /** True if the run decides about a merge. */
  readonly isChange: boolean;
  /** Full name of the branch or tag that the run belongs to. */
  readonly ref: string;
  /** Undefined if the payload does not name it. */
  readonly defaultBranch: string | undefined;
}

function expectedHeadOf(
  event: string,
  sha: Json | undefined,
  { pullRequest, payload }: { readonly pullRequest: PullRequest | undefined; readonly payload: JsonObject },
): string | undefined {
  if (pullRequest) return pullRequest.headSha;
  const named = event === "merge_group" ? (getAt(payload, ["merge_group", "head_sha"]) ?? sha) : sha;
  return (event === "merge_group" || event === "push") && isSha(named) ? named : undefined;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const isSha = (value: Json | undefined): value is string =>
  typeof value === "string" && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value);

function pullRequestOf(payload: JsonObject): PullRequest | undefined {
  const number = getAt(payload, ["pull_request", "number"]);
  const [headSha, baseSha] = [
    getAt(payload, ["pull_request", "head", "sha"]),
    getAt(payload, ["pull_request", "base", "sha"]),
  ];
  const baseRef = text(getAt(payload, ["pull_request", "base", "ref"]));
  if (
    typeof number !== "number" ||
    !Number.isSafeInteger(number) ||
    !isSha(headSha) ||
    !isSha(baseSha) ||
    baseRef === ""
  )
    return undefined;
  // A fork that was deleted has no repository left.
  const [head, base] = ["head", "base"].map((side) => getAt(payload, ["pull_request", side, "repo", "full_name"]));
  const byDependabot = getAt(payload, ["pull_request", "user", "login"]) === "dependabot[bot]";
  return { number, headSha, baseRef, baseSha, fromFork: head !== base, byDependabot };
}

/** The payload of an event lacks a required value. */
export class EventError extends Error {
  override name = "EventError";
}

/**
 * Reads the event of a workflow run. An event with a pull request is about that pull request, whatever the event's name.
 * @throws EventError if the event is about a change and does not name its commits: a change must not be checked as
 *   something else
 * @param environment `GITHUB_REPOSITORY`, `GITHUB_SHA`, `GITHUB_REF`, `GITHUB_EVENT_NAME` and `GITHUB_SERVER_URL` as the runner
 *   sets them
 * @param payload as the runner wrote it
 */
export function parseEvent(environment: Readonly<Record<string, string | undefined>>, payload: Json): WorkflowEvent {
  const [owner = "", repository = ""] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  const object = isObject(payload) ? payload : ({} as JsonObject);
  const isPullRequest = event.startsWith("pull_request") || object["pull_request"] !== undefined;
  const pullRequest = isPullRequest ? pullRequestOf(object) : undefined;
  const mergeBase = event === "merge_group" ? getAt(object, ["merge_group", "base_sha"]) : undefined;
  if ((isPullRequest && !pullRequest) || (event === "merge_group" && !isSha(mergeBase)))
    throw new EventError(
      `the payload of the event \`${event}\` does not name the base commit: pass the payload as GitHub wrote it`,
    );
  const sha = environment["GITHUB_SHA"];
  const expectedHead = expectedHeadOf(event, sha, { pullRequest, payload: object });
  if (event === "merge_group" && expectedHead === undefined)
    throw new EventError(
      `the payload of the event \`${event}\` does not name the commit to check: pass the payload as GitHub wrote it`,
    );
  return {
    server: environment["GITHUB_SERVER_URL"] ?? "https://github.com",
    owner,
    repository,
    sha: pullRequest?.headSha ?? sha ?? "",
    pullRequest,
    mergeBase: isSha(mergeBase) ? mergeBase : undefined,
    expectedHead,
    isChange: pullRequest !== undefined || event === "merge_group",
    ref: environment["GITHUB_REF"] ?? "",
    defaultBranch: text(getAt(object, ["repository", "default_branch"])) || undefined,
  };
}
