import { describe, expect, test } from "vitest";
import { compile, plainJsonLogic } from "../../src/logic/compile.ts";
import { forms, operators, patternOf } from "../../src/logic/operators.ts";
import { crossCheck } from "../../src/logic/cross-check.ts";
import { ABSENT, type Result, UNKNOWN, lookup, not, truthOf as truthOfResult, truthy } from "../../src/logic/truth.ts";
import type { Json } from "../../src/util/json.ts";
import { compiled, letter, mistakes, truthOf, valueOf } from "./support.ts";
import { bare, mapOf, parameters } from "./values.ts";
import { BudgetExceeded, keysOf, rootScope } from "../../src/logic/scope.ts";

/** Stands for UNKNOWN in the tables. */
const U: typeof UNKNOWN = UNKNOWN;

const data = bare({
  one: 1,
  zero: 0,
  yes: true,
  no: false,
  text: "abc",
  empty: "",
  nothing: null,
  list: [1, 2, 3],
  none: [],
  gap: ["a", null],
  texts: ["a", "b"],
  rows: [
    { n: 1, t: "a" },
    { n: 2, t: "b" },
  ],
  open: [{ n: 1 }, {}],
  late: [{}, { n: 1 }],
  matrix: [[1, 2], [3]],
  map: { a: { b: 5 }, "0": "zero" },
  inside: { value: 2, low: 1, high: 3 },
  above: { value: 9, low: 5 },
  below: { value: 0, high: 1 },
  words: { value: 0, low: "0", high: "1" },
  dotted: { "a.b": 1 },
  key: "one",
});
const v = (path: string): Json => ({ var: path });
const noOperator = (name: string): string => {
  const all = [...Object.keys(operators), ...Object.keys(forms)].filter((one) => one !== "log");
  return `${name}: there is no operator \`${name}\`: the operators are ${all.join(", ")}`;
};

/** Expressions with their values. */
type Values = (readonly [expression: Json, value: Result])[];

/** Checks values; the truth of an expression with a value is that of the value. */
function check(expression: Json, value: Result): void {
  const result = valueOf(expression, data);
  expect(result === UNKNOWN ? "UNKNOWN" : result).toEqual(value === UNKNOWN ? "UNKNOWN" : value);
  if (value !== UNKNOWN) expect(truthOf(expression, data)).toBe(truthy(value));
}

