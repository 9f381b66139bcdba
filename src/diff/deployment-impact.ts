import { type Outcome, isUnmet } from "../model/finding.ts";
import { getAt, compareCodeUnits } from "../util/json.ts";
import { isBlockingRule, evaluateOutcome } from "../evaluate/decision.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { deploymentRef } from "../evaluate/finding.ts";
import { waiversFor } from "../evaluate/waiver-scope.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Rule } from "../policy/rule.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { sameLogic } from "./rule-changes.ts";

/** Result of one rule for one deployment. */
export interface DeploymentState {
  /** `none` if the rule does not exist, or the deployment is not checked. */
  readonly outcome: Outcome | "none";
  /** True if the result blocks. */
  readonly gates: boolean;
  readonly waived: boolean;
}

export type ImpactKind = "shuts" | "opens" | "applies" | "no-longer-applies" | "waived" | "told";

/** Effect of a change on the result of one rule for one deployment. */
export interface Impact {
  readonly kind: ImpactKind;
  readonly rule: string;
  readonly before: DeploymentState;
  readonly after: DeploymentState;
}

/** Effect of a change on a deployment. */
export interface DeploymentImpact {
  readonly name: string;
  readonly file: string;
  /** True if the deployment is checked, before and after. */
  readonly judged: { readonly before: boolean; readonly after: boolean };
  readonly impacts: readonly Impact[];
}

/** A set of rules and the deployments that it checks. */
export interface ImpactInput {
  readonly ruleSet: RuleSet;
  readonly subjects: readonly EvaluationInput[];
  readonly asOf: string;
}

const absent: DeploymentState = { outcome: "none", gates: false, waived: false };

const outcomeFor = (rule: Rule | undefined, subject: EvaluationInput | undefined): DeploymentState["outcome"] =>
  rule && subject ? evaluateOutcome(rule, subject.context.data) : "none";

function stateOf(
  outcome: DeploymentState["outcome"],
  rule: Rule | undefined,
  subject: EvaluationInput | undefined,
  { ruleSet: { waivers, failOn }, asOf }: ImpactInput,
): DeploymentState {
  if (!rule || !subject || outcome === "none") return absent;
  const unmet = isUnmet(outcome);
  const own = unmet ? waiversFor(waivers, rule, deploymentRef(subject.manifest)) : [];
  const settings = { failOn, asOf, waivers: own, explainAll: false };
  const waived = own.length > 0 && evaluateRule(rule, subject, settings).finding.waiver !== null;
  return { outcome, waived, gates: unmet && !waived && isBlockingRule(rule, subject.context.data, { failOn, asOf }) };
}

export const deploymentName = ({ manifest }: EvaluationInput): string =>
  String(getAt(manifest.value, ["metadata", "name"]));

const applied = ({ outcome }: DeploymentState): boolean => outcome !== "none" && outcome !== "not-applicable";

function kindOf(before: DeploymentState, after: DeploymentState): ImpactKind | undefined {
  if (!before.gates && after.gates) return "shuts";
  if (before.gates && !after.gates) return "opens";
  if (!applied(before) && !applied(after)) return undefined;
  if (!applied(before)) return "applies";
  if (!applied(after)) return "no-longer-applies";
  if (before.waived !== after.waived) return "waived";
  return before.outcome === after.outcome ? undefined : "told";
}

/**
 * Compares the results of rules for all deployments.
 * @param rules ids of the rules with possibly different results
 */
export function deploymentImpacts(
  before: ImpactInput,
  after: ImpactInput,
  rules: ReadonlySet<string>,
): DeploymentImpact[] {
  const [was, is] = [subjectsBy(before), subjectsBy(after)];
  const [old, now] = [rulesBy(before), rulesBy(after)];
  const ids = [...rules].toSorted(compareCodeUnits);
  const alike = new Set(ids.filter((id) => isAlike(old.get(id), now.get(id))));

  function impactsOn(first: EvaluationInput | undefined, second: EvaluationInput | undefined): Impact[] {
    // If only one side checks the deployment, every rule of that side has a different result.
    const affected = first && second ? ids : [...(first ? old : now).keys()];
    return affected.flatMap((rule): Impact[] => {
      const [a, b] = [old.get(rule), now.get(rule)];
      const outcome = outcomeFor(a, first);
      const same = first === second && alike.has(rule);
      const states = {
        before: stateOf(outcome, a, first, before),
        after: stateOf(same ? outcome : outcomeFor(b, second), b, second, after),
      };
      const kind = kindOf(states.before, states.after);
      return kind ? [{ kind, rule, ...states }] : [];
    });
  }

  return [...new Set([...was.keys(), ...is.keys()])]
    .map((one): DeploymentImpact => {
      const [first, second] = [was.get(one), is.get(one)];
      const subject = (second ?? first) as EvaluationInput;
      const judged = { before: first !== undefined, after: second !== undefined };
      return { name: deploymentName(subject), file: subject.manifest.file, judged, impacts: impactsOn(first, second) };
    })
    .filter(({ impacts, judged }) => impacts.length > 0 || judged.before !== judged.after)
    .toSorted((a, b) => compareCodeUnits(a.file, b.file) || compareCodeUnits(a.name, b.name));
}

function subjectsBy({ subjects }: ImpactInput): ReadonlyMap<string, EvaluationInput> {
  return new Map(subjects.map((one) => [`${one.manifest.file}\0${one.manifest.index}`, one]));
}

function rulesBy({ ruleSet }: ImpactInput): ReadonlyMap<string, Rule> {
  return new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
}

const isAlike = (a: Rule | undefined, b: Rule | undefined): boolean =>
  a !== undefined && b !== undefined && sameLogic(a, b);
