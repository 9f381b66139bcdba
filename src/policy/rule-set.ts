import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { type JsonObject, compareCodeUnits } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import type { Type } from "../logic/types.ts";
import { checkPolicy } from "./check-policy.ts";
import { readConfig } from "./config.ts";
import { type Packs, digestOf } from "./packs.ts";
import { resolveParameters, unknownOverrides } from "./parameters.ts";
import { type Rule, compileRules } from "./rule.ts";
import { readWaiver, partitionWaivers } from "./waivers.ts";
import type { GateScope, NotEvaluated } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";

/** The documents under `.caregate/` that are valid, and the files they came from. */
export interface PolicyBundle {
  readonly config: Document | undefined;
  readonly policies: readonly Document[];
  readonly waivers: readonly Document[];
  /** Public keys in PEM of those whose signatures under evidence count, named by file. */
  readonly keys: readonly { readonly name: string; readonly pem: string }[];
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything a run judges by. */
export interface RuleSet {
  /** In the order of their ids. */
  readonly rules: readonly Rule[];
  /** The waivers that hold. */
  readonly waivers: readonly Waiver[];
  readonly config: Document | undefined;
  /** The least severity that shuts the gate. */
  readonly failOn: Severity;
  readonly gate: GateScope;
  /** Over the built-in packs and every file of `.caregate/`. */
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
}

const metadataOf = (document: Document): JsonObject => document.value["metadata"] as JsonObject;
const idOf = (document: Document): string => String(metadataOf(document)["id"]);

/** The built-in policies that the settings leave on. */
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

/** Policies in force on a date, each id once. */
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
          `policy \`${id}\` is already defined in ${first}; give this one another id`,
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
  return [...seen.values()].toSorted((a, b) => compareCodeUnits(a.id, b.id));
}

/** What a set of rules is built from. */
export interface RuleSetInput {
  readonly packs: Packs;
  readonly governance: PolicyBundle;
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The least severity that shuts the gate, when the caller knows better than the settings. */
  readonly failOn?: Severity;
  /** The type of the rule context, to check the organisation's own policies by; the built-in ones are checked when built. */
  readonly context?: Type;
}

/** The rules of a policy with its parameters as the settings have them, and what is wrong with it. */
export interface CompiledPolicy {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a policy.
 * @param config the repository's settings, which may set its parameters
 * @param context the type of the rule context, to check the policy by
 * @param built whether the build has checked it
 */
export function compilePolicy(
  policy: Document,
  config: Document | undefined,
  { context, built = false }: { readonly context?: Type | undefined; readonly built?: boolean } = {},
): CompiledPolicy {
  const { values, diagnostics: parameterProblems } = resolveParameters(policy, config);
  const { rules, diagnostics: ruleProblems } = compileRules(policy, values, built);
  const diagnostics = [...parameterProblems, ...ruleProblems];
  return { rules, diagnostics: diagnostics.length === 0 && context ? checkPolicy(rules, context) : diagnostics };
}

/**
 * Puts together what a run judges by: the built-in packs that are on, the organisation's own policies, parameters with
 * their overrides, and the waivers that hold.
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
    const how = own ? { context } : { built: packs.built };
    const { rules, diagnostics: problems } = compilePolicy(policy, config, how);
    diagnostics.push(...problems);
    return rules;
  });
  const everyId = [...packs.documents, ...governance.policies].map(idOf);
  diagnostics.push(...unknownOverrides(config, everyId));
  const rules = withoutDuplicates(compiled, diagnostics);
  const { active, diagnostics: waiverProblems } = partitionWaivers(governance.waivers.map(readWaiver), rules, asOf);
  diagnostics.push(...waiverProblems);
  return {
    rules,
    waivers: active,
    config,
    failOn: failOn ?? settings.failOn ?? "medium",
    gate: settings.gate ?? "all",
    digest: `sha256:${digestOf([{ file: "packs", bytes: Buffer.from(packs.digest) }, ...governance.files])}`,
    diagnostics,
    notEvaluated,
  };
}
