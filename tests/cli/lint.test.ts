import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lintCommand } from "../../src/cli/commands/lint.ts";
import { silent, waiver as accepted } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { policyWith, ruleWith, thorough } from "../support/policies.ts";
import { lowRisk, project, repository } from "../support/repository.ts";

const policy = ".caregate/policies/local.yaml";
const run = (files: Record<string, string>, ...args: string[]) => invoke(lintCommand, args, repository(files));

/** What is found, as line, severity and code. */
async function found(files: Record<string, string>, ...args: string[]): Promise<string[]> {
  const { stdout } = await run(files, "--format", "json", ...args);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { line: number; severity: string; code: string }[] };
  return diagnostics.map(({ line, severity, code }) => `${line} ${severity} ${code}`);
}

const shown = (pass: string, fail: string): string =>
  `tests:\n  - { name: a, given: ${pass}, expect: pass }\n  - { name: b, given: ${fail}, expect: fail }\n  - { name: c, given: { spec.stage: null }, expect: unknown }`;

test("lint finds nothing in a correct policy", async () => {
  const { code, stdout } = await run({ [policy]: policyWith(thorough) });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "1 rule: 0 errors, 0 warnings\n" });
});

test("finds nothing in the built-in packs", { timeout: 180_000 }, async () => {
  const { code, stdout } = await invoke(lintCommand, ["policies"], project);
  expect(stdout).toMatch(/^\d+ rules: 0 errors, 0 warnings\n$/);
  expect(code).toBe(0);
});

/** Rules with something wrong, the first of their lines being 18, and what is found. */
const cases: readonly [string, string, string[]][] = [
  ["a rule without tests", 'require: { "==": [{ var: spec.stage }, pilot] }', ["18 warning lint/no-tests"]],
  [
    "an outcome that no test expects",
    'require: { "==": [{ var: spec.stage }, pilot] }\ntests: [{ name: a, expect: fail }]',
    ["25 warning lint/missing-test"],
  ],
  [
    "a rule that never applies",
    `appliesWhen: { and: [{ in: [{ var: spec.stage }, [pilot, research]] }, { "==": [{ var: spec.stage }, production] }] }\nrequire: { "!!": { var: spec.goLive } }\n${shown("{}", "{}")}`,
    ["24 error lint/never-applies"],
  ],
  [
    "a rule that requires nothing beyond its condition of application",
    `appliesWhen: { "==": [{ var: spec.stage }, pilot] }\nrequire: { "!=": [{ var: spec.stage }, production] }\n${shown("{}", "{}")}`,
    ["25 error lint/always-passes"],
  ],
  [
    "a rule that never passes where it applies",
    `appliesWhen: { "==": [{ var: spec.stage }, pilot] }\nrequire: { "==": [{ var: spec.stage }, production] }\n${shown("{}", "{}")}`,
    ["25 error lint/never-passes"],
  ],
  [
    "a rule that asks what another asks",
    `require: { "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }\n${shown("{}", "{}")}`,
    ["24 warning lint/overlap"],
  ],
  [
    "a rule that forbids what another demands",
    `require: { and: [{ ">": [{ var: spec.monitoring.reportResponseHours }, 50] }, { "!!": { var: spec.goLive } }] }\n${shown("{}", "{}")}`,
    ["24 error lint/contradiction"],
  ],
  ["a mistake", `require: { "==": [{ var: spec.stagee }, pilot] }\n${shown("{}", "{}")}`, ["24 error policy/type"]],
];

test.each(cases)("%s is found on its line", async (_, conditions, expected) => {
  const text = policyWith(thorough, ruleWith("second", conditions)).replace(
    "  - id: local/second",
    "  - id: local/second",
  );
  const lines = await found({ [policy]: text });
  expect(lines).toEqual(expected);
});

test("rules that exclude each other but never apply to one system are no contradiction", async () => {
  const slow = `appliesWhen: { "==": [{ var: spec.stage }, suspended] }
require: { ">": [{ var: spec.monitoring.reportResponseHours }, 72] }
${shown("{}", "{}")}`;
  expect(await found({ [policy]: policyWith(thorough, ruleWith("second", slow)) })).toEqual([]);
});

