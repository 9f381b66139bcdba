import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CompileError, compile, plainJsonLogic } from "../../src/logic/compile.ts";
import { explain } from "../../src/logic/explain.ts";
import { forms, operators } from "../../src/logic/operators.ts";
import { type Result, UNKNOWN, truthy } from "../../src/logic/truth.ts";
import { type Json, emptyObject, isObject } from "../../src/util/json.ts";
import { anyExpression, anyValue, document, runs, thorough } from "./generators.ts";
import { compiled, exceeded, letter, referenceTruth, truthOf, valueOf, withSteps } from "./support.ts";
import { bare, mapOf, parameters, same } from "./values.ts";
import { BudgetExceeded, rootScope } from "../../src/logic/scope.ts";

/*
 * Property 3. No document makes evaluation throw (but for BudgetExceeded), hang, or reach outside the document.
 */

/** Whether a value is one that JSON can hold. */
function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson);
  if (isObject(value)) return Object.keys(value).every((key) => isJson(value[key]));
  return value === null || ["boolean", "string"].includes(typeof value) || Number.isFinite(value);
}

const isResult = (result: Result): boolean => result === UNKNOWN || isJson(result);

/** Evaluates and explains; gives what went wrong. */
function trouble(expression: Json, data: Json): string | undefined {
  const node = compiled(expression);
  const value = node.value(rootScope(data));
  const truth = node.truth(rootScope(data));
  if (!isResult(value)) return "the value is not JSON";
  if (truth !== UNKNOWN && typeof truth !== "boolean") return "the truth is none";
  if (value !== UNKNOWN && truth !== truthy(value)) return "the truth is not that of the value";
  const { conditions, elements } = explain(node, rootScope(data));
  if (conditions.some(({ text }) => typeof text !== "string" || text === "")) return "a condition says nothing";
  if (!elements.every((element) => isJson(element.value))) return "an element is not JSON";
  return undefined;
}

describe("evaluating and explaining", () => {
  test("never throws and gives JSON, of a document as loaded", () => {
    fc.assert(
      fc.property(anyExpression, document, (one, data) => {
        expect(trouble(one, data)).toBeUndefined();
      }),
      runs,
    );
  });

  test("never throws and gives JSON, of any value", () => {
    fc.assert(
      fc.property(anyExpression, anyValue, (one, data) => {
        expect(trouble(one, data)).toBeUndefined();
      }),
      runs,
    );
  });

  test("changes neither the document nor the expression", () => {
    fc.assert(
      fc.property(anyExpression, document, (one, data) => {
        const before = JSON.stringify([one, data]);
        trouble(one, data);
        referenceTruth(one, data);
        expect(JSON.stringify([one, data])).toBe(before);
      }),
      runs,
    );
  });

  test("gives the same each time", () => {
    fc.assert(
      fc.property(anyExpression, document, (one, data) => {
        const node = compiled(one);
        const [first, second] = [node.value(rootScope(data)), node.value(rootScope(data))];
        expect(first === second || same(first, second)).toBe(true);
        expect(explain(node, rootScope(data))).toEqual(explain(node, rootScope(data)));
      }),
      runs,
    );
  });
});

/** Anything at all in place of an expression. */
const wild: Arbitrary = fc.letrec<{ any: Json; map: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom<Json[]>(null, true, 0, 1.5, "", "a", "limit", "toString"),
    fc.array(tie("any"), { maxLength: 3 }),
    { weight: 3, arbitrary: tie("map") },
  ),
  map: fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...Object.keys(operators), ...Object.keys(forms)) },
          fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "", "fitler", "equals", "literal"),
          fc.string({ maxLength: 12 }),
        ),
        tie("any"),
      ),
      { maxLength: 2 },
    )
    .map(mapOf),
})).any;
type Arbitrary = fc.Arbitrary<Json>;

describe("compiling", () => {
  test("never throws, whatever the expression, and evaluating the result does not either", () => {
    fc.assert(
      fc.property(wild, document, (one, data) => {
        const errors: CompileError[] = [];
        const node = compile(one, parameters, errors);
        for (const { path, message } of errors) {
          expect(Array.isArray(path)).toBe(true);
          expect(message).not.toBe("");
        }
        expect(isResult(node.value(rootScope(data)))).toBe(true);
        expect(letter(node.truth(rootScope(data)))).toMatch(/^[TFU]$/);
        if (errors.length === 0) expect(trouble(one, data)).toBeUndefined();
        plainJsonLogic(one, parameters);
      }),
      runs,
    );
  });

  test("stops at expressions that are too deep", () => {
    let deep: Json = true;
    for (let i = 0; i < 50_000; i++) deep = i % 2 === 0 ? { "!": deep } : [deep];
    const errors: CompileError[] = [];
    compile(deep, emptyObject(), errors);
    expect(errors.map(({ message }) => message)).toEqual(["the condition is nested more than 64 deep"]);
  });

  test("is quick where a name is long", () => {
    const errors: CompileError[] = [];
    compile({ ["x".repeat(1_000_000)]: 1 }, emptyObject(), errors);
    expect(errors).toHaveLength(1);
  });
});

