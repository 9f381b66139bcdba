import type { NotEvaluated } from "../model/report.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileStart } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { IgnoreMatcher } from "./ignore-patterns.ts";
import { emptyMatcher } from "./ignore-patterns.ts";
import { CAREGATE_DIR, CAREGATE_IGNORE, GIT_IGNORE, SKIPPED_DIRS, isDocumentPath } from "./layout.ts";
import { failure, isDiagnostic, invalidNameDiagnostic, readText } from "./read.ts";
import type { Entry, Tree } from "./tree.ts";
import { quote } from "../util/text.ts";

export interface WalkOptions {
  /** Patterns in the syntax of `.gitignore`, from the root, for files that are not checked. */
  readonly exclude?: readonly string[];
  /** The state whose `.caregateignore` counts (default: the searched state). */
  readonly governing?: Tree;
  /** Files that git tracks although a `.gitignore` matches them: they are part of the repository. */
  readonly trackedButIgnored?: readonly string[];
}

/** The result of a walk, in no particular order. */
export interface WalkResult {
  readonly files: string[];
  /** Symbolic links with the name of a document. */
  readonly links: string[];
  readonly notEvaluated: NotEvaluated[];
  readonly diagnostics: Diagnostic[];
}

interface WalkState extends WalkResult {
  readonly tree: Tree;
  /** Matches what the settings and `.caregateignore` leave out. */
  readonly own: IgnoreMatcher;
  /** The files that each pattern leaves out, by the pattern. */
  readonly leftOut: Map<string, LeftOut>;
  readonly pending: Directory[];
}

interface Directory {
  /** From the root; "" for the root. */
  readonly path: string;
  /** Matches what the `.gitignore` files of the directories above leave out. */
  readonly git: IgnoreMatcher;
}

interface LeftOut {
  readonly pattern: string;
  readonly source: string;
  first: string;
  count: number;
}

/**
 * Walks a directory. Symbolic links to folders are not followed. Files that `.gitignore` leaves out are not mentioned, since most
 * of them are made by builds. Files that `.caregateignore` or the settings leave out are.
 *
 * @param from the directory, from the root; "" for the root
 */
export function walk(
  tree: Tree,
  from: string,
  { exclude = [], governing = tree, trackedButIgnored = [] }: WalkOptions = {},
): WalkResult {
  const found: WalkResult = { files: [], links: [], notEvaluated: [], diagnostics: [] };
  const own = withIgnoreFile(emptyMatcher, found, governing, "", CAREGATE_IGNORE).with({
    directory: "",
    source: "the settings",
    lines: exclude,
  });
  const walking: WalkState = { ...found, tree, own: unlessNamed(own, from), leftOut: new Map(), pending: [] };
  walking.pending.push({ path: from, git: unlessNamed(gitIgnoresAbove(walking, from), from) });
  for (let next = walking.pending.pop(); next !== undefined; next = walking.pending.pop()) visit(walking, next);
  for (const file of trackedButIgnored) {
    const within = from === "" || file.startsWith(`${from}/`);
    if (within && isDocumentPath(file) && !isLeftOut(walking, file, emptyMatcher))
      take(walking, file, () => found.files.push(file));
  }
  for (const { pattern, source, first, count } of walking.leftOut.values()) {
    const rest = count > 1 ? ` and ${count - 1} more` : "";
    found.notEvaluated.push({ what: pattern, reason: `left out by ${source}: ${quote(first)}${rest}` });
  }
  return found;
}

/** Drops patterns that leave out the directory that the user named: to name it is to ask for it. */
function unlessNamed(ignores: IgnoreMatcher, from: string): IgnoreMatcher {
  return from !== "" && ignores.ignoredBy(`${from}/`) !== undefined ? emptyMatcher : ignores;
}

function gitIgnoresAbove(walking: WalkState, from: string): IgnoreMatcher {
  const names = from === "" || walking.tree.tracked ? [] : from.split("/");
  const above = names.map((_, depth) => names.slice(0, depth).join("/"));
  return above.reduce((git, path) => withIgnoreFile(git, walking, walking.tree, path, GIT_IGNORE), emptyMatcher);
}

function withIgnoreFile(
  ignores: IgnoreMatcher,
  found: WalkResult,
  tree: Tree,
  directory: string,
  name: string,
): IgnoreMatcher {
  const file = below(directory, name);
  const read = readText(tree, file);
  if (!isDiagnostic(read)) return ignores.with({ directory, source: quote(file), lines: read.text.split("\n") });
  // Without its patterns more files are checked, never fewer, so a warning is enough.
  if (read.code !== "file/missing" && read.code !== "file/empty")
    found.diagnostics.push({ ...read, severity: "warning" });
  return ignores;
}

function visit(walking: WalkState, { path, git }: Directory): void {
  let entries: readonly Entry[];
  try {
    entries = walking.tree.entries(path);
  } catch (error) {
    walking.diagnostics.push(failure(path === "" ? "." : path, error));
    return;
  }
  const hasIgnores = !walking.tree.tracked && entries.some(({ name }) => name === GIT_IGNORE);
  const ignores = hasIgnores ? withIgnoreFile(git, walking, walking.tree, path, GIT_IGNORE) : git;
  for (const entry of entries) visitEntry(walking, below(path, entry.name), entry, ignores);
}

function visitEntry(walking: WalkState, path: string, entry: Entry, git: IgnoreMatcher): void {
  if (SKIPPED_DIRS.has(entry.name)) return;
  if (entry.name === CAREGATE_DIR) {
    if (path !== CAREGATE_DIR) walking.diagnostics.push(nested(path));
  } else if (entry.kind === "directory") {
    if (!isLeftOut(walking, `${path}/`, git)) take(walking, path, () => walking.pending.push({ path, git }));
  } else if (entry.kind === "link") {
    const isDirectory = walking.tree.isLinkToDirectory(path);
    if ((!isDirectory && !isDocumentPath(entry.name)) || isLeftOut(walking, path, git)) return;
    if (isDirectory) walking.notEvaluated.push({ what: path, reason: "symbolic link to a folder, not followed" });
    else take(walking, path, () => walking.links.push(path));
  } else if (isDocumentPath(entry.name) && !isLeftOut(walking, path, git)) {
    if (entry.kind === "file") take(walking, path, () => walking.files.push(path));
    else walking.notEvaluated.push({ what: path, reason: "not a regular file" });
  }
}

/** Uses an entry, unless its name is not UTF-8, so that it cannot be opened. */
function take({ diagnostics }: WalkState, path: string, use: () => void): void {
  const problem = invalidNameDiagnostic(path);
  if (problem) diagnostics.push(problem);
  else use();
}

function isLeftOut(walking: WalkState, path: string, git: IgnoreMatcher): boolean {
  const by = walking.own.ignoredBy(path);
  if (by === undefined) return git.ignoredBy(path) !== undefined;
  const key = `${by.source} ${by.pattern}`;
  const known = walking.leftOut.get(key);
  if (known === undefined) {
    walking.leftOut.set(key, { ...by, first: path, count: 1 });
  } else {
    known.count++;
    if (compareCodeUnits(path, known.first) < 0) known.first = path;
  }
  return true;
}

function nested(path: string): Diagnostic {
  const message = `${quote(path)} has no effect, only the \`${CAREGATE_DIR}\` of the root counts: move its files there`;
  return { code: "governance/nested", severity: "warning", message, file: path, span: fileStart };
}

function below(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
