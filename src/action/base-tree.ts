import { posix, relative } from "node:path";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { createGitTree } from "../repository/git/git-tree.ts";
import { isDocumentPath, isInCaregateDir, isSubmodule } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import { commonRoot, rootOfBase } from "../workspace/roots.ts";
import { toPosix } from "../util/path.ts";
import type { WorkflowEvent, PullRequest } from "./event.ts";
import type { GitHost } from "./host.ts";
import type { Inputs } from "./inputs.ts";
import type { TreeEntry } from "../repository/git/types.ts";

/** Seconds that git may take to ask the server. */
const PATIENCE = 30;
/** Objects that are asked of GitHub one by one, at most, and how many at a time. */
const MOST_OBJECTS = 300;
const AT_ONCE = 8;

/** The state that a change starts from. */
export interface BaseSnapshot {
  readonly root: string;
  readonly commit: string;
  readonly tree: Tree;
  /** What the reader has to know of how it was found. */
  readonly notes: readonly string[];
}

/** That the base could not be found, so that nothing can be judged. */
export class BaselineError extends Error {
  override name = "BaselineError";
}

/** What the base may be asked from: the copy at hand, the server it came from by git, and GitHub's API. */
interface BaseSource {
  readonly history: GitRepository | undefined;
  readonly host: GitHost;
  readonly notes: string[];
}

async function attempt<T>(notes: string[], what: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    notes.push(`GitHub did not give ${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** The tip of the branch that a pull request is to be merged into. */
async function tipOf({ number, baseRef, baseSha }: PullRequest, { history, host, notes }: BaseSource): Promise<string> {
  const byGit = history?.remoteBranchTip(baseRef, PATIENCE);
  if (byGit !== undefined) return byGit;
  const byApi = await attempt(notes, `the tip of \`${baseRef}\``, () => host.tip(baseRef));
  if (byApi !== undefined) return byApi;
  // The branch may have another name by now than when the event happened.
  const now = await attempt(notes, "the pull request", () => host.pullRequest(number));
  if (now && now.baseRef !== baseRef) {
    const renamed =
      history?.remoteBranchTip(now.baseRef, PATIENCE) ??
      (await attempt(notes, `the tip of \`${now.baseRef}\``, () => host.tip(now.baseRef)));
    if (renamed !== undefined) return renamed;
  }
  notes.push("judged by the base as it was when the event happened");
  return baseSha;
}

/** The commit to judge by, or undefined when the state at hand is judged by its own rules. */
async function commitOf(occasion: WorkflowEvent, inputs: Inputs, sources: BaseSource): Promise<string | undefined> {
  if (inputs.policyRef === "head") return undefined;
  if (inputs.policyRef !== "base") return inputs.policyRef;
  if (occasion.pullRequest) return tipOf(occasion.pullRequest, sources);
  return occasion.mergeBase;
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

async function fromGitHub(
  commit: string,
  targets: readonly string[],
  top: string,
  sources: BaseSource,
): Promise<BaseSnapshot> {
  const folderOf = (path: string): string => toPosix(relative(top, path));
  const asked = await askGitHub(commit, folderOf(commonRoot(targets)), sources);
  const holds = (folder: string, name: string): boolean => {
    const path = posix.join(folderOf(folder), name);
    return asked.files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
  };
  const root = rootOfBase(targets, holds);
  const prefix = folderOf(root) === "" ? "" : `${folderOf(root)}/`;
  const files = asked.files
    .filter(({ path }) => path.startsWith(prefix))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
  const notes = asked.complete
    ? []
    : ["the repository has too many files for GitHub to list at once, so that every finding counts as new"];
  return { root, commit, tree: createGitTree(root, files, asked.blob), notes };
}

/**
 * Finds the state that a change is judged by: in the copy at hand when it is there, else from the server by git, else
 * through GitHub's API.
 * @param targets absolute paths
 * @param workspace where the checkout lies
 * @returns undefined when the state at hand is judged by its own rules
 * @throws BaselineError when it cannot be found; UsageError when the paths belong to different repositories
 */
export async function findBase(
  targets: readonly string[],
  workspace: string,
  occasion: WorkflowEvent,
  inputs: Inputs,
  host: GitHost,
): Promise<BaseSnapshot | undefined> {
  const history = openGitRepository(commonRoot(targets));
  const notes: string[] = [];
  const sources: BaseSource = { history, host, notes };
  const commit = await commitOf(occasion, inputs, sources);
  if (commit === undefined) return undefined;
  if (history && (history.commit(commit) === commit || history.fetch(commit, PATIENCE))) {
    const root = rootOfBase(targets, (folder, name) => history.hasPath(commit, folder, name));
    return { root, commit, tree: (openGitRepository(root) ?? history).tree(commit), notes };
  }
  try {
    const found = await fromGitHub(commit, targets, history?.top ?? workspace, sources);
    return { ...found, notes: [...notes, ...found.notes] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BaselineError(
      [
        `the rules of the base, ${commit}, cannot be read: git did not find it, and GitHub says: ${why}`,
        "let the token read contents, or check out with `fetch-depth: 0`",
        ...notes,
      ].join("; "),
    );
  }
}
