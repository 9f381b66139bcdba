import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundaryCases } from "../../src/diff/boundary-cases.ts";
import { minimalValue } from "../../src/diff/sample-values.ts";
import { type CompileError, compile } from "../../src/logic/compile.ts";
import { asMarkdown, describeCondition, inlineText } from "../../src/logic/condition-text.ts";
import { operationOf } from "../../src/logic/operation.ts";
import { rootScope } from "../../src/logic/scope.ts";
import { ANY, type Type } from "../../src/logic/types.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { mutatorsFor } from "../../src/testing/mutants.ts";
import { type Json, type JsonObject, isObject } from "../../src/util/json.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { project } from "../support/repository.ts";
import { complete, wellTyped } from "./generators.ts";
import { compiled } from "./support.ts";
import { parameters as ownParameters } from "./values.ts";

/** The sentences of a condition, as lists and on one line. */
function sentencesOf(condition: Json, parameters: JsonObject, context: Type): string {
  const clause = describeCondition(compile(condition, parameters, []), context);
  return `${asMarkdown(clause).join("\n")}\n${inlineText(clause)}`;
}

/** A condition with the operands of nested operators grouped in another way, as in `(a - b) + c` for `a - (b + c)`. */
function regrouped(condition: Json): Json[] {
  const operation = operationOf(condition);
  if (!operation) return [];
  const { op, args } = operation;
  const below = args.flatMap((arg, i) =>
    regrouped(arg).map((one) => ({ [op]: args.map((own, j) => (i === j ? one : own)) })),
  );
  const [first = null, second = null] = args;
  const inner = operationOf(second);
  const binary =
    args.length === 2 &&
    inner?.args.length === 2 &&
    !["all", "some", "none", "filter", "map", "reduce", "var"].includes(inner.op);
  return binary ? [{ [inner.op]: [{ [op]: [first, inner.args[0] as Json] }, inner.args[1] as Json] }, ...below] : below;
}

const neighboursOf = (condition: Json, values: JsonObject): Json[] => [
  ...mutatorsFor(condition, { values, declared: {} }).map((mutator) => mutator.condition),
  ...regrouped(condition),
];

describe("conditions of different meaning read differently", () => {
  test("1,000 pairs of a condition of the packs and a small change of it", { timeout: 120_000 }, async () => {
    const { documents } = await readPacksFromTree(workingTree(project));
    const context = await inputType();
    const ground = { data: minimalValue(context), type: context, novel: new Set<never>() };
    let [different, alike] = [0, [] as string[]];
    for (const { value } of documents) {
      const declared = isObject(value["parameters"]) ? value["parameters"] : {};
      const values = Object.fromEntries(
        Object.entries(declared).map(([name, one]) => [name, (one as JsonObject)["default"] as Json]),
      );
      for (const rule of value["rules"] as JsonObject[]) {
        const condition = rule["require"] as Json;
        const node = compile(condition, values, []);
        const own = sentencesOf(condition, values, context);
        const data = [...take(boundaryCases(node, ground), 60)];
        for (const changed of neighboursOf(condition, values)) {
          const problems: CompileError[] = [];
          const other = compile(changed, values, problems);
          if (problems.length > 0) continue;
          if (!data.some((one) => node.truth(rootScope(one)) !== other.truth(rootScope(one)))) continue;
          different++;
          if (sentencesOf(changed, values, context) === own)
            alike.push(`${String(rule["id"])}: ${JSON.stringify(changed)}`);
        }
      }
    }
    expect(alike).toEqual([]);
    expect(different).toBeGreaterThan(1000);
  });

  test("1,000 pairs of a random condition and a small change of it", { timeout: 120_000 }, () => {
    const [conditions, data] = [
      fc.sample(wellTyped, { numRuns: 4000, seed: 22 }),
      fc.sample(complete, { numRuns: 12, seed: 22 }),
    ];
    let [different, alike] = [0, [] as string[]];
    for (const condition of conditions) {
      if (different > 1500) break;
      const node = compiled(condition);
      for (const changed of neighboursOf(condition, ownParameters).slice(0, 12)) {
        const other = compile(changed, ownParameters, []);
        if (!data.some((one) => node.truth(rootScope(one)) !== other.truth(rootScope(one)))) continue;
        different++;
        if (sentencesOf(changed, ownParameters, ANY) === sentencesOf(condition, ownParameters, ANY))
          alike.push(`${JSON.stringify(condition)} ${JSON.stringify(changed)}`);
      }
    }
    expect(alike).toEqual([]);
    expect(different).toBeGreaterThan(1000);
  });
});

