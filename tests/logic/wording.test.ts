import { describe, expect, test } from "vitest";
import { compile } from "../../src/logic/compile.ts";
import { explain } from "../../src/logic/explain.ts";
import { isDefaulted, collectReads } from "../../src/logic/reads.ts";
import { operandName } from "../../src/logic/operand-name.ts";
import { showValue } from "../../src/logic/show-value.ts";
import { type Json, formatPath } from "../../src/util/json.ts";
import { compiled, letter } from "./support.ts";
import { bare, mapOf } from "./values.ts";
import { rootScope } from "../../src/logic/scope.ts";

const data = bare({
  asOf: "2026-11-22",
  n: 5,
  zero: 0,
  third: 1 / 3,
  t: "text",
  empty: "",
  yes: true,
  no: false,
  date: "2026-01-01",
  list: ["a", "b"],
  other: ["b", "c"],
  none: [],
  nothing: null,
  span: { value: 0.12345678, low: 0.1, high: 0.15 },
  map: { a: 1 },
  rows: [
    { t: "a", n: 1, ok: true },
    { t: "b", n: 2, ok: false },
    { t: "c", ok: false },
  ],
});
const v = (path: string): Json => ({ var: path });

/** The texts of an explanation, with the result of each that is not that of the whole, and premises in brackets. */
function told(expression: Json): string[] {
  const node = compiled(expression);
  const truth = letter(node.truth(rootScope(data)));
  return explain(node, rootScope(data)).conditions.map(({ text, result, premise }) => {
    const said = letter(result) === truth ? text : `${letter(result)}: ${text}`;
    return premise ? `(${said})` : said;
  });
}

/** The paths that an explanation names, with what stands there. */
function named(expression: Json): [string, Json | undefined][] {
  const { conditions } = explain(compiled(expression), rootScope(data));
  return conditions.flatMap(({ reads }) => reads).map(({ path, value }) => [formatPath(path), value]);
}

describe("a comparison", () => {
  test.each<[Json, string]>([
    [{ "==": [v("n"), 5] }, "`n`: 5"],
    [{ "==": [v("n"), 6] }, "`n`: 5; required 6"],
    [{ "==": [v("empty"), "x"] }, '`empty`: ""; required x'],
    [{ "==": [v("t"), ""] }, '`t`: text; required ""'],
    [{ "==": ["", ""] }, '""'],
    [{ "==": [v("n"), v("n")] }, "`n`: 5"],
    [{ "===": [v("n"), 6] }, "`n`: 5; required 6"],
    [{ "===": [v("n"), v("n")] }, "`n`: 5"],
    [{ "===": [v("n"), "5"] }, "`n`: 5; required 5"],
    [{ "!=": [v("n"), 6] }, "`n`: 5; not 6"],
    [{ "!=": [v("n"), v("n")] }, "`n`: 5; not allowed: 5 (`n`)"],
    [{ "!==": [v("n"), 6] }, "`n`: 5; not 6"],
    [{ "!==": [v("n"), 5] }, "`n`: 5; not allowed"],
    [{ "!==": [v("n"), v("n")] }, "`n`: 5; not allowed: 5 (`n`)"],
    [{ "==": [{ and: [v("yes"), v("no")] }, true] }, "`yes`, `no`: false; required true"],
    [{ "<": [v("n"), 6] }, "`n`: 5; below 6"],
    [{ "<": [v("n"), 4] }, "`n`: 5; required below 4"],
    [{ "<=": [v("n"), 6] }, "`n`: 5; limit 6"],
    [{ "<=": [v("n"), 4] }, "`n`: 5; limit 4"],
    [{ ">": [v("n"), 4] }, "`n`: 5; above 4"],
    [{ ">": [v("n"), 6] }, "`n`: 5; required above 6"],
    [{ ">=": [v("n"), 4] }, "`n`: 5; required 4"],
    [{ ">=": [v("n"), 6] }, "`n`: 5; required 6"],
    [{ "<": [v("date"), "2026-02-01"] }, "`date`: 2026-01-01; before 2026-02-01"],
    [{ "<": [v("date"), "2025-02-01"] }, "`date`: 2026-01-01; required before 2025-02-01"],
    [{ "<=": [v("date"), "2026-02-01"] }, "`date`: 2026-01-01; on or before 2026-02-01"],
    [{ "<=": [v("date"), "2025-02-01"] }, "`date`: 2026-01-01; required on or before 2025-02-01"],
    [{ ">": [v("date"), "2025-02-01"] }, "`date`: 2026-01-01; after 2025-02-01"],
    [{ ">": [v("date"), "2026-02-01"] }, "`date`: 2026-01-01; required after 2026-02-01"],
    [{ ">=": [v("date"), "2025-02-01"] }, "`date`: 2026-01-01; on or after 2025-02-01"],
    [{ ">=": [v("date"), v("asOf")] }, "`date`: 2026-01-01; required on or after 2026-11-22 (the as-of date)"],
    [{ "==": [v("date"), "2025-02-01"] }, "`date`: 2026-01-01; required 2025-02-01"],
    [{ "<": [v("n"), { param: "limit" }] }, "`n`: 5; required below 3 (parameter limit)"],
    [{ "<": [v("n"), { "+": [v("n"), 1] }] }, "`n`: 5; below 6 (`n` + 1)"],
    [{ "<": [1, v("n")] }, "1; below 5 (`n`)"],
    [{ "<": [1, v("n"), 9] }, "`n`: true"],
    [{ ">": [{ daysBetween: [v("date"), v("asOf")] }, 90] }, "`date`: 2026-01-01, 325 days ago; above 90"],
    [{ ">": [{ count: v("list") }, 2] }, "`list`: 2 entries; required above 2"],
    [{ ">": [{ count: v("list") }, 3] }, "`list`: 2 entries; required above 3"],
    [{ ">": [{ count: { filter: [v("rows"), v("ok")] } }, 3] }, "`rows`: 1 entry with `ok`; required above 3"],
    [{ ">": [{ "+": [v("n"), 1] }, 9] }, "`n` + 1: 6; required above 9"],
    [{ ">": [v("third"), 1] }, "`third`: 0.3333; required above 1"],
    [{ within: [v("span"), 0.15] }, "`span`: 0.1235 (0.1 to 0.15); limit 0.15"],
    [{ within: [v("span"), 0.05] }, "`span`: 0.1235 (0.1 to 0.15); limit 0.05"],
    [{ within: [v("span"), { param: "limit" }] }, "`span`: 0.1235 (0.1 to 0.15); limit 3 (parameter limit)"],
  ])("%j: %s", (expression, expected) => {
    expect(told(expression)).toEqual([expected]);
  });
});

