import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { resolveParameters } from "../../src/policy/parameters.ts";
import { compileRules } from "../../src/policy/rule.ts";
import { validate } from "../../src/schema/validate.ts";

/** A policy whose one rule has some condition on lines of its own, from line 18 on. */
const policyWith = (
  condition: string,
  parameters = "{ limit: { type: integer, default: 30, description: A limit. } }",
): string => `apiVersion: caregate/v1
kind: Policy
metadata:
  id: local
  title: Local rules
  version: "1.0.0"
  owner: office
  effective: 2026-01-01
parameters: ${parameters}
rules:
  - id: local/one
    title: One thing holds
    severity: high
    citations: [{ ref: House rule 1 }]
    message: it does not hold.
    remediation: Make it hold.
    require:
${condition.replaceAll(/^/gm, "      ")}
`;

/** Every mistake found in a policy, as line, code and message. */
async function mistakes(text: string): Promise<string[]> {
  const { documents, diagnostics } = loadText("p.yaml", text);
  const [document] = documents;
  if (!document) throw new Error("no policy");
  const found = [...diagnostics, ...(await validate(document))];
  if (found.length === 0) {
    const { values, diagnostics: parameters } = resolveParameters(document, undefined);
    const { rules, diagnostics: conditions } = compileRules(document, values);
    found.push(...parameters, ...conditions);
    if (found.length === 0) found.push(...checkPolicy(rules, await inputType()));
  }
  return found.map(({ span, code, message }) => `${span.start.line} ${code}: ${message}`);
}

const used = `and:
  - { "<=": [{ var: spec.oversight.expeditedHours }, { param: limit }] }
`;

test("a policy without mistakes has none", async () => {
  expect(await mistakes(policyWith(used))).toEqual([]);
});

/** The likeliest mistakes of an author, each on line 20, and what has to be said of it. */
const likely: readonly [string, string][] = [
  ["a misspelt path", '  - { "==": [{ var: spec.security.encrytionAtRest }, none] }'],
  ["= for ==", '  - { "=": [{ var: spec.stage }, pilot] }'],
  ["a text for a number", '  - { "<=": [{ var: spec.monitoring.reportResponseHours }, "72"] }'],
  ["a percentage for a share", '  - { ">=": [{ var: spec.monitoring.localPrevalence }, 80] }'],
  ["a list without a quantifier", '  - { "==": [{ var: spec.vendors.dataAccess }, none] }'],
  ["a list compared as if it were one value", '  - { "==": [{ var: spec.users }, clinician] }'],
  ["an all that asks nothing", "  - { all: [[], { var: name }] }"],
  ["an all without its condition", "  - { all: [{ var: spec.vendors }] }"],
  ["a value outside its enum", '  - { "==": [{ var: spec.stage }, prodution] }'],
  ["a value outside the enum of a list", "  - { in: [clinicians, { var: spec.users }] }"],
  ["a default outside its enum", '  - { "==": [{ var: [spec.change.control, nonee] }, none] }'],
  ["=> for >=", '  - { "=>": [{ var: spec.monitoring.reportResponseHours }, 24] }'],
  ["an unknown parameter", '  - { "<=": [{ var: spec.monitoring.reportResponseHours }, { param: limits }] }'],
  ["a comparison that always holds", '  - { ">=": [{ var: spec.monitoring.reportResponseHours }, 0] }'],
  [
    "two things at once",
    '  - { and: [{ "==": [{ var: spec.stage }, pilot] }, { "==": [{ var: spec.stage }, production] }] }',
  ],
  ["true in quotes", '  - { "==": [{ var: spec.timeCritical }, "true"] }'],
  ["null for not stated", '  - { "==": [{ var: spec.goLive }, null] }'],
  ["a date that is none", '  - { "<=": [{ var: spec.goLive }, "1 March 2026"] }'],
  ["an order among texts", '  - { "<": [{ var: spec.stage }, pilot] }'],
  ["a field outside its element", "  - { some: [{ var: spec.vendors }, { in: [clinician, { var: spec.users }] }] }"],
  ["an interval compared as a number", '  - { "<=": [{ var: facts.fairness.sensitivityGap }, 0.1] }'],
  ["a number where an interval is wanted", "  - { within: [{ var: spec.monitoring.localPrevalence }, 0.1] }"],
  ["a regular expression that is none", '  - { matches: [{ var: spec.governance.inventoryId }, "AI-(" ] }'],
  ["two operators in one condition", '  - { "<": [1, 2], ">": [2, 1] }'],
];

test.each(likely)("%s is one error on its line", async (_, condition) => {
  const found = await mistakes(policyWith(used + condition));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^20 /);
  expect(found[0]).toMatchSnapshot();
});

test.each([
  ["a parameter without a default", "{ limit: { type: integer, description: A limit. } }"],
  ["a default of another type", '{ limit: { type: integer, default: "30", description: A limit. } }'],
  [
    "a default looser than the law",
    "{ limit: { type: integer, default: 90, legalBound: 60, stricter: lower, description: A limit. } }",
  ],
])("%s is one error on its line", async (_, parameters) => {
  const found = await mistakes(policyWith(used, parameters));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^9 /);
  expect(found[0]).toMatchSnapshot();
});

test("a parameter that no rule uses is reported on its line", async () => {
  const text = policyWith('"==": [{ var: spec.stage }, pilot]');
  expect(await mistakes(text)).toEqual([
    "9 policy/unused-parameter: no rule uses the parameter `limit`: use it or remove it",
  ]);
});

test("a message that inserts what does not exist is an error on its line", async () => {
  const text = policyWith(used).replace(
    "it does not hold.",
    '"{{spec.stagee}} and {{limt}} of {{facts.vendors[].name}} as of {{asOf}}"',
  );
  expect(await mistakes(text)).toEqual([
    "15 policy/message: there is no `spec.stagee` to insert here",
    "15 policy/message: there is no `limt` to insert here; did you mean `limit`?",
  ]);
});
