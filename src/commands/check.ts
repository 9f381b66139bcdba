import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Report, type Severity, severities } from "../model/finding.ts";
import { formats, isFormat } from "../report/index.ts";
import { type Command, UsageError, exitCodes } from "./command.ts";
import { dateOf, prefixTo, textReader, writeWhole } from "./output.ts";
import { createProgress } from "./progress.ts";
import { check } from "./run.ts";

const failOnValues = [...severities, "never"] as const;

function severityOf(stated: string | undefined): Severity | "never" | undefined {
  if (stated === undefined) return undefined;
  const known = failOnValues.find((value) => value === stated);
  if (!known) throw new UsageError(`--fail-on takes one of ${failOnValues.join(", ")}, not \`${stated}\``);
  return known;
}

/** Exit code of a report. */
export function exitCodeOf({ verdict, diagnostics }: Report): number {
  if (diagnostics.some(({ code }) => code.startsWith("internal/"))) return exitCodes.internal;
  return { pass: exitCodes.pass, fail: exitCodes.fail, error: exitCodes.input }[verdict];
}

export const checkCommand: Command = {
  summary: "judge the manifests under some paths",
  usage: `caregate check [paths] [options]

Judges every AI deployment manifest under the paths (default: this folder) by
the built-in packs and the policies, parameters and waivers in .caregate/.

  --format FORMAT   console, json, sarif, junit, gitlab, markdown or html
  --output FILE     write the report there instead of to standard output
  --base REVISION   judge a change: by the rules of that commit, not by rules
                    that the change brings, and compared with what was there
  --fail-on LEVEL   least severity that shuts the gate: critical, high, medium,
                    low, never (default: failOn of the settings, or medium)
  --as-of DATE      judge as of this date, YYYY-MM-DD (default: today, UTC)
  --all             show every outcome, passes too

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "console" },
        output: { type: "string" },
        base: { type: "string" },
        "fail-on": { type: "string" },
        "as-of": { type: "string" },
        all: { type: "boolean", default: false },
      },
    });
    const { format } = values;
    if (!isFormat(format))
      throw new UsageError(`--format takes one of ${Object.keys(formats).join(", ")}, not \`${format}\``);
    const failOn = severityOf(values["fail-on"]);
    const asOf = dateOf(values["as-of"], io.today);
    const progress = createProgress("deployments");
    const { report, root } = await check({
      targets: positionals,
      asOf,
      cwd: io.cwd,
      tell: progress.tell,
      // The page says of every rule that did not apply why it did not.
      explainAll: values.all || format === "html",
      ...(failOn ? { failOn } : {}),
      ...(values.base === undefined ? {} : { base: values.base }),
    });
    progress.clear();
    const toFile = values.output !== undefined;
    const text = await formats[format](report, {
      all: values.all,
      color: io.color && !toFile,
      pathPrefix: prefixTo(root, io.cwd),
      text: textReader(root),
    });
    if (toFile) writeWhole(resolve(io.cwd, values.output as string), text);
    else io.write(text);
    return exitCodeOf(report);
  },
};
