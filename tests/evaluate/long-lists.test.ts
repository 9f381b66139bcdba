// A finding about thousands of values names the first of them and counts the others, in every format.
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { explainCommand } from "../../src/cli/commands/explain.ts";
import { mergeCommand } from "../../src/cli/commands/merge.ts";
import { governed } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { lowRisk, repository, temporaryFolder, write } from "../support/repository.ts";

/** Each vendor has to say what data it accesses, and may not access identifiable ones. */
const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
rules:
  - id: local/no-identifiable
    title: Vendors without identifiable data
    severity: high
    citations: [{ ref: House rule 8 }]
    require: { all: [{ var: spec.vendors }, { "!=": [{ var: dataAccess }, identifiable] }] }
    message: "{{spec.vendors[].name}} see identifiable data."
    remediation: Limit the access.
`;

interface Shown {
  readonly message: string;
  readonly related: { readonly note: string }[];
  readonly explanation: { readonly condition: string }[];
  readonly missing: string[];
  readonly omitted?: { readonly conditions: number; readonly places: number; readonly missing: number };
}

/** A repository with a deployment of many vendors. */
function withVendors(count: number, access: string): string {
  const vendors = Array.from(
    { length: count },
    (_, i) => `    - { name: Vendor ${i}, roles: [processor], supplies: [hosting]${access} }\n`,
  );
  const manifest = `${lowRisk.replace(/^ {2}vendors:.*\n/m, "")}  vendors:\n${vendors.join("")}`;
  const root = repository({ ...governed, ".caregate/policies/local.yaml": policy });
  write(root, { "deploy/a.yaml": manifest });
  return root;
}

const check = (root: string, format: string) => invoke(checkCommand, [".", "--format", format], root);

async function finding(root: string): Promise<Shown> {
  const { findings } = JSON.parse((await check(root, "json")).stdout) as { findings: Shown[] };
  return findings[0] as Shown;
}

describe("a violation by 250 vendors", () => {
  const root = (): string => withVendors(250, ", dataAccess: identifiable");

  test("names the first of them and the number of the others", async () => {
    const { message, related, explanation, omitted } = await finding(root());
    expect(message).toBe("Vendor 0, Vendor 1, Vendor 2, Vendor 3, Vendor 4 and 245 more see identifiable data.");
    expect(explanation).toHaveLength(100);
    // The place of the finding itself is the first of 100.
    expect(related).toHaveLength(99);
    expect(omitted).toEqual({ conditions: 150, places: 150, missing: 0 });
  });

  test("has no number of others where there are none", async () => {
    const { message, omitted } = await finding(withVendors(5, ", dataAccess: identifiable"));
    expect(message).not.toContain("more");
    expect(omitted).toBeUndefined();
  });

  test.each([
    ["console", "why: and 247 more"],
    ["junit", "why: and 150 more conditions"],
    ["html", "and 150 more conditions"],
    ["html", "and at least 150 more places"],
    ["oscal", "and 150 more conditions"],
  ])("counts the others in %s: %s", async (format, text) => {
    expect((await check(root(), format)).stdout).toContain(text);
  });

  test("counts the others where the finding is explained", async () => {
    const folder = root();
    const { findings } = JSON.parse((await check(folder, "json")).stdout) as { findings: { fingerprint: string }[] };
    const { stdout } = await invoke(explainCommand, [findings[0]?.fingerprint ?? ""], folder);
    expect(stdout).toContain("250 conditions that decided");
    expect(stdout).toContain("- and 150 more");
    expect(stdout).toContain("and at least 150 more");
  });

  test("keeps the numbers when shards are merged", async () => {
    const folder = root();
    const whole = await check(folder, "json");
    const elsewhere = temporaryFolder();
    const shards = [1, 2].map((number) => `${number}.json`);
    for (const [i, file] of shards.entries())
      await invoke(checkCommand, [".", "--shard", `${i + 1}/2`, "--output", join(elsewhere, file)], folder);
    const merged = await invoke(
      mergeCommand,
      [...shards.map((file) => join(elsewhere, file)), "--format", "json"],
      folder,
    );
    expect(merged.stdout).toBe(whole.stdout);
  });

  test("is hardly longer for three times as many", async () => {
    const [few, many] = [
      await check(withVendors(1000, ", dataAccess: identifiable"), "json"),
      await check(withVendors(3000, ", dataAccess: identifiable"), "json"),
    ];
    expect(many.stdout.length).toBeLessThan(1.1 * few.stdout.length);
  });
});

test("250 values that are not stated are counted", async () => {
  const { missing, omitted } = await finding(withVendors(250, ""));
  expect(missing).toHaveLength(100);
  expect(omitted).toMatchObject({ missing: 150 });
});

test("100 problems of evidence entries are reported, and the number of the others", async () => {
  const root = repository(governed);
  const entries = Array.from({ length: 130 }, (_, i) => `  - { kind: Contract, id: c${i}, path: none/c${i}.yaml }\n`);
  write(root, { "deploy/a.yaml": `${lowRisk}evidence:\n${entries.join("")}` });
  const { stdout } = await check(root, "json");
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  expect(diagnostics.filter(({ code }) => code === "evidence/missing")).toHaveLength(100);
  expect(diagnostics.filter(({ code }) => code === "evidence/more").map(({ message }) => message)).toEqual([
    "30 more entries of evidence with this problem: correct the others first",
  ]);
});

test("the problems of a file that many entries name are reported once", async () => {
  const root = repository(governed);
  const entries = Array.from({ length: 40 }, (_, i) => `  - { kind: Contract, id: c${i}, path: c.yaml }\n`);
  write(root, {
    "deploy/a.yaml": `${lowRisk}evidence:\n${entries.join("")}`,
    "deploy/c.yaml": Array.from({ length: 40 }, () => "apiVersion: caregate/v1\nkind: Contract\nx: 1\n").join("---\n"),
  });
  const { code, stdout } = await check(root, "json");
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; file: string; line: number }[] };
  const unknown = diagnostics.filter(({ code: one }) => one === "schema/additionalProperties");
  expect(code).toBe(2);
  expect(new Set(unknown.map(({ line }) => line)).size).toBe(unknown.length);
});

test("100 problems of a document are reported, and the number of the others", async () => {
  const root = repository(governed);
  const fields = Array.from({ length: 130 }, (_, i) => `  field${i}: 1\n`).join("");
  write(root, { "deploy/a.yaml": `${lowRisk}${fields}` });
  const { code, stdout } = await check(root, "json");
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  expect(code).toBe(2);
  expect(diagnostics.filter(({ code: one }) => one === "schema/additionalProperties")).toHaveLength(100);
  expect(diagnostics.filter(({ code: one }) => one === "schema/more").map(({ message }) => message)).toEqual([
    "30 more problems in this document: correct the others first",
  ]);
});
