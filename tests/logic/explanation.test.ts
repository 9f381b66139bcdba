import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rootScope } from "../../src/logic/scope.ts";
import { type DecidingCondition, type Explanation, explain } from "../../src/logic/explain.ts";
import { type Truth, UNKNOWN } from "../../src/logic/truth.ts";
import {
  type Json,
  type JsonObject,
  type Path,
  getAt,
  emptyObject,
  formatPath,
  isObject,
} from "../../src/util/json.ts";
import { anyExpression, document, runs } from "./generators.ts";
import { compiled, letter, truthOf } from "./support.ts";
import { bare, same } from "./values.ts";

/*
 * Property 5: an explanation is true, and acting on it helps.
 *
 * Of any expression and document: an explanation is never empty, what it says was read stands at that path, and an
 * unknown result is explained by unknown conditions alone, a known one by known ones.
 *
 * Of conditions whose leaves can each be turned (the family below: every leaf is a comparison of a value of its own),
 * with "turning" a leaf meaning to change its value so that it comes out the other way:
 *   - a fail on a complete document passes once everything that its explanation names is turned, at once;
 *   - each value that is named matters: for some choice among the others that are named, turning it changes the result;
 *   - an unknown is settled by stating what is named as not stated, whatever is stated there (where no `if` hides a
 *     further question behind the first);
 *   - a pass stays a pass whatever is done to the values that are not named;
 *   - with gaps, with `if` and with filtered lists, doing what the explanation says, again and again, ends in a pass.
 *
 * The last is weaker on purpose. With gaps, what fails may turn out to be unknown once it is fixed; behind the
 * condition of an `if` stands another condition; and of a list that a filter leaves empty only the filter can be named.
 * Neither is true that changing one named value always changes the result: where two conditions of an `and` fail, both
 * have to be fixed.
 */

/** A comparison of a value: how it is written, and a value for which it holds, and one for which it does not. */
interface Comparison {
  readonly of: (field: string) => Json;
  /** Undefined: it is so when nothing is stated. */
  readonly yes: Json | undefined;
  readonly no: Json | undefined;
}

const read = (field: string): Json => ({ var: field });

const comparisons: readonly Comparison[] = [
  { of: read, yes: true, no: false },
  { of: (f) => ({ "<=": [read(f), 10] }), yes: 5, no: 20 },
  { of: (f) => ({ ">": [read(f), 10] }), yes: 20, no: 5 },
  { of: (f) => ({ "<": [1, read(f), 9] }), yes: 5, no: 20 },
  { of: (f) => ({ "==": [read(f), "x"] }), yes: "x", no: "y" },
  { of: (f) => ({ "!==": [read(f), "x"] }), yes: "y", no: "x" },
  { of: (f) => ({ in: [read(f), ["x", "z"]] }), yes: "x", no: "y" },
  { of: (f) => ({ in: ["x", read(f)] }), yes: ["x"], no: ["y"] },
  { of: (f) => ({ subset: [["x"], read(f)] }), yes: ["x", "y"], no: ["y"] },
  { of: (f) => ({ intersects: [read(f), ["x"]] }), yes: ["x"], no: [] },
  { of: (f) => ({ within: [read(f), 10] }), yes: { low: 1, high: 5 }, no: { low: 11, high: 20 } },
  { of: (f) => ({ matches: [read(f), "^x"] }), yes: "xy", no: "yx" },
  { of: (f) => ({ ">=": [{ daysBetween: [read(f), "2026-01-01"] }, 9] }), yes: "2025-01-01", no: "2026-01-01" },
  { of: (f) => ({ ">=": [{ count: read(f) }, 2] }), yes: ["x", "y"], no: ["x"] },
  { of: (f) => ({ "!": { "==": [read(f), 1] } }), yes: 2, no: 1 },
  { of: (f) => ({ "!!": { var: f } }), yes: "x", no: "" },
  { of: (f) => ({ "!": { missing: [f] } }), yes: "x", no: undefined },
  { of: (f) => ({ missing: f }), yes: undefined, no: "x" },
];

type Formula =
  | { readonly op: "leaf"; readonly field: string; readonly comparison: Comparison }
  | { readonly op: "literal"; readonly value: boolean }
  | { readonly op: "and" | "or" | "!" | "!!" | "if"; readonly parts: readonly Formula[] }
  | {
      readonly op: "all" | "some" | "none";
      readonly field: string;
      readonly body: Formula;
      /** What elements have to be like to be looked at. */
      readonly filter: Formula | undefined;
    };

/** What a family of formulas may hold. */
interface Family {
  readonly conditional: boolean;
  readonly filtered: boolean;
}

