import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/diff/edits.ts";
import { minimalValue } from "../../src/diff/sample-values.ts";
import type { Witness } from "../../src/diff/witness.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { evaluateOutcome } from "../../src/evaluate/decision.ts";
import type { Json } from "../../src/util/json.ts";
import { type Written, asOf, changeOf, deployment, fixturesOf, stateOf, waiver } from "./support.ts";

const some = (name: string, ...rest: unknown[]): object => ({ some: [{ var: name }, ...rest] });
const vendors = { var: "facts.vendors" };
const audit = { in: ["audit-rights", { var: "contract.clauses" }] };
const response = { var: "spec.monitoring.reportResponseHours" };
const contracts = { var: "evidence.contracts" };
const inUse = { in: [{ var: "spec.stage" }, ["pilot", "production"]] };
const hours = { type: "integer", default: 48, minimum: 1, maximum: 72, stricter: "lower", description: "Hours." };
const reported = { require: { "<=": [response, { param: "hours" }] } };
const required = (require: object): Written => ({ rule: { require } });

/** Changes that loosen, each from what was before to what is after; taken the other way round they tighten. */
const loosenings: readonly (readonly [string, Written, Written])[] = [
  ["`all` to `some`", required({ all: [vendors, audit] }), required({ some: [vendors, audit] })],
  [
    "`none` to `not all`",
    required({ none: [vendors, { in: ["no-sale", { var: "contract.clauses" }] }] }),
    required({ "!": { all: [vendors, { in: ["no-sale", { var: "contract.clauses" }] }] } }),
  ],
  ["`>` to `>=`", required({ ">": [response, 24] }), required({ ">=": [response, 24] })],
  [
    "`<` to `<=` on a share",
    required({ "<": [{ var: "spec.fairness.maxPpvGap" }, 0.1] }),
    required({ "<=": [{ var: "spec.fairness.maxPpvGap" }, 0.1] }),
  ],
  ["a limit moved by one", required({ "<=": [response, 24] }), required({ "<=": [response, 25] })],
  [
    "a default added to `var`",
    required({ "==": [{ var: "spec.timeCritical" }, true] }),
    required({ "==": [{ var: ["spec.timeCritical", true] }, true] }),
  ],
  [
    "an applicability clause added",
    required({ "<=": [response, 24] }),
    { rule: { require: { "<=": [response, 24] }, appliesWhen: inUse } },
  ],
  [
    "an applicability clause narrowed by one value",
    { rule: { require: { "<=": [response, 24] }, appliesWhen: inUse } },
    { rule: { require: { "<=": [response, 24] }, appliesWhen: { in: [{ var: "spec.stage" }, ["production"]] } } },
  ],
  ["a clause dropped from `and`", required({ and: [inUse, { "<=": [response, 24] }] }), required(inUse)],
  [
    "`and` to `or`",
    required({ and: [inUse, { "<=": [response, 24] }] }),
    required({ or: [inUse, { "<=": [response, 24] }] }),
  ],
  [
    "a value added to those allowed",
    required({ in: [{ var: "spec.stage" }, ["research"]] }),
    required({ in: [{ var: "spec.stage" }, ["research", "pilot"]] }),
  ],
  [
    "one of the clauses no longer wanted",
    required({ all: [contracts, { subset: [["audit-rights", "no-training"], { var: "clauses" }] }] }),
    required({ all: [contracts, { subset: [["no-training"], { var: "clauses" }] }] }),
  ],
  [
    "a count lowered",
    required({ ">=": [{ count: { filter: [vendors, audit] } }, 2] }),
    required({ ">=": [{ count: { filter: [vendors, audit] } }, 1] }),
  ],
  [
    "an exception for vendors who see no data",
    required({ none: [vendors, { "!": audit }] }),
    required({ none: [vendors, { and: [{ "!": audit }, { "!=": [{ var: "dataAccess" }, "none"] }] }] }),
  ],
  [
    "a deadline a day later",
    required({ "<=": [{ daysBetween: [{ var: "spec.model.lastChange" }, { var: "asOf" }] }, 365] }),
    required({ "<=": [{ daysBetween: [{ var: "spec.model.lastChange" }, { var: "asOf" }] }, 366] }),
  ],
  [
    "what is not stated let pass",
    required({ "==": [{ var: "spec.significantEffect" }, false] }),
    required({ or: [{ missing: ["spec.significantEffect"] }, { "==": [{ var: "spec.significantEffect" }, false] }] }),
  ],
  [
    "an interval's limit raised",
    required({ within: [{ var: "facts.fairness.sensitivityGap" }, 0.1] }),
    required({ within: [{ var: "facts.fairness.sensitivityGap" }, 0.11] }),
  ],
  [
    "one branch of an `if` loosened",
    required({ if: [inUse, { "<=": [response, 24] }, { "<=": [response, 72] }] }),
    required({ if: [inUse, { "<=": [response, 24] }, { "<=": [response, 73] }] }),
  ],
  [
    "a pattern with one digit more",
    required({ matches: [{ var: "spec.governance.inventoryId" }, "^AI-[0-9]{4}$"] }),
    required({ matches: [{ var: "spec.governance.inventoryId" }, "^AI-[0-9]{4,5}$"] }),
  ],
  [
    "a parameter's value moved by the settings",
    { rule: reported, parameters: { hours } },
    { rule: reported, parameters: { hours }, config: { parameters: { local: { hours: 49 } } } },
  ],
  [
    "a parameter's default moved",
    { rule: reported, parameters: { hours } },
    { rule: reported, parameters: { hours: { ...hours, default: 72 } } },
  ],
  ["a severity below the gate", { rule: { severity: "medium" } }, { rule: { severity: "low" } }],
  ["advisory instead of binding", { rule: { binding: "gates" } }, { rule: { binding: "advisory" } }],
  [
    "binding from a later day",
    { rule: { binding: { gatesFrom: "2027-01-01" } } },
    { rule: { binding: { gatesFrom: "2027-02-01" } } },
  ],
  ["a longer waiver allowed", { rule: { waiver: { maxDays: 30 } } }, { rule: { waiver: { maxDays: 90 } } }],
];

