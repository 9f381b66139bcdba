import { lstatSync } from "node:fs";
import { join } from "node:path";
import { lazy } from "../../util/memoize.ts";
import { isDiagnostic } from "../read.ts";
import { workingTree } from "../working-tree.ts";
import type { RunGit } from "./run.ts";

/** A file as git last saw it on the disk. */
interface SeenFile {
  readonly oid: string;
  /** The time of its last change, in nanoseconds. */
  readonly changed: bigint;
  readonly size: bigint;
}

const LIMIT = 64 * 1024 * 1024;
const NANOSECONDS = 1_000_000_000n;

/**
 * Reads files of the disk that are the unchanged checkout of an object: the index has the same size and time for them.
 * @param top absolute path of the top of the checkout
 * @returns the content of the file at a path from the top, if it is that of the object
 */
export function createCleanFileReader(git: RunGit, top: string): (path: string, oid: string) => Uint8Array | undefined {
  const disk = workingTree(top);
  const seen = lazy(() => readSeenFiles(git, top));
  return (path, oid) => {
    const file = seen().get(path);
    if (file?.oid !== oid) return undefined;
    try {
      const status = lstatSync(join(top, path), { bigint: true });
      if (!status.isFile() || status.size !== file.size || status.mtimeNs !== file.changed) return undefined;
      const bytes = disk.readFile(path, LIMIT);
      return isDiagnostic(bytes) ? undefined : bytes;
    } catch {
      return undefined;
    }
  };
}

/** The data of each file in the index; empty if it cannot be read. */
function readSeenFiles(git: RunGit, top: string): Map<string, SeenFile> {
  const files = new Map<string, SeenFile>();
  try {
    const text = git(["ls-files", "-z", "--stage", "--debug"], { cwd: top }).toString("utf8");
    const entries = text.matchAll(
      /(\d+) ([0-9a-f]+) \d\t([^\0]*)\0 {2}ctime: [^\n]*\n {2}mtime: (\d+):(\d+)\n[^\n]*\n[^\n]*\n {2}size: (\d+)\t[^\n]*\n/g,
    );
    for (const [, , oid = "", path = "", seconds = "0", rest = "0", size = "0"] of entries)
      files.set(path, { oid, changed: BigInt(seconds) * NANOSECONDS + BigInt(rest), size: BigInt(size) });
  } catch {
    // No file counts as unchanged then.
  }
  return files;
}
