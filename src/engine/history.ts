import { join, resolve } from "node:path";
import { type CommitHistory, readCommitHistory } from "../history/commits.ts";
import {
  type HistoryFilter,
  filterEntries,
  filterLoosenings,
  filterViolations,
  filterWaivers,
} from "../history/filter.ts";
import { type HistoryEnd, dayOf } from "../history/event-time.ts";
import { limitationsOf } from "../history/limitations.ts";
import { looseningsOf } from "../history/loosenings.ts";
import { withMergedAuthors } from "../history/merged-authors.ts";
import { readPolicyHistory } from "../history/policy-history.ts";
import { openReplayCache } from "../history/replay-cache.ts";
import type { PolicyHistoryReport, ViolationHistoryReport } from "../history/report.ts";
import { type ReplaySettings, type ViolationHistory, replayHistory } from "../history/violation-history.ts";
import { type CountedDays, type ViolationRecord, clipViolations } from "../history/violation-timeline.ts";
import { waiverRecords } from "../history/waiver-timeline.ts";
import type { Packs } from "../policy/packs.ts";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { existingDirectory, findRoot } from "../repository/root.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { UsageError } from "../util/errors.ts";
import { containsPacks, loadPacks, readPacksFromTree } from "../workspace/packs.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";

export type { HistoryFilter } from "../history/filter.ts";
export type { PolicyHistoryReport, ViolationHistoryReport } from "../history/report.ts";

/** The commits to evaluate: all, those with a tag, or the last one of each day. */
export type EvaluationPoints = "commits" | "tags" | "days";

export interface HistoryOptions extends EngineOptions {
  /** Also includes commits that are dated after `asOf`, as of that day (default: false). */
  readonly toHead?: boolean | undefined;
  /** `HEAD`, or `BASE..HEAD` for the commits that BASE does not have (default: the whole history of `HEAD`). */
  readonly range?: string | undefined;
  /** Default: everything is reported. */
  readonly filter?: HistoryFilter | undefined;
}

export interface ReplayOptions {
  /** Days to which violations are clipped, both included (default: all). */
  readonly period?: CountedDays | undefined;
  /** Default: `commits`. */
  readonly at?: EvaluationPoints | undefined;
  /** Also evaluates past commits with the policies at the end of the range. */
  readonly today?: boolean | undefined;
  /** File that keeps results for the next run (default: a file in the git directory). */
  readonly cache?: string | undefined;
}

/** A range of commits that has been read. Two reports of the same range can share it. */
export interface OpenHistory extends CheckedFiles {
  readonly past: CommitHistory;
  readonly head: string;
  readonly inRange: (commit: string) => boolean;
}

/** The commits that a range names. */
function resolveRange(repository: GitRepository, range: string): { head: string; base: string | undefined } {
  const [first = "", ...more] = range.split("..");
  if (more.length > 1 || more[0]?.startsWith("."))
    throw new UsageError(`\`${range}\` is not a range: write \`base..head\``);
  const commit = (revision: string): string => {
    const found = repository.commit(revision === "" ? "HEAD" : revision);
    if (found === undefined) throw new UsageError(`there is no commit \`${revision || "HEAD"}\` in the repository`);
    return found;
  };
  return more.length === 0
    ? { head: commit(first), base: undefined }
    : { head: commit(more[0] ?? ""), base: commit(first) };
}

/** Reads the commits up to a day. At least one is needed. */
function readUntil(repository: GitRepository, head: string, end: HistoryEnd): CommitHistory {
  const past = readCommitHistory(repository, head, end);
  const [first] = past.later;
  if (past.steps.length > 0 || !first) return past;
  throw new UsageError(
    `there is no commit on or before ${end.asOf}: the first is of ${dayOf(first) ?? "no valid date"}`,
  );
}

/** The last commit of a history that has one. */
const headOf = ({ steps }: CommitHistory): string => steps.at(-1)?.commit.commit ?? "";

