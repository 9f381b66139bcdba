import { type HistoryOptions, openHistory, policyHistory, violationHistory } from "../../engine/history.ts";
import type { ReplayOptions } from "../../engine/history.ts";
import { historyConsole } from "../../output/history/console.ts";
import { historyCsv } from "../../output/history/csv.ts";
import { historyJson } from "../../output/history/json.ts";
import { historyMarkdown } from "../../output/history/markdown.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { type CommandLine, parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";
import { tuneForThroughput } from "../v8-flags.ts";

const textFormats = { console: historyConsole, json: historyJson, markdown: historyMarkdown, csv: historyCsv };
const formats = [...namesOf(textFormats), "html"] as const;

function rejectCombinations({ options, operands }: CommandLine<"history", string>): void {
  const { verdicts, at, by, cache, direction, from, to } = options;
  if (operands.length > 1) throw new UsageError("only one range is allowed: write it as `base..head`");
  if (!verdicts && (at !== undefined || by !== undefined || cache !== undefined))
    throw new UsageError("`--at`, `--by` and `--cache` need `--verdicts`");
  if (!verdicts && (from !== undefined || to !== undefined))
    throw new UsageError("`--from` and `--to` need `--verdicts`");
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(`\`--from ${from}\` is after \`--to ${to}\`: exchange them`);
  if (verdicts && direction)
    throw new UsageError("`--direction` cannot be combined with `--verdicts`: omit one of them");
}

async function readPolicies(...args: Parameters<typeof policyHistory>): ReturnType<typeof policyHistory> {
  const [options, opened] = args;
  const progress = createProgress("changes of policies");
  const report = await policyHistory({ ...options, onProgress: progress.tell }, opened);
  progress.clear();
  return report;
}

async function readViolations(...args: Parameters<typeof violationHistory>): ReturnType<typeof violationHistory> {
  const [options, opened] = args;
  const progress = createProgress("commits");
  const report = await violationHistory({ ...options, onProgress: progress.tell }, opened);
  progress.clear();
  return report;
}

export const historyCommand: Command = {
  formats,
  async run(args, io) {
    tuneForThroughput();
    const line = parseOptions("history", args, io, formats);
    rejectCombinations(line);
    const { asOf, verdicts, at, by, cache, format, output, from, to, ...filter } = line.options;
    const { signal, done } = listenForInterrupt();
    const request: HistoryOptions & ReplayOptions = {
      cwd: io.cwd,
      range: line.operands[0],
      asOf,
      toHead: !line.given.has("asOf"),
      filter: { ...filter, since: filter.since ?? from, until: filter.until ?? to },
      period: { from: from ?? null, to: to ?? null },
      signal,
      at,
      today: by !== undefined,
      cache,
    };
    const opened = openHistory(request);
    const policies = format === "html" || !verdicts ? await readPolicies(request, opened) : undefined;
    const violations = verdicts ? await readViolations(request, opened) : undefined;
    done();
    await renderAndWrite({ io, output, files: opened }, async (render) => {
      if (format !== "html")
        return textFormats[format]((violations ?? policies) as NonNullable<typeof policies>, render);
      const { historyHtml } = await import("../../output/history/html.tsx");
      return historyHtml(policies as NonNullable<typeof policies>, violations);
    });
    return policies?.partial === true || violations?.partial === true ? exitCodes.input : exitCodes.pass;
  },
};
