import { NEVER, datesBehind } from "../facts/reference-data.ts";
import { readBundle } from "../policy/bundle.ts";
import { inputType } from "../policy/input-type.ts";
import { buildRuleSet } from "../policy/rule-set.ts";
import { type DueRule, dueRules } from "../policy/upkeep.ts";
import { loadPacks } from "../workspace/packs.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Severity } from "../model/finding.ts";
import { regionsOf } from "../policy/catalog.ts";
import type { Rule } from "../policy/rule.ts";
import { findRoot } from "../repository/root.ts";
import { workingTree } from "../repository/working-tree.ts";
import { loadPolicies } from "../workspace/policies.ts";
import type { EngineOptions } from "./options.ts";

/** Conditions that a listed rule meets; one that is not set leaves no rule out. */
export interface RuleFilter {
  /** Name of a pack, such as `hipaa`. */
  readonly pack?: string | undefined;
  /** Part of a citation in any case, or the id of a duty. */
  readonly cites?: string | undefined;
  /** `us`, `eu`, `gb`, `ca` or `au`, in any case. */
  readonly jurisdiction?: string | undefined;
  readonly severity?: Severity | undefined;
}

export interface RulesOptions extends EngineOptions {
  readonly filter?: RuleFilter | undefined;
}

/** The rules that apply to a repository, and the problems of its policies. */
export interface RuleCatalog {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

function matches(rule: Rule, { pack, cites, jurisdiction, severity }: RuleFilter): boolean {
  const regions = regionsOf(rule);
  const isCited = (text: string): boolean =>
    rule.citations.some(({ ref }) => ref.toLowerCase().includes(text.toLowerCase())) || rule.covers.includes(text);
  return (
    (pack === undefined || rule.id.split("/")[0] === pack) &&
    (severity === undefined || rule.severity === severity) &&
    (cites === undefined || isCited(cites)) &&
    (jurisdiction === undefined || regions.length === 0 || regions.includes(jurisdiction.toLowerCase()))
  );
}

/** Lists the rules that are in effect in the repository of `cwd`: those of the packs and its own. */
export async function listRules({ cwd, asOf, filter = {} }: RulesOptions): Promise<RuleCatalog> {
  const { ruleSet } = await loadPolicies(workingTree(findRoot(cwd)), { asOf });
  return { rules: ruleSet.rules.filter((rule) => matches(rule, filter)), diagnostics: ruleSet.diagnostics };
}

export interface DueRulesOptions extends RulesOptions {
  /** Age in days above which a reading of the law is too old (default: 180). */
  readonly days?: number | undefined;
}

/** The rules whose law has to be read again, and the problems of the policies. */
export interface DueRuleCatalog extends Pick<RuleCatalog, "diagnostics"> {
  /** The oldest reading first, then the earliest date ahead. */
  readonly due: readonly DueRule[];
  readonly asOf: string;
  readonly days: number;
  /** Ids of rules that state no day of reading. */
  readonly undated: readonly string[];
}

const DEFAULT_DAYS = 180;

/** Lists the rules whose law was last read too long ago, or has a date ahead; those of policies to come are among them. */
export async function listDueRules({
  cwd,
  asOf,
  filter = {},
  days = DEFAULT_DAYS,
}: DueRulesOptions): Promise<DueRuleCatalog> {
  const bundle = await readBundle(workingTree(findRoot(cwd)));
  // Waivers do not matter to the law, and all have ended by then.
  const governance = { ...bundle, waivers: [] };
  const context = await inputType(bundle.own);
  const ruleSet = buildRuleSet({ packs: await loadPacks(), governance, asOf: NEVER, context });
  const rules = ruleSet.rules.filter((rule) => matches(rule, filter));
  const undated = rules.filter(({ checked }) => checked === undefined).map(({ id }) => id);
  return { due: dueRules(rules, { asOf, days, datesBehind }), asOf, days, undated, diagnostics: ruleSet.diagnostics };
}
