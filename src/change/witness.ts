import { type Json, compareText, emptyObject, formatPath, isObject } from "../model/json.ts";
import type { Outcome } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import { type Settings, binds, isUnmet, outcomeOn } from "../evaluate/judge.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { type Ground, aroundBoundaries, brought } from "./boundaries.ts";
import { type Edit, applyEdits, editsBetween } from "./edit.ts";
import { expressionsOf, novelIn } from "./shape.ts";
import { leastOf } from "./values.ts";

/** Where a document comes from, before anything of it is changed. */
export type Origin =
  | { readonly kind: "deployment"; readonly name: string; readonly file: string }
  | { readonly kind: "test"; readonly rule: string; readonly name: string }
  /** A deployment of which no more is stated than has to be. */
  | { readonly kind: "least" };

/** What a rule is tried on. */
export interface Specimen {
  readonly origin: Origin;
  /** The data of a rule context. */
  readonly data: Json;
}

/** What came of a rule: `advisory` where it is not met and does not bind, `none` where there is no such rule. */
export type Effect = Outcome | "advisory" | "none";

/** A document on which two versions of a rule differ. */
export interface Witness {
  readonly origin: Origin;
  /** What is changed of it; nothing when it is taken as it stands. */
  readonly edits: readonly Edit[];
  /** The same for a reader: of the values, what the rule reads. */
  readonly told: readonly { readonly path: string; readonly value: Json | undefined }[];
  readonly before: Effect;
  readonly after: Effect;
}

/** How two versions of a rule can differ on a document. */
export const differences = ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"] as const;
export type Difference = (typeof differences)[number];

/** A version of a rule as a function of what it judges. */
export type Judgement = (data: Json) => Effect;

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
  /** On how many documents they were compared. */
  readonly tried: number;
}

/** Documents made from one specimen around the boundaries of one version. */
const MOST_OF_ONE = 400;
/** Documents kept of one sort, of which the most readable is shown. */
const MOST_KEPT = 40;

/** The conditions of the versions of a rule. */
export type Versions = readonly (Rule | undefined)[];

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
  if (ground.novel.has(require.node)) yield* asked();
  if (appliesWhen)
    for (const wanted of [false, true]) yield* aroundBoundaries(appliesWhen.node, moved(require, wanted));
  if (!ground.novel.has(require.node)) yield* asked();
}

/** A document, and what it was made from. */
interface Made extends Specimen {
  readonly base: Json;
}

/** What two versions of a rule are tried on. */
export interface Trial {
  readonly specimens: readonly Specimen[];
  /** The type of the rule context. */
  readonly context: Type;
  /** How many documents are made at most. */
  readonly most: number;
}

/** The specimens as they are, then what is made from some of them. */
function* documents({ versions, before }: Pair, { specimens, context: type, most }: Trial): Generator<Made> {
  for (const { origin, data } of specimens) yield { origin, data, base: data };
  const least: Specimen = { origin: { kind: "least" }, data: leastOf(type) };
  const of = (kind: Origin["kind"]): Specimen[] => specimens.filter(({ origin }) => origin.kind === kind);
  const novel = novelIn(versions);
  let left = most;
  for (const { origin, data: base } of [...unlike(of("test"), before), least, ...unlike(of("deployment"), before)]) {
    for (const rule of versions) {
      if (!rule) continue;
      let ofThis = MOST_OF_ONE;
      for (const data of variantsOf(rule, { data: base, type, novel })) {
        if (--left < 0) return;
        if (--ofThis < 0) break;
        yield { origin, data, base };
      }
    }
  }
}

/** The first specimen of each outcome: what is made from others like it would be much the same. */
function unlike(specimens: readonly Specimen[], before: Judgement): Specimen[] {
  const first = new Map<Effect, Specimen>();
  for (const specimen of specimens) {
    const effect = before(specimen.data);
    if (!first.has(effect)) first.set(effect, specimen);
  }
  return [...first.values()];
}

interface Candidate extends Omit<Witness, "told"> {
  /** How much there is to read. */
  readonly cost: number;
}

/** Every name in the paths that some conditions read. */
function namesIn(versions: Versions): ReadonlySet<string> {
  const nodes = versions.flatMap((rule) => (rule ? expressionsOf(rule) : []));
  const literals = nodes.flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal]));
  return new Set(literals.flatMap((literal) => (typeof literal === "string" ? literal.split(".") : [])));
}

/** A value without the fields that have none of some names. */
function only(value: Json, names: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((one) => only(one, names));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => names.has(name));
  // Where no field is read, the value is read as a whole.
  if (kept.length === 0) return value;
  return Object.assign(emptyObject(), Object.fromEntries(kept.map(([name, one]) => [name, only(one, names)])));
}

