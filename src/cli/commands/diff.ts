import { type PolicyChange, diffPolicies } from "../../engine/diff.ts";
import { policyChangeConsole } from "../../output/diff/console.ts";
import { policyChangeJson } from "../../output/diff/json.ts";
import { policyChangeMarkdown } from "../../output/diff/markdown.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";

const formats = {
  console: policyChangeConsole,
  json: policyChangeJson,
  markdown: (change: PolicyChange) => policyChangeMarkdown(change),
};

export const diffCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("diff", args, io, namesOf(formats));
    const [range, ...more] = operands;
    if (more.length > 0) throw new UsageError("one range is compared at a time, written as base..head");
    const progress = createProgress("files");
    const { asOf, format, output } = options;
    const { change, ...files } = await diffPolicies({ cwd: io.cwd, asOf, range, onProgress: progress.tell });
    progress.clear();
    await renderAndWrite({ io, output, files }, (render) => formats[format](change, render));
    const { before, after } = change.diagnostics;
    return exitCodeFor([...before, ...after], !change.loosened);
  },
};