const values: Record<string, Values> = {
  literal: [
    [1, 1],
    [null, null],
    ["a", "a"],
    [
      [1, [2]],
      [1, [2]],
    ],
    [[], []],
    [
      [v("one"), 2],
      [1, 2],
    ],
    [[v("gone"), 2], U],
    [[2, [v("gone")]], U],
  ],
  param: [
    [{ param: "limit" }, 3],
    [{ param: ["limit"] }, 3],
    [{ param: "flag" }, false],
    [{ param: "none" }, []],
    [{ "+": [{ param: "limit" }, v("one")] }, 4],
  ],
  var: [
    [v("one"), 1],
    [{ var: ["one"] }, 1],
    [v("no"), false],
    [v("empty"), ""],
    [v("none"), []],
    [v("nothing"), U],
    [v("gone"), U],
    [v("map.a.b"), 5],
    [v("map.a.c"), U],
    [v("map.0"), "zero"],
    [v("list.0"), 1],
    [v("list.2"), 3],
    [v("list.3"), U],
    [v("list.-1"), U],
    [v("list.00"), U],
    [v("list.length"), U],
    [v("matrix.0.1"), 2],
    [v("text.0"), U],
    [v("text.length"), U],
    [v("text.x"), U],
    [v("one.x"), U],
    [v("nothing.x"), U],
    [v("dotted.a.b"), U],
    [v("gap.1"), U],
    [{ var: ["one", 9] }, 1],
    [{ var: ["gone", 9] }, 9],
    [{ var: ["gone.further", 9] }, 9],
    [{ var: ["nothing", 9] }, U],
    [{ var: ["nothing.x", 9] }, 9],
    [{ var: ["list.3", 9] }, 9],
    [{ var: ["list.00", 9] }, 9],
    [{ var: ["list.1x", 9] }, 9],
    [{ var: ["list.x1", 9] }, 9],
    [{ var: ["list.length", 9] }, U],
    [{ var: ["list.push", 9] }, U],
    [{ var: ["gap.1", 9] }, U],
    [{ var: ["text.0", 9] }, U],
    [{ var: ["text.length", 9] }, U],
    [{ var: ["text.x", 9] }, 9],
    [{ var: ["one.toFixed", 9] }, U],
    [{ var: ["one.x", 9] }, 9],
    [{ var: ["map.constructor", 9] }, 9],
    [{ var: ["gone", v("one")] }, 1],
    [{ var: ["gone", v("gone")] }, U],
    [{ var: ["gone", null] }, null],
    [{ var: [v("key")] }, 1],
    [{ var: [v("gone")] }, U],
    [{ var: [v("list")] }, U],
    [{ var: [v("yes"), 9] }, U],
    [{ var: [["one"], 9] }, U],
    [{ var: [true, 9] }, U],
    [{ var: { cat: ["list.", 1] } }, 2],
    [{ map: [v("matrix"), { var: 0 }] }, [1, 3]],
    [{ map: [v("list"), v("")] }, [1, 2, 3]],
    [{ map: [v("list"), { var: [] }] }, [1, 2, 3]],
    [{ map: [v("list"), { var: null }] }, [1, 2, 3]],
    [{ map: [v("gap"), v("")] }, U],
    [{ map: [v("list"), v("one")] }, U],
  ],
  missing: [
    [{ missing: ["one", "gone", "nothing", "empty", "no", "zero", "none"] }, ["gone", "nothing", "empty"]],
    [{ missing: "one" }, []],
    [{ missing: "gone" }, ["gone"]],
    [{ missing: [] }, []],
    [{ missing: [["one", "gone"]] }, ["gone"]],
    [{ missing: [["gone"], "never"] }, ["gone"]],
    [{ missing: ["gone", ["one"]] }, U],
    [{ missing: { merge: ["one", "gone"] } }, ["gone"]],
    [{ missing: [v("key"), "gone"] }, ["gone"]],
    [{ missing: [v("gone")] }, U],
    [{ missing: v("texts") }, ["a", "b"]],
    [{ missing: ["map.a.b", "map.a.c", "list.0", "list.3"] }, ["map.a.c", "list.3"]],
    [{ missing: ["list.length"] }, U],
    [{ missing: [true] }, U],
    [{ missing: [0, 1.5] }, [0, 1.5]],
    [{ missing: ["", null] }, []],
    [{ map: [v("rows"), { missing: ["n", "x"] }] }, [["x"], ["x"]]],
  ],
  missing_some: [
    [{ missing_some: [1, ["one", "gone"]] }, []],
    [{ missing_some: [2, ["one", "gone"]] }, ["gone"]],
    [{ missing_some: [2, ["one", "zero", "gone"]] }, []],
    [{ missing_some: [3, ["one", "nothing", "empty"]] }, ["nothing", "empty"]],
    [{ missing_some: [0, []] }, []],
    [{ missing_some: [1, []] }, []],
    [{ missing_some: ["1", ["gone"]] }, U],
    [{ missing_some: [1, "gone"] }, U],
    [{ missing_some: [v("gone"), ["one"]] }, U],
    [{ missing_some: [1, v("gone")] }, U],
    [{ missing_some: [1, ["list.length"]] }, U],
    [{ missing_some: [v("one"), v("texts")] }, ["a", "b"]],
  ],
  and: [
    [{ and: [1, 2] }, 2],
    [{ and: [1, 0, 2] }, 0],
    [{ and: [[], 2] }, []],
    [{ and: [v("yes")] }, true],
    [{ and: v("one") }, 1],
    [{ and: [v("no"), v("gone")] }, false],
    [{ and: [v("gone"), false] }, U],
    [{ and: [true, v("gone")] }, U],
  ],
  or: [
    [{ or: [1, 2] }, 1],
    [{ or: [0, "", "a"] }, "a"],
    [{ or: [0, ""] }, ""],
    [{ or: [[], 2] }, 2],
    [{ or: [v("yes"), v("gone")] }, true],
    [{ or: [v("gone"), true] }, U],
    [{ or: [false, v("gone")] }, U],
  ],
  "!": [
    [{ "!": true }, false],
    [{ "!": [0] }, true],
    [{ "!": v("none") }, true],
    [{ "!": v("list") }, false],
    [{ "!": v("gone") }, U],
    [{ "!": [[]] }, true],
    [{ "!": { or: [v("gone"), true] } }, false],
  ],
  "!!": [
    [{ "!!": true }, true],
    [{ "!!": ["0"] }, true],
    [{ "!!": [[]] }, false],
    [{ "!!": v("map") }, true],
    [{ "!!": v("gone") }, U],
    [{ "!!": { and: [v("gone"), false] } }, false],
  ],
  if: [
    [{ if: [true, 1, 2] }, 1],
    [{ if: [false, 1, 2] }, 2],
    [{ if: [false, 1, true, 2, 3] }, 2],
    [{ if: [false, 1, 0, 2, 3] }, 3],
    [{ if: [false, 1] }, null],
    [{ if: [false, 1, false, 2] }, null],
    [{ if: [] }, null],
    [{ if: [v("one")] }, 1],
    [{ if: [v("gone"), 1, 2] }, U],
    [{ if: [v("gone"), 1, 1] }, U],
    [{ if: [true, v("gone"), 2] }, U],
    [{ if: [true, 1, v("gone")] }, 1],
    [{ if: [false, v("gone"), 2] }, 2],
    [{ if: [{ and: [v("gone"), false] }, 1, 2] }, 2],
    [{ "?:": [v("yes"), "a", "b"] }, "a"],
    [{ "?:": [v("none"), "a", "b"] }, "b"],
  ],
  all: [
    [{ all: [v("list"), { ">": [v(""), 0] }] }, true],
    [{ all: [v("list"), { ">": [v(""), 1] }] }, false],
    [{ all: [v("none"), true] }, false],
    [{ all: [v("gone"), true] }, U],
    [{ all: [v("text"), true] }, U],
    [{ all: [v("map"), true] }, U],
    [{ all: [v("open"), { "==": [v("n"), 1] }] }, U],
    [{ all: [v("open"), { "==": [v("n"), 2] }] }, false],
    [{ all: [[v("gone")], true] }, U],
    [{ all: [v("gap"), { "!!": true }] }, true],
  ],
  some: [
    [{ some: [v("list"), { ">": [v(""), 2] }] }, true],
    [{ some: [v("list"), { ">": [v(""), 3] }] }, false],
    [{ some: [v("none"), true] }, false],
    [{ some: [v("gone"), true] }, U],
    [{ some: [v("open"), { "==": [v("n"), 1] }] }, true],
    [{ some: [v("open"), { "==": [v("n"), 2] }] }, U],
  ],
  none: [
    [{ none: [v("list"), { ">": [v(""), 3] }] }, true],
    [{ none: [v("list"), { ">": [v(""), 2] }] }, false],
    [{ none: [v("none"), true] }, true],
    [{ none: [v("gone"), true] }, U],
    [{ none: [v("open"), { "==": [v("n"), 1] }] }, false],
    [{ none: [v("open"), { "==": [v("n"), 2] }] }, U],
  ],
  filter: [
    [{ filter: [v("list"), { ">": [v(""), 1] }] }, [2, 3]],
    [{ filter: [v("list"), false] }, []],
    [{ filter: [v("none"), true] }, []],
    [{ filter: [v("gone"), true] }, U],
    [{ filter: [v("text"), true] }, U],
    [{ filter: [v("open"), { "==": [v("n"), 1] }] }, U],
    [{ filter: [v("gap"), true] }, ["a", null]],
  ],
  map: [
    [{ map: [v("rows"), v("t")] }, ["a", "b"]],
    [{ map: [v("none"), v("gone")] }, []],
    [{ map: [v("open"), v("n")] }, U],
    [{ map: [v("gone"), 1] }, U],
    [{ map: [v("list"), 1] }, [1, 1, 1]],
    [
      { map: [v("list"), [v(""), 0]] },
      [
        [1, 0],
        [2, 0],
        [3, 0],
      ],
    ],
  ],
  reduce: [
    [{ reduce: [v("list"), { "+": [v("current"), v("accumulator")] }, 0] }, 6],
    [{ reduce: [v("list"), v("current"), 0] }, 3],
    [{ reduce: [v("list"), v("accumulator"), 7] }, 7],
    [{ reduce: [v("list"), v("current")] }, 3],
    [{ reduce: [v("list"), v("accumulator")] }, U],
    [{ reduce: [v("none"), v("gone"), 7] }, 7],
    [{ reduce: [v("none"), v("gone")] }, null],
    [{ reduce: [v("none"), 1, v("gone")] }, U],
    [{ reduce: [v("gone"), 1, 7] }, U],
    [{ reduce: [v("list"), 1, v("gone")] }, U],
    [{ reduce: [v("late"), v("current.n"), 7] }, U],
    [{ reduce: [v("open"), v("current.n"), 7] }, U],
    // What json-logic-js finds on the map of the two is unknown.
    [{ reduce: [[1], { var: ["toString", false] }] }, U],
    [{ reduce: [[1], { missing: ["toString"] }] }, U],
    [{ reduce: [[1], { var: ["gone", 4] }] }, 4],
  ],
  "==": [
    [{ "==": [1, 1] }, true],
    [{ "==": [1, 2] }, false],
    [{ "==": ["a", "a"] }, true],
    [{ "==": ["a", "b"] }, false],
    [{ "==": [true, true] }, true],
    [{ "==": [true, false] }, false],
    [{ "==": [null, null] }, true],
    [{ "==": [null, 0] }, U],
    [{ "==": [0, null] }, U],
    [{ "==": [1, "1"] }, U],
    [{ "==": ["1", 1] }, U],
    [{ "==": [true, 1] }, U],
    [{ "==": [[], []] }, U],
    [{ "==": [v("list"), v("list")] }, U],
    [{ "==": [v("list"), 1] }, U],
    [{ "==": [1, v("map")] }, U],
    [{ "==": [v("gone"), null] }, U],
    [{ "==": [null, v("gone")] }, U],
  ],
  "!=": [
    [{ "!=": [1, 1] }, false],
    [{ "!=": [1, 2] }, true],
    [{ "!=": [1, "1"] }, U],
    [{ "!=": [null, null] }, false],
    [{ "!=": [v("gone"), 1] }, U],
  ],
  "===": [
    [{ "===": [1, 1] }, true],
    [{ "===": [1, 2] }, false],
    [{ "===": [1, "1"] }, false],
    [{ "===": [null, null] }, true],
    [{ "===": [null, 0] }, false],
    [{ "===": [0, null] }, false],
    [{ "===": [true, 1] }, false],
    [{ "===": [[], 1] }, U],
    [{ "===": [1, []] }, U],
    [{ "===": [null, v("map")] }, U],
    [{ "===": [v("map"), null] }, U],
    [{ "===": [v("gone"), 1] }, U],
  ],
  "!==": [
    [{ "!==": [1, 1] }, false],
    [{ "!==": [1, "1"] }, true],
    [{ "!==": [[], 1] }, U],
  ],
  "<": [
    [{ "<": [1, 2] }, true],
    [{ "<": [2, 2] }, false],
    [{ "<": ["a", "b"] }, true],
    [{ "<": ["b", "a"] }, false],
    [{ "<": ["2026-01-01", "2026-01-02"] }, true],
    [{ "<": [1, "2"] }, U],
    [{ "<": ["1", 2] }, U],
    [{ "<": [null, 1] }, U],
    [{ "<": [false, 1] }, U],
    [{ "<": [true, true] }, U],
    [{ "<": [[], 1] }, U],
    [{ "<": [[], []] }, U],
    [{ "<": [1, 2, 3] }, true],
    [{ "<": [1, 1, 3] }, false],
    [{ "<": [1, 3, 3] }, false],
    [{ "<": [3, 2, 4] }, false],
    [{ "<": ["a", "b", "c"] }, true],
    [{ "<": [1, 2, "3"] }, U],
    [{ "<": ["a", "b", 3] }, U],
    [{ "<": [1, 2, null] }, U],
    [{ "<": [1, 2, []] }, U],
    [{ "<": [v("gone"), 10] }, U],
    [{ "<": [1, 2, v("gone")] }, U],
  ],
  "<=": [
    [{ "<=": [2, 2] }, true],
    [{ "<=": [3, 2] }, false],
    [{ "<=": [1, 1, 1] }, true],
    [{ "<=": [1, 2, 1] }, false],
    [{ "<=": [v("gone"), 10] }, U],
    [{ "<=": ["", 365] }, U],
    [{ "<=": [[], 365] }, U],
    [{ "<=": [true, 365] }, U],
  ],
  ">": [
    [{ ">": [2, 1] }, true],
    [{ ">": [2, 2] }, false],
    [{ ">": ["b", "a"] }, true],
    [{ ">": ["2", 1] }, U],
  ],
  ">=": [
    [{ ">=": [2, 2] }, true],
    [{ ">=": [1, 2] }, false],
    [{ ">=": ["2", 1] }, U],
  ],
  "+": [
    [{ "+": [1, 2, 3] }, 6],
    [{ "+": [] }, 0],
    [{ "+": 5 }, 5],
    [{ "+": ["5"] }, U],
    [{ "+": [1, "2"] }, U],
    [{ "+": [1, null] }, U],
    [{ "+": [1, true] }, U],
    [{ "+": [1e308, 1e308] }, U],
    [{ "+": [1, v("gone")] }, U],
    [{ "+": [1, 2, v("gone")] }, U],
  ],
  "*": [
    [{ "*": [2, 3, 4] }, 24],
    [{ "*": [5] }, 5],
    [{ "*": ["2", 3] }, U],
    [{ "*": [1e308, 10] }, U],
  ],
  "-": [
    [{ "-": [5, 3] }, 2],
    [{ "-": [3, 5] }, -2],
    [{ "-": 4 }, -4],
    [{ "-": [5, 0] }, 5],
    [{ "-": ["5", 3] }, U],
    [{ "-": [5, null] }, U],
  ],
  "/": [
    [{ "/": [6, 4] }, 1.5],
    [{ "/": [1, 0] }, U],
    [{ "/": [0, 0] }, U],
    [{ "/": ["6", 3] }, U],
  ],
  "%": [
    [{ "%": [7, 4] }, 3],
    [{ "%": [-7, 4] }, -3],
    [{ "%": [7, 0] }, U],
    [{ "%": ["7", 4] }, U],
  ],
  min: [
    [{ min: [3, 1, 2] }, 1],
    [{ min: [4] }, 4],
    [{ min: [1, "0"] }, U],
    [{ min: [1, null] }, U],
    [{ min: [v("list")] }, U],
  ],
  max: [
    [{ max: [1, 3, 2] }, 3],
    [{ max: [4] }, 4],
    [{ max: [1, "9"] }, U],
  ],
  in: [
    [{ in: ["b", "abc"] }, true],
    [{ in: ["d", "abc"] }, false],
    [{ in: ["", "abc"] }, true],
    [{ in: ["", ""] }, false],
    [{ in: ["a", ""] }, false],
    [{ in: [1, "123"] }, U],
    [{ in: [null, "null"] }, U],
    [{ in: ["a", ["a", "b"]] }, true],
    [{ in: ["c", ["a", "b"]] }, false],
    [{ in: ["1", [1]] }, false],
    [{ in: [1, [1]] }, true],
    [{ in: [true, [true]] }, true],
    [{ in: ["a", []] }, false],
    [{ in: ["a", v("gap")] }, true],
    [{ in: ["b", v("gap")] }, U],
    [{ in: [null, v("gap")] }, U],
    [{ in: [[], [[]]] }, U],
    [{ in: [v("map"), ["a"]] }, U],
    [{ in: ["a", 5] }, U],
    [{ in: ["a", null] }, U],
    [{ in: ["a", v("map")] }, U],
    [{ in: [v("gone"), ["a"]] }, U],
    [{ in: ["a", v("gone")] }, U],
  ],
  cat: [
    [{ cat: ["a", 1, true, 2.5] }, "a1true2.5"],
    [{ cat: [] }, ""],
    [{ cat: "a" }, "a"],
    [{ cat: ["a", null] }, U],
    [{ cat: ["a", []] }, U],
    [{ cat: ["a", v("map")] }, U],
    [{ cat: ["a", v("gone")] }, U],
  ],
  substr: [
    [{ substr: ["jsonlogic", 4] }, "logic"],
    [{ substr: ["jsonlogic", 0] }, "jsonlogic"],
    [{ substr: ["jsonlogic", -5] }, "logic"],
    [{ substr: ["jsonlogic", -50] }, "jsonlogic"],
    [{ substr: ["jsonlogic", 50] }, ""],
    [{ substr: ["jsonlogic", 1, 3] }, "son"],
    [{ substr: ["jsonlogic", 1, 0] }, ""],
    [{ substr: ["jsonlogic", 1, 50] }, "sonlogic"],
    [{ substr: ["jsonlogic", 4, -2] }, "log"],
    [{ substr: ["jsonlogic", 4, -5] }, ""],
    [{ substr: ["jsonlogic", 4, -6] }, ""],
    [{ substr: ["jsonlogic", 4, -50] }, ""],
    [{ substr: ["jsonlogic", -5, 3] }, "log"],
    [{ substr: ["jsonlogic", -5, -2] }, "log"],
    [{ substr: ["jsonlogic", -50, 4] }, "json"],
    [{ substr: ["jsonlogic", -1, 5] }, "c"],
    [{ substr: [5, 0] }, U],
    [{ substr: ["a", "0"] }, U],
    [{ substr: ["a", 0.5] }, U],
    [{ substr: ["a", null] }, U],
    [{ substr: ["a", 0, "1"] }, U],
    [{ substr: ["a", 0, 0.5] }, U],
    [{ substr: ["a", 0, null] }, U],
  ],
  merge: [
    [{ merge: [[1], 2, [3, [4]]] }, [1, 2, 3, [4]]],
    [{ merge: [] }, []],
    [{ merge: "a" }, ["a"]],
    [{ merge: [null] }, [null]],
    [{ merge: [v("list"), v("none")] }, [1, 2, 3]],
    [{ merge: [v("gone"), 1] }, U],
    [{ merge: [1, v("gone")] }, U],
  ],
  log: [
    [{ log: "a" }, "a"],
    [{ log: [v("list")] }, [1, 2, 3]],
    [{ log: v("gone") }, U],
  ],
  subset: [
    [{ subset: [["a"], ["a", "b"]] }, true],
    [
      {
        subset: [
          ["a", "c"],
          ["a", "b"],
        ],
      },
      false,
    ],
    [{ subset: [[], ["a"]] }, true],
    [{ subset: [[], []] }, true],
    [{ subset: [["a"], []] }, false],
    [{ subset: [["a"], v("gap")] }, true],
    [{ subset: [["b"], v("gap")] }, U],
    [{ subset: [v("gap"), ["a"]] }, U],
    [{ subset: [v("gap"), ["b"]] }, false],
    [{ subset: [["a", [], "z"], ["a"]] }, false],
    [{ subset: [[["a"]], [["a"]]] }, U],
    [{ subset: ["a", ["a"]] }, U],
    [{ subset: [["a"], "a"] }, U],
    [{ subset: [v("gone"), []] }, U],
    [{ subset: [[], v("gone")] }, U],
  ],
  intersects: [
    [
      {
        intersects: [
          ["a", "c"],
          ["a", "b"],
        ],
      },
      true,
    ],
    [{ intersects: [["c"], ["a", "b"]] }, false],
    [{ intersects: [[], ["a"]] }, false],
    [{ intersects: [["a"], []] }, false],
    [{ intersects: [["a"], v("gap")] }, true],
    [{ intersects: [["b"], v("gap")] }, U],
    [{ intersects: [v("gap"), ["a"]] }, true],
    [{ intersects: [v("gap"), ["b"]] }, U],
    [{ intersects: ["a", ["a"]] }, U],
    [{ intersects: [["a"], "a"] }, U],
  ],
  count: [
    [{ count: v("list") }, 3],
    [{ count: v("none") }, 0],
    [{ count: [[1, 2]] }, 2],
    [{ count: v("text") }, U],
    [{ count: v("map") }, U],
    [{ count: v("gone") }, U],
  ],
  matches: [
    [{ matches: ["abc", "^a"] }, true],
    [{ matches: ["abc", "b"] }, true],
    [{ matches: ["abc", "^b"] }, false],
    [{ matches: ["", ""] }, true],
    [{ matches: ["abc", "("] }, U],
    [{ matches: ["abc", "(?=a)"] }, U],
    [{ matches: ["abc", 1] }, U],
    [{ matches: [1, "1"] }, U],
    [{ matches: [v("gone"), "a"] }, U],
  ],
  within: [
    [{ within: [v("inside"), 3] }, true],
    [{ within: [v("inside"), 4] }, true],
    [{ within: [v("inside"), 2.9] }, U],
    [{ within: [v("inside"), 1] }, U],
    [{ within: [v("inside"), 0.9] }, false],
    [{ within: [v("map"), 1] }, U],
    [{ within: [v("above"), 3] }, U],
    [{ within: [v("below"), 3] }, U],
    [{ within: [v("words"), 3] }, U],
    [{ within: [v("one"), 1] }, U],
    [{ within: [v("list"), 1] }, U],
    [{ within: [v("inside"), "3"] }, U],
    [{ within: [v("inside"), null] }, U],
    [{ within: [v("gone"), 3] }, U],
  ],
  outer: [
    [{ map: [v("rows"), { outer: "one" }] }, [1, 1]],
    [{ map: [v("rows"), { outer: "gone" }] }, U],
    [{ map: [v("rows"), { outer: "nothing" }] }, U],
    [{ some: [v("rows"), { "==": [v("n"), { outer: "list.1" }] }] }, true],
    [{ map: [v("matrix"), { filter: [v(""), { "==": [v(""), { outer: ["0", 1] }] }] }] }, [[1], [3]]],
    [{ map: [v("matrix"), { map: [v(""), { count: { outer: ["", 1] } }] }] }, [[2, 2], [1]]],
  ],
  dateAdd: [
    [{ dateAdd: ["2026-01-31", 1, "months"] }, "2026-02-28"],
    [{ dateAdd: ["2024-01-31", 1, "months"] }, "2024-02-29"],
    [{ dateAdd: ["2024-02-29", 1, "years"] }, "2025-02-28"],
    [{ dateAdd: ["2024-02-29", 4, "years"] }, "2028-02-29"],
    [{ dateAdd: ["2026-03-31", -1, "months"] }, "2026-02-28"],
    [{ dateAdd: ["2026-12-31", 2, "months"] }, "2027-02-28"],
    [{ dateAdd: ["2026-01-15", -13, "months"] }, "2024-12-15"],
    [{ dateAdd: ["2026-12-30", 3, "days"] }, "2027-01-02"],
    [{ dateAdd: ["2026-03-01", -1, "weeks"] }, "2026-02-22"],
    [{ dateAdd: ["2026-03-01", 0, "months"] }, "2026-03-01"],
    [{ dateAdd: ["9999-12-31", 1, "days"] }, U],
    [{ dateAdd: ["0000-01-01", -1, "days"] }, U],
    [{ dateAdd: ["2026-01-01", 40_001, "days"] }, U],
    [{ dateAdd: ["2026-01-01", 0.5, "days"] }, U],
    [{ dateAdd: ["2026-01-01", "1", "days"] }, U],
    [{ dateAdd: ["2026-01-01", 1, "hours"] }, U],
    [{ dateAdd: ["2026-02-30", 1, "days"] }, U],
    [{ dateAdd: [v("gone"), 1, "days"] }, U],
  ],
  weekday: [
    [{ weekday: "2026-11-30" }, "monday"],
    [{ weekday: "2024-02-29" }, "thursday"],
    [{ weekday: "1969-12-31" }, "wednesday"],
    [{ weekday: "2026-02-30" }, U],
    [{ weekday: v("one") }, U],
    [{ weekday: v("gone") }, U],
  ],
  distinct: [
    [{ distinct: [["b", "a", "b", 1, true, 1]] }, ["b", "a", 1, true]],
    [{ distinct: v("none") }, []],
    [{ distinct: v("gap") }, U],
    [{ distinct: v("rows") }, U],
    [{ distinct: v("text") }, U],
    [{ distinct: v("gone") }, U],
  ],
  sum: [
    [{ sum: v("list") }, 6],
    [{ sum: v("none") }, 0],
    [{ sum: [[0.1, 0.2]] }, 0.3],
    [{ sum: v("gap") }, U],
    [{ sum: v("texts") }, U],
    [{ sum: v("one") }, U],
    [{ sum: v("gone") }, U],
  ],
  daysBetween: [
    [{ daysBetween: ["2026-01-01", "2026-01-31"] }, 30],
    [{ daysBetween: ["2026-01-31", "2026-01-01"] }, -30],
    [{ daysBetween: ["2026-01-01", "2026-01-01"] }, 0],
    [{ daysBetween: ["2024-02-28", "2024-03-01"] }, 2],
    [{ daysBetween: ["2025-02-28", "2025-03-01"] }, 1],
    [{ daysBetween: ["2000-02-28", "2000-03-01"] }, 2],
    [{ daysBetween: ["1900-02-28", "1900-03-01"] }, 1],
    [{ daysBetween: ["2026-03-28", "2026-03-30"] }, 2],
    [{ daysBetween: ["0001-01-01", "9999-12-31"] }, 3652058],
    [{ daysBetween: ["2025-02-29", "2025-03-01"] }, U],
    [{ daysBetween: ["2025-03-01", "2025-02-29"] }, U],
    [{ daysBetween: ["2025-13-01", "2025-03-01"] }, U],
    [{ daysBetween: ["2025-1-1", "2025-03-01"] }, U],
    [{ daysBetween: ["2025-01-01T00:00:00Z", "2025-03-01"] }, U],
    [{ daysBetween: [" 2025-01-01", "2025-03-01"] }, U],
    [{ daysBetween: ["12025-01-01", "2025-03-01"] }, U],
    [{ daysBetween: [20250101, "2025-03-01"] }, U],
    [{ daysBetween: ["2025-03-01", v("list")] }, U],
    [{ daysBetween: [v("gone"), "2025-03-01"] }, U],
  ],
};

