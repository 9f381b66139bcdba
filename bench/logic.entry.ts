import { parseDocument } from "yaml";
import { loadFile } from "../src/documents/load.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { evaluateOutcome } from "../src/evaluate/decision.ts";
import { createEvidenceStore } from "../src/evidence/resolve.ts";
import { type RuleContext } from "../src/facts/context.ts";
import { buildContext } from "../src/facts/index.ts";
import { type JsonObject, emptyObject } from "../src/util/json.ts";
import { rootScope } from "../src/logic/scope.ts";
import { crossCheck } from "../src/logic/cross-check.ts";
import { loadPacks } from "../src/workspace/packs.ts";
import { readBundle } from "../src/policy/bundle.ts";
import type { CompiledCondition, Rule } from "../src/policy/rule.ts";
import { buildRuleSet } from "../src/policy/rule-set.ts";
import { usable } from "../src/evidence/reference.ts";

const asOf = "2026-11-22";

/** A number of rules, spread over the packs, and what they read of one example. */
export async function prepare(root: string, file: string, count: number) {
  const examples = workingTree(`${root}examples`);
  const [manifest] = loadFile(examples, file).documents;
  if (!manifest) throw new Error(`no manifest in ${file}`);
  const ruleSet = buildRuleSet({ packs: await loadPacks(), governance: await readBundle(examples), asOf });
  const { references } = await createEvidenceStore(examples).resolve(manifest, asOf);
  const context = buildContext({ manifest, config: ruleSet.config, references, evidence: usable(references), asOf });
  const all = ruleSet.rules;
  const rules = Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)] as Rule);
  return {
    rules,
    context,
    applying: rules.filter((rule) => conditionsOf(rule, context).includes(rule.require)).length,
  };
}

function conditionsOf({ appliesWhen, require }: Rule, context: RuleContext): CompiledCondition[] {
  const applies = !appliesWhen || appliesWhen.node.truth(rootScope(context.data)) === true;
  return [...(appliesWhen ? [appliesWhen] : []), ...(applies ? [require] : [])];
}

/** The same data without any cached result. */
export function prepareInput({ data }: RuleContext): JsonObject {
  return Object.assign(emptyObject(), data);
}

/** How many rules hold, as `check` decides it. */
export function evaluateAll(rules: readonly Rule[], data: JsonObject): number {
  let holds = 0;
  for (const rule of rules) if (evaluateOutcome(rule, data) === "pass") holds++;
  return holds;
}

export function crossCheckAll(rules: readonly Rule[], context: RuleContext): number {
  let holds = 0;
  for (const rule of rules) {
    for (const { node, plain } of conditionsOf(rule, context)) {
      if (node.truth(rootScope(context.data)) === true && crossCheck(plain, context.data)) holds++;
    }
  }
  return holds;
}

export function parse(text: string): unknown {
  return parseDocument(text);
}
