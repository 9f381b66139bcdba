import type { GitRepository } from "../repository/git/repository.ts";
import { createCachingLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { getAt, compareCodeUnits } from "../util/json.ts";
import { lazy } from "../util/memoize.ts";
import { waiverChanges } from "../diff/config-changes.ts";
import {
  type Cause,
  type ViolationRecord,
  type ViolationTimeline,
  createViolationTimeline,
} from "./violation-timeline.ts";
import { type EventTime, shortOf } from "./event-time.ts";
import type { WaiverStep } from "./waiver-timeline.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { readConfig } from "../policy/config.ts";
import type { Packs } from "../policy/packs.ts";
import {
  type StartedPeriod,
  type Replayer,
  type PolicyVersion,
  createReplayer,
  createLazyInput,
  createPolicyVersion,
} from "./replay.ts";
import { PACKS_DIR, readPacksFromTree } from "../workspace/packs.ts";
import { type CommitHistory, type CommitStep, filesBelow, treeOf } from "./commits.ts";
import { type DeploymentAtCommit, mayAffectDeployments, createDeploymentReader } from "./deployments-at.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import { type LoadedPolicies, loadPolicies, withoutWaivers } from "../workspace/policies.ts";
import type { PeriodResult, ReplayCache } from "./replay-cache.ts";
import type { TreeEntry } from "../repository/git/types.ts";

/** What became of the verdicts on all deployments. */
export interface ViolationHistory {
  readonly lives: readonly ViolationRecord[];
  /** The same violations by the rules of today, where that was asked. */
  readonly byToday: readonly ViolationRecord[] | null;
  readonly waivers: readonly WaiverStep[];
  /** What could not be read or judged, and since when. */
  readonly problems: readonly string[];
  readonly deployments: number;
  /** Whether someone stopped it. */
  readonly partial: boolean;
  /** The day up to which it is told. */
  readonly lastDay: string;
}

export interface ReplaySettings {
  /** The commits at which is judged; all unless told. */
  readonly only?: ReadonlySet<string>;
  /** The rules of today, where their word is wanted too. */
  readonly today?: LoadedPolicies;
  /** The last day. */
  readonly until: string;
  readonly cache: ReplayCache;
  /** Keeps what the cache holds for another run. */
  readonly keep: () => void;
  readonly tell: (done: number, all: number) => void;
  /** Whether someone wants it to end; asked often. */
  readonly stopped: () => boolean;
}

/** The deployments at one time. */
interface DeploymentSet {
  readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
  /** Files that hold deployments which cannot be read. */
  readonly unreadable: ReadonlySet<string>;
  readonly treeFor: (deployment: DeploymentAtCommit) => Tree;
}

type Turns = PeriodResult["turns"];

/** Follows all deployments as one set of rules after the other judges them. */
function createTracker(judging: Replayer, lives: ViolationTimeline) {
  const spans = new Map<string, StartedPeriod>();

  function tellTurns(id: string, { deployment: { file, production } }: StartedPeriod, turns: Turns): void {
    for (const { day, open } of turns)
      lives.judged(id, { file, production, open }, { day, commit: null, cause: "date" });
  }

  const finish = async (id: string, span: StartedPeriod, through: string): Promise<void> =>
    tellTurns(id, span, await judging.turns(span, through));

  return {
    lives,
    /** Takes note of the deployments and of what judges them from a day on. */
    async settle(
      { deployments, unreadable, treeFor }: DeploymentSet,
      regime: PolicyVersion,
      { day, commit }: EventTime,
    ): Promise<void> {
      for (const [id, span] of spans) {
        if (deployments.has(id)) continue;
        await finish(id, span, day);
        lives.gone(id, unreadable.has(span.deployment.file) ? "unreadable" : "withdrawn", { day, commit });
        spans.delete(id);
      }
      for (const [id, deployment] of deployments) {
        const old = spans.get(id);
        const same = old?.deployment.documents === deployment.documents;
        if (same && old.regime.name === regime.name) continue;
        if (old) await finish(id, old, day);
        const dossier = same ? old.dossier : createLazyInput(deployment, treeFor);
        const span = await judging.begin({ deployment, regime, dossier, from: day });
        spans.set(id, span);
        const cause: Cause = !same ? "documents" : commit ? "policies" : "date";
        const { file, production } = deployment;
        lives.judged(id, { file, production, open: span.open }, { day, commit, cause });
      }
    },
    /** What has to be told of the time up to the last day, or undefined where someone stops it. */
    async end(day: string, stopped: () => boolean): Promise<(() => void) | undefined> {
      const turned: [id: string, span: StartedPeriod, turns: Turns][] = [];
      for (const [id, span] of spans) {
        await yieldToEventLoop();
        if (stopped()) return undefined;
        turned.push([id, span, await judging.turns(span, day)]);
      }
      return () => turned.forEach((one) => tellTurns(...one));
    },
  };
}

/** Whether a file governs, by its path from the top. */
function affectsRules(path: string, folder: string, ownPacks: boolean): boolean {
  if (!path.startsWith(folder)) return false;
  const rest = path.slice(folder.length);
  return (ownPacks && rest.startsWith(PACKS_DIR)) || rest.startsWith(`${CAREGATE_DIR}/`) || rest === ".caregateignore";
}

/** Names the files that govern. */
function governingKey(files: Iterable<TreeEntry>, folder: string, ownPacks: boolean): string {
  const own: string[] = [];
  for (const { path, oid } of files) if (affectsRules(path, folder, ownPacks)) own.push(path.slice(folder.length), oid);
  return own.join("\0");
}

/** The days on which the policies that are on take effect. */
function effectiveDates({ ruleSet: { config }, governance }: LoadedPolicies, packs: readonly Document[]): string[] {
  const chosen = readConfig(config).packs;
  const on = packs.filter(({ value }) => !chosen || chosen.includes(String(getAt(value, ["metadata", "id"]))));
  const days = [...on, ...governance.policies].map(({ value }) => String(getAt(value, ["metadata", "effective"])));
  return [...new Set(days)].toSorted(compareCodeUnits);
}

/** The packs that judged the past, as far as is known. */
export interface PackSource {
  readonly builtIn: Packs;
  /** Whether the repository holds its own, and each state of it is judged by those of then. */
  readonly own: boolean;
}

/** What judges at a state, and the files that it was read from. */
interface ActivePolicies {
  readonly regime: PolicyVersion;
  /** Names what the rules are read from. */
  readonly key: string;
  /** The day as of which they were read. */
  readonly day: string;
  readonly tree: Tree;
  readonly packs: Packs;
}

/** Reads the rules of state after state; what is as it was is not read again. */
function createPolicyTimeline(history: GitRepository, { builtIn, own: ownPacks }: PackSource) {
  let governing: ActivePolicies | undefined;
  const load = createCachingLoader();

  /** The rules are named by what they are read from, and by the last day on which any of it took effect. */
  async function govern(tree: Tree, packs: Packs, key: string, day: string): Promise<PolicyVersion> {
    const rules = await loadPolicies(tree, { asOf: day }, { packs, load });
    const effective = effectiveDates(rules, packs.documents).findLast((one) => one <= day);
    const regime = createPolicyVersion(rules, `${rules.ruleSet.digest} ${effective ?? ""}`);
    governing = { regime, key, day, tree, packs };
    return regime;
  }

  return {
    /**
     * What judges at a commit, with the rules before it where they are others.
     * @param changed the paths of files that changed since this was last asked; undefined where anything may have
     */
    async at({ folder, day }: CommitStep, files: ReadonlyMap<string, TreeEntry>, changed?: ReadonlySet<string>) {
      const isSame = changed && ![...changed].some((path) => affectsRules(path, folder.after, ownPacks));
      if (governing && isSame) return { regime: governing.regime };
      const key = governingKey(files.values(), folder.after, ownPacks);
      if (governing?.key === key) return { regime: governing.regime };
      const own = filesBelow(files.values(), folder.after).filter(
        ({ path }) => path.startsWith(CAREGATE_DIR) || (ownPacks && path.startsWith(PACKS_DIR)),
      );
      history.prefetchBlobs(own);
      const before = governing?.regime.rules;
      const tree = treeOf(history, folder.after, own);
      const regime = await govern(tree, ownPacks ? await readPacksFromTree(tree) : builtIn, key, day);
      return { regime, before: before ?? withoutWaivers(regime.rules) };
    },
    /** The days up to one on which policies take effect, each with what judges from then on. */
    async *passing(through: string): AsyncIterable<{ readonly day: string; readonly regime: PolicyVersion }> {
      if (!governing) return;
      const { tree, key, day: since, regime, packs } = governing;
      for (const day of effectiveDates(regime.rules, packs.documents))
        if (day > since && day <= through) yield { day, regime: await govern(tree, packs, key, day) };
    },
  };
}

/** After how many milliseconds what is judged is kept, so that little is lost when the program is killed. */
const SAVE_EVERY = 30_000;

/** Gathers what goes wrong, each thing when it begins. */
function createProblems() {
  const told: string[] = [];
  let current: ReadonlySet<string> = new Set();
  return {
    told,
    note({ commit, day }: CommitStep, rules: LoadedPolicies, unreadable: ReadonlyMap<string, string>): void {
      const errors = rules.ruleSet.diagnostics.filter(({ severity }) => severity === "error");
      const all = new Set([
        ...errors.map(({ file, message }) => `policies: ${file}: ${message}`),
        ...[...unreadable].map(([file, message]) => `not judged: ${file}: ${message}`),
      ]);
      for (const one of all) if (!current.has(one)) told.push(`${day} ${shortOf(commit)}: ${one}`);
      current = all;
    },
  };
}

/** Judges every deployment at every commit by the rules of then, and on demand by those of today. */
export async function replayHistory(
  past: CommitHistory,
  packs: PackSource,
  settings: ReplaySettings,
): Promise<ViolationHistory> {
  const { history, steps } = past;
  const { only, today, until, cache, keep, tell, stopped } = settings;
  const judging = createReplayer(cache);
  const then = createTracker(judging, createViolationTimeline());
  const now = today && {
    follower: createTracker(judging, createViolationTimeline()),
    regime: createPolicyVersion(today, `today ${today.ruleSet.digest}`),
  };
  const read = createDeploymentReader(history, cache);
  const rulebook = createPolicyTimeline(history, packs);
  const problems = createProblems();
  const waivers: WaiverStep[] = [];
  const named = new Set<string>();
  let current: DeploymentSet | undefined;
  /** The day up to which all is told. */
  let last = steps[0]?.day ?? until;
  let done = 0;

  async function passDays(through: string): Promise<void> {
    for await (const { day, regime } of rulebook.passing(through)) {
      if (done === steps.length && stopped()) return;
      if (current) await then.settle(current, regime, { day, commit: null });
      last = day;
    }
  }

  /** @param changed the paths of files that changed since the last look; undefined where anything may have */
  async function look(
    step: CommitStep,
    files: ReadonlyMap<string, TreeEntry>,
    changed?: ReadonlySet<string>,
  ): Promise<void> {
    const { commit, day, folder } = step;
    await passDays(day);
    last = day;
    const { regime, before } = await rulebook.at(step, files, changed);
    const { rules } = regime;
    if (before) waivers.push({ day, commit, waivers: waiverChanges(before, rules, day) });
    const { deployments, problems: unreadable } = await read(folder.after, files, rules, changed);
    problems.note(step, rules, unreadable);
    for (const id of deployments.keys()) named.add(id);
    const treeFor = ({ parts }: DeploymentAtCommit): Tree => {
      history.prefetchBlobs(parts);
      return treeOf(history, folder.after, parts);
    };
    current = { deployments, unreadable: new Set(unreadable.keys()), treeFor };
    await then.settle(current, regime, { day, commit });
    await now?.follower.settle(current, now.regime, { day, commit });
  }

  let held: () => ReadonlySet<string> = () => new Set();
  let changed: Set<string> | undefined;
  let [kept, settled] = [performance.now(), false];
  for (const { step, files } of past.states()) {
    if (stopped()) break;
    const { commit, folder } = step;
    if (folder.before !== folder.after) changed = undefined;
    for (const { path } of commit.changes) changed?.add(path);
    if (folder.before !== folder.after || commit.changes.some((one) => mayAffectDeployments(held, one)))
      settled = false;
    if (!settled && (only === undefined || only.has(commit.commit))) {
      await yieldToEventLoop();
      await look(step, files, changed);
      [settled, changed] = [true, new Set()];
      const deployments = current?.deployments;
      held = lazy(() => {
        const parts = [...(deployments?.values() ?? [])].flatMap((one) => one.parts);
        return new Set(parts.map(({ path }) => folder.after + path));
      });
    }
    tell(++done, steps.length);
    if (performance.now() - kept > SAVE_EVERY) {
      keep();
      kept = performance.now();
    }
  }
  if (done === steps.length) await passDays(until);
  const ends = [];
  for (const follower of [then, ...(now ? [now.follower] : [])]) ends.push(await follower.end(until, stopped));
  const partial = done < steps.length || ends.includes(undefined);
  if (!partial) for (const tellTurned of ends) tellTurned?.();
  return {
    lives: then.lives.all(),
    byToday: now ? now.follower.lives.all() : null,
    waivers,
    problems: [
      ...problems.told,
      ...(partial ? [`stopped: told up to ${last}; what turned by the date alone may be missing`] : []),
    ],
    deployments: named.size,
    partial,
    lastDay: partial ? last : until,
  };
}