describe.each(Object.entries(values))("%s", (_, cases) => {
  test.each(cases)("%j is %s", (expression, value) => check(expression, value));
});

test("every operator has its table", () => {
  expect(Object.keys(values).toSorted()).toEqual(
    ["literal", ...Object.keys(operators), ...Object.keys(forms)].filter((op) => op !== "?:").toSorted(),
  );
});

describe("longer lists are searched as shorter ones are", () => {
  const long = Array.from({ length: 100 }, (_, i) => i);
  const gap = [...long, null];
  const lists = bare({ long, gap, rest: long.toReversed(), more: [...long, 100] });

  test.each<[Json, "T" | "F" | "U"]>([
    [{ subset: [v("long"), v("rest")] }, "T"],
    [{ subset: [v("more"), v("long")] }, "F"],
    [{ subset: [v("more"), v("gap")] }, "U"],
    [{ subset: [v("gap"), v("more")] }, "U"],
    [{ subset: [[[]], v("long")] }, "U"],
    [{ intersects: [[-1, 50], v("long")] }, "T"],
    [{ intersects: [[-1], v("long")] }, "F"],
    [{ intersects: [[-1], v("gap")] }, "U"],
    [{ intersects: [[null], v("long")] }, "U"],
    [{ in: [99, v("long")] }, "T"],
    [{ in: [100, v("long")] }, "F"],
    [{ in: [100, v("gap")] }, "U"],
    [{ in: ["99", v("long")] }, "F"],
  ])("%j is %s", (expression, expected) => {
    expect(letter(truthOf(expression, lists))).toBe(expected);
  });
});

