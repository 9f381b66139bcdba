// Work trees made up from numbers, and what git itself says of them: what caregate searches has to be the same. Many are
// made side by side in one repository, because starting git takes longer than everything else.
import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readCommitHistory, treeOf } from "../../src/history/commits.ts";
import { discover } from "../../src/repository/discover.ts";
import { openWorkingTree } from "../../src/repository/git/checkout-tree.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import type { Tree } from "../../src/repository/tree.ts";
import { numbers, pickFrom } from "./numbers.ts";

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

/** Patterns of sparse checkouts, from the folder of a work tree. */
const sparsePatterns = ["build/", "a/b/", "a/*", "*.json", "x.yaml", "vendor/", "ä/", "*.y*ml"];

export interface Difference {
  /** The numbers of the repository: of the first work tree in it, and how many there are. */
  readonly from: number;
  readonly count: number;
  readonly way: string;
  readonly missing: readonly string[];
  readonly invented: readonly string[];
}

interface Comparison {
  /** How many files are searched once all is committed. */
  readonly files: number;
  readonly differences: readonly Difference[];
}

/** A work tree to make: its random numbers, and its folder from the root with a slash at its end; "" for the root. */
interface Made {
  readonly random: () => number;
  readonly folder: string;
}

const listed = (root: string, ...args: string[]): string[] =>
  execFileSync("git", ["ls-files", "-z", ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: "pipe",
    maxBuffer: 1 << 28,
  })
    .split("\0")
    .filter((line) => line !== "");

const git = (root: string, args: readonly string[], input?: string): void =>
  void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.safecrlf=false", ...args], {
    cwd: root,
    stdio: "pipe",
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });

/** Something else may have the name already. */
function attempt(make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!["EEXIST", "ENOTDIR", "EISDIR", "ELOOP", "ENOENT"].includes(String((error as { code?: string }).code)))
      throw error;
  }
}

function fill(root: string, { random, folder }: Made): void {
  const pick = pickFrom(random);
  const at = (path: string): string => join(root, folder, path);
  const put = (path: string, content: string): void =>
    attempt(() => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), content);
    });
  const link = (path: string, target: string): void =>
    attempt(() => {
      mkdirSync(dirname(at(path)), { recursive: true });
      symlinkSync(target, at(path));
    });
  for (let i = 0; i < 6 + random() * 12; i++) put(pick(folders) + pick(names), "x: 1\n");
  const some = (items: readonly string[]): string =>
    Array.from({ length: 1 + random() * 4 }, () => pick(items)).join("\n");
  for (let i = 0; i < random() * 3; i++) put(`${pick(["", "a/", "a/b/", "build/"])}.gitignore`, `${some(patterns)}\n`);
  if (random() < 0.3) put(".gitattributes", `${some(attributes)}\n`);
  if (random() < 0.1) link("a/.gitignore", "../patterns.txt");
  if (random() < 0.2) link(`${pick(folders)}folder`, pick(["a", "..", "build", "nowhere"]));
  if (random() < 0.2) put("nested/deep/x.yaml", "x: 1\n");
  if (random() < 0.1) {
    // What `git init` makes, less what git does not need.
    put("nested/.git/HEAD", "ref: refs/heads/main\n");
    for (const name of ["objects", "refs"]) mkdirSync(at(`nested/.git/${name}`), { recursive: true });
  }
}

/** Adds a part of the files to git, and removes some of them from the disk again. */
function track(root: string, made: readonly Made[]): void {
  const others = listed(root, "--others").filter((path) => !path.endsWith("/"));
  const [chosen, links, skipped, unchanged, removed]: string[][] = [[], [], [], [], []] as const;
  const byFolder = new Map<string, string[]>(made.map(({ folder }) => [folder, []]));
  for (const path of others) byFolder.get(made.length === 1 ? "" : path.slice(0, path.indexOf("/") + 1))?.push(path);
  for (const { random, folder } of made) {
    const own = (byFolder.get(folder) ?? []).filter(() => random() < 0.6);
    chosen?.push(...own);
    if (random() < 0.15) {
      const path = folder + (random() < 0.5 ? "sub" : "vendor/sub");
      links?.push(`160000 ${"1".repeat(40)}\t${path}\0`);
      if (random() < 0.5) attempt(() => mkdirSync(join(root, path), { recursive: true }));
    }
    const hidden = own.filter(() => random() < 0.1);
    (random() < 0.7 ? skipped : unchanged)?.push(...hidden);
    removed?.push(...hidden.filter(() => random() < 0.7), ...own.filter(() => random() < 0.05));
  }
  const lines = (paths: readonly string[] = []): string => paths.map((path) => `${path}\0`).join("");
  git(root, ["update-index", "--add", "-z", "--stdin"], lines(chosen));
  git(root, ["update-index", "-z", "--index-info"], links?.join(""));
  git(root, ["update-index", "--skip-worktree", "-z", "--stdin"], lines(skipped));
  git(root, ["update-index", "--assume-unchanged", "-z", "--stdin"], lines(unchanged));
  for (const path of removed ?? []) rmSync(join(root, path), { force: true });
}

