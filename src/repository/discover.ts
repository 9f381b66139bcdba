import { isAbsolute, resolve } from "node:path";
import picomatch from "picomatch";
import type { Diagnostic } from "../model/diagnostic.ts";
import { compareDiagnostics, fileError } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import { failure, isDiagnostic } from "./read.ts";
import type { Tree } from "./tree.ts";
import { toPosix } from "../util/path.ts";
import type { NotEvaluated } from "../model/report.ts";
import type { WalkOptions } from "./walk.ts";
import { walk } from "./walk.ts";
import { fromRoot } from "./working-tree.ts";
import { uniqueBy } from "../util/list.ts";
import { quote } from "../util/text.ts";

export interface DiscoverOptions extends WalkOptions {
  /** Globs from the root, or directories: only the files of a directory that match one are included. */
  readonly paths?: readonly string[];
}

export interface DiscoveryResult {
  /** Paths from the root with forward slashes, in the order of their code units. */
  readonly files: string[];
  /** The files that the user named, not those found in a directory or by a glob. */
  readonly named: ReadonlySet<string>;
  /** Entries that were skipped and could have contained a document. */
  readonly notEvaluated: NotEvaluated[];
  readonly diagnostics: Diagnostic[];
}

interface Target {
  readonly kind: "file" | "directory" | "glob";
  /** From the root, with forward slashes; may be a pattern. */
  readonly path: string;
}

/**
 * Finds the files that may hold documents: those that end in `.yaml`, `.yml` or `.json`.
 *
 * In directories these are the files that git tracks or would add; without git, all files except those in `.git` and
 * `node_modules`. The root's `.caregateignore` and the options exclude files. A file named as a target is always included.
 *
 * @param targets absolute paths, or paths or globs from the root
 * @returns also the diagnostics `file/missing`, `file/outside`, `file/unreadable`, `file/converted`, `file/name` and the
 *   warning `governance/nested`
 */
export function discover(tree: Tree, targets: readonly string[], options: DiscoverOptions = {}): DiscoveryResult {
  const files = new Set<string>();
  const links = new Set<string>();
  const named = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const notEvaluated: NotEvaluated[] = [];
  const inPaths = options.paths === undefined ? () => true : matcher(options.paths);

  const search = (from: string, wanted: (file: string) => boolean): number => {
    const found = walk(tree, from, options);
    const matching = found.files.filter(wanted);
    for (const file of matching) files.add(file);
    for (const link of found.links.filter(wanted)) links.add(link);
    for (const one of found.notEvaluated) notEvaluated.push(one);
    for (const one of found.diagnostics) diagnostics.push(one);
    return matching.length;
  };
  for (const text of targets) {
    const target = resolveTarget(tree, text);
    if (isDiagnostic(target)) {
      diagnostics.push(target);
    } else if (target.kind === "file") {
      files.add(target.path);
      named.add(target.path);
    } else if (target.kind === "directory") {
      search(target.path, inPaths);
    } else if (search(globBase(tree, target.path), matcher([target.path])) === 0) {
      const message = `no YAML or JSON file matches ${quote(target.path)}: correct the pattern or add the file`;
      diagnostics.push(fileError(target.path, "file/missing", message));
    }
  }
  for (const one of sameButForCase([...files, ...links].filter((path) => !named.has(path)))) diagnostics.push(one);
  const sources = new Map([...files].map((file) => [file, file]));
  for (const link of [...links].toSorted(compareCodeUnits)) {
    const target = tree.linkTarget(link);
    if (target === "outside") diagnostics.push(linkOutside(link));
    else if (target === "missing") diagnostics.push(linkBroken(link));
    // A file that is not found by its own name is checked under the name of the link.
    else if (!files.has(target.path)) sources.set(link, target.path);
  }
  const conversions = tree.conversions?.([...new Set(sources.values())]);
  for (const [file, source] of sources) {
    files.add(file);
    const conversion = conversions?.get(source);
    if (conversion !== undefined) diagnostics.push(converted(file, conversion));
  }
  // Two targets may overlap.
  return {
    files: [...files].toSorted(compareCodeUnits),
    named,
    notEvaluated: uniqueBy(notEvaluated, JSON.stringify).toSorted(
      (a, b) => compareCodeUnits(a.what, b.what) || compareCodeUnits(a.reason, b.reason),
    ),
    diagnostics: uniqueBy(diagnostics, JSON.stringify).toSorted(compareDiagnostics),
  };
}

/** Matches any of the globs; a directory stands for all files in it. */
function matcher(globs: readonly string[]): (file: string) => boolean {
  const everything = globs.map((glob) => glob.replace(/^\.?\/+|\/+$/g, "")).map((glob) => (glob === "." ? "" : glob));
  return picomatch(
    everything.flatMap((glob) => (glob === "" ? ["**"] : [glob, `${glob}/**`])),
    { dot: true },
  );
}

function resolveTarget(tree: Tree, text: string): Target | Diagnostic {
  const { root } = tree;
  try {
    const target = tree.locate(text);
    if (target === undefined) return outside(root, text);
    return { kind: target.isDirectory ? "directory" : "file", path: target.path };
  } catch (error) {
    const glob = picomatch.scan(text).isGlob ? globFromRoot(root, text) : undefined;
    return glob === undefined ? missing(root, resolve(root, text), text, error) : { kind: "glob", path: glob };
  }
}

function linkOutside(link: string): Diagnostic {
  const message = `${quote(link)} is a symbolic link to a file outside the repository: put a copy in its place`;
  return fileError(link, "file/outside", message);
}

function linkBroken(link: string): Diagnostic {
  const message = `${quote(link)} is a symbolic link that leads to no file: put a file in its place or remove it`;
  return fileError(link, "file/missing", message);
}

/**
 * Reports names that are one file on systems that ignore case, such as Windows and macOS: a checkout there has only one
 * of them.
 */
function sameButForCase(paths: readonly string[]): Diagnostic[] {
  const first = new Map<string, string>();
  return paths.toSorted(compareCodeUnits).flatMap((path) => {
    const key = path.toLowerCase();
    const other = first.get(key);
    if (other === undefined || other === path) {
      first.set(key, path);
      return [];
    }
    const message = `${quote(path)} and ${quote(other)} are the same file on Windows and macOS: rename one of them`;
    return [fileError(path, "file/name", message)];
  });
}

/** The content on the disk does not rule out a manifest in what git stores, or the other way round. */
function converted(file: string, conversion: string): Diagnostic {
  const message = `git converts ${quote(file)} by ${quote(conversion)}: remove this attribute, or exclude the file in the settings`;
  return fileError(file, "file/converted", message);
}

function missing(root: string, path: string, text: string, error: unknown): Diagnostic {
  return failure(fromRoot(root, path) ?? toPosix(text), error);
}

function outside(root: string, text: string): Diagnostic {
  const message = `${quote(text)} is outside the repository: check one repository at a time`;
  return fileError(fromRoot(root, resolve(root, text)) ?? toPosix(text), "file/outside", message);
}

function globFromRoot(root: string, glob: string): string | undefined {
  return isAbsolute(glob) ? fromRoot(root, glob) : toPosix(glob);
}

/** The directory that contains all possible matches of a glob; the root if that is not a directory. */
function globBase(tree: Tree, glob: string): string {
  try {
    const base = tree.locate(picomatch.scan(glob).base);
    return base?.isDirectory === true ? base.path : "";
  } catch {
    return "";
  }
}
