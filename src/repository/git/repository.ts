import { join, relative, resolve } from "node:path";
import { lazy } from "../../util/memoize.ts";
import type { Tree } from "../tree.ts";
import { toPosix } from "../../util/path.ts";
import { readConversions } from "./attributes.ts";
import { createBlobReader } from "./blobs.ts";
import { listCheckout, listSubmodules } from "./checkout.ts";
import { createCleanFileReader } from "./clean-files.ts";
import { attributesAt, createTreeReader } from "./commit-tree.ts";
import { createContentReader } from "./contents.ts";
import { type Log, createLog } from "./log.ts";
import type { CheckoutList } from "./parse-output.ts";
import { type PartialClone, createPartialClone } from "./partial-clone.ts";
import { type RunGit, createGitRunner, tryGit } from "./run.ts";
import { readSettings } from "./settings.ts";
import type { TreeEntry } from "./types.ts";

/** A git repository, as far as it is available locally. */
export interface GitRepository {
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** The root, from the top of the checkout and with a slash at its end; "" for the top itself. */
  readonly folder: string;
  /** Absolute paths of git's own folders: of this work tree, and of all work trees. */
  readonly gitFolders: readonly string[];
  /** The commits with their signatures and tags. */
  readonly log: Log;
  /** The full name of the commit that a revision names, or undefined when there is none. */
  commit(revision: string): string | undefined;
  /** True if a folder, by its absolute path, has an entry of this name at a commit. */
  hasPath(commit: string, folder: string, name: string): boolean;
  /**
   * The state of the repository at a commit.
   * @param folder absolute path of its root, if that is another folder of the checkout
   * @throws GitError when the commit cannot be listed
   */
  tree(commit: string, folder?: string): Tree;
  /** The content of an object as it is stored, or undefined when it is not available locally. */
  blob(oid: string): Uint8Array | undefined;
  /**
   * The same as a checkout of `HEAD` writes it.
   * @param path from the top of the checkout
   */
  content(oid: string, path: string): Uint8Array | undefined;
  /** Converts the contents of many files at once, for later calls of `content`; paths are from the top. */
  prefetchContents(files: readonly TreeEntry[]): void;
  /** Fetches the files that a partial clone lacks together. */
  prefetchMissing(files: readonly TreeEntry[]): void;
  /** Reads the contents of many files at once, for later calls of `blob`. */
  prefetchBlobs(files: readonly TreeEntry[]): void;
  /** Those of some files whose contents are not available locally. */
  missingObjects(files: readonly TreeEntry[]): TreeEntry[];
  /** The commit at the tip of a branch of the remote, or undefined when the remote does not report it. */
  remoteBranchTip(branch: string, seconds: number): string | undefined;
  /** Fetches a commit from the remote, without its history; true if it is available locally afterwards. */
  fetch(commit: string, seconds: number): boolean;
  /** The last commit that two commits have in common, or undefined when none is known. */
  mergeBase(one: string, other: string): string | undefined;
  /**
   * The files of the work tree, by their paths from the root.
   * @throws GitError when git cannot list them
   */
  checkout(): CheckoutList;
  /** The files of the submodules that are checked out, by their paths from the root. */
  submoduleFiles(): string[];
  /**
   * The files of the work tree that git converts in a way that hides their words: the attribute, by the path from the root.
   * @throws GitError when git cannot read the attributes
   */
  conversions(files: readonly string[]): ReadonlyMap<string, string>;
}

export interface RepositoryOptions {
  /** True if the network must not be used: objects that a partial clone lacks are then missing. */
  readonly offline?: boolean;
}

/**
 * Opens the git repository that a folder belongs to, or returns undefined when git is absent or there is none.
 * @param root absolute path of the repository root, which need not be the top of the checkout
 */
