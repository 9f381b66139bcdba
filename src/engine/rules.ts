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
