import { describe, expect, test } from "vitest";
import { checkComparison } from "../../src/engine/check-change.ts";
import { claimsOf, findLapsedRules } from "../../src/evaluate/claims.ts";
import type { DeploymentRef } from "../../src/evaluate/assemble-report.ts";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import type { Baseline } from "../../src/model/report.ts";
import { lapsedCount, lapsedTexts } from "../../src/output/report/lapsed.ts";
import { formats } from "../../src/output/report/index.ts";
import { inMemory } from "../evidence/support.ts";
import { answering, config, policy } from "../support/governed-repository.ts";
import { treeOf } from "../support/tree.ts";

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
      file: "a.yaml",
      line: 1,
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
      file: "a.yaml",
      line: 1,
      rules: ["a/one", "a/three"],
      changes: [{ path: "spec.stage", before: "production", after: "retired" }],
    },
  ]);
});

const options = { all: false, color: false, pathPrefix: "", line: () => undefined };

describe.each(["allow", "block"] as const)("with `gate.claims: %s`", (claims) => {
  const settings = config.replace("packs: []", `packs: []\ngate: { findings: new, claims: ${claims} }`);
  const rules = policy.replace(
    "    require:",
    '    appliesWhen: { "==": [{ var: spec.stage }, production] }\n    require:',
  );
  const governance = { ".caregate/config.yaml": settings, ".caregate/policies/local.yaml": rules };
  const stated = answering(10);
  const blocks = claims === "block";

  test.each(["console", "json", "markdown", "sarif", "gitlab", "junit", "csv", "html"] as const)(
    "%s shows which rule no longer applies, and why",
    async (format) => {
      expect(stated).toContain("stage: production");
      const retired = stated.replace("stage: production", "stage: retired");
      const change = {
        head: treeOf("/r", { ...governance, "deploy/a.yaml": retired }),
        base: treeOf("/r", { ...governance, "deploy/a.yaml": stated }),
        baseCommit: "0".repeat(40),
        targets: ["/r"],
      };
      const { report } = await checkComparison(change, { asOf: "2026-11-22" });
      expect(report.verdict).toBe(blocks ? "fail" : "pass");
      const text = await formats[format](report, options);
      for (const part of ["spec.stage", "production", "retired"]) expect(text).toContain(part);
      expect(/no longer appl|lapsed/i.test(text)).toBe(true);
      if (format === "junit") expect(text.includes("<failure")).toBe(blocks);
      if (format === "sarif") expect(JSON.parse(text).runs[0].results[0].kind).toBe(blocks ? "fail" : "review");
      if (format === "gitlab") expect(JSON.parse(text)).toMatchObject([{ severity: blocks ? "critical" : "info" }]);
    },
  );
});
