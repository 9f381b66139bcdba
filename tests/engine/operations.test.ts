import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { check } from "../../src/engine/check.ts";
import { diffPolicies } from "../../src/engine/diff.ts";
import { explain } from "../../src/engine/explain.ts";
import { openHistory, policyHistory, repositoryHistory, violationHistory } from "../../src/engine/history.ts";
import { createManifest, schemaComment } from "../../src/engine/init.ts";
import { lintPolicies } from "../../src/engine/lint.ts";
import { listRules } from "../../src/engine/rules.ts";
import { policyTestPaths, runPolicyTests } from "../../src/engine/test.ts";
import { verifyReport } from "../../src/engine/verify.ts";
import { formats } from "../../src/output/report/index.ts";
import { UsageError } from "../../src/util/errors.ts";
import { answering, governed, policy } from "../support/governed-repository.ts";
import { commitAll, commitOn, repository, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";
/** A policy that reads a field which no manifest has. */
const mistyped = policy.replace("var: spec.monitoring.reportResponseHours", "var: spec.monitoring.reportResponsHours");
const tested = `${policy}    tests:
      - { name: in time, given: { spec.monitoring.reportResponseHours: 12 }, expect: pass }
      - { name: late, given: { spec.monitoring.reportResponseHours: 90 }, expect: fail }
`;

/** A repository with one commit, in which one deployment fails. */
const committed = (hours = 90): { cwd: string; commit: string } => {
  const cwd = repository({ ...governed, "a.yaml": answering(hours) });
  return { cwd, commit: commitAll(cwd, "Add a deployment") };
};

const listeners = (): number => process.listenerCount("SIGINT");
let before = 0;
let writes: { mock: { calls: unknown[] } }[] = [];
/** A file that is written whole defers signals for two turns of the event loop, however long a turn takes. */
const deferredSignals = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await setImmediate();
};
beforeEach(async () => {
  await deferredSignals();
  before = listeners();
  writes = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
});
// No operation prints, or goes on listening for signals.
afterEach(async () => {
  await deferredSignals();
  expect(
    writes
      .flatMap(({ mock }) => mock.calls)
      .map(String)
      .join(""),
  ).toBe("");
  expect(listeners()).toBe(before);
  vi.restoreAllMocks();
});

describe("diffPolicies", () => {
  test("compares a commit with the working tree, and two commits", async () => {
    const { cwd, commit } = committed();
    expect((await diffPolicies({ cwd, asOf })).change).toMatchObject({ loosened: false, tightened: false });
    write(cwd, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 96") });
    const { change, root } = await diffPolicies({ cwd, asOf });
    expect(change).toMatchObject({ loosened: true, tightened: false });
    expect(root).toBe(cwd);
    const head = commitAll(cwd, "Allow more time");
    expect((await diffPolicies({ cwd, asOf, range: `${head}..${commit}` })).change.tightened).toBe(true);
  });

  test("reports progress by file", async () => {
    const { cwd } = committed();
    write(cwd, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 96") });
    const steps: number[][] = [];
    await diffPolicies({ cwd, asOf, onProgress: (...step) => void steps.push(step) });
    expect(steps.length).toBeGreaterThan(0);
    for (const [done, total] of steps) expect(done).toBeLessThanOrEqual(total as number);
  });

  test("a range that does not exist is an error of use", async () => {
    const { cwd } = committed();
    await expect(diffPolicies({ cwd, asOf, range: "nowhere" })).rejects.toThrow(UsageError);
    await expect(diffPolicies({ cwd: temporaryFolder(), asOf })).rejects.toThrow(UsageError);
  });
});

test("explain finds a rule by its id and a finding by its fingerprint", async () => {
  const { cwd } = committed();
  write(cwd, { ".caregate/policies/local.yaml": tested });
  const rule = await explain({ cwd, asOf, name: "local/first-answer" });
  expect(rule).toMatchObject({ kind: "rule", rule: { rule: { id: "local/first-answer" }, kinds: ["the manifest"] } });
  const { report } = await check({ cwd, asOf });
  const { fingerprint } = report.findings[0] as { fingerprint: string };
  const finding = await explain({ cwd, asOf, name: fingerprint.slice(0, 10) });
  expect(finding).toMatchObject({ kind: "finding", finding: { fingerprint, outcome: "fail" } });
  await expect(explain({ cwd, asOf, name: "local/frist-answer" })).rejects.toThrow(
    /did you mean `local\/first-answer`/,
  );
});

test("listRules filters, and type-checks the organisation's own policies", async () => {
  const cwd = repository({ ...governed, ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\n" });
  const pack = await listRules({ cwd, asOf, filter: { pack: "local" } });
  expect(pack.rules.map(({ id }) => id)).toEqual(["local/first-answer"]);
  expect((await listRules({ cwd, asOf, filter: { severity: "critical" } })).rules.length).toBeGreaterThan(10);
  write(cwd, { ".caregate/policies/local.yaml": mistyped });
  const { diagnostics } = await listRules({ cwd, asOf });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ severity: "error", file: ".caregate/policies/local.yaml" }),
  );
});

describe("createManifest", () => {
  test("leaves a field empty for each question of the rules", async () => {
    const cwd = repository(governed);
    const { text, open, elsewhere } = await createManifest({ name: "bot", users: ["clinician"] }, { cwd, asOf });
    expect(text).toMatch(/name: bot\n/);
    expect(text).toMatch(/reportResponseHours: +#/);
    expect(open).toBe(1);
    expect(elsewhere).toEqual([]);
  });

  test("reports the problems of policies, which it type-checks", async () => {
    const cwd = repository({ ...governed, ".caregate/policies/local.yaml": mistyped });
    const { diagnostics } = await createManifest({ name: "bot" }, { cwd, asOf });
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity: "error", code: "policy/type" }));
    expect((await createManifest({ name: "bot" }, { cwd: repository(governed), asOf })).diagnostics).toEqual([]);
  });

  test("an answer that the schema does not allow is an error of use", async () => {
    const cwd = repository(governed);
    await expect(createManifest({ stage: "prod" }, { cwd, asOf })).rejects.toThrow(UsageError);
  });

  test("the schema comment prefers the repository's own copy", () => {
    const cwd = repository(governed);
    expect(schemaComment(join(cwd, "deploy/a.yaml")).isOutside).toBe(true);
    write(cwd, { ".caregate/schemas/ai-deployment.schema.json": "{}", "deploy/b.yaml": "" });
    expect(schemaComment(join(cwd, "deploy/a.yaml"))).toEqual({
      text: "# yaml-language-server: $schema=../.caregate/schemas/ai-deployment.schema.json\n",
      isOutside: false,
    });
  });
});

