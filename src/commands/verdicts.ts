import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { History } from "../documents/git.ts";
import type { ListedFile } from "../documents/listed-tree.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import type { Document } from "../model/document.ts";
import { at, compareText, isObject } from "../model/json.ts";
import { type Subject, binds, isUnmet, judge, outcomeOn } from "../evaluate/judge.ts";
import { type EvidenceStore, createEvidenceStore, usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import { waiverChanges } from "../change/settings.ts";
import { type Cause, type Life, type Lives, type Open, createLives } from "../history/lives.ts";
import { marksOf } from "../history/marks.ts";
import { type Moment, shortOf } from "../history/moment.ts";
import { turnsBetween } from "../history/turns.ts";
import type { WaiverStep } from "../history/waivers.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import type { Packs } from "../policy/packs.ts";
import { readWaiver, sortWaivers } from "../policy/waivers.ts";
import { validate } from "../schema/validate.ts";
import { type Past, type Step, filesBelow, treeOf } from "./past.ts";
import { MANIFEST, type Rules, filesOf, rulesOf, withoutWaivers } from "./state.ts";
import type { FileOutline, Judgement, VerdictCache } from "./verdict-cache.ts";

/** What became of the verdicts on all deployments. */
export interface VerdictHistory {
  readonly lives: readonly Life[];
  /** The same violations by the rules of today, where that was asked. */
  readonly byToday: readonly Life[] | null;
  readonly waivers: readonly WaiverStep[];
  /** What could not be read or judged, and since when. */
  readonly problems: readonly string[];
  readonly deployments: number;
  /** Whether someone stopped it. */
  readonly partial: boolean;
  /** The day up to which it is told. */
  readonly lastDay: string;
}

export interface VerdictSettings {
  /** The commits at which is judged; all unless told. */
  readonly only?: ReadonlySet<string>;
  /** The rules of today, where their word is wanted too. */
  readonly today?: Rules;
  /** The last day. */
  readonly until: string;
  readonly cache: VerdictCache;
  /** Keeps what the cache holds for another run. */
  readonly keep: () => void;
  readonly tell: (done: number, all: number) => void;
  /** Whether someone wants it to end; asked often. */
  readonly stopped: () => boolean;
}

/** A deployment at one time, and the files that it consists of. */
interface Deployment {
  /** Its name; with its file where that name is taken. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly index: number;
  readonly production: boolean;
  /** Names what it consists of. */
  readonly documents: string;
  readonly parts: readonly ListedFile[];
}

/** The time in which a deployment and what judges it stay as they are. */
interface Span {
  readonly deployment: Deployment;
  readonly rules: Rules;
  readonly policies: string;
  readonly dossier: Dossier;
  readonly from: string;
}

/** The documents of a deployment, read when they are first needed. */
interface Dossier {
  readonly documents: string;
  subject(rules: Rules, asOf: string): Promise<Subject>;
}

const hash = (...parts: readonly string[]): string => createHash("sha256").update(parts.join("\0")).digest("hex");

function dossierOf(tree: Tree, { file, index, documents }: Deployment): Dossier {
  const { documents: found } = loadFile(tree, file, { kind: MANIFEST });
  const manifest = found.find((one) => one.index === index);
  if (!manifest) throw new Error(`${file} no longer holds what it held`);
  let store: { readonly keys: string; readonly evidence: EvidenceStore } | undefined;
  return {
    documents,
    async subject({ governance, ruleSet: { config } }, asOf) {
      const keys = JSON.stringify(governance.keys);
      if (store?.keys !== keys) store = { keys, evidence: createEvidenceStore(tree, { keys: governance.keys }) };
      const { references } = await store.evidence.resolve(manifest, asOf);
      const context = buildContext({ manifest, config, references, evidence: usable(references), asOf });
      return { manifest, context, references };
    },
  };
}

const waiversOn = ({ governance, ruleSet }: Rules, asOf: string) =>
  sortWaivers(governance.waivers.map(readWaiver), ruleSet.rules, asOf).active;

/** What is open on a day, as `check` has it. */
async function openOn({ dossier, rules }: Span, asOf: string, intern: (open: Open) => Open): Promise<Open[]> {
  const subject = await dossier.subject(rules, asOf);
  const { ruleSet } = rules;
  const settings = { failOn: ruleSet.failOn, asOf, waivers: waiversOn(rules, asOf), explainAll: false };
  return ruleSet.rules.flatMap((rule) => {
    const { finding } = judge(rule, subject, settings);
    const { outcome, gates, waiver, fingerprint, message } = finding;
    if (!isUnmet(outcome)) return [];
    const { id, title, severity } = rule;
    const told = { rule: id, title, severity, outcome: outcome as Open["outcome"], gates, message, fingerprint };
    return [intern({ ...told, waiver: waiver?.id ?? null })];
  });
}

/** How it stands on a day, in short: enough to see whether anything turns, for less than judging in full. */
function glance({ rules, deployment }: Span, { context }: Subject, asOf: string): string {
  const { ruleSet } = rules;
  const waived = new Set(
    waiversOn(rules, asOf).flatMap((waiver) => (waiver.deployment === deployment.name ? [waiver.rule] : [])),
  );
  return ruleSet.rules
    .map((rule) => {
      const outcome = outcomeOn(rule, context.data);
      return isUnmet(outcome)
        ? `${outcome[0]}${binds(rule, context.data, { failOn: ruleSet.failOn, asOf }) ? 1 : 0}${waived.has(rule.id) ? 1 : 0}`
        : "-";
    })
    .join("");
}

/** Days on which what a span reads may turn: those its documents and its waivers name. */
function marksIn({ rules }: Span, { references, context }: Subject): string[] {
  const refused = references.flatMap(({ state }) =>
    state.is === "refused" && state.shown ? [state.shown.document.value] : [],
  );
  const waivers = rules.governance.waivers.map(readWaiver).flatMap(({ from, until }) => [from, until]);
  return marksOf([context.data, ...refused, waivers]);
}

/** Judges spans, each state once. */
function createJudging({ judgements, intern }: VerdictCache) {
  const keyOf = ({ deployment, policies }: Span): string => hash(deployment.documents, policies);

  async function fresh(span: Span): Promise<Judgement> {
    const open = await openOn(span, span.from, intern);
    return { from: span.from, through: span.from, turns: [{ day: span.from, open }] };
  }

  /** The judgement of a span on its first day. */
  async function begin(span: Span): Promise<readonly Open[]> {
    const key = keyOf(span);
    const known = judgements.get(key);
    const judgement = known && known.from <= span.from && span.from <= known.through ? known : await fresh(span);
    judgements.set(key, judgement);
    return judgement.turns.findLast(({ day }) => day <= span.from)?.open ?? [];
  }

  /** What turned within a span by the date alone, up to a day. */
  async function turns(span: Span, through: string): Promise<Judgement["turns"]> {
    const key = keyOf(span);
    let judgement = judgements.get(key);
    if (!judgement || judgement.from > span.from || judgement.through < span.from) judgement = await fresh(span);
    if (judgement.through < through) {
      const since = judgement.through;
      const { dossier, rules } = span;
      const first = await dossier.subject(rules, since);
      const looked = await turnsBetween(
        [since, through],
        glance(span, first, since),
        marksIn(span, first),
        async (day) => glance(span, await dossier.subject(rules, day), day),
        (a, b) => a === b,
      );
      const added = [];
      for (const { day } of looked) added.push({ day, open: await openOn(span, day, intern) });
      judgement = { from: judgement.from, through, turns: [...judgement.turns, ...added] };
    }
    judgements.set(key, judgement);
    return judgement.turns.filter(({ day }) => day > span.from && day <= through);
  }
  return { begin, turns };
}

type Judging = ReturnType<typeof createJudging>;

/** The deployments at one time. */
interface Settled {
  readonly deployments: ReadonlyMap<string, Deployment>;
  /** Files that hold deployments which cannot be read. */
  readonly unreadable: ReadonlySet<string>;
  readonly treeFor: (deployment: Deployment) => Tree;
}

/** Follows all deployments as one set of rules after the other judges them. */
function createFollower(judging: Judging, lives: Lives) {
  const spans = new Map<string, Span>();

  async function finish(span: Span, through: string): Promise<void> {
    const { id, file, production } = span.deployment;
    for (const { day, open } of await judging.turns(span, through))
      lives.judged(id, { file, production, open }, { day, commit: null, cause: "date" });
  }

  return {
    lives,
    /** Takes note of the deployments and of what judges them from a day on. */
    async settle(
      { deployments, unreadable, treeFor }: Settled,
      rules: Rules,
      policies: string,
      { day, commit }: Moment,
    ): Promise<void> {
      for (const [id, span] of spans) {
        if (deployments.has(id)) continue;
        await finish(span, day);
        lives.gone(id, unreadable.has(span.deployment.file) ? "unreadable" : "withdrawn", { day, commit });
        spans.delete(id);
      }
      for (const deployment of deployments.values()) {
        const { id, file, production, documents } = deployment;
        const old = spans.get(id);
        const same = old?.deployment.documents === documents;
        if (same && old.policies === policies) continue;
        if (old) await finish(old, day);
        const dossier = same ? old.dossier : lazily(() => dossierOf(treeFor(deployment), deployment), documents);
        const span: Span = { deployment, rules, policies, dossier, from: day };
        spans.set(id, span);
        const cause: Cause = !same ? "documents" : commit ? "policies" : "date";
        lives.judged(id, { file, production, open: await judging.begin(span) }, { day, commit, cause });
      }
    },
    async end(day: string): Promise<void> {
      for (const span of spans.values()) await finish(span, day);
    },
  };
}

function lazily(make: () => Dossier, documents: string): Dossier {
  let made: Dossier | undefined;
  return { documents, subject: (rules, asOf) => (made ??= make()).subject(rules, asOf) };
}

// What a commit holds

/** Reads what a file holds of deployments. */
async function outlineOf(tree: Tree, file: string): Promise<FileOutline> {
  const { documents, diagnostics } = loadFile(tree, file, { named: false, kind: MANIFEST });
  const problems = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const deployments = [];
  for (const document of documents) {
    if (document.kind !== MANIFEST) continue;
    const [wrong] = await validate(document);
    if (wrong) {
      problems.push(wrong.message);
      continue;
    }
    const entries = document.value["evidence"];
    const paths = (Array.isArray(entries) ? entries : []).flatMap((one) =>
      isObject(one) && typeof one["path"] === "string" ? [one["path"]] : [],
    );
    deployments.push({
      name: String(at(document.value, ["metadata", "name"])),
      index: document.index,
      production: at(document.value, ["spec", "stage"]) === "production",
      evidence: paths.map((path) => posix.join(posix.dirname(file), path)),
    });
  }
  return { deployments, problem: problems[0] ?? null };
}

const documentFile = /\.(?:yaml|yml|json)$/i;
const ignores = /(?:^|\/)\.(?:git|caregate)ignore$/;
const LINK = "120000";

/** Whether a commit changed something that may have to do with any deployment. */
const concerns = (files: ReadonlySet<string>, { path, now }: Step["commit"]["changes"][number]): boolean =>
  documentFile.test(path) ||
  ignores.test(path) ||
  path.includes(`${GOVERNANCE}/`) ||
  files.has(path) ||
  now?.mode === LINK;

/** Reads the deployments of commit after commit; what is as it was is not read again. */
function createReader(history: History, { outlines }: VerdictCache) {
  /** Where a path leads; links are followed. */
  function partsOf(tree: Tree, byPath: ReadonlyMap<string, ListedFile>, links: readonly ListedFile[], path: string) {
    if (links.length === 0) return [byPath.get(path) ?? []].flat();
    try {
      const target = tree.locate(path)?.path;
      return [byPath.get(target ?? path) ?? []].flat();
    } catch {
      return [];
    }
  }

  return async function read(folder: string, all: ReadonlyMap<string, ListedFile>, rules: Rules) {
    const files = filesBelow(all.values(), folder);
    const byPath = new Map(files.map((file) => [file.path, file]));
    const links = files.filter(({ mode }) => mode === LINK);
    const tree = treeOf(history, folder, files);
    const policies = { source: "commit", commit: null } as const;
    const { root } = tree;
    const found = filesOf({ tree, governing: tree, policies, targets: [root] }, rules.ruleSet).files;
    const keyOf = (file: string): string => `${byPath.get(file)?.oid ?? ""}\0${file}`;
    const fresh = found.filter((file) => links.length > 0 || !outlines.has(keyOf(file)));
    history.bring(fresh.flatMap((file) => byPath.get(file) ?? []));
    const deployments = new Map<string, Deployment>();
    const problems = new Map<string, string>();
    for (const file of found) {
      const known = byPath.has(file) ? outlines.get(keyOf(file)) : undefined;
      const outline = known ?? (await outlineOf(tree, file));
      if (byPath.get(file)?.mode !== LINK) outlines.set(keyOf(file), outline);
      if (outline.problem !== null) problems.set(file, outline.problem);
      for (const { name, index, production, evidence } of outline.deployments) {
        const parts = [file, ...evidence].flatMap((path) => partsOf(tree, byPath, links, path));
        const whole = [...parts, ...links];
        const documents = hash(file, String(index), ...whole.flatMap(({ path, oid }) => [path, oid]));
        const id = deployments.has(name) ? `${name} (${file})` : name;
        deployments.set(id, { id, name, file, index, production, documents, parts: whole });
      }
    }
    return { deployments, problems };
  };
}

/** Names the files that govern. */
function governingKey(files: Iterable<ListedFile>, folder: string): string {
  const own: string[] = [];
  for (const { path, oid } of files) {
    if (!path.startsWith(folder)) continue;
    const rest = path.slice(folder.length);
    if (rest.startsWith(`${GOVERNANCE}/`) || rest === ".caregateignore") own.push(rest, oid);
  }
  return hash(...own);
}

/** The days on which the policies that are on take effect. */
function effectiveDays({ ruleSet: { config }, governance }: Rules, packs: readonly Document[]): string[] {
  const chosen = config?.value["packs"];
  const on = packs.filter(
    ({ value }) => !Array.isArray(chosen) || chosen.includes(at(value, ["metadata", "id"]) ?? ""),
  );
  const days = [...on, ...governance.policies].map(({ value }) => String(at(value, ["metadata", "effective"])));
  return [...new Set(days)].toSorted(compareText);
}

/** The rules of a state, and the files that they were read from. */
interface Governing {
  readonly rules: Rules;
  /** Names what the rules are read from. */
  readonly key: string;
  /** The day as of which they were read. */
  readonly day: string;
  readonly tree: Tree;
}

/** Reads the rules of state after state; what is as it was is not read again. */
function createRulebook(history: History, packs: Packs) {
  let governing: Governing | undefined;
  return {
    /** The rules at a commit, with those before it where they are others. */
    async at({ folder, day }: Step, files: ReadonlyMap<string, ListedFile>) {
      const key = governingKey(files.values(), folder.after);
      if (governing?.key === key) return { rules: governing.rules };
      const own = filesBelow(files.values(), folder.after).filter(({ path }) => path.startsWith(GOVERNANCE));
      history.bring(own);
      const tree = treeOf(history, folder.after, own);
      const rules = await rulesOf(tree, { asOf: day }, packs);
      const before = governing?.rules ?? withoutWaivers(rules);
      governing = { rules, key, day, tree };
      return { rules, before };
    },
    /** The days up to one on which policies take effect, each with the rules from then on. */
    async *passing(through: string): AsyncIterable<{ readonly day: string; readonly rules: Rules }> {
      if (!governing) return;
      const { tree, key, day: since, rules: old } = governing;
      for (const day of effectiveDays(old, packs.documents)) {
        if (day <= since || day > through) continue;
        const rules = await rulesOf(tree, { asOf: day }, packs);
        governing = { rules, key, day, tree };
        yield { day, rules };
      }
    },
    /** Names the rules of a day: what they are read from, and the last day on which any of it took effect. */
    name(rules: Rules, day: string): string {
      const effective = effectiveDays(rules, packs.documents).findLast((one) => one <= day);
      return `${rules.ruleSet.digest} ${effective ?? ""}`;
    },
  };
}

/** After how many milliseconds what is judged is kept, so that little is lost when the program is killed. */
const SAVE_EVERY = 30_000;

const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Gathers what goes wrong, each thing when it begins. */
function createProblems() {
  const told: string[] = [];
  let current: ReadonlySet<string> = new Set();
  return {
    told,
    note({ commit, day }: Step, rules: Rules, unreadable: ReadonlyMap<string, string>): void {
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
export async function judgePast(past: Past, packs: Packs, settings: VerdictSettings): Promise<VerdictHistory> {
  const { history, steps } = past;
  const { only, today, until, cache, keep, tell, stopped } = settings;
  const judging = createJudging(cache);
  const then = createFollower(judging, createLives());
  const now = today && createFollower(judging, createLives());
  const read = createReader(history, cache);
  const rulebook = createRulebook(history, packs);
  const problems = createProblems();
  const waivers: WaiverStep[] = [];
  const named = new Set<string>();
  let current: Settled | undefined;

  async function passDays(through: string): Promise<void> {
    for await (const { day, rules } of rulebook.passing(through))
      if (current) await then.settle(current, rules, rulebook.name(rules, day), { day, commit: null });
  }

  async function look(step: Step, files: ReadonlyMap<string, ListedFile>): Promise<void> {
    const { commit, day, folder } = step;
    await passDays(day);
    const { rules, before } = await rulebook.at(step, files);
    if (before) waivers.push({ day, commit, waivers: waiverChanges(before, rules, day) });
    const { deployments, problems: unreadable } = await read(folder.after, files, rules);
    problems.note(step, rules, unreadable);
    for (const id of deployments.keys()) named.add(id);
    const treeFor = ({ parts }: Deployment): Tree => {
      history.bring(parts);
      return treeOf(history, folder.after, parts);
    };
    current = { deployments, unreadable: new Set(unreadable.keys()), treeFor };
    await then.settle(current, rules, rulebook.name(rules, day), { day, commit });
    if (today) await now?.settle(current, today, `today ${today.ruleSet.digest}`, { day, commit });
  }

  let held: ReadonlySet<string> = new Set();
  let [done, kept, settled] = [0, performance.now(), false];
  for (const { step, files } of past.states()) {
    if (stopped()) break;
    const { commit, folder } = step;
    if (folder.before !== folder.after || commit.changes.some((one) => concerns(held, one))) settled = false;
    if (!settled && (only === undefined || only.has(commit.commit))) {
      await pause();
      await look(step, files);
      settled = true;
      const parts = [...(current?.deployments.values() ?? [])].flatMap((one) => one.parts);
      held = new Set(parts.map(({ path }) => folder.after + path));
    }
    tell(++done, steps.length);
    if (performance.now() - kept > SAVE_EVERY) {
      keep();
      kept = performance.now();
    }
  }
  const partial = done < steps.length;
  const lastDay = partial ? (steps[done - 1]?.day ?? steps[0]?.day ?? until) : until;
  await passDays(lastDay);
  await then.end(lastDay);
  await now?.end(lastDay);
  return {
    lives: then.lives.all(),
    byToday: now ? now.lives.all() : null,
    waivers,
    problems: problems.told,
    deployments: named.size,
    partial,
    lastDay,
  };
}
