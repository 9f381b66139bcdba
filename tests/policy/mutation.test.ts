import { join } from "node:path";
import { expect, test } from "vitest";
import { workingTree } from "../../src/repository/working-tree.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import { claimNames } from "../../src/facts/claims/claim.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { runTests } from "../../src/testing/run-tests.ts";
import { project } from "../support/repository.ts";

const tree = workingTree(project);
const governance = { config: undefined, policies: [], waivers: [], keys: [], files: [], diagnostics: [] };

test("each small change of a built-in rule is noticed by a test beside it, or listed with a reason", async () => {
  const { mutated, diagnostics } = await runTests({
    tree,
    shipped: tree,
    targets: [join(project, "policies")],
    governance,
    packs: await readPacksFromTree(tree),
    context: await inputType(),
    store: createEvidenceStore(tree, { keys: [] }),
    wanted: () => true,
    mutate: true,
    progress: () => undefined,
  });
  expect(diagnostics).toEqual([]);
  expect(mutated?.diagnostics).toEqual([]);
  expect(mutated?.held).toEqual([]);
  expect(mutated?.survivors.map(({ rule, change, gap }) => `${rule}: ${change}: ${gap}`)).toEqual([]);
  expect(mutated?.noticed).toBeGreaterThan(5000);
  // Exceptions stay few: many of them would show that rules say more than they need. The rules on claims, which have one
  // form, list the same one each.
  expect(mutated?.listed).toBeLessThan(40 + claimNames.length);
}, 300_000);