test("lintPolicies reports faults, and says when there is nothing to check", async () => {
  const cwd = repository(governed);
  const report = await lintPolicies({ cwd, asOf });
  expect(report).toMatchObject({ rules: 1, isEmpty: false });
  expect(report.diagnostics.map(({ code }) => code)).toEqual(["lint/no-tests"]);
  const empty = await lintPolicies({ cwd: repository({ "a.yaml": answering(12) }), asOf });
  expect(empty).toMatchObject({ rules: 0, isEmpty: true, diagnostics: [{ code: "lint/none", file: ".caregate" }] });
  await expect(lintPolicies({ cwd, asOf, paths: [cwd, repository(governed)] })).rejects.toThrow(UsageError);
});

test("runPolicyTests runs tests and mutants, and names the files that it read", async () => {
  const cwd = repository({ ...governed, ".caregate/policies/local.yaml": tested });
  const report = await runPolicyTests({ cwd, mutate: true });
  expect(report.passed).toBe(false);
  expect(report.suites.flatMap(({ results }) => results)).toHaveLength(2);
  expect(report.mutated?.survivors.length).toBeGreaterThan(0);
  expect(report.files).toContain(join(cwd, ".caregate/policies/local.yaml"));
  expect((await runPolicyTests({ cwd })).passed).toBe(true);
  expect((await runPolicyTests({ cwd, rule: "nothing" })).diagnostics.map(({ code }) => code)).toEqual(["test/none"]);
  expect(policyTestPaths({ cwd })).toEqual([join(cwd, ".caregate/policies"), join(cwd, ".caregate")]);
});

describe("the history", () => {
  const past = (): string => {
    const cwd = repository({ ...governed, "a.yaml": answering(90) });
    commitOn(cwd, "2026-03-01");
    write(cwd, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 96") });
    commitOn(cwd, "2026-04-01");
    return cwd;
  };

  test("of policies and of violations can share the commits that were read", async () => {
    const options = { cwd: past(), asOf };
    const opened = openHistory(options);
    const policies = await policyHistory(options, opened);
    expect(policies.entries.map(({ meaning }) => meaning?.direction)).toEqual(["none", "loosened"]);
    const violations = await violationHistory({ ...options, cache: join(temporaryFolder(), "cache.json") }, opened);
    expect(violations.lives).toMatchObject([{ rule: "local/first-answer", ended: { day: "2026-04-01" } }]);
    expect([policies.partial, violations.partial]).toEqual([false, false]);
  });

  test("is partial when a signal stops it", async () => {
    const options = { cwd: past(), asOf, signal: AbortSignal.abort() };
    expect((await policyHistory(options)).partial).toBe(true);
    expect((await violationHistory({ ...options, cache: join(temporaryFolder(), "cache.json") })).partial).toBe(true);
  });

  test("beside a report is missing where there is no commit", async () => {
    expect(await repositoryHistory({ cwd: repository(governed), asOf })).toHaveProperty("missing");
    expect(await repositoryHistory({ cwd: temporaryFolder(), asOf })).toHaveProperty("missing");
    expect(await repositoryHistory({ cwd: "/nowhere", asOf })).toHaveProperty("missing");
    expect(await repositoryHistory({ cwd: past(), asOf })).toHaveProperty("policies");
  });
});

test("verifyReport repeats a record and lists the values that differ", async () => {
  const { cwd, commit } = committed();
  const { report } = await check({ cwd, asOf, ref: commit });
  const options = { all: false, color: false, pathPrefix: "", line: () => undefined };
  const record = formats.json(report, options);
  const name = "the record";
  expect(await verifyReport(Buffer.from(record), { cwd, name })).toMatchObject({
    format: "json",
    asOf,
    ref: commit,
    identical: true,
    differences: [],
  });
  const forged = record.replace('"verdict": "fail"', '"verdict": "pass"');
  const { identical, differences } = await verifyReport(Buffer.from(forged), { cwd, name });
  expect(identical).toBe(false);
  expect(differences).toEqual([{ path: "verdict", before: "pass", after: "fail" }]);
  await expect(verifyReport(Buffer.from("[]"), { cwd, name })).rejects.toThrow(UsageError);
});
