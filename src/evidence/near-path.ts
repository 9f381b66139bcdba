import { posix } from "node:path";
import { closestMatch } from "leven";
import type { Tree } from "../repository/tree.ts";

/** Entries of a folder that are compared with a name. */
const MOST_ENTRIES = 2000;

/**
 * The path from a manifest to the file that a wrong path most likely means: written from the root instead of from the
 * manifest, with another case, another ending of YAML, or one or two wrong letters in its last part.
 * @param from path of the manifest, from the root
 * @param path as the manifest states it
 * @param names gives the names of the files in a folder
 * @returns undefined if no file or more than one is like it
 */
export function nearPath(tree: Tree, from: string, path: string, names: FileNames): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return undefined;
  const written = path.replaceAll("\\", "/");
  const folder = posix.dirname(from);
  const fromRoot = posix.normalize(written.replace(/^\/+/, ""));
  const fromManifest = posix.normalize(posix.join(folder, written));
  const existing = [fromManifest, fromRoot].find((file) => isFile(tree, file));
  if (existing !== undefined) return unlessSame(relativePath(folder, existing), path);
  const [near, ...others] = [...new Set([fromManifest, fromRoot].flatMap((file) => nearFiles(names, file)))];
  return near === undefined || others.length > 0 ? undefined : relativePath(folder, near);
}

/** A path that leads to a file and cannot be read is not wrong. */
const unlessSame = (found: string, stated: string): string | undefined => (found === stated ? undefined : found);

const relativePath = (folder: string, file: string): string => posix.relative(folder, file);

/** True for a path below the root and outside git's own folder. */
const isInside = (path: string): boolean =>
  path !== ".." && !path.startsWith("../") && !posix.isAbsolute(path) && !/(?:^|\/)\.git(?:\/|$)/i.test(path);

function isFile(tree: Tree, file: string): boolean {
  try {
    return isInside(file) && tree.kind(file) === "file";
  } catch {
    return false;
  }
}

/** The files beside a missing one whose name is like its name. */
function nearFiles(namesIn: FileNames, file: string): string[] {
  const folder = posix.dirname(file);
  const name = posix.basename(file).toLowerCase();
  if (!isInside(folder)) return [];
  const names = namesIn(folder === "." ? "" : folder);
  const alike = names.filter((one) => sameEnding(one) === sameEnding(name));
  if (alike.length > 0) return alike.map((one) => posix.join(folder, one));
  const lower = names.map((one) => one.toLowerCase());
  const near = name.length >= 6 ? closestMatch(name, lower, { maxDistance: 2 }) : undefined;
  return near === undefined ? [] : [posix.join(folder, names[lower.indexOf(near)] as string)];
}

const sameEnding = (name: string): string => name.toLowerCase().replace(/\.yml$/, ".yaml");

/** The names of the files in a folder; none if it cannot be listed, or is too large. */
export type FileNames = (folder: string) => readonly string[];

/** Lists each folder once. */
export function createFileNames(tree: Tree): FileNames {
  const known = new Map<string, readonly string[]>();
  return (folder) => {
    // A trace of the tree names each use of a folder, also where its list is known.
    isFile(tree, folder);
    const before = known.get(folder);
    if (before) return before;
    const names = filesIn(tree, folder);
    known.set(folder, names);
    return names;
  };
}

function filesIn(tree: Tree, folder: string): readonly string[] {
  try {
    const entries = tree.entries(folder);
    return entries.length > MOST_ENTRIES ? [] : entries.filter(({ kind }) => kind === "file").map(({ name }) => name);
  } catch {
    return [];
  }
}