describe("where nothing but the truth is wanted, what is unknown can be decided past", () => {
  test.each<[Json, "T" | "F" | "U"]>([
    [{ and: [v("gone"), false] }, "F"],
    [{ and: [v("gone"), true] }, "U"],
    [{ and: [true, true] }, "T"],
    [{ and: [v("gone"), v("gone"), 0] }, "F"],
    [{ or: [v("gone"), true] }, "T"],
    [{ or: [v("gone"), false] }, "U"],
    [{ or: [false, 0] }, "F"],
    [{ and: [{ or: [v("gone"), 1] }, 1] }, "T"],
    [{ "!": { and: [v("gone"), false] } }, "T"],
    [{ "!!": [{ or: [v("gone"), true] }] }, "T"],
    [{ if: [{ or: [v("gone"), true] }, { and: [v("gone"), false] }, 1] }, "F"],
    [{ if: [v("gone"), true, true] }, "U"],
    [{ if: [false, 1] }, "F"],
    [{ if: [] }, "F"],
    [{ if: [false, 1, { or: [v("gone"), true] }] }, "T"],
    [{ some: [v("open"), { or: [{ "==": [v("n"), 1] }, true] }] }, "T"],
    // An operand is wanted, and which one it is is unknown.
    [{ "==": [{ and: [v("gone"), false] }, false] }, "U"],
    [{ "==": [{ or: [v("gone"), true] }, true] }, "U"],
    [{ "!!": [[{ or: [v("gone"), true] }]] }, "U"],
    [{ log: { or: [v("gone"), true] } }, "U"],
    [{ "==": [{ if: [true, { or: [v("gone"), true] }] }, true] }, "U"],
    [{ "==": [{ "!": { and: [v("gone"), false] } }, true] }, "T"],
  ])("%j is %s", (expression, expected) => {
    expect(letter(truthOf(expression, data))).toBe(expected);
  });
});

