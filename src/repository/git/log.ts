import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RunGit } from "./repository.ts";
import { commitFields, parseLog } from "./parse-output.ts";
import { deferSignals } from "../defer-signals.ts";

/** Someone who wrote or committed something, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** With time and zone, as ISO 8601 has it. */
  readonly date: string;
}

/** What a commit says of itself. */
export interface Commit {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** A file that a commit has otherwise than its first parent. */
export interface FileChange {
  /** From the top of the checkout. */
  readonly path: string;
  /** Undefined where it is gone. */
  readonly now: { readonly mode: string; readonly oid: string } | undefined;
}

/** A commit with what it changed. */
export interface CommitWithChanges extends Commit {
  readonly changes: readonly FileChange[];
}

/** The tip that a branch of the remote had before it was replaced by one that does not follow from it. */
export interface ForcePush {
  readonly branch: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
}

/** What stands between the history that is here and the whole. */
export interface CloneLimitations {
  /** The commits whose parents are not here. */
  readonly shallow: readonly string[];
  /** Objects that `git replace` would put something else in the place of. */
  readonly replaced: readonly string[];
  /** Whether parents are stated in `info/grafts`. */
  readonly grafts: boolean;
  readonly rewrites: readonly ForcePush[];
}

/** Reads what the commits of a repository say of themselves. */
export interface Log {
  /** The commits along first parents up to one, the first one first, each with what it changed. */
  along(head: string): CommitWithChanges[];
  /** Those of some commits that are part of another. */
  within(commit: string, commits: readonly string[]): Set<string>;
  /** The commits that a merge brought, beside its first parent, and that touch some paths. */
  brought(merge: Commit, paths: readonly string[]): Commit[];
  /** The status of each commit's signature, as `%G?` of git has it. */
  signatures(commits: readonly string[]): Map<string, string>;
  /** The sizes of objects; those that are not here are left out. */
  sizes(oids: readonly string[]): Map<string, number>;
  /** The commits that tags name, with their names. */
  tags(): Map<string, string[]>;
  limits(): CloneLimitations;
  /** The folder of git's own files. */
  gitFolder(): string;
}

const format = `--format=${commitFields.join("%x00")}`;
const plain = ["-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"];

/** The keys at hand decide, and no key server is asked. */
const offline = '#!/bin/sh\nexec gpg --no-auto-key-retrieve --disable-dirmngr --no-auto-key-locate "$@"\n';

/** @param git runs git in the repository */
export function createLog(git: RunGit): Log {
  const lines = (...args: string[]): string[] => {
    try {
      return git(args)
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "");
    } catch {
      return [];
    }
  };
  const gitPath = (name: string): string =>
    resolve(
      lines("rev-parse", "--show-toplevel")[0] ?? ".",
      lines("rev-parse", "--absolute-git-dir")[0] ?? ".git",
      name,
    );
  const common = (name: string): string =>
    resolve(gitPath("."), lines("rev-parse", "--path-format=absolute", "--git-common-dir")[0] ?? ".", name);
  const linesOf = (file: string): string[] =>
    existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("#"))
      : [];
  const isAncestor = (one: string, other: string): boolean => {
    try {
      git(["merge-base", "--is-ancestor", one, other]);
      return true;
    } catch {
      return false;
    }
  };

  /** Where a branch of the remote was set to a commit that does not follow from the one before. */
  function rewrites(): ForcePush[] {
    const [branch] = lines("rev-parse", "--symbolic-full-name", "@{upstream}");
    if (branch === undefined) return [];
    return linesOf(common(join("logs", branch))).flatMap((line) => {
      const [, from = "", to = "", seconds] = /^([0-9a-f]+) ([0-9a-f]+) .*> (\d+) [+-]\d+\t/.exec(line) ?? [];
      if (seconds === undefined || /^0+$/.test(from) || isAncestor(from, to)) return [];
      return [{ branch, from, to, date: new Date(Number(seconds) * 1000).toISOString() }];
    });
  }

  function signaturesOf(commits: readonly string[]): Map<string, string> {
    const folder = mkdtempSync(join(tmpdir(), "caregate-"));
    try {
      const program = join(folder, "gpg");
      writeFileSync(program, offline);
      chmodSync(program, 0o700);
      // What checks certificates asks servers whether they were withdrawn.
      const programs = ["gpg.program", "gpg.openpgp.program"].flatMap((key) => ["-c", `${key}=${program}`]);
      const none = ["-c", `gpg.x509.program=${join(folder, "none")}`, "-c", "gpg.ssh.program=ssh-keygen"];
      const args = [...plain, ...programs, ...none, "log", "--no-walk=unsorted", "--format=%H %G?", "--stdin"];
      const output = git(args, { input: `${commits.join("\n")}\n` }).toString("utf8");
      return new Map(output.split("\n").map((line) => [line.slice(0, -2), line.slice(-1)] as const));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  return {
    along(head) {
      const options = ["--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-abbrev", "--no-renames"];
      const args = [...plain, "-c", "log.showRoot=true", "log", "--topo-order", "--no-mailmap", ...options, format];
      return parseLog(git([...args, "--end-of-options", head, "--"]).toString("utf8")).toReversed();
    },
    within(commit, commits) {
      const all = new Set(lines("rev-list", "--end-of-options", commit, "--"));
      return new Set(commits.filter((one) => all.has(one)));
    },
    brought({ commit, parents }, paths) {
      const [first, ...others] = parents;
      if (first === undefined || others.length === 0) return [];
      const range = [...others, `^${first}`].join("\n");
      const args = [...plain, "log", "-z", "--no-mailmap", "--no-merges", "--topo-order", format, "--stdin", "--"];
      try {
        const output = git([...args, ...paths.map((path) => `:(top,literal)${path}`)], { input: `${range}\n` });
        return parseLog(output.toString("utf8"))
          .toReversed()
          .filter((one) => one.commit !== commit)
          .map(({ changes: _, ...one }) => one);
      } catch {
        return [];
      }
    },
    signatures: (commits) => (commits.length === 0 ? new Map() : deferSignals(() => signaturesOf(commits))),
    sizes(oids) {
      if (oids.length === 0) return new Map();
      const known = git(["cat-file", "--batch-check=%(objectname) %(objectsize)"], { input: `${oids.join("\n")}\n` });
      return new Map(
        known
          .toString("latin1")
          .split("\n")
          .flatMap((line) => {
            const match = /^([0-9a-f]+) (\d+)$/.exec(line);
            return match ? [[match[1] as string, Number(match[2])] as const] : [];
          }),
      );
    },
    tags() {
      const found = new Map<string, string[]>();
      for (const line of lines("for-each-ref", "--format=%(objectname) %(*objectname) %(refname:short)", "refs/tags")) {
        const [own = "", of = "", ...name] = line.split(" ");
        const commit = of === "" ? own : of;
        found.set(commit, [...(found.get(commit) ?? []), name.join(" ")]);
      }
      return found;
    },
    limits: () => ({
      shallow: linesOf(common("shallow")),
      replaced: lines("for-each-ref", "--format=%(refname:lstrip=2)", "refs/replace"),
      grafts: linesOf(common("info/grafts")).length > 0,
      rewrites: rewrites(),
    }),
    gitFolder: () => common("."),
  };
}
