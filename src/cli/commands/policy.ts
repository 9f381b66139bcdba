import { rewritePolicies } from "../../engine/policy-form.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import { UsageError } from "../../util/errors.ts";
import { plural } from "../../util/text.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

export const policyCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("policy", args, io);
    if (options.as === undefined) throw new UsageError("name a form: --as notation, or --as jsonlogic");
    if (operands.length === 0) throw new UsageError("name a file: caregate policy --as notation FILE");
    const result = rewritePolicies({ cwd: io.cwd, asOf: io.today, files: operands, form: options.as });
    writeFileChanges(result);
    for (const { file, count } of result.counts)
      io.write(`${file}: ${count === 0 ? "unchanged" : `${plural(count, "condition")} written as ${options.as}`}\n`);
    writeWarnings(result.diagnostics, io);
    return result.diagnostics.length > 0 ? exitCodes.input : exitCodes.pass;
  },
};