describe("membership", () => {
  test.each<[Json, string]>([
    [{ in: ["a", v("list")] }, "`list`: a"],
    [{ in: ["z", v("list")] }, "`list`: missing z"],
    [{ in: ["e", v("t")] }, "`t`: e"],
    [{ in: [{ param: "name" }, v("list")] }, "`list`: a (parameter name)"],
    [{ in: [v("t"), ["text"]] }, "`t`: text; allowed text"],
    [{ in: [v("t"), ["x", "y"]] }, "`t`: text; allowed x, y"],
    [{ in: [v("t"), v("list")] }, "`t`: text; allowed a, b (`list`)"],
    [{ subset: [["a"], v("list")] }, "`list`: a"],
    [{ subset: [["a", "y", "z"], v("list")] }, "`list`: missing y, z"],
    [{ subset: [v("list"), ["a", "b", "c"]] }, "`list`: a, b; allowed a, b, c"],
    [{ subset: [v("list"), v("other")] }, "`list`: not allowed a; allowed b, c (`other`)"],
    [{ intersects: [v("list"), ["b", "z"]] }, "`list`: b"],
    [{ intersects: [v("list"), ["y", "z"]] }, "`list`: a, b; required one of y, z"],
    [{ intersects: [["b", "z"], v("list")] }, "`list`: b"],
    [{ intersects: [["y", "z"], v("list")] }, "`list`: a, b; required one of y, z"],
    [{ intersects: [v("list"), v("other")] }, "`list`: b"],
    [{ intersects: [v("list"), v("none")] }, "`list`: a, b; required one of nothing (`none`: empty)"],
  ])("%j: %s", (expression, expected) => {
    expect(told(expression)).toEqual([expected]);
  });
});

describe("a value taken as a condition", () => {
  test.each<[Json, string]>([
    [v("yes"), "`yes`: true"],
    [v("no"), "`no`: false; required true"],
    [v("zero"), "`zero`: 0"],
    [v("empty"), '`empty`: ""'],
    [v("none"), "`none`: empty"],
    [v("map"), '`map`: {"a":1}'],
    [{ "!": [v("no")] }, "`no`: false"],
    [{ "!": [v("yes")] }, "`yes`: true; not allowed"],
    [{ "!": [v("empty")] }, '`empty`: ""'],
    [{ "!!": [v("none")] }, "`none`: empty"],
    [{ "!": [{ "==": [v("n"), 6] }] }, "`n`: 5; not 6"],
    [{ "!": [{ "==": [v("n"), 5] }] }, "`n`: 5; not allowed"],
    [{ "!": [{ "!": [{ "<": [v("n"), 4] }] }] }, "T: `n`: 5; required below 4"],
    [{ "!!": [{ "<": [v("n"), 4] }] }, "`n`: 5; required below 4"],
    [true, "the rule is always true"],
    [[], "the rule is always false"],
    [{ "!": [false] }, "the rule is always false"],
    [{ matches: [v("t"), "^x"] }, "`t`: text; not in the required form"],
    [{ cat: [] }, 'the result: ""'],
    [{ "+": [] }, "0"],
    [{ if: [] }, "the result: null"],
    [{ filter: [v("list"), false] }, "`list`: empty"],
    [[v("n"), 2], "`n`: 5, 2"],
    [{ var: ["gone", true] }, "`gone`: not stated"],
    [{ var: ["gone", ""] }, "`gone`: not stated"],
    [{ "!": [{ var: ["gone", false] }] }, "`gone`: not stated"],
    [{ var: ["yes", false] }, "`yes`: true"],
  ])("%j: %s", (expression, expected) => {
    expect(told(expression)).toEqual([expected]);
  });
});