/**
 * Reads the commits of a range.
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export function openHistory(options: HistoryOptions): OpenHistory {
  const { cwd, range = "HEAD" } = options;
  const root = findRoot(cwd);
  const repository = openGitRepository(root, { offline: true });
  if (!repository) throw new UsageError(`${explainMissingRepository(root)}: run \`caregate history\` inside one`);
  const { head, base } = resolveRange(repository, range);
  const past = readUntil(repository, head, options);
  const line = past.steps.map(({ commit }) => commit.commit);
  const before = base === undefined ? new Set<string>() : repository.log.ancestorsAmong(base, line);
  return {
    past,
    head: headOf(past),
    inRange: (commit) => !before.has(commit),
    ...describeFiles(openWorkingTree(root), options),
  };
}

const isStopped =
  ({ signal }: EngineOptions) =>
  (): boolean =>
    signal?.aborted === true;

function limitationNotes({ history, steps, missing, later }: CommitHistory, today: string): string[] {
  const commits = steps.map(({ commit }) => commit);
  return limitationsOf({ commits, later, limits: history.log.limitations(), missing, today });
}

/**
 * Lists each change of policies in a range with its effect.
 * @param opened the range, if it is open already
 * @returns a partial report when the signal stops it
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export async function policyHistory(options: HistoryOptions, opened?: OpenHistory): Promise<PolicyHistoryReport> {
  const { asOf, filter = {}, onProgress } = options;
  const { past, head, inRange } = opened ?? openHistory(options);
  const stopped = isStopped(options);
  const tell = (done: number, total: number): void => onProgress?.(done, total);
  const { entries, partial, between } = await readPolicyHistory(past, inRange, { tell, stopped });
  const loosenings = await looseningsOf(entries, asOf, between, stopped);
  const steps = entries.map(({ day, commit, meaning }) => ({ day, commit, waivers: meaning?.waivers ?? [] }));
  const ended = stopped() ? ["stopped: the policy history is incomplete"] : [];
  return {
    kind: "policies",
    asOf,
    head,
    notes: [...limitationNotes(past, asOf), ...ended],
    partial: partial || loosenings.some(({ days }) => days === null),
    entries: filterEntries(entries, filter),
    loosenings: filterLoosenings(loosenings, filter),
    waivers: filterWaivers(waiverRecords(steps, asOf), filter),
  };
}

const defaultCache = ({ log }: GitRepository): string => join(log.gitFolder(), "caregate", "history.json");

/** The commits to evaluate; undefined for all. */
function commitsAt({ history, steps }: CommitHistory, at: EvaluationPoints): ReadonlySet<string> | undefined {
  if (at === "commits") return undefined;
  if (at === "days") return new Set(new Map(steps.map(({ commit, day }) => [day, commit.commit])).values());
  const tagged = history.log.tags();
  return new Set(steps.map(({ commit }) => commit.commit).filter((commit) => tagged.has(commit)));
}

/** Runs a function that writes the cache. A failure becomes a note and does not affect the report. */
function tryToSave(write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`evaluation results could not be cached: ${(error as Error).message}`];
  }
}

function packsNote(own: boolean, packs: Packs): string {
  const packSource = own
    ? "their own `policies/`"
    : `the packs of the installed caregate (sha256:${packs.digest.slice(0, 12)})`;
  return `past commits are evaluated with their own \`.caregate\` and ${packSource}`;
}

/** Keeps the violations that are open in the range and match the filter. */
function violationsInRange(
  { past, inRange }: OpenHistory,
  filter: HistoryFilter,
): (records: readonly ViolationRecord[]) => ViolationRecord[] {
  const start = past.steps.findLast(({ commit }) => !inRange(commit.commit))?.day ?? "";
  const isOver = ({ ended }: ViolationRecord): boolean =>
    ended !== null && (ended.commit ? !inRange(ended.commit.commit) : ended.day <= start);
  return (records) => filterViolations(records, filter).filter((record) => !isOver(record));
}

