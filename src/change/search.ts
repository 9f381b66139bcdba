import type { Json } from "../model/json.ts";
import type { Type } from "../logic/types.ts";
import { type Settings, binds, isUnmet, outcomeOn } from "../evaluate/judge.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { type Ground, aroundBoundaries, brought } from "./boundaries.ts";
import { type Edit, editsBetween } from "./edit.ts";
import { novelIn } from "./shape.ts";
import { leastOf } from "./values.ts";
import {
  type Effect,
  type Judgement,
  type Origin,
  type Specimen,
  type Version,
  type Witness,
  fewestEdits,
  witnessOf,
} from "./witness.ts";

/** How two versions of a rule can differ on a document. */
const differences = ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"] as const;
export type Difference = (typeof differences)[number];

const shuts = (effect: Effect): boolean => effect === "fail" || effect === "unknown";
const applies = (effect: Effect): boolean => effect !== "none" && effect !== "not-applicable";

const tests: Readonly<Record<Difference, (before: Effect, after: Effect) => boolean>> = {
  loosened: (before, after) => shuts(before) && !shuts(after),
  tightened: (before, after) => !shuts(before) && shuts(after),
  narrowed: (before, after) => applies(before) && !applies(after),
  widened: (before, after) => !applies(before) && applies(after),
  settled: (before, after) => before === "unknown" && after === "fail",
  unsettled: (before, after) => before === "fail" && after === "unknown",
};

/** By difference, the most readable witness first; another one where the open side comes out otherwise. */
export type Witnesses = Readonly<Partial<Record<Difference, readonly Witness[]>>>;

/** What was found of two versions of a rule. */
export interface Comparison {
  readonly witnesses: Witnesses;
  /** Whether something fails now that was let in, and is not merely what cannot be told. */
  readonly fails: boolean;
  /** On how many documents they were compared. */
  readonly tried: number;
}

/** Two versions of a rule. */
export interface Pair {
  readonly before: Version;
  readonly after: Version;
  /** The one difference sought, where only one is possible: enough of it ends the search. */
  readonly only?: Difference;
}

/** What two versions of a rule are tried on. */
export interface Trial {
  readonly specimens: readonly Specimen[];
  /** The type of the rule context. */
  readonly context: Type;
  /** How many documents are made at most. */
  readonly most: number;
}

/** The outcome of a rule, whether it binds or not. */
export function byOutcome(rule: Rule | undefined): Version {
  return { rule, judge: rule ? (data) => outcomeOn(rule, data) : () => "none" };
}

/** What a rule does to the gate. */
export function byGate(rule: Rule, settings: Pick<Settings, "failOn" | "asOf">): Version {
  const judge: Judgement = (data) => {
    const outcome = outcomeOn(rule, data);
    return isUnmet(outcome) && !binds(rule, data, settings) ? "advisory" : outcome;
  };
  return { rule, judge };
}

/** Documents made from one specimen around the boundaries of one version. */
const MOST_OF_ONE = 400;
/** Documents kept of one sort, of which the most readable is shown. */
const MOST_KEPT = 40;

/** A specimen changed around the boundaries of a rule's conditions, each while the other does not decide. */
function* variantsOf({ appliesWhen, require }: Rule, ground: Ground): Generator<Json> {
  const moved = ({ node }: CompiledCondition, wanted: boolean): Ground => ({
    ...ground,
    data: brought(node, wanted, ground) ?? ground.data,
  });
  const asked = function* (): Generator<Json> {
    yield* aroundBoundaries(require.node, appliesWhen ? moved(appliesWhen, true) : ground);
  };
  // What differs between the versions comes first.
  const first = ground.novel.has(require.node);
  if (first) yield* asked();
  if (appliesWhen)
    for (const wanted of [false, true]) yield* aroundBoundaries(appliesWhen.node, moved(require, wanted));
  if (!first) yield* asked();
}

/** A document, and what it was made from. */
interface Made {
  readonly from: Specimen;
  readonly data: Json;
}

