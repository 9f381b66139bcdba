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

/** Seconds that git may take to ask the server. */
const PATIENCE = 30;
/** Objects that are asked of GitHub one by one, at most, and how many at a time. */
const MOST_OBJECTS = 300;
const AT_ONCE = 8;

/** A commit, and its files. */
export interface CommitSnapshot {
  readonly commit: string;
  readonly tree: Tree;
}

/** What a run is judged by and compared with. */
export interface BaseSnapshot {
  readonly root: string;
  /** The state whose rules decide: of a pull request, the tip of its base branch. */
  readonly base: CommitSnapshot;
  /** The state that the change starts from and is compared with. The base may have moved on since. */
  readonly start: CommitSnapshot;
}

/** That the base could not be found, so that nothing can be judged. */
export class BaselineError extends Error {
  override name = "BaselineError";
}

/** What is asked for the base: the local copy, the server it came from by git, and GitHub's API. */
export interface BaseSource {
  readonly history: GitRepository | undefined;
  readonly host: GitHost;
  /** Whether the remote `origin` has the address of the repository that the run belongs to. */
  readonly isOwnOrigin: boolean;
  /** What the reader has to know of how the base was found. */
  readonly notes: string[];
}

/** Where a run takes place. */
export interface CheckoutPlace {
  /** Absolute paths. */
  readonly targets: readonly string[];
  readonly workspace: string;
  /** The commit that is checked out; undefined if git cannot tell. */
  readonly head: CheckoutHead | undefined;
}

async function attempt<T>(notes: string[], what: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    notes.push(`GitHub did not give ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/**
 * The commit at the tip of a branch of the repository that the run belongs to. GitHub's answer counts. That of `origin`,
 * which may be a fork, counts only if its address is that of the repository.
 * @throws BaselineError when `origin` has another address and another tip
 */
async function tipOf(branch: string, { history, host, isOwnOrigin, notes }: BaseSource): Promise<string | undefined> {
  const ask = async (): Promise<string | undefined> =>
    attempt(notes, `the tip of \`${branch}\``, () => host.tip(branch));
  const byApi = await ask();
  if (byApi !== undefined && isOwnOrigin) return byApi;
  const byGit = history?.remoteBranchTip(branch, PATIENCE);
  if (byApi === undefined) return isOwnOrigin ? byGit : undefined;
  // A branch may move between the two answers.
  if (byGit === undefined || byGit === byApi || byGit === (await ask())) return byGit ?? byApi;
  throw new BaselineError(
    `\`origin\` has another \`${branch}\` than GitHub: check out this repository, not a fork or a mirror of it`,
  );
}

/** The tip of the branch that a pull request is to be merged into. */
async function tipOfBase({ number, baseRef, baseSha }: PullRequest, sources: BaseSource): Promise<string> {
  const { host, notes } = sources;
  const tip = await tipOf(baseRef, sources);
  if (tip !== undefined) return tip;
  // The branch may have been renamed since the event.
  const now = await attempt(notes, "the pull request", () => host.pullRequest(number));
  const renamed = now && now.baseRef !== baseRef ? await tipOf(now.baseRef, sources) : undefined;
  if (renamed !== undefined) return renamed;
  notes.push("judged by the base as it was when the event happened");
  return baseSha;
}

/** Names of a default branch that are customary, for when nobody says which it is. */
const customary = ["main", "master"];

/** The name of the default branch: a change of another branch is judged by its rules. */
async function defaultBranchOf(event: WorkflowEvent, { host, notes }: BaseSource): Promise<string> {
  const named =
    event.defaultBranch ?? (await attempt(notes, "the name of the default branch", () => host.defaultBranch()));
  if (named !== undefined) return named;
  const taken = customary.find((name) => event.ref === `refs/heads/${name}`);
  if (taken === undefined)
    throw new BaselineError(
      ["the default branch, whose rules judge, is not known: let the token read contents", ...notes].join("; "),
    );
  notes.push(`\`${taken}\` is taken for the default branch`);
  return taken;
}

/** The commit whose rules judge what is on no pull request: undefined on the default branch, which has its own. */
async function tipOfDefault(
  event: WorkflowEvent,
  head: CheckoutHead | undefined,
  sources: BaseSource,
): Promise<string | undefined> {
  const branch = await defaultBranchOf(event, sources);
  // A merge of anything into the default branch has that as a parent, too.
  const isTip = !head || head.commit === event.sha;
  if (event.ref === `refs/heads/${branch}` && isTip) return undefined;
  const tip = await tipOf(branch, sources);
  if (tip !== undefined) return tip;
  throw new BaselineError(
    [`the tip of \`${branch}\`, whose rules judge, cannot be read: let the token read contents`, ...sources.notes].join(
      "; ",
    ),
  );
}

