import { readLimitations, sharedGitFolder } from "./clone-limitations.ts";
import { plainLog } from "./log-options.ts";
import { commitFields, parseLog } from "./parse-output.ts";
import type { PartialClone } from "./partial-clone.ts";
import { type RunGit, gitLines } from "./run.ts";
import { readSignatures } from "./signatures.ts";
import type { CloneLimitations, Commit, CommitWithChanges, FileVersion } from "./types.ts";

/** The recorded history of a repository: commits, signatures, tags. */
export interface Log {
  /** The commits along first parents up to `head`, the oldest first. */
  firstParentHistory(head: string): CommitWithChanges[];
  /** Those of some commits that are ancestors of `commit` or the commit itself. */
  ancestorsAmong(commit: string, commits: readonly string[]): Set<string>;
  /** The commits along first parents up to `head`, the oldest first, without their changes. */
  firstParents(head: string): Commit[];
  /** The branches and tags that contain a commit, remote branches included. */
  refsWith(commit: string): string[];
  /** The commits that a merge added to its first parent and that touch some paths, without merges. */
  mergedCommits(merge: Commit, paths: readonly string[]): Commit[];
  /**
   * The objects that a file has had in the history of a commit, the newest first.
   * @param path from the top of the checkout
   */
  versions(head: string, path: string, most: number): FileVersion[];
  /** The status of each commit's signature, as `%G?` of git reports it. */
  signatures(commits: readonly string[]): Map<string, string>;
  /** The sizes of objects, without those that are not available locally. */
  sizes(oids: readonly string[]): Map<string, number>;
  /** The names of tags, by the commit that they point to. */
  tags(): Map<string, string[]>;
  limitations(): CloneLimitations;
  /** Absolute path of git's own folder. */
  gitFolder(): string;
}

export function createLog(git: RunGit, clone: PartialClone): Log {
  return {
    firstParentHistory(head) {
      if (clone.isPartial()) clone.survey([head]);
      return readFirstParents(git, head, ["--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames"]);
    },
    firstParents: (head) => readFirstParents(git, head, ["--no-patch"]),
    refsWith: (commit) =>
      gitLines(
        git,
        "for-each-ref",
        "--contains",
        commit,
        "--format=%(refname:short)",
        "refs/heads",
        "refs/remotes",
        "refs/tags",
      ),
    ancestorsAmong(commit, commits) {
      const all = new Set(gitLines(git, "rev-list", "--end-of-options", commit, "--"));
      return new Set(commits.filter((one) => all.has(one)));
    },
    mergedCommits: (merge, paths) => readMergedCommits(git, merge, paths),
    versions: (head, path, most) => readVersions(git, head, path, most),
    signatures: (commits) => readSignatures(git, commits),
    sizes: (oids) =>
      readSizes(
        git,
        oids.filter((oid) => !clone.lacks(oid)),
      ),
    tags: () => readTags(git),
    limitations: () => readLimitations(git),
    gitFolder: () => sharedGitFolder(git),
  };
}

const format = `--format=${commitFields.join("%x00")}`;

/**
 * Options and folder with which git names people by the `.mailmap` of a commit, and by no other: in its own folder, git
 * does not look for one in the working tree.
 */
const withMailmap = (git: RunGit, commit: string): { readonly options: string[]; readonly cwd: string } => ({
  options: ["-c", `mailmap.blob=${commit}:.mailmap`, "-c", "mailmap.file="],
  cwd: sharedGitFolder(git),
});

function readFirstParents(git: RunGit, head: string, shown: readonly string[]): CommitWithChanges[] {
  const { options, cwd } = withMailmap(git, head);
  const log = ["-c", "log.showRoot=true", "log", "--topo-order", "--first-parent", "-z", ...shown, format];
  const output = git([...plainLog, ...options, ...log, "--end-of-options", head, "--"], { cwd });
  return parseLog(output.toString("utf8")).toReversed();
}

function readVersions(git: RunGit, head: string, path: string, most: number): FileVersion[] {
  const options = ["--raw", "-z", "--no-abbrev", "--no-renames", `--max-count=${most}`];
  const args = [...plainLog, "-c", "log.showRoot=true", "log", "--no-mailmap", ...options, format];
  try {
    const output = git([...args, "--end-of-options", head, "--", `:(top,literal)${path}`]);
    return parseLog(output.toString("utf8")).flatMap(({ commit, changes }) =>
      changes.flatMap((change) => (change.path === path && change.entry ? [{ commit, oid: change.entry.oid }] : [])),
    );
  } catch {
    return [];
  }
}

function readMergedCommits(git: RunGit, { commit, parents }: Commit, paths: readonly string[]): Commit[] {
  const [first, ...others] = parents;
  if (first === undefined || others.length === 0) return [];
  const range = [...others, `^${first}`].join("\n");
  const { options } = withMailmap(git, commit);
  const args = [...plainLog, ...options, "log", "-z", "--no-merges", "--topo-order", format, "--stdin", "--"];
  try {
    const output = git([...args, ...paths.map((path) => `:(top,literal)${path}`)], { input: `${range}\n` });
    return parseLog(output.toString("utf8"))
      .toReversed()
      .filter((one) => one.commit !== commit)
      .map(({ changes: _, ...one }) => one);
  } catch {
    return [];
  }
}

export function readSizes(git: RunGit, oids: readonly string[]): Map<string, number> {
  if (oids.length === 0) return new Map();
  const output = git(["cat-file", "--batch-check=%(objectname) %(objectsize)"], { input: `${oids.join("\n")}\n` });
  const matches = output.toString("latin1").matchAll(/^([0-9a-f]+) (\d+)$/gm);
  return new Map([...matches].map(([, oid = "", size]) => [oid, Number(size)] as const));
}

function readTags(git: RunGit): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  const fields = "--format=%(objectname) %(*objectname) %(refname:short)";
  for (const line of gitLines(git, "for-each-ref", fields, "refs/tags")) {
    // An annotated tag is a separate object that names the commit.
    const [own = "", target = "", ...name] = line.split(" ");
    const commit = target === "" ? own : target;
    tags.set(commit, [...(tags.get(commit) ?? []), name.join(" ")]);
  }
  return tags;
}
