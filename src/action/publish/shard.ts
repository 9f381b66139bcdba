import { join } from "node:path";
import { writeFileAtomically } from "../../engine/repository.ts";
import { checkOpenedShard } from "../../engine/shard/check-shard.ts";
import type { Shard } from "../../engine/shard/partition.ts";
import { shardConsole } from "../../output/report/shard.ts";
import type { OpenedEvent } from "../check-event.ts";
import type { ActionEnvironment } from "../environment.ts";
import { fileStem } from "./files.ts";

/** Checks one shard, writes it to a file and sets the path of that as an output. Nothing else is published. */
export async function writeShardFile(
  { runner, temporary }: ActionEnvironment,
  { check }: OpenedEvent,
  shard: Shard,
  key: string,
): Promise<void> {
  const { text, report } = await checkOpenedShard(check, shard);
  // Shards of one check are downloaded into one folder.
  const path = join(temporary, `${fileStem(key)}-${shard.index}-of-${shard.count}.jsonl`);
  writeFileAtomically(path, text);
  runner.setOutput("shard-file", path);
  runner.info(shardConsole(report, shard).trimEnd());
}
