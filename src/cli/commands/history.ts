import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type GitRepository, openGitRepository } from "../../repository/git/repository.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { findRoot } from "../../repository/root.ts";
import { type Severity, severities } from "../../model/finding.ts";
import { isDate } from "../../util/date.ts";
import type { HistoryFilter } from "../../history/filter.ts";
import { historyConsole } from "../../output/history/console.ts";
import { historyCsv } from "../../output/history/csv.ts";
import { historyJson } from "../../output/history/json.ts";
import { historyMarkdown } from "../../output/history/markdown.ts";
import type { HistoryReport } from "../../history/report.ts";
import type { PrintOptions } from "../../output/text/terminal.ts";
import { tuneForThroughput } from "../v8-flags.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { parseAsOf, relativePrefix } from "../output.ts";
import { readCommitHistory } from "../../history/commits.ts";
import {
  type HistoryQuery,
  type ReplayOptions,
  cacheOf,
  watchInterrupts,
  evaluationPoints,
  policyHistory,
  violationHistory,
} from "../../engine/history.ts";
import { explainMissingRepository } from "../../repository/git/run.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { writeFileAtomically } from "../../repository/write-file.ts";

const formats = ["console", "json", "markdown", "csv", "html"] as const;
const directions = ["loosened", "tightened"] as const;

function oneOf<T extends string>(option: string, known: readonly T[], value: string | undefined): T | undefined {
  const found = known.find((one) => one === value);
  if (value !== undefined && !found)
    throw new UsageError(`--${option} takes one of ${known.join(", ")}, not \`${value}\``);
  return found;
}

function dayOption(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !isDate(value))
    throw new UsageError(`--${option} takes a date as YYYY-MM-DD, not \`${value}\``);
  return value;
}

/** The commits that `[base..]head` names. */
function rangeOf(history: GitRepository, range: string): { head: string; base: string | undefined } {
  const [first = "", ...more] = range.split("..");
  if (more.length > 1 || more[0]?.startsWith("."))
    throw new UsageError(`a range is written as base..head, not \`${range}\``);
  const commit = (revision: string): string => {
    const found = history.commit(revision === "" ? "HEAD" : revision);
    if (found === undefined) throw new UsageError(`there is no commit \`${revision || "HEAD"}\` here`);
    return found;
  };
  return more.length === 0
    ? { head: commit(first), base: undefined }
    : { head: commit(more[0] ?? ""), base: commit(first) };
}

const textFormats = {
  console: historyConsole,
  json: historyJson,
  markdown: historyMarkdown,
  csv: historyCsv,
} as const;

/** What became of policies or verdicts, as a text. */
interface HistoryRequest {
  readonly text: string;
  readonly partial: boolean;
}

async function renderHistory(
  format: (report: HistoryReport, options: PrintOptions) => string,
  asked: HistoryQuery,
  verdicts: ReplayOptions | undefined,
  options: PrintOptions,
): Promise<HistoryRequest> {
  const report = verdicts ? await violationHistory(asked, verdicts) : await policyHistory(asked);
  return { text: format(report, options), partial: report.partial };
}

/** A page tells of the policies beside the verdicts. */
async function renderPage(asked: HistoryQuery, verdicts: ReplayOptions | undefined): Promise<HistoryRequest> {
  const { historyHtml } = await import("../../output/history/html.tsx");
  const policies = await policyHistory(asked);
  const judged = verdicts && (await violationHistory(asked, verdicts));
  return { text: historyHtml(policies, judged), partial: policies.partial || judged?.partial === true };
}

