import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Report, type Severity, severities } from "../model/finding.ts";
import { explainsAll, formats, isFormat } from "../report/index.ts";
import { type Command, UsageError, exitCodes } from "./command.ts";
import { dateOf, prefixTo, textReader, writeWhole } from "./output.ts";
import { historyForPage } from "./page-history.ts";
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

  --format FORMAT   console, json, sarif, junit, gitlab, markdown, html, oscal,
                    in-toto or csv
  --output FILE     write the report there instead of to standard output
  --base REVISION   judge a change: by the rules of that commit, not by rules
                    that the change brings, and compared with what was there
  --ref REVISION    judge that commit, by its own rules, without touching the
                    files at hand; with --base, as a change of the other
  --fail-on LEVEL   least severity that shuts the gate: critical, high, medium,
                    low, never (default: failOn of the settings, or medium)
  --as-of DATE      judge as of this date, YYYY-MM-DD (default: today, UTC)
  --all             show every outcome, passes too
  --history         with html: tell also what became of policies and violations

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
        ref: { type: "string" },
        "fail-on": { type: "string" },
        "as-of": { type: "string" },
        all: { type: "boolean", default: false },
        history: { type: "boolean", default: false },
      },
    });
    const { format } = values;
    if (!isFormat(format))
      throw new UsageError(`--format takes one of ${Object.keys(formats).join(", ")}, not \`${format}\``);
    if (values.history && format !== "html") throw new UsageError("--history goes with --format html");
    const failOn = severityOf(values["fail-on"]);
    const asOf = dateOf(values["as-of"], io.today);
    const progress = createProgress("deployments");
    const { report, tree } = await check({
      targets: positionals,
      asOf,
      cwd: io.cwd,
      tell: progress.tell,
      explainAll: values.all || explainsAll.includes(format),
      ...(failOn ? { failOn } : {}),
      ...(values.base === undefined ? {} : { base: values.base }),
      ...(values.ref === undefined ? {} : { ref: values.ref }),
    });
    progress.clear();
    const toFile = values.output !== undefined;
    const history = values.history ? await historyForPage(tree.root, values.ref, asOf) : undefined;
    const text = await formats[format](report, {
      all: values.all,
      color: io.color && !toFile,
      pathPrefix: prefixTo(tree.root, io.cwd),
      text: textReader(tree),
      ...(history ? { history: history.parts } : {}),
    });
    if (toFile) writeWhole(resolve(io.cwd, values.output as string), text);
    else io.write(text);
    return history?.partial === true ? exitCodes.input : exitCodeOf(report);
  },
};