describe("what does not compile", () => {
  test.each<[Json, string[]]>([
    [{}, [": a condition needs an operator, and this one is empty"]],
    [{ and: [true, {}] }, ["and/1: a condition needs an operator, and this one is empty"]],
    [
      { "<": [1, 2], ">": [1, 2] },
      [": a condition has one operator, and this one has 2: `<`, `>`; join them with `and` or `or`"],
    ],
    [
      { some: [[1], { a: 1, b: 1, c: 1 }] },
      ["some/1: a condition has one operator, and this one has 3: `a`, `b`, `c`; join them with `and` or `or`"],
    ],
    [{ fitler: [[], true] }, ["fitler: there is no operator `fitler`; did you mean `filter`?"]],
    [{ "!": { cuont: 1 } }, ["!/cuont: there is no operator `cuont`; did you mean `count`?"]],
    [{ nonsense: 1 }, [noOperator("nonsense")]],
    [{ toString: 1 }, [noOperator("toString")]],
    [{ hasOwnProperty: 1 }, [noOperator("hasOwnProperty")]],
    [mapOf([["__proto__", 1]]), [noOperator("__proto__")]],
    [mapOf([["constructor", 1]]), [noOperator("constructor")]],
    [{ "=": [1, 1] }, ["=: there is no operator `=`; did you mean `==`?"]],
    [{ "=>": [1, 1] }, ["=>: there is no operator `=>`; did you mean `>=`?"]],
    [{ "=<": [1, 1] }, ["=<: there is no operator `=<`; did you mean `<=`?"]],
    [{ "<>": [1, 1] }, ["<>: there is no operator `<>`; did you mean `!=`?"]],
    [{ "&&": [1, 1] }, ["&&: there is no operator `&&`; did you mean `and`?"]],
    [{ "||": [1, 1] }, ["||: there is no operator `||`; did you mean `or`?"]],
    [{ not: 1 }, ["not: there is no operator `not`; did you mean `!`?"]],
    [{ any: 1 }, ["any: there is no operator `any`; did you mean `some`?"]],
    [{ every: 1 }, ["every: there is no operator `every`; did you mean `all`?"]],
    [{ contains: 1 }, ["contains: there is no operator `contains`; did you mean `in`?"]],
    [{ length: 1 }, ["length: there is no operator `length`; did you mean `count`?"]],
    [{ size: 1 }, ["size: there is no operator `size`; did you mean `count`?"]],
    [{ exists: 1 }, ["exists: there is no operator `exists`; did you mean `!!`?"]],
    [{ param: "elsewhere" }, ["param: no parameter `elsewhere` is declared in this policy"]],
    [{ param: "limt" }, ["param: no parameter `limt` is declared in this policy; did you mean `limit`?"]],
    [{ "<": [1, { param: ["toString"] }] }, ["</1/param: no parameter `toString` is declared in this policy"]],
    [{ param: 1 }, ["param: `param` takes the name of a parameter"]],
    [{ param: [] }, ["param: `param` takes the name of a parameter"]],
    [{ param: ["limit", "flag"] }, ["param: `param` takes the name of a parameter"]],
    [{ param: { var: "a" } }, ["param: `param` takes the name of a parameter"]],
    [
      { and: [{ nonsense: 1 }, { "<": [1] }, [{ "==": [1] }]] },
      [
        `and/0/${noOperator("nonsense")}`,
        "and/1/<: `<` takes 2 to 3 arguments, not 1",
        "and/2/0/==: `==` takes 2 arguments, not 1",
      ],
    ],
  ])("%j", (expression, expected) => {
    expect(mistakes(expression)).toEqual(expected);
  });

  test("gives UNKNOWN when evaluated all the same", () => {
    const node = compile({ or: [{ nonsense: 1 }, true] }, {}, []);
    expect(node.args[0]?.op).toBe("error");
    expect(node.args[0]?.args).toEqual([]);
    expect(node.args[0]?.path).toEqual(["or", 0, "nonsense"]);
    expect(node.args[0]?.value(rootScope(null))).toBe(UNKNOWN);
    expect(node.args[0]?.truth(rootScope(null))).toBe(UNKNOWN);
    expect(node.truth(rootScope(null))).toBe(true);
  });

  test("names have no mistake in another policy's parameters", () => {
    expect(mistakes({ param: "limit" }, {})).toEqual(["param: no parameter `limit` is declared in this policy"]);
  });

  /** An expression that is so deep. */
  function deep(depth: number): Json {
    let expression: Json = true;
    for (let i = 0; i < depth; i++) expression = { "!": expression };
    return expression;
  }

  test("is what is nested too deep", () => {
    expect(mistakes(deep(64))).toEqual([]);
    expect(mistakes(deep(65))).toEqual([
      `${Array.from({ length: 65 }, () => "!").join("/")}: the condition is nested more than 64 deep`,
    ]);
    let list: Json = 1;
    for (let i = 0; i < 65; i++) list = [list];
    expect(mistakes(list)).toHaveLength(1);
    expect(mistakes((list as Json[])[0] as Json)).toEqual([]);
    expect(mistakes({ and: [1, list] })).toEqual([
      `and/1${"/0".repeat(64)}: the condition is nested more than 64 deep`,
    ]);
  });
});