const isDocument = (path: string): boolean => /\.(?:yaml|yml|json)$/i.test(path);

/** What git says is there: of what it tracks and does not look for on the disk, too. */
function wanted(root: string): string[] {
  const hidden = new Set(
    listed(root, "-v", "--cached").flatMap((line) => (/^[Sa-z] /.test(line) ? [line.slice(2)] : [])),
  );
  const gone = new Set(listed(root, "--deleted"));
  const regular = (path: string): boolean => {
    try {
      return lstatSync(join(root, path)).isFile();
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

const below = (paths: readonly string[], folder: string): string[] =>
  paths.flatMap((path) => (path.startsWith(folder) ? [path.slice(folder.length)] : []));

/**
 * Makes work trees from numbers and compares what is searched in them with what git lists: as they lie there, and once all
 * is committed, as a work tree, as a sparse one, as a commit, and as the last state of the history; of the first one also
 * with its own folder as the root.
 *
 * @param root absolute real path of a folder, which is emptied; a single work tree is made in it, others in its folders
 * @param from the number of the first work tree
 * @param count how many work trees are made from the numbers that follow
 */
export function compareWithGit(root: string, from: number, count = 1): Comparison {
  const made = Array.from({ length: count }, (_, i): Made => ({
    random: numbers(from + i),
    folder: count === 1 ? "" : `t${from + i}/`,
  }));
  const [first] = made as [Made];
  const differences: Difference[] = [];
  const compare = (way: string, tree: Tree, expected: readonly string[]): void => {
    const found = new Set(discover(tree, [tree.root]).files);
    const known = new Set(expected);
    const missing = expected.filter((path) => !found.has(path));
    const invented = [...found].filter((path) => !known.has(path));
    if (missing.length + invented.length > 0) differences.push({ from, count, way, missing, invented });
  };

  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
  git(root, ["init", "--quiet", "--initial-branch=main"]);
  if (first.random() < 0.3) writeFileSync(join(root, ".git/info/exclude"), `${pickFrom(first.random)(patterns)}\n`);
  for (const one of made) fill(root, one);
  track(root, made);
  compare("work tree", openWorkingTree(root), wanted(root));

  for (const { folder } of made) rmSync(join(root, folder, "nested/.git"), { recursive: true, force: true });
  git(root, ["add", "--all", "--force"]);
  git(root, ["commit", "--quiet", "--allow-empty", "--message", "all"]);
  const expected = wanted(root);
  const history = openGitRepository(root);
  const commit = history?.commit("HEAD");
  if (!history || commit === undefined) throw new Error("there is no commit");
  compare("committed work tree", openWorkingTree(root), expected);
  compare("commit", history.tree(commit), expected);
  for (const { files } of readCommitHistory(history, commit, { asOf: "2026-01-01", toHead: true }).states())
    compare("history", treeOf(history, "", [...files.values()]), expected);
  if (count > 1) {
    const own = join(root, first.folder);
    compare("work tree in a folder", openWorkingTree(own), below(expected, first.folder));
    compare("commit of a folder", history.tree(commit, own), below(expected, first.folder));
  }
  const sparse = made.map(({ random, folder }) => `!/${folder}${pickFrom(random)(sparsePatterns)}`);
  git(root, ["sparse-checkout", "set", "--no-cone", "--stdin"], ["/*", ...sparse].join("\n"));
  compare("sparse work tree", openWorkingTree(root), wanted(root));
  compare("commit beside a sparse work tree", history.tree(commit), expected);
  return { files: expected.length, differences };
}
