import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import type { Outcome } from "../../src/model/finding.ts";
import type { Json, JsonObject } from "../../src/util/json.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { compilePolicy } from "../../src/policy/rule-set.ts";
import { type MutationCase, mutate } from "../../src/testing/mutate.ts";
import { mutatorsFor } from "../../src/testing/mutants.ts";
import { shortNotation } from "../../src/logic/notation/print.ts";

const none = { values: {}, declared: {} };
const hours: Json = { var: "spec.hours" };
const v = (path: string): Json => ({ var: `spec.${path}` });

/** What the small changes of a condition make of it. */
const changed = (condition: Json): string[] =>
  mutatorsFor(condition, none).map(({ condition: to }) => shortNotation(to).replaceAll("spec.", ""));

test.each<[string, Json, string[]]>([
  ["a comparison loses its boundary, moves by one and turns round", { "<=": [hours, 48] }, ["hours < 48", "hours <= 49", "hours > 48"]], // prettier-ignore
  ["from below", { ">=": [hours, 48] }, ["hours > 48", "hours >= 47", "hours < 48"]],
  ["strictly", { "<": [hours, 48] }, ["hours <= 48", "hours < 47", "hours >= 48"]],
  ["a share moves by a tenth", { ">": [v("share"), 0.5] }, ["share >= 0.5", "share > 0.55", "share <= 0.5"]],
  ["a date moves by a day", { "<": [v("day"), "2026-03-01"] }, ["day <= 2026-03-01", "day < 2026-02-28", "day >= 2026-03-01"]], // prettier-ignore
  ["between two bounds", { "<=": [1, hours, 5] }, ["1 < hours < 5", "0 <= hours <= 5", "1 <= hours <= 6"]],
  ["the threshold stands first", { "<=": [5, hours] }, ["5 < hours", "4 <= hours", "5 > hours"]],
  ["equality", { "==": [v("stage"), "pilot"] }, ['stage != "pilot"']],
  ["clauses", { and: [v("a"), v("b")] }, ["b", "a", "a or b"]],
  ["alternatives", { or: [v("a"), v("b"), v("c")] }, ["b or c", "a or c", "a or b", "a and b and c"]],
  ["all", { all: [v("groups"), { var: "a" }] }, ["some group in groups: group.a"]],
  ["some", { some: [v("groups"), { var: "a" }] }, ["every group in groups: group.a"]],
  ["none", { none: [v("groups"), { var: "a" }] }, ["not (every group in groups: group.a)"]],
  ["a negation", { "!": v("a") }, ["a is stated"]],
  ["a default", { "==": [{ var: ["spec.a", "x"] }, "x"] }, ['a otherwise "x" != "x"', 'a == "x"']],
  ["a filter", { count: { filter: [v("groups"), { var: "a" }] } }, ["count(groups)"]],
  ["a limit of an interval", { within: [v("gap"), 0.1] }, ["gap within 0.11", "gap within 0.09"]],
  ["a case", { if: [v("a"), v("b"), v("c")] }, ["b", "c"]],
  [
    "a date months later",
    { dateAdd: [v("day"), 18, "months"] },
    ["day + 19 months", "day + 17 months", "day + 18 weeks"],
  ],
  ["a date days earlier", { dateAdd: [v("day"), -1, "days"] }, ["day + 0 days", "day - 2 days"]],
  ["different values", { count: { distinct: v("groups") } }, ["count(groups)"]],
  [
    "a value from outside",
    { some: [v("groups"), { "==": [{ var: "name" }, { outer: "spec.name" }] }] },
    [
      "every group in groups: group.name == name",
      "some group in groups: group.name != name",
      "some group in groups: group.name == group.name",
    ],
  ],
])("%s", (_, condition, expected) => {
  expect(changed(condition)).toEqual(expected);
});

test("a choice of the lesser of two loses no boundary: where both are equal, either will do", () => {
  const [a, b] = [v("a"), v("b")];
  expect(changed({ if: [{ "<": [a, b] }, a, b] })).not.toContain("if a <= b then a else b");
  expect(changed({ if: [{ "<": [a, b] }, a, b] })).toContain("if a >= b then a else b");
  expect(changed({ if: [{ "<": [a, b] }, a, 0] })).toContain("if a <= b then a else 0");
});

test("a parameter is a threshold, with its unit", () => {
  const parameters = { values: { most: 48 }, declared: { most: { unit: "hours" } } };
  expect(mutatorsFor({ "<=": [hours, { param: "most" }] }, parameters)).toMatchObject([
    { change: "`spec.hours <= most (48)` may become `<`", gap: "no test has `spec.hours` at exactly 48 hours" },
    { change: "`spec.hours <= most (48)` may become `<= 49`", gap: "no test has `spec.hours` at exactly 49 hours" },
    { change: "`spec.hours <= most` may become `>`" },
  ]);
});

test("a parameter that is a list loses its first and its last element", () => {
  const parameters = { values: { closed: ["friday", "sunday"], one: ["x"] }, declared: { closed: {}, one: {} } };
  const day = { weekday: v("day") };
  expect(mutatorsFor({ in: [day, { param: "closed" }] }, parameters)).toMatchObject([
    { change: '`closed` may lose `"friday"`', parameter: { name: "closed", value: ["sunday"] } },
    { change: '`closed` may lose `"sunday"`', parameter: { name: "closed", value: ["friday"] } },
  ]);
  expect(mutatorsFor({ in: [day, { param: "one" }] }, parameters)).toMatchObject([
    { change: '`one` may lose `"x"`', parameter: { name: "one", value: [] } },
  ]);
});

test("a change in a list of a list names both elements", () => {
  const condition = {
    all: [v("wards"), { all: [{ var: "rooms" }, { "<=": [{ var: "beds" }, { outer: ["beds", 1] }] }] }],
  };
  const changes = mutatorsFor(condition, none).map(({ change }) => change);
  expect(changes).toContain("`room.beds <= ward.beds` may become `<`");
  expect(changes).toContain("`ward.beds` may be read from the element");
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
