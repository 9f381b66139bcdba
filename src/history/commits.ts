import { join } from "node:path";
import type { GitRepository } from "../repository/git/repository.ts";
import { createGitTree } from "../repository/git/git-tree.ts";
import type { Tree } from "../repository/tree.ts";
import { type HistoryEnd, daysOf } from "./event-time.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import type { TreeEntry, Commit, CommitWithChanges } from "../repository/git/types.ts";

/** A commit of the first-parent line. */
export interface CommitStep {
  readonly commit: CommitWithChanges;
  /** Evaluation date of the commit, as an ISO date. */
  readonly day: string;
  /** Root before and after the commit: a path from the top of the checkout, with a slash at its end. */
  readonly folder: { readonly before: string; readonly after: string };
}

/** The history along the first parents of a commit. */
export interface CommitHistory {
  readonly history: GitRepository;
  readonly steps: readonly CommitStep[];
  /** Number of files whose content is missing in this clone. */
  readonly missing: number;
  /** Commits after the last day of the history, the oldest first. */
  readonly later: readonly Commit[];
  /** Yields the files after each step, by their paths from the top. */
  states(): Iterable<{ readonly step: CommitStep; readonly files: ReadonlyMap<string, TreeEntry> }>;
}

const SUBMODULE = "160000";
/** Number of commits whose documents are prefetched together. */
const AHEAD = 256;
const document = /\.(?:yaml|yml|json)$/i;
const policyFile = new RegExp(String.raw`^((?:.*/)?)${CAREGATE_DIR.replace(".", String.raw`\.`)}/(.+)$`);

/** Reads the history along the first parents of a commit, up to a day. */
export function readCommitHistory(history: GitRepository, head: string, end: HistoryEnd): CommitHistory {
  const all = history.log.firstParentHistory(head);
  const dated = daysOf(all, end);
  const commits = dated.map(({ commit }) => commit);
  const folders = foldersOf(all, history.folder);
  const steps = dated.map((one, i) => ({ ...one, folder: folders[i] as CommitStep["folder"] }));
  const oids = new Set(
    commits.flatMap(({ changes }) =>
      changes.flatMap(({ entry }) => (entry && entry.mode !== SUBMODULE ? [entry.oid] : [])),
    ),
  );
  const sizes = history.log.sizes([...oids]);
  const documentsIn = ({ commit }: CommitStep): TreeEntry[] =>
    commit.changes.flatMap(({ path, entry }) =>
      entry && sizes.has(entry.oid) && document.test(path) ? [{ path, ...entry, size: sizes.get(entry.oid) }] : [],
    );
  return {
    history,
    steps,
    missing: oids.size - sizes.size,
    later: all.slice(commits.length),
    *states() {
      const files = new Map<string, TreeEntry>();
      for (const [i, step] of steps.entries()) {
        if (i % AHEAD === 0) {
          const documents = steps.slice(i, i + AHEAD).flatMap(documentsIn);
          history.prefetchBlobs(documents);
          history.prefetchContents(documents);
        }
        for (const { path, entry } of step.commit.changes) {
          if (entry) files.set(path, { path, ...entry, size: sizes.get(entry.oid) });
          else files.delete(path);
        }
        yield { step, files };
      }
    },
  };
}

/** A policy file: the folder with the `.caregate` directory, and the path from there. */
interface GoverningFiles {
  readonly folder: string;
  readonly rest: string;
}

function governingOf(path: string): GoverningFiles | undefined {
  const match = policyFile.exec(path);
  return match ? { folder: match[1] as string, rest: match[2] as string } : undefined;
}

/**
 * Finds the root at each commit, from the last commit backwards. The root was moved if its policies appear while
 * those of another folder with a file of the same name disappear.
 */
function foldersOf(commits: readonly CommitWithChanges[], now: string): CommitStep["folder"][] {
  const held = new Map<string, Set<string>>();
  const put = ({ folder, rest }: GoverningFiles): void =>
    void held.set(folder, (held.get(folder) ?? new Set()).add(rest));
  /** For each commit, the new policy folders, each with the removed policy folders that had the same files. */
  const moves = commits.map(({ changes }) => {
    const touched = changes.flatMap(({ path, entry: is }) => {
      const governing = governingOf(path);
      return governing ? [{ ...governing, stays: is !== undefined }] : [];
    });
    const before = new Map(touched.map(({ folder }) => [folder, new Set(held.get(folder))]));
    for (const { folder, rest, stays } of touched)
      if (stays) put({ folder, rest });
      else held.get(folder)?.delete(rest);
    const holds = (folder: string): boolean => (held.get(folder)?.size ?? 0) > 0;
    const gone = [...before].filter(([folder, had]) => had.size > 0 && !holds(folder));
    return [...before].flatMap(([folder, had]) => {
      if (had.size > 0 || !holds(folder)) return [];
      const shared = gone.map(([from, old]) => ({
        from,
        same: [...(held.get(folder) ?? [])].filter((one) => old.has(one)).length,
      }));
      const [best] = shared.filter(({ same }) => same > 0).toSorted((a, b) => b.same - a.same);
      return best ? [{ to: folder, from: best.from }] : [];
    });
  });
  let at = now;
  return moves
    .toReversed()
    .map((ofCommit) => {
      const after = at;
      at = ofCommit.find(({ to }) => to === after)?.from ?? after;
      return { before: at, after };
    })
    .toReversed();
}

/** Caches a file by its path from each root. Most files are unchanged from commit to commit. */
const seenFrom = memoizeByObject((_: TreeEntry) => new Map<string, TreeEntry>());

function fileFrom(file: TreeEntry, folder: string): TreeEntry {
  const seen = seenFrom(file);
  const known = seen.get(folder) ?? { ...file, path: file.path.slice(folder.length) };
  seen.set(folder, known);
  return known;
}

/** The files below a folder, by paths from the folder. */
export function filesBelow(files: Iterable<TreeEntry>, folder: string): TreeEntry[] {
  if (folder === "") return [...files];
  const below: TreeEntry[] = [];
  for (const file of files) if (file.path.startsWith(folder)) below.push(fileFrom(file, folder));
  return below;
}

/** The state of the repository at a commit. */
export function treeOf(history: GitRepository, folder: string, files: readonly TreeEntry[]): Tree {
  return createGitTree(join(history.top, folder), files, (oid, path) =>
    path === undefined ? history.blob(oid) : history.content(oid, folder + path),
  );
}
