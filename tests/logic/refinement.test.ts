import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../src/logic/truth.ts";
import { forms, operators } from "../../src/logic/operators.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { anyExpression, anyValue, complete, document, runs, thorough, wellTyped } from "./generators.ts";
import { letter, reference, referenceTruth, truthOf, valueOf } from "./support.ts";
import { bare, ordinary, same } from "./values.ts";

/*
 * Property 1. What caregate decides, json-logic-js says too: T is truthy there, F is falsy, and a value that is known
 * is that very value. On a complete document and a well-typed expression everything is known.
 *
 * Where json-logic-js throws it says nothing. It throws when it has to make a text or a number of a map, and unlike
 * caregate it evaluates everything that an operator is given. The rule: if json-logic-js throws, caregate's result is
 * UNKNOWN, unless caregate did not need what json-logic-js stumbled over. There are three places where it does not:
 *   - arguments of `and` and `or` beside one that decides (json-logic-js evaluates those that stand before it),
 *   - elements of `all`, `some` and `none` beside one that decides,
 *   - the default of a `var` that is stated (json-logic-js evaluates every argument first).
 * `strictly` closes these three: it makes an expression unknown when any part of it that could be passed over is. If
 * json-logic-js throws on an expression, then caregate finds the strict reading of it UNKNOWN.
 * The cross-check turns a throw into "undecided", and the check fails.
 */

/** `then`, if all of these can be worked out; otherwise unknown. */
const needing = (parts: Json[], then: Json): Json => ({ if: [{ "!!": [[parts]] }, then, null] });

/** An expression that is unknown whenever anything is unknown that its evaluation may pass over. */
function strictly(expression: Json): Json {
  if (Array.isArray(expression)) return expression.map(strictly);
  if (!isObject(expression)) return expression;
  const [op] = Object.keys(expression) as [string];
  const operand = expression[op] as Json;
  if (op === "param") return expression;
  const args = (Array.isArray(operand) ? operand : [operand]).map(strictly);
  const same = { [op]: args };
  switch (op) {
    case "and":
    case "or":
      return needing(args, same);
    case "all":
    case "some":
    case "none":
      return needing([{ map: args }], same);
    case "var":
      return args.length === 2 ? needing(args.slice(1), same) : same;
    default:
      return same;
  }
}

function refines(expression: Json, data: Json): void {
  const truth = truthOf(expression, data);
  const said = referenceTruth(expression, data);
  if (said === undefined) expect(letter(truthOf(strictly(expression), data))).toBe("U");
  else if (truth !== UNKNOWN) expect(truth).toBe(said);
  const value = valueOf(expression, data);
  const given = reference(expression, data);
  if (given !== undefined && value !== UNKNOWN && !same(value, given.value)) expect(value).toEqual(given.value);
}

describe("what caregate decides, json-logic-js decides likewise", () => {
  test("on documents as they are loaded", () => {
    fc.assert(fc.property(anyExpression, document, refines), runs);
  });

  test("when maps have the prototype that JSON.parse gives them", () => {
    fc.assert(
      fc.property(anyExpression, document, (expression, data) => refines(expression, ordinary(data))),
      runs,
    );
  });

  test("when the rule context is no map", () => {
    fc.assert(fc.property(anyExpression, anyValue, refines), runs);
  });
});

test.runIf(thorough)("the cases that these properties try come out every way, for every operator", () => {
  const seen = new Map<string, Set<string>>();
  for (const [expression, data] of fc.sample(fc.tuple(anyExpression, document), { numRuns: 50_000, seed: 1 })) {
    const [op] = isObject(expression) ? (Object.keys(expression) as [string]) : ["literal"];
    const letters = seen.get(op) ?? new Set();
    seen.set(op, letters.add(letter(truthOf(expression, data))));
  }
  // `outer` stands in the bodies of quantifiers: outer.test.ts.
  const all = [...Object.keys(operators), ...Object.keys(forms)].filter((op) => op !== "outer");
  expect([...seen.keys()].toSorted()).toEqual([...all, "literal"].toSorted());
  const never = [...seen].flatMap(([op, letters]) =>
    ["T", "F", "U"].filter((one) => !letters.has(one)).map((one) => `${op} ${one}`),
  );
  // A parameter is always known, and a date and a day of the week are never false. The greatest of random numbers seldom is.
  const expected = ["param U", "dateAdd F", "weekday F", "max F"];
  expect(never.filter((one) => !expected.includes(one))).toEqual([]);
});