describe("numbers of arguments", () => {
  const two = ["==", "!=", "===", "!==", ">", ">=", "/", "%", "in", "subset", "intersects", "matches", "within"];
  const lists = ["daysBetween", "missing_some", "all", "some", "none", "filter", "map"];
  const arities: (readonly [op: string, wanted: string, least: number, most: number])[] = [
    ...["+", "cat", "merge", "missing", "if", "?:"].map((op) => [op, "any number of arguments", 0, 9] as const),
    ...["*", "min", "max", "and", "or"].map((op) => [op, "at least 1 argument", 1, 9] as const),
    ...["log", "count", "weekday", "distinct", "sum", "!", "!!"].map((op) => [op, "1 argument", 1, 1] as const),
    ["dateAdd", "3 arguments", 3, 3],
    ["-", "1 to 2 arguments", 1, 2],
    ["var", "0 to 2 arguments", 0, 2],
    ...[...two, ...lists].map((op) => [op, "2 arguments", 2, 2] as const),
    ...["<", "<=", "substr", "reduce"].map((op) => [op, "2 to 3 arguments", 2, 3] as const),
  ];

  test.each(arities)("`%s` takes %s", (op, wanted, least, most) => {
    for (let count = 0; count <= 5; count++) {
      const expected = count >= least && count <= most ? [] : [`${op}: \`${op}\` takes ${wanted}, not ${count}`];
      expect(mistakes({ [op]: Array.from({ length: count }, () => 1) })).toEqual(expected);
    }
  });

  test("are 10,000 at most", () => {
    for (const op of ["+", "max", "cat", "merge", "missing", "and", "if"]) {
      const of = (count: number): Json => ({ [op]: Array.from({ length: count }, () => 1) });
      expect(mistakes(of(10_000))).toEqual([]);
      expect(valueOf(of(10_000), null)).not.toBe(UNKNOWN);
      expect(mistakes(of(10_001))).toEqual([`${op}: \`${op}\` takes at most 10000 arguments, not 10001`]);
    }
    expect(mistakes({ "+": Array.from({ length: 300_000 }, () => 1) })).toHaveLength(1);
  });

  test("are known for every operator but `param` and `outer`", () => {
    const told = arities.map(([op]) => op);
    // `outer` has to stand in the body of a quantifier: outer.test.ts.
    expect([...told, "param", "outer"].toSorted()).toEqual(
      [...Object.keys(operators), ...Object.keys(forms)].toSorted(),
    );
  });
});

