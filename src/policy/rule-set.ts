import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { type JsonObject, compareCodeUnits } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import type { Type } from "../logic/types.ts";
import { checkPolicy } from "./check-policy.ts";
import { readConfig } from "./config.ts";
import { type Packs, digestOf } from "./packs.ts";
import type { FileFormat } from "./format.ts";
import { type OwnFields, noOwnFields } from "../schema/own-fields.ts";
import { resolveParameters, unknownOverrides } from "./parameters.ts";
import { applyRuleSettings } from "./rule-settings.ts";
import { type Rule, compileRules } from "./rule.ts";
import type { SharedConfig } from "./shared-settings.ts";
import { readWaiver, partitionWaivers } from "./waivers.ts";
import type { ClaimGate, GateScope, NotEvaluated } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";
import { addAll } from "../util/list.ts";

/** The documents under `.caregate/` that are valid, and the files they came from. */
export interface PolicyBundle {
  /** With what the shared sets state. */
  readonly config: Document | undefined;
  /** The configs of the shared sets, in the order of `extends`. */
  readonly shared: readonly SharedConfig[];
  /** Those of the shared sets first. */
  readonly policies: readonly Document[];
  readonly waivers: readonly Document[];
  /** Public keys in PEM whose signatures of evidence count, by file. */
  readonly keys: readonly { readonly name: string; readonly pem: string }[];
  /** Formats of the organisation, by which its files are read. */
  readonly formats: readonly FileFormat[];
  /** What the organisation declares in `schemas/own/`. */
  readonly own: OwnFields;
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The documents of a repository without `.caregate/`. */
export const emptyBundle: PolicyBundle = {
  config: undefined,
  shared: [],
  policies: [],
  waivers: [],
  formats: [],
  own: noOwnFields,
  keys: [],
  files: [],
  diagnostics: [],
};

/** The rules, waivers and settings of a check. */
export interface RuleSet {
  /** In the order of their ids. */
  readonly rules: readonly Rule[];
  /** The active waivers. */
  readonly waivers: readonly Waiver[];
  readonly config: Document | undefined;
  /** The lowest severity that fails the check. */
  readonly failOn: Severity;
  readonly gate: GateScope;
  /** The effect of a change of claims after which rules no longer apply. */
  readonly claims: ClaimGate;
  /** Over the built-in packs and every file of `.caregate/`. */
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
}

const metadataOf = (document: Document): JsonObject => document.value["metadata"] as JsonObject;
const idOf = (document: Document): string => String(metadataOf(document)["id"]);

/** The built-in policies that config.yaml enables. */
function enabledPacks(
  packs: readonly Document[],
  config: Document | undefined,
  diagnostics: Diagnostic[],
  notEvaluated: NotEvaluated[],
): Document[] {
  const chosen = readConfig(config).packs;
  if (!config || !chosen) return [...packs];
  const ids = packs.map(idOf);
  chosen.forEach((name, i) => {
    if (ids.includes(name)) return;
    diagnostics.push(
      errorAt(
        config.locate(["packs", i]),
        "config/pack",
        `there is no built-in pack \`${name}\`${didYouMean(name, ids)}`,
      ),
    );
  });
  for (const id of ids) {
    if (!chosen.includes(id)) notEvaluated.push({ what: `pack ${id}`, reason: `switched off in ${config.file}` });
  }
  return packs.filter((policy) => chosen.includes(idOf(policy)));
}

/** The policies in effect on a date, each id once. */
function effectivePolicies(
  policies: readonly Document[],
  asOf: string,
  diagnostics: Diagnostic[],
  notEvaluated: NotEvaluated[],
): Document[] {
  const seen = new Map<string, string>();
  return policies.filter((policy) => {
    const id = idOf(policy);
    const first = seen.get(id);
    if (first !== undefined) {
      diagnostics.push(
        errorAt(
          policy.locate(["metadata", "id"]),
          "policy/duplicate",
          `policy \`${id}\` is already defined in ${first}: use another id`,
        ),
      );
      return false;
    }
    seen.set(id, policy.file);
    const effective = String(metadataOf(policy)["effective"]);
    if (effective <= asOf) return true;
    notEvaluated.push({ what: `policy ${id}`, reason: `takes effect on ${effective}` });
    return false;
  });
}

/** Reports former ids of more than one rule: a waiver of such an id would be ambiguous. */
function repeatedFormerIds(rules: readonly Rule[]): Diagnostic[] {
  const taken = new Map(rules.map((rule) => [rule.id, rule]));
  return rules.flatMap((rule) =>
    rule.formerly.flatMap((id) => {
      const other = taken.get(id);
      taken.set(id, rule);
      if (!other) return [];
      const message = `\`${id}\` cannot be a former id of \`${rule.id}\`: it is an id of the rule in ${other.document.file}`;
      return [errorAt(rule.document.locate([...rule.path, "formerly"]), "policy/duplicate-rule", message)];
    }),
  );
}

function withoutDuplicates(rules: readonly Rule[], diagnostics: Diagnostic[]): Rule[] {
  const seen = new Map<string, Rule>();
  for (const rule of rules) {
    const first = seen.get(rule.id);
    if (!first) seen.set(rule.id, rule);
    else
      diagnostics.push(
        errorAt(
          rule.document.locate([...rule.path, "id"]),
          "policy/duplicate-rule",
          `rule \`${rule.id}\` is already defined in ${first.document.file}`,
        ),
      );
  }
  addAll(diagnostics, repeatedFormerIds([...seen.values()]));
  return [...seen.values()].toSorted((a, b) => compareCodeUnits(a.id, b.id));
}

/** The sources of a rule set. */
export interface RuleSetInput {
  readonly packs: Packs;
  readonly governance: PolicyBundle;
  /** ISO date of the check. */
  readonly asOf: string;
  /** The lowest severity that fails the check, if the caller overrides config.yaml. */
  readonly failOn?: Severity;
  /** The type of the rule context, for checks of the organisation's own policies; the build checks the built-in ones. */
  readonly context?: Type;
}

/** The rules of a policy with resolved parameters, and the errors in it. */
export interface CompiledPolicy {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions {
  /** The type of the rule context; without it, types are not checked. */
  readonly context?: Type | undefined;
  /** True if the build has checked the policy. */
  readonly built?: boolean;
  /** Configs of shared sets, which can override its parameters too. */
  readonly shared?: readonly SharedConfig[] | undefined;
}

/**
 * Compiles a policy.
 * @param config can override its parameters
 */
export function compilePolicy(
  policy: Document,
  config: Document | undefined,
  { context, built = false, shared }: CompileOptions = {},
): CompiledPolicy {
  const { values, diagnostics: parameterProblems } = resolveParameters(policy, config, shared);
  const { rules, diagnostics: ruleProblems } = compileRules(policy, values, built);
  const diagnostics = [...parameterProblems, ...ruleProblems];
  return { rules, diagnostics: diagnostics.length === 0 && context ? checkPolicy(rules, context) : diagnostics };
}

/**
 * Builds the rule set of a check from the enabled built-in packs, the organisation's own policies, the parameters with
 * their overrides, the settings of rules, and the active waivers.
 */
export function buildRuleSet({ packs, governance, asOf, failOn, context }: RuleSetInput): RuleSet {
  const { config } = governance;
  const settings = readConfig(config);
  const diagnostics: Diagnostic[] = [...packs.diagnostics, ...governance.diagnostics];
  const notEvaluated: NotEvaluated[] = [];
  const on = [...enabledPacks(packs.documents, config, diagnostics, notEvaluated), ...governance.policies];
  const policies = effectivePolicies(on, asOf, diagnostics, notEvaluated);
  const compiled = policies.flatMap((policy) => {
    const own = governance.policies.includes(policy);
    const { shared } = governance;
    const how = own ? { context, shared } : { built: packs.built, shared };
    const { rules, diagnostics: problems } = compilePolicy(policy, config, how);
    addAll(diagnostics, problems);
    return rules;
  });
  const everyId = [...packs.documents, ...governance.policies].map(idOf);
  for (const one of [config, ...governance.shared.map(({ document }) => document)])
    addAll(diagnostics, unknownOverrides(one, everyId));
  const applied = applyRuleSettings(withoutDuplicates(compiled, diagnostics), config, asOf);
  const { rules } = applied;
  addAll(diagnostics, applied.diagnostics);
  addAll(notEvaluated, applied.notEvaluated);
  const { active, diagnostics: waiverProblems } = partitionWaivers(
    governance.waivers.map(readWaiver),
    rules,
    asOf,
    config,
  );
  addAll(diagnostics, waiverProblems);
  return {
    rules,
    waivers: active,
    config,
    failOn: failOn ?? settings.failOn ?? "medium",
    gate: settings.gate ?? "all",
    claims: settings.claims ?? "allow",
    digest: `sha256:${digestOf([{ file: "packs", bytes: Buffer.from(packs.digest) }, ...governance.files])}`,
    diagnostics,
    notEvaluated,
  };
}
