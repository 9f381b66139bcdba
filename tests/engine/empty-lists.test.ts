import { expect, test } from "vitest";
import { lintPolicies } from "../../src/engine/lint.ts";
import { config } from "../support/governed-repository.ts";
import { repository } from "../support/repository.ts";

const policy = (require: string, tests = "", appliesWhen = ""): string => `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
rules:
  - id: local/first
    title: What the house asks of vendors
    severity: medium
    citations: [{ ref: House rule 7 }]
${appliesWhen === "" ? "" : `    appliesWhen: ${appliesWhen}\n`}    require: ${require}
    message: "It does not hold: {{reason}}."
    remediation: Make it so.
    tests:
      - { name: one, expect: pass }
      - { name: two, given: { "spec.vendors[0].name": null }, expect: unknown }
${tests}`;

async function found(text: string): Promise<string[]> {
  const root = repository({ ".caregate/config.yaml": config, ".caregate/policies/local.yaml": text });
  const { diagnostics } = await lintPolicies({ cwd: root, asOf: "2026-11-22" });
  return diagnostics
    .filter(({ code }) => code.startsWith("lint/empty"))
    .map(({ code, span, message }) => `${code} ${span.start.line} ${message}`);
}

const every = "'every vendor in spec.vendors: vendor.name is stated'";
const empty = "      - { name: none, given: { spec.vendors: [] }, expect: fail }\n";

test("`every` without `if any` needs a test with an empty list", async () => {
  expect(await found(policy(every))).toEqual([
    "lint/empty-list 9 no test of `local/first` has an empty list `spec.vendors`: `every` is false of it; add a test, or write `if any`",
  ]);
  expect(await found(policy(every, empty))).toEqual([]);
  expect(await found(policy(every.replace("vendors:", "vendors, if any:")))).toEqual([]);
});

test("`every` of an empty list is no question where the rule asks for an element, or no list is empty", async () => {
  const guarded = "'every vendor in spec.vendors where vendor.dataAccess == \"identifiable\": vendor.name is stated'";
  const asked = "'some vendor in spec.vendors: vendor.dataAccess == \"identifiable\"'";
  expect(await found(policy(guarded))).toHaveLength(1);
  expect(await found(policy(guarded, "", asked))).toEqual([]);
  expect(await found(policy("'every contract in evidence.contracts: contract.vendor is stated'"))).toEqual([]);
});

test("a `reduce` whose start value decides over an empty list needs a test with one", async () => {
  const folded = (start: number, most: string): string =>
    `{ "${most}": [{ reduce: [{ var: spec.vendors }, { "+": [{ var: accumulator }, 1] }, ${start}] }, 3] }`;
  expect(await found(policy(folded(0, "<=")))).toEqual([
    "lint/empty-reduce 9 silence passes here: the start value of `reduce` decides when `spec.vendors` is empty; ask for an element, or add a test with an empty list",
  ]);
  expect(await found(policy(folded(0, ">=")))).toEqual([]);
  expect(await found(policy(`{ "!": [${folded(0, ">")}] }`))).toHaveLength(1);
  expect(await found(policy(folded(0, "<="), empty.replace("fail", "pass")))).toEqual([]);
});
