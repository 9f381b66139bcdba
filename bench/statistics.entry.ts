import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluateOutcome } from "../src/evaluate/decision.ts";
import { buildRuleSet, emptyBundle } from "../src/policy/rule-set.ts";
import { readBase } from "../src/testing/apply-overrides.ts";
import { createPrepare } from "../src/testing/prepare-input.ts";
import type { JsonObject } from "../src/util/json.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { readPacksFromTree } from "../src/workspace/packs.ts";

export { normalInterval } from "../src/facts/calibration.ts";
export { observedToExpected } from "../src/facts/stats/calibration.ts";
export { decideGap, plannedGap, resolvableGap } from "../src/facts/stats/gap-decision.ts";

const asOf = "2026-11-22";
const BASE = "base/practice-hospital.yaml";

/** A function that changes the base of the fairness rules and says what they make of it, by their ids. */
export async function createOutcomes(root: string) {
  const packs = await readPacksFromTree(workingTree(root));
  const { rules } = buildRuleSet({ packs, governance: emptyBundle, asOf });
  const fairness = rules.filter(({ id }) => id.startsWith("fairness/"));
  const { base } = readBase(BASE, readFileSync(join(root, "policies", BASE), "utf8"));
  if (!base) throw new Error(`${BASE} is no base`);
  const prepare = createPrepare(base);
  return async (given: JsonObject): Promise<Record<string, string>> => {
    const prepared = await prepare(given);
    if ("refusals" in prepared) throw new Error(prepared.refusals.map(({ message }) => message).join("; "));
    return Object.fromEntries(fairness.map((rule) => [rule.id, evaluateOutcome(rule, prepared.subject.context.data)]));
  };
}
