import { defaultReadLimit } from "../read.ts";
import { parseCatFile } from "./parse-output.ts";
import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";

/** Bytes that are read by one process of git. */
const BATCH_BYTES = 32 * 1024 * 1024;
/** Bytes that are kept in memory. */
const CACHE_BYTES = 128 * 1024 * 1024;

export interface BlobReader {
  /** The content of an object, or undefined when it is not available locally. */
  read(oid: string): Uint8Array | undefined;
  /** Reads many objects with one process: a process for each would be slow. */
  prefetch(files: readonly TreeEntry[]): void;
}

/** @param clone knows the missing objects, so that git is not asked for them */
export function createBlobReader(git: RunGit, clone: PartialClone): BlobReader {
  const blobs = new Map<string, Uint8Array>();
  let cached = 0;
  const keep = (oid: string, bytes: Uint8Array): void => {
    cached += bytes.length;
    if (cached > CACHE_BYTES) {
      blobs.clear();
      cached = bytes.length;
    }
    blobs.set(oid, bytes);
  };
  return {
    read(oid) {
      if (!/^[0-9a-f]{40,64}$/.test(oid)) return undefined;
      const known = blobs.get(oid);
      if (known) return known;
      if (clone.lacks(oid)) clone.fetch([oid]);
      if (clone.lacks(oid)) return undefined;
      try {
        const bytes = git(["cat-file", "blob", oid]);
        keep(oid, bytes);
        return bytes;
      } catch {
        return undefined;
      }
    },
    prefetch(files) {
      for (const oids of batches(files.filter(({ oid }) => !blobs.has(oid) && !clone.lacks(oid))))
        for (const [oid, content] of parseCatFile(git(["cat-file", "--batch"], { input: `${oids.join("\n")}\n` })))
          keep(oid, Buffer.from(content));
    },
  };
}

/** The objects of files that are small enough to be read, in batches of limited size. */
function* batches(files: readonly TreeEntry[]): Generator<string[]> {
  const sizes = new Map(
    files.flatMap(({ oid, size }) => (size === undefined || size > defaultReadLimit ? [] : [[oid, size] as const])),
  );
  let batch: string[] = [];
  let bytes = 0;
  for (const [oid, size] of sizes) {
    batch.push(oid);
    bytes += size;
    if (bytes > BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}
