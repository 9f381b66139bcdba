import { evaluateOutcome, isBlockingRule } from "../src/evaluate/decision.ts";
import { buildRuleSet } from "../src/policy/rule-set.ts";
import { readPacks } from "../src/policy/packs.ts";
import { createPrepare } from "../src/testing/prepare-input.ts";
import { copyJson, getAt, type JsonObject } from "../src/util/json.ts";
import { packFiles } from "../src/workspace/packs.ts";
import { type State, states } from "./claims.entry.ts";

const asOf = "2026-11-22";

/** Rules that read evidence and block, and how many of them are open, with another model and one subject left out. */
export async function swap(root: string): Promise<string[]> {
  const { rules } = buildRuleSet({
    packs: await readPacks(packFiles(`${root}policies`)),
    governance: { config: undefined, policies: [], waivers: [], keys: [], files: [], diagnostics: [] },
    asOf,
  });
  const reading = rules.filter((rule) =>
    JSON.stringify(getAt(rule.document.value, [...rule.path, "require"])).includes('"evidence.'),
  );
  const lines: string[] = [];
  for (const { name, base } of (await states(root)).filter((one: State) => !one.name.startsWith("base/"))) {
    let worst = 1;
    let left: string[] = [];
    for (let i = -1; i < base.evidence.length; i++) {
      const evidence = base.evidence.map((document, at) => {
        if (at !== i) return document;
        const value = copyJson(document.value) as JsonObject;
        delete value["subject"];
        return { ...document, value, locate: (path: never) => document.locate(path) };
      });
      const made = await createPrepare({ ...base, evidence })({
        "spec.model.name": "brand-new-net",
        "spec.model.version": "9.9.9",
      });
      if (!("subject" in made)) throw new Error(name);
      const { data } = made.subject.context;
      const applying = reading.filter(
        (rule) =>
          isBlockingRule(rule, data, { failOn: "medium", asOf }) && evaluateOutcome(rule, data) !== "not-applicable",
      );
      const held = applying.filter((rule) => evaluateOutcome(rule, data) === "pass");
      const share = 1 - held.length / applying.length;
      if (share < worst) [worst, left] = [share, held.map(({ id }) => id)];
    }
    lines.push(`${name}: ${(100 * worst).toFixed(1)} % open at least; hold: ${left.join(" ")}`);
  }
  return lines;
}
