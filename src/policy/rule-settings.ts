import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { NotEvaluated } from "../model/report.ts";
import { type Severity, atLeast } from "../model/rule.ts";
import { addDays, daysBetween } from "../util/date.ts";
import { type Json, type JsonObject, emptyObject, getAt, isObject, mapsOf, textList } from "../util/json.ts";
import { didYouMean, quote } from "../util/text.ts";
import { parameterProblem } from "./parameters.ts";
import { CompiledCondition, type Rule } from "./rule.ts";
import { isStandIn } from "./waiver-terms.ts";

/** Longest setting, in days: the organisation decides again after two years at the latest. */
export const MAX_SETTING_DAYS = 731;

/** A setting of `rules` in config.yaml: what the organisation decided about a rule or about all rules of a policy. */
export interface RuleSetting {
  /** Its index in the list. */
  readonly index: number;
  readonly rule: string | undefined;
  /** Id of a policy, built in or of the organisation. */
  readonly pack: string | undefined;
  readonly binding: "off" | "advisory" | undefined;
  readonly severity: Severity | undefined;
  readonly parameters: JsonObject;
  /** The deployments that it is for, as a condition on the rule context; undefined for all. */
  readonly scope: Json | undefined;
  readonly scopeText: string;
  readonly reason: string;
  readonly owner: { readonly name: string; readonly role: string };
  /** First and last day, as ISO dates. */
  readonly from: string;
  readonly until: string;
}

/** The rules with the settings that are active on a date, and what to say about the settings. */
export interface AppliedSettings {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
}

/** The keys of a scope, with the path that each is compared with. */
const scopePaths = { deployments: "metadata.name", stages: "spec.stage", functions: "spec.function" } as const;

/** A glob with `*`, `**` and `?` as a regular expression: RE2, which `matches` takes, has no lookahead as other libraries use. */
function pathPattern(glob: string): string {
  const parts = glob.split(/(\*\*\/|\*\*|\*|\?)/);
  const wild: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
  return `^${parts.map((part) => wild[part] ?? part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("")}$`;
}

function scopeOf(scope: Json | undefined): Json | undefined {
  if (!isObject(scope)) return undefined;
  const conditions: Json[] = Object.entries(scopePaths).flatMap(([key, path]) => {
    const names = textList(scope[key]);
    return names ? [{ in: [{ var: path }, names] }] : [];
  });
  const globs = textList(scope["paths"]);
  if (globs) conditions.push({ or: globs.map((glob) => ({ matches: [{ var: "facts.file" }, pathPattern(glob)] })) });
  return conditions.length === 0 ? undefined : { and: conditions };
}

function describeScope(scope: Json | undefined): string {
  if (!isObject(scope)) return "";
  const parts = Object.entries(scope).flatMap(([key, value]) => {
    const names = textList(value);
    return names ? [`${key} ${names.join(", ")}`] : [];
  });
  return parts.length > 0 ? ` for ${parts.join(" and ")}` : "";
}

const textAt = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Reads the settings of a config that is valid for its schema. */
export function readRuleSettings(config: Document | undefined): RuleSetting[] {
  const list = config?.value["rules"];
  return mapsOf(list).map(({ index, map: one }) => {
    const { binding, parameters, scope } = one;
    return {
      index,
      rule: textAt(one["rule"]),
      pack: textAt(one["pack"]),
      binding: binding === "off" || binding === "advisory" ? binding : undefined,
      severity: textAt(one["severity"]) as Severity | undefined,
      parameters: isObject(parameters) ? parameters : emptyObject(),
      scope: scopeOf(scope),
      scopeText: describeScope(scope),
      reason: String(one["reason"]),
      owner: { name: String(getAt(one, ["owner", "name"])), role: String(getAt(one, ["owner", "role"])) },
      from: String(one["from"]),
      until: String(one["until"]),
    };
  });
}

/** The rules that a setting names, by current or former id, or as all rules of a policy. */
const rulesOf = ({ rule, pack }: RuleSetting, rules: readonly Rule[]): Rule[] =>
  rules.filter((one) => (rule === undefined ? one.policy === pack : one.id === rule || one.formerly.includes(rule)));