describe("compiled expressions", () => {
  test("say where they stand", () => {
    const node = compiled({
      and: [{ "<": [{ var: "a" }, { param: "limit" }] }, [1, { var: ["b", 2] }], { "!": true }],
    });
    expect(node.path).toEqual(["and"]);
    const [less, list, negation] = node.args;
    expect(less?.path).toEqual(["and", 0, "<"]);
    expect(less?.args.map(({ path }) => path)).toEqual([
      ["and", 0, "<", 0, "var"],
      ["and", 0, "<", 1, "param"],
    ]);
    expect(less?.args[0]?.args[0]?.path).toEqual(["and", 0, "<", 0, "var"]);
    expect(list?.op).toBe("list");
    expect(list?.path).toEqual(["and", 1]);
    expect(list?.args[1]?.args[1]?.path).toEqual(["and", 1, 1, "var", 1]);
    expect(negation?.args[0]?.path).toEqual(["and", 2, "!"]);
  });

  test("know literals, and the parameters these came from", () => {
    const node = compiled({ "<": [[1, [2]], { param: "limit" }] });
    expect(node.literal).toBeUndefined();
    expect(node.param).toBeUndefined();
    const [list, limit] = node.args;
    expect([list?.op, list?.literal, list?.param, list?.args]).toEqual(["literal", [1, [2]], undefined, []]);
    expect([limit?.op, limit?.literal, limit?.param]).toEqual(["literal", 3, "limit"]);
    expect(compiled([]).literal).toEqual([]);
    expect(compiled([1, { var: "a" }]).literal).toBeUndefined();
  });

  test("stop when they have no steps left", () => {
    const error = new BudgetExceeded("x");
    expect(error.name).toBe("BudgetExceeded");
    expect(error.message).toBe("x");
    expect(() => compiled({ map: [[1, 2], 1] }).value(rootScope(null, 1))).toThrow(
      new BudgetExceeded("the condition takes too many steps"),
    );
  });
});

describe("plain JSONLogic", () => {
  test.each<[Json, Json]>([
    [1, 1],
    [null, null],
    [
      [1, { param: "limit" }],
      [1, 3],
    ],
    [{ "<": [{ var: "a" }, { param: "limit" }] }, { "<": [{ var: "a" }, 3] }],
    [{ "!": { param: ["flag"] } }, { "!": false }],
    [{ "!!": { param: "names" } }, { "!!": [["a", "b"]] }],
    [{ "!!": [{ param: "names" }] }, { "!!": [["a", "b"]] }],
    [{ count: { param: "none" } }, { count: [[]] }],
    [{ count: [{ param: "none" }] }, { count: [[]] }],
    [{ "!": { "!": { param: "limit" } } }, { "!": { "!": 3 } }],
    [{ param: "toString" }, null],
    [{ param: {} }, null],
    [{ param: [] }, null],
  ])("of %j is %j", (expression, expected) => {
    expect(plainJsonLogic(bare(expression), parameters)).toEqual(expected);
  });

  test("is the same to both evaluators where a parameter is a list", () => {
    const given = mapOf([["list", [true, false]]]);
    for (const op of ["!!", "!", "count", "and", "or", "if", "merge", "log", "missing"]) {
      const expression = { [op]: { param: "list" } };
      const truth = compiled(expression, given).truth(rootScope(null));
      if (truth !== UNKNOWN) expect(crossCheck(plainJsonLogic(expression, given), null)).toBe(truth);
    }
  });
});

