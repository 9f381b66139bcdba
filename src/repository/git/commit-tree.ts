import { join, relative } from "node:path";
import { quote } from "../../util/text.ts";
import { GitError } from "./error.ts";
import { isDocumentPath, isInCaregateDir } from "../layout.ts";
import type { Tree } from "../tree.ts";
import { toPosix } from "../../util/path.ts";
import { type ContentOrigin, createContentReader, isAttributesFile } from "./contents.ts";
import { createGitTree } from "./git-tree.ts";
import { readSizes } from "./log.ts";
import { parseLsTree } from "./parse-output.ts";
import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";

interface CommitSource extends ContentOrigin {
  readonly clone: PartialClone;
  /** The files of the submodule in a folder, by its absolute path, at a commit; undefined if they are not available. */
  readonly submodule: (folder: string, commit: string) => Tree | undefined;
}

/** Files whose content is always needed. */
const isReadAlways = (file: TreeEntry): boolean =>
  isDocumentPath(file.path) || isInCaregateDir(file.path) || isAttributesFile(file);

/** Reads the files of commits as a checkout writes them to the disk. */
export function createTreeReader(source: CommitSource): (commit: string, root: string) => Tree {
  const { git, blobs, top, clone } = source;
  return (commit, root) => {
    const folder = toPosix(relative(top, root));
    const prefix = folder === "" ? "" : `${folder}/`;
    // A failure is thrown: a list that cannot be read must not count as empty.
    const listed = clone.isPartial() ? listPartial(git, clone, commit, prefix) : listFiles(git, commit, prefix);
    assertUnique(listed, commit);
    blobs.prefetch(listed.filter(isReadAlways));
    const above = prefix === "" ? [] : attributesAt(git, commit, prefix);
    const contents = createContentReader(source, [...above, ...listed.filter(isAttributesFile)]);
    contents.prefetch(listed.filter((file) => isDocumentPath(file.path)));
    const files = listed.map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
    const read = (oid: string, path?: string): Uint8Array | undefined =>
      path === undefined ? blobs.read(oid) : contents.read(oid, prefix + path);
    const conversions = (paths: readonly string[]): Map<string, string> => {
      const found = contents.conversions(paths.map((path) => prefix + path));
      return new Map([...found].map(([path, conversion]) => [path.slice(prefix.length), conversion]));
    };
    const known = new Map<string, Tree | undefined>();
    const submodule = (path: string, at: string): Tree | undefined => {
      if (!known.has(path)) known.set(path, source.submodule(join(root, path), at));
      return known.get(path);
    };
    return { ...createGitTree(root, files, read, submodule), conversions, location: { commit, folder } };
  };
}

const pathspec = (prefix: string): string[] => (prefix === "" ? [] : [prefix]);

/** @throws GitError if a path is listed twice: git writes one of the two to the disk, and tools differ on which */
function assertUnique(files: readonly TreeEntry[], commit: string): void {
  const paths = new Set<string>();
  for (const { path } of files) {
    // Names that are not UTF-8 look alike, and are errors of their own.
    if (paths.has(path) && !path.includes("\uFFFD"))
      throw new GitError(`the commit ${commit} contains ${quote(path)} twice: write it again with git`);
    paths.add(path);
  }
}

function listFiles(git: RunGit, commit: string, prefix: string): TreeEntry[] {
  const args = ["ls-tree", "-r", "-z", "--long", "--full-tree", commit, ...pathspec(prefix)];
  return parseLsTree(git(args).toString("utf8"));
}

/** The same in a partial clone: missing documents are fetched together, and only local objects have a size. */
function listPartial(git: RunGit, clone: PartialClone, commit: string, prefix: string): TreeEntry[] {
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit, ...pathspec(prefix)];
  const files = parseLsTree(git(args).toString("utf8"));
  clone.survey([commit, "--no-walk"]);
  const documents = files.filter(isReadAlways);
  clone.fetch(documents.map(({ oid }) => oid));
  const sizes = readSizes(
    git,
    documents.map(({ oid }) => oid).filter((oid) => !clone.lacks(oid)),
  );
  return files.map((file) => ({ ...file, size: sizes.get(file.oid) }));
}

/**
 * The `.gitattributes` files of a commit, by their paths from the top.
 * @param prefix a folder with a slash at its end: limits the result to files above it
 */
export function attributesAt(git: RunGit, revision: string, prefix?: string): TreeEntry[] {
  const parts = prefix?.split("/").slice(0, -1) ?? [];
  const above = parts.map((_, depth) => [...parts.slice(0, depth), ".gitattributes"].join("/"));
  const args = ["ls-tree", "-z", "--full-tree", ...(prefix === undefined ? ["-r"] : []), revision, "--", ...above];
  try {
    return parseLsTree(git(args).toString("utf8")).filter(isAttributesFile);
  } catch {
    return [];
  }
}