// What is inherited.

const names = ["a", "b", "c", "n", "t", "list", "rows", "span", "low", "high", "current", "accumulator", "0", "1", ""];

/** A copy of a document whose maps inherit a value under every name that expressions read. */
function inheriting(value: Json): Json {
  if (Array.isArray(value)) return value.map(inheriting);
  if (!isObject(value)) return value;
  const map = Object.create(Object.fromEntries(names.map((name) => [name, 1]))) as Record<string, Json>;
  for (const key of Object.keys(value)) {
    const entry = { value: inheriting(value[key] as Json), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(map, key, entry);
  }
  return map;
}

/** Runs with a value under every name on all maps, lists, texts and numbers. */
function polluted<T>(run: () => T): T {
  const prototypes: object[] = [Object.prototype, Array.prototype, String.prototype, Number.prototype];
  const added = prototypes.flatMap((prototype) =>
    names
      .filter((name) => !/^\d$/.test(name) && !Object.hasOwn(prototype, name))
      .map((name) => [prototype, name] as const),
  );
  try {
    for (const [prototype, name] of added) {
      Object.defineProperty(prototype, name, { value: 1, configurable: true, writable: true });
    }
    return run();
  } finally {
    for (const [prototype, name] of added) Reflect.deleteProperty(prototype, name);
  }
}

describe("what is inherited is never read", () => {
  // That there is something to inherit can only make an absence unsure: json-logic-js would read it.
  test("from the prototypes of maps", () => {
    fc.assert(
      fc.property(anyExpression, document, (one, data) => {
        const result = valueOf(one, inheriting(data));
        expect(result === UNKNOWN || same(result, valueOf(one, data))).toBe(true);
      }),
      runs,
    );
  });

  test.each(["__proto__", "constructor", "toString", "a.__proto__", "a.constructor.name", "hasOwnProperty"])(
    "a map has no %s but its own",
    (path) => {
      const data = bare({ a: { b: 1 } });
      expect(valueOf({ var: path }, data)).toBe(UNKNOWN);
      expect(valueOf({ var: [path, "default"] }, data)).toBe("default");
      expect(valueOf({ missing: [path] }, data)).toEqual([path]);
      const own = mapOf(["__proto__", "constructor", "toString", "hasOwnProperty"].map((name, i) => [name, i]));
      const [last] = path.split(".").slice(-1) as [string];
      if (last !== "name") expect(valueOf({ var: last }, own)).toBe(own[last]);
    },
  );

  test("parameters are the policy's own", () => {
    const errors: CompileError[] = [];
    compile({ param: "toString" }, {}, errors);
    expect(errors[0]?.message).toMatch(/^no parameter `toString`/);
  });
});

// Budget.

const small = fc.integer({ min: 0, max: 40 });

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
  test("either stops an evaluation or changes nothing about it", () => {
    fc.assert(
      fc.property(small, anyExpression, document, (steps, one, data) => {
        const [few, many] = [withSteps(steps, one, data), valueOf(one, data)];
        expect(few === exceeded || few === many || same(few, many)).toBe(true);
      }),
      runs,
    );
  });

  test("stops an explanation, which then says what it found so far", () => {
    fc.assert(
      fc.property(small, anyExpression, document, (steps, one, data) => {
        const node = compiled(one);
        const few = explain(node, rootScope(data, steps)).conditions;
        const many = explain(node, rootScope(data)).conditions;
        expect(many).toEqual(expect.arrayContaining([...few]));
      }),
      runs,
    );
  });

  test.each(Object.entries(hungry))("ends %s", (_, [one, data]) => {
    const start = performance.now();
    expect(() => compiled(one).value(rootScope(data))).toThrow(BudgetExceeded);
    expect(() => compiled(one).truth(rootScope(data))).toThrow("the condition takes too many steps");
    expect(explain(compiled(one), rootScope(data)).conditions).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

// Large and deep documents.

describe.runIf(thorough)("a large document is dealt with quickly", () => {
  const many = list(100_000);
  const rows = many.map((_, i) => bare({ a: i, b: -i }));
  const data = bare({ many, texts: many.map(String), rows });

  test.each<[Json]>([
    [{ subset: [{ var: "many" }, { var: "many" }] }],
    [{ subset: [{ var: "many" }, { var: "texts" }] }],
    [{ intersects: [{ var: "many" }, { var: "texts" }] }],
    [{ "!": [{ intersects: [{ var: "many" }, { var: "many" }] }] }],
    [{ in: [-1, { var: "many" }] }],
    [{ "!": [{ var: "many" }] }],
    [{ some: [{ var: "rows" }, { and: [{ "<": [{ var: "a" }, 0] }, { "<": [{ var: "b" }, 0] }] }] }],
    [{ all: [{ var: "rows" }, { "<": [{ var: "a" }, 10] }] }],
    [{ "==": [{ count: [{ filter: [{ var: "rows" }, { "<": [{ var: "a" }, 10] }] }] }, 3] }],
    [{ matches: [{ cat: [{ var: "texts.1000" }] }, "^(a+)+$"] }],
  ])("%j", (one) => {
    const start = performance.now();
    const node = compiled(one);
    const truth = node.truth(rootScope(data));
    expect(truth).not.toBe(UNKNOWN);
    expect(referenceTruth(one, data)).toBe(truth);
    const { conditions } = explain(node, rootScope(data));
    expect(conditions.every(({ text }) => text.length < 10_000)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("explaining is no dearer than evaluating", () => {
  const ones = list(900).map(() => 1);
  const least: Json = { some: [ones, { some: [ones, { some: [ones, { "==": [element, 1] }] }] }] };

  test("where every element would have to be visited", () => {
    const start = performance.now();
    const node = compiled({ ">": [{ count: [{ filter: [[1], least] }] }, 5] });
    expect(node.truth(rootScope(null))).toBe(false);
    explain(node, rootScope(null));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("where a value holds itself again and again", () => {
    const node = compiled({ "!": [{ reduce: [{ var: "l" }, [each, each], { var: "m" }] }] });
    const data = bare({ l: list(200), m: { a: 1 } });
    const [condition] = explain(node, rootScope(data)).conditions;
    expect(condition?.text).toMatch(/^`l`: \[\[\[.*…/);
    expect(condition?.text.length).toBeLessThan(2_000);
  });
});

describe("a deep document", () => {
  function nested(depth: number, wrap: (inner: Json) => Json): Json {
    let value: Json = 1;
    for (let i = 0; i < depth; i++) value = wrap(value);
    return value;
  }
  const deep = mapOf([
    ["list", nested(100_000, (inner) => [inner])],
    ["map", nested(100_000, (inner) => mapOf([["a", inner]]))],
  ]);

  test.each<[Json]>([
    [{ "!": [{ var: "list" }] }],
    [{ "!": [{ var: "map" }] }],
    [{ "==": [{ var: "list" }, "x"] }],
    [{ "==": [{ cat: [{ var: "list" }] }, "x"] }],
    [{ in: [{ var: "map" }, { var: "list" }] }],
    [{ all: [{ var: "list" }, { "!!": [element] }] }],
    [{ none: [{ var: "list" }, { "!!": [element] }] }],
    [{ merge: [{ var: "list" }, { var: "map" }] }],
    [{ subset: [{ var: "list" }, { var: "list" }] }],
  ])("%j", (one) => {
    survives(one);
  });

  test("read far down", () => {
    const path = `map${".a".repeat(50_000)}`;
    survives({ var: path });
    survives({ missing: [path] });
    expect(valueOf({ var: path }, deep)).not.toBe(UNKNOWN);
  });

  function survives(one: Json): void {
    const node = compiled(one);
    expect(letter(truthOf(one, deep))).toMatch(/^[TFU]$/);
    expect(explain(node, rootScope(deep)).conditions).not.toEqual([]);
    expect([true, false, undefined]).toContain(referenceTruth(one, deep));
  }
});

// Last, and less often: changing these prototypes slows down everything after it.
test("nor is anything from the prototypes of JavaScript", () => {
  fc.assert(
    fc.property(anyExpression, document, (one, data) => {
      const node = compiled(one);
      const before = node.value(rootScope(data));
      const result = polluted(() => node.value(rootScope(data)));
      expect(result === UNKNOWN || same(result, before)).toBe(true);
    }),
    { numRuns: runs.numRuns / 10 },
  );
});
