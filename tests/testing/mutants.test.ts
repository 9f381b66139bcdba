import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import type { Outcome } from "../../src/model/finding.ts";
import type { Json, JsonObject } from "../../src/util/json.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { compilePolicy } from "../../src/policy/rule-set.ts";
import { type MutationCase, mutate } from "../../src/testing/mutate.ts";
import { mutatorsFor } from "../../src/testing/mutants.ts";
import { shortSummary } from "../../src/logic/condition-summary.ts";

const none = { values: {}, declared: {} };
const hours: Json = { var: "hours" };

/** What the small changes of a condition make of it. */
const changed = (condition: Json): string[] =>
  mutatorsFor(condition, none).map(({ condition: to }) => shortSummary(to));

test.each<[string, Json, string[]]>([
  ["a comparison loses its boundary, moves by one and turns round", { "<=": [hours, 48] }, ["hours < 48", "hours <= 49", "hours > 48"]], // prettier-ignore
  ["from below", { ">=": [hours, 48] }, ["hours > 48", "hours >= 47", "hours < 48"]],
  ["strictly", { "<": [hours, 48] }, ["hours <= 48", "hours < 47", "hours >= 48"]],
  ["a share moves by a tenth", { ">": [{ var: "share" }, 0.5] }, ["share >= 0.5", "share > 0.55", "share <= 0.5"]],
  ["a date moves by a day", { "<": [{ var: "day" }, "2026-03-01"] }, ["day <= 2026-03-01", "day < 2026-02-28", "day >= 2026-03-01"]], // prettier-ignore
  ["between two bounds", { "<=": [1, hours, 5] }, ["1 < hours < 5", "0 <= hours <= 5", "1 <= hours <= 6"]],
  ["the threshold stands first", { "<=": [5, hours] }, ["5 < hours", "4 <= hours", "5 > hours"]],
  ["equality", { "==": [{ var: "stage" }, "pilot"] }, ["stage != pilot"]],
  ["clauses", { and: [{ var: "a" }, { var: "b" }] }, ["b", "a", "a or b"]],
  ["alternatives", { or: [{ var: "a" }, { var: "b" }, { var: "c" }] }, ["b or c", "a or c", "a or b", "a and b and c"]],
  ["all", { all: [{ var: "list" }, { var: "a" }] }, ["some of list: a"]],
  ["some", { some: [{ var: "list" }, { var: "a" }] }, ["all of list: a"]],
  ["none", { none: [{ var: "list" }, { var: "a" }] }, ["not (all of list: a)"]],
  ["a negation", { "!": { var: "a" } }, ["stated a"]],
  ["a default", { "==": [{ var: ["a", "x"] }, "x"] }, ["(a, else x) != x", "a == x"]],
  ["a filter", { count: { filter: [{ var: "list" }, { var: "a" }] } }, ["count(list)"]],
  ["a limit of an interval", { within: [{ var: "gap" }, 0.1] }, ["gap within 0.11", "gap within 0.09"]],
  ["a case", { if: [{ var: "a" }, { var: "b" }, { var: "c" }] }, ["b", "c"]],
])("%s", (_, condition, expected) => {
  expect(changed(condition)).toEqual(expected);
});

test("a choice of the lesser of two loses no boundary: where both are equal, either will do", () => {
  const [a, b] = [{ var: "a" }, { var: "b" }];
  expect(changed({ if: [{ "<": [a, b] }, a, b] })).not.toContain("if(a <= b, a, b)");
  expect(changed({ if: [{ "<": [a, b] }, a, b] })).toContain("if(a >= b, a, b)");
  expect(changed({ if: [{ "<": [a, b] }, a, 0] })).toContain("if(a <= b, a, 0)");
});

test("a parameter is a threshold, with its unit", () => {
  const parameters = { values: { most: 48 }, declared: { most: { unit: "hours" } } };
  expect(mutatorsFor({ "<=": [hours, { param: "most" }] }, parameters)).toMatchObject([
    { change: "`hours <= most (48)` may become `<`", gap: "no test has `hours` at exactly 48 hours" },
    { change: "`hours <= most (48)` may become `<= 49`", gap: "no test has `hours` at exactly 49 hours" },
    { change: "`hours <= most` may become `>`" },
  ]);
});

/** The results of the small changes of a rule over `spec`, evaluated on some values of it. */
async function mutated(rule: JsonObject, cases: readonly (readonly [JsonObject, Outcome])[], parameters: string) {
  const text = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: T, version: "1", owner: office, effective: 2026-01-01 }
${parameters}
rules:
  - { id: local/one, title: T, severity: low, citations: [{ ref: R }], message: m, remediation: r, ${JSON.stringify(rule).slice(1, -1)} }
`;
  const [document] = loadText("p.yaml", text).documents;
  if (!document) throw new Error("no policy");
  const context = await inputType();
  const { rules, diagnostics } = compilePolicy(document, undefined, { context });
  expect(diagnostics).toEqual([]);
  const all = cases.map(([spec, expected]): MutationCase => ({ data: { spec }, expected }));
  const { noticed, refused, equivalent, survivors } = mutate(rules[0] as never, all, context);
  return { noticed, refused, equivalent, survivors: survivors.map(({ change }) => change) };
}

const answer = { var: "spec.monitoring.reportResponseHours" };
const after = (reportResponseHours: number): JsonObject => ({ monitoring: { reportResponseHours } });

test("a change that the law forbids needs no test", async () => {
  const parameters =
    "parameters: { most: { type: integer, default: 72, legalBound: 72, stricter: lower, description: D. } }";
  const cases = [[after(72), "pass"], [after(96), "fail"]] as const; // prettier-ignore
  expect(await mutated({ require: { "<=": [answer, { param: "most" }] } }, cases, parameters)).toEqual({
    noticed: 2,
    refused: 1,
    equivalent: 0,
    survivors: [],
  });
});

test("a change that the check of policies refuses needs no test", async () => {
  const rule = { require: { or: [{ ">": [answer, 0] }, { "==": [{ var: "spec.stage" }, "pilot"] }] } };
  const { refused } = await mutated(rule, [[{ stage: "pilot", ...after(24) }, "pass"]], "");
  expect(refused).toBeGreaterThan(0);
});

test("a change without effect is distinguished from one that no test notices", async () => {
  const stage = { var: "spec.stage" };
  const rule = {
    appliesWhen: { in: [stage, ["pilot", "production"]] },
    require: { and: [{ "!=": [stage, "research"] }, { "<=": [answer, 48] }] },
  };
  const cases = [
    [{ stage: "pilot", ...after(48) }, "pass"],
    [{ stage: "pilot", ...after(49) }, "fail"],
    [{ stage: "research", ...after(48) }, "not-applicable"],
  ] as const;
  const { equivalent, survivors } = await mutated(rule, cases, "");
  expect({ equivalent, survivors }).toEqual({ equivalent: 1, survivors: [] });
});