/** Formulas without names for what they read. */
function unnamed(family: Family, depth: number): fc.Arbitrary<Formula> {
  const leaf = fc.constantFrom(...comparisons).map((comparison): Formula => ({ op: "leaf", field: "", comparison }));
  if (depth === 0) return leaf;
  const inner = unnamed(family, depth - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 3 });
  const joined = fc.tuple(fc.constantFrom("and", "or"), parts).map(([op, parts]): Formula => ({ op, parts }));
  const negated = fc.tuple(fc.constantFrom("!", "!", "!!"), inner).map(([op, one]): Formula => ({ op, parts: [one] }));
  const filter = family.filtered ? fc.option(leaf, { nil: undefined }) : fc.constant(undefined);
  const quantified = fc
    .tuple(fc.constantFrom("all", "some", "none"), inner, filter)
    .map(([op, body, kept]): Formula => ({ op, field: "", body, filter: kept }));
  const branches = fc
    .tuple(inner, inner, inner, fc.integer({ min: 0, max: 5 }))
    .map(([condition, one, other, literal]): Formula => {
      const value: Formula = { op: "literal", value: literal % 2 === 0 };
      return {
        op: "if",
        parts: [condition, literal < 2 ? value : one, literal === 2 || literal === 3 ? value : other],
      };
    });
  const chain = fc.array(inner, { minLength: 5, maxLength: 5 }).map((all): Formula => ({ op: "if", parts: all }));
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 3, arbitrary: joined },
    { weight: 2, arbitrary: negated },
    { weight: 3, arbitrary: quantified },
    ...(family.conditional ? [branches, chain] : []),
  );
}

/** The formula with a name of its own for everything it reads. */
function named(formula: Formula, next: { name: number }): Formula {
  switch (formula.op) {
    case "literal":
      return formula;
    case "leaf":
      return { ...formula, field: `f${next.name++}` };
    case "all":
    case "some":
    case "none":
      return {
        ...formula,
        field: `f${next.name++}`,
        filter: formula.filter && named(formula.filter, next),
        body: named(formula.body, next),
      };
    default:
      return { ...formula, parts: formula.parts.map((part) => named(part, next)) };
  }
}

const formulas = (family: Family): fc.Arbitrary<Formula> =>
  unnamed(family, 3).map((formula) => named(formula, { name: 0 }));

function written(formula: Formula): Json {
  switch (formula.op) {
    case "leaf":
      return formula.comparison.of(formula.field);
    case "literal":
      return formula.value;
    case "all":
    case "some":
    case "none": {
      const list = read(formula.field);
      const kept = formula.filter ? { filter: [list, written(formula.filter)] } : list;
      return { [formula.op]: [kept, written(formula.body)] };
    }
    default:
      return { [formula.op]: formula.parts.map(written) };
  }
}

/** The leaves and quantifiers of a formula, by what they read. */
function readers(formula: Formula): Map<string, Formula> {
  switch (formula.op) {
    case "leaf":
      return new Map([[formula.field, formula]]);
    case "literal":
      return new Map();
    case "all":
    case "some":
    case "none": {
      const inside = [formula.body, ...(formula.filter ? [formula.filter] : [])].flatMap((one) => [...readers(one)]);
      return new Map([[formula.field, formula], ...inside]);
    }
    default:
      return new Map(formula.parts.flatMap((part) => [...readers(part)]));
  }
}

/** Puts a value under a name, or takes away what is there. */
function put(map: JsonObject, field: string, value: Json | undefined): void {
  if (value === undefined) delete map[field];
  else map[field] = bare(value);
}

/** States everything a formula reads, so that it comes out as wanted. */
function satisfy(formula: Formula, want: boolean, map: JsonObject): JsonObject {
  switch (formula.op) {
    case "leaf":
      put(map, formula.field, want ? formula.comparison.yes : formula.comparison.no);
      return map;
    case "literal":
      return map;
    case "!":
      return satisfy(formula.parts[0] as Formula, !want, map);
    case "if": {
      const [condition, one, other] = formula.parts as [Formula, Formula, Formula];
      for (const part of formula.parts.slice(3)) satisfy(part, want, map);
      satisfy(one, want, map);
      satisfy(other, want, map);
      return satisfy(condition, one.op !== "literal" || one.value === want, map);
    }
    case "all":
    case "some":
    case "none": {
      const element = satisfy(formula.body, (formula.op === "none") !== want, emptyObject());
      if (formula.filter) satisfy(formula.filter, true, element);
      put(map, formula.field, [element]);
      return map;
    }
    default:
      for (const part of formula.parts) satisfy(part, want, map);
      return map;
  }
}

