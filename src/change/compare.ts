import { type Diagnostic } from "../model/diagnostic.ts";
import { compareText } from "../model/json.ts";
import type { Subject } from "../evaluate/judge.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type DeploymentImpact, impactOf, nameOf } from "./impact.ts";
import { type RuleChange, type RuleSettings, compareAlone, compareRule, needsDocuments, ruleDiffers } from "./rules.ts";
import {
  type ParameterChange,
  type SettingChange,
  type Side,
  type WaiverChange,
  parameterChanges,
  settingChanges,
  waiverChanges,
} from "./settings.ts";
import type { Specimen } from "./witness.ts";

/** A side of a comparison with the deployments of the repository as its settings find and read them. */
export interface State extends Side {
  readonly subjects: readonly Subject[];
}

/** What two states of a repository's policies are compared by. */
export interface ComparisonInput {
  readonly before: State;
  readonly after: State;
  /** What the tests beside the rules judge. */
  readonly fixtures: readonly Specimen[];
  /** The type of the rule context. */
  readonly context: Type;
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
}

/** What a change of policies means. */
export interface PolicyChange {
  readonly asOf: string;
  /** The rules that are not as they were, by id. */
  readonly rules: readonly RuleChange[];
  /** How many rules are as they were. */
  readonly unchanged: number;
  readonly parameters: readonly ParameterChange[];
  readonly waivers: readonly WaiverChange[];
  readonly settings: readonly SettingChange[];
  readonly impact: {
    /** How many deployments were looked at; none when no rule, waiver or setting that judges differs. */
    readonly deployments: number;
    /** Those for which something comes out differently. */
    readonly changed: readonly DeploymentImpact[];
  };
  /** Whether anything is loosened, in general or for one deployment. */
  readonly loosened: boolean;
  readonly tightened: boolean;
  /** What is wrong with the policies of a side: what it hides is not compared. */
  readonly diagnostics: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] };
}

const byId = ({ ruleSet }: Side): ReadonlyMap<string, Rule> => new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
const isError = ({ severity }: Diagnostic): boolean => severity === "error";

/** Settings that can change any outcome, and not only those of rules that differ. */
const changesEverything = ({ what }: SettingChange): boolean => /^(failOn|key |organisation)/.test(what);

/** Whether two sides find other deployments, or trust other signatures under their evidence. */
export function readsDifferently(before: Side, after: Side, asOf: string): boolean {
  return settingChanges(before, after, asOf).some(({ what }) => /^(key |paths|exclude)/.test(what));
}

/** Whether two sides say the same of the organisation, which is part of what is read of every deployment. */
export function sameOrganisation(before: Side, after: Side, asOf: string): boolean {
  return !settingChanges(before, after, asOf).some(({ what }) => what.startsWith("organisation"));
}

/** Whether two sides differ in anything that only documents can tell the meaning of. */
export function judgesDifferently(before: Side, after: Side, asOf: string): boolean {
  const [was, is] = [byId(before), byId(after)];
  const rules = [...new Set([...was.keys(), ...is.keys()])].some((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    return !old || !now || needsDocuments(old, now);
  });
  return rules || settingChanges(before, after, asOf).length > 0 || waiverChanges(before, after, asOf).length > 0;
}

/** The rules whose versions differ, so that their tests are of use to tell how. */
export function rulesThatDiffer(before: Side, after: Side): Rule[] {
  const [was, is] = [byId(before), byId(after)];
  const gone = [...was.values()].filter(({ id }) => !is.has(id));
  const others = [...is.values()].flatMap((rule) => {
    const old = was.get(rule.id);
    return !old ? [rule] : ruleDiffers(old, rule) ? [old, rule] : [];
  });
  return [...gone, ...others];
}

/** Rules that are missing on a side because it holds a file with mistakes in their place. */
function isUnreadable({ document }: Rule, { ruleSet }: Side): boolean {
  return ruleSet.diagnostics.some((one) => isError(one) && one.file === document.file);
}

function ruleChanges({ before, after, fixtures, context, asOf }: ComparisonInput): RuleChange[] {
  const [was, is] = [byId(before), byId(after)];
  const settings: RuleSettings = { failOn: { before: before.ruleSet.failOn, after: after.ruleSet.failOn }, asOf };
  const deployments = after.subjects.map((subject): Specimen => {
    const origin = { kind: "deployment", name: nameOf(subject), file: subject.manifest.file } as const;
    return { origin, data: subject.context.data };
  });
  return [...new Set([...was.keys(), ...is.keys()])].toSorted(compareText).flatMap((id): RuleChange[] => {
    const [old, now] = [was.get(id), is.get(id)];
    const specimens = [
      ...deployments,
      ...fixtures.filter(({ origin }) => origin.kind === "test" && origin.rule === id),
    ];
    if (old && now) return [compareRule(old, now, specimens, context, settings) ?? []].flat();
    const [rule, missing, kind] = now ? ([now, before, "added"] as const) : ([old as Rule, after, "removed"] as const);
    return [compareAlone(rule, isUnreadable(rule, missing) ? "unreadable" : kind, specimens, context)];
  });
}

/** What two states of a repository's policies mean for what they judge: decided by comparing outcomes. */
export function comparePolicies(input: ComparisonInput): PolicyChange {
  const { before, after, asOf } = input;
  const rules = ruleChanges(input);
  const settings = settingChanges(before, after, asOf);
  const parameters = parameterChanges(before, after);
  const waivers = waiverChanges(before, after, asOf);
  const all = settings.some(changesEverything);
  const affected = [
    ...rules.filter(({ kind }) => kind !== "reworded" && kind !== "unreadable").map(({ id }) => id),
    ...waivers.map(({ rule }) => rule),
    ...(all ? [...byId(before).keys(), ...byId(after).keys()] : []),
  ];
  const changed = impactOf({ ...before, asOf }, { ...after, asOf }, new Set(affected));
  const moves = (direction: "loosened" | "tightened"): boolean =>
    [...settings, ...parameters, ...waivers].some((one) => one.direction === direction) ||
    rules.some(({ kind }) => kind === direction || kind === "mixed") ||
    changed.some(({ impacts }) => impacts.some(({ kind }) => kind === (direction === "loosened" ? "opens" : "shuts")));
  return {
    asOf,
    rules,
    unchanged: [...byId(after).keys()].filter((id) => rules.every((rule) => rule.id !== id)).length,
    parameters,
    waivers,
    settings,
    impact: { deployments: Math.max(before.subjects.length, after.subjects.length), changed },
    loosened: moves("loosened") || rules.some(({ kind }) => kind === "removed"),
    tightened: moves("tightened") || rules.some(({ kind }) => kind === "added"),
    diagnostics: { before: before.ruleSet.diagnostics, after: after.ruleSet.diagnostics },
  };
}