describe("what is asked about", () => {
  test.each<[Json, string]>([
    [{ missing: "gone" }, "`gone`: not stated"],
    [{ missing: ["gone", "n"] }, "`gone`, `n`: not stated"],
    [{ missing: ["list.5"] }, "`list[5]`: not stated"],
    [{ missing: [["gone"], 1] }, "`gone`: not stated"],
    [{ missing: "n" }, "(`n`: stated)"],
    [{ missing: ["n", "t"] }, "(`n`, `t`: stated)"],
    [{ "!": { missing: "gone" } }, "`gone`: not stated"],
    [{ "!": { missing: ["n"] } }, "(`n`: stated)"],
    [{ "!!": { missing: ["n"] } }, "(`n`: stated)"],
    [{ "!!": { missing: ["gone"] } }, "`gone`: not stated"],
    [{ missing: [] }, "(the result: empty)"],
    [{ missing: [{ cat: ["go", "ne"] }] }, "the result: gone"],
    [{ missing_some: [1, ["gone", "n"]] }, "the result: empty"],
    [{ missing_some: [1, ["gone"]] }, "the result: gone"],
  ])("%j: %s", (expression, expected) => {
    expect(told(expression)).toEqual([expected]);
  });

  test("is read with what stands there", () => {
    expect(named({ missing: ["gone", "n", "nothing", "empty", "list.1"] })).toEqual([
      ["gone", undefined],
      ["n", 5],
      ["nothing", undefined],
      ["empty", ""],
      ["list[1]", "b"],
    ]);
    expect(named({ missing: ["", 1] })[0]?.[0]).toBe("");
    expect(named({ missing_some: [1, ["gone", "n"]] })).toEqual([
      ["gone", undefined],
      ["n", 5],
    ]);
    expect(named({ all: [v("rows"), { missing: ["t"] }] })).toEqual([
      ["rows[0].t", "a"],
      ["rows[1].t", "b"],
      ["rows[2].t", "c"],
    ]);
  });
});

describe("an unknown", () => {
  test.each<[Json, string]>([
    [v("gone"), "`gone`: not stated"],
    [v("nothing"), "`nothing`: not stated"],
    [{ "<": [v("gone"), 5] }, "`gone`: not stated"],
    [{ "<": [v("gone"), v("lost")] }, "`gone`, `lost`: not stated"],
    [{ "<": [v("gone"), v("gone")] }, "`gone`: not stated"],
    [{ "<": [v("gone"), v("n")] }, "`gone`: not stated"],
    [{ "<": [v("gone"), { var: ["lost", 1] }] }, "`gone`: not stated"],
    [{ "<": [v("t"), 5] }, "`t`: undecided"],
    [{ "<": [v("t"), { var: ["lost", 5] }] }, "`t`, `lost`: undecided"],
    [{ "<": [{ count: v("gone") }, 5] }, "`gone`: not stated"],
    [{ "!": [v("gone")] }, "`gone`: not stated"],
    [{ within: [v("span"), 0.12] }, "`span`: 0.1235 (0.1 to 0.15); limit 0.12 is inside the interval"],
    [
      { within: [v("span"), { param: "name" }] },
      "`span`: 0.1235 (0.1 to 0.15); limit a (parameter name) is inside the interval",
    ],
    [{ within: [v("gone"), 3] }, "`gone`: not stated"],
    [
      { within: [v("span"), { var: { cat: ["go", "ne"] } }] },
      "`span`: 0.1235 (0.1 to 0.15); limit the element is inside the interval",
    ],
    [{ within: [{ var: { cat: ["go", "ne"] } }, 1] }, "the element: not stated; limit 1 is inside the interval"],
    [{ all: [{ merge: [v("rows"), v("gone")] }, true] }, "`gone`: not stated"],
    // What is not stated of an element that is left out all the same is not asked for.
    [{ all: [{ filter: [v("rows"), { and: [{ "==": [v("t"), "a"] }, v("m")] }] }, true] }, "`rows[0].m`: not stated"],
    [{ all: [{ filter: [{ filter: [v("rows"), { ">": [v("n"), 0] }] }, v("ok")] }, true] }, "`rows[2].n`: not stated"],
    [{ all: [v("gone"), true] }, "`gone`: not stated"],
    [{ all: [v("t"), true] }, "`t`: undecided"],
    [{ all: [{ filter: [v("gone"), true] }, true] }, "`gone`: not stated"],
    [{ all: [{ filter: [v("rows"), { ">": [v("n"), 0] }] }, true] }, "`rows[2].n`: not stated"],
    [{ all: [v("rows"), { ">": [v("n"), 0] }] }, "`rows[2].n`: not stated"],
    [{ none: [v("rows"), { "==": [v("n"), 7] }] }, "`rows[2].n`: not stated"],
    [{ var: { cat: ["go", "ne"] } }, "the element: undecided"],
    [{ daysBetween: [v("t"), v("asOf")] }, "`t`: undecided"],
  ])("%j: %s", (expression, expected) => {
    expect(told(expression)).toEqual([expected]);
  });

  test("names what is not stated and nothing else, or, where all is stated, what was read", () => {
    expect(named({ "<": [v("n"), v("gone")] })).toEqual([["gone", undefined]]);
    expect(named({ "<": [v("n"), v("t")] })).toEqual([
      ["n", 5],
      ["t", "text"],
    ]);
    expect(named({ "<": [v("t"), { var: ["gone", 1] }] })).toEqual([
      ["t", "text"],
      ["gone", undefined],
    ]);
  });
});

