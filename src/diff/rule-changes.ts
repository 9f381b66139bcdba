import type { Enforcement, Severity } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import {
  type WitnessSearch,
  type RuleVersions,
  type SearchInput,
  type Witnesses,
  byGate,
  byOutcome,
  findWitnesses,
} from "./find-witnesses.ts";

/** What became of a rule. */
export type RuleChangeKind =
  | "added"
  | "removed"
  | "loosened"
  | "tightened"
  /** Tightened in one place and loosened in another. */
  | "mixed"
  /** Applies to more or to fewer, and opens or shuts no gate by that. */
  | "rescoped"
  /** What could not be told is told now, or the other way round; the gate is as it was. */
  | "resettled"
  /** The severity or the binding is another, and the gate is as it was. */
  | "regraded"
  /** The conditions differ, and no document was found that tells them apart. */
  | "undistinguished"
  /** The words differ, the conditions do not. */
  | "reworded"
  /** One of its two versions cannot be read. */
  | "unreadable";

/** A value before and after. */
export interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

export type Direction = "loosened" | "tightened" | "none";

/** What became of one rule. */
export interface RuleChange {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  readonly kind: RuleChangeKind;
  /** Whether it applies to more or to fewer documents than before, or to some and no longer to others. */
  readonly scope: "more" | "fewer" | "both" | "same";
  /** Whether it binds on neither side, so that it opens and shuts no gate. */
  readonly advisory: boolean;
  readonly severity: BeforeAfter<Severity> | null;
  readonly binding: BeforeAfter<Enforcement> | null;
  /** What may be waived, and for how long. */
  readonly waivable: (BeforeAfter<Rule["waiver"]> & { readonly direction: Direction }) | null;
  /** The texts that differ. */
  readonly wording: readonly string[];
  /** Documents on which the two versions differ, by how. */
  readonly witnesses: Witnesses;
  /** The day from which a change of the gate counts, when that is later than the day judged by. */
  readonly from: string | null;
  /** On how many documents the versions were compared. */
  readonly tried: number;
}

/** What the two versions of a rule are judged by. */
export interface RuleSettings {
  readonly failOn: BeforeAfter<Severity>;
  readonly asOf: string;
}