describe("the cross-check with json-logic-js", () => {
  test.each<[Json, boolean]>([
    [true, true],
    [[], false],
    [[0], true],
    ["", false],
    [{ log: [[]] }, false],
    [{ log: "x" }, true],
    [{ "==": [{ log: "x" }, "x"] }, true],
    [{ subset: [["a"], ["a", "b"]] }, true],
    [{ subset: [["c"], ["a", "b"]] }, false],
    [
      {
        subset: [
          ["a", "c"],
          ["a", "b"],
        ],
      },
      false,
    ],
    [{ subset: [[], v("gone")] }, true],
    [{ subset: [["a"], v("gone")] }, false],
    [{ subset: [["a"], "a"] }, false],
    [{ subset: [v("gone"), []] }, false],
    [{ subset: ["", []] }, false],
    [{ intersects: [["a"], ["a", "b"]] }, true],
    [
      {
        intersects: [
          ["c", "b"],
          ["a", "b"],
        ],
      },
      true,
    ],
    [{ intersects: [["c"], ["a", "b"]] }, false],
    [{ intersects: [v("gone"), ["a"]] }, false],
    [{ intersects: [["a"], "a"] }, false],
    [{ "==": [{ count: [["a"]] }, 1] }, true],
    [{ "===": [{ count: v("gone") }, 0] }, true],
    [{ "===": [{ count: "abc" }, 0] }, true],
    [{ matches: ["abc", "^a"] }, true],
    [{ matches: ["abc", "^b"] }, false],
    [{ matches: ["abc", "("] }, false],
    [{ matches: [1, "1"] }, false],
    [{ matches: ["1", 1] }, true],
    [{ "===": [{ matches: ["abc", "("] }, false] }, true],
    [{ within: [v("inside"), 3] }, true],
    [{ within: [v("inside"), 2] }, false],
    [{ within: [v("inside"), "3"] }, true],
    [{ within: [v("one"), 3] }, false],
    [{ within: [v("gone"), 3] }, false],
    [{ within: [v("list"), 3] }, false],
    [{ "==": [{ daysBetween: ["2026-01-01", "2026-01-03"] }, 2] }, true],
    [{ "===": [{ daysBetween: ["2026-01-01", "never"] }, null] }, true],
  ])("finds %j %j", (expression, expected) => {
    expect(crossCheck(expression, data)).toBe(expected);
  });

  test("is unknown where json-logic-js throws", () => {
    expect(crossCheck({ "==": [v("map"), "x"] }, data)).toBeUndefined();
    expect(crossCheck({ nonsense: 1 }, data)).toBeUndefined();
  });
});

describe("values", () => {
  test.each<[Json, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    [0, false],
    [-1, true],
    ["", false],
    ["0", true],
    [[], false],
    [[0], true],
    [mapOf([]), true],
  ])("truthy(%j) is %j", (value, expected) => {
    expect(truthy(value)).toBe(expected);
    expect(truthOfResult(value)).toBe(expected);
    expect(not(expected)).toBe(!expected);
  });

  test("what is unknown stays so", () => {
    expect(truthOfResult(UNKNOWN)).toBe(UNKNOWN);
    expect(not(UNKNOWN)).toBe(UNKNOWN);
  });

  const ordinary = { a: 1, nothing: null, list: [1, null, { b: 2 }] };

  test.each<[Json, string, Json | typeof ABSENT | typeof UNKNOWN]>([
    [data, "one", 1],
    [data, "gone", ABSENT],
    [data, "gone.toString", ABSENT],
    [data, "gone.description", ABSENT],
    [data, "nothing", null],
    [data, "nothing.x", ABSENT],
    [data, "list.1", 2],
    [data, "list.9", ABSENT],
    [data, "list.01", ABSENT],
    [data, "list.10", ABSENT],
    [data, "list.length", UNKNOWN],
    [data, "list.x", ABSENT],
    [data, "text.length", UNKNOWN],
    [data, "text.0", UNKNOWN],
    [data, "text.9", ABSENT],
    [data, "one.toFixed", UNKNOWN],
    [data, "yes.valueOf", UNKNOWN],
    [data, "toString", ABSENT],
    [data, "__proto__", ABSENT],
    [data, "map.__proto__.x", ABSENT],
    [ordinary, "a", 1],
    [ordinary, "gone", ABSENT],
    [ordinary, "nothing", null],
    [ordinary, "list.1", null],
    [ordinary, "list.2.b", 2],
    [ordinary, "toString", UNKNOWN],
    [ordinary, "toString.length", UNKNOWN],
    [ordinary, "__proto__", UNKNOWN],
    [null, "a", ABSENT],
    ["abc", "a", ABSENT],
    [Array.from({ length: 11 }, (_, i) => i), "10", 10],
  ])("lookup(%j, %j)", (scope, path, expected) => {
    expect(lookup(scope, path.split("."))).toBe(expected);
  });

  test("no steps lead to the scope itself", () => {
    expect(lookup(data, [])).toBe(data);
    expect(lookup(null, [])).toBe(null);
  });

  test.each<[Json, string[] | typeof UNKNOWN]>([
    ["a.b", ["a", "b"]],
    ["a", ["a"]],
    ["a.", ["a", ""]],
    [".", ["", ""]],
    ["", []],
    [null, []],
    [0, ["0"]],
    [1.5, ["1", "5"]],
    [true, UNKNOWN],
    [["a"], UNKNOWN],
    [mapOf([]), UNKNOWN],
  ])("the keys of %j are %j", (path, expected) => {
    expect(keysOf(path)).toEqual(expected);
  });
});

test("patterns are compiled once, and invalid ones are reported", () => {
  expect(patternOf("^a")).toBe(patternOf("^a"));
  expect(patternOf("^a")?.matcher("abc").find()).toBe(true);
  expect(patternOf("(")).toBeUndefined();
  expect(patternOf("(")).toBeUndefined();
});

describe("decimal arithmetic", () => {
  test.each<[Json]>([
    [{ "<=": [0.23, { "+": [0.21, 0.02] }] }],
    [{ "==": [0.3, { "+": [0.1, 0.2] }] }],
    [{ ">=": [{ "-": [0.88, 0.86] }, 0.02] }],
    [{ "<=": [{ "-": [0.88, 0.86] }, 0.02] }],
    [{ "==": [{ "*": [1.1, 1.1] }, 1.21] }],
    [{ "==": [{ "/": [0.3, 0.1] }, 3] }],
  ])("is as people reckon, in both evaluators: %j", (condition) => {
    expect(truthOf(condition, data)).toBe(true);
    expect(crossCheck(plainJsonLogic(condition, {}), data)).toBe(true);
  });

  test("keeps numbers apart that differ in twelve digits", () => {
    expect(truthOf({ "<": [{ "+": [0.1, 0.2] }, 0.300000000001] }, data)).toBe(true);
    expect(truthOf({ "==": [0.30000000000000004, 0.3] }, data)).toBe(false);
  });
});
