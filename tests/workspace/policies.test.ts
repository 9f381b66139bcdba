import { expect, test } from "vitest";
import { hasPolicies, loadPolicies, readIgnoreFile, withoutWaivers } from "../../src/workspace/policies.ts";
import { governed, policy, waiver } from "../support/governed-repository.ts";
import { treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";
const messages = async (files: Record<string, string>, date = asOf): Promise<string[]> =>
  (await loadPolicies(treeOf("/repo", files), { asOf: date })).ruleSet.diagnostics.map(({ code }) => code);

test("the organisation's own policies are type-checked", async () => {
  const wrong = policy.replace("spec.monitoring.reportResponseHours }", "spec.purpose }");
  expect(await messages(governed)).toEqual([]);
  expect(await messages({ ...governed, ".caregate/policies/local.yaml": wrong })).toEqual([
    expect.stringMatching(/^logic\/|^policy\//),
  ]);
});

test("a policy is in effect from its date on", async () => {
  const rules = async (date: string): Promise<number> =>
    (await loadPolicies(treeOf("/repo", governed), { asOf: date })).ruleSet.rules.length;
  expect(await rules("2025-12-31")).toBe(0);
  expect(await rules("2026-01-01")).toBe(1);
});

test("an option replaces the fail level of config.yaml, and `never` does not", async () => {
  const files = { ...governed, ".caregate/config.yaml": `${governed[".caregate/config.yaml"]}failOn: low\n` };
  const level = async (failOn?: "critical" | "never"): Promise<string> =>
    (await loadPolicies(treeOf("/repo", files), { asOf, failOn })).ruleSet.failOn;
  expect([await level(), await level("critical"), await level("never")]).toEqual(["low", "critical", "low"]);
});

test("waivers are left out on request", async () => {
  const policies = await loadPolicies(treeOf("/repo", { ...governed, ".caregate/waivers/w.yaml": waiver }), { asOf });
  expect([policies.ruleSet.waivers.length, policies.governance.waivers.length]).toEqual([1, 1]);
  const without = withoutWaivers(policies);
  expect([without.ruleSet.waivers, without.governance.waivers]).toEqual([[], []]);
  expect(without.ruleSet.rules).toBe(policies.ruleSet.rules);
});

test("a state has policies if it has an entry `.caregate` of any kind", () => {
  expect(hasPolicies(treeOf("/repo", { "a.yaml": "x" }))).toBe(false);
  expect(hasPolicies(treeOf("/repo", { ".caregate": "x" }))).toBe(true);
  expect(hasPolicies(treeOf("/repo", governed))).toBe(true);
});

test("an ignore file that cannot be read has no effect", () => {
  expect(readIgnoreFile(treeOf("/repo", { ".caregateignore": "drafts/\n" }))).toBe("drafts/\n");
  expect(readIgnoreFile(treeOf("/repo", governed))).toBeUndefined();
});
