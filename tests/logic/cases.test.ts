import fc from "fast-check";
import { expect, test } from "vitest";
import { type Json, type JsonObject, getAt, parsePath } from "../../src/util/json.ts";
import { enumerateCases } from "../../src/logic/enumerate-cases.ts";
import { type CompileError, type Node, compile } from "../../src/logic/compile.ts";
import { BOOLEAN, COUNT, DATE, NUMBER, TEXT, type Type } from "../../src/logic/types.ts";
import { mutatorsFor } from "../../src/testing/mutants.ts";
import { rootScope } from "../../src/logic/scope.ts";

const map = (fields: Record<string, Type>): Type => ({ is: "map", fields: new Map(Object.entries(fields)) });
const context = map({
  spec: map({
    stage: { is: "text", values: ["research", "pilot", "production"] },
    hours: COUNT,
    share: { ...NUMBER, minimum: 0, maximum: 1 },
    live: DATE,
    purpose: TEXT,
    critical: BOOLEAN,
    users: { is: "list", element: { is: "text", values: ["clinician", "patient", "payer"] } },
    vendors: { is: "list", element: map({ name: TEXT }) },
  }),
});

function node(expression: Json): Node {
  const errors: CompileError[] = [];
  const compiled = compile(expression, {}, errors);
  expect(errors).toEqual([]);
  return compiled;
}

/** The values that a path takes in the cases of some conditions; undefined stands for not stated. */
function values(path: string, ...conditions: Json[]): Set<string | undefined> | undefined {
  const cases = enumerateCases(conditions.map(node), context);
  return cases && new Set(cases.map((data) => JSON.stringify(getAt(data, parsePath(path)))));
}

test("a path takes every kind of value that a condition can distinguish, and none", () => {
  const v = (name: string): Json => ({ var: `spec.${name}` });
  const set = (...all: Json[]) => new Set([undefined, ...all.map((one) => JSON.stringify(one))]);
  expect(values("spec.hours", { "<=": [v("hours"), 48] })).toEqual(set(0, 1, 47, 48, 49));
  expect(values("spec.share", { ">=": [v("share"), 0.75] })).toEqual(set(0, 0.375, 0.75, 1));
  expect(values("spec.stage", { "==": [v("stage"), "pilot"] })).toEqual(set("pilot", "research"));
  expect(values("spec.live", { "<": [v("live"), "2026-03-01"] })).toEqual(
    set("2026-02-28", "2026-03-01", "2026-03-02"),
  );
  expect(values("spec.critical", v("critical"))).toEqual(set(true, false));
  expect(values("spec.purpose", { "!!": v("purpose") })).toEqual(set("", "another text"));
  expect(values("spec.users", { in: ["patient", v("users")] })).toEqual(
    set([], ["patient"], ["clinician"], ["patient", "clinician"]),
  );
});

test("several paths are combined", () => {
  const both = node({ and: [{ var: "spec.critical" }, { "==": [{ var: "spec.stage" }, "pilot"] }] });
  expect(enumerateCases([both], context)).toHaveLength(9);
});

test.each([
  ["two paths compared", { "==": [{ var: "spec.stage" }, { var: "spec.purpose" }] }],
  ["a quantifier", { some: [{ var: "spec.vendors" }, { var: "name" }] }],
  ["a calculation", { "<": [{ "+": [{ var: "spec.hours" }, 1] }, 3] }],
  ["a regular expression", { matches: [{ var: "spec.purpose" }, "^a"] }],
  ["a path that is no value", { "!!": { var: "spec" } }],
  ["a path within another", { and: [{ "!!": { var: "spec.users" } }, { "!!": { var: "spec.users.0" } }] }],
  ["a part of a text", { in: ["a", { var: "spec.purpose" }] }],
  ["a text in another", { in: [{ var: "spec.purpose" }, "a long text"] }],
  [
    "too many cases",
    { and: ["hours", "share", "live"].flatMap((name) => Array.from({ length: 60 }, (_, i): Json =>
      ({ "==": [{ var: `spec.${name}` }, name === "live" ? `2026-01-${String(i % 28 + 1).padStart(2, "0")}` : name === "hours" ? i : i / 60] }))) },
  ], // prettier-ignore
] as [string, Json][])("%s cannot be laid out", (_, condition) => {
  expect(enumerateCases([node(condition)], context)).toBeUndefined();
});

test("conditions that differ on some document differ in some case", () => {
  const pairs: [Json, Json][] = [
    [{ "<=": [{ var: "spec.hours" }, 48] }, { "<": [{ var: "spec.hours" }, 48] }],
    [{ "<=": [{ var: "spec.hours" }, 48] }, { "<=": [{ var: "spec.hours" }, 49] }],
    [{ "<=": [{ var: "spec.share" }, 0.5] }, { "<=": [{ var: "spec.share" }, 0.55] }],
    [{ in: [{ var: "spec.stage" }, ["pilot", "research"]] }, { "==": [{ var: "spec.stage" }, "pilot"] }],
    [{ subset: [["patient", "payer"], { var: "spec.users" }] }, { intersects: [["patient", "payer"], { var: "spec.users" }] }], // prettier-ignore
    [{ "!": { var: "spec.critical" } }, { "!": { var: ["spec.critical", false] } }],
  ];
  for (const [a, b] of pairs) {
    const [first, second] = [node(a), node(b)];
    const cases = enumerateCases([first, second], context) ?? [];
    expect(cases.some((data) => first.truth(rootScope(data)) !== second.truth(rootScope(data)))).toBe(true);
  }
});

