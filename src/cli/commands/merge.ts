import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { decideVerdict } from "../../evaluate/verdict.ts";
import { textOf } from "../../output/report/index.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { MergeError, type MergeResult, type ShardFile, mergeShards } from "../../engine/shard/merge.ts";
import { exitCodeOf } from "./check.ts";
import { type Command, UsageError } from "../command.ts";
import { detailFor, parseFormat } from "../formats.ts";
import { writeOutput } from "../output.ts";
import { addHints } from "../../engine/check-tree.ts";

/** A shard with more bytes than this is none. */
const MOST_BYTES = 1024 * 1024 * 1024;

function readShard(name: string, cwd: string): ShardFile {
  const path = resolve(cwd, name);
  try {
    if (statSync(path).size > MOST_BYTES) throw new Error("it is too large");
    return { name: oneLine(name), bytes: readFileSync(path) };
  } catch (error) {
    throw new UsageError(`cannot read ${oneLine(name)}: ${(error as Error).message}`);
  }
}

function merged(...given: Parameters<typeof mergeShards>): MergeResult {
  try {
    return mergeShards(...given);
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    throw new UsageError(oneLine(error.message));
  }
}

export const mergeCommand: Command = {
  summary: "make one report of the parts that a matrix judged",
  usage: `caregate merge <shards...> [options]

Makes of the parts that \`caregate check --shard\` wrote the report that the same
check gives without --shard, to the byte, and decides. All parts have to be
there, each once, of one commit, by the same rules and date; a part that is
missing, changed or of another whole is an error.

  --format FORMAT   console, json, sarif, junit, gitlab, markdown, html, oscal,
                    in-toto or csv
  --output FILE     write the report there instead of to standard output
  --all             show every outcome, passes too

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        output: { type: "string" },
        all: { type: "boolean", default: false },
      },
    });
    const format = parseFormat(values.format);
    if (positionals.length === 0) throw new UsageError("name the shards to merge");
    const { explainAll, openAlone } = detailFor(format, values.all);
    const shards = positionals.map((name) => readShard(name, io.cwd));
    const { matter, pathPrefix, folder, line } = merged(
      shards,
      explainAll ? "reasons" : openAlone ? "open" : "outcomes",
    );
    const report = await addHints(decideVerdict(matter).report);
    const color = io.color && values.output === undefined;
    writeOutput(values.output, await textOf(format, report, { all: values.all, color, pathPrefix, folder, line }), io);
    return exitCodeOf(report);
  },
};
