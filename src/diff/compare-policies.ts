import { type Diagnostic } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type DeploymentImpact, deploymentImpacts, deploymentName } from "./deployment-impact.ts";
import {
  type RuleChange,
  type RuleSettings,
  describeAddedOrRemoved,
  compareRule,
  needsDocuments,
  ruleDiffers,
} from "./rule-changes.ts";
import {
  type ParameterChange,
  type SettingChange,
  type WaiverChange,
  parameterChanges,
  settingChanges,
  waiverChanges,
} from "./config-changes.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { SearchInput } from "./find-witnesses.ts";
import type { SampleInput } from "./witness.ts";

/** A side of a comparison with the deployments of the repository as its settings find and read them. */
export interface ComparedState extends LoadedPolicies {
  readonly subjects: readonly EvaluationInput[];
}

/** What two states of a repository's policies are compared by. */
export interface ComparisonInput {
  readonly before: ComparedState;
  readonly after: ComparedState;
  /** What the tests beside the rules judge. */
  readonly fixtures: readonly SampleInput[];
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

const byId = ({ ruleSet }: LoadedPolicies): ReadonlyMap<string, Rule> =>
  new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
const isError = ({ severity }: Diagnostic): boolean => severity === "error";

/** Settings that can change any outcome, and not only those of rules that differ. */
const changesEverything = ({ what }: SettingChange): boolean => /^(failOn|key |organisation)/.test(what);

/** Whether two sides find other deployments, or trust other signatures under their evidence. */
export function readsDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  return settingChanges(before, after, asOf).some(({ what }) => /^(key |paths|exclude)/.test(what));
}

/** Whether two sides say the same of the organisation, which is part of what is read of every deployment. */
export function sameOrganisation(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  return !settingChanges(before, after, asOf).some(({ what }) => what.startsWith("organisation"));
}

/** Whether two sides differ in anything that only documents can tell the meaning of. */
export function judgesDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  const others = [...settingChanges(before, after, asOf), ...waiverChanges(before, after, asOf)];
  return others.length > 0 || differing(before, after).length > 0;
}

/** The rules whose versions differ, so that their tests are of use to tell how. */
export function rulesThatDiffer(before: LoadedPolicies, after: LoadedPolicies): Rule[] {
  const [was, is] = [byId(before), byId(after)];
  const gone = [...was.values()].filter(({ id }) => !is.has(id));
  const others = [...is.values()].flatMap((rule) => {
    const old = was.get(rule.id);
    return !old ? [rule] : ruleDiffers(old, rule) ? [old, rule] : [];
  });
  return [...gone, ...others];
}

/** Rules that are missing on a side because it holds a file with mistakes in their place. */
function isUnreadable({ document }: Rule, { ruleSet }: LoadedPolicies): boolean {
  return ruleSet.diagnostics.some((one) => isError(one) && one.file === document.file);
}

/** The ids of the rules whose outcomes may differ. */
function differing(before: LoadedPolicies, after: LoadedPolicies): string[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted(compareCodeUnits).filter((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now) return needsDocuments(old, now);
    return old ? !isUnreadable(old, after) : now !== undefined && !isUnreadable(now, before);
  });
}

/** Documents made for all rules together, and for one of them. */
const MOST = 150_000;
const [LEAST_EACH, MOST_EACH] = [500, 5000];
/** Deployments that a rule is tried on beside those that it judges differently. */
const SOME = 5;

/** What each rule is tried on: its tests, deployments for which it comes out differently, and a few others. */
function trialsOf({ after, fixtures, context }: ComparisonInput, count: number, changed: readonly DeploymentImpact[]) {
  const deployments = new Map(
    after.subjects.map((subject): [string, SampleInput] => {
      const [name, { file }] = [deploymentName(subject), subject.manifest];
      return [`${file}\0${name}`, { origin: { kind: "deployment", name, file }, data: subject.context.data }];
    }),
  );
  const others = [...deployments.values()].slice(0, SOME);
  const most = Math.min(Math.max(Math.floor(MOST / Math.max(count, 1)), LEAST_EACH), MOST_EACH);
  return (id: string): SearchInput => {
    const moved = changed.filter(({ impacts }) => impacts.some(({ rule }) => rule === id)).slice(0, SOME);
    const own = moved.flatMap(({ file, name }) => deployments.get(`${file}\0${name}`) ?? []);
    const tests = fixtures.filter(({ origin }) => origin.kind === "test" && origin.rule === id);
    return { specimens: [...new Set([...own, ...others]), ...tests], context, most };
  };
}

function ruleChanges(
  { before, after, asOf }: ComparisonInput,
  ids: readonly string[],
  trialOf: (id: string) => SearchInput,
): RuleChange[] {
  const [was, is] = [byId(before), byId(after)];
  const settings: RuleSettings = { failOn: { before: before.ruleSet.failOn, after: after.ruleSet.failOn }, asOf };
  return ids.flatMap((id): RuleChange[] => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now) return [compareRule(old, now, trialOf(id), settings) ?? []].flat();
    const [rule, missing, kind] = now ? ([now, before, "added"] as const) : ([old as Rule, after, "removed"] as const);
    return [describeAddedOrRemoved(rule, isUnreadable(rule, missing) ? "unreadable" : kind, trialOf(id))];
  });
}

/** What two states of a repository's policies mean for what they judge: decided by comparing outcomes. */
export function comparePolicies(input: ComparisonInput): PolicyChange {
  const { before, after, asOf } = input;
  const settings = settingChanges(before, after, asOf);
  const parameters = parameterChanges(before, after);
  const waivers = waiverChanges(before, after, asOf);
  const every = [...new Set([...byId(before).keys(), ...byId(after).keys()])].toSorted(compareCodeUnits);
  const judged = differing(before, after);
  const affected = settings.some(changesEverything) ? every : [...judged, ...waivers.map(({ rule }) => rule)];
  const changed = deploymentImpacts({ ...before, asOf }, { ...after, asOf }, new Set(affected));
  const rules = ruleChanges(input, every, trialsOf(input, judged.length, changed));
  const moves = (direction: "loosened" | "tightened"): boolean =>
    [...settings, ...parameters, ...waivers].some((one) => one.direction === direction) ||
    rules.some(({ kind }) => kind === direction || kind === "mixed") ||
    changed.some(({ impacts }) => impacts.some(({ kind }) => kind === (direction === "loosened" ? "opens" : "shuts")));
  return {
    asOf,
    rules,
    unchanged: byId(after).size - rules.filter(({ id }) => byId(after).has(id)).length,
    parameters,
    waivers,
    settings,
    impact: { deployments: Math.max(before.subjects.length, after.subjects.length), changed },
    loosened: moves("loosened") || rules.some(({ kind }) => kind === "removed"),
    tightened: moves("tightened") || rules.some(({ kind }) => kind === "added"),
    diagnostics: { before: before.ruleSet.diagnostics, after: after.ruleSet.diagnostics },
  };
}
