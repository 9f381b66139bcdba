import { posix, relative } from "node:path";
import {
  type CheckoutHead,
  commonRoot,
  createGitTree,
  type GitRepository,
  type HasPath,
  isDocumentPath,
  isInCaregateDir,
  isSubmodule,
  rootOfBase,
  type Tree,
  type TreeEntry,
} from "../engine/repository.ts";
import { toPosix } from "../util/path.ts";
import { baseParentOf } from "./checkout.ts";
import type { WorkflowEvent, PullRequest } from "./event.ts";
import type { GitHost } from "./host.ts";
import type { Inputs } from "./inputs.ts";

/** Time limit for git to ask the server, in seconds. */
export const GIT_TIMEOUT = 30;
/** The most objects that are requested from GitHub, each with a request of its own. */
const MAX_OBJECTS = 300;
/** The number of these requests that run at the same time. */
const MAX_CONCURRENT = 8;

/** A commit and its files. */
export interface CommitSnapshot {
  readonly commit: string;
  readonly tree: Tree;
}

/** The commits that a run takes its policies from and compares with. */
export interface BaseSnapshot {
  readonly root: string;
  /** The commit whose policies apply. For a pull request: the tip of its base branch. */
  readonly base: CommitSnapshot;
  /** The commit that the change starts from and is compared with. The base branch may have newer commits. */
  readonly start: CommitSnapshot;
}

/** The base cannot be found, so that nothing can be checked. */
export class BaselineError extends Error {
  override name = "BaselineError";
}

/** Where the base is looked for: the local repository, its server through git, and GitHub's API. */
export interface BaseSource {
  readonly history: GitRepository | undefined;
  readonly host: GitHost;
  /** True if the remote `origin` has the address of the repository that the run belongs to. */
  readonly isOwnOrigin: boolean;
  /** Remarks for the reader on how the base was found. Functions of this file add to it. */
  readonly notes: string[];
}

/** The checkout that a run checks. */
export interface CheckoutPlace {
  /** Absolute paths. */
  readonly targets: readonly string[];
  readonly workspace: string;
  /** The commit that is checked out; undefined if git cannot find it. */
  readonly head: CheckoutHead | undefined;
}

/** Returns what a request returns, or undefined with a note if it fails. */
async function attempt<T>(notes: string[], what: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    notes.push(`GitHub did not return ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/**
 * The commit at the tip of a branch of the repository that the run belongs to. GitHub's answer counts. The answer of
 * `origin`, which may be a fork, counts only if it has the address of the repository.
 * @throws BaselineError if `origin` has another address and another tip
 */
async function tipOf(branch: string, { history, host, isOwnOrigin, notes }: BaseSource): Promise<string | undefined> {
  const askApi = async (): Promise<string | undefined> =>
    attempt(notes, `the tip of \`${branch}\``, () => host.tip(branch));
  const byApi = await askApi();
  if (byApi !== undefined && isOwnOrigin) return byApi;
  const byGit = history?.remoteBranchTip(branch, GIT_TIMEOUT);
  if (byApi === undefined) return isOwnOrigin ? byGit : undefined;
  // The branch may get a commit between the two answers.
  if (byGit === undefined || byGit === byApi || byGit === (await askApi())) return byGit ?? byApi;
  throw new BaselineError(
    `\`origin\` has another \`${branch}\` than GitHub: check out this repository, not a fork or a mirror of it`,
  );
}

/** The tip of the base branch of a pull request, or the base commit of the event if no source returns the tip. */
async function tipOfBase({ number, baseRef, baseSha }: PullRequest, sources: BaseSource): Promise<string> {
  const { host, notes } = sources;
  const tip = await tipOf(baseRef, sources);
  if (tip !== undefined) return tip;
  // The branch may have been renamed since the event.
  const now = await attempt(notes, "the pull request", () => host.pullRequest(number));
  const renamed = now && now.baseRef !== baseRef ? await tipOf(now.baseRef, sources) : undefined;
  if (renamed !== undefined) return renamed;
  notes.push("checked with the base commit that the event names");
  return baseSha;
}

/** Usual names of a default branch, for a run that cannot learn the name. */
const usualNames = ["main", "master"];

/**
 * The name of the default branch. Its policies apply to all other branches.
 * @throws BaselineError if it cannot be found
 */
async function defaultBranchOf(event: WorkflowEvent, { host, notes }: BaseSource): Promise<string> {
  const named =
    event.defaultBranch ?? (await attempt(notes, "the name of the default branch", () => host.defaultBranch()));
  if (named !== undefined) return named;
  const assumed = usualNames.find((name) => event.ref === `refs/heads/${name}`);
  if (assumed === undefined)
    throw new BaselineError(
      ["the default branch, which has the policies, is unknown: give the token `contents: read`", ...notes].join("; "),
    );
  notes.push(`\`${assumed}\` is assumed to be the default branch`);
  return assumed;
}

/**
 * The commit whose policies apply to a run without a pull request; undefined on the default branch, which has its own.
 * @throws BaselineError if it cannot be found
 */
async function tipOfDefault(
  event: WorkflowEvent,
  head: CheckoutHead | undefined,
  sources: BaseSource,
): Promise<string | undefined> {
  const branch = await defaultBranchOf(event, sources);
  // Compare with HEAD itself: a merge of any branch into the default branch also has the commit of the event as a parent.
  const isTip = !head || head.commit === event.sha;
  if (event.ref === `refs/heads/${branch}` && isTip) return undefined;
  const tip = await tipOf(branch, sources);
  if (tip !== undefined) return tip;
  throw new BaselineError(
    [`the tip of \`${branch}\` cannot be read: give the token \`contents: read\``, ...sources.notes].join("; "),
  );
}

