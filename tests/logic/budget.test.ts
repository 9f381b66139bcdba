import { describe, expect, test } from "vitest";
import { BudgetExceeded, STEP_BUDGET, rootScope } from "../../src/logic/compile.ts";
import { explain } from "../../src/logic/explain.ts";
import type { Json } from "../../src/model/json.ts";
import { compiled, exceeded, withSteps } from "./support.ts";
import { bare } from "./values.ts";

const list = (length: number): Json[] => Array.from({ length }, (_, i) => i);
const element: Json = { var: "" };
const each: Json = { var: "accumulator" };

const hungry: Record<string, readonly [Json, Json]> = {
  "a list that doubles": [{ reduce: [{ var: "l" }, { merge: [each, each] }, [1]] }, bare({ l: list(64) })],
  "a text that doubles": [{ reduce: [{ var: "l" }, { cat: [each, each] }, "ab"] }, bare({ l: list(64) })],
  "maps in maps": [{ map: [list(900), { map: [list(900), { map: [list(900), element] }] }] }, null],
  "filters in filters": [{ filter: [list(900), { filter: [list(900), { filter: [list(900), true] }] }] }, null],
  "all in all": [{ all: [list(900), { all: [list(900), { all: [list(900), true] }] }] }, null],
  "some in some": [{ some: [list(900), { some: [list(900), { some: [list(900), false] }] }] }, null],
  "none in none": [{ none: [list(900), { some: [list(900), { some: [list(900), false] }] }] }, null],
  "reduce in reduce": [{ reduce: [list(900), { reduce: [list(900), { reduce: [list(900), 1, 0] }, 0] }, 0] }, null],
  "lists in the document": [
    { reduce: [{ var: "l" }, { filter: [each, true] }, { var: "l" }] },
    bare({ l: list(2000) }),
  ],
};

describe("the budget", () => {
  test.each(Object.entries(hungry))("ends %s", (_, [one, data]) => {
    const start = performance.now();
    expect(() => compiled(one).value(rootScope(data))).toThrow(BudgetExceeded);
    expect(() => compiled(one).truth(rootScope(data))).toThrow("the condition takes too many steps");
    expect(explain(compiled(one), rootScope(data)).conditions).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test.each<[number, Json]>([
    [3, { map: [list(3), element] }],
    [3, { filter: [list(3), true] }],
    [3, { reduce: [list(3), 1, 0] }],
    [3, { all: [list(3), true] }],
    [3, { some: [list(3), false] }],
    [3, { none: [list(3), false] }],
    [6, { map: [list(2), { filter: [list(2), true] }] }],
    [5, { cat: ["abc", "de"] }],
    [2, { substr: ["abc", 1] }],
    [3, { merge: [[1, 2], 3] }],
    [0, { count: [list(3)] }],
    [0, { "==": [1, 1] }],
    [0, { var: "a" }],
    [3, { and: [{ "==": [1, 1] }, { all: [list(3), true] }] }],
    [7, { and: [{ cat: ["ab", "cd"] }, { all: [list(3), true] }] }],
    [6, { and: [{ merge: [1, 2, 3] }, { all: [list(3), true] }] }],
  ])("has %i steps for %j", (steps, one) => {
    expect(withSteps(steps, one, null)).not.toBe(exceeded);
    if (steps > 0) expect(withSteps(steps - 1, one, null)).toBe(exceeded);
  });

  test("is the same for every part of an evaluation", () => {
    const scope = rootScope(null, 10);
    compiled({ and: [{ all: [list(3), true] }, { all: [list(4), true] }] }).truth(scope);
    expect(scope.budget.steps).toBe(3);
  });

  test("is large unless told", () => {
    expect(STEP_BUDGET).toBe(1_000_000);
    expect(rootScope(null).budget.steps).toBe(STEP_BUDGET);
  });
});
