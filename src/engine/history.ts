import { join } from "node:path";
import type { GitRepository } from "../repository/git/repository.ts";
import {
  type HistoryFilter,
  filterEntries,
  filterViolations,
  filterLoosenings,
  filterWaivers,
} from "../history/filter.ts";
import type { ViolationRecord } from "../history/violation-timeline.ts";
import { looseningsOf } from "../history/loosenings.ts";
import { limitationsOf } from "../history/limitations.ts";
import type { PolicyHistoryReport, ViolationHistoryReport } from "../history/report.ts";
import { waiverRecords } from "../history/waiver-timeline.ts";
import { containsPacks, loadPacks, readPacksFromTree } from "../workspace/packs.ts";
import type { CommitHistory } from "../history/commits.ts";
import { readPolicyHistory } from "../history/policy-history.ts";
import { createProgress } from "../cli/progress.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { openReplayCache } from "../history/replay-cache.ts";
import { replayHistory } from "../history/violation-history.ts";

/** What of the past is asked for. */
export interface HistoryQuery {
  readonly past: CommitHistory;
  readonly head: string;
  /** Whether a commit lies in the range. */
  readonly inRange: (commit: string) => boolean;
  readonly asOf: string;
  readonly filter: HistoryFilter;
  readonly stopped: () => boolean;
}

function notes({ past, asOf }: HistoryQuery): string[] {
  const commits = past.steps.map(({ commit }) => commit);
  return limitationsOf({ commits, limits: past.history.log.limitations(), missing: past.missing, today: asOf });
}

/** What became of the policies. */
export async function policyHistory(asked: HistoryQuery): Promise<PolicyHistoryReport> {
  const { past, head, inRange, asOf, filter, stopped } = asked;
  const progress = createProgress("changes of policies");
  const { entries, partial, between } = await readPolicyHistory(past, inRange, { tell: progress.tell, stopped });
  const loosenings = await looseningsOf(entries, asOf, between, stopped);
  progress.clear();
  const steps = entries.map(({ day, commit, meaning }) => ({ day, commit, waivers: meaning?.waivers ?? [] }));
  return {
    kind: "policies",
    asOf,
    head,
    notes: [...notes(asked), ...(stopped() ? ["stopped: what became of the policies is not told whole"] : [])],
    partial: partial || loosenings.some(({ days }) => days === null),
    entries: filterEntries(entries, filter),
    loosenings: filterLoosenings(loosenings, filter),
    waivers: filterWaivers(waiverRecords(steps, asOf), filter),
  };
}

/** Where is judged. */
export const evaluationPoints = ["commits", "tags", "days"] as const;
type EvaluationPoints = (typeof evaluationPoints)[number];

/** The file in which what was judged is kept, unless another is named. */
export const cacheOf = ({ log }: GitRepository): string => join(log.gitFolder(), "caregate", "history.json");

/** The commits at which is judged: all, those with a tag, or the last of each day. */
function commitsAt({ past }: HistoryQuery, at: EvaluationPoints): ReadonlySet<string> | undefined {
  if (at === "commits") return undefined;
  if (at === "days") return new Set(new Map(past.steps.map(({ commit, day }) => [day, commit.commit])).values());
  const tagged = past.history.log.tags();
  return new Set(past.steps.map(({ commit }) => commit.commit).filter((commit) => tagged.has(commit)));
}

/** How the verdicts of the past are judged. */
export interface ReplayOptions {
  readonly at: EvaluationPoints;
  readonly today: boolean;
  readonly cache: string;
}

/** What became of the verdicts. */
export async function violationHistory(
  asked: HistoryQuery,
  { at, today, cache: file }: ReplayOptions,
): Promise<ViolationHistoryReport> {
  const { past, head, inRange, asOf, filter, stopped } = asked;
  const { history } = past;
  const cache = openReplayCache(file);
  const progress = createProgress("commits");
  const only = commitsAt(asked, at);
  const packs = await loadPacks();
  const tree = history.tree(head);
  const own = containsPacks(tree);
  const judged = await replayHistory(
    past,
    { builtIn: packs, own },
    {
      ...(only ? { only } : {}),
      ...(today
        ? { today: await loadPolicies(tree, { asOf }, { packs: own ? await readPacksFromTree(tree) : packs }) }
        : {}),
      until: asOf,
      cache,
      keep: () => void save(cache.save),
      tell: progress.tell,
      stopped,
    },
  );
  progress.clear();
  const saved = save(cache.save);
  const start = past.steps.findLast(({ commit }) => !inRange(commit.commit))?.day ?? "";
  const isOver = ({ ended }: ViolationRecord): boolean =>
    ended !== null && (ended.commit ? !inRange(ended.commit.commit) : ended.day <= start);
  const wanted = (all: readonly ViolationRecord[]): ViolationRecord[] =>
    filterViolations(all, filter).filter((life) => !isOver(life));
  const ofThen = own
    ? "those of `policies/` then"
    : `the packs built into this caregate (sha256:${packs.digest.slice(0, 12)})`;
  const asPacks = `rules of then are those of \`.caregate\` then, with ${ofThen}`;
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
    waivers: filterWaivers(waiverRecords(judged.waivers, judged.lastDay), filter),
  };
}

/** What is known is told, whether it can be kept or not. */
function save(write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`what was judged could not be kept: ${(error as Error).message}`];
  }
}

/** Whether someone asks the program to end: once to be told what is known so far, twice to be told nothing. */
export function watchInterrupts(): { stopped: () => boolean; done: () => void } {
  let asked = false;
  const stop = (): void => void (asked = true);
  process.once("SIGINT", stop);
  return { stopped: () => asked, done: () => void process.removeListener("SIGINT", stop) };
}