function* take<T>(values: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const value of values) {
    if (left-- <= 0) return;
    yield value;
  }
}

const v = (path: string): Json => ({ var: path });

describe("sentences", () => {
  test.each<[Json, string]>([
    [{ "<": [{ "-": [v("a"), { "+": [v("b"), 5] }] }, 3] }, "`a` - (`b` + 5) is below 3"],
    [{ "<": [{ "+": [{ "-": [v("a"), v("b")] }, 5] }, 3] }, "(`a` - `b`) + 5 is below 3"],
    [{ "<=": [1, v("a"), 3] }, "1 is at most `a` and `a` is at most 3"],
    [{ "!": { "<=": [1, v("a"), 3] } }, "1 is above `a` or `a` is above 3"],
    [{ missing: ["a", "b"] }, "one of `a`, `b` is not stated"],
    [{ "!": { missing: ["a", "b"] } }, "each of `a`, `b` is stated"],
    [{ missing_some: [2, ["a", "b"]] }, "fewer than 2 of `a`, `b` are stated"],
    [{ if: [v("a"), v("b")] }, "by case: (if `a` is stated: `b` is stated); (else: never)"],
    [
      { if: [v("a"), v("b"), v("c"), v("d"), v("e")] },
      "by case: (if `a` is stated: `b` is stated); (if `c` is stated: `d` is stated); (else: `e` is stated)",
    ],
    [{ all: [v("a"), { ">": [v("b"), 1] }] }, "each of `a`, and there is at least one: `b` is above 1"],
    [{ none: [v("a"), { "!": { ">": [v("b"), 1] } }] }, "each of `a`, if any: `b` is above 1"],
    [{ "!": { all: [v("a"), { ">": [v("b"), 1] }] } }, "`a` is empty or (at least one of `a`: `b` is at most 1)"],
    [
      { and: [v("a"), { or: [v("b"), { and: [v("c"), v("d")] }] }] },
      "`a` is stated and (`b` is stated or (`c` is stated and `d` is stated))",
    ],
    [
      { ">": [{ reduce: [v("a"), { "+": [v("accumulator"), v("current.n")] }, 0] }, 3] },
      "the sum of `n` of the entry of `a` is above 3",
    ],
    [
      { ">": [{ reduce: [v("a"), { "*": [v("accumulator"), v("current.n")] }, 1] }, 3] },
      "(the result when each of `a` in turn makes of the result so far (the result so far * `n` of the entry), from 1) is above 3",
    ],
    [{ "<=": [v("a"), { dateAdd: [v("b"), 18, "months"] }] }, "`a` is on or before 18 months after `b`"],
    [{ "<=": [v("a"), { dateAdd: [v("b"), -2, "weeks"] }] }, "`a` is on or before 2 weeks before `b`"],
    [{ "==": [{ weekday: v("a") }, "friday"] }, 'the weekday of `a` is "friday"'],
    [
      { ">=": [{ count: { distinct: { map: [v("a"), v("b")] } } }, 2] },
      "the number of the different values of the list of `b` of `a` is at least 2",
    ],
    [{ ">": [{ sum: v("a") }, 2] }, "the sum of `a` is above 2"],
    [
      { all: [v("a"), { all: [v("b"), { ">=": [v("c"), { "-": [{ outer: ["c", 1] }, { outer: "d" }] }] }] }] },
      "each of `a`, and there is at least one: (each of `b`, and there is at least one: `c` is at least (`c` of the same entry of `a`) - (`d` of the system))",
    ],
    [{ "==": [{ substr: [v("a"), 1, 2] }, "x"] }, 'the part of `a` from character 1 of length 2 is "x"'],
    [{ "==": [{ "%": [v("a"), 2] }, 0] }, "the remainder of `a` divided by 2 is 0"],
    [{ "==": [{ cat: [v("a"), v("b")] }, "x"] }, 'the text of `a`, `b` is "x"'],
  ])("%j", (condition, sentence) => {
    expect(inlineText(describeCondition(compiled(condition), ANY))).toBe(sentence);
  });
});
