import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import type { SampleInput } from "../../src/diff/witness.ts";
import { byOutcome, findWitnesses } from "../../src/diff/find-witnesses.ts";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { evaluateOutcome } from "../../src/evaluate/decision.ts";
import { checkTypes } from "../../src/logic/type-check.ts";
import { type CompileError, compile } from "../../src/logic/compile.ts";
import { getAt, emptyObject, isObject } from "../../src/util/json.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { CompiledCondition, type Rule } from "../../src/policy/rule.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { readBase } from "../../src/testing/apply-overrides.ts";
import { mutatorsFor } from "../../src/testing/mutants.ts";
import { createPrepare } from "../../src/testing/prepare-input.ts";
import { testsOf } from "../../src/testing/rule-tests.ts";
import { inFull, someOf } from "../support/sample.ts";

const folder = join(packageRoot(), "policies");
const packs = await readPacksFromTree(workingTree(packageRoot()));
const context = await inputType();
const { rules } = buildRuleSet({ packs, governance: emptyBundle, asOf: "2026-11-22" });

/** What the tests beside a built-in rule evaluate. */
async function specimensOf(rule: Rule): Promise<SampleInput[]> {
  const { file, value } = rule.document;
  const base = posix.join(posix.dirname(file), String(value["base"])).replace("caregate/policies/", "");
  const read = readBase(base, readFileSync(join(folder, base), "utf8")).base;
  if (!read) throw new Error(`no base for ${rule.id}`);
  const prepare = createPrepare(read);
  const specimens: SampleInput[] = [];
  for (const { name, given } of testsOf(rule)) {
    const made = await prepare(given);
    if (!("refusals" in made))
      specimens.push({ origin: { kind: "test", rule: rule.id, name }, data: made.subject.context.data });
  }
  return specimens;
}

/** A rule changed in each small way that the check of policies lets pass. */
function changesOf(rule: Rule): Rule[] {
  const declared = rule.document.value["parameters"];
  const parameters = { values: rule.parameters, declared: isObject(declared) ? declared : emptyObject() };
  return (["appliesWhen", "require"] as const).flatMap((part) => {
    const source = getAt(rule.document.value, [...rule.path, part]);
    return (source === undefined ? [] : mutatorsFor(source, parameters)).flatMap(({ condition }): Rule[] => {
      const errors: CompileError[] = [];
      const node = compile(condition, rule.parameters, errors);
      if (errors.length > 0 || checkTypes(node, context).length > 0) return [];
      const changed = new CompiledCondition(condition, rule.parameters, node);
      return [{ ...rule, [part]: changed }];
    });
  });
}

// With all of its tests, such a change is found by them alone; here most of them are kept back.
test(
  "small changes of rules that one of their tests notices are found from another test",
  { timeout: 240_000 },
  async () => {
    let [noticed, found] = [0, 0];
    for (const rule of someOf(
      rules.filter((_, i) => i % 24 === 3),
      3,
    )) {
      const specimens = await specimensOf(rule);
      for (const changed of changesOf(rule).filter((_, i) => i % 3 === 0)) {
        if (specimens.every(({ data }) => evaluateOutcome(rule, data) === evaluateOutcome(changed, data))) continue;
        const trial = { specimens: specimens.slice(0, 1), context, most: 5000 };
        const { witnesses } = findWitnesses({ before: byOutcome(rule), after: byOutcome(changed) }, trial);
        noticed += 1;
        found += Object.keys(witnesses).length > 0 ? 1 : 0;
      }
    }
    expect(noticed).toBeGreaterThan(inFull ? 40 : 12);
    expect(found / noticed).toBeGreaterThan(0.9);
  },
);
