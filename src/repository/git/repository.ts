import { execFileSync, spawnSync } from "node:child_process";
import { join, relative, resolve } from "node:path";
import { quote } from "../../util/text.ts";
import { GitError, parseLsTree, parseCatFile } from "./parse-output.ts";
import { type TreeEntry, createGitTree } from "./git-tree.ts";
import { type Log, createLog } from "./log.ts";
import { defaultReadLimit } from "../read.ts";
import type { Tree } from "../tree.ts";
import { slashes } from "../working-tree.ts";

/** The history of a repository, as far as it is on this disk. */
export interface GitRepository {
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** The full name of the commit that a revision names, or undefined when there is none. */
  commit(revision: string): string | undefined;
  /** Whether a folder, by its absolute path, held something of a name at a commit. */
  holds(commit: string, folder: string, name: string): boolean;
  /**
   * The state of the repository at a commit; throws when it cannot be listed.
   * @param folder absolute path of its root, if that is another folder of the checkout
   */
  tree(commit: string, folder?: string): Tree;
  /** The content of an object, or undefined when it is not here. */
  blob(oid: string): Buffer | undefined;
  /** Brings in the contents of many files at once. */
  bring(files: readonly TreeEntry[]): void;
  /** What the commits say of themselves. */
  readonly log: Log;
  /** The root, from the top of the checkout and with a slash at its end; empty where it is the top. */
  readonly folder: string;
  /** Which of some objects are not here. */
  lacking(files: readonly TreeEntry[]): TreeEntry[];
  /** The commit at the tip of a branch of where the clone came from, or undefined when that does not say. */
  remoteTip(branch: string, seconds: number): string | undefined;
  /** Brings a commit, without its history, from where the clone came from; whether it is here now. */
  fetch(commit: string, seconds: number): boolean;
  /** Files that git tracks although a `.gitignore` names them, from the root; throws when git cannot tell. */
  trackedThoughIgnored(): string[];
}

/** Runs git, and gives what it writes. */
export type RunGit = (
  args: readonly string[],
  options?: { readonly input?: string; readonly seconds?: number },
) => Buffer;

/** Enough for the list of a million files. */
const MOST_OUTPUT = 512 * 1024 * 1024;
/** How much is asked of git at once. */
const BATCH_BYTES = 32 * 1024 * 1024;
/** How much of what was read is kept. */
const MOST_KEPT = 128 * 1024 * 1024;

const document = /\.(?:yaml|yml|json)$/i;

/** A commit is what its name stands for: nothing is put in its place. */
const asWritten = { GIT_NO_REPLACE_OBJECTS: "1", GIT_GRAFT_FILE: "/dev/null" };

const safely = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
  ...asWritten,
});

/** What git says first of why it failed, or the system of why it cannot be started. */
function reasonOf(code: string | undefined, stderr: Buffer | undefined): string {
  if (code === "ENOENT") return "git is not on the PATH";
  const [first = ""] = stderr?.toString("utf8").split("\n") ?? [];
  const said = first.replace(/^(?:fatal|error): /, "");
  return said === "" ? `git failed${code === undefined ? "" : `, the system says ${code}`}` : `git says ${quote(said)}`;
}

