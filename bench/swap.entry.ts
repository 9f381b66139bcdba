import { realpathSync } from "node:fs";
import { evaluateOutcome, isBlockingRule } from "../src/evaluate/decision.ts";
import type { Document } from "../src/model/document.ts";
import { buildRuleSet, emptyBundle } from "../src/policy/rule-set.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { createPrepare } from "../src/testing/prepare-input.ts";
import { copyJson, getAt, type JsonObject } from "../src/util/json.ts";
import { readPacksFromTree } from "../src/workspace/packs.ts";
import { states } from "./claims.entry.ts";

const asOf = "2026-11-22";

/** One example whose model was replaced by another one. */
export interface Swapped {
  readonly name: string;
  /** The smallest share of the blocking rules that read evidence and are open, whichever subject is left out. */
  readonly open: number;
  /** The others of these rules, in the worst case. */
  readonly held: readonly string[];
  /** The index of the document without subject in the worst case; -1 if all have one. */
  readonly without: number;
}

function withoutSubject(document: Document): Document {
  const value = copyJson(document.value) as JsonObject;
  delete value["subject"];
  return { ...document, value, locate: (path) => document.locate(path) };
}

/** The names of the parts of a rule that contain its conditions. */
export type Part = "require" | "appliesWhen";

/**
 * Puts another model under the evidence of each example, with all subjects and with each one left out.
 * @param root path of the repository, with a slash at its end
 * @param parts the conditions in which a rule must read evidence to count
 */
export async function swapModels(root: string, parts: readonly Part[] = ["require"]): Promise<Swapped[]> {
  const { rules } = buildRuleSet({
    packs: await readPacksFromTree(workingTree(realpathSync(root))),
    governance: emptyBundle,
    asOf,
  });
  const reading = rules.filter((rule) =>
    parts.some((part) =>
      JSON.stringify(getAt(rule.document.value, [...rule.path, part]) ?? null).includes('"evidence.'),
    ),
  );
  const swapped: Swapped[] = [];
  for (const { name, base } of await states(root)) {
    if (name.startsWith("base/")) continue;
    let worst: Swapped | undefined;
    for (let without = -1; without < base.evidence.length; without++) {
      const evidence = base.evidence.map((one, at) => (at === without ? withoutSubject(one) : one));
      const prepared = await createPrepare({ ...base, evidence })({
        "spec.model.name": "another-model",
        "spec.model.version": "9.9.9",
      });
      if (!("subject" in prepared)) throw new Error(`${name} is not valid`);
      const { data } = prepared.subject.context;
      const applying = reading.filter(
        (rule) =>
          isBlockingRule(rule, data, { failOn: "medium", asOf }) && evaluateOutcome(rule, data) !== "not-applicable",
      );
      const held = applying.filter((rule) => evaluateOutcome(rule, data) === "pass").map(({ id }) => id);
      const open = applying.length === 0 ? 1 : 1 - held.length / applying.length;
      if (!worst || open < worst.open) worst = { name, open, held, without };
    }
    if (worst) swapped.push(worst);
  }
  return swapped;
}