describe("on a complete document and a well-typed expression", () => {
  test("the value is known, and is json-logic-js's", () => {
    fc.assert(
      fc.property(wellTyped, complete, (expression, data) => {
        const value = valueOf(expression, data);
        expect(value).not.toBe(UNKNOWN);
        const given = reference(expression, data)?.value;
        if (!same(value, given)) expect(value).toEqual(given);
      }),
      runs,
    );
  });

  test("the truth is known, and is json-logic-js's", () => {
    fc.assert(
      fc.property(wellTyped, complete, (expression, data) => {
        expect(truthOf(expression, data)).toBe(referenceTruth(expression, data));
      }),
      runs,
    );
  });
});

/** One value of every kind that an operator may meet. */
const scalars: Json[] = [null, true, false, 0, 1, -1, 2.5, "", "a", "ab", "1", "("];
const dates: Json[] = ["2026-01-01", "2026-02-30", "2024-02-29"];
const lists: Json[] = [[], [null], [1], ["a"], ["a", null], ["a", "b"], [[]], [1, "a", true]];
const intervals: Json[] = [{}, { low: 1 }, { high: 1 }, { low: 1, high: 2 }, { low: -1, high: 0 }, { low: 3, high: 0 }];
const noIntervals: Json[] = [{ low: null, high: 0 }, { low: "0", high: "0" }, { low: 0, high: null }, { indexOf: 1 }];
const kinds = [...scalars, ...dates, ...lists, ...intervals, ...noIntervals].map(bare);
const few = kinds.filter((_, i) => i % 4 === 0);

const upTo3 = Object.entries(operators).flatMap(([op, { arity }]) =>
  (thorough ? [1, 2, 3] : [1, 2])
    .filter((count) => count >= arity[0] && count <= arity[1])
    .map((count) => [op, count] as const),
);

test.each(upTo3)("`%s` refines json-logic-js with %i arguments of any kind, read or written", (op, count) => {
  const read = { [op]: [{ var: "a" }, { var: "b" }, { var: "c" }].slice(0, count) };
  for (const a of kinds) {
    for (const b of count > 1 ? kinds : [null]) {
      for (const c of count > 2 ? few : [null]) {
        refines(read, bare({ a, b, c }));
        if (count < 3 && !isObject(a) && !isObject(b)) refines({ [op]: [a, b].slice(0, count) }, null);
      }
    }
  }
});

describe("where json-logic-js throws", () => {
  const data = bare({ map: {}, list: [{}, 1], n: 1 });
  const throwing: Json = { "==": [{ var: "map" }, "x"] };

  test.each<[Json, string]>([
    [throwing, "U"],
    [{ "!": throwing }, "U"],
    [{ "+": [1, { cat: [{ var: "map" }] }] }, "U"],
    [{ missing_some: [1, { var: "map" }] }, "U"],
    // Passed over, as something else decides.
    [{ or: [throwing, true] }, "T"],
    [{ and: [throwing, false] }, "F"],
    [{ some: [{ var: "list" }, { "==": [{ var: "" }, 1] }] }, "T"],
    [{ none: [{ var: "list" }, { "==": [{ var: "" }, 1] }] }, "F"],
    [{ all: [{ var: "list" }, { "!=": [{ var: "" }, 1] }] }, "F"],
    [{ var: ["n", throwing] }, "T"],
  ])("%j is %s", (expression, expected) => {
    expect(reference(expression, data)).toBeUndefined();
    expect(referenceTruth(expression, data)).toBeUndefined();
    expect(letter(truthOf(expression, data))).toBe(expected);
    expect(letter(truthOf(strictly(expression), data))).toBe("U");
  });
});