describe("which conditions decided", () => {
  const [low, high, gone]: [Json, Json, Json] = [{ "<": [v("n"), 1] }, { ">": [v("n"), 9] }, v("gone")];
  const [yes, list]: [Json, Json] = [v("yes"), v("list")];

  test.each<[Json, string[]]>([
    // Every argument that fails, or the first that holds.
    [{ and: [low, yes, high] }, ["`n`: 5; required below 1", "`n`: 5; required above 9"]],
    [{ and: [low, gone] }, ["`n`: 5; required below 1"]],
    [{ and: [yes, gone] }, ["`gone`: not stated"]],
    [{ and: [yes, list] }, ["`yes`: true", "`list`: a, b"]],
    [{ or: [low, high] }, ["`n`: 5; required below 1", "`n`: 5; required above 9"]],
    [{ or: [low, yes, list] }, ["`yes`: true"]],
    [{ or: [low, gone] }, ["`gone`: not stated"]],
    // Under a negation that fails, each that holds has to go.
    [{ "!": [{ or: [low, yes, list] }] }, ["T: `yes`: true; not allowed", "T: `list`: a, b"]],
    [{ "!": [{ "!": [{ or: [low, yes, list] }] }] }, ["`yes`: true"]],
    [{ "!": [{ and: [yes, list] }] }, ["T: `yes`: true; not allowed", "T: `list`: a, b"]],
    [{ "!!": [{ and: [yes, low] }] }, ["`n`: 5; required below 1"]],
    // That both fail is why the negation holds.
    [{ "!": [{ or: [low, high] }] }, ["F: `n`: 5; at least 1", "F: `n`: 5; at most 9"]],
    [{ "!": [{ or: [{ "!": [low] }, yes] }] }, ["T: `n`: 5; required below 1", "T: `yes`: true; not allowed"]],
    [{ "!": [{ "!!": [{ and: [yes, list] }] }] }, ["T: `yes`: true; not allowed", "T: `list`: a, b"]],
    [{ "!": [{ if: [yes, low, high] }] }, ["F: `n`: 5; at least 1"]],
    [{ "!": [{ "?:": [yes, low, high] }] }, ["F: `n`: 5; at least 1"]],
    // Once each.
    [{ and: [low, low, { or: [low, low] }] }, ["`n`: 5; required below 1"]],
    // Premises after what they lead to.
    [{ or: [{ "!": [yes] }, low] }, ["`n`: 5; required below 1", "(`yes`: true)"]],
    [{ or: [{ "!": [yes] }, { "!": [list] }] }, ["`yes`: true; not allowed", "`list`: a, b"]],
    [{ or: [{ none: [list, true] }, low] }, ["`n`: 5; required below 1", "(T: the rule is always true)"]],
    [{ or: [{ "!": [{ none: [v("none"), true] }] }, low] }, ["`n`: 5; required below 1", "(T: `none`: empty)"]],
    [
      { or: [{ "!": [{ "!": [{ some: [v("rows"), { "==": [v("t"), "z"] }] }] }] }, low] },
      ["`n`: 5; required below 1", "(`rows`: 3 entries, none with `t` z)"],
    ],
    [{ "!": [{ and: [yes, { "!": [low] }] }] }, ["T: `n`: 5; required below 1", "(T: `yes`: true)"]],
    [
      { "!": [{ and: [{ "!": [low] }, { "!": [high] }] }] },
      ["T: `n`: 5; required below 1", "T: `n`: 5; required above 9"],
    ],
    [{ and: [{ "!": [yes] }, low] }, ["`yes`: true; not allowed", "`n`: 5; required below 1"]],
    [
      { and: [yes, { none: [list, { "==": [v(""), "z"] }] }] },
      ["F: `list[0]`: a; not z", "F: `list[1]`: b; not z", "(`yes`: true)"],
    ],
    // The branch that was taken, or the condition that led to a literal.
    [{ if: [yes, low, high] }, ["`n`: 5; required below 1"]],
    [{ if: [low, yes, high] }, ["`n`: 5; required above 9"]],
    [{ if: [{ and: [yes, low] }, yes, high] }, ["`n`: 5; required above 9"]],
    [{ if: [low, yes, high, yes, v("no")] }, ["`no`: false; required true"]],
    [{ "?:": [yes, low, high] }, ["`n`: 5; required below 1"]],
    [{ if: [gone, low, high] }, ["`gone`: not stated"]],
    [{ if: [yes, false, high] }, ["T: `yes`: true"]],
    [{ if: [low, true, false] }, ["`n`: 5; required below 1"]],
    [{ if: [low, true, high, true, false] }, ["`n`: 5; required below 1", "`n`: 5; required above 9"]],
    [{ if: [low, true] }, ["`n`: 5; required below 1"]],
    [{ if: [low] }, ["`n`: 5; required below 1"]],
    [{ if: [true] }, ["the result: true"]],
    [{ if: [low, true, true] }, ["F: `n`: 5; required below 1"]],
  ])("%j", (expression, expected) => {
    expect(told(expression)).toEqual(expected);
  });
});

