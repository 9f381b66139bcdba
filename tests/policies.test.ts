import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { inputType } from "../src/policy/input-type.ts";
import { buildRuleSet } from "../src/policy/rule-set.ts";
import { packageRoot } from "../src/repository/package-root.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { readPacksFromTree } from "../src/workspace/packs.ts";
import { readBase } from "../src/testing/apply-overrides.ts";
import { createPrepare } from "../src/testing/prepare-input.ts";
import { passed } from "../src/testing/result.ts";
import { runRuleTest, testsOf } from "../src/testing/rule-tests.ts";

const folder = join(packageRoot(), "policies");
const packs = await readPacksFromTree(workingTree(packageRoot()));
// As an organisation's own policies would be, so that their types are checked too.
const governance = { config: undefined, policies: packs.documents, waivers: [], keys: [], files: [], diagnostics: [] };
const context = await inputType();
const { rules, diagnostics } = buildRuleSet({
  packs: { ...packs, documents: [] },
  governance,
  asOf: "2026-11-22",
  context,
});

test("the built-in packs have no mistake", () => {
  expect(diagnostics).toEqual([]);
});

for (const policy of packs.documents) {
  const file = posix.join(posix.dirname(policy.file), String(policy.value["base"])).replace("caregate/policies/", "");
  const { base, diagnostics: baseProblems } = readBase(file, readFileSync(join(folder, file), "utf8"));
  const prepare = base && createPrepare(base, context);
  describe(policy.file, () => {
    test("has a base to start from", () => {
      expect(baseProblems).toEqual([]);
      expect(base).toBeDefined();
    });
    for (const rule of rules.filter(({ document }) => document === policy)) {
      test(rule.id, async () => {
        if (!prepare) throw new Error("no base");
        const results = [];
        for (const one of testsOf(rule)) results.push((await runRuleTest(one, prepare)).result);
        const told = results
          .filter((result) => !passed(result))
          .map(({ name, expected, actual, diagnostics, finding }) => ({
            name,
            expected,
            actual,
            problems: diagnostics.map(({ message }) => message),
            why: finding?.explanation.map(({ text }) => text),
          }));
        expect(told).toEqual([]);
        const outcomes = new Set(results.map(({ expected }) => expected));
        for (const outcome of ["pass", "fail", "unknown"] as const) expect(outcomes).toContain(outcome);
      });
    }
  });
}