/** Whether two rules decide by the same logic. */
export function sameLogic(a: Rule, b: Rule): boolean {
  return a.appliesWhen?.node.id === b.appliesWhen?.node.id && a.require.node.id === b.require.node.id;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
const moved = <T>(before: T, after: T): BeforeAfter<T> | null => (differs(before, after) ? { before, after } : null);

const texts = ["title", "message", "remediation", "citations", "covers"] as const;

const days = ({ forbidden, maxDays }: Rule["waiver"]): number => (forbidden ? 0 : (maxDays ?? Infinity));

function waivableOf(before: Rule, after: Rule): RuleChange["waivable"] {
  const change = moved(before.waiver, after.waiver);
  if (!change) return null;
  const [was, is] = [days(before.waiver), days(after.waiver)];
  return { ...change, direction: is > was ? "loosened" : is < was ? "tightened" : "none" };
}

/** What differs between two versions of a rule as they are written. */
function difference(before: Rule, after: Rule) {
  return {
    logic: !sameLogic(before, after),
    severity: moved(before.severity, after.severity),
    binding: moved(before.binding, after.binding),
    waivable: waivableOf(before, after),
    wording: texts.filter((field) => differs(before[field], after[field])),
  };
}

/** Whether two versions of a rule differ in anything that is judged by or shown. */
export function ruleDiffers(before: Rule, after: Rule): boolean {
  const { logic, severity, binding, waivable, wording } = difference(before, after);
  return logic || severity !== null || binding !== null || waivable !== null || wording.length > 0;
}

/** Whether documents are needed to tell two versions apart. */
export function needsDocuments(before: Rule, after: Rule): boolean {
  const { logic, severity, binding } = difference(before, after);
  return logic || severity !== null || binding !== null;
}

/** The days on which the gate may change by itself: the one judged by, and those on which a version starts to bind. */
function daysToCompare({ binding: before }: Rule, { binding: after }: Rule, asOf: string): string[] {
  const starts = [before, after].flatMap((binding) => (typeof binding === "string" ? [] : [binding.gatesFrom]));
  return [...new Set([asOf, ...starts.filter((start) => /^\d{4}-/.test(start) && start > asOf)])].toSorted();
}

interface GateComparison extends WitnessSearch {
  readonly from: string | null;
}

/** Compares what two versions do to the gate, on each day on which that may change. */
function compareGates(before: Rule, after: Rule, trial: SearchInput, settings: RuleSettings): GateComparison {
  const { failOn, asOf } = settings;
  const witnesses: { -readonly [difference in keyof Witnesses]: Witnesses[difference] } = {};
  let [tried, from, fails]: [number, string | null, boolean] = [0, null, false];
  for (const day of daysToCompare(before, after, asOf)) {
    const compared = findWitnesses(
      {
        before: byGate(before, { failOn: failOn.before, asOf: day }),
        after: byGate(after, { failOn: failOn.after, asOf: day }),
      },
      trial,
    );
    tried += compared.tried;
    fails ||= compared.fails;
    const { loosened, tightened } = compared.witnesses;
    if ((loosened || tightened) && day !== asOf) from ??= day;
    if (loosened) witnesses.loosened ??= loosened;
    if (tightened) witnesses.tightened ??= tightened;
  }
  return { witnesses, fails, tried, from };
}

function scopeOf({ widened, narrowed }: Witnesses): RuleChange["scope"] {
  return widened ? (narrowed ? "both" : "more") : narrowed ? "fewer" : "same";
}

const isAdvisory = (...rules: readonly (Rule | undefined)[]): boolean =>
  rules.every((rule) => rule === undefined || rule.binding === "advisory");

/** What became of a rule that is there before and after, or undefined when nothing did. */
export function compareRule(
  before: Rule,
  after: Rule,
  trial: SearchInput,
  settings: RuleSettings,
): RuleChange | undefined {
  const { logic, severity, binding, waivable, wording } = difference(before, after);
  if (!ruleDiffers(before, after)) return undefined;
  const nothing: GateComparison = { witnesses: {}, fails: false, tried: 0, from: null };
  const outcomes = logic ? findWitnesses({ before: byOutcome(before), after: byOutcome(after) }, trial) : nothing;
  const gates = severity || binding ? compareGates(before, after, trial, settings) : nothing;
  const witnesses = { ...gates.witnesses, ...outcomes.witnesses };
  const loosened = witnesses.loosened !== undefined || waivable?.direction === "loosened";
  const tightened = witnesses.tightened !== undefined || waivable?.direction === "tightened";
  const definitely = outcomes.fails || gates.fails || waivable?.direction === "tightened";
  const kind = ((): RuleChangeKind => {
    // Where a looser rule merely cannot be told of what is not stated, looser is what it is.
    if (loosened) return tightened && definitely ? "mixed" : "loosened";
    if (tightened) return "tightened";
    if (witnesses.widened || witnesses.narrowed) return "rescoped";
    if (witnesses.settled || witnesses.unsettled) return "resettled";
    if (severity || binding) return "regraded";
    return logic ? "undistinguished" : "reworded";
  })();
  return {
    id: after.id,
    title: after.title,
    policy: after.policy,
    kind,
    scope: scopeOf(witnesses),
    advisory: isAdvisory(before, after),
    severity,
    binding,
    waivable,
    wording,
    witnesses,
    from: gates.from,
    tried: outcomes.tried + gates.tried,
  };
}

/** What a rule that is new, or gone, does to the gate. */
export function describeAddedOrRemoved(
  rule: Rule,
  kind: "added" | "removed" | "unreadable",
  trial: SearchInput,
): RuleChange {
  const [before, after] = kind === "removed" ? [rule, undefined] : [undefined, rule];
  const pair: RuleVersions = {
    before: byOutcome(before),
    after: byOutcome(after),
    only: kind === "removed" ? "loosened" : "tightened",
  };
  const { witnesses, tried } = kind === "unreadable" ? { witnesses: {}, tried: 0 } : findWitnesses(pair, trial);
  const { loosened, tightened } = witnesses;
  return {
    id: rule.id,
    title: rule.title,
    policy: rule.policy,
    kind,
    scope: "same",
    advisory: isAdvisory(rule),
    severity: null,
    binding: null,
    waivable: null,
    wording: [],
    witnesses: { ...(loosened ? { loosened } : {}), ...(tightened ? { tightened } : {}) },
    from: null,
    tried,
  };
}