describe("which elements decided", () => {
  const isA: Json = { "==": [v("t"), "a"] };

  test.each<[Json, string[]]>([
    [{ all: [v("rows"), v("ok")] }, ["`rows[1].ok`: false; required true", "`rows[2].ok`: false; required true"]],
    [{ all: [v("rows"), v("t")] }, ["`rows[0].t`: a", "`rows[1].t`: b", "`rows[2].t`: c"]],
    [{ some: [v("rows"), v("t")] }, ["`rows[0].t`: a"]],
    [{ "!": [{ some: [v("rows"), v("t")] }] }, ["T: `rows[0].t`: a", "T: `rows[1].t`: b", "T: `rows[2].t`: c"]],
    [{ none: [v("rows"), v("ok")] }, ["T: `rows[0].ok`: true; not allowed"]],
    [{ none: [v("rows"), v("t")] }, ["T: `rows[0].t`: a", "T: `rows[1].t`: b", "T: `rows[2].t`: c"]],
    [
      { none: [v("rows"), { "==": [v("t"), "z"] }] },
      ["F: `rows[0].t`: a; not z", "F: `rows[1].t`: b; not z", "F: `rows[2].t`: c; not z"],
    ],
    [{ all: [v("none"), true] }, ["`none`: empty"]],
    [{ some: [v("none"), true] }, ["`none`: empty"]],
    [{ none: [v("none"), true] }, ["`none`: empty"]],
    [{ or: [{ "!": [v("yes")] }, { some: [v("none"), true] }] }, ["`none`: empty", "(`yes`: true)"]],
    [{ all: [{ filter: [v("rows"), { "==": [v("t"), "z"] }] }, true] }, ["`rows`: no entry fits"]],
    [{ all: [{ filter: [v("rows"), isA] }, { "==": [v("n"), 7] }] }, ["`rows[0].n`: 1; required 7"]],
    // Those of a failing `some` that come nearest.
    [{ some: [v("rows"), { and: [{ "==": [v("t"), "a"] }, { "==": [v("n"), 7] }] }] }, ["`rows[0].n`: 1; required 7"]],
    [
      { some: [v("rows"), { and: [{ "==": [v("t"), "z"] }, { "==": [v("ok"), 1] }] }] },
      ["`rows`: 3 entries, none with `t` z"],
    ],
    [{ some: [v("rows"), { "==": [v("t"), "z"] }] }, ["`rows`: 3 entries, none with `t` z"]],
    [{ some: [{ filter: [v("rows"), isA] }, { "==": [v("t"), "z"] }] }, ["`rows[0].t`: a; required z"]],
    [
      { some: [{ filter: [v("rows"), { "!": [isA] }] }, { "==": [v("t"), "z"] }] },
      ["`rows`: 2 entries, none with `t` z"],
    ],
    [{ some: [{ map: [v("list"), v("")] }, { "==": [v(""), "z"] }] }, ["`list`: 2 entries, none with the element z"]],
    [
      { "!": [{ some: [v("rows"), { and: [v("t"), { "==": [v("t"), "z"] }] }] }] },
      ["F: `rows[0].t`: a; not z", "F: `rows[1].t`: b; not z", "F: `rows[2].t`: c; not z"],
    ],
    [{ all: [["x", "y"], { "==": [v(""), "y"] }] }, ["the element: x; required y"]],
    [
      { all: [{ map: [v("list"), v("")] }, { "==": [v(""), "z"] }] },
      ["the element: a; required z", "the element: b; required z"],
    ],
    [{ all: [{ map: [v("rows"), { merge: [v("t")] }] }, v("0")] }, ["`0`: a", "`0`: b", "`0`: c"]],
  ])("%j", (expression, expected) => {
    expect(told(expression)).toEqual(expected);
  });

  test.each<[body: Json, element: Json, wanted: string]>([
    [{ "==": [v(""), "z"] }, "a", "the element z"],
    [{ "==": [v("t"), "z"] }, { t: "a" }, "`t` z"],
    [{ "===": [v("t"), "z"] }, { t: "a" }, "`t` z"],
    [{ "<": [v("n"), 0] }, { n: 1 }, "`n` below 0"],
    [{ "<=": [v("n"), 0] }, { n: 1 }, "`n` at most 0"],
    [{ ">": [v("n"), { param: "limit" }] }, { n: 1 }, "`n` above 3 (parameter limit)"],
    [{ ">=": [v("n"), 7] }, { n: 1 }, "`n` at least 7"],
    [{ "!=": [v("t"), "a"] }, { t: "a" }, "`t` not a"],
    [{ "!==": [v("t"), "a"] }, { t: "a" }, "`t` not a"],
    [{ in: [v("t"), ["z"]] }, { t: "a" }, "`t` one of z"],
    [{ subset: [["z"], v("list")] }, { list: [] }, "`list` with all of z"],
    [{ intersects: [v("list"), ["z"]] }, { list: [] }, "`list` with one of z"],
    [{ "!!": [v("t")] }, { t: "" }, "`t` stated"],
    [{ "!": [v("t")] }, { t: "a" }, "not `t`"],
    [{ "!": [{ "==": [v("t"), "a"] }] }, { t: "a" }, "not `t` a"],
    [{ or: [v("t"), { in: [v("t"), ["z"]] }] }, { t: "" }, "`t` or `t` one of z"],
    [{ and: [{ or: [v("t"), v("n")] }, v("n")] }, { t: "", n: 0 }, "`t` or `n`"],
    [{ or: [{ and: [v("t"), v("n")] }, v("n")] }, { t: "", n: 0 }, "`t` and `n` or `n`"],
    [v("t"), { t: "" }, "`t`"],
  ])("what was looked for: %j in %j is %s", (body, element, wanted) => {
    const scope = rootScope(bare({ rows: [element, element] }));
    const { conditions } = explain(compiled({ some: [v("rows"), body] }), scope);
    expect(conditions.map(({ text }) => text)).toEqual([`\`rows\`: 2 entries, none with ${wanted}`]);
  });

  test("are given with their lists", () => {
    const { elements } = explain(compiled({ all: [v("rows"), v("ok")] }), rootScope(data));
    const rows = (data as { rows: Json[] }).rows;
    expect(elements).toEqual([
      { list: ["rows"], value: rows[1] },
      { list: ["rows"], value: rows[2] },
    ]);
    const below = explain(compiled({ all: [v("a.b"), v("ok")] }), rootScope(bare({ a: { b: [{ ok: false }] } })));
    expect(below.elements.map(({ list }) => list)).toEqual([["a", "b"]]);
    const made = explain(compiled({ all: [{ map: [v("list"), v("")] }, false] }), rootScope(data));
    expect(made.elements).toEqual([]);
    const some = explain(compiled({ some: [v("rows"), v("t")] }), rootScope(data));
    expect(some.elements).toEqual([{ list: ["rows"], value: rows[0] }]);
  });

  test("where none fits, the list is what was read, whole", () => {
    const { rows } = data as { rows: Json };
    expect(named({ some: [v("rows"), { "==": [v("t"), "z"] }] })).toEqual([["rows", rows]]);
    const filtered: Json = { filter: [{ filter: [v("rows"), true] }, { "!": [isA] }] };
    expect(named({ some: [filtered, { "==": [v("t"), "z"] }] })).toEqual([["rows", rows]]);
    expect(named({ some: [{ map: [v("rows"), v("t")] }, { "==": [v(""), "z"] }] })).toEqual([
      ["rows[0].t", "a"],
      ["rows[1].t", "b"],
      ["rows[2].t", "c"],
    ]);
  });
});