function witnessOf({ origin, edits, before, after }: Candidate, names: ReadonlySet<string>): Witness {
  const told = edits.map(({ path, to }) => ({
    path: formatPath(path),
    value: to === undefined ? undefined : only(to, names),
  }));
  return { origin, edits, told, before, after };
}

/** Two versions of a rule, of which one may be missing, and how each judges. */
export interface Pair {
  readonly versions: Versions;
  readonly before: Judgement;
  readonly after: Judgement;
  /** The one difference sought, where only one is possible: enough of it ends the search. */
  readonly only?: Difference;
}

/** A document on which two versions differ. */
interface Found extends Made {
  readonly difference: Difference;
  readonly before: Effect;
  readonly after: Effect;
}

/** Compares two versions of a rule on specimens and on documents made from them around its boundaries. */
export function compareOn(pair: Pair, trial: Trial): Comparison {
  const { versions, before, after, only: sought } = pair;
  const found = new Map<string, Found[]>();
  let tried = 0;
  for (const document of documents(pair, trial)) {
    tried += 1;
    const [was, is] = [before(document.data), after(document.data)];
    if (was === is) continue;
    for (const difference of differences) {
      if (!tests[difference](was, is)) continue;
      const sort = `${difference} ${was} ${is}`;
      const kept = found.get(sort) ?? found.set(sort, []).get(sort);
      if (kept && kept.length < MOST_KEPT) kept.push({ ...document, difference, before: was, after: is });
    }
    if (sought && enough([...found.values()].flat(), sought)) break;
  }
  const all = [...found.values()].flat();
  const witnesses: Partial<Record<Difference, Witness[]>> = {};
  const names = namesIn(versions);
  for (const difference of differences) {
    const candidates = all
      .filter((one) => one.difference === difference)
      .map((one) => candidateOf(one, before, after))
      .toSorted((a, b) => a.edits.length - b.edits.length || rank(a) - rank(b) || a.cost - b.cost);
    const sorts = [...new Set(candidates.map((one) => openSide(difference, one)))];
    const best = sorts.flatMap((sort) => candidates.find((one) => openSide(difference, one) === sort) ?? []);
    if (best.length > 0) witnesses[difference] = best.map((one) => witnessOf(one, names));
  }
  return { witnesses, tried };
}

/** Whether one of some documents needs no change, or so many are known that a better one is not to be expected. */
function enough(all: readonly Found[], sought: Difference): boolean {
  const some = all.filter(({ difference }) => difference === sought);
  return some.length >= MOST_KEPT || some.some(({ base, data }) => base === data);
}

/** What sets two witnesses of one difference apart: whether the rule is met, or is not asked. */
function openSide(difference: Difference, { before, after }: Candidate): Effect | undefined {
  return difference === "loosened" ? after : difference === "tightened" ? before : undefined;
}

function candidateOf({ origin, base, data, ...found }: Found, before: Judgement, after: Judgement): Candidate {
  const same = (one: Json): boolean => before(one) === found.before && after(one) === found.after;
  const edits = fewest(base, editsBetween(base, data), same);
  return { origin, edits, before: found.before, after: found.after, cost: costOf(edits) };
}

/** Edits without those that a difference does not need. */
function fewest(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[] {
  let kept = [...edits];
  for (const edit of edits) {
    const fewer = kept.filter((one) => one !== edit);
    const data = applyEdits(base, fewer);
    if (data !== undefined && holds(data)) kept = fewer;
  }
  return kept.toSorted((a, b) => compareText(a.path.join("."), b.path.join(".")));
}

const origins: readonly Origin["kind"][] = ["deployment", "test", "least"];

/** What is violated and then allowed says more than what could not be told. */
function rank({ origin, before, after }: Candidate): number {
  const plain = [before, after].filter((effect) => effect === "unknown").length;
  return plain * origins.length + origins.indexOf(origin.kind);
}

const costOf = (edits: readonly Edit[]): number => JSON.stringify(edits.map(({ to }) => to ?? null)).length;

/** The outcome of a rule, whether it binds or not. */
export function outcomeOf(rule: Rule | undefined): Judgement {
  return rule ? (data) => outcomeOn(rule, data) : () => "none";
}

/** What a rule does to the gate. */
export function gateOf(rule: Rule, settings: Pick<Settings, "failOn" | "asOf">): Judgement {
  return (data) => {
    const outcome = outcomeOn(rule, data);
    return isUnmet(outcome) && !binds(rule, data, settings) ? "advisory" : outcome;
  };
}