/** The effect of a setting in a few words, such as `advisory`. */
export const effectOf = ({ binding, severity, parameters }: RuleSetting): string =>
  [
    ...(binding ? [binding] : []),
    ...(severity ? [`of severity ${severity}`] : []),
    ...Object.entries(parameters).map(([name, value]) => `evaluated with ${name} = ${String(value)}`),
  ].join(" and ");

/** True if a setting makes its rules weaker for certain. */
export const isExemption = ({ binding }: RuleSetting): boolean => binding !== undefined;

/** The name of what a setting is about, such as `rule contracts/audit-rights for stages pilot`. */
export const targetOf = ({ rule, pack, scopeText }: RuleSetting): string =>
  `${rule === undefined ? `rules of ${String(pack)}` : `rule ${rule}`}${scopeText}`;

/** The effect of a setting and its days. */
export const summaryOf = (setting: RuleSetting): string =>
  `${effectOf(setting)} from ${setting.from} until ${setting.until}`;

/** Problems of the keys of a setting, each with the key that it is about. */
function* keyProblems(setting: RuleSetting): Iterable<readonly [key: string, message: string]> {
  const { rule, pack, binding, severity, parameters, scope, from, until } = setting;
  if ((rule === undefined) === (pack === undefined))
    yield ["", rule === undefined ? "name a `rule` or a `pack`" : "name a `rule` or a `pack`, not both"];
  if (effectOf(setting) === "") yield ["", "write what changes: `binding`, `severity` or `parameters`"];
  if (binding === "off" && (severity !== undefined || Object.keys(parameters).length > 0))
    yield ["binding", "a rule that is off needs no `severity` and no `parameters`: remove them"];
  if (severity !== undefined && scope !== undefined)
    yield ["severity", "a severity is for all deployments: remove `scope`, or write `binding: advisory` with it"];
  const length = (daysBetween(from, until) ?? -1) + 1;
  if (length < 1) yield ["until", "the setting ends before it begins"];
  if (length > MAX_SETTING_DAYS) yield ["until", `a setting lasts ${MAX_SETTING_DAYS} days at most, not ${length}`];
  if (isStandIn(setting.reason, ["reason"])) yield ["reason", `${quote(setting.reason)} is no reason: write one`];
  const { name } = setting.owner;
  if (isStandIn(name, ["name", "owner"])) yield ["owner", `${quote(name)} is no name: write who decided`];
}

/** Problems of a setting with the rules that it names. */
function* targetProblems(setting: RuleSetting, named: readonly Rule[], all: readonly Rule[]) {
  const { rule, pack, binding, severity, parameters } = setting;
  if (named.length === 0) {
    const known = rule === undefined ? all.map(({ policy }) => policy) : all.map(({ id }) => id);
    const missing = rule === undefined ? `there is no policy \`${String(pack)}\`` : `there is no rule \`${rule}\``;
    yield [rule === undefined ? "pack" : "rule", `${missing}${didYouMean(rule ?? String(pack), known)}`] as const;
  }
  const weakens = (one: Rule): boolean =>
    binding !== undefined || (severity !== undefined && severity !== one.severity && atLeast(one.severity, severity));
  const locked = named.filter((one) => one.waiver.forbidden && weakens(one)).map(({ id }) => `\`${id}\``);
  if (locked.length > 0)
    yield [
      rule === undefined ? "pack" : "rule",
      `${locked.join(", ")} cannot be changed: no waiver may cover it`,
    ] as const;
  const declared = getAt(named[0]?.document.value, ["parameters"]);
  for (const [name, value] of named.length > 0 ? Object.entries(parameters) : []) {
    const parameter = isObject(declared) ? declared[name] : undefined;
    if (!isObject(parameter)) {
      const hint = didYouMean(name, isObject(declared) ? Object.keys(declared) : []);
      yield ["parameters", `policy \`${String(named[0]?.policy)}\` has no parameter \`${name}\`${hint}`] as const;
    } else {
      const refused = parameterProblem(parameter, value);
      if (refused) yield ["parameters", `\`${name}\` ${refused}`] as const;
    }
  }
}

