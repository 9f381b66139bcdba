import { decodeText } from "../../util/decode-text.ts";
import { quote } from "../../util/text.ts";
import { GitError } from "./error.ts";
import type { CommitWithChanges, FileChange, TreeEntry } from "./types.ts";

/**
 * Parses the output of `git ls-tree -z`, with or without `--long`. Entries are listed whether or not their objects can be read.
 * @throws GitError when a line cannot be parsed
 */
export function parseLsTree(text: string): TreeEntry[] {
  const lines = text.split("\0").filter((line) => line !== "");
  return lines.map((line) => {
    const match = /^(\d+) \w+ ([0-9a-f]+)(?: +(\S+))?\t([^]*)$/.exec(line);
    if (!match) throw new GitError(`git lists ${quote(line)}, which has an unknown format`);
    const [, mode = "", oid = "", size = "", path = ""] = match;
    return { path, mode, oid, size: /^\d+$/.test(size) ? Number(size) : undefined };
  });
}

/** A file that git tracks, as it lists it for a work tree. */
export interface IndexEntry extends TreeEntry {
  /** True if git treats the file as unchanged without reading the disk, as outside a sparse checkout. */
  readonly hidden: boolean;
}

/** The files of a work tree, by their paths from the listed folder. */
export interface CheckoutList {
  readonly tracked: ReadonlyMap<string, IndexEntry>;
  /** Files that git neither tracks nor ignores; a path with a slash at its end is another repository. */
  readonly untracked: readonly string[];
}

/**
 * Parses the output of `git ls-files -z -v --stage --cached --others`.
 * @throws GitError when a line cannot be parsed
 */
export function parseLsFiles(text: string): CheckoutList {
  const tracked = new Map<string, IndexEntry>();
  const untracked: string[] = [];
  for (const line of text.split("\0")) {
    if (line === "") continue;
    const [, tag = "", mode, oid = "", path = ""] = /^(\S) (?:(\d+) ([0-9a-f]+) \d\t)?([^]*)$/.exec(line) ?? [];
    if (path === "") throw new GitError(`git lists ${quote(line)}, which has an unknown format`);
    if (mode === undefined) untracked.push(path);
    // `S` or a lower case letter marks a file that git treats as unchanged.
    else tracked.set(path, { path, mode, oid, size: undefined, hidden: /^[Sa-z]$/.test(tag) });
  }
  return { tracked, untracked };
}

/** Parses the output of `git cat-file --batch`; objects that are missing or cut off are left out. */
export function parseCatFile(output: Uint8Array): [string, Uint8Array][] {
  const objects: [string, Uint8Array][] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [oid = "", type, size] = decodeText(output.subarray(at, end), 0, "latin1").split(" ");
    at = end + 1;
    if (type === "missing" || size === undefined) continue;
    const content = output.subarray(at, at + Number(size));
    if (content.length !== Number(size)) break;
    objects.push([oid, content]);
    at += content.length + 1;
  }
  return objects;
}

/** The fields of a commit, as placeholders of `git log --format`. */
export const commitFields = ["%H", "%P", "%aN", "%aE", "%aI", "%cN", "%cE", "%cI", "%B"] as const;

/** Parses the output of `git log -z`, with or without changed files. */
export function parseLog(text: string): CommitWithChanges[] {
  const tokens = text.split("\0");
  const found: CommitWithChanges[] = [];
  for (let at = 0; at + commitFields.length <= tokens.length;) {
    const [commit = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", message = ""] =
      tokens.slice(at, at + commitFields.length);
    at += commitFields.length;
    const changes: FileChange[] = [];
    for (; at < tokens.length; at += 2) {
      const raw = /^\n?:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) ([A-Z])/.exec(tokens[at] as string);
      if (!raw) break;
      const [, mode = "", oid = "", status] = raw;
      changes.push({ path: tokens[at + 1] as string, entry: status === "D" ? undefined : { mode, oid } });
    }
    found.push({
      commit: commit.trim(),
      parents: parents.split(" ").filter((one) => one !== ""),
      author: { name: an, email: ae, date: ad },
      committer: { name: cn, email: ce, date: cd },
      message: message.trim(),
      changes,
    });
  }
  return found;
}