/** The data that a witness describes. */
async function dataOf({ origin, edits }: Witness, written: readonly Written[]): Promise<Json> {
  const fixtures = (await Promise.all(written.map(async (one) => fixturesOf(await stateOf(one))))).flat();
  const base =
    origin.kind === "least"
      ? minimalValue(await inputType())
      : origin.kind === "deployment"
        ? (await deployment()).context.data
        : fixtures.find((one) => one.origin.kind === "test" && one.origin.name === origin.name)?.data;
  const data = base && applyEdits(base, edits);
  if (data === undefined) throw new Error("the witness cannot be made");
  return data;
}

const shut = ["fail", "unknown"];

describe.each(loosenings)("%s", (_, stricter, looser) => {
  test.each([
    ["loosened", stricter, looser],
    ["tightened", looser, stricter],
  ] as const)("is %s", async (kind, before, after) => {
    const change = await changeOf(before, after);
    const [rule] = change.rules;
    expect(change.rules.map((one) => one.kind)).toEqual([kind]);
    expect(change.loosened).toBe(kind === "loosened");
    expect(change.tightened).toBe(kind === "tightened");
    if (!rule || rule.waivable) return;
    const witness = rule.witnesses[kind]?.[0];
    if (!witness) throw new Error("no witness");
    const effects = [witness.before.effect, witness.after.effect];
    const [closed, open] = kind === "loosened" ? effects : effects.toReversed();
    expect(shut).toContain(closed);
    expect(shut).not.toContain(open);
    if (rule.severity || rule.binding) return;
    // What is said about the witness is true.
    const data = await dataOf(witness, [before, after]);
    const [was, is] = await Promise.all([before, after].map(async (one) => (await stateOf(one)).ruleSet.rules[0]));
    if (!was || !is) throw new Error("no rule");
    expect([evaluateOutcome(was, data), evaluateOutcome(is, data)]).toEqual(effects);
  });
});