/** Why a folder has no history, where it has none. */
export function explainMissingRepository(root: string): string {
  const { error, stderr }: { readonly error?: NodeJS.ErrnoException; readonly stderr: Buffer } = spawnSync(
    "git",
    [...safely, "rev-parse", "--show-prefix"],
    {
      cwd: root,
      env: environment(),
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  if (!error && stderr.includes("not a git repository")) return `${root} is in no git repository`;
  return `the history of ${root} cannot be read: ${reasonOf(error?.code, stderr)}`;
}

/**
 * The history of the repository that a folder belongs to, or undefined when git is absent or knows none.
 * @param root absolute path of the repository root, which need not be the top of the checkout
 */
export function openGitRepository(root: string): GitRepository | undefined {
  const git: RunGit = (args, options = {}) => {
    try {
      return execFileSync("git", [...safely, ...args], {
        cwd: root,
        env: environment(),
        stdio: "pipe",
        maxBuffer: MOST_OUTPUT,
        ...(options.input === undefined ? {} : { input: options.input }),
        ...(options.seconds === undefined ? {} : { timeout: options.seconds * 1000, killSignal: "SIGKILL" }),
      });
    } catch (error) {
      const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
      throw new GitError(`the history of ${root} cannot be read: ${reasonOf(code, stderr)}`);
    }
  };
  const attempt = (args: readonly string[], seconds?: number): string | undefined => {
    try {
      return git(args, seconds === undefined ? {} : { seconds }).toString("utf8");
    } catch {
      return undefined;
    }
  };
  const prefix = attempt(["rev-parse", "--show-prefix"])?.replace(/\n$/, "");
  if (prefix === undefined) return undefined;
  const top = resolve(
    root,
    ...prefix
      .split("/")
      .filter((part) => part !== "")
      .map(() => ".."),
  );

  const blobs = new Map<string, Buffer>();
  let kept = 0;
  const keep = (oid: string, bytes: Buffer): void => {
    kept += bytes.length;
    if (kept > MOST_KEPT) {
      blobs.clear();
      kept = bytes.length;
    }
    blobs.set(oid, bytes);
  };
  const blob = (oid: string): Buffer | undefined => {
    if (!/^[0-9a-f]{40,64}$/.test(oid)) return undefined;
    const known = blobs.get(oid);
    if (known) return known;
    try {
      const bytes = git(["cat-file", "blob", oid]);
      keep(oid, bytes);
      return bytes;
    } catch {
      return undefined;
    }
  };
  /** Brings in many objects by one process, where one each would take longer than all else. */
  const bring = (files: readonly TreeEntry[]): void => {
    const wanted = new Map(
      files.flatMap(({ oid, size }) =>
        size === undefined || size > defaultReadLimit || blobs.has(oid) ? [] : [[oid, size] as const],
      ),
    );
    let batch: string[] = [];
    let bytes = 0;
    const flush = (): void => {
      if (batch.length > 0)
        for (const [oid, content] of parseCatFile(git(["cat-file", "--batch"], { input: `${batch.join("\n")}\n` })))
          keep(oid, Buffer.from(content));
      [batch, bytes] = [[], 0];
    };
    for (const [oid, size] of wanted) {
      batch.push(oid);
      bytes += size;
      if (bytes > BATCH_BYTES) flush();
    }
    flush();
  };

  return {
    top,
    folder: prefix,
    blob,
    bring,
    log: createLog(git),
    commit(revision) {
      const found = attempt(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])?.trim();
      // A shallow clone knows the names of commits that it does not hold.
      return found !== undefined && attempt(["cat-file", "-e", `${found}^{tree}`]) !== undefined ? found : undefined;
    },
    holds(commit, folder, name) {
      const path = slashes(relative(top, join(folder, name)));
      return !path.startsWith("../") && attempt(["cat-file", "-e", `${commit}:${path}`]) !== undefined;
    },
    tree(commit, folder = root) {
      const way = slashes(relative(top, folder));
      const length = way === "" ? 0 : way.length + 1;
      // A failure is thrown: a list that cannot be read is not an empty one.
      const listing = git(["ls-tree", "-r", "-z", "--long", "--full-tree", commit, ...(way === "" ? [] : [`${way}/`])]);
      const files = parseLsTree(listing.toString("utf8")).map((file) => ({
        ...file,
        path: file.path.slice(length),
      }));
      bring(files.filter(({ path }) => document.test(path) || path.startsWith(".caregate/")));
      return { ...createGitTree(folder, files, blob), place: { commit, folder: way } };
    },
    lacking(files) {
      const oids = new Set(files.map(({ oid }) => oid));
      const known = git(["cat-file", "--batch-check=%(objectname)"], { input: `${[...oids].join("\n")}\n` });
      const here = new Set(known.toString("latin1").split("\n"));
      return files.filter(({ oid }) => !here.has(oid));
    },
    remoteTip(branch, seconds) {
      const name = `refs/heads/${branch}`;
      const lines = attempt(["ls-remote", "--quiet", "origin", name], seconds)?.split("\n") ?? [];
      return lines.find((line) => line.endsWith(`\t${name}`))?.split("\t")[0];
    },
    fetch(commit, seconds) {
      const args = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
      attempt([...args, "--end-of-options", "origin", commit], seconds);
      return this.commit(commit) === commit;
    },
    trackedThoughIgnored: () =>
      git(["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"])
        .toString("utf8")
        .split("\0")
        .filter((path) => document.test(path)),
  };
}
