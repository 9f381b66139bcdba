import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/logic/compile.ts";
import { checkTypes } from "../../src/logic/type-check.ts";
import { type TypeSchema, typeOfSchema } from "../../src/logic/types.ts";
import { type Json, type JsonObject, isObject } from "../../src/util/json.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { project } from "../support/repository.ts";

const schema: TypeSchema = {
  type: "object",
  properties: {
    limit: { type: "integer", "x-unit": "hours" },
    other: { type: "integer", "x-unit": "days" },
    keptYears: { type: "integer", "x-unit": "years" },
    share: { type: "number", minimum: 0, maximum: 1, "x-unit": "share" },
    plain: { type: "number" },
    trained: { type: "string", format: "date" },
    goLive: { type: "string", format: "date" },
    gap: {
      type: "object",
      properties: { low: { type: "number", "x-unit": "share" }, high: { type: "number", "x-unit": "share" } },
    },
    names: { type: "array", items: { type: "string" } },
    counts: { type: "array", items: { type: "integer", "x-unit": "hours" } },
    shift: { type: "string", enum: ["day", "night"] },
    rows: { type: "array", items: { type: "object", properties: { hours: { type: "integer", "x-unit": "hours" } } } },
  },
};
const declared: JsonObject = {
  days: { type: "integer", default: 2, unit: "days" },
  weeks: { type: "integer", default: 1, unit: "weeks" },
  months: { type: "integer", default: 18, unit: "months" },
  points: { type: "number", default: 0.05, unit: "points" },
  percent: { type: "number", default: 5, unit: "percent" },
  people: { type: "integer", default: 3, unit: "people" },
  approved: { type: "list", items: "text", default: [] },
  closed: { type: "list", items: "weekday", default: ["friday"] },
  shifts: { type: "list", items: ["day", "evening"], default: ["day"] },
  numbers: { type: "list", items: "number", default: [1] },
};
const values = Object.fromEntries(
  Object.entries(declared).map(([name, one]) => [name, (one as JsonObject)["default"]!]),
);
const v = (path: string): Json => ({ var: path });
const p = (name: string): Json => ({ param: name });

function found(condition: Json): string[] {
  const errors: never[] = [];
  const node = compile(condition, values, errors);
  expect(errors).toEqual([]);
  return checkTypes(
    node,
    typeOfSchema(schema, () => ({})),
    declared,
  ).map(({ message }) => message);
}

describe("numbers of one unit", () => {
  test.each<[Json]>([
    [{ "<=": [v("limit"), 48] }],
    [{ "<=": [v("other"), p("days")] }],
    [{ "<=": [v("plain"), p("days")] }],
    [{ "<=": [{ daysBetween: [v("trained"), v("goLive")] }, p("days")] }],
    [{ "<=": [{ "*": [v("limit"), 2] }, { "+": [v("limit"), 3] }] }],
    [{ "<=": [{ "/": [v("limit"), 2] }, v("limit")] }],
    [{ ">=": [v("share"), { "-": [v("share"), p("points")] }] }],
    [{ within: [v("gap"), p("points")] }],
    [{ "<=": [{ sum: v("counts") }, v("limit")] }],
    [{ "==": [{ min: [v("limit"), 3] }, v("limit")] }],
    [{ ">=": [{ dateAdd: [v("trained"), p("months"), "months"] }, v("goLive")] }],
    [{ "<=": [{ count: v("names") }, p("people")] }],
  ])("%j", (condition) => {
    expect(found(condition)).toEqual([]);
  });
});

describe("numbers of different units are refused", () => {
  test.each<[Json, string]>([
    [{ "<=": [v("limit"), p("days")] }, "parameter `days` is in days and `limit` in hours: write `days` in hours: 48"],
    [
      { "<=": [p("weeks"), v("limit")] },
      "parameter `weeks` is in weeks and `limit` in hours: write `weeks` in hours: 168",
    ],
    [{ "<": [v("limit"), v("other")] }, "`other` is in days and `limit` in hours: write both in hours"],
    [
      { "==": [v("other"), p("months")] },
      "parameter `months` is in months and `other` in days: months cannot be converted to days",
    ],
    [
      { "<=": [v("keptYears"), p("months")] },
      "parameter `months` is in months and `keptYears` in years: write `months` in years: 1.5",
    ],
    [
      { "<=": [v("limit"), p("people")] },
      "parameter `people` is in people and `limit` in hours: people cannot be converted to hours",
    ],
    [
      { "<=": [v("limit"), { "+": [p("days"), 1] }] },
      "what `+` gives is in days and `limit` in hours: write both in hours",
    ],
    [{ ">": [{ "+": [v("limit"), v("other")] }, 1] }, "`other` is in days and `limit` in hours: write both in hours"],
    [
      { ">": [{ max: [v("limit"), p("days")] }, 1] },
      "parameter `days` is in days and `limit` in hours: write `days` in hours: 48",
    ],
    [
      { "<=": [v("share"), p("percent")] },
      "parameter `percent` is in percent and `share` in share: write `percent` in share: 0.05",
    ],
    [
      { within: [v("gap"), p("percent")] },
      "parameter `percent` is in percent and `gap` in share: write `percent` in share: 0.05",
    ],
    [
      { "<=": [{ sum: v("counts") }, p("days")] },
      "parameter `days` is in days and what `sum` gives in hours: write `days` in hours: 48",
    ],
    [
      { all: [v("rows"), { "<=": [v("hours"), p("days")] }] },
      "parameter `days` is in days and `hours` in hours: write `days` in hours: 48",
    ],
    [
      { "<=": [{ dateAdd: [v("trained"), p("months"), "days"] }, v("goLive")] },
      "parameter `months` is in months: add it as months, not as days",
    ],
  ])("%j", (condition, message) => {
    expect(found(condition)).toEqual([message]);
  });
});

