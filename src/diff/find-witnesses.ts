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

/** The ways in which two versions of a rule can differ on a document. */
const differences = ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"] as const;
export type EffectDifference = (typeof differences)[number];

const isUnmetEffect = (effect: Effect): boolean => effect === "fail" || effect === "unknown";
const applies = (effect: Effect): boolean => effect !== "none" && effect !== "not-applicable";

const tests: Readonly<Record<EffectDifference, (before: Effect, after: Effect) => boolean>> = {
  loosened: (before, after) => isUnmetEffect(before) && !isUnmetEffect(after),
  tightened: (before, after) => !isUnmetEffect(before) && isUnmetEffect(after),
  narrowed: (before, after) => applies(before) && !applies(after),
  widened: (before, after) => !applies(before) && applies(after),
  settled: (before, after) => before === "unknown" && after === "fail",
  unsettled: (before, after) => before === "fail" && after === "unknown",
};

/** Witnesses by difference, the most readable first. A further witness has another effect on its passing side. */
export type Witnesses = Readonly<Partial<Record<EffectDifference, readonly Witness[]>>>;

/** Result of comparing two versions of a rule. */
export interface WitnessSearch {
  readonly witnesses: Witnesses;
  /** True if a document that did not fail before fails now; a change to unknown does not count. */
  readonly fails: boolean;
  /** Number of compared documents. */
  readonly tried: number;
}

/** Two versions of a rule. */
export interface RuleVersions {
  readonly before: RuleVersion;
  readonly after: RuleVersion;
  /** The only possible difference, if there is only one: the search ends after enough witnesses of it. */
  readonly only?: EffectDifference;
}

/** Documents for the comparison of two versions of a rule. */
export interface SearchInput {
  readonly specimens: readonly SampleInput[];
  /** The type of the rule context. */
  readonly context: Type;
  /** Maximum number of generated documents. */
  readonly most: number;
}

/** A rule version by its outcome, blocking or not. */
export function byOutcome(rule: Rule | undefined): RuleVersion {
  return { rule, evaluate: rule ? (data) => evaluateOutcome(rule, data) : () => "none" };
}

/** A rule version by its effect on blocking: `advisory` if the rule is unmet and does not block. */
export function byGate(rule: Rule, settings: Pick<EvaluationSettings, "failOn" | "asOf">): RuleVersion {
  const evaluate: EffectFunction = (data) => {
    const outcome = evaluateOutcome(rule, data);
    return isUnmet(outcome) && !isBlockingRule(rule, data, settings) ? "advisory" : outcome;
  };
  return { rule, evaluate };
}

/** Maximum number of documents generated from one sample around the boundaries of one version. */
const MOST_OF_ONE = 400;
/** Maximum number of documents kept of one kind. The most readable one is shown. */
const MOST_KEPT = 40;

/** Changes a sample around the boundaries of each condition of a rule, while the other condition does not decide. */
function* variantsOf({ appliesWhen, require }: Rule, point: SearchPoint): Generator<Json> {
  const moved = ({ node }: CompiledCondition, wanted: boolean): SearchPoint => ({
    ...point,
    data: solveFor(node, wanted, point) ?? point.data,
  });
  const requireCases = function* (): Generator<Json> {
    yield* boundaryCases(require.node, appliesWhen ? moved(appliesWhen, true) : point);
  };
  // Expressions that differ between the versions come first.
  const first = point.novel.has(require.node);
  if (first) yield* requireCases();
  if (appliesWhen) for (const wanted of [false, true]) yield* boundaryCases(appliesWhen.node, moved(require, wanted));
  if (!first) yield* requireCases();
}

/** A generated document and its origin. */
interface Made {
  readonly from: SampleInput;
  readonly data: Json;
}

/** The unchanged samples, then documents generated from some of them. */
function* documents({ before, after }: RuleVersions, { specimens, context, most }: SearchInput): Generator<Made> {
  for (const from of specimens) yield { from, data: from.data };
  const least: SampleInput = { origin: { kind: "least" }, data: minimalValue(context) };
  const unlike = (kind: WitnessOrigin["kind"]): SampleInput[] =>
    firstOfEach(
      specimens.filter(({ origin }) => origin.kind === kind),
      ({ data }) => `${before.evaluate(data)} ${after.evaluate(data)}`,
    );
  const versions = [before.rule, after.rule].filter((rule) => rule !== undefined);
  const novel = changedExpressions(versions);
  let left = most;
  // Samples with the same effects would generate similar documents.
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

/** The first item of each group. */
function firstOfEach<T>(all: readonly T[], groupOf: (one: T) => unknown): T[] {
  const first = new Map<unknown, T>();
  for (const one of all) if (!first.has(groupOf(one))) first.set(groupOf(one), one);
  return [...first.values()];
}

/** A document on which two versions differ. */
interface FoundWitness extends Made {
  readonly difference: EffectDifference;
  readonly before: Effect;
  readonly after: Effect;
}

/** Compares two versions of a rule on samples, and on documents generated from them around its boundaries. */
export function findWitnesses(pair: RuleVersions, trial: SearchInput): WitnessSearch {
  const found = new Map<string, FoundWitness[]>();
  let tried = 0;
  for (const made of documents(pair, trial)) {
    tried += 1;
    const [before, after] = [pair.before.evaluate(made.data), pair.after.evaluate(made.data)];
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

/** True if a document needs no change, or if there are so many that a better one is unlikely. */
function enough(all: readonly FoundWitness[], sought: EffectDifference): boolean {
  const some = all.filter(({ difference }) => difference === sought);
  return some.length >= MOST_KEPT || some.some(({ from, data }) => from.data === data);
}

/** Picks the shortest of the documents that show the same difference, one for each effect of the passing side. */
function mostReadable(all: readonly FoundWitness[], { before, after }: RuleVersions): Witness[] {
  const candidates = all
    .map((found): WitnessCandidate => {
      const holds = (data: Json): boolean =>
        before.evaluate(data) === found.before && after.evaluate(data) === found.after;
      return { found, edits: fewestEdits(found.from.data, diffValues(found.from.data, found.data), holds) };
    })
    .toSorted(byReading);
  return firstOfEach(candidates, ({ found }) => passingSide(found)).map(({ found, edits }) =>
    witnessOf(found.from, edits, before, after),
  );
}

/** The effect on the passing side: it distinguishes two witnesses of one difference. */
function passingSide({ difference, before, after }: FoundWitness): Effect | undefined {
  return difference === "loosened" ? after : difference === "tightened" ? before : undefined;
}

interface WitnessCandidate {
  readonly found: FoundWitness;
  readonly edits: readonly Edit[];
}

const origins: readonly WitnessOrigin["kind"][] = ["deployment", "test", "least"];

/** A witness with an unknown effect is less useful than one that fails. */
const vague = ({ before, after }: FoundWitness): number => Number(before === "unknown" || after === "unknown");

/** Order of witnesses: unchanged documents first, then decided effects, then fewer edits. */
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
