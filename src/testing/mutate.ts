import type { Location } from "../model/document.ts";
import { outcomeOf } from "../evaluate/decision.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Outcome } from "../model/finding.ts";
import { type Json, type JsonObject, getAt, emptyObject, isObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import { enumerateCases } from "../logic/enumerate-cases.ts";
import { checkTypes } from "../logic/type-check.ts";
import { type CompileError, type Node, compile } from "../logic/compile.ts";
import type { Type } from "../logic/types.ts";
import { parameterProblem } from "../policy/parameters.ts";
import type { Rule } from "../policy/rule.ts";
import { type MutantParameters, mutatorsFor } from "./mutants.ts";
import { BudgetExceeded, rootScope } from "../logic/scope.ts";

/** What a test judges a rule on, and what it expects. */
export interface MutationCase {
  readonly data: JsonObject;
  readonly expected: Outcome;
}

/** A changed rule that no test told from the rule. */
export interface SurvivingMutant {
  readonly rule: string;
  /** What changes, and where in the rule: the name by which a policy lists it. */
  readonly change: string;
  /** What no test has. */
  readonly gap: string;
  readonly where: Location;
}

/** What became of the changed rules. */
export interface MutationResult {
  /** Told from the rule by at least one test. */
  readonly noticed: number;
  /** Refused by the check of policies, so that they cannot slip in. */
  readonly refused: number;
  /** Shown to make no difference in any case. */
  readonly equivalent: number;
  /** Listed by the policy as making no difference, with a reason. */
  readonly listed: number;
  readonly survivors: readonly SurvivingMutant[];
  /** What is wrong with the lists. */
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

/** The outcome of a rule, as `judge` decides it, without the second key. */
function evaluateConditions({ appliesWhen, require }: Conditions, data: JsonObject): Outcome {
  try {
    const applies = appliesWhen ? appliesWhen.truth(rootScope(data)) : true;
    return outcomeOf(applies, () => require.truth(rootScope(data)));
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return "unknown";
  }
}

/** Candidates: the rule with one change each. */
interface MutantCandidate extends SurvivingMutant {
  readonly conditions: Conditions;
  /** The part that changed; undefined where it was taken out. */
  readonly changed: Node | undefined;
  /** Whether a parameter would get a value that its declaration refuses. */
  readonly refused: boolean;
}

function parametersOf(rule: Rule): MutantParameters {
  const declared = rule.document.value["parameters"];
  return { values: rule.parameters, declared: isObject(declared) ? declared : emptyObject() };
}

/** Whether the check of parameters refuses a value. */
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
          refused: parameter !== undefined && refuses(parameters, parameter),
        };
      },
    ),
  );
  if (!own.appliesWhen) return small;
  const always: MutantCandidate = {
    rule: rule.id,
    change: "appliesWhen may be dropped",
    gap: "no test has it not apply",
    where: rule.document.locate([...rule.path, "appliesWhen"]),
    conditions: { ...own, appliesWhen: undefined },
    changed: undefined,
    refused: false,
  };
  return [always, ...small];
}

/** Whether a change makes no difference in any case that could be laid out. */
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

/** What the policy lists beside the tests of a rule as making no difference. */
function listOf(rule: Rule): string[] {
  const list = getAt(rule.document.value, [...rule.path, "equivalent"]);
  return Array.isArray(list) ? list.filter(isObject).map(({ change }) => String(change)) : [];
}

/** Entries of the list that name no change that went unnoticed. */
function idleEntries(rule: Rule, list: readonly string[], unnoticed: readonly string[]): Diagnostic[] {
  return list.flatMap((change, i) => {
    if (unnoticed.includes(change)) return [];
    const where = rule.document.locate([...rule.path, "equivalent", i, "change"]);
    const hint = didYouMean(change, unnoticed);
    return [errorAt(where, "test/equivalent", `no change of this name goes unnoticed; take it out${hint}`)];
  });
}

/** Of a rule without tests nothing needs to be tried. */
function untested(rule: Rule): MutationResult {
  const where = rule.document.locate([...rule.path, "id"]);
  const survivor = { rule: rule.id, change: "anything may change", gap: "the rule has no test", where };
  return { noticed: 0, refused: 0, equivalent: 0, listed: 0, survivors: [survivor], diagnostics: [] };
}

/**
 * Changes a rule in every small way, and looks whether its tests notice.
 * @param cases the documents of its tests, each with the outcome expected, which is the outcome of the rule
 * @param context the type of the rule context: a change that the check of policies refuses needs no test
 */
export function mutate(rule: Rule, cases: readonly MutationCase[], context: Type): MutationResult {
  if (cases.length === 0) return untested(rule);
  const candidates = candidatesOf(rule);
  const unnoticed = candidates.filter(({ conditions }) =>
    cases.every(({ data, expected }) => evaluateConditions(conditions, data) === expected),
  );
  const sound = unnoticed.filter(
    ({ changed, refused }) => !refused && (changed === undefined || checkTypes(changed, context).length === 0),
  );
  const own = conditionsOf(rule);
  const different = sound.filter((candidate) => !isEquivalent(own, candidate, context));
  const list = listOf(rule);
  const survivors = different.filter(({ change }) => !list.includes(change));
  return {
    noticed: candidates.length - unnoticed.length,
    refused: unnoticed.length - sound.length,
    equivalent: sound.length - different.length,
    listed: different.length - survivors.length,
    survivors: survivors.map(({ rule: id, change, gap, where }) => ({ rule: id, change, gap, where })),
    diagnostics: idleEntries(
      rule,
      list,
      different.map(({ change }) => change),
    ),
  };
}
