import { join, relative, resolve } from "node:path";
import { CAREGATE_DIR, isDocumentPath } from "../layout.ts";
import type { Tree } from "../tree.ts";
import { toPosix } from "../../util/path.ts";
import { type BlobReader, createBlobReader } from "./blobs.ts";
import { createGitTree } from "./git-tree.ts";
import { type Log, createLog } from "./log.ts";
import { parseLsTree } from "./parse-output.ts";
import { type RunGit, createGitRunner, tryGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";

/** A git repository, as far as it is available locally. */
export interface GitRepository {
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** The root, from the top of the checkout and with a slash at its end; "" for the top itself. */
  readonly folder: string;
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
  /** The content of an object, or undefined when it is not available locally. */
  blob(oid: string): Uint8Array | undefined;
  /** Reads the contents of many files at once, for later calls of `blob`. */
  prefetchBlobs(files: readonly TreeEntry[]): void;
  /** Those of some files whose contents are not available locally. */
  missingObjects(files: readonly TreeEntry[]): TreeEntry[];
  /** The commit at the tip of a branch of the remote, or undefined when the remote does not report it. */
  remoteBranchTip(branch: string, seconds: number): string | undefined;
  /** Fetches a commit from the remote, without its history; true if it is available locally afterwards. */
  fetch(commit: string, seconds: number): boolean;
  /**
   * The documents that git tracks although a `.gitignore` matches them, from the root.
   * @throws GitError when git cannot list them
   */
  trackedButIgnored(): string[];
}

/**
 * Opens the git repository that a folder belongs to, or returns undefined when git is absent or there is none.
 * @param root absolute path of the repository root, which need not be the top of the checkout
 */
export function openGitRepository(root: string): GitRepository | undefined {
  const git = createGitRunner(root);
  const prefix = tryGit(git, ["rev-parse", "--show-prefix"])?.replace(/\n$/, "");
  if (prefix === undefined) return undefined;
  const depth = prefix.split("/").filter((part) => part !== "").length;
  const top = resolve(root, ...Array.from({ length: depth }, () => ".."));
  const blobs = createBlobReader(git);
  return {
    top,
    folder: prefix,
    log: createLog(git),
    commit: (revision) => resolveCommit(git, revision),
    hasPath(commit, folder, name) {
      const path = toPosix(relative(top, join(folder, name)));
      return !path.startsWith("../") && exists(git, `${commit}:${path}`);
    },
    tree: (commit, folder = root) => readTree(git, blobs, { commit, top, folder }),
    blob: (oid) => blobs.read(oid),
    prefetchBlobs: (files) => blobs.prefetch(files),
    missingObjects: (files) => findMissing(git, files),
    remoteBranchTip: (branch, seconds) => readRemoteTip(git, branch, seconds),
    fetch(commit, seconds) {
      fetchCommit(git, commit, seconds);
      return resolveCommit(git, commit) === commit;
    },
    trackedButIgnored: () => listTrackedButIgnored(git),
  };
}

const exists = (git: RunGit, object: string): boolean => tryGit(git, ["cat-file", "-e", object]) !== undefined;

function resolveCommit(git: RunGit, revision: string): string | undefined {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = tryGit(git, args)?.trim();
  // A shallow clone knows the names of commits that it does not contain.
  return commit !== undefined && exists(git, `${commit}^{tree}`) ? commit : undefined;
}

interface TreeLocation {
  readonly commit: string;
  readonly top: string;
  readonly folder: string;
}

function readTree(git: RunGit, blobs: BlobReader, { commit, top, folder }: TreeLocation): Tree {
  const path = toPosix(relative(top, folder));
  const length = path === "" ? 0 : path.length + 1;
  const args = ["ls-tree", "-r", "-z", "--long", "--full-tree", commit, ...(path === "" ? [] : [`${path}/`])];
  // A failure is thrown: a list that cannot be read is not an empty one.
  const files = parseLsTree(git(args).toString("utf8")).map((file) => ({ ...file, path: file.path.slice(length) }));
  blobs.prefetch(files.filter((file) => isDocumentPath(file.path) || file.path.startsWith(`${CAREGATE_DIR}/`)));
  return { ...createGitTree(folder, files, (oid) => blobs.read(oid)), location: { commit, folder: path } };
}

function findMissing(git: RunGit, files: readonly TreeEntry[]): TreeEntry[] {
  const oids = new Set(files.map(({ oid }) => oid));
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

function listTrackedButIgnored(git: RunGit): string[] {
  return git(["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"])
    .toString("utf8")
    .split("\0")
    .filter(isDocumentPath);
}
