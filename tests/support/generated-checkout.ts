// Work trees made up from a number, and what git itself says of them: what caregate searches has to be the same.
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readCommitHistory, treeOf } from "../../src/history/commits.ts";
import { discover } from "../../src/repository/discover.ts";
import { openWorkingTree } from "../../src/repository/git/checkout-tree.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import type { Tree } from "../../src/repository/tree.ts";

/** Numbers from 0 up to 1 that follow from a seed. */
function numbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

const folders = [
  "",
  "a/",
  "a/b/",
  "build/",
  "node_modules/x/",
  "vendor/",
  "a/.caregate/",
  "ä/",
  "sp ace/",
  "[x]/",
  "a\\b/",
];
const names = [
  "x.yaml",
  "y.yml",
  "z.json",
  "build.yaml",
  "-o.yaml",
  "!n.yaml",
  "#h.yaml",
  " s.yaml",
  "n\nl.yaml",
  "é.YAML",
  "r.md",
  "q?.yaml",
  "*.yaml",
];
const patterns = [
  "*.yaml",
  "!x.yaml",
  "build/",
  "/a",
  "a/b",
  "**/x.yaml",
  "a/**",
  "!a/b/",
  "[!a]*.json",
  "?.yml",
  "\\!n.yaml",
  "*.y*ml",
  "/",
  "# no",
  "x.yaml ",
  "vendor",
  "node_modules",
  "**/.caregate",
  "é*",
  "[[:alpha:]].yaml",
  "**",
];
const attributes = [
  "*.yaml eol=crlf",
  "*.json text working-tree-encoding=latin1",
  "x.* ident",
  "* text=auto",
  "*.yml filter=lfs -text",
  "*.yaml filter=none",
  "[attr]odd eol=crlf",
  "y.yml odd",
];

export interface Difference {
  readonly seed: number;
  readonly way: string;
  readonly missing: readonly string[];
  readonly invented: readonly string[];
}

interface Comparison {
  /** How many files are searched once all is committed. */
  readonly files: number;
  readonly differences: readonly Difference[];
}

const listed = (root: string, ...args: string[]): string[] =>
  execFileSync("git", ["ls-files", "-z", ...args], { cwd: root, encoding: "utf8", stdio: "pipe" })
    .split("\0")
    .filter((line) => line !== "");

const git = (root: string, args: readonly string[], input?: string): void =>
  void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.safecrlf=false", ...args], {
    cwd: root,
    stdio: "pipe",
    ...(input === undefined ? {} : { input }),
  });

/** Empties a repository for the next work tree; to make a new one would take longer than to look at it. */
function empty(root: string): void {
  for (const name of readdirSync(root)) if (name !== ".git") rmSync(join(root, name), { recursive: true });
  rmSync(join(root, ".git/index"), { force: true });
  if (!existsSync(join(root, ".git"))) git(root, ["init", "--quiet", "--initial-branch=main"]);
  git(root, ["update-ref", "-d", "HEAD"]);
}

function fill(root: string, random: () => number): void {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const put = (path: string, content: string): void => {
    try {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    } catch {
      // Something else has this name already.
    }
  };
  const link = (path: string, target: string): void => {
    try {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      symlinkSync(target, join(root, path));
    } catch {
      // Something else has this name already.
    }
  };
  for (let i = 0; i < 6 + random() * 12; i++) put(pick(folders) + pick(names), "x: 1\n");
  const some = (items: readonly string[]): string =>
    Array.from({ length: 1 + random() * 4 }, () => pick(items)).join("\n");
  for (let i = 0; i < random() * 3; i++) put(`${pick(["", "a/", "a/b/", "build/"])}.gitignore`, `${some(patterns)}\n`);
  if (random() < 0.3) put(".gitattributes", `${some(attributes)}\n`);
  if (random() < 0.1) link("a/.gitignore", "../patterns.txt");
  if (random() < 0.2) link(`${pick(folders)}folder`, pick(["a", "..", "build", "nowhere"]));
  if (random() < 0.2) put("nested/deep/x.yaml", "x: 1\n");
  if (random() < 0.1) git(root, ["init", "--quiet", "nested"]);
}