describe("what was read", () => {
  test.each<[Json, [string, Json | undefined][]]>([
    [v("n"), [["n", 5]]],
    [
      { "<": [v("n"), { "+": [v("zero"), v("list.0")] }] },
      [
        ["n", 5],
        ["zero", 0],
        ["list[0]", "a"],
      ],
    ],
    [
      { "<": [{ count: [{ filter: [v("rows"), v("ok")] }] }, 0] },
      [
        ["rows[0].ok", true],
        ["rows[1].ok", false],
        ["rows[2].ok", false],
      ],
    ],
    [{ "<": [{ count: [{ filter: [v("none"), v("ok")] }] }, 0] }, [["none", []]]],
    [{ "<": [{ count: [{ filter: [v("list"), true] }] }, 0] }, [["list", ["a", "b"]]]],
    [{ "<": [{ reduce: [v("list"), v("current"), 0] }, 0] }, [["list", ["a", "b"]]]],
    ...["all", "some", "none"].map((op): [Json, [string, Json][]] => [
      { "==": [{ [op]: [v("rows"), v("t")] }, 1] },
      [
        ["rows[0].t", "a"],
        ["rows[1].t", "b"],
        ["rows[2].t", "c"],
      ],
    ]),
    [
      { "!": [{ map: [v("rows"), v("t")] }] },
      [
        ["rows[0].t", "a"],
        ["rows[1].t", "b"],
        ["rows[2].t", "c"],
      ],
    ],
    [
      { "!": [{ filter: [{ map: [v("list"), v("")] }, { "!": v("") }] }] },
      [
        ["list[0]", "a"],
        ["list[1]", "b"],
      ],
    ],
    [{ "<": [{ var: { cat: ["n"] } }, 3] }, []],
    [{ "<": [{ var: ["gone", 7] }, 3] }, [["gone", undefined]]],
    [{ "<": [{ var: ["n", 7] }, 3] }, [["n", 5]]],
    [{ "!": [v("nothing")] }, [["nothing", undefined]]],
    [v("map.a"), [["map.a", 1]]],
  ])("%j", (expression, expected) => {
    expect(named(expression)).toEqual(expected);
  });

  test.each<[Json, boolean]>([
    [{ var: ["gone", 1] }, true],
    [{ var: ["gone.further", 1] }, true],
    [{ var: ["n", 1] }, false],
    [{ var: ["nothing", 1] }, false],
    [{ var: ["list.length", 1] }, false],
    [{ var: ["", 1] }, false],
    [{ var: [null, 1] }, false],
    [{ var: [["gone"], 1] }, false],
    [{ var: ["gone"] }, false],
    [{ var: [{ cat: ["gone"] }, 1] }, false],
    [{ "+": ["gone", 1] }, false],
  ])("%j stands in for what is absent: %j", (expression, expected) => {
    const place = { scope: rootScope(data), path: [], label: formatPath };
    expect(isDefaulted(compiled(expression), place)).toBe(expected);
    const [read] = collectReads(compiled(expression), place);
    expect(read?.defaulted ?? false).toBe(expected);
  });

  test.each<[Json, Json[]]>([
    [{ var: [["n"]] }, []],
    [{ var: [true] }, []],
    [{ var: [] }, [[]]],
    [{ var: null }, [[]]],
    [{ var: 7 }, [[7]]],
    [{ var: 1.5 }, [[1, 5]]],
    [{ var: "a.0.b" }, [["a", 0, "b"]]],
    [{ var: "a.00.b" }, [["a", "00", "b"]]],
    [{ var: "a.10.1x" }, [["a", 10, "1x"]]],
    [{ var: "x1.b" }, [["x1", "b"]]],
    [{ var: "a[0]" }, [["a[0]"]]],
    [{ missing: "a.0.b" }, [["a", 0, "b"]]],
  ])("%j reads %j", (expression, expected) => {
    const place = { scope: rootScope(data), path: [], label: formatPath };
    expect(collectReads(compiled(expression), place).map(({ path }) => path)).toEqual(expected);
  });

  test("below a place", () => {
    const place = { scope: rootScope(bare({ n: 1 })), path: ["rows", 0], label: formatPath };
    expect(collectReads(compiled({ "<": [v("n"), v("")] }), place).map(({ path }) => path)).toEqual([
      ["rows", 0, "n"],
      ["rows", 0],
    ]);
    expect(collectReads(compiled({ missing: ["n", "m"] }), place)).toEqual([
      { path: ["rows", 0, "n"], value: 1 },
      { path: ["rows", 0, "m"], value: undefined },
    ]);
    const nowhere = { ...place, path: undefined };
    expect(collectReads(compiled({ "<": [v("n"), v("")] }), nowhere)).toEqual([]);
    expect(collectReads(compiled({ missing: ["n", "m"] }), nowhere)).toEqual([]);
  });
});

