import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STEP_BUDGET, resetBudget, rootScope, createCachedScope } from "../../src/logic/scope.ts";
import { UNKNOWN } from "../../src/logic/truth.ts";
import { type Json, type JsonObject, emptyObject } from "../../src/util/json.ts";
import { anyExpression, document, runs } from "./generators.ts";
import { compiled, letter } from "./support.ts";
import { bare, same } from "./values.ts";

const v = (path: string): Json => ({ var: path });

/** A document that counts how often its `a` is read, which is 1 the first time, then 2, and so on. */
function counting(): { readonly data: JsonObject; readonly reads: () => number } {
  let reads = 0;
  const data = emptyObject();
  Object.defineProperty(data, "a", { enumerable: true, get: () => ++reads });
  return { data, reads: () => reads };
}

describe("a scope that conditions share", () => {
  test("gives each of them what a scope of its own gives", () => {
    fc.assert(
      fc.property(fc.array(anyExpression, { minLength: 2, maxLength: 4 }), document, (expressions, data) => {
        const scope = createCachedScope(data);
        for (const node of expressions.map((one) => compiled(one))) {
          resetBudget(scope);
          const [value, own] = [node.value(scope), node.value(rootScope(data))];
          expect(value === own || same(value, own)).toBe(true);
          resetBudget(scope);
          expect(letter(node.truth(scope))).toBe(letter(node.truth(rootScope(data))));
        }
      }),
      runs,
    );
  });

  test.each<[string, Json]>([
    ["a value", v("a")],
    ["an operand", { "==": [v("a"), 1] }],
    ["a second operand", { "==": [1, v("a")] }],
    ["a truth", { "!!": v("a") }],
    ["a denial", { "!": v("a") }],
  ])("follows a path once: %s", (_, expression) => {
    const { data, reads } = counting();
    const [shared, node] = [createCachedScope(data), compiled(expression)];
    const [first, second] = [node.value(shared), node.value(shared)];
    expect(reads()).toBe(1);
    expect(second).toBe(first);
    node.truth(rootScope(data));
    node.truth(rootScope(data));
    expect(reads()).toBe(3);
  });

  test("keeps what is absent, unanswered or false, too", () => {
    const data = Object.assign(emptyObject(), { no: false, unanswered: null });
    const scope = createCachedScope(data);
    for (const path of ["no", "unanswered", "absent"]) {
      const node = compiled(v(path));
      const before = node.value(scope);
      Object.assign(data, { [path]: "changed" });
      expect(node.value(scope)).toBe(before);
      expect(before).toBe(path === "no" ? false : UNKNOWN);
    }
  });

  test("keeps nothing of the elements of a list, nor gives them what it keeps", () => {
    const scope = createCachedScope(bare({ x: 9, rows: [{ x: 1 }, { x: 2 }, {}] }));
    const rows = v("rows");
    expect(compiled(v("x")).value(scope)).toBe(9);
    expect(compiled({ map: [{ filter: [rows, { "!": { missing: "x" } }] }, v("x")] }).value(scope)).toEqual([1, 2]);
    expect(compiled({ some: [rows, { "==": [v("x"), 2] }] }).truth(scope)).toBe(true);
    expect(compiled({ all: [rows, { "<": [v("x"), 3] }] }).truth(scope)).toBe(UNKNOWN);
    expect(compiled({ none: [rows, { "==": [v("x"), 9] }] }).truth(scope)).toBe(UNKNOWN);
    expect(compiled({ reduce: [rows, { "+": [v("accumulator"), 1] }, 0] }).value(scope)).toBe(3);
    expect(compiled(v("x")).value(scope)).toBe(9);
  });

  test("has the whole budget, and again for each condition", () => {
    const scope = createCachedScope(null);
    expect(scope.budget.steps).toBe(STEP_BUDGET);
    compiled({ all: [[1, 2, 3], true] }).truth(scope);
    expect(scope.budget.steps).toBe(STEP_BUDGET - 3);
    resetBudget(scope);
    expect(scope.budget.steps).toBe(STEP_BUDGET);
  });

  test("has room for conditions that are compiled after it", () => {
    const scope = createCachedScope(bare({ compiledLater: 1 }));
    const node = compiled(v("compiledLater"));
    expect(node.value(scope)).toBe(1);
    expect(node.value(scope)).toBe(1);
  });
});
