import { decideVerdict } from "../../evaluate/verdict.ts";
import { detailFor, formats, textOf } from "../../output/report/index.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { addHints } from "../../engine/hints.ts";
import { type MergeResult, mergeShards } from "../../engine/shard/merge.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodeOf } from "../exit-code.ts";
import { namesOf, writeOutput } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { readInput } from "../read-input.ts";

/** Bytes that no shard exceeds. */
const SHARD_LIMIT = 1024 * 1024 * 1024;

/** Merges shards, whose texts are hostile: those in an error message may not control the terminal. */
function merge(...args: Parameters<typeof mergeShards>): MergeResult {
  try {
    return mergeShards(...args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(oneLine(error.message));
  }
}

export const mergeCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("merge", args, io, namesOf(formats));
    const { format, output, all } = options;
    if (operands.length === 0) throw new UsageError("name the shards to merge");
    const shards = operands.map((name) => ({ name: oneLine(name), bytes: readInput(name, io.cwd, SHARD_LIMIT) }));
    const { matter, pathPrefix, line } = merge(shards, detailFor(format, all));
    const report = await addHints(decideVerdict(matter).report);
    const color = io.color && output === undefined;
    writeOutput(output, await textOf(format, report, { all, color, pathPrefix, line }), io);
    return exitCodeOf(report);
  },
};