describe("operators on dates and lists", () => {
  test.each<[Json, string]>([
    [
      { "<=": [{ "+": [v("trained"), 18] }, v("goLive")] },
      '`+` takes a number, and `trained` is a date: with dates, write { dateAdd: [date, 18, "months"] }',
    ],
    [
      { "<=": [{ dateAdd: [v("limit"), 1, "days"] }, v("goLive")] },
      "`dateAdd` takes a date, and `limit` is a whole number",
    ],
    [
      { "<=": [{ dateAdd: [v("trained"), v("share"), "days"] }, v("goLive")] },
      "`dateAdd` takes a whole number, and `share` is a share from 0 to 1",
    ],
    [
      { "<=": [{ dateAdd: [v("trained"), 1, "hours"] }, v("goLive")] },
      "the unit of `dateAdd` is written out: days, weeks, months, years",
    ],
    [{ "==": [{ weekday: v("limit") }, "friday"] }, "`weekday` takes a date, and `limit` is a whole number"],
    [
      { "==": [{ weekday: v("goLive") }, "firday"] },
      '"firday" is not a value of what `weekday` gives; did you mean "friday"?',
    ],
    [{ ">": [{ sum: v("names") }, 1] }, "`sum` takes a list of numbers, and the elements of `names` are a text"],
    [
      { ">": [{ count: { distinct: v("rows") } }, 1] },
      "`distinct` takes a list of texts, numbers or booleans, and the elements of `rows` are a map",
    ],
  ])("%j", (condition, message) => {
    expect(found(condition)).toEqual([message]);
  });
});

describe("parameters that are lists have the elements that they declare, whatever their value", () => {
  test.each<[Json, string[]]>([
    [{ in: [v("shift"), p("shifts")] }, ['"evening" is not a value of `shift`; it takes day, night']],
    [{ all: [v("names"), { in: [v(""), p("approved")] }] }, []],
    [{ "!": { in: [{ weekday: v("goLive") }, p("closed")] } }, []],
    [{ in: [v("limit"), p("numbers")] }, []],
    [
      { in: [v("limit"), p("approved")] },
      ["`limit` is a whole number, and the elements of parameter `approved` are a text; none can be equal"],
    ],
  ])("%j", (condition, messages) => {
    expect(found(condition)).toEqual(messages);
  });
});

/** The unit that the name of a field ends with. */
const named: readonly (readonly [RegExp, string])[] = [
  [/WorkDays$/, "work days"],
  [/(?:Days|^days)$/, "days"],
  [/(?:Hours|^hours)$/, "hours"],
  [/(?:Minutes|^minutes)$/, "minutes"],
  [/(?:Months|^months)$/, "months"],
  [/(?:Years|^years)$/, "years"],
];

test("each field whose name ends with a unit has it in its schema", () => {
  const wrong: string[] = [];
  let checked = 0;
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [name, field] of Object.entries(isObject(value["properties"]) ? value["properties"] : {})) {
      const unit = named.find(([end]) => end.test(name))?.[1];
      const types = isObject(field) ? [field["type"]].flat() : [];
      if (unit === undefined || !isObject(field) || !types.some((type) => type === "integer" || type === "number"))
        continue;
      checked++;
      if (field["x-unit"] !== unit) wrong.push(`${name}: ${field["x-unit"] as string}`);
    }
    Object.values(value).forEach(visit);
  };
  // Reports are written and never read by a rule; limits of waivers and policies are no values of a rule context.
  const skipped = ["report.schema.json", "policy.schema.json", "waiver.schema.json"];
  const folder = join(project, "schemas");
  for (const file of readdirSync(folder).filter((one) => !skipped.includes(one)))
    visit(JSON.parse(readFileSync(join(folder, file), "utf8")) as Json);
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(60);
});

test("the packs have no mistake, and no number of another unit", { timeout: 60_000 }, async () => {
  const [packs, context] = [await readPacksFromTree(workingTree(project)), await inputType()];
  const { rules } = buildRuleSet({ packs, governance: emptyBundle, asOf: "9999-12-31" });
  const policies = new Set(rules.map(({ policy }) => policy));
  const found = [...policies].flatMap((id) =>
    checkPolicy(
      rules.filter(({ policy }) => policy === id),
      context,
    ),
  );
  expect(found.map(({ message }) => message)).toEqual([]);
});
