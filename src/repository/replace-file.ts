import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync, rmSync, rmdirSync } from "node:fs";
import { join, posix } from "node:path";
import { UsageError } from "../util/errors.ts";
import { sha256 } from "../util/hash.ts";
import { quote } from "../util/text.ts";
import { writeFileAtomically } from "./write-file.ts";

/** New content of a file. */
export interface FileReplacement {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  /** SHA-256 of the bytes that the new text was made from; null for a new file. */
  readonly sha256: string | null;
  readonly text: string;
}

/**
 * Replaces files of a repository, each completely or not at all. All are checked before the first one is written.
 * @param root absolute real path of the repository root
 * @throws UsageError for a link, for a path that leaves the root, and for a file that somebody else has changed meanwhile
 */
export function replaceFiles(root: string, replacements: readonly FileReplacement[]): void {
  const paths = replacements.map((one) => checkedPath(root, one));
  for (const [i, { text }] of replacements.entries()) writeFileAtomically(paths[i] as string, text);
}

function checkedPath(root: string, { file, sha256: before }: FileReplacement): string {
  const path = join(root, file);
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (before === null) {
    if (status) throw new UsageError(`${quote(file)} exists already: name another file`);
    if (realFolder(root, file) === undefined) throw new UsageError(`${quote(file)} is outside the repository`);
    return path;
  }
  // A link may lead to a file that others share.
  if (!status?.isFile() || realpathSync(path) !== join(realpathSync(root), file))
    throw new UsageError(`${quote(file)} is no regular file within the repository: name the file that it leads to`);
  if (sha256(readFileSync(path)) !== before)
    throw new UsageError(`${quote(file)} has changed since it was read: run the command again`);
  return path;
}

/** The folder of a new file, as far as it exists, if no link leads elsewhere on the way; undefined otherwise. */
function realFolder(root: string, file: string): string | undefined {
  let folder = realpathSync(root);
  for (const part of file.split("/").slice(0, -1)) {
    if (part === ".." || part === "." || part === "" || part === ".git") return undefined;
    folder = join(folder, part);
    const status = lstatSync(folder, { throwIfNoEntry: false });
    if (!status) continue;
    if (!status.isDirectory()) return undefined;
  }
  return folder;
}

/**
 * Removes files of a repository, and the folders that become empty below a folder.
 * @param root absolute real path of the repository root
 * @param below path from the root of the folder that stays
 * @throws UsageError for a path that leads through a link or leaves the root
 */
export function removeFiles(root: string, files: readonly string[], below: string): void {
  for (const file of files) {
    if (!file.startsWith(`${below}/`) || realFolder(root, file) === undefined)
      throw new UsageError(`${quote(file)} is not below ${quote(below)}: remove it yourself`);
    rmSync(join(root, file), { force: true });
    for (
      let folder = posix.dirname(file);
      folder !== below && isEmpty(join(root, folder));
      folder = posix.dirname(folder)
    )
      rmdirSync(join(root, folder));
  }
}

const isEmpty = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length === 0;
