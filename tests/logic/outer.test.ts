import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasOuter, withFrames } from "../../src/logic/frames.ts";
import { UNKNOWN } from "../../src/logic/truth.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { document, outerExpression, runs } from "./generators.ts";
import { letter, mistakes, reference, referenceTruth, truthOf, valueOf } from "./support.ts";
import { bare, same } from "./values.ts";

const data = bare({
  limit: 2,
  wards: [
    {
      name: "a",
      limit: 5,
      rooms: [
        { beds: 4, names: ["x"] },
        { beds: 5, names: [] },
      ],
    },
    { name: "b", limit: 1, rooms: [{ beds: 3, names: ["y"] }] },
  ],
  open: [{ rooms: [{ beds: 3 }] }],
});
const v = (path: string): Json => ({ var: path });
const rooms = (body: Json): Json => ({ map: [v("wards"), { map: [v("rooms"), body] }] });

describe("`outer` reads from outside of the element", () => {
  test.each<[string, Json, Json | typeof UNKNOWN]>([
    ["the rule context", { map: [v("wards"), { outer: "limit" }] }, [2, 2]],
    ["the rule context, from two lists in", rooms({ outer: "limit" }), [[2, 2], [2]]],
    ["the enclosing element", rooms({ outer: ["limit", 1] }), [[5, 5], [1]]],
    [
      "the element and both around it",
      rooms({ "+": [v("beds"), { outer: ["limit", 1] }, { outer: "limit" }] }),
      [[11, 12], [6]],
    ],
    ["in a filter", { count: { filter: [v("wards"), { ">": [v("limit"), { outer: "limit" }] }] } }, 1],
    [
      "in the list of a quantifier",
      { map: [v("wards"), { count: { filter: [{ outer: "wards" }, { "==": [v("name"), { outer: ["name", 1] }] }] } }] },
      [1, 1],
    ],
    [
      "beside a list without it",
      { map: [v("wards"), { "+": [{ outer: "limit" }, { count: { map: [v("rooms"), v("beds")] } }] }] },
      [4, 3],
    ],
    [
      "beside `missing`",
      { map: [v("wards"), { merge: [{ missing: ["name", "gone"] }, { outer: "limit" }] }] },
      [
        ["gone", 2],
        ["gone", 2],
      ],
    ],
    [
      "beside `missing_some`",
      { map: [v("wards"), { merge: [{ missing_some: [2, ["name", "gone"]] }, { outer: "limit" }] }] },
      [
        ["gone", 2],
        ["gone", 2],
      ],
    ],
    [
      "beside `reduce`",
      {
        map: [
          v("wards"),
          {
            "+": [
              { outer: "limit" },
              { reduce: [{ map: [v("rooms"), v("beds")] }, { "+": [v("current"), v("accumulator")] }, 0] },
            ],
          },
        ],
      },
      [11, 5],
    ],
    ["beside a default", { map: [v("wards"), { "+": [{ var: ["gone", 1] }, { outer: "limit" }] }] }, [3, 3]],
    [
      "elements that are texts",
      { map: [v("wards"), { map: [v("rooms"), { filter: [v("names"), { "!=": [v(""), { outer: ["name", 2] }] }] }] }] },
      [[["x"], []], [["y"]]],
    ],
    ["nothing that is not stated", { map: [v("open"), { map: [v("rooms"), { outer: ["limit", 1] }] }] }, UNKNOWN],
  ])("%s", (_, expression, expected) => {
    expect(mistakes(expression)).toEqual([]);
    expect(valueOf(expression, data)).toEqual(expected);
    if (expected !== UNKNOWN) expect(reference(expression, data)?.value).toEqual(expected);
  });
});

describe("a mistake", () => {
  test.each<[Json, string]>([
    [{ outer: "limit" }, "outer: `outer` reads from outside of a list, and this is outside: write { var: limit }"],
    [
      { all: [{ outer: "limit" }, true] },
      "all/0/outer: `outer` reads from outside of a list, and this is outside: write { var: limit }",
    ],
    [{ all: [v("a"), { outer: v("b") }] }, "all/1/outer: the path of `outer` is written out as a text"],
    [{ all: [v("a"), { outer: "" }] }, "all/1/outer: the path of `outer` is written out as a text"],
    [
      { all: [v("a"), { outer: ["b", 1] }] },
      "all/1/outer: without a level `outer` reads from the rule context: write { outer: b }",
    ],
    [
      { all: [v("a"), { all: [v("b"), { outer: ["c", 2] }] }] },
      "all/1/all/1/outer: the level of `outer` here is 1, for the enclosing element; without a level `outer` reads from the rule context: write { outer: c }",
    ],
    [
      { all: [v("a"), { all: [v("b"), { outer: ["c", 0.5] }] }] },
      "all/1/all/1/outer: the level of `outer` here is 1, for the enclosing element; without a level `outer` reads from the rule context: write { outer: c }",
    ],
    [
      { reduce: [v("a"), { outer: "b" }, 0] },
      "reduce/1/outer: `outer` cannot stand in `reduce`: select the elements before, with `filter` or `map`",
    ],
    [{ all: [v("a"), { outer: ["b", 1, 1] }] }, "all/1/outer: `outer` takes 1 to 2 arguments, not 3"],
  ])("%j", (expression, message) => {
    expect(mistakes(expression)).toEqual([message]);
  });
});

