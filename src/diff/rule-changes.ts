import type { Enforcement, Severity } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { getAt } from "../util/json.ts";
import {
  type WitnessSearch,
  type RuleVersions,
  type SearchInput,
  type Witnesses,
  byGate,
  byOutcome,
  findWitnesses,
} from "./find-witnesses.ts";

/** The kind of a change of a rule. */
export type RuleChangeKind =
  | "added"
  | "removed"
  | "loosened"
  | "tightened"
  /** Tightened for some documents and loosened for others. */
  | "mixed"
  /** Applies to more or fewer documents, without effect on blocking. */
  | "rescoped"
  /** Unknown results became failures or the reverse, without effect on blocking. */
  | "resettled"
  /** The severity or the binding changed, without effect on blocking. */
  | "regraded"
  /** The conditions differ, but no document with different results was found. */
  | "undistinguished"
  /** The texts differ, the conditions are the same. */
  | "reworded"
  /** One of the two versions cannot be read. */
  | "unreadable";

/** A value before and after. */
export interface BeforeAfter<T> {
  readonly before: T;
  readonly after: T;
}

export type Direction = "loosened" | "tightened" | "none";

/** A changed rule. */
export interface RuleChange {
  readonly id: string;
  readonly title: string;
  readonly policy: string;
  readonly kind: RuleChangeKind;
  /** Change of the set of documents that the rule applies to. */
  readonly scope: "more" | "fewer" | "both" | "same";
  /** True if the rule is advisory on both sides and never blocks. */
  readonly advisory: boolean;
  readonly severity: BeforeAfter<Severity> | null;
  readonly binding: BeforeAfter<Enforcement> | null;
  /** Permission and maximum duration of waivers. */
  readonly waivable: (BeforeAfter<Rule["waiver"]> & { readonly direction: Direction }) | null;
  /** The texts that differ. */
  readonly wording: readonly string[];
  /** Documents on which the two versions differ, by difference. */
  readonly witnesses: Witnesses;
  /** The day on which the effect on blocking starts, if it is later than the evaluation date. */
  readonly from: string | null;
  /** Number of documents on which the versions were compared. */
  readonly tried: number;
}

/** Settings for evaluating the two versions of a rule. */
export interface RuleSettings {
  readonly failOn: BeforeAfter<Severity>;
  readonly asOf: string;
}

/** True if two rules have the same conditions. */
export function sameLogic(a: Rule, b: Rule): boolean {
  return a.appliesWhen?.node.id === b.appliesWhen?.node.id && a.require.node.id === b.require.node.id;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
const moved = <T>(before: T, after: T): BeforeAfter<T> | null => (differs(before, after) ? { before, after } : null);

const texts = ["title", "message", "remediation", "citations", "covers"] as const;

/** The id in the text of a policy: a rename changes it, and the two versions are still compared. */
const idInText = ({ document, path }: Rule): unknown => getAt(document.value, [...path, "id"]);

const days = ({ forbidden, maxDays }: Rule["waiver"]): number => (forbidden ? 0 : (maxDays ?? Infinity));

function waivableOf(before: Rule, after: Rule): RuleChange["waivable"] {
  const change = moved(before.waiver, after.waiver);
  if (!change) return null;
  const [was, is] = [days(before.waiver), days(after.waiver)];
  return { ...change, direction: is > was ? "loosened" : is < was ? "tightened" : "none" };
}

/** The direction of a change of the deployments for which a rule does not block; undefined if they are the same. */
function advisoryScopes({ advisoryIn: before }: Rule, { advisoryIn: after }: Rule): Direction | undefined {
  const [was, is] = [before, after].map((scopes) => new Set(scopes.map(({ node }) => node.id))) as [
    Set<number>,
    Set<number>,
  ];
  const more = [...is].some((id) => !was.has(id));
  const fewer = [...was].some((id) => !is.has(id));
  return more ? (fewer ? "none" : "loosened") : fewer ? "tightened" : undefined;
}

/** Compares the text of two versions of a rule. */
function difference(before: Rule, after: Rule) {
  return {
    logic: !sameLogic(before, after),
    severity: moved(before.severity, after.severity),
    binding: moved(before.binding, after.binding),
    advisoryFor: advisoryScopes(before, after),
    waivable: waivableOf(before, after),
    wording: [
      ...(idInText(before) === idInText(after) ? [] : ["id"]),
      ...texts.filter((field) => differs(before[field], after[field])),
    ],
  };
}

/** True if two versions of a rule differ in a field that is evaluated or shown. */
export function ruleDiffers(before: Rule, after: Rule): boolean {
  const { logic, severity, binding, advisoryFor, waivable, wording } = difference(before, after);
  return (
    logic ||
    severity !== null ||
    binding !== null ||
    advisoryFor !== undefined ||
    waivable !== null ||
    wording.length > 0
  );
}

/** True if the effect of the change can only be found with documents. */
export function needsDocuments(before: Rule, after: Rule): boolean {
  const { logic, severity, binding, advisoryFor } = difference(before, after);
  return logic || severity !== null || binding !== null || advisoryFor !== undefined;
}

/** Days on which blocking may change: the evaluation date, and the days on which a version starts to block. */
function daysToCompare({ binding: before }: Rule, { binding: after }: Rule, asOf: string): string[] {
  const starts = [before, after].flatMap((binding) => (typeof binding === "string" ? [] : [binding.gatesFrom]));
  return [...new Set([asOf, ...starts.filter((start) => /^\d{4}-/.test(start) && start > asOf)])].toSorted();
}

interface GateComparison extends WitnessSearch {
  readonly from: string | null;
}

/** Compares the effect of two versions on blocking, for each day on which it may change. */
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

/** Compares two versions of a rule; undefined if they are the same. */
export function compareRule(
  before: Rule,
  after: Rule,
  trial: SearchInput,
  settings: RuleSettings,
): RuleChange | undefined {
  const { logic, severity, binding, advisoryFor, waivable, wording } = difference(before, after);
  if (!ruleDiffers(before, after)) return undefined;
  const nothing: GateComparison = { witnesses: {}, fails: false, tried: 0, from: null };
  const outcomes = logic ? findWitnesses({ before: byOutcome(before), after: byOutcome(after) }, trial) : nothing;
  const gates = severity || binding ? compareGates(before, after, trial, settings) : nothing;
  const witnesses = { ...gates.witnesses, ...outcomes.witnesses };
  const stated = [waivable?.direction, advisoryFor];
  const loosened = witnesses.loosened !== undefined || stated.includes("loosened");
  const tightened = witnesses.tightened !== undefined || stated.includes("tightened");
  const definitely = outcomes.fails || gates.fails || stated.includes("tightened");
  const kind = ((): RuleChangeKind => {
    // A looser rule that only becomes unknown for missing values is still looser.
    if (loosened) return tightened && definitely ? "mixed" : "loosened";
    if (tightened) return "tightened";
    if (witnesses.widened || witnesses.narrowed) return "rescoped";
    if (witnesses.settled || witnesses.unsettled) return "resettled";
    if (severity || binding || advisoryFor) return "regraded";
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

/** Describes the effect of an added or removed rule on blocking. */
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
