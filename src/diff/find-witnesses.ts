import type { Json } from "../util/json.ts";
import type { Type } from "../logic/types.ts";
import { isUnmet } from "../model/finding.ts";
import { isBlockingRule, evaluateOutcome } from "../evaluate/decision.ts";
import type { EvaluationSettings } from "../evaluate/input.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { type SearchPoint, boundaryCases, solveFor } from "./boundary-cases.ts";
import { type Edit, diffValues } from "./edits.ts";
import { changedExpressions } from "./expressions.ts";
import { minimalValue } from "./sample-values.ts";
import {
  type Effect,
  type EffectFunction,
  type WitnessOrigin,
  type SampleInput,
  type RuleVersion,
  type Witness,
  fewestEdits,
  witnessOf,
} from "./witness.ts";

/** How two versions of a rule can differ on a document. */
const differences = ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"] as const;
export type EffectDifference = (typeof differences)[number];

const shuts = (effect: Effect): boolean => effect === "fail" || effect === "unknown";
const applies = (effect: Effect): boolean => effect !== "none" && effect !== "not-applicable";

const tests: Readonly<Record<EffectDifference, (before: Effect, after: Effect) => boolean>> = {
  loosened: (before, after) => shuts(before) && !shuts(after),
  tightened: (before, after) => !shuts(before) && shuts(after),
  narrowed: (before, after) => applies(before) && !applies(after),
  widened: (before, after) => !applies(before) && applies(after),
  settled: (before, after) => before === "unknown" && after === "fail",
  unsettled: (before, after) => before === "fail" && after === "unknown",
};

/** By difference, the most readable witness first; another one where the open side comes out otherwise. */
export type Witnesses = Readonly<Partial<Record<EffectDifference, readonly Witness[]>>>;

/** What was found of two versions of a rule. */
export interface WitnessSearch {
  readonly witnesses: Witnesses;
  /** Whether something fails now that was let in, and is not merely what cannot be told. */
  readonly fails: boolean;
  /** On how many documents they were compared. */
  readonly tried: number;
}

/** Two versions of a rule. */
export interface RuleVersions {
  readonly before: RuleVersion;
  readonly after: RuleVersion;
  /** The one difference sought, where only one is possible: enough of it ends the search. */
  readonly only?: EffectDifference;
}

/** What two versions of a rule are tried on. */
export interface SearchInput {
  readonly specimens: readonly SampleInput[];
  /** The type of the rule context. */
  readonly context: Type;
  /** How many documents are made at most. */
  readonly most: number;
}

/** The outcome of a rule, whether it binds or not. */
export function byOutcome(rule: Rule | undefined): RuleVersion {
  return { rule, judge: rule ? (data) => evaluateOutcome(rule, data) : () => "none" };
}

/** What a rule does to the gate. */
export function byGate(rule: Rule, settings: Pick<EvaluationSettings, "failOn" | "asOf">): RuleVersion {
  const judge: EffectFunction = (data) => {
    const outcome = evaluateOutcome(rule, data);
    return isUnmet(outcome) && !isBlockingRule(rule, data, settings) ? "advisory" : outcome;
  };
  return { rule, judge };
}

/** Documents made from one specimen around the boundaries of one version. */
const MOST_OF_ONE = 400;
/** Documents kept of one sort, of which the most readable is shown. */
const MOST_KEPT = 40;

/** A specimen changed around the boundaries of a rule's conditions, each while the other does not decide. */
function* variantsOf({ appliesWhen, require }: Rule, ground: SearchPoint): Generator<Json> {
  const moved = ({ node }: CompiledCondition, wanted: boolean): SearchPoint => ({
    ...ground,
    data: solveFor(node, wanted, ground) ?? ground.data,
  });
  const asked = function* (): Generator<Json> {
    yield* boundaryCases(require.node, appliesWhen ? moved(appliesWhen, true) : ground);
  };
  // What differs between the versions comes first.
  const first = ground.novel.has(require.node);
  if (first) yield* asked();
  if (appliesWhen) for (const wanted of [false, true]) yield* boundaryCases(appliesWhen.node, moved(require, wanted));
  if (!first) yield* asked();
}

/** A document, and what it was made from. */
interface Made {
  readonly from: SampleInput;
  readonly data: Json;
}

/** The specimens as they are, then what is made from some of them. */
function* documents({ before, after }: RuleVersions, { specimens, context, most }: SearchInput): Generator<Made> {
  for (const from of specimens) yield { from, data: from.data };
  const least: SampleInput = { origin: { kind: "least" }, data: minimalValue(context) };
  const unlike = (kind: WitnessOrigin["kind"]): SampleInput[] =>
    firstOfEach(
      specimens.filter(({ origin }) => origin.kind === kind),
      ({ data }) => `${before.judge(data)} ${after.judge(data)}`,
    );
  const versions = [before.rule, after.rule].filter((rule) => rule !== undefined);
  const novel = changedExpressions(versions);
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
interface FoundWitness extends Made {
  readonly difference: EffectDifference;
  readonly before: Effect;
  readonly after: Effect;
}

/** Compares two versions of a rule on specimens and on documents made from them around its boundaries. */
export function findWitnesses(pair: RuleVersions, trial: SearchInput): WitnessSearch {
  const found = new Map<string, FoundWitness[]>();
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
  const witnesses: Partial<Record<EffectDifference, Witness[]>> = {};
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
function enough(all: readonly FoundWitness[], sought: EffectDifference): boolean {
  const some = all.filter(({ difference }) => difference === sought);
  return some.length >= MOST_KEPT || some.some(({ from, data }) => from.data === data);
}

/** Of documents that show the same difference, the one with the least to read; one for each way to come out open. */
function mostReadable(all: readonly FoundWitness[], { before, after }: RuleVersions): Witness[] {
  const candidates = all
    .map((found): WitnessCandidate => {
      const holds = (data: Json): boolean => before.judge(data) === found.before && after.judge(data) === found.after;
      return { found, edits: fewestEdits(found.from.data, diffValues(found.from.data, found.data), holds) };
    })
    .toSorted(byReading);
  return firstOfEach(candidates, ({ found }) => openSide(found)).map(({ found, edits }) =>
    witnessOf(found.from, edits, before, after),
  );
}

/** What sets two witnesses of one difference apart: whether the rule is met, or is not asked. */
function openSide({ difference, before, after }: FoundWitness): Effect | undefined {
  return difference === "loosened" ? after : difference === "tightened" ? before : undefined;
}

interface WitnessCandidate {
  readonly found: FoundWitness;
  readonly edits: readonly Edit[];
}

const origins: readonly WitnessOrigin["kind"][] = ["deployment", "test", "least"];

/** What is violated and then let in says more than what could not be told. */
const vague = ({ before, after }: FoundWitness): number => Number(before === "unknown" || after === "unknown");

/** What stands as it is comes first, then what says more, then what is less to read. */
function byReading(a: WitnessCandidate, b: WitnessCandidate): number {
  return (
    Number(a.edits.length > 0) - Number(b.edits.length > 0) ||
    vague(a.found) - vague(b.found) ||
    a.edits.length - b.edits.length ||
    origins.indexOf(a.found.from.origin.kind) - origins.indexOf(b.found.from.origin.kind) ||
    length(a.edits) - length(b.edits)
  );
}

const length = (edits: readonly Edit[]): number => JSON.stringify(edits.map(({ to }) => to ?? null)).length;
