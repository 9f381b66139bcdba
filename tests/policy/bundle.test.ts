import { expect, test } from "vitest";
import { readBundle } from "../../src/policy/bundle.ts";
import { treeOf } from "../support/tree.ts";

const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: Local rules, version: "1.0.0", owner: office, effective: 2026-01-01 }
rules:
  - id: local/never
    title: Nothing runs
    severity: critical
    citations: [{ ref: House rule 1 }]
    require: { "==": [{ var: spec.stage }, retired] }
    message: it runs
    remediation: Stop it.
`;
const waiver = "apiVersion: caregate/v1\nkind: Waiver\n";

const problems = async (files: Record<string, string>) => {
  const { policies, diagnostics } = await readBundle(treeOf("/nowhere", files));
  return { policies: policies.length, diagnostics };
};

test("a policy counts whatever the case of its file's extension", async () => {
  for (const name of ["strict.yaml", "strict.YAML", "strict.Yml"])
    expect(await problems({ [`.caregate/policies/${name}`]: policy })).toEqual({ policies: 1, diagnostics: [] });
});

test.each([
  [".caregate/strict.yaml", policy, "a `Policy` has no effect here: move it to `.caregate/policies/`"],
  [".caregate/keys/strict.yaml", policy, "a `Policy` has no effect here: move it to `.caregate/policies/`"],
  [".caregate/w.yml", waiver, "a `Waiver` has no effect here: move it to `.caregate/waivers/`"],
  [".caregate/policies/strict.txt", policy, "this file has no effect in `.caregate`"],
  [".caregate/policy/strict.yaml", "a: 1\n", "this file has no effect in `.caregate`"],
  [".caregate/keys/ada.pub", "x", "this file has no effect in `.caregate`"],
])("%s is an error that says where it belongs", async (file, text, message) => {
  const { policies, diagnostics } = await problems({ [file]: text });
  expect(policies).toBe(0);
  expect(diagnostics).toMatchObject([{ code: "governance/misplaced", severity: "error", file }]);
  expect(diagnostics[0]?.message).toContain(message);
});

test("tests, schemas for editors and a README are allowed in the folder", async () => {
  const files = [
    ".caregate/tests/base.yaml",
    ".caregate/schemas/a.json",
    ".caregate/README.md",
    ".caregate/waivers/.gitkeep",
  ];
  expect(await problems(Object.fromEntries(files.map((file) => [file, "x"])))).toEqual({
    policies: 0,
    diagnostics: [],
  });
});
