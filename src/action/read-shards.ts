import { type Dirent, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { MergeError, type ShardFile } from "../engine/shard/merge.ts";
import { MAX_SHARDS, SHARD_LIMIT } from "../engine/shard/partition.ts";
import { compareCodeUnits } from "../util/json.ts";
import { toPosix } from "../util/path.ts";

/** The ending of the names of shard files. */
const ENDING = ".jsonl";

/** The shard files in a folder and its subfolders. No link is followed. */
function shardsIn(folder: string): string[] {
  const isShard = (entry: Dirent): boolean => entry.isFile() && entry.name.endsWith(ENDING);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isShard)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted(compareCodeUnits);
}

function readShard(path: string, name: string): ShardFile {
  if (statSync(path).size > SHARD_LIMIT) throw new MergeError(`${name} is too large for a shard`);
  return { name, bytes: readFileSync(path) };
}

/**
 * Reads shards from files, and from folders all that end with `.jsonl`.
 * @param paths absolute paths
 * @throws MergeError when a path cannot be read, or there are more files than shards can be
 */
export function readShards(paths: readonly string[]): ShardFile[] {
  return paths.flatMap((path) => {
    try {
      if (!statSync(path).isDirectory()) return [readShard(path, toPosix(path))];
      const files = shardsIn(path);
      if (files.length > MAX_SHARDS) throw new MergeError(`${path} has more than ${MAX_SHARDS} shards`);
      return files.map((file) => readShard(file, toPosix(relative(path, file))));
    } catch (error) {
      if (error instanceof MergeError) throw error;
      throw new MergeError(`the shards in ${path} cannot be read: ${(error as Error).message}`);
    }
  });
}
