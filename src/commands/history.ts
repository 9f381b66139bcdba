import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type History, historyOf } from "../documents/git.ts";
import { workingTree } from "../documents/working-tree.ts";
import { findRoot } from "../documents/root.ts";
import { type Severity, severities } from "../model/finding.ts";
import { isDate } from "../model/date.ts";
import { type Filter, filterEntries, filterLives, filterLoosenings, filterWaivers } from "../history/filter.ts";
import { historyConsole, historyCsv, historyJson, historyMarkdown } from "../history/formats.ts";
import type { Life } from "../history/lives.ts";
import { looseningsOf } from "../history/loosenings.ts";
import { notesOf } from "../history/notes.ts";
import type { HistoryReport } from "../history/report.ts";
import { waiverLives } from "../history/waivers.ts";
import { type Command, type Io, UsageError, exitCodes } from "./command.ts";
import { dateOf, prefixTo, textReader, writeWhole } from "./output.ts";
import { loadPacks } from "./packs.ts";
import { type Past, readPast } from "./past.ts";
import { tellPolicies } from "./policy-timeline.ts";
import { createProgress } from "./progress.ts";
import { rulesOf } from "./state.ts";
import { openVerdictCache } from "./verdict-cache.ts";
import { judgePast } from "./verdicts.ts";

const formats = ["console", "json", "markdown", "csv"] as const;
const points = ["commits", "tags", "days"] as const;
const directions = ["loosened", "tightened"] as const;

/** What of the past is asked for. */
interface Asked {
  readonly past: Past;
  readonly head: string;
  /** Whether a commit lies in the range. */
  readonly inRange: (commit: string) => boolean;
  readonly asOf: string;
  readonly filter: Filter;
  readonly stopped: () => boolean;
}

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
function rangeOf(history: History, range: string): { head: string; base: string | undefined } {
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

function notes({ past, asOf }: Asked): string[] {
  const commits = past.steps.map(({ commit }) => commit);
  return notesOf({ commits, limits: past.history.log.limits(), missing: past.missing, today: asOf });
}

async function policyReport(asked: Asked): Promise<HistoryReport> {
  const { past, head, inRange, asOf, filter, stopped } = asked;
  const progress = createProgress("changes of policies");
  const { entries, partial, between } = await tellPolicies(past, inRange, { tell: progress.tell, stopped });
  const loosenings = await looseningsOf(entries, asOf, between, stopped);
  progress.clear();
  const steps = entries.map(({ day, commit, meaning }) => ({ day, commit, waivers: meaning?.waivers ?? [] }));
  return {
    kind: "policies",
    asOf,
    head,
    notes: notes(asked),
    partial: partial || loosenings.some(({ days }) => days === null),
    entries: filterEntries(entries, filter),
    loosenings: filterLoosenings(loosenings, filter),
    waivers: filterWaivers(waiverLives(steps, asOf), filter),
  };
}

/** The commits at which is judged: all, those with a tag, or the last of each day. */
function commitsAt({ past }: Asked, at: (typeof points)[number]): ReadonlySet<string> | undefined {
  if (at === "commits") return undefined;
  if (at === "days") return new Set(new Map(past.steps.map(({ commit, day }) => [day, commit.commit])).values());
  const tagged = past.history.log.tags();
  return new Set(past.steps.map(({ commit }) => commit.commit).filter((commit) => tagged.has(commit)));
}

interface VerdictOptions {
  readonly at: (typeof points)[number];
  readonly today: boolean;
  readonly cache: string;
}

async function verdictReport(asked: Asked, { at, today, cache: file }: VerdictOptions): Promise<HistoryReport> {
  const { past, head, inRange, asOf, filter, stopped } = asked;
  const { history } = past;
  const cache = openVerdictCache(file);
  const progress = createProgress("commits");
  const only = commitsAt(asked, at);
  const packs = await loadPacks();
  const judged = await judgePast(past, packs, {
    ...(only ? { only } : {}),
    ...(today ? { today: await rulesOf(history.tree(head), { asOf }) } : {}),
    until: asOf,
    cache,
    keep: () => void save(cache.save, file),
    tell: progress.tell,
    stopped,
  });
  progress.clear();
  const saved = save(cache.save, file);
  const start = past.steps.findLast(({ commit }) => !inRange(commit.commit))?.day ?? "";
  const isOver = ({ ended }: Life): boolean =>
    ended !== null && (ended.commit ? !inRange(ended.commit.commit) : ended.day <= start);
  const wanted = (all: readonly Life[]): Life[] => filterLives(all, filter).filter((life) => !isOver(life));
  const asPacks = `rules of then are those of \`.caregate\` then, with the packs built into this caregate (sha256:${packs.digest.slice(0, 12)})`;
  const offLine = only && at === "tags" ? past.history.log.tags().size - only.size : 0;
  return {
    kind: "verdicts",
    asOf: judged.lastDay,
    head,
    notes: [
      ...notes(asked),
      asPacks,
      ...(offLine > 0 ? [`${offLine} tagged commits do not lie on the first-parent line and are not judged`] : []),
      ...judged.problems,
      ...saved,
    ],
    partial: judged.partial,
    deployments: judged.deployments,
    lives: wanted(judged.lives),
    byToday: judged.byToday && wanted(judged.byToday),
    waivers: filterWaivers(waiverLives(judged.waivers, judged.lastDay), filter),
  };
}

/** What is known is told, whether it can be kept or not. */
function save(write: () => void, file: string): string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`what was judged could not be kept in ${file}: ${(error as Error).message}`];
  }
}