/** States what a formula reads, at random; with gaps, some of it is left out. */
function state(formula: Formula, map: JsonObject, choose: (count: number) => number, gaps: boolean): JsonObject {
  switch (formula.op) {
    case "leaf": {
      const chosen = choose(gaps ? 3 : 2);
      put(map, formula.field, [formula.comparison.yes, formula.comparison.no, undefined][chosen]);
      return map;
    }
    case "literal":
      return map;
    case "all":
    case "some":
    case "none": {
      if (gaps && choose(5) === 0) return map;
      const list = Array.from({ length: choose(4) }, () => {
        const element = state(formula.body, emptyObject(), choose, gaps);
        return formula.filter ? state(formula.filter, element, choose, gaps) : element;
      });
      put(map, formula.field, list);
      return map;
    }
    default:
      for (const part of formula.parts) state(part, map, choose, gaps);
      return map;
  }
}

/** Random choices, made beforehand so that a failing case can be made smaller. */
const chances = fc.array(fc.nat(59), { minLength: 1, maxLength: 60 });

function chooser(given: readonly number[]): (count: number) => number {
  let i = 0;
  return (count) => (given[i++ % given.length] as number) % count;
}

/** A condition, what it is evaluated on, and what comes of that. */
class Situation {
  readonly formula: Formula;
  readonly data: JsonObject;
  readonly expression: Json;
  readonly readers: ReadonlyMap<string, Formula>;

  constructor(formula: Formula, data: JsonObject) {
    this.formula = formula;
    this.data = data;
    this.expression = written(formula);
    this.readers = readers(formula);
  }

  truth(): Truth {
    return truthOf(this.expression, this.data);
  }

  explanation(): Explanation {
    return explain(compiled(this.expression), rootScope(this.data));
  }

  /** The same condition, with what reads these paths turned: the other way, or, where it is unknown, as chosen. */
  turned(paths: readonly Path[], choose: (count: number) => number = () => 0): Situation {
    const data = bare(this.data) as JsonObject;
    for (const path of paths) {
      const field = String(path.at(-1));
      const reader = this.readers.get(field);
      const map = getAt(data, path.slice(0, -1));
      if (!reader || !isObject(map)) throw new Error(`nothing reads ${formatPath(path)}`);
      const truth = truthOf(written(reader), map);
      satisfy(reader, truth === UNKNOWN ? choose(2) === 0 : !truth, map);
    }
    return new Situation(this.formula, data);
  }
}

/** The paths that conditions read, each once. */
function pathsOf(conditions: readonly DecidingCondition[]): Path[] {
  const all = conditions.flatMap(({ reads }) => reads.map(({ path }) => path));
  return [...new Map(all.map((path) => [formatPath(path), path])).values()];
}

const situations = (family: Family, gaps: boolean): fc.Arbitrary<Situation> =>
  fc
    .tuple(formulas(family), chances)
    .map(([formula, given]) => new Situation(formula, state(formula, emptyObject(), chooser(given), gaps)));

const simple: Family = { conditional: false, filtered: false };
const chained: Family = { conditional: true, filtered: false };
const everything: Family = { conditional: true, filtered: true };

/** Whether every `if` has conditions for branches. */
function withoutLiterals(formula: Formula): boolean {
  if (formula.op === "literal") return false;
  if (formula.op === "leaf") return true;
  return "parts" in formula ? formula.parts.every(withoutLiterals) : withoutLiterals(formula.body);
}

describe("a fail on a complete document", () => {
  const fails = situations(chained, false).filter((one) => one.truth() === false && withoutLiterals(one.formula));

  test("passes once everything that is named is turned", () => {
    fc.assert(
      fc.property(fails, (one) => {
        expect(letter(one.turned(pathsOf(one.explanation().conditions)).truth())).toBe("T");
      }),
      runs,
    );
  });

  test("is explained by values that each matter", () => {
    fc.assert(
      fc.property(fails, (one) => {
        const paths = pathsOf(one.explanation().conditions);
        fc.pre(paths.length <= 6);
        for (const path of paths) {
          const others = paths.filter((other) => other !== path);
          const matters = Array.from({ length: 2 ** others.length }, (_, way) => {
            const some = others.filter((_, i) => (way >> i) & 1);
            return one.turned(some).truth() !== one.turned([...some, path]).truth();
          });
          expect(matters.includes(true) ? "matters" : `${formatPath(path)} never matters`).toBe("matters");
        }
      }),
      { numRuns: runs.numRuns / 2 },
    );
  });
});

describe("a fail with gaps", () => {
  test("fails no more once everything that is named is turned", () => {
    const fails = situations(chained, true).filter((one) => one.truth() === false && withoutLiterals(one.formula));
    fc.assert(
      fc.property(fails, (one) => {
        expect(letter(one.turned(pathsOf(one.explanation().conditions)).truth())).not.toBe("F");
      }),
      runs,
    );
  });
});