/** Adds a part of the files to git, and removes some of them from the disk again. */
function track(root: string, random: () => number): void {
  const all = [...listed(root, "--others")].filter((path) => !path.endsWith("/"));
  const chosen = all.filter(() => random() < 0.6);
  git(root, ["update-index", "--add", "-z", "--stdin"], chosen.map((path) => `${path}\0`).join(""));
  if (random() < 0.15) {
    const oid = "1".repeat(40);
    git(root, ["update-index", "--add", "--cacheinfo", `160000,${oid},${random() < 0.5 ? "sub" : "vendor/sub"}`]);
  }
  const hidden = chosen.filter(() => random() < 0.1);
  git(
    root,
    ["update-index", random() < 0.7 ? "--skip-worktree" : "--assume-unchanged", "-z", "--stdin"],
    hidden.map((path) => `${path}\0`).join(""),
  );
  for (const path of hidden) if (random() < 0.7) rmSync(join(root, path), { force: true });
  for (const path of chosen) if (random() < 0.05) rmSync(join(root, path), { force: true });
}

const isDocument = (path: string): boolean => /\.(?:yaml|yml|json)$/i.test(path);

/** What git says is there: of what it tracks and does not look for on the disk, too. */
function wanted(root: string): string[] {
  const hidden = new Set(
    listed(root, "-v", "--cached").flatMap((line) => (/^[Sa-z] /.test(line) ? [line.slice(2)] : [])),
  );
  const gone = new Set(listed(root, "--deleted"));
  const links = new Set<string>();
  const regular = (path: string): boolean => {
    try {
      const status = lstatSync(join(root, path));
      if (status.isSymbolicLink()) links.add(path);
      return status.isFile();
    } catch {
      return hidden.has(path);
    }
  };
  const modes = new Map(listed(root, "--stage").map((line) => [line.slice(line.indexOf("\t") + 1), line.slice(0, 6)]));
  const tracked = [...modes].flatMap(([path, mode]) =>
    mode.startsWith("100") && (hidden.has(path) || !gone.has(path)) ? [path] : [],
  );
  const all = [...tracked, ...listed(root, "--others", "--exclude-standard").filter((path) => !path.endsWith("/"))];
  return [...new Set(all)].filter((path) => isDocument(path) && !path.startsWith(".caregate/") && regular(path));
}

function compare(seed: number, way: string, tree: Tree, expected: readonly string[]): Difference[] {
  const found = new Set(discover(tree, [tree.root]).files);
  const known = new Set(expected);
  const missing = expected.filter((path) => !found.has(path));
  const invented = [...found].filter((path) => !known.has(path));
  return missing.length + invented.length === 0 ? [] : [{ seed, way, missing, invented }];
}

/**
 * Makes a work tree from a number and compares what is searched in it with what git lists: as it is there, and once it
 * is committed, as a work tree, as a commit, and as the last state of the history.
 *
 * @param root absolute real path of a folder, which is emptied
 */
export function compareWithGit(root: string, seed: number): Comparison {
  const random = numbers(seed);
  empty(root);
  fill(root, random);
  track(root, random);
  const found = compare(seed, "work tree", openWorkingTree(root), wanted(root));

  rmSync(join(root, "nested/.git"), { recursive: true, force: true });
  git(root, ["add", "--all", "--force"]);
  git(root, ["commit", "--quiet", "--allow-empty", "--message", "all"]);
  const expected = wanted(root);
  const history = openGitRepository(root);
  const commit = history?.commit("HEAD");
  if (!history || commit === undefined) throw new Error("there is no commit");
  found.push(...compare(seed, "committed work tree", openWorkingTree(root), expected));
  found.push(...compare(seed, "commit", history.tree(commit), expected));
  for (const { files } of readCommitHistory(history, commit, "2026-01-01").states())
    found.push(...compare(seed, "history", treeOf(history, "", [...files.values()]), expected));
  return { files: expected.length, differences: found };
}