/** The specimens as they are, then what is made from some of them. */
function* documents({ before, after }: Pair, { specimens, context, most }: Trial): Generator<Made> {
  for (const from of specimens) yield { from, data: from.data };
  const least: Specimen = { origin: { kind: "least" }, data: leastOf(context) };
  const unlike = (kind: Origin["kind"]): Specimen[] =>
    firstOfEach(
      specimens.filter(({ origin }) => origin.kind === kind),
      ({ data }) => `${before.judge(data)} ${after.judge(data)}`,
    );
  const versions = [before.rule, after.rule].filter((rule) => rule !== undefined);
  const novel = novelIn(versions);
  let left = most;
  // What would be made from specimens that come out alike is much the same.
  for (const from of [...unlike("test"), least, ...unlike("deployment")]) {
    for (const rule of versions) {
      let ofThis = MOST_OF_ONE;
      for (const data of variantsOf(rule, { data: from.data, type: context, novel })) {
        if (--left < 0) return;
        if (--ofThis < 0) break;
        yield { from, data };
      }
    }
  }
}

/** The first of each sort. */
function firstOfEach<T>(all: readonly T[], sortOf: (one: T) => unknown): T[] {
  const first = new Map<unknown, T>();
  for (const one of all) if (!first.has(sortOf(one))) first.set(sortOf(one), one);
  return [...first.values()];
}

/** A document on which two versions differ. */
interface Found extends Made {
  readonly difference: Difference;
  readonly before: Effect;
  readonly after: Effect;
}

/** Compares two versions of a rule on specimens and on documents made from them around its boundaries. */
export function compareOn(pair: Pair, trial: Trial): Comparison {
  const found = new Map<string, Found[]>();
  let tried = 0;
  for (const made of documents(pair, trial)) {
    tried += 1;
    const [before, after] = [pair.before.judge(made.data), pair.after.judge(made.data)];
    if (before === after) continue;
    for (const difference of differences) {
      if (!tests[difference](before, after)) continue;
      const sort = `${difference} ${before} ${after}`;
      const kept = found.get(sort) ?? found.set(sort, []).get(sort);
      if (kept && kept.length < MOST_KEPT) kept.push({ ...made, difference, before, after });
    }
    if (pair.only && enough([...found.values()].flat(), pair.only)) break;
  }
  const all = [...found.values()].flat();
  const witnesses: Partial<Record<Difference, Witness[]>> = {};
  for (const difference of differences) {
    const best = mostReadable(
      all.filter((one) => one.difference === difference),
      pair,
    );
    if (best.length > 0) witnesses[difference] = best;
  }
  const fails = all.some(({ difference, after }) => difference === "tightened" && after === "fail");
  return { witnesses, fails, tried };
}

/** Whether one of some documents needs no change, or so many are known that a better one is not to be expected. */
function enough(all: readonly Found[], sought: Difference): boolean {
  const some = all.filter(({ difference }) => difference === sought);
  return some.length >= MOST_KEPT || some.some(({ from, data }) => from.data === data);
}

/** Of documents that show the same difference, the one with the least to read; one for each way to come out open. */
function mostReadable(all: readonly Found[], { before, after }: Pair): Witness[] {
  const candidates = all
    .map((found): Candidate => {
      const holds = (data: Json): boolean => before.judge(data) === found.before && after.judge(data) === found.after;
      return { found, edits: fewestEdits(found.from.data, editsBetween(found.from.data, found.data), holds) };
    })
    .toSorted(byReading);
  return firstOfEach(candidates, ({ found }) => openSide(found)).map(({ found, edits }) =>
    witnessOf(found.from, edits, before, after),
  );
}

/** What sets two witnesses of one difference apart: whether the rule is met, or is not asked. */
function openSide({ difference, before, after }: Found): Effect | undefined {
  return difference === "loosened" ? after : difference === "tightened" ? before : undefined;
}

interface Candidate {
  readonly found: Found;
  readonly edits: readonly Edit[];
}

const origins: readonly Origin["kind"][] = ["deployment", "test", "least"];

/** What is violated and then let in says more than what could not be told. */
const vague = ({ before, after }: Found): number => Number(before === "unknown" || after === "unknown");

/** What stands as it is comes first, then what says more, then what is less to read. */
function byReading(a: Candidate, b: Candidate): number {
  return (
    Number(a.edits.length > 0) - Number(b.edits.length > 0) ||
    vague(a.found) - vague(b.found) ||
    a.edits.length - b.edits.length ||
    origins.indexOf(a.found.from.origin.kind) - origins.indexOf(b.found.from.origin.kind) ||
    length(a.edits) - length(b.edits)
  );
}

const length = (edits: readonly Edit[]): number => JSON.stringify(edits.map(({ to }) => to ?? null)).length;
