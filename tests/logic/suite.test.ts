import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../src/logic/truth.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { project } from "../support/repository.ts";
import { mistakes, valueOf } from "./support.ts";
import { bare, same } from "./values.ts";

/*
 * The JSONLogic suites, whole. They are kept outside this repository; where they are absent, that is said.
 */

const folder = resolve(project, "../shared/data/jsonlogic");

/** The cases in which caregate says UNKNOWN and JSONLogic a value, each with why. */
const deviations: readonly (readonly [rule: string, data: string, reason: "missing data" | "coercion"])[] = [
  ['{"==":[1,"1"]}', "null", "coercion"],
  ['{"!=":[1,"1"]}', "null", "coercion"],
  ['{">":["2",1]}', "null", "coercion"],
  ['{">=":["2",1]}', "null", "coercion"],
  ['{"<":["1",2]}', "null", "coercion"],
  ['{"<=":["1",2]}', "null", "coercion"],
  ['{"+":["1",1]}', "null", "coercion"],
  ['{"*":["1",1]}', "null", "coercion"],
  ['{"-":["1",1]}', "null", "coercion"],
  ['{"/":["1",1]}', "null", "coercion"],
  ['{"===":[0,{"+":"0"}]}', "null", "coercion"],
  ['{"if":[{"+":"0"},"apple","banana"]}', "null", "coercion"],
  ['{"if":[{"+":"1"},"apple","banana"]}', "null", "coercion"],
  ['{"var":["b"]}', '{"a":1}', "missing data"],
  ['{"var":["a"]}', "null", "missing data"],
  ['{"var":"b"}', '{"a":1}', "missing data"],
  ['{"var":"a"}', "null", "missing data"],
  ['{"var":"a.q"}', '{"a":{"b":"c"}}', "missing data"],
  ['{"var":"a.b.c"}', "null", "missing data"],
  ['{"var":"a.b.c"}', '{"a":null}', "missing data"],
  ['{"var":"a.b.c"}', '{"a":{"b":null}}', "missing data"],
  ['{"map":[{"var":"integers"},{"*":[{"var":""},2]}]}', "null", "missing data"],
  ['{"reduce":[{"var":"integers"},{"+":[{"var":"current"},{"var":"accumulator"}]},0]}', "null", "missing data"],
];

interface Case {
  readonly rule: Json;
  readonly data: Json;
  readonly result: Json;
}

/** No data and empty data are the same. */
const nameOf = ({ rule, data }: Case): string =>
  `${JSON.stringify(rule)} on ${isObject(data) && Object.keys(data).length === 0 ? "null" : JSON.stringify(data)}`;

/** The cases of a suite: a text is a comment, a case is [rule, data, result] or a map of these. */
function suiteCases(file: string): Case[] {
  const entries = JSON.parse(readFileSync(file, "utf8")) as Json[];
  return entries.flatMap((entry): Case[] => {
    if (typeof entry === "string") return [];
    const [rule, data, result] = Array.isArray(entry)
      ? entry
      : isObject(entry)
        ? [entry["rule"], entry["data"], entry["result"]]
        : [];
    if (rule === undefined || result === undefined) throw new Error(`no case: ${JSON.stringify(entry)}`);
    return [{ rule, data: data ?? null, result }];
  });
}

describe.each([
  ["official", 280],
  ["compatible", 278],
])("the %s suite", (name, count) => {
  const file = resolve(folder, `${name}.json`);
  if (!existsSync(file)) {
    console.warn(`SKIPPED: the ${name} JSONLogic suite is absent; it is expected beside the repository`);
    test.skipIf(true)(`SKIPPED: the ${name} JSONLogic suite is absent`, () => {});
    return;
  }
  const cases = suiteCases(file);

  test("has all its cases", () => {
    expect(cases).toHaveLength(count);
  });

  test("has no case that does not compile", () => {
    expect(cases.flatMap(({ rule }) => mistakes(rule))).toEqual([]);
  });

  test("deviates where it is said to, and there says UNKNOWN", () => {
    const different = cases.filter(({ rule, data, result }) => !same(valueOf(rule, bare(data)), result));
    expect(different.map(nameOf).toSorted()).toEqual(deviations.map(([rule, data]) => `${rule} on ${data}`).toSorted());
    for (const { rule, data } of different) expect(valueOf(rule, bare(data))).toBe(UNKNOWN);
  });
});