const plain: Written = {};

/** Changes of what is not in a rule, with what is said of each. */
test.each([
  ["failOn raised", plain, { config: { failOn: "high" } }, "settings", "loosened"],
  ["failOn lowered", plain, { config: { failOn: "low" } }, "settings", "tightened"],
  ["only what is new kept out", plain, { config: { gate: "new" } }, "settings", "loosened"],
  ["a folder left out", plain, { config: { exclude: ["drafts/"] } }, "settings", "loosened"],
  ["only one folder looked at", plain, { config: { paths: ["deploy"] } }, "settings", "loosened"],
  [
    "a second folder looked at",
    { config: { paths: ["deploy"] } },
    { config: { paths: ["deploy", "more"] } },
    "settings",
    "tightened",
  ],
  ["a waiver added", plain, { waivers: [waiver("2026-12-31")] }, "waivers", "loosened"],
  ["a waiver removed", { waivers: [waiver("2026-12-31")] }, plain, "waivers", "tightened"],
  [
    "a waiver extended",
    { waivers: [waiver("2026-12-31")] },
    { waivers: [waiver("2027-01-31")] },
    "waivers",
    "loosened",
  ],
  [
    "a waiver shortened",
    { waivers: [waiver("2026-12-31")] },
    { waivers: [waiver("2026-12-01")] },
    "waivers",
    "tightened",
  ],
  [
    "a waiver of another rule's place",
    { waivers: [waiver("2026-12-31")] },
    { waivers: [waiver("2026-12-31", { deployment: "other" })] },
    "waivers",
    "loosened",
  ],
  [
    "a bound for the parameter moved",
    { rule: reported, parameters: { hours } },
    { rule: reported, parameters: { hours: { ...hours, maximum: 96 } } },
    "parameters",
    "loosened",
  ],
  [
    "a legal bound taken away",
    { rule: reported, parameters: { hours: { ...hours, legalBound: 72 } } },
    { rule: reported, parameters: { hours } },
    "parameters",
    "loosened",
  ],
  ["a policy that takes effect later", plain, { metadata: { effective: "2027-01-01" } }, "settings", "loosened"],
] as const)("%s is reported", async (_, before, after, where, direction) => {
  const change = await changeOf(before, after);
  expect(change[where].map((one) => one.direction)).toContain(direction);
  expect(change[direction]).toBe(true);
});

test("a rule added, and one removed", async () => {
  const one = {
    id: "local/rule",
    title: "A",
    severity: "high",
    citations: [{ ref: "R" }],
    require: inUse,
    message: "m",
    remediation: "r",
  };
  const two = { ...one, id: "local/two" };
  const added = await changeOf({ rules: [one] }, { rules: [one, two] });
  expect(added.rules).toMatchObject([
    { id: "local/two", kind: "added", witnesses: { tightened: [{ before: { effect: "none" } }] } },
  ]);
  const removed = await changeOf({ rules: [one, two] }, { rules: [one] });
  expect(removed.rules).toMatchObject([
    { id: "local/two", kind: "removed", witnesses: { loosened: [{ after: { effect: "none" } }] } },
  ]);
  expect([removed.loosened, removed.unchanged]).toEqual([true, 1]);
});