/** The commit whose rules judge, or undefined when the checkout is judged by its own. */
async function rulesCommitOf(
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

/** The commit that the checkout is compared with: what it was merged into, or what it has in common with the base. */
async function startCommitOf(
  event: WorkflowEvent,
  { policyRef }: Inputs,
  rules: string,
  place: CheckoutPlace,
  { history, host, notes }: BaseSource,
): Promise<string> {
  if (event.mergeBase !== undefined) return event.mergeBase;
  const parent = baseParentOf(event, place.head);
  if (parent !== undefined) return parent;
  if (!place.head || !(event.isChange || policyRef === "base")) return rules;
  const { commit } = place.head;
  const branch = policyRef === "base" ? rules : (event.pullRequest?.baseSha ?? rules);
  const known = history?.mergeBase(branch, commit);
  if (known !== undefined) return known;
  const asked = await attempt(notes, "what the change starts from", () => host.mergeBase(branch, commit));
  return asked ?? branch;
}

/** The commit's files as GitHub lists them, with the content of those that are not at hand. */
async function askGitHub(commit: string, folder: string, { history, host }: BaseSource) {
  const { files, complete } = await host.files(commit, folder);
  const urgency = ({ path }: TreeEntry): number => (isInCaregateDir(path) ? 0 : isDocumentPath(path) ? 1 : 2);
  const wanted = (history?.missingObjects(files) ?? files)
    .filter(({ mode }) => !isSubmodule(mode))
    .toSorted((a, b) => urgency(a) - urgency(b))
    .slice(0, MOST_OBJECTS);
  const content = new Map<string, Buffer>();
  const queue = [...new Set(wanted.map(({ oid }) => oid))];
  const work = async (): Promise<void> => {
    for (let oid = queue.shift(); oid !== undefined; oid = queue.shift()) content.set(oid, await host.blob(oid));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { files, complete, blob: (oid: string) => content.get(oid) ?? history?.blob(oid) };
}

/** A commit from GitHub, with the names of its files from the top of the checkout. */
async function askCommit(commit: string, place: CheckoutPlace, top: string, sources: BaseSource) {
  const folder = toPosix(relative(top, commonRoot(place.targets)));
  const asked = await askGitHub(commit, folder, sources);
  const holds: HasPath = (at, name) => {
    const path = posix.join(toPosix(relative(top, at)), name);
    return asked.files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
  };
  const treeAt = (root: string): Tree => {
    const prefix = root === top ? "" : `${toPosix(relative(top, root))}/`;
    const files = asked.files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    return createGitTree(root, files, asked.blob);
  };
  return { holds, treeAt, complete: asked.complete };
}

/** A commit that can be read, wherever it was found. */
interface ReadableCommit {
  readonly commit: string;
  readonly holds: HasPath;
  readonly treeAt: (root: string) => Tree;
}

/**
 * A commit from the local copy when it is there, else from the server by git, else through GitHub's API.
 * @throws BaselineError when it cannot be found
 */
async function readCommit(commit: string, place: CheckoutPlace, sources: BaseSource): Promise<ReadableCommit> {
  const { history, notes } = sources;
  if (history && (history.commit(commit) === commit || history.fetch(commit, PATIENCE)))
    return {
      commit,
      holds: (folder, name) => history.hasPath(commit, folder, name),
      treeAt: (root) => history.tree(commit, root),
    };
  try {
    const { complete, ...found } = await askCommit(commit, place, history?.top ?? place.workspace, sources);
    if (!complete)
      notes.push("the repository has too many files for GitHub to list at once, so that every finding counts as new");
    return { commit, ...found };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BaselineError(
      [
        `the base, ${commit}, cannot be read: git did not find it, and GitHub says: ${why}`,
        "let the token read contents, or check out with `fetch-depth: 0`",
        ...notes,
      ].join("; "),
    );
  }
}

/**
 * Finds the state whose rules judge, and the one that the change starts from.
 * @returns undefined when the checkout is judged by its own rules
 * @throws BaselineError when it cannot be found; UsageError when the paths belong to different repositories
 */
export async function findBase(
  place: CheckoutPlace,
  event: WorkflowEvent,
  inputs: Inputs,
  sources: BaseSource,
): Promise<BaseSnapshot | undefined> {
  const commit = await rulesCommitOf(event, inputs, place.head, sources);
  if (commit === undefined) return undefined;
  const found = await readCommit(commit, place, sources);
  const root = rootOfBase(place.targets, found.holds);
  const base = { commit, tree: found.treeAt(root) };
  const from = await startCommitOf(event, inputs, commit, place, sources);
  if (from === commit) return { root, base, start: base };
  const start = await readCommit(from, place, sources);
  return { root, base, start: { commit: from, tree: start.treeAt(root) } };
}