/** The commit whose policies apply; undefined if the checkout is checked with its own. */
async function policyCommitOf(
  event: WorkflowEvent,
  { policyRef }: Inputs,
  head: CheckoutHead | undefined,
  sources: BaseSource,
): Promise<string | undefined> {
  if (policyRef === "head") return undefined;
  if (policyRef !== "base") return policyRef;
  if (event.pullRequest) return tipOfBase(event.pullRequest, sources);
  return event.mergeBase ?? tipOfDefault(event, head, sources);
}

/** The commit that the checkout is compared with: the one that it was merged into, or the merge base. */
async function startCommitOf(
  event: WorkflowEvent,
  { policyRef }: Inputs,
  policyCommit: string,
  place: CheckoutPlace,
  { history, host, notes }: BaseSource,
): Promise<string> {
  if (event.mergeBase !== undefined) return event.mergeBase;
  const parent = baseParentOf(event, place.head);
  if (parent !== undefined) return parent;
  if (!place.head || !(event.isChange || policyRef === "base")) return policyCommit;
  const { commit } = place.head;
  const branch = policyRef === "base" ? policyCommit : (event.pullRequest?.baseSha ?? policyCommit);
  const known = history?.mergeBase(branch, commit);
  if (known !== undefined) return known;
  const byApi = await attempt(notes, "the merge base", () => host.mergeBase(branch, commit));
  return byApi ?? branch;
}

/** The files of a commit as GitHub lists them, with the content of those that the local repository lacks. */
async function downloadFiles(commit: string, folder: string, { history, host }: BaseSource) {
  const { files, complete } = await host.files(commit, folder);
  const urgency = ({ path }: TreeEntry): number => (isInCaregateDir(path) ? 0 : isDocumentPath(path) ? 1 : 2);
  const wanted = (history?.missingObjects(files) ?? files)
    .filter(({ mode }) => !isSubmodule(mode))
    .toSorted((a, b) => urgency(a) - urgency(b))
    .slice(0, MAX_OBJECTS);
  const content = new Map<string, Buffer>();
  const queue = [...new Set(wanted.map(({ oid }) => oid))];
  const work = async (): Promise<void> => {
    for (let oid = queue.shift(); oid !== undefined; oid = queue.shift()) content.set(oid, await host.blob(oid));
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT }, work));
  return { files, complete, blob: (oid: string) => content.get(oid) ?? history?.blob(oid) };
}

/** A commit from GitHub. `top` is the folder that GitHub's paths start from. */
async function downloadCommit(commit: string, place: CheckoutPlace, top: string, sources: BaseSource) {
  const folder = toPosix(relative(top, commonRoot(place.targets)));
  const listing = await downloadFiles(commit, folder, sources);
  const hasPath: HasPath = (at, name) => {
    const path = posix.join(toPosix(relative(top, at)), name);
    return listing.files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
  };
  const treeAt = (root: string): Tree => {
    const prefix = root === top ? "" : `${toPosix(relative(top, root))}/`;
    const files = listing.files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    return createGitTree(root, files, listing.blob);
  };
  return { hasPath, treeAt, complete: listing.complete };
}

/** A commit that can be read, from the local repository or from GitHub. */
interface ReadableCommit {
  readonly commit: string;
  readonly hasPath: HasPath;
  readonly treeAt: (root: string) => Tree;
}

/**
 * Reads a commit from the local repository, otherwise from its server through git, otherwise through GitHub's API.
 * @throws BaselineError if none of them has it
 */
async function readCommit(commit: string, place: CheckoutPlace, sources: BaseSource): Promise<ReadableCommit> {
  const { history, notes } = sources;
  if (history && (history.commit(commit) === commit || history.fetch(commit, GIT_TIMEOUT)))
    return {
      commit,
      hasPath: (folder, name) => history.hasPath(commit, folder, name),
      treeAt: (root) => history.tree(commit, root),
    };
  try {
    const { complete, ...found } = await downloadCommit(commit, place, history?.top ?? place.workspace, sources);
    if (!complete) notes.push("GitHub cannot list all files of this repository at once: every finding counts as new");
    return { commit, ...found };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BaselineError(
      [
        `the base commit ${commit} cannot be read: give the token \`contents: read\`, or check out with \`fetch-depth: 0\``,
        `git did not find it, and the request to GitHub failed: ${why}`,
        ...notes,
      ].join("; "),
    );
  }
}

/**
 * Finds the commit whose policies apply, and the commit that the change starts from.
 * @returns undefined if the checkout is checked with its own policies
 * @throws BaselineError if a commit cannot be found; UsageError if the paths belong to different repositories
 */
export async function findBase(
  place: CheckoutPlace,
  event: WorkflowEvent,
  inputs: Inputs,
  sources: BaseSource,
): Promise<BaseSnapshot | undefined> {
  const commit = await policyCommitOf(event, inputs, place.head, sources);
  if (commit === undefined) return undefined;
  const found = await readCommit(commit, place, sources);
  const root = rootOfBase(place.targets, found.hasPath);
  const base = { commit, tree: found.treeAt(root) };
  const from = await startCommitOf(event, inputs, commit, place, sources);
  if (from === commit) return { root, base, start: base };
  const start = await readCommit(from, place, sources);
  return { root, base, start: { commit: from, tree: start.treeAt(root) } };
}
