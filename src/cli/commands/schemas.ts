import { planSchemas } from "../../engine/schemas.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import { UsageError } from "../../util/errors.ts";
import { plural } from "../../util/text.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

export const schemasCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("schemas", args, io);
    if (operands.length > 0) throw new UsageError("schemas takes no path: run it in the repository");
    const { changes, count, diagnostics, root } = await planSchemas({ cwd: io.cwd, asOf: io.today });
    if (!options.check) writeFileChanges({ root, changes });
    if (options.check) for (const { file } of changes) io.write(`${file}\n`);
    const what = options.check ? "to write" : "written";
    io.write(
      `.caregate/schemas: ${plural(count, "schema")}, ${count - changes.length} current, ${changes.length} ${what}\n`,
    );
    writeWarnings(diagnostics, io);
    if (diagnostics.length > 0) return exitCodes.input;
    return options.check && changes.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