test("placeholder texts are found", async () => {
  const text = policyWith(thorough)
    .replace("Shorten the time, or add people to the channel.", "TODO")
    .replace("House rule 7", "tbd");
  expect(await found({ [policy]: text })).toEqual(["10 warning lint/placeholder", "13 warning lint/placeholder"]);
});

test("a rule without a remediation or a citation is an error", async () => {
  const text = policyWith(thorough).replace(/ {4}(?:remediation|citations): .*\n/g, "");
  expect(await found({ [policy]: text })).toEqual(["7 error schema/required", "7 error schema/required"]);
});

test("waivers that expire within 30 days are found, those that expire later are not", async () => {
  const waiver = (until: string): string => `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w1 }
spec:
  rule: local/first-answer
  deployment: theatre-cleaning
  subject: { values: [{ path: spec.monitoring.reportResponseHours, value: null }] }
  reason: The deputy is being hired.
  approvedBy: { name: Ada Example, role: chief-medical-information-officer }
  from: 2026-11-01
  until: ${until}
  compensatingControls: [The owner is on call.]
`;
  const files = (until: string) => ({
    [policy]: policyWith(thorough),
    ".caregate/waivers/w1.yaml": waiver(until),
    "deploy/a.yaml": silent(),
  });
  expect(await found(files("2026-12-22"))).toEqual(["11 warning lint/waiver-expiring"]);
  expect((await run(files("2026-11-23"))).stdout).toContain("expires tomorrow, on 2026-11-23");
  expect(await found(files("2026-12-23"))).toEqual([]);
  expect(await found(files("2026-11-21"))).toEqual(["11 warning waiver/expired"]);
});

test("problems of waivers that a check reports are found", async () => {
  const lapsed = accepted.replace("  reason:", "  subject: { modelVersion: 0.9.0 }\n  reason:");
  const files = (name: string) => ({
    [policy]: policyWith(thorough),
    ".caregate/waivers/w.yaml": lapsed,
    "deploy/a.yaml": silent(name),
  });
  expect(await found(files("theatre-cleaning"))).toEqual(["7 warning waiver/lapsed"]);
  expect(await found(files("another"))).toEqual(["6 warning waiver/unknown-deployment"]);
  // A file with an error may declare it.
  const broken = { ...files("another"), "deploy/b.yaml": `${silent("theatre-cleaning")}  unheard: 1\n` };
  expect((await run(broken)).stdout).not.toContain("unknown-deployment");
});

test("warnings fail the command only with --strict", async () => {
  const files = { [policy]: policyWith("[]").replace("tests:\n      []", "tests: []") };
  expect((await run(files)).code).toBe(0);
  expect((await run(files, "--strict")).code).toBe(1);
});

test("a policy that is a link is an error and is not skipped silently", async () => {
  const root = repository({ [policy]: policyWith(thorough), "elsewhere.yaml": policyWith(thorough) });
  symlinkSync("../../elsewhere.yaml", join(root, ".caregate/policies/link.yaml"));
  const { code, stdout } = await invoke(lintCommand, [], root);
  expect(code).toBe(1);
  expect(stdout).toContain("error[file/link]");
});

test("only named paths are checked", async () => {
  const files = {
    [policy]: policyWith("[]").replace("tests:\n      []", "tests: []"),
    ".caregate/policies/other.yaml": policyWith(thorough)
      .replaceAll(/\blocal\b/g, "other")
      .replace("default: 48", "default: 24"),
  };
  const { stdout } = await run(files, ".caregate/policies/other.yaml");
  expect(stdout).not.toContain("local.yaml:7");
});

test.each([
  ["no policy at all", { "a.yaml": lowRisk }, []],
  ["a format that is none", { [policy]: policyWith(thorough) }, ["--format", "sarif"]],
])("%s is bad usage", async (_, files, args) => {
  expect((await run(files, ...args)).code).toBe(2);
});
