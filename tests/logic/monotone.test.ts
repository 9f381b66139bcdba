import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Result, UNKNOWN } from "../../src/logic/truth.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { document, expression, filling, runs } from "./generators.ts";
import { letter, truthOf, valueOf } from "./support.ts";
import { mapOf, ordinary } from "./values.ts";

/*
 * Property 2. In an expression that does not ask about absence (no `missing`, no `missing_some`, no default of a
 * `var`), filling in what is missing turns U into T or F, never T into F or F into T. What is filled in: fields that
 * are absent, fields that are null, elements of lists that are null. Appending to a list is not filling.
 */

const unasking = expression({ absence: false, depth: 3 });

/** Whether one value is another with some of its gaps filled. */
function fills(after: Json, before: Json): boolean {
  if (before === null) return true;
  if (Array.isArray(before)) {
    return (
      Array.isArray(after) && after.length === before.length && before.every((one, i) => fills(after[i] as Json, one))
    );
  }
  if (!isObject(before)) return after === before;
  return (
    isObject(after) &&
    Object.keys(before).every((key) => Object.hasOwn(after, key) && fills(after[key] as Json, before[key] as Json))
  );
}

/** Whether a result may become another when gaps are filled. */
const mayBecome = (before: Result, after: Result): boolean =>
  before === UNKNOWN || (after !== UNKNOWN && fills(after, before));

describe("filling in what is missing", () => {
  test("is what the generated documents do", () => {
    fc.assert(
      fc.property(filling, ({ before, after }) => fills(after, before)),
      runs,
    );
  });

  test("never turns T into F, F into T, or either into U", () => {
    fc.assert(
      fc.property(unasking, filling, (one, { before, after }) => {
        const change = letter(truthOf(one, before)) + letter(truthOf(one, after));
        expect(["TT", "FF", "UU", "UT", "UF"]).toContain(change);
      }),
      runs,
    );
  });

  test("never changes a value, except that its own gaps are filled", () => {
    fc.assert(
      fc.property(unasking, filling, (one, { before, after }) => {
        const old = valueOf(one, before);
        const now = valueOf(one, after);
        if (!mayBecome(old, now)) expect(now).toEqual(old);
      }),
      runs,
    );
  });

  test("never does so when maps have a prototype", () => {
    fc.assert(
      fc.property(unasking, filling, (one, { before, after }) => {
        const change = letter(truthOf(one, ordinary(before))) + letter(truthOf(one, ordinary(after)));
        expect(["TT", "FF", "UU", "UT", "UF"]).toContain(change);
      }),
      runs,
    );
  });

  test("settles something in many of the generated cases", () => {
    const cases = fc.sample(fc.tuple(unasking, filling), { numRuns: 5_000, seed: 1 });
    const settled = cases.map(([one, { before, after }]) => letter(truthOf(one, before)) + letter(truthOf(one, after)));
    expect(settled.filter((change) => change === "UT").length).toBeGreaterThan(100);
    expect(settled.filter((change) => change === "UF").length).toBeGreaterThan(75);
  });
});

describe("an expression that asks about absence may change its mind", () => {
  const [before, after] = [mapOf([]), mapOf([["a", 1]])];

  test.each<[Json]>([[{ missing: ["a"] }], [{ missing_some: [1, ["a"]] }], [{ "==": [{ var: ["a", 2] }, 2] }]])(
    "%j",
    (one) => {
      expect(letter(truthOf(one, before)) + letter(truthOf(one, after))).toBe("TF");
    },
  );
});

test("an absent field and one that is null are the same, but for a default", () => {
  fc.assert(
    fc.property(unasking, document, (one, data) => {
      const withNull = mapOf([...Object.entries(data as Record<string, Json>), ["a", null]]);
      const without = mapOf(Object.entries(withNull).filter(([key]) => key !== "a"));
      expect(truthOf(one, withNull)).toBe(truthOf(one, without));
    }),
    runs,
  );
});
