import { buildRegister } from "../../engine/register.ts";
import { registerFormats } from "../../output/register/index.ts";
import { oneLine } from "../../output/text/snippet.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";

const formats = namesOf(registerFormats);

export const registerCommand: Command = {
  formats,
  async run(args, io) {
    const { options, operands } = parseOptions("register", args, io, formats);
    const { at, due: days, format, output } = options;
    const progress = createProgress("files");
    const request = { cwd: io.cwd, targets: operands, asOf: io.today, at, days, onProgress: progress.tell };
    const result = await buildRegister(request);
    progress.clear();
    const { register } = result;
    await renderAndWrite({ io, output, files: result }, (render) => registerFormats[format](register, render));
    // A calendar has no place for what is missing from it.
    for (const { file, span, message } of format === "ical" ? register.problems : [])
      io.warn(`${oneLine(file)}:${span.start.line}: ${oneLine(message)}\n`);
    return exitCodeFor(register.problems, true);
  },
};
