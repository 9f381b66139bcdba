import { fixDocuments } from "../../engine/fix.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import { fixesToConsole, fixesToJson } from "../../output/edit/fix.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { renderAndWrite, writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

const formats = ["console", "json"] as const;

export const fixCommand: Command = {
  formats,
  async run(args, io) {
    const { options, operands } = parseOptions("fix", args, io, formats);
    const result = await fixDocuments({ cwd: io.cwd, asOf: io.today, targets: operands });
    if (!options.check) writeFileChanges(result);
    await renderAndWrite({ io, files: result }, (render) =>
      options.format === "json"
        ? fixesToJson(result.fixes, result.changes, !options.check)
        : fixesToConsole(result.fixes, !options.check, render),
    );
    writeWarnings(result.diagnostics, io);
    if (result.diagnostics.some(({ severity }) => severity === "error")) return exitCodes.input;
    return options.check && result.fixes.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
