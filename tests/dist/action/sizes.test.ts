import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { config } from "../../support/governed-repository.ts";
import { lowRisk } from "../../support/repository.ts";
import { scene } from "./fake-runner.ts";

/** A policy of many rules that all fail. */
function failing(count: number): string {
  const rules = Array.from(
    { length: count },
    (_, i) => `  - id: many/r${i}
    title: Rule ${i} holds
    severity: ${["critical", "high", "medium", "low"][i % 4]}
    citations: [{ ref: House rule ${i} }]
    require: { "==": [{ var: spec.function }, triage] }
    message: "rule ${i} does not hold, and this is a sentence of some length to fill the page with"
    remediation: Do what rule ${i} says.
`,
  );
  return `apiVersion: caregate/v1
kind: Policy
metadata: { id: many, title: Many rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
rules:
${rules.join("")}`;
}

const named = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`deploy/${i}.yaml`, lowRisk.replace("theatre-cleaning", `d${i}`)]),
  );

describe("every channel keeps to its size limit and counts what it leaves out", () => {
  test.each([
    [0, 1, 1],
    [1, 1, 1],
    [120, 60, 2],
    [5000, 100, 50],
  ])("%i findings", { timeout: 180_000 }, async (count, rules, deployments) => {
    const many = count === 0 ? failing(1).replace("triage", "operations") : failing(rules);
    const { run, github } = await scene(
      { ".caregate/config.yaml": config, ".caregate/policies/many.yaml": many },
      named(deployments),
    );
    const ran = await run({ inputs: { "check-run": "true", "fail-on": "low" } });
    expect(ran.code).toBe(count === 0 ? 0 : 1);
    expect(ran.outputs["new"]).toBe(String(count));
    for (const level of ["error", "warning", "notice"])
      expect(ran.commands.filter(({ name }) => name === level).length).toBeLessThanOrEqual(10);
    for (const { message } of ran.commands) expect(message.length).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(ran.summary)).toBeLessThan(1024 * 1024);
    expect(JSON.parse(readFileSync(ran.outputs["report-file"] ?? "", "utf8")).findings).toHaveLength(count);
    expect(JSON.parse(readFileSync(ran.outputs["sarif-file"] ?? "", "utf8")).runs[0].results).toHaveLength(count);
    const [comment] = github.comments.map(({ body }) => body);
    expect(comment === undefined).toBe(count === 0);
    expect(Buffer.byteLength(comment ?? "")).toBeLessThanOrEqual(12_000);
    const [checkRun] = github.checkRuns as { output: { annotations: unknown[]; summary: string } }[];
    expect(checkRun?.output.annotations).toHaveLength(Math.min(count, 300));
    const batches = github.requests.filter(({ operation }) => operation.startsWith("checks/"));
    expect(batches).toHaveLength(Math.max(1, Math.ceil(Math.min(count, 300) / 50)));
    const unmarked = /(\d+) findings without an annotation: \[all findings\]/.exec(checkRun?.output.summary ?? "");
    expect(unmarked?.[1]).toBe(count > 300 ? String(count - 300) : undefined);
    expect(github.breaches).toEqual([]);

    // The finding to change first, the other rows and the counts of rows left out add up.
    const first = (text: string): number => (text.includes("**Change first:**") ? 1 : 0);
    const shown = (text: string): number => (text.match(/^\| \*\*(?:critical|high|medium|low)\*\*<br>/gm) ?? []).length;
    const leftOut = (text: string, of: string): number =>
      [...text.matchAll(new RegExp(`^(\\d+) more ${of}s? in the`, "gm"))].reduce(
        (total, [, rest]) => total + Number(rest),
        0,
      );
    expect(first(ran.summary) + shown(ran.summary) + leftOut(ran.summary, "finding")).toBe(count);
    if (comment !== undefined && count <= 15) expect(first(comment) + shown(comment)).toBe(count);
    if (comment !== undefined && count > 15) {
      const counts = [...comment.matchAll(/^\| \*\*\w+\*\* \| (\d+) \|/gm)].map(([, one]) => Number(one));
      const total = counts.reduce((sum, one) => sum + one, 0);
      expect(total + leftOut(comment, "rule") * deployments).toBe(count);
    }
    const errors = ran.commands.filter(({ name, properties }) => name === "error" && properties["file"]);
    const more = /The summary of this run has (\d+) more/.exec(
      ran.commands.findLast(({ name }) => name === "error")?.message ?? "",
    );
    expect(errors.length + Number(more?.[1] ?? 0)).toBe(count);
  });
});