test("a field left empty is a case of its own where a default stands in for what is not stated", () => {
  const stages = values("spec.stage", { "==": [{ var: ["spec.stage", "pilot"] }, "pilot"] });
  expect(stages).toContain("null");
  expect(values("spec.stage", { "==": [{ var: "spec.stage" }, "pilot"] })).not.toContain("null");
});

test("between two whole numbers that are none there is one on each side", () => {
  expect(values("spec.hours", { "<": [{ var: "spec.hours" }, 48.5] })).toEqual(
    new Set([undefined, "0", "1", "48", "49"]),
  );
});

// Two conditions that agree in every case have to agree on every document, whatever values it holds.
const read = (name: string, fallback?: Json): Json => ({ var: fallback === undefined ? `spec.${name}` : [`spec.${name}`, fallback] }); // prettier-ignore
const hoursValue = fc.integer({ min: 0, max: 4 });
const shareValue = fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 1);
const stageValue = fc.constantFrom("research", "pilot", "production");
const liveValue = fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-05");
const userValues = fc.subarray(["clinician", "patient", "payer"]);
const order = fc.constantFrom("<", "<=", ">", ">=", "==", "!=");
const leaf = fc.oneof(
  fc
    .tuple(order, hoursValue, fc.boolean())
    .map(([op, n, d]): Json => ({ [op]: [read("hours", d ? 2 : undefined), n] })),
  fc.tuple(order, shareValue).map(([op, n]): Json => ({ [op]: [n, read("share")] })),
  fc.tuple(order, liveValue).map(([op, day]): Json => ({ [op]: [read("live"), day] })),
  fc.tuple(stageValue, fc.boolean()).map(([s, d]): Json => ({ "==": [read("stage", d ? "pilot" : undefined), s] })),
  fc.subarray(["research", "pilot", "production"]).map((some): Json => ({ in: [read("stage"), some] })),
  fc
    .tuple(fc.constantFrom("subset", "intersects"), userValues)
    .map(([op, some]): Json => ({ [op]: [some, read("users")] })),
  fc.constantFrom<Json>(read("critical"), { "!!": [read("hours")] }, { "!!": [read("purpose")] }, read("users")),
);
const { condition } = fc.letrec<{ condition: Json }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 })).map(([op, args]): Json => ({ [op]: args })),
    tie("condition").map((one): Json => ({ "!": [one] })),
    fc.tuple(tie("condition"), tie("condition"), tie("condition")).map((args): Json => ({ if: args })),
  ),
})); // prettier-ignore
const maybe = <T extends Json>(value: fc.Arbitrary<T>): fc.Arbitrary<Json | undefined> =>
  fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null), fc.constant(undefined));
const documents = fc.array(
  fc.record({
    hours: maybe(fc.integer({ min: 0, max: 6 })),
    share: maybe(fc.constantFrom(0, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 1)),
    stage: maybe(stageValue),
    live: maybe(fc.constantFrom("2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-09")),
    purpose: maybe(fc.constantFrom("", "any")),
    critical: maybe(fc.boolean()),
    users: maybe(userValues),
  }),
  { minLength: 10, maxLength: 10 },
);

/** A condition, and another that may say the same: a small change of it, or one as simple. */
const simple = fc.oneof(
  leaf,
  leaf.map((one): Json => ({ "!": [one] })),
  fc.tuple(leaf, leaf).map((both): Json => ({ or: both })),
);
const changed = fc.tuple(condition, fc.nat()).map(([original, pick]): [Json, Json] => {
  const mutations = mutatorsFor(original, { values: {}, declared: {} });
  return [original, mutations[pick % Math.max(mutations.length, 1)]?.condition ?? original];
});
const pairs = fc.oneof(changed, fc.tuple(simple, simple));

test("what agrees in every case agrees on every document", () => {
  let agreeing = 0;
  fc.assert(
    fc.property(pairs, documents, ([first, second], all) => {
      const [a, b] = [node(first), node(second)];
      const same = (data: JsonObject): boolean => a.truth(rootScope(data)) === b.truth(rootScope(data));
      if (JSON.stringify(first) === JSON.stringify(second) || !enumerateCases([a, b], context)?.every(same)) return;
      agreeing++;
      for (const one of all) {
        const stated = Object.entries(one).filter((entry): entry is [string, Json] => entry[1] !== undefined);
        expect(same({ spec: Object.fromEntries(stated) })).toBe(true);
      }
    }),
    { numRuns: 4000, seed: 7 },
  );
  expect(agreeing).toBeGreaterThan(50);
});
