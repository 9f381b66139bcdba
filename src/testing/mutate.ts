import type { Location } from "../model/document.ts";
import { outcomeIfApplies, outcomeIfNot } from "../evaluate/decision.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Outcome } from "../model/finding.ts";
import { type Json, type JsonObject, getAt, emptyObject, isObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import { enumerateCases } from "../logic/enumerate-cases.ts";
import { checkTypes } from "../logic/type-check.ts";
import { type CompileError, type Node, compile } from "../logic/compile.ts";
import type { Type } from "../logic/types.ts";
import { parameterProblem } from "../policy/parameters.ts";
import { CompiledCondition, type Rule } from "../policy/rule.ts";
import { mutateMessages } from "./mutate-messages.ts";
import { type MutantParameters, mutatorsFor } from "./mutants.ts";
import { BudgetExceeded, rootScope } from "../logic/scope.ts";

/** The data of a rule test and its expected outcome. */
export interface MutationCase {
  readonly data: JsonObject;
  readonly expected: Outcome;
}

/** A changed rule that no test distinguishes from the rule. */
export interface SurvivingMutant {
  readonly rule: string;
  /** The change and its place in the rule: the name in a policy's list of equivalent changes. */
  readonly change: string;
  /** The missing test. */
  readonly gap: string;
  readonly where: Location;
  /** The rule with the change; undefined for a change of messages, and for a rule without tests. */
  readonly changedRule?: Rule | undefined;
}

/** Result of testing the changed rules. */
export interface MutationResult {
  /** Number of changed rules that fail at least one test. */
  readonly noticed: number;
  /** Number of changed rules that the check of policies rejects. */
  readonly refused: number;
  /** Number of changes without effect in all cases. */
  readonly equivalent: number;
  /** Number of changes that the policy lists as equivalent, with a reason. */
  readonly listed: number;
  readonly survivors: readonly SurvivingMutant[];
  /** Problems of these lists. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Conditions {
  readonly appliesWhen: Node | undefined;
  readonly require: Node;
}

const conditionsOf = ({ appliesWhen, require }: Rule): Conditions => ({
  appliesWhen: appliesWhen?.node,
  require: require.node,
});

/** The outcome of a rule, without the cross-check by the second evaluator. */
function evaluateConditions({ appliesWhen, require }: Conditions, data: JsonObject): Outcome {
  try {
    const applies = appliesWhen ? appliesWhen.truth(rootScope(data)) : true;
    return applies === true ? outcomeIfApplies(require.truth(rootScope(data))) : outcomeIfNot(applies);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return "unknown";
  }
}

/** A rule with one change. */
interface MutantCandidate extends SurvivingMutant {
  readonly conditions: Conditions;
  /** The changed part; undefined if it was removed. */
  readonly changed: Node | undefined;
  /** True if the declaration of the parameter rejects the new value. */
  readonly refused: boolean;
}

function parametersOf(rule: Rule): MutantParameters {
  const declared = rule.document.value["parameters"];
  return { values: rule.parameters, declared: isObject(declared) ? declared : emptyObject() };
}

/** True if the declaration of a parameter rejects a value. */
function refuses(
  { declared }: MutantParameters,
  { name, value }: { readonly name: string; readonly value: Json },
): boolean {
  const own = declared[name];
  return isObject(own) && parameterProblem(own, value) !== undefined;
}

function candidatesOf(rule: Rule): MutantCandidate[] {
  const source = getAt(rule.document.value, rule.path) as JsonObject;
  const own = conditionsOf(rule);
  const parameters = parametersOf(rule);
  const parts = (["appliesWhen", "require"] as const).filter((part) => own[part] !== undefined);
  const small = parts.flatMap((part) =>
    mutatorsFor(source[part] as Json, parameters).map(
      ({ path, condition, change, gap, parameter }): MutantCandidate => {
        const errors: CompileError[] = [];
        const changed = compile(condition, rule.parameters, errors);
        return {
          rule: rule.id,
          change: `${part}: ${change}`,
          gap,
          where: rule.document.locate([...rule.path, part, ...path]),
          conditions: { ...own, [part]: changed },
          changed,
          changedRule: { ...rule, [part]: new CompiledCondition(condition, rule.parameters, changed) },
          refused: parameter !== undefined && refuses(parameters, parameter),
        };
      },
    ),
  );
  if (!own.appliesWhen) return small;
  const always: MutantCandidate = {
    rule: rule.id,
    change: "appliesWhen may be dropped",
    gap: "no test has a document to which the rule does not apply",
    where: rule.document.locate([...rule.path, "appliesWhen"]),
    conditions: { ...own, appliesWhen: undefined },
    changed: undefined,
    changedRule: { ...rule, appliesWhen: undefined },
    refused: false,
  };
  return [always, ...small];
}

/** True if a change has no effect in any enumerated case. */
function isEquivalent(own: Conditions, { conditions }: MutantCandidate, context: Type): boolean {
  const nodes = [own, conditions].flatMap(({ appliesWhen, require }) => [
    ...(appliesWhen ? [appliesWhen] : []),
    require,
  ]);
  const cases = enumerateCases(nodes, context);
  return (
    cases !== undefined && cases.every((data) => evaluateConditions(own, data) === evaluateConditions(conditions, data))
  );
}

/** The changes that the policy lists as equivalent, next to the rule's tests. */
function listOf(rule: Rule): string[] {
  const list = getAt(rule.document.value, [...rule.path, "equivalent"]);
  return Array.isArray(list) ? list.filter(isObject).map(({ change }) => String(change)) : [];
}

/** Reports entries of the list that match no surviving change. */
function idleEntries(rule: Rule, list: readonly string[], unnoticed: readonly string[]): Diagnostic[] {
  return list.flatMap((change, i) => {
    if (unnoticed.includes(change)) return [];
    const where = rule.document.locate([...rule.path, "equivalent", i, "change"]);
    const hint = didYouMean(change, unnoticed);
    return [errorAt(where, "test/equivalent", `no surviving change has this name: remove the entry${hint}`)];
  });
}

/** A rule without tests needs no changes: any change would survive. */
function untested(rule: Rule): MutationResult {
  const where = rule.document.locate([...rule.path, "id"]);
  const survivor = { rule: rule.id, change: "anything may change", gap: "the rule has no test", where };
  return { noticed: 0, refused: 0, equivalent: 0, listed: 0, survivors: [survivor], diagnostics: [] };
}

/**
 * Makes small changes to a rule and checks that its tests fail.
 * @param cases the documents of its passing tests, each with the expected outcome
 * @param context the type of the rule context: a change that the check of policies rejects needs no test
 */
export function mutate(rule: Rule, cases: readonly MutationCase[], context: Type): MutationResult {
  if (cases.length === 0) return untested(rule);
  const candidates = candidatesOf(rule);
  const unnoticed = candidates.filter(({ conditions }) =>
    cases.every(({ data, expected }) => evaluateConditions(conditions, data) === expected),
  );
  const { declared } = parametersOf(rule);
  const sound = unnoticed.filter(
    ({ changed, refused }) =>
      !refused && (changed === undefined || checkTypes(changed, context, declared).length === 0),
  );
  const own = conditionsOf(rule);
  const messages = mutateMessages(rule, cases);
  const different = sound.filter((candidate) => !isEquivalent(own, candidate, context));
  const list = listOf(rule);
  const unlisted = [...different, ...messages.unnoticed];
  const survivors = unlisted.filter(({ change }) => !list.includes(change));
  return {
    noticed: candidates.length - unnoticed.length + messages.noticed,
    refused: unnoticed.length - sound.length,
    equivalent: sound.length - different.length,
    listed: unlisted.length - survivors.length,
    survivors: survivors.map(({ rule: id, change, gap, where, changedRule }) => ({
      rule: id,
      change,
      gap,
      where,
      changedRule,
    })),
    diagnostics: idleEntries(
      rule,
      list,
      unlisted.map(({ change }) => change),
    ),
  };
}