export function openGitRepository(
  root: string,
  { offline = false }: RepositoryOptions = {},
): GitRepository | undefined {
  const git = createGitRunner(root);
  const found = findRepository(git, root);
  if (!found) return undefined;
  const { top, folder, ownFolder, gitFolder } = found;
  const settings = lazy(() => readSettings(git));
  const clone = createPartialClone(git, settings, !offline);
  const blobs = createBlobReader(git, clone);
  const source = { git, top, ownFolder, gitFolder, blobs, settings, unchangedOnDisk: createCleanFileReader(git, top) };
  const readTree = createTreeReader({ ...source, clone, submodule: openSubmodule });
  const contents = lazy(() => createContentReader(source, attributesAt(git, "HEAD")));
  const content = (oid: string, path: string): Uint8Array | undefined => contents().read(oid, path);
  return {
    top,
    folder,
    gitFolders: [ownFolder, gitFolder],
    log: createLog(git, clone),
    commit: (revision) => resolveCommit(git, revision),
    hasPath(commit, at, name) {
      const path = toPosix(relative(top, join(at, name)));
      return !path.startsWith("../") && exists(git, `${commit}:${path}`);
    },
    tree: (commit, at = root) => readTree(commit, at),
    blob: (oid) => blobs.read(oid),
    content,
    prefetchBlobs: (files) => blobs.prefetch(files),
    prefetchContents: (files) => contents().prefetch(files),
    prefetchMissing(files) {
      if (!clone.isPartial()) return;
      clone.survey(["HEAD", "--no-walk"]);
      clone.fetch(files.map(({ oid }) => oid));
    },
    missingObjects: (files) => findMissing(git, files, clone),
    remoteBranchTip: (branch, seconds) => readRemoteTip(git, branch, seconds),
    fetch(commit, seconds) {
      fetchCommit(git, commit, seconds);
      return resolveCommit(git, commit) === commit;
    },
    mergeBase: (one, other) => tryGit(git, ["merge-base", "--end-of-options", one, other])?.trim(),
    checkout: () => listCheckout(git, found),
    submoduleFiles: () => listSubmodules(git, found),
    conversions: (files) => readConversions(git, files, new Set(settings().filters.keys())),
  };
}

/**
 * The files of a submodule at a commit; undefined if it is not checked out, or lacks the commit.
 * @param path absolute path of its folder
 */
export function openSubmodule(path: string, commit: string): Tree | undefined {
  try {
    const repository = openGitRepository(path, { offline: true });
    return repository?.folder === "" && repository.commit(commit) === commit ? repository.tree(commit) : undefined;
  } catch {
    return undefined;
  }
}

interface FoundRepository {
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** The root, from the top and with a slash at its end. */
  readonly folder: string;
  /** Absolute path of git's folder of this work tree, and of the one that all work trees share. */
  readonly ownFolder: string;
  readonly gitFolder: string;
}

function findRepository(git: RunGit, root: string): FoundRepository | undefined {
  const output = tryGit(git, ["rev-parse", "--absolute-git-dir", "--git-common-dir", "--show-prefix"]);
  const lines = output?.split("\n");
  if (!lines) return undefined;
  const [ownFolder = "", shared = "", ...rest] = lines;
  const folder = rest.slice(0, -1).join("\n");
  const depth = folder.split("/").filter((part) => part !== "").length;
  const top = resolve(root, ...Array.from({ length: depth }, () => ".."));
  return { top, folder, ownFolder, gitFolder: resolve(root, shared) };
}

const exists = (git: RunGit, object: string): boolean => tryGit(git, ["cat-file", "-e", object]) !== undefined;

function resolveCommit(git: RunGit, revision: string): string | undefined {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = tryGit(git, args)?.trim();
  // A shallow clone knows the names of commits that it does not contain.
  return commit !== undefined && exists(git, `${commit}^{tree}`) ? commit : undefined;
}

function findMissing(git: RunGit, files: readonly TreeEntry[], clone: PartialClone): TreeEntry[] {
  const oids = new Set(files.map(({ oid }) => oid).filter((oid) => !clone.lacks(oid)));
  const output = git(["cat-file", "--batch-check=%(objectname)"], { input: `${[...oids].join("\n")}\n` });
  const available = new Set(output.toString("latin1").split("\n"));
  return files.filter(({ oid }) => !available.has(oid));
}

function readRemoteTip(git: RunGit, branch: string, seconds: number): string | undefined {
  const name = `refs/heads/${branch}`;
  const lines = tryGit(git, ["ls-remote", "--quiet", "origin", name], seconds)?.split("\n") ?? [];
  return lines.find((line) => line.endsWith(`\t${name}`))?.split("\t")[0];
}

function fetchCommit(git: RunGit, commit: string, seconds: number): void {
  const args = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  tryGit(git, [...args, "--end-of-options", "origin", commit], seconds);
}
