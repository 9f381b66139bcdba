import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../src/model/finding.ts";
import { createEvidenceStore } from "../src/evidence/resolve.ts";
import { claimNames } from "../src/facts/claims/claim.ts";
import { inputType } from "../src/policy/input-type.ts";
import { buildRuleSet, emptyBundle } from "../src/policy/rule-set.ts";
import { packageRoot } from "../src/repository/package-root.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { passed } from "../src/testing/result.ts";
import { type TestRun, runTests } from "../src/testing/run-tests.ts";
import { readPacksFromTree } from "../src/workspace/packs.ts";

const tree = workingTree(packageRoot());
const packs = await readPacksFromTree(tree);
const context = await inputType();
const { rules, diagnostics } = buildRuleSet({
  packs: { ...packs, documents: [] },
  // As an organisation's own policies would be, so that their types are checked too.
  governance: { ...emptyBundle, policies: packs.documents },
  asOf: "2026-11-22",
  context,
});

let run: TestRun;

// One run for the tests and the small changes, since most of the time goes to the documents of the tests.
beforeAll(async () => {
  run = await runTests({
    tree,
    shipped: tree,
    targets: [join(packageRoot(), "policies")],
    governance: emptyBundle,
    packs,
    context,
    store: createEvidenceStore(tree, { keys: [] }),
    wanted: () => true,
    mutate: true,
    progress: () => undefined,
  });
}, 300_000);

test("the built-in packs have no mistake", () => {
  expect(diagnostics).toEqual([]);
  expect(run.diagnostics).toEqual([]);
});

for (const policy of packs.documents) {
  describe(policy.file, () => {
    for (const { id } of rules.filter(({ document }) => document === policy)) {
      test(id, () => {
        const results = run.suites.flatMap((suite) => suite.results).filter(({ rule }) => rule === id);
        const failed = results
          .filter((result) => !passed(result))
          .map(({ name, expected, actual, diagnostics: problems, finding }) => ({
            name,
            expected,
            actual,
            problems: problems.map(({ message }) => message),
            why: finding?.explanation.map(({ text }) => text),
          }));
        expect(failed).toEqual([]);
        const outcomes = new Set(results.map(({ expected }) => expected));
        for (const outcome of ["pass", "fail", "unknown"] satisfies Outcome[]) expect(outcomes).toContain(outcome);
      });
    }
  });
}

describe("each small change of a built-in rule", () => {
  test("is noticed by a test beside it, or listed with a reason", () => {
    const { mutated } = run;
    expect(mutated?.diagnostics).toEqual([]);
    expect(mutated?.held).toEqual([]);
    expect(mutated?.survivors.map(({ rule, change, gap }) => `${rule}: ${change}: ${gap}`)).toEqual([]);
    expect(mutated?.noticed).toBeGreaterThan(5000);
  });

  // Exceptions stay few: many of them would show that rules say more than they need. The rules on claims, which have one
  // form, list the same one each.
  test("is seldom listed", () => expect(run.mutated?.listed).toBeLessThan(25 + claimNames.length));
});