/** Whether someone asks the program to end: once to be told what is known so far, twice to be told nothing. */
function interruption(): { stopped: () => boolean; done: () => void } {
  let asked = false;
  const stop = (): void => void (asked = true);
  process.once("SIGINT", stop);
  return { stopped: () => asked, done: () => void process.removeListener("SIGINT", stop) };
}

function textOf(report: HistoryReport, format: (typeof formats)[number], io: Io, root: string, color: boolean): string {
  const options = { color, pathPrefix: prefixTo(root, io.cwd), text: textReader(workingTree(root)) };
  return {
    console: () => historyConsole(report, options),
    json: () => historyJson(report),
    markdown: () => historyMarkdown(report),
    csv: () => historyCsv(report),
  }[format]();
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
  --at POINTS         judge at ${points.join(", ")} (default: commits)
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
    const at = oneOf("at", points, values.at);
    const today = oneOf("by", ["today"], values.by) !== undefined;
    const [since, until] = [dayOption("since", values.since), dayOption("until", values.until)];
    if (positionals.length > 1) throw new UsageError("one range is told at a time, written as base..head");
    if (!values.verdicts && (at || today || values.cache !== undefined))
      throw new UsageError("--at, --by and --cache go with --verdicts");
    if (values.verdicts && direction)
      throw new UsageError("--direction goes with changes of policies, not with --verdicts");
    const root = findRoot(io.cwd);
    const history = historyOf(root);
    if (!history) throw new UsageError(`${root} is in no git repository, so that there is no history`);
    const asOf = dateOf(values["as-of"], io.today);
    const { head, base } = rangeOf(history, positionals[0] ?? "HEAD");
    const past = readPast(history, head, asOf);
    const line = past.steps.map(({ commit }) => commit.commit);
    const before = base === undefined ? new Set<string>() : history.log.within(base, line);
    const { stopped, done } = interruption();
    const filter: Filter = {
      ...(values.rule === undefined ? {} : { rule: values.rule }),
      ...(severity ? { severity } : {}),
      ...(values.author === undefined ? {} : { author: values.author }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(direction ? { direction } : {}),
    };
    const asked = { past, head, inRange: (commit: string) => !before.has(commit), asOf, filter, stopped };
    const cache =
      values.cache === undefined
        ? join(history.log.gitFolder(), "caregate", "history.json")
        : resolve(io.cwd, values.cache);
    const report = values.verdicts
      ? await verdictReport(asked, { at: at ?? "commits", today, cache })
      : await policyReport(asked);
    done();
    const { output } = values;
    const text = textOf(report, format, io, root, io.color && output === undefined);
    if (output === undefined) io.write(text);
    else writeWhole(resolve(io.cwd, output), text);
    return report.partial ? exitCodes.input : exitCodes.pass;
  },
};
