import { mergeShards } from "../../engine/shard/merge.ts";
import { SHARD_LIMIT } from "../../engine/shard/partition.ts";
import { detailFor, formats, textOf } from "../../output/report/index.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { briefFormats } from "../../output/report/brief.ts";
import { UsageError } from "../../util/errors.ts";
import { readDisplay } from "../brief.ts";
import type { Command } from "../command.ts";
import { exitCodeOf } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { readInput } from "../read-input.ts";

export const mergeCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("merge", args, io, namesOf(formats));
    const { format, output, all } = options;
    const { brief, isShown } = readDisplay(options);
    if (operands.length === 0) throw new UsageError("name the shards to merge");
    const shards = operands.map((name) => ({ name: oneLine(name), bytes: readInput(name, io.cwd, SHARD_LIMIT) }));
    const result = await mergeShards(shards, detailFor(format, all));
    await renderAndWrite({ io, output, files: result }, (render) => {
      const shown = { ...render, all, isShown };
      return brief ? briefFormats[brief](result.report, shown) : textOf(format, result.report, shown);
    });
    return exitCodeOf(result.report);
  },
};
