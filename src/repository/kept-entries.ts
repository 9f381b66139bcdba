import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../util/errors.ts";
import { sha256 } from "../util/hash.ts";
import { lazy } from "../util/memoize.ts";
import { packageRoot } from "./package-root.ts";
import { isInSources, openPrivateFolder } from "./private-folder.ts";

/** Texts that are kept from run to run, by name. */
export interface KeptEntries {
  /** Undefined if there is none, or it was damaged. */
  read(name: string): string | undefined;
  /** Another run may read it meanwhile. Without room for it, nothing is kept. */
  write(name: string, text: string): void;
}

/**
 * Opens a folder of entries that this user alone can write.
 * @param root absolute path of the repository that is checked
 * @throws UsageError for a folder that others could fill
 */
export function openKeptEntries(folder: string, root: string): KeptEntries {
  if (isInSources(folder, root))
    throw new UsageError(`the cache ${folder} is in a checkout, which brings its own files: name a folder outside`);
  let isPrivate: boolean;
  try {
    isPrivate = openPrivateFolder(folder);
  } catch (error) {
    throw new UsageError(`the cache ${folder} cannot be opened: ${(error as Error).message}`);
  }
  if (!isPrivate)
    throw new UsageError(`others can write to the cache ${folder} or replace it: name a folder of your own, mode 0700`);
  return {
    read(name) {
      try {
        const text = readFileSync(join(folder, name), "utf8");
        const end = text.indexOf("\n");
        const body = text.slice(end + 1);
        return end !== -1 && text.slice(0, end) === sha256(body) ? body : undefined;
      } catch {
        return undefined;
      }
    },
    write(name, body) {
      const part = join(folder, `${name}.${process.pid}`);
      try {
        writeFileSync(part, `${sha256(body)}\n${body}`, { mode: 0o600 });
        renameSync(part, join(folder, name));
      } catch {
        rmSync(part, { force: true });
      }
    },
  };
}

/** The digest of the code of this program and of the formats that it brings: two builds may have the same version. */
export const programDigest = lazy((): string => {
  const own = dirname(fileURLToPath(import.meta.url));
  const root = packageRoot();
  const folders = [basename(own) === "chunks" ? own : join(root, "src"), join(root, "formats")];
  return sha256(folders.flatMap(digestsIn).toSorted().join("\n"));
});

function digestsIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => {
      const file = join(parentPath ?? path, name);
      return `${sha256(readFileSync(file))} ${relative(dirname(folder), file)}`;
    });
}
