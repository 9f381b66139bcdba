import { expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { explainCommand } from "../../src/cli/commands/explain.ts";
import { rulesCommand } from "../../src/cli/commands/rules.ts";
import { invoke } from "../support/invoke.ts";
import { examples, project, repository, write } from "../support/repository.ts";

const explain = (root: string, ...args: string[]) => invoke(explainCommand, [...args, "--as-of", "2026-11-22"], root);

test("a rule of a built-in pack is explained with its configured parameters and its tests", async () => {
  const { code, stdout } = await explain(examples(), "contracts/breach-and-incident-notice");
  expect(code).toBe(0);
  expect(stdout).toContain("GDPR Art. 33(2), 28(3)(f) <https://");
  expect(stdout).toContain(
    "contracts.breachNoticeHours: 48 hours (by default 72, at least 1, the law sets 1440, lower is stricter)",
  );
  expect(stdout).toMatch(/applies when\n {2}- at least one of `facts\.vendors`:/);
  expect(stdout).toMatch(/at most the parameter `breachNoticeHours` \(48\)/);
  expect(stdout).toMatch(/settled by\n {2}the manifest\n {2}Contract\n/);
  expect(stdout).toMatch(/an example that passes\n {2}forty-eight hours/);
  expect(stdout).toMatch(
    /an example that fails\n {2}breaches within ten days\n {4}evidence\.contracts\[0\]\.breachNoticeHours: 240\n[^]*because .*: 240 hours; limit 48/,
  );
});

test("every rule can be explained", { timeout: 120_000 }, async () => {
  const { stdout: ids } = await invoke(rulesCommand, ["--format", "json"], project);
  const sample = (JSON.parse(ids) as { id: string }[]).filter((_, i) => i % 30 === 0);
  expect(sample.length).toBeGreaterThan(5);
  for (const { id } of sample) {
    const { code, stdout } = await explain(project, id);
    expect([id, code]).toEqual([id, 0]);
    for (const part of ["cites", "holds when", "an example that passes", "an example that fails", "if it fails"])
      expect(stdout).toContain(`\n${part}\n`);
    expect(stdout).not.toMatch(/undefined|\[object/);
  }
});

test("a rule of the organisation is explained with its tests", async () => {
  const { stdout } = await explain(examples(), "local/inventory-entry");
  expect(stdout).toMatch(
    /an example that fails\n {2}number of another list\n {4}spec\.governance\.inventoryId: CI-004217\n/,
  );
  expect(stdout).toContain("because `inventoryId`: CI-004217; not in the required form");
});

test("a finding is explained in full by a prefix of its fingerprint", async () => {
  const root = examples();
  const args = [".", "--as-of", "2026-11-22", "--format", "json"];
  const { stdout: report } = await invoke(checkCommand, args, root);
  const { findings } = JSON.parse(report) as {
    findings: {
      fingerprint: string;
      message: string;
      outcome: string;
      explanation: { condition: string }[];
      related: { file: string; line: number; column: number }[];
    }[];
  };
  const finding = findings
    .filter(({ outcome }) => outcome === "fail")
    .toSorted((a, b) => b.related.length - a.related.length)[0];
  if (!finding) throw new Error("no finding");
  const { code, stdout } = await explain(root, finding.fingerprint.slice(0, 12));
  expect(code).toBe(0);
  for (const { condition } of finding.explanation) expect(stdout).toContain(condition);
  for (const { file, line, column } of finding.related) expect(stdout).toContain(`${file}:${line}:${column}`);
  expect(stdout).toContain(finding.fingerprint);
});

test("text of the repository cannot control the terminal", async () => {
  const root = repository({});
  write(root, {
    ".caregate/policies/local.yaml": `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: Local, version: "1", owner: me, effective: 2026-01-01 }
rules:
  - id: local/rule
    title: "\\e[2Jgone \\u202Etxt"
    severity: low
    citations: [{ ref: "\\e[31m" }]
    require: { "==": [{ var: spec.stage }, production] }
    message: m
    remediation: "\\e[32m"
`,
  });
  const { code, stdout } = await explain(root, "local/rule");
  expect(code).toBe(0);
  for (const character of ["\u001B", "\u202E"]) expect(stdout).not.toContain(character);
});

test.each([
  [["contracts/audit-rigths"], /no rule `contracts\/audit-rigths`; did you mean `contracts\/audit-rights`\?/],
  [["audit-rights"], /did you mean `contracts\/audit-rights`\?/],
  [["0123456789abcdef"], /no finding here has a fingerprint/],
  [[], /name one rule/],
])("%j is a usage error", async (args, says) => {
  expect(await explain(examples(), ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
});
