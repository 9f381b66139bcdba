import { isUtf8 } from "node:buffer";
import { UsageError } from "../../util/errors.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { quote } from "../../util/text.ts";

/** An entry of a source that strangers wrote. Paths start from the folder of the set. */
export interface SourceEntry {
  readonly path: string;
  readonly kind: "file" | "executable" | "link" | "submodule" | "other";
  /** In bytes. */
  readonly size: number;
}

/** A source that was fetched. */
export interface Source {
  readonly entries: readonly SourceEntry[];
  /** The contents of files. */
  readonly read: (paths: readonly string[]) => ReadonlyMap<string, Uint8Array>;
}

/** A file that is taken from a source. */
export interface TakenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files that are taken, and the first part of the path of those that are not. */
export interface SelectedFiles {
  readonly files: readonly TakenFile[];
  readonly leftOut: readonly string[];
}

/** A source that is not taken, with the reason. */
export class SourceError extends UsageError {
  override name = "SourceError";
}

/** Limits of a set: policies are short texts. */
export const sourceLimits = { entries: 100_000, files: 2000, fileBytes: 1024 * 1024, bytes: 16 * 1024 * 1024 };

/** Names that every file system takes, and that no shell and no list of digests reads in another way. */
const safePath = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
/** Names with a meaning of their own on Windows. */
const reserved = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)|\.(?:\/|$)/i;

const kinds: Readonly<Record<Exclude<SourceEntry["kind"], "file">, string>> = {
  executable: "an executable file",
  link: "a symbolic link",
  submodule: "a submodule",
  other: "no regular file",
};

/** Refuses paths that one file system would put in one place. */
function refuseCollisions(paths: readonly string[]): void {
  const known = new Map<string, string>();
  for (const path of paths) {
    const parts = path.split("/");
    for (const [i] of parts.entries()) {
      const own = parts.slice(0, i + 1).join("/");
      const other = known.get(own.toLowerCase());
      if (other !== undefined && (other !== own || i === parts.length - 1))
        throw new SourceError(`${quote(own)} and ${quote(other)} have the same name but for case: rename one`);
      known.set(own.toLowerCase(), own);
    }
  }
}

function refuseUnsafe({ path, kind, size }: SourceEntry): void {
  if (kind !== "file") throw new SourceError(`${quote(path)} is ${kinds[kind]}: share regular files only`);
  if (!safePath.test(path) || reserved.test(path))
    throw new SourceError(`the name ${quote(path)} is not taken: use letters, digits, \`-\`, \`_\` and \`.\` only`);
  if (size > sourceLimits.fileBytes)
    throw new SourceError(`${quote(path)} has ${size} bytes and at most ${sourceLimits.fileBytes} are taken`);
}

/**
 * Selects the files of a source that are taken. Nothing is read before all names, kinds and sizes are found harmless.
 * @param isWanted true for a path that a set may have
 * @throws SourceError for a link, a submodule, an executable, an unusual name or a large file among the wanted ones
 */
export function selectFiles({ entries, read }: Source, isWanted: (path: string) => boolean): SelectedFiles {
  if (entries.length > sourceLimits.entries)
    throw new SourceError(
      `the source has ${entries.length} files and at most ${sourceLimits.entries} are looked through`,
    );
  // A link or a submodule in the place of a folder would hide what is wanted.
  const wanted = entries.filter(
    ({ path, kind }) => isWanted(kind === "file" || kind === "executable" ? path : `${path}/x.yaml`) || isWanted(path),
  );
  for (const entry of wanted) refuseUnsafe(entry);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (wanted.length > sourceLimits.files || total > sourceLimits.bytes)
    throw new SourceError(
      `the set has ${wanted.length} files with ${total} bytes; at most ${sourceLimits.files} with ${sourceLimits.bytes} are taken`,
    );
  const paths = wanted.map(({ path }) => path).toSorted(compareCodeUnits);
  refuseCollisions(paths);
  const contents = read(paths);
  const files = paths.map((path): TakenFile => {
    const bytes = contents.get(path);
    if (!bytes) throw new SourceError(`the content of ${quote(path)} cannot be read`);
    if (bytes.includes(0) || !isUtf8(bytes))
      throw new SourceError(`${quote(path)} is not UTF-8 text: share texts only`);
    return { path, bytes };
  });
  const taken = new Set(paths);
  const others = entries.filter(({ path }) => !taken.has(path)).map(({ path }) => path.split("/")[0] as string);
  return { files, leftOut: [...new Set(others)].toSorted(compareCodeUnits) };
}