test.each([
  [
    "other words",
    plain,
    { rule: { title: "Other words", remediation: "Do it." } },
    { kind: "reworded", wording: ["title", "remediation"] },
  ],
  [
    "another id, with the former one",
    plain,
    { rule: { id: "local/other", formerly: "local/rule" } },
    { id: "local/other", kind: "reworded", wording: ["id"] },
  ],
  [
    "another id and a lower limit",
    required({ "<=": [response, 24] }),
    { rule: { id: "local/other", formerly: ["local/rule"], require: { "<=": [response, 12] } } },
    { id: "local/other", kind: "tightened", wording: ["id"] },
  ],
  [
    "another way to write the same",
    required({ "!!": [{ var: ["spec.goLive"] }] }),
    required({ "!!": { var: "spec.goLive" } }),
    undefined,
  ],
  ["a value as a parameter", required({ "<=": [response, 48] }), { rule: reported, parameters: { hours } }, undefined],
  [
    "conditions in another order",
    required({ and: [inUse, audit2()] }),
    required({ and: [audit2(), inUse] }),
    { kind: "undistinguished" },
  ],
  [
    "whole numbers, strictly",
    required({ ">": [response, 23] }),
    required({ ">=": [response, 24] }),
    { kind: "undistinguished" },
  ],
  [
    "tightened here, loosened there",
    required({ "<=": [response, 24] }),
    required({ in: [{ var: "spec.stage" }, ["pilot"]] }),
    { kind: "mixed" },
  ],
  [
    "an applicability by an optional field, so that it is unknown now",
    { rule: { require: { "<=": [response, 24] } } },
    { rule: { require: { "<=": [response, 24] }, appliesWhen: { var: "spec.timeCritical" } } },
    { kind: "loosened", scope: "fewer" },
  ],
  [
    "the same reverted: a missing value passes",
    { rule: { require: { "<=": [response, 24] }, appliesWhen: { var: "spec.timeCritical" } } },
    { rule: { require: { "<=": [response, 24] } } },
    { kind: "mixed", scope: "more" },
  ],
  [
    "a filter that leaves all out",
    required({ all: [vendors, audit] }),
    required({ all: [{ filter: [vendors, { "!=": [{ var: "dataAccess" }, "none"] }] }, audit] }),
    { kind: "mixed" },
  ],
  [
    "a severity that gates as before",
    { rule: { severity: "high" } },
    { rule: { severity: "medium" } },
    { kind: "regraded" },
  ],
  [
    "unknown that now fails",
    required({ "==": [{ var: "spec.significantEffect" }, false] }),
    required({
      and: [{ "!": { missing: ["spec.significantEffect"] } }, { "==": [{ var: "spec.significantEffect" }, false] }],
    }),
    { kind: "resettled" },
  ],
  [
    "passes where it did not apply",
    { rule: { appliesWhen: inUse, require: { "!=": [{ var: "spec.stage" }, "pilot"] } } },
    { rule: { require: { "!=": [{ var: "spec.stage" }, "pilot"] } } },
    { kind: "rescoped", scope: "more" },
  ],
] as const)("%s: neither looser nor stricter, or both", async (_, before, after, expected) => {
  const { rules } = await changeOf(before, after);
  if (expected) expect(rules).toMatchObject([expected]);
  else expect(rules).toEqual([]);
});

function audit2(): object {
  return some("facts.vendors", audit);
}

test("the impact names deployments that newly fail, pass or are checked", async () => {
  const given = [
    { "metadata.name": "one" },
    { "metadata.name": "two", "spec.stage": "pilot" },
    { "metadata.name": "three", "spec.stage": "research" },
  ];
  const stages = (...allowed: string[]): Written => required({ in: [{ var: "spec.stage" }, allowed] });
  const { impact } = await changeOf(stages("production", "pilot"), stages("pilot", "research"), given);
  expect(impact.deployments).toBe(3);
  expect(impact.changed.map(({ name, impacts }) => [name, impacts.map(({ kind, rule }) => `${kind} ${rule}`)])).toEqual(
    [
      ["one", ["shuts local/rule"]],
      ["three", ["opens local/rule"]],
    ],
  );
});

test("the evaluation date is that of the comparison", async () => {
  expect((await changeOf(plain, plain)).asOf).toBe(asOf);
});
