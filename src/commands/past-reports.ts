import { join } from "node:path";
import type { History } from "../documents/git.ts";
import { type Filter, filterEntries, filterLives, filterLoosenings, filterWaivers } from "../history/filter.ts";
import type { Life } from "../history/lives.ts";
import { looseningsOf } from "../history/loosenings.ts";
import { notesOf } from "../history/notes.ts";
import type { TimelineReport, VerdictReport } from "../history/report.ts";
import { waiverLives } from "../history/waivers.ts";
import { holdsPacks, packsAt } from "./own-packs.ts";
import { loadPacks } from "./packs.ts";
import type { Past } from "./past.ts";
import { tellPolicies } from "./policy-timeline.ts";
import { createProgress } from "./progress.ts";
import { rulesOf } from "./state.ts";
import { openVerdictCache } from "./verdict-cache.ts";
import { judgePast } from "./verdicts.ts";

/** What of the past is asked for. */
export interface Asked {
  readonly past: Past;
  readonly head: string;
  /** Whether a commit lies in the range. */
  readonly inRange: (commit: string) => boolean;
  readonly asOf: string;
  readonly filter: Filter;
  readonly stopped: () => boolean;
}

function notes({ past, asOf }: Asked): string[] {
  const commits = past.steps.map(({ commit }) => commit);
  return notesOf({ commits, limits: past.history.log.limits(), missing: past.missing, today: asOf });
}

/** What became of the policies. */
export async function policyReport(asked: Asked): Promise<TimelineReport> {
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
    notes: [...notes(asked), ...(stopped() ? ["stopped: what became of the policies is not told whole"] : [])],
    partial: partial || loosenings.some(({ days }) => days === null),
    entries: filterEntries(entries, filter),
    loosenings: filterLoosenings(loosenings, filter),
    waivers: filterWaivers(waiverLives(steps, asOf), filter),
  };
}

/** Where is judged. */
export const points = ["commits", "tags", "days"] as const;
type Points = (typeof points)[number];

/** The file in which what was judged is kept, unless another is named. */
export const cacheOf = ({ log }: History): string => join(log.gitFolder(), "caregate", "history.json");

/** The commits at which is judged: all, those with a tag, or the last of each day. */
function commitsAt({ past }: Asked, at: Points): ReadonlySet<string> | undefined {
  if (at === "commits") return undefined;
  if (at === "days") return new Set(new Map(past.steps.map(({ commit, day }) => [day, commit.commit])).values());
  const tagged = past.history.log.tags();
  return new Set(past.steps.map(({ commit }) => commit.commit).filter((commit) => tagged.has(commit)));
}

/** How the verdicts of the past are judged. */
export interface VerdictOptions {
  readonly at: Points;
  readonly today: boolean;
  readonly cache: string;
}

/** What became of the verdicts. */
export async function verdictReport(asked: Asked, { at, today, cache: file }: VerdictOptions): Promise<VerdictReport> {
  const { past, head, inRange, asOf, filter, stopped } = asked;
  const { history } = past;
  const cache = openVerdictCache(file);
  const progress = createProgress("commits");
  const only = commitsAt(asked, at);
  const packs = await loadPacks();
  const tree = history.tree(head);
  const own = holdsPacks(tree);
  const judged = await judgePast(
    past,
    { builtIn: packs, own },
    {
      ...(only ? { only } : {}),
      ...(today ? { today: await rulesOf(tree, { asOf }, own ? await packsAt(tree) : packs) } : {}),
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
  const isOver = ({ ended }: Life): boolean =>
    ended !== null && (ended.commit ? !inRange(ended.commit.commit) : ended.day <= start);
  const wanted = (all: readonly Life[]): Life[] => filterLives(all, filter).filter((life) => !isOver(life));
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
    waivers: filterWaivers(waiverLives(judged.waivers, judged.lastDay), filter),
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
export function interruption(): { stopped: () => boolean; done: () => void } {
  let asked = false;
  const stop = (): void => void (asked = true);
  process.once("SIGINT", stop);
  return { stopped: () => asked, done: () => void process.removeListener("SIGINT", stop) };
}
