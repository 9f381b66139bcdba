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

/** Input of a comparison of two states of a repository's policies. */
export interface ComparisonInput {
  readonly before: ComparedState;
  readonly after: ComparedState;
  /** The inputs of the rule tests. */
  readonly fixtures: readonly SampleInput[];
  /** The type of the rule context. */
  readonly context: Type;
  /** ISO date of the evaluation. */
  readonly asOf: string;
}

/** The effect of a change of policies. */
export interface PolicyChange {
  readonly asOf: string;
  /** The changed rules, sorted by id. */
  readonly rules: readonly RuleChange[];
  /** Number of unchanged rules. */
  readonly unchanged: number;
  readonly parameters: readonly ParameterChange[];
  readonly waivers: readonly WaiverChange[];
  readonly settings: readonly SettingChange[];
  readonly impact: {
    /** Number of compared deployments; 0 if no rule, waiver or setting with an effect on outcomes differs. */
    readonly deployments: number;
    /** Deployments with at least one different result. */
    readonly changed: readonly DeploymentImpact[];
  };
  /** True if anything is looser, in general or for one deployment. */
  readonly loosened: boolean;
  readonly tightened: boolean;
  /** Problems of the policies of each side. The affected parts are not compared. */
  readonly diagnostics: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] };
}

/** A state whose rules have the ids that they have after a rename: a rule of the other state lists their own ids as former. */
function withRenames<T extends LoadedPolicies>(before: T, after: LoadedPolicies): T {
  const [was, is] = [byId(before), byId(after)];
  const renamed = new Map(
    after.ruleSet.rules.flatMap(({ id, formerly }) => {
      const old = was.has(id) ? undefined : formerly.findLast((one) => was.has(one) && !is.has(one));
      return old === undefined ? [] : [[old, id] as const];
    }),
  );
  if (renamed.size === 0) return before;
  const rules = before.ruleSet.rules.map((rule): Rule => {
    const id = renamed.get(rule.id);
    return id === undefined ? rule : { ...rule, id, formerly: [...rule.formerly, rule.id] };
  });
  return { ...before, ruleSet: { ...before.ruleSet, rules } };
}

const byId = ({ ruleSet }: LoadedPolicies): ReadonlyMap<string, Rule> =>
  new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
const isError = ({ severity }: Diagnostic): boolean => severity === "error";

/** True for settings that can change the outcome of every rule, even of unchanged rules. */
const changesEverything = ({ what }: SettingChange): boolean => /^(failOn|key |signer |organisation)/.test(what);

/** True if two sides find different deployments, or trust different keys for evidence. */
export function readsDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  return settingChanges(before, after, asOf).some(({ what }) => /^(key |signer |paths|exclude)/.test(what));
}

/** True if the organisation is the same on both sides. It is part of the input of every deployment. */
export function sameOrganisation(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  return !settingChanges(before, after, asOf).some(({ what }) => what.startsWith("organisation"));
}

/** True if two sides differ in something whose effect only documents can show. */
export function evaluatesDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean {
  const others = [...settingChanges(before, after, asOf), ...waiverChanges(before, after, asOf)];
  return others.length > 0 || differing(withRenames(before, after), after).length > 0;
}

/** Both versions of each rule that differs: their tests help to find the difference. */
export function rulesThatDiffer(before: LoadedPolicies, after: LoadedPolicies): Rule[] {
  const [was, is] = [byId(withRenames(before, after)), byId(after)];
  const gone = [...was.values()].filter(({ id }) => !is.has(id));
  const others = [...is.values()].flatMap((rule) => {
    const old = was.get(rule.id);
    return !old ? [rule] : ruleDiffers(old, rule) ? [old, rule] : [];
  });
  return [...gone, ...others];
}

/** True if a rule is missing on a side because its file has errors there. */
function isUnreadable({ document }: Rule, { ruleSet }: LoadedPolicies): boolean {
  return ruleSet.diagnostics.some((one) => isError(one) && one.file === document.file);
}

/** Ids of the rules whose outcomes may differ, sorted. */
function differing(before: LoadedPolicies, after: LoadedPolicies): string[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted(compareCodeUnits).filter((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now) return needsDocuments(old, now);
    return old ? !isUnreadable(old, after) : now !== undefined && !isUnreadable(now, before);
  });
}

/** Limits of the generated documents: for all rules together, and for one rule. */
const MOST = 150_000;
const [LEAST_EACH, MOST_EACH] = [500, 5000];
/** Deployments that a rule is compared on in addition to the deployments with a different result. */
const SOME = 5;

/** Builds the search input of each rule: its tests, deployments with a different result, and a few others. */
function searchInputs(
  { after, fixtures, context }: ComparisonInput,
  count: number,
  changed: readonly DeploymentImpact[],
) {
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
  searchInput: (id: string) => SearchInput,
): RuleChange[] {
  const [was, is] = [byId(before), byId(after)];
  const settings: RuleSettings = { failOn: { before: before.ruleSet.failOn, after: after.ruleSet.failOn }, asOf };
  return ids.flatMap((id): RuleChange[] => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old && now) return [compareRule(old, now, searchInput(id), settings) ?? []].flat();
    const [rule, missing, kind] = now ? ([now, before, "added"] as const) : ([old as Rule, after, "removed"] as const);
    return [describeAddedOrRemoved(rule, isUnreadable(rule, missing) ? "unreadable" : kind, searchInput(id))];
  });
}

/** Compares two states of a repository's policies by the outcomes on documents. */
export function comparePolicies(compared: ComparisonInput): PolicyChange {
  const input = { ...compared, before: withRenames(compared.before, compared.after) };
  const { before, after, asOf } = input;
  const settings = settingChanges(before, after, asOf);
  const parameters = parameterChanges(before, after);
  const waivers = waiverChanges(before, after, asOf);
  const every = [...new Set([...byId(before).keys(), ...byId(after).keys()])].toSorted(compareCodeUnits);
  const differ = differing(before, after);
  const affected = settings.some(changesEverything) ? every : [...differ, ...waivers.map(({ rule }) => rule)];
  const changed = deploymentImpacts({ ...before, asOf }, { ...after, asOf }, new Set(affected));
  const rules = ruleChanges(input, every, searchInputs(input, differ.length, changed));
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
