import type { NotEvaluated } from "../model/report.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileError, fileStart } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { IgnoreMatcher } from "./ignore-patterns.ts";
import { emptyMatcher } from "./ignore-patterns.ts";
import { CAREGATE_DIR, CAREGATE_IGNORE, SKIPPED_DIRS, isDocumentPath } from "./layout.ts";
import { failure, isDiagnostic, invalidNameDiagnostic, readText } from "./read.ts";
import type { Entry, Tree } from "./tree.ts";
import { quote } from "../util/text.ts";

export interface WalkOptions {
  /** Patterns in the syntax of `.gitignore`, from the root, for files that are not checked. */
  readonly exclude?: readonly string[];
  /** The state whose `.caregateignore` counts (default: the searched state). */
  readonly governing?: Tree;
}

/** The result of a walk, in no particular order. */
export interface WalkResult {
  readonly files: string[];
  /** Symbolic links with the name of a document. */
  readonly links: string[];
  readonly notEvaluated: NotEvaluated[];
  readonly diagnostics: Diagnostic[];
}

/** Reasons why an entry that may lead to documents was not followed. */
export const SUBMODULE_REASON = "a submodule or another repository: check it there";
export const FOLDER_LINK_REASON = "symbolic link to a folder, not followed";

interface WalkState extends WalkResult {
  readonly tree: Tree;
  /** Matches the paths that config.yaml and `.caregateignore` exclude. */
  readonly own: IgnoreMatcher;
  /** The files that each pattern excludes, by the pattern. */
  readonly leftOut: Map<string, LeftOut>;
  /** Directories to visit, from the root; "" for the root. */
  readonly pending: string[];
  /** Lists the entries of a directory that are searched. */
  readonly entriesOf: (directory: string) => readonly Entry[];
  /** True if git lists the entries. */
  readonly isByGit: boolean;
}

interface LeftOut {
  readonly pattern: string;
  readonly source: string;
  first: string;
  count: number;
}

/**
 * Walks a directory without following symbolic links to folders. If git is available, all files that it lists are
 * searched. Files that git ignores are not reported, because most are build output. Without git, all files are searched
 * except those in `SKIPPED_DIRS`. Files that `.caregateignore` or config.yaml exclude are reported.
 *
 * @param from the directory, from the root; "" for the root
 */
export function walk(tree: Tree, from: string, { exclude = [], governing = tree }: WalkOptions = {}): WalkResult {
  const found: WalkResult = { files: [], links: [], notEvaluated: [], diagnostics: [] };
  const own = withIgnoreFile(emptyMatcher, found, governing).with({ source: "the settings", lines: exclude });
  // A directory that git ignores is searched if the user named it.
  const { listed } = tree;
  const isByGit = listed?.(from) !== undefined;
  const walking: WalkState = {
    ...found,
    tree,
    own: unlessNamed(own, from),
    leftOut: new Map(),
    pending: [from],
    isByGit,
    entriesOf: isByGit ? (directory) => listed?.(directory) ?? [] : (directory) => tree.entries(directory),
  };
  for (let next = walking.pending.pop(); next !== undefined; next = walking.pending.pop()) visit(walking, next);
  for (const { pattern, source, first, count } of walking.leftOut.values()) {
    const rest = count > 1 ? ` and ${count - 1} more` : "";
    found.notEvaluated.push({ what: pattern, reason: `left out by ${source}: ${quote(first)}${rest}` });
  }
  return found;
}

/** Drops the patterns if they exclude the directory that the user named. */
function unlessNamed(ignores: IgnoreMatcher, from: string): IgnoreMatcher {
  return from !== "" && ignores.ignoredBy(`${from}/`) !== undefined ? emptyMatcher : ignores;
}

function withIgnoreFile(ignores: IgnoreMatcher, found: WalkResult, tree: Tree): IgnoreMatcher {
  const read = readText(tree, CAREGATE_IGNORE);
  if (!isDiagnostic(read)) return ignores.with({ source: quote(CAREGATE_IGNORE), lines: read.text.split("\n") });
  // Without its patterns more files are checked, never fewer, so a warning is enough.
  if (read.code !== "file/missing" && read.code !== "file/empty")
    found.diagnostics.push({ ...read, severity: "warning" });
  return ignores;
}

function visit(walking: WalkState, path: string): void {
  let entries: readonly Entry[];
  try {
    entries = walking.entriesOf(path);
  } catch (error) {
    walking.diagnostics.push(failure(path === "" ? "." : path, error));
    return;
  }
  for (const entry of entries) visitEntry(walking, below(path, entry.name), entry);
}

function visitEntry(walking: WalkState, path: string, entry: Entry): void {
  // The policies are read separately.
  if (path === CAREGATE_DIR || (!walking.isByGit && SKIPPED_DIRS.has(entry.name))) return;
  if (entry.name === CAREGATE_DIR) walking.diagnostics.push(nested(path));
  if (entry.kind === "directory") {
    if (!isLeftOut(walking, `${path}/`)) take(walking, path, () => walking.pending.push(path));
  } else if (entry.kind === "repository") {
    if (!isLeftOut(walking, `${path}/`)) visitRepository(walking, path);
  } else if (entry.kind === "link") {
    const isDirectory = walking.tree.isLinkToDirectory(path);
    if ((!isDirectory && !isDocumentPath(entry.name)) || isLeftOut(walking, path)) return;
    if (isDirectory) walking.notEvaluated.push({ what: path, reason: FOLDER_LINK_REASON });
    else take(walking, path, () => walking.links.push(path));
  } else if (isDocumentPath(entry.name) && !isLeftOut(walking, path)) {
    if (entry.kind === "file") take(walking, path, () => walking.files.push(path));
    else walking.notEvaluated.push({ what: path, reason: "not a regular file" });
  }
}

/** Skips another repository, which has its own check. With the name of a document, it is an error: it may hide one. */
function visitRepository({ notEvaluated, diagnostics }: WalkState, path: string): void {
  if (isDocumentPath(path)) {
    const message = `${quote(path)} is a submodule with the name of a document: put a file in its place`;
    diagnostics.push(fileError(path, "file/unreadable", message));
  } else notEvaluated.push({ what: path, reason: SUBMODULE_REASON });
}

/** Uses an entry. One whose name is not UTF-8 cannot be opened and is reported. */
function take({ diagnostics }: WalkState, path: string, use: () => void): void {
  const problem = invalidNameDiagnostic(path);
  if (problem) diagnostics.push(problem);
  else use();
}

function isLeftOut(walking: WalkState, path: string): boolean {
  const by = walking.own.ignoredBy(path);
  if (by === undefined) return false;
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
  const message = `${quote(path)} has no effect: move its files to the \`${CAREGATE_DIR}\` of the root`;
  return { code: "governance/nested", severity: "warning", message, file: path, span: fileStart };
}

function below(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