/** An expression in which parameters have other values. */
function withParameters(expression: Json, values: JsonObject): Json {
  if (Array.isArray(expression)) return expression.map((one) => withParameters(one, values));
  if (!isObject(expression)) return expression;
  const copy = emptyObject();
  for (const [op, operand] of Object.entries(expression)) {
    const name = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
    if (op === "param" && typeof name === "string" && Object.hasOwn(values, name)) return values[name] as Json;
    copy[op] = withParameters(operand, values);
  }
  return copy;
}

const conditionOf = (expression: Json, { parameters }: Rule): CompiledCondition =>
  new CompiledCondition(expression, parameters);

/** A rule that does not apply in a scope, or nowhere without one. */
function switchedOff(rule: Rule, scope: Json | undefined): Rule {
  const applies = [...(rule.appliesWhen?.conjuncts ?? []), scope === undefined ? false : { "!": scope }];
  return { ...rule, appliesWhen: conditionOf({ and: applies }, rule) };
}

/** A rule with other values of parameters in a scope. */
function withValues(rule: Rule, scope: Json | undefined, values: JsonObject): Rule {
  const varied = ({ expression }: CompiledCondition): CompiledCondition => {
    const other = withParameters(expression, values);
    return conditionOf(scope === undefined ? other : { if: [scope, other, expression] }, rule);
  };
  const scoped = { scope: scope === undefined ? undefined : conditionOf(scope, rule), values };
  return {
    ...rule,
    appliesWhen: rule.appliesWhen && varied(rule.appliesWhen),
    require: varied(rule.require),
    scopedParameters: [...rule.scopedParameters, scoped],
  };
}

/** A rule with a setting. Its conditions become conditions on the scope too, so that comparisons and explanations see it. */
function withSetting(rule: Rule, { binding, severity, parameters, scope }: RuleSetting): Rule {
  if (binding === "off") return switchedOff(rule, scope);
  const changed = Object.keys(parameters).length > 0 ? withValues(rule, scope, parameters) : rule;
  const graded = severity ? { ...changed, severity } : changed;
  if (binding !== "advisory") return graded;
  return scope === undefined
    ? { ...graded, binding }
    : { ...graded, advisoryIn: [...graded.advisoryIn, conditionOf(scope, rule)] };
}

/**
 * Applies the settings of `rules` in config.yaml. A setting with an error has no effect, so the rule stays as it was.
 * @param asOf ISO date; settings that are not active on it have no effect
 */
export function applyRuleSettings(rules: readonly Rule[], config: Document | undefined, asOf: string): AppliedSettings {
  const diagnostics: Diagnostic[] = [];
  const notEvaluated: NotEvaluated[] = [];
  let current = rules;
  for (const setting of readRuleSettings(config)) {
    const report = (severity: Diagnostic["severity"], key: string, message: string): void => {
      const at = (config as Document).locate(["rules", setting.index, ...(key === "" ? [] : [key])]);
      diagnostics.push({ ...errorAt(at, "config/rule-setting", message), severity });
    };
    const named = rulesOf(setting, current);
    const wrongKeys = [...keyProblems(setting)];
    const problems = wrongKeys.length > 0 ? wrongKeys : [...targetProblems(setting, named, current)];
    for (const [key, message] of problems) report("error", key, message);
    if (problems.length > 0 || setting.from > asOf) continue;
    const { reason, owner } = setting;
    const decided = `${reason} (${owner.name}, ${owner.role})`;
    if (setting.until < asOf) {
      report("warning", "until", `the setting of ${targetOf(setting)} ended on ${setting.until}: renew or remove it`);
      continue;
    }
    if (setting.binding === "off")
      notEvaluated.push({ what: targetOf(setting), reason: `off until ${setting.until}: ${decided}` });
    else {
      const verb = setting.rule === undefined ? "are" : "is";
      report("note", "", `${targetOf(setting)} ${verb} ${effectOf(setting)} until ${setting.until}: ${decided}`);
    }
    const changed = new Set(named);
    current = current.map((rule) => (changed.has(rule) ? withSetting(rule, setting) : rule));
  }
  return { rules: current, diagnostics, notEvaluated };
}

/** The days on which settings begin or have ended. */
export const settingDates = (config: Document | undefined): string[] =>
  readRuleSettings(config).flatMap(({ from, until }) => [from, addDays(until, 1)]);