export const historyCommand: Command = {
  summary: "tell what became of policies and verdicts",
  usage: `caregate history [range] [options]

Tells from git what changed what a repository is judged by: each commit, whose it
is, and what it means, as \`caregate diff\` decides it; what was loosened, by whom
and for how long; and what became of waivers. With --verdicts, every deployment is
judged at every commit: when each violation appeared and by which commit, when it
was gone, and what ran in production in violation.

  main            up to main, along first parents (default: HEAD)
  v1.0..main      what lies after v1.0

  --verdicts          the history of verdicts instead of that of policies
  --at POINTS         judge at ${evaluationPoints.join(", ")} (default: commits)
  --by today          tell also what the rules of the range's end say of the past
  --cache FILE        keep what was judged there (default: in git's own folder)
  --rule ID           only what is about one rule
  --severity LEVEL    only what is ${severities.join(", ")}
  --author TEXT       only commits by whose name or address holds it
  --since, --until    only from, or up to, a day, YYYY-MM-DD
  --direction WAY     only what was ${directions.join(" or ")}
  --as-of DATE        the day up to which is told (default: today, UTC)
  --format FORMAT     ${formats.join(", ")} (default: console)
  --output FILE       write it there instead of to standard output

exit codes: 0 told whole, 2 bad input or usage, or stopped before the end
`,
  async run(args, io) {
    tuneForThroughput();
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        verdicts: { type: "boolean", default: false },
        at: { type: "string" },
        by: { type: "string" },
        cache: { type: "string" },
        rule: { type: "string" },
        severity: { type: "string" },
        author: { type: "string" },
        since: { type: "string" },
        until: { type: "string" },
        direction: { type: "string" },
        "as-of": { type: "string" },
        format: { type: "string", default: "console" },
        output: { type: "string" },
      },
    });
    const format = oneOf("format", formats, values.format) ?? "console";
    const severity: Severity | undefined = oneOf("severity", severities, values.severity);
    const direction = oneOf("direction", directions, values.direction);
    const at = oneOf("at", evaluationPoints, values.at);
    const today = oneOf("by", ["today"], values.by) !== undefined;
    const [since, until] = [dayOption("since", values.since), dayOption("until", values.until)];
    if (positionals.length > 1) throw new UsageError("one range is told at a time, written as base..head");
    if (!values.verdicts && (at || today || values.cache !== undefined))
      throw new UsageError("--at, --by and --cache go with --verdicts");
    if (values.verdicts && direction)
      throw new UsageError("--direction goes with changes of policies, not with --verdicts");
    const root = findRoot(io.cwd);
    const history = openGitRepository(root);
    if (!history) throw new UsageError(`${explainMissingRepository(root)}, so that there is nothing to tell`);
    const asOf = parseAsOf(values["as-of"], io.today);
    const { head, base } = rangeOf(history, positionals[0] ?? "HEAD");
    const past = readCommitHistory(history, head, asOf);
    const line = past.steps.map(({ commit }) => commit.commit);
    const before = base === undefined ? new Set<string>() : history.log.ancestorsAmong(base, line);
    const { stopped, done } = watchInterrupts();
    const filter: HistoryFilter = {
      ...(values.rule === undefined ? {} : { rule: values.rule }),
      ...(severity ? { severity } : {}),
      ...(values.author === undefined ? {} : { author: values.author }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(direction ? { direction } : {}),
    };
    const asked = { past, head, inRange: (commit: string) => !before.has(commit), asOf, filter, stopped };
    const cache = values.cache === undefined ? cacheOf(history) : resolve(io.cwd, values.cache);
    const verdicts: ReplayOptions | undefined = values.verdicts ? { at: at ?? "commits", today, cache } : undefined;
    const { output } = values;
    const options = {
      color: io.color && output === undefined,
      pathPrefix: relativePrefix(root, io.cwd),
      line: createLineReader(workingTree(root)),
    };
    const { text, partial } =
      format === "html"
        ? await renderPage(asked, verdicts)
        : await renderHistory(textFormats[format], asked, verdicts, options);
    done();
    if (output === undefined) io.write(text);
    else writeFileAtomically(resolve(io.cwd, output), text);
    return partial ? exitCodes.input : exitCodes.pass;
  },
};