test("paths are called as they are wanted to be called", () => {
  const label = (path: readonly (string | number)[]): string => `<${path.join("/")}>`;
  const texts = (expression: Json): string[] =>
    explain(compiled(expression), rootScope(data), label).conditions.map(({ text }) => text);
  expect(texts({ "==": [v("n"), v("map.a")] })).toEqual(["<n>: 5; required 1 (<map/a>)"]);
  expect(texts({ all: [v("rows"), v("ok")] })).toEqual([
    "<rows/1/ok>: false; required true",
    "<rows/2/ok>: false; required true",
  ]);
  expect(texts({ "!": [{ missing: ["gone"] }] })).toEqual(["<gone>: not stated"]);
  expect(texts(v("gone"))).toEqual(["<gone>: not stated"]);
  expect(texts(v("asOf"))).toEqual(["the as-of date: 2026-11-22"]);
  expect(texts(v("map.asOf"))).toEqual(["<map/asOf>: not stated"]);
  const unnamed = explain(compiled({ "<": [v("n"), 3] }), rootScope(data), () => "").conditions;
  expect(unnamed.map(({ text }) => text)).toEqual(["5; required below 3"]);
});

test("an error other than a spent budget is not swallowed", () => {
  const node = compile(v("n"), {}, []);
  const broken = {
    ...node,
    truth: () => {
      throw new TypeError("broken");
    },
  };
  expect(() => explain(broken, rootScope(data))).toThrow("broken");
});

