import { describe, expect, test } from "vitest";
import { STEP_BUDGET, rootScope } from "../../src/logic/scope.ts";
import { explain } from "../../src/logic/explain.ts";
import type { Json } from "../../src/util/json.ts";
import { compiled, exceeded, withSteps } from "./support.ts";

const list = (length: number): Json[] => Array.from({ length }, (_, i) => i);
const element: Json = { var: "" };

describe("the budget", () => {
  test("stops an explanation, too, without an error", () => {
    const node = compiled({ and: [{ all: [list(3), true] }, { all: [list(4), true] }] });
    expect(explain(node, rootScope(null, 3))).toEqual({ conditions: [], open: [], elements: [] });
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

  test("is large by default", () => {
    expect(STEP_BUDGET).toBe(1_000_000);
    expect(rootScope(null).budget.steps).toBe(STEP_BUDGET);
  });
});