describe("the second evaluator", () => {
  test("gets a condition without `outer` as it is", () => {
    const condition: Json = { all: [v("wards"), { some: [v("rooms"), { missing: ["beds"] }] }] };
    expect(withFrames(condition)).toBe(condition);
  });

  test("gets frames where the design has them", () => {
    const condition = { all: [v("reports"), { all: [v("groups"), { ">=": [v("s"), { outer: ["o", 1] }] }] }] };
    const v1 = (path: string): Json => ({ var: [path] });
    expect(withFrames(condition)).toEqual({
      all: [
        { framed: [v1("reports")] },
        { all: [{ framed: [v1("e.groups")] }, { ">=": [v1("e.s"), { var: "up.e.o" }] }] },
      ],
    });
  });

  test("agrees on random conditions with `outer`", () => {
    const decided = { true: 0, false: 0, unknown: 0 };
    const agrees = (expression: Json, given: Json): void => {
      const truth = truthOf(expression, given);
      const said = referenceTruth(expression, given);
      if (truth === UNKNOWN || said === undefined) decided.unknown++;
      else {
        decided[truth ? "true" : "false"]++;
        expect(letter(said)).toBe(letter(truth));
      }
      const value = valueOf(expression, given);
      const other = reference(expression, given);
      if (value !== UNKNOWN && other !== undefined && !same(value, other.value)) expect(other.value).toEqual(value);
    };
    fc.assert(fc.property(outerExpression.filter(hasOuter), document, agrees), runs);
    // Agreement on nothing would be no agreement.
    expect(decided.true).toBeGreaterThan(runs.numRuns / 50);
    expect(decided.false).toBeGreaterThan(runs.numRuns / 50);
  });

  /** An evaluator that keeps all scopes in a list, and knows a few operators: it shares nothing with the others. */
  function naive(expression: Json, scopes: readonly Json[]): Json {
    if (!isObject(expression)) return expression;
    const [op = ""] = Object.keys(expression);
    const operand = expression[op] as Json;
    const args = Array.isArray(operand) ? operand : [operand];
    const [first = null, second = null] = args;
    const at = (scope: Json, path: Json): Json =>
      (path as string).split(".").reduce<Json>((one, key) => (isObject(one) ? (one[key] ?? null) : null), scope);
    if (op === "var") return at(scopes.at(-1) ?? null, first);
    if (op === "outer") return at((args.length > 1 ? scopes.at(-1 - Number(second)) : scopes[0]) ?? null, first);
    if (op === "and") return args.every((arg) => naive(arg, scopes));
    if (op === "<=") return Number(naive(first, scopes)) <= Number(naive(second, scopes));
    const list = naive(first, scopes) as Json[];
    const truths = list.map((element) => Boolean(naive(second, [...scopes, element])));
    return op === "all"
      ? list.length > 0 && truths.every(Boolean)
      : op === "some"
        ? truths.some(Boolean)
        : !truths.some(Boolean);
  }

  test("and a naive one agree on nested lists of complete documents", () => {
    const number = fc.integer({ min: 0, max: 3 });
    const inner = fc.array(
      number.map((n) => bare({ n })),
      { maxLength: 3 },
    );
    const middle = fc.array(fc.record({ n: number, inner }).map(bare), { maxLength: 3 });
    const whole = fc.record({ n: number, middle }).map(bare);
    const names = fc.constantFrom<Json>(v("n"), { outer: "n" }, { outer: ["n", 1] }, 1, 2);
    const comparison = fc.tuple(names, names).map((args) => ({ "<=": args }));
    const quantifier = fc.constantFrom("all", "some", "none");
    const condition = fc
      .tuple(quantifier, quantifier, comparison, comparison)
      .map(([a, b, one, other]) => ({ [a]: [v("middle"), { [b]: [v("inner"), { and: [one, other] }] }] }));
    fc.assert(
      fc.property(condition, whole, (one, given) => {
        const expected = naive(one, [given]);
        expect(truthOf(one, given)).toBe(expected);
        expect(referenceTruth(one, given)).toBe(expected);
      }),
      runs,
    );
  });
});
