import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadPacks } from "../../src/workspace/packs.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { project } from "../support/repository.ts";

interface Plan {
  /** Rules that were planned. */
  readonly rules: readonly string[];
  /** Duties that some rule has to cover. */
  readonly covers: readonly string[];
  /** Duties that some rule has to gate. */
  readonly coreGates: readonly string[];
}

const plan = JSON.parse(readFileSync(join(project, "tests/fixtures/coverage.json"), "utf8")) as Plan;
const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf: "2026-11-22" });

test("every planned rule exists, and no other", () => {
  expect(rules.map(({ id }) => id).toSorted()).toEqual(plan.rules.toSorted());
});

test("every duty is covered by a rule", () => {
  const covered = new Set(rules.flatMap(({ covers }) => covers));
  expect(plan.covers.filter((duty) => !covered.has(duty))).toEqual([]);
});

test("every core duty has a rule that can fail the check", () => {
  const gating = new Set(rules.filter(({ binding }) => binding !== "advisory").flatMap(({ covers }) => covers));
  expect(plan.coreGates.filter((duty) => !gating.has(duty))).toEqual([]);
});

test("every rule cites its provision", () => {
  expect(rules.filter(({ citations }) => citations.length === 0 || citations.some(({ ref }) => ref === ""))).toEqual(
    [],
  );
});
