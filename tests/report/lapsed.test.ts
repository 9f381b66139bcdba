import { expect, test } from "vitest";
import { claimsOf, findLapsedRules } from "../../src/evaluate/claims.ts";
import type { DeploymentRef } from "../../src/evaluate/assemble-report.ts";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import type { Baseline } from "../../src/model/report.ts";
import { lapsedCount, lapsedTexts } from "../../src/output/report/lapsed.ts";
import { inMemory } from "../evidence/support.ts";

const finding = (id: string, outcome: Outcome): Finding =>
  ({ rule: { id }, outcome, manifest: { name: "ward-alert", file: "a.yaml" } }) as Finding;
const deployment = (spec: object): DeploymentRef => {
  const manifest = inMemory("AIDeployment", "a.yaml", { spec: spec as never });
  return { name: "ward-alert", at: manifest.locate([]), claims: claimsOf(manifest), formerly: [], system: [] };
};

const before = {
  findings: [finding("a/one", "fail"), finding("a/two", "pass"), finding("a/three", "fail")],
  deployments: [deployment({ stage: "production", vendors: [{ name: "Acme" }] })],
};

test("rules that no longer apply are shown with the claim and both values", () => {
  const after = {
    findings: [finding("a/one", "not-applicable"), finding("a/two", "not-applicable"), finding("a/three", "pass")],
    deployments: [deployment({ stage: "retired", vendors: [{ name: "Acme" }] })],
  };
  const lapsed = findLapsedRules(before, after);
  expect(lapsed).toEqual([
    {
      manifest: "ward-alert",
      rules: ["a/one", "a/two"],
      changes: [{ path: "spec.stage", before: "production", after: "retired" }],
    },
  ]);
  const baseline = { lapsed, claims: "block" } as unknown as Baseline;
  expect(lapsedCount(baseline)).toBe(2);
  expect(lapsedTexts(baseline)).toEqual([
    "2 rules no longer apply to ward-alert: `spec.stage` production -> retired",
    "the change waits for governance: `gate.claims` is `block`",
  ]);
});

test("a rule that holds now has not lapsed", () => {
  const after = { ...before, findings: before.findings.map(({ rule }) => finding(rule.id, "pass")) };
  expect(findLapsedRules(before, after)).toEqual([]);
});

test("a rule that no longer applies to a renamed deployment has lapsed", () => {
  const renamed = (one: Finding): Finding => ({ ...one, manifest: { ...one.manifest, name: "bed-alert" } });
  const after = {
    findings: ["a/one", "a/three"].map((id) => renamed(finding(id, "not-applicable"))),
    deployments: [{ ...deployment({ stage: "retired", vendors: [{ name: "Acme" }] }), name: "bed-alert" }],
  };
  expect(findLapsedRules(before, after)).toEqual([]);
  expect(findLapsedRules(before, after, () => "bed-alert")).toEqual([
    {
      manifest: "bed-alert",
      rules: ["a/one", "a/three"],
      changes: [{ path: "spec.stage", before: "production", after: "retired" }],
    },
  ]);
});
