import { lintPolicies } from "../../engine/lint.ts";
import { lintToConsole, lintToJson } from "../../output/lint/report.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

const formats = { console: lintToConsole, json: lintToJson };

export const lintCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("lint", args, io, namesOf(formats));
    const report = await lintPolicies({ cwd: io.cwd, asOf: options.asOf, paths: operands });
    await renderAndWrite({ io, files: report }, (render) => formats[options.format](report, render));
    if (report.isEmpty) return exitCodes.input;
    const counted = report.diagnostics.filter(({ severity }) => severity === "error" || options.strict);
    return counted.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
