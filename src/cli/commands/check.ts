import { parseArgs } from "node:util";
import { type Report, type Severity, severities } from "../../model/finding.ts";
import { textOf } from "../../output/report/index.ts";
import { type Shard, parseShard } from "../../engine/shard/partition.ts";
import { type Command, type Io, UsageError, exitCodes } from "../command.ts";
import { detailFor, parseFormat } from "../formats.ts";
import { parseAsOf, relativePrefix, writeOutput } from "../output.ts";
import { createProgress } from "../progress.ts";
import type { PoolOptions } from "../../engine/pool.ts";
import { check } from "../../engine/check.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { folderInCheckout } from "../../repository/root.ts";

const failOnValues = [...severities, "never"] as const;

function parseFailOn(stated: string | undefined): Severity | "never" | undefined {
  if (stated === undefined) return undefined;
  const known = failOnValues.find((value) => value === stated);
  if (!known) throw new UsageError(`--fail-on takes one of ${failOnValues.join(", ")}, not \`${stated}\``);
  return known;
}

function parseThreads(stated: string | undefined, { thread }: Io): { threads?: PoolOptions } {
  if (stated !== undefined && !/^[1-9]\d{0,2}$/.test(stated))
    throw new UsageError(`--threads takes a number from 1 to 999, not \`${stated}\``);
  const most = stated === undefined ? {} : { most: Number(stated) };
  return thread ? { threads: { program: thread, ...most } } : {};
}

/** Exit code of a report. */
export function exitCodeOf({ verdict, diagnostics }: Report): number {
  if (diagnostics.some(({ code }) => code.startsWith("internal/"))) return exitCodes.internal;
  return { pass: exitCodes.pass, fail: exitCodes.fail, error: exitCodes.input }[verdict];
}

/** A part is no report: how it is shown is for the whole to say. */
function parseShardOption({
  shard,
  format,
  all,
}: {
  shard?: string;
  format?: string;
  all: boolean;
}): Shard | undefined {
  if (shard === undefined) return undefined;
  const share = parseShard(shard);
  if (!share) throw new UsageError(`--shard takes a part and a number of parts, such as 2/4, not \`${shard}\``);
  if (format !== undefined || all)
    throw new UsageError("--format and --all do not go with --shard: give them to `caregate merge`");
  return share;
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
  --threads N       how many threads judge where there are many files (default:
                    as many as there are processors)
  --shard I/N       judge one of N parts alone, and write what \`caregate merge\`
                    makes the report from; the exit code is that of the part
  --history         with html: tell also what became of policies and violations

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        output: { type: "string" },
        base: { type: "string" },
        ref: { type: "string" },
        "fail-on": { type: "string" },
        "as-of": { type: "string" },
        all: { type: "boolean", default: false },
        history: { type: "boolean", default: false },
        shard: { type: "string" },
        threads: { type: "string" },
      },
    });
    const share = parseShardOption(values);
    const format = parseFormat(values.format);
    if (values.history && format !== "html") throw new UsageError("--history goes with --format html");
    const failOn = parseFailOn(values["fail-on"]);
    const asOf = parseAsOf(values["as-of"], io.today);
    const progress = createProgress("files");
    const request = {
      targets: positionals,
      asOf,
      cwd: io.cwd,
      tell: progress.tell,
      ...parseThreads(values.threads, io),
      ...(failOn ? { failOn } : {}),
      ...(values.base === undefined ? {} : { base: values.base }),
      ...(values.ref === undefined ? {} : { ref: values.ref }),
    };
    if (share) {
      const { checkShard } = await import("../../engine/shard/check-shard.ts");
      const part = await checkShard(request, share);
      progress.clear();
      writeOutput(values.output, part.text, io);
      if (values.output !== undefined) io.write(part.summary);
      return exitCodeOf(part.report);
    }
    const { report, tree } = await check({ ...request, ...detailFor(format, values.all) });
    progress.clear();
    const history = values.history
      ? await (await import("../../engine/page-history.ts")).historyForPage(tree.root, values.ref, asOf)
      : undefined;
    const text = await textOf(format, report, {
      all: values.all,
      color: io.color && values.output === undefined,
      pathPrefix: relativePrefix(tree.root, io.cwd),
      folder: folderInCheckout(tree.root),
      line: createLineReader(tree),
      ...(history ? { history: history.parts } : {}),
    });
    writeOutput(values.output, text, io);
    return history?.partial === true ? exitCodes.input : exitCodeOf(report);
  },
};