/** Evaluates the commits of a range. Returns the results with notes about limitations. */
async function replay(
  { past, head }: OpenHistory,
  options: HistoryOptions,
  { at = "commits", today = false, cache: file = defaultCache(past.history) }: ReplayOptions,
): Promise<{ result: ViolationHistory; notes: string[] }> {
  const { cwd, asOf, onProgress } = options;
  const { history } = past;
  const cache = openReplayCache(resolve(cwd, file));
  const only = commitsAt(past, at);
  const packs = await loadPacks();
  const tree = history.tree(head);
  const own = containsPacks(tree);
  const packsAtHead = own ? await readPacksFromTree(tree) : packs;
  const current = today ? await loadPolicies(tree, { asOf }, { packs: packsAtHead }) : undefined;
  const settings: ReplaySettings = {
    ...(only ? { only } : {}),
    ...(current ? { today: current } : {}),
    until: asOf,
    cache,
    keep: () => void tryToSave(cache.save),
    tell: (done, total) => onProgress?.(done, total),
    stopped: isStopped(options),
  };
  const result = await replayHistory(past, { builtIn: packs, own }, settings);
  const offLine = only && at === "tags" ? history.log.tags().size - only.size : 0;
  const notes = [
    packsNote(own, packs),
    ...(offLine > 0 ? [`${offLine} tagged commits are not on the first-parent line and are not evaluated`] : []),
    ...result.problems,
    ...tryToSave(cache.save),
  ];
  return { result, notes };
}

/**
 * Lists the violations in a range: start, end, and how each ended.
 *
 * @param opened the range, if it is open already
 *
 * @returns a partial report when the signal stops it
 *
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export async function violationHistory(
  options: HistoryOptions & ReplayOptions,
  opened: OpenHistory = openHistory(options),
): Promise<ViolationHistoryReport> {
  const { asOf, filter = {} } = options;
  const { period = { from: null, to: null } } = options;
  const { result, notes } = await replay(opened, options, options);
  const { lastDay, partial, deployments, lives, byToday, waivers } = result;
  const inRange = violationsInRange(opened, filter);
  const { log } = opened.past.history;
  const select = (records: readonly ViolationRecord[]): ViolationRecord[] =>
    withMergedAuthors(clipViolations(inRange(records), period, lastDay), log);
  return {
    kind: "verdicts",
    period,
    asOf: lastDay,
    head: opened.head,
    notes: [...limitationNotes(opened.past, asOf), ...notes],
    partial,
    deployments,
    lives: select(lives),
    byToday: byToday && select(byToday),
    waivers: filterWaivers(waiverRecords(waivers, lastDay), filter),
  };
}

export interface RepositoryHistoryOptions extends EngineOptions {
  /** Last commit of the history (default: `HEAD`). */
  readonly ref?: string | undefined;
  /** Also includes commits that are dated after `asOf`, as of that day (default: false). */
  readonly toHead?: boolean | undefined;
}

/** The history for the report of a check, or the reason why there is none. */
export type RepositoryHistory =
  | { readonly policies: PolicyHistoryReport; readonly violations: ViolationHistoryReport }
  | { readonly missing: string };

/**
 * Reads the history of policies and violations of a checked repository.
 * @param options `cwd` is the root of the repository
 */
export async function repositoryHistory(options: RepositoryHistoryOptions): Promise<RepositoryHistory> {
  const { cwd: root, ref, asOf, toHead } = options;
  if (existingDirectory(root) !== root) return { missing: "the checked folder no longer exists" };
  const repository = openGitRepository(root, { offline: true });
  if (!repository) return { missing: explainMissingRepository(root).replaceAll(root, "the checked folder") };
  const last = repository.commit(ref ?? "HEAD");
  if (last === undefined) return { missing: "the repository has no commit yet" };
  const past = readCommitHistory(repository, last, { asOf, toHead });
  if (past.steps.length === 0) return { missing: `the repository has no commit on or before ${asOf}` };
  const head = headOf(past);
  const opened: OpenHistory = { past, head, inRange: () => true, ...describeFiles(openWorkingTree(root), options) };
  const policies = await policyHistory(options, opened);
  const violations = await violationHistory(options, opened);
  const until = `history up to commit ${head.slice(0, 10)}: uncommitted changes are not included`;
  const notes = ref === undefined ? [until, ...policies.notes] : policies.notes;
  return { policies: { ...policies, notes }, violations };
}