describe("values are shown", () => {
  test.each<[Json | undefined, string]>([
    [undefined, "not stated"],
    [null, "null"],
    ["text", "text"],
    ["", '""'],
    [true, "true"],
    [5, "5"],
    [0.123449, "0.1234"],
    [0.12345, "0.1235"],
    [-1 / 3, "-0.3333"],
    [1e21, "1e+21"],
    [1e308, "1e+308"],
    [-7, "-7"],
    [1.5e300, "1.5e+300"],
    [0.001, "0.001"],
    [0.00099, "0.001"],
    [0.000949, "0.00095"],
    [-0.00012345, "-0.00012"],
    [1e-7, "1e-7"],
    [12.000001, "12"],
    [[], "[]"],
    [["a", 1 / 3, [null, true]], "[a, 0.3333, [null, true]]"],
    [{ value: 1 / 3, low: 0.25, high: 0.5 }, "0.3333 (0.25 to 0.5)"],
    [{ value: 1, low: 0 }, '{"value":1,"low":0}'],
    [{ value: 1, low: 0, high: "2" }, '{"value":1,"low":0,"high":"2"}'],
    [{ value: "1", low: 0, high: 2 }, '{"value":"1","low":0,"high":2}'],
    [{ value: 1, low: null, high: 2 }, '{"value":1,"low":null,"high":2}'],
    [{ a: [1, { b: "x" }] }, '{"a":[1,{"b":"x"}]}'],
    [[{ value: 1, low: 0, high: 2 }], "[1 (0 to 2)]"],
    [{}, "{}"],
  ])("%j as %s", (value, expected) => {
    expect(showValue(value === undefined ? undefined : bare(value))).toBe(expected);
  });

  test("with no more than 200 parts", () => {
    const many = Array.from({ length: 200 }, () => 1);
    expect(showValue(many)).toBe(`[${many.join(", ")}]`);
    expect(showValue([...many, 1, 1])).toBe(`[${many.join(", ")}, and 2 more]`);
    const map = mapOf(many.map((one, i) => [`k${i}`, one]));
    expect(showValue(map)).toBe(JSON.stringify(map));
    expect(showValue(mapOf([...Object.entries(map), ["more", 1]]))).toBe(JSON.stringify({ ...map, "…": "…" }));
    expect(showValue([many.slice(0, 150), many.slice(0, 150)])).toBe(
      `[[${many.slice(0, 150).join(", ")}], [${many.slice(0, 48).join(", ")}, …]]`,
    );
    const outer: Json = { subset: [Array.from({ length: 300 }, (_, i) => i), v("list")] };
    expect(told(outer)).toEqual(["`list`: missing 0, 1, 2, 3, 4 and 295 more"]);
  });

  test("with no more than 4000 characters", () => {
    const text = "a".repeat(3000);
    expect(showValue(text)).toBe(text);
    expect(showValue(`${text}${text}`)).toBe(`${"a".repeat(4000)}…`);
    expect(showValue([text, text, "b"])).toBe(`[${text}, ${"a".repeat(1000)}…, …]`);
  });
});

describe("expressions are called", () => {
  const place = { scope: rootScope(data), path: [], label: formatPath };

  test.each<[Json, string]>([
    [5, "5"],
    ["a", "a"],
    [{ param: "limit" }, "3 (parameter limit)"],
    [v("a.b"), "a.b"],
    [{ var: "asOf" }, "the as-of date"],
    [{ var: "asOf.x" }, "asOf.x"],
    [{ var: [{ cat: ["a"] }] }, "the element"],
    [{ var: [true] }, "`true`"],
    [{ count: v("a") }, "a"],
    [{ filter: [v("a"), true] }, "a"],
    [{ daysBetween: [v("a"), v("b")] }, "a, b"],
    [{ max: [v("a"), 2] }, "a"],
    [{ cat: [] }, "the result"],
  ])("%j: %s", (expression, expected) => {
    expect(operandName(compiled(expression), place)).toBe(expected);
  });

  test.each<[Json, string]>([
    [v("a.b"), "`a.b`"],
    [v("asOf"), "`asOf`"],
    [v(""), "the element"],
    [{ var: [] }, "the element"],
  ])("%j: %s, where its place is unknown", (expression, expected) => {
    expect(operandName(compiled(expression), { ...place, path: undefined })).toBe(expected);
  });
});

test("two different numbers are never the same text", () => {
  expect(told({ "<": [v("third"), 0.33331] })).toEqual(["`third`: 0.3333333333333333; required below 0.33331"]);
  expect(told({ within: [v("span"), 0.149999] })).toEqual([
    "`span`: 0.1235 (0.1 to 0.15); limit 0.149999 is inside the interval",
  ]);
  expect(told({ "<": [v("third"), 0.5] })).toEqual(["`third`: 0.3333; below 0.5"]);
});