describe("an unknown", () => {
  const unknowns = situations(simple, true).filter((one) => one.truth() === UNKNOWN);

  test("names what is not stated, and is settled by stating it", () => {
    fc.assert(
      fc.property(unknowns, chances, (one, given) => {
        const { conditions } = one.explanation();
        const paths = pathsOf(conditions);
        expect(paths).not.toEqual([]);
        for (const path of paths) expect(getAt(one.data, path)).toBeUndefined();
        expect(letter(one.turned(paths, chooser(given)).truth())).not.toBe("U");
      }),
      runs,
    );
  });

  test("is explained by gaps that each matter: with the others filled some way, this one decides", () => {
    fc.assert(
      fc.property(unknowns, (one) => {
        const paths = pathsOf(one.explanation().conditions);
        fc.pre(paths.length <= 6);
        for (const path of paths) {
          const others = paths.filter((other) => other !== path);
          const matters = Array.from({ length: 2 ** others.length }, (_, way) => {
            const filled = others.reduce((before, other, i) => before.turned([other], () => (way >> i) & 1), one);
            return filled.turned([path], () => 0).truth() !== filled.turned([path], () => 1).truth();
          });
          expect(matters.includes(true) ? "matters" : `${formatPath(path)} never matters`).toBe("matters");
        }
      }),
      { numRuns: runs.numRuns / 2 },
    );
  });
});

describe("a pass", () => {
  /** Whether a `some` stands under a negation: where it fails, only the elements that come nearest are named. */
  function plain(formula: Formula, negated = false): boolean {
    if (formula.op === "leaf" || formula.op === "literal") return true;
    if ("parts" in formula) return formula.parts.every((part) => plain(part, negated || formula.op === "!"));
    return !(formula.op === "some" && negated) && plain(formula.body, negated || formula.op === "none");
  }

  /** Another value for everything that a formula reads, but for what is kept. */
  function shuffle(
    formula: Formula,
    map: JsonObject,
    path: Path,
    kept: Set<string>,
    choose: (count: number) => number,
  ) {
    if (formula.op === "literal") return;
    if ("parts" in formula) {
      for (const part of formula.parts) shuffle(part, map, path, kept, choose);
      return;
    }
    const at = [...path, formula.field];
    if (formula.op === "leaf") {
      const { yes, no } = formula.comparison;
      if (!kept.has(formatPath(at))) put(map, formula.field, [yes, no][choose(2)]);
      return;
    }
    (map[formula.field] as JsonObject[]).forEach((element, i) =>
      shuffle(formula.body, element, [...at, i], kept, choose),
    );
  }

  test("stays one whatever is done to the values that are not named", () => {
    const passes = situations(simple, false).filter((one) => one.truth() === true && plain(one.formula));
    fc.assert(
      fc.property(passes, chances, (one, given) => {
        const kept = new Set(pathsOf(one.explanation().conditions).map((path) => formatPath(path)));
        const data = bare(one.data) as JsonObject;
        shuffle(one.formula, data, [], kept, chooser(given));
        expect(letter(truthOf(one.expression, data))).toBe("T");
      }),
      runs,
    );
  });
});

describe("doing what the explanation says, again and again", () => {
  test("ends in a pass, whatever the gaps are filled with", () => {
    fc.assert(
      fc.property(situations(everything, true), chances, (start, given) => {
        const choose = chooser(given);
        let one = start;
        const limit = 4 * start.readers.size * 3 + 4;
        for (let round = 0; one.truth() !== true && round < limit; round++) {
          const paths = pathsOf(one.explanation().conditions);
          expect(paths).not.toEqual([]);
          one = one.turned(paths, choose);
        }
        expect(letter(one.truth())).toBe("T");
      }),
      runs,
    );
  });
});

describe("of any expression and document", () => {
  test("the explanation is not empty, and as known as the result", () => {
    fc.assert(
      fc.property(anyExpression, document, (expression, data) => {
        const truth = truthOf(expression, data);
        const { conditions } = explain(compiled(expression), rootScope(data));
        expect(conditions).not.toEqual([]);
        for (const { result } of conditions) expect(result === UNKNOWN).toBe(truth === UNKNOWN);
      }),
      runs,
    );
  });

  test("what is said to have been read stands there", () => {
    fc.assert(
      fc.property(anyExpression, document, (expression, data) => {
        const { conditions, elements } = explain(compiled(expression), rootScope(data));
        for (const { path, value } of conditions.flatMap(({ reads }) => reads)) {
          const there = getAt(data, path) ?? undefined;
          if (!same(value, there)) expect({ path, value }).toEqual({ path, value: there });
        }
        for (const { list, value } of elements) expect(getAt(data, list)).toContain(value);
      }),
      runs,
    );
  });
});
