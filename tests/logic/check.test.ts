import { describe, expect, test } from "vitest";
import { checkTypes } from "../../src/logic/type-check.ts";
import { operations } from "../../src/logic/operator-types.ts";
import { compile } from "../../src/logic/compile.ts";
import { operators } from "../../src/logic/operators.ts";
import { type Type, type TypeSchema, describeType, typeOfSchema } from "../../src/logic/types.ts";
import type { Json } from "../../src/util/json.ts";
import { compiled } from "./support.ts";

/** A schema with every kind of field that the vocabulary has. */
const schema = {
  type: "object",
  properties: {
    stage: { type: "string", enum: ["research", "pilot", "production"] },
    level: { type: "string", enum: ["pilot", "high"] },
    fixed: { const: "one" },
    title: { type: "string" },
    from: { type: "string", format: "date" },
    until: { type: "string", format: "date" },
    days: { type: "integer", minimum: 1 },
    change: { type: "integer", minimum: -5, maximum: 5 },
    share: { type: "number", minimum: 0, maximum: 1 },
    correlation: { type: "number", minimum: -1, maximum: 1 },
    stars: { type: "integer", minimum: 0, maximum: 5 },
    loss: { type: "number", minimum: -9, maximum: -1 },
    zero: { const: 0 },
    mark: { type: "string", enum: ["", "x"] },
    ratio: { type: "number" },
    live: { type: "boolean" },
    users: { type: "array", items: { type: "string", enum: ["clinician", "patient"] } },
    notes: { type: "array", items: { type: "string" } },
    limits: { type: "array", items: { type: "integer", minimum: 0 } },
    gap: { $ref: "#/interval" },
    half: { type: "object", properties: { low: { type: "number" } } },
    words: { type: "object", properties: { low: { type: "string" }, high: { type: "string" } } },
    shape: { const: { sides: 3 } },
    things: { type: "array" },
    offices: {
      type: "array",
      items: { type: "object", properties: { name: { type: "string" }, city: { type: "string" } } },
    },
    vendors: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { type: "string" },
          access: { type: "string", enum: ["none", "full"] },
          hours: { type: "integer", minimum: 0 },
          claimed: { type: "object", additionalProperties: { type: "number" } },
        },
      },
    },
    spec: { type: "object", properties: {} },
    open: {},
  },
} as const satisfies TypeSchema;
const interval: TypeSchema = {
  type: "object",
  properties: { value: { type: "number" }, low: { type: "number" }, high: { type: "number" } },
};
const v = (path: string): Json => ({ var: path });

/** The mistakes that the checker finds, with where they stand. */
function found(expression: Json): string[] {
  const context = typeOfSchema(schema, () => interval);
  return checkTypes(compiled(expression), context).map(({ path, message }) => `${path.join("/")}: ${message}`);
}
const either = (...results: Json[]): Json => ({ if: [v("live"), ...results] });

describe("nothing is said against", () => {
  test.each<[Json]>([
    [v("live")],
    [{ "!!": v("title") }],
    [{ "!!": v("gap") }],
    [{ missing: ["title", "gap.low"] }],
    [{ "!": { missing: "title" } }],
    [{ missing_some: [1, ["title", "days"]] }],
    [{ "==": [v("stage"), "pilot"] }],
    [{ "!=": ["pilot", v("stage")] }],
    [{ "===": [v("stage"), v("level")] }],
    [{ "==": [v("title"), "anything"] }],
    [{ "==": [v("from"), "2026-01-01"] }],
    [{ "==": [v("from"), v("until")] }],
    [{ "==": [v("days"), 3] }],
    [{ "==": [v("live"), true] }],
    [{ "<": [v("from"), v("until")] }],
    [{ "<=": ["2026-01-01", v("from")] }],
    [{ "<": [0, v("share"), 0.5] }],
    [{ ">": [v("days"), 1] }],
    [{ ">=": [v("share"), 1] }],
    [{ "<=": [v("share"), 0] }],
    [{ ">=": [{ daysBetween: [v("from"), v("until")] }, 30] }],
    [{ ">": [{ count: v("users") }, 1] }],
    [{ in: [v("stage"), ["pilot", "production"]] }],
    [{ in: ["clinician", v("users")] }],

    [{ in: [3, v("limits")] }],
    [{ subset: [["clinician"], v("users")] }],
    [{ intersects: [v("users"), ["patient"]] }],
    [{ intersects: [v("users"), v("notes")] }],
    [{ within: [v("gap"), 0.1] }],
    [{ within: [v("gap"), v("share")] }],
    [{ matches: [v("title"), "^a"] }],
    [{ "==": [{ cat: [v("title"), 1, true] }, "x"] }],
    [{ "==": [{ substr: [v("title"), 0, -1] }, "x"] }],
    [{ in: ["x", { merge: [v("notes"), "y"] }] }],
    [{ "<": [{ "+": [v("days"), 1] }, 9] }],
    [{ "<": [{ "/": [1, v("days")] }, 0.5] }],
    [{ "<": [{ "%": [v("days"), 7] }, 3] }],
    [{ ">": [{ max: [v("change"), 0] }, 4] }],
    [{ "<": [{ min: [v("change"), 3] }, -4] }],
    [{ "==": [{ log: v("stage") }, "pilot"] }],
    [{ in: ["pilot", [v("stage"), v("level")]] }],
    [{ all: [v("vendors"), { "==": [v("access"), "none"] }] }],
    [{ some: [v("vendors"), { ">": [v("claimed.anything"), 1] }] }],
    [{ none: [v("users"), { "==": [v(""), "patient"] }] }],
    [{ all: [{ filter: [v("vendors"), { "==": [v("access"), "full"] }] }, { "<": [v("hours"), 9] }] }],
    [{ in: ["a", { map: [v("vendors"), v("name")] }] }],
    [{ ">": [{ reduce: [v("limits"), { "+": [v("current"), v("accumulator")] }, 0] }, 5] }],
    [{ "==": [v("vendors.0.access"), "none"] }],
    [{ "==": [{ var: ["stage", "pilot"] }, "pilot"] }],
    [{ if: [v("live"), { "==": [v("stage"), "pilot"] }, true] }],
    [{ or: [{ "!=": [v("stage"), "pilot"] }, { "!=": [v("level"), "pilot"] }] }],
    [{ and: [{ "==": [v("title"), "a"] }, { "==": [v("level"), "high"] }] }],
    [{ "==": [v("open.further"), 1] }],
    [{ and: [true, v("live")] }],
    // Whether something is stated
    [{ and: [{ "!!": v("gap") }, v("days")] }],
    [{ or: [{ "!!": v("gap") }, { "!!": v("days") }] }],
    [{ and: [{ param: "limit" }, { "!!": { param: "limit" } }] }],
    [{ "!": v("title") }],
    [{ "!": v("share") }],
    [{ "!": v("change") }],
    [{ "!": v("mark") }],
    [{ "!": { min: [v("change"), 0] } }],
    [{ "!": { max: [v("change"), 0] } }],
    [{ "!": { var: ["gap", 0] } }],
    [{ "!": { var: ["gap", null] } }],
    [{ "!": either(v("gap"), v("title")) }],
    [either({ "!!": v("gap") }, { "!!": v("days") })],
    // Paths
    [{ "==": [v("vendors.7.name"), "a"] }],
    [{ "==": [v("vendors.12.name"), "a"] }],
    [v("shape.anything")],
    [{ some: [v("users"), { in: [{ var: [] }, ["patient"]] }] }],
    [{ "==": [{ var: ["stage", v("level")] }, "high"] }],
    [{ "<": [{ var: ["from", "2026-01-01"] }, v("until")] }],
    // Comparisons
    [{ "==": [v("title"), "2026-01-01"] }],
    [{ "<=": [0, v("share"), 0.5] }],
    [{ "<": [v("share"), 0.5] }],
    [{ "==": [either(v("stage"), v("level")), "high"] }],
    [{ "==": [either(1, 2), 1] }],
    [{ "==": [either(1, { max: [v("days"), 1] }), 2] }],
    [either({ "==": [v("title"), "a"] }, { ">": [v("days"), 1] })],
    // Lists
    [{ in: [v("title"), ["a", "b"]] }],
    [{ in: [1, v("things")] }],
    [{ subset: [["a"], v("things")] }],
    [{ intersects: [v("things"), v("users")] }],
    [{ all: [v("open"), { ">": [v("anything"), 1] }] }],
    [{ "==": [{ some: [v("things"), { ">": [v("anything"), 1] }] }, true] }],
    [{ in: ["title", { missing: ["title"] }] }],
    [{ in: ["other", either(v("users"), v("notes"))] }],
    [{ in: [1, either(v("limits"), { map: [v("limits"), { "+": [v(""), 1] }] })] }],
    [{ some: [{ merge: [v("vendors"), v("offices")] }, { "==": [v("name"), "a"] }] }],
    // Numbers
    [{ "<": [{ "/": [v("days"), -1] }, 3] }],
    [{ "<": [{ "/": [v("days"), v("loss")] }, 3] }],
    [{ "==": [{ substr: [v("title"), { max: [v("days"), 1] }, { count: v("users") }] }, "x"] }],
    [{ "==": [{ substr: [v("title"), { var: ["days", 0] }] }, "x"] }],
    [{ "==": [{ substr: [v("title"), { daysBetween: [v("from"), v("until")] }] }, "x"] }],
    [
      {
        "<": [
          { reduce: [v("limits"), { if: [{ ">": [v("accumulator"), 9] }, 9, { "+": [v("accumulator"), 1] }] }, 0] },
          50,
        ],
      },
    ],
    // Conditions that rule nothing out
    [{ and: [{ "!==": [v("stage"), "pilot"] }, { "!==": [v("stage"), "research"] }] }],
    [{ and: [{ "==": [{ count: v("users") }, 1] }, { "==": [{ count: v("notes") }, 2] }] }],
    [{ and: [{ "==": [v("stage"), "pilot"] }, { "==": [v("stage"), v("level")] }] }],
    [{ and: [{ "==": [v("stage"), "pilot"] }, { "==": ["high", v("level")] }] }],
  ])("%j", (expression) => {
    expect(found(expression)).toEqual([]);
  });
});

describe("paths", () => {
  test.each<[Json, string]>([
    [v("nowhere"), "var: there is no `nowhere`"],
    [v("titel"), "var: there is no `titel`; did you mean `title`?"],
    [v("gap.lov"), "var: there is no `gap.lov`; did you mean `gap.low`?"],
    [v("vendors.0.acces"), "var: there is no `vendors.0.acces`; did you mean `vendors.0.access`?"],
    [v("gap.spec"), "var: there is no `gap.spec`"],
    [v("metadata.name"), "var: there is no `metadata.name`"],
    [
      { some: [{ merge: [v("vendors"), v("offices")] }, { "==": [v("city"), "a"] }] },
      "some/1/==/0/var: the element is a map and has no field `city`",
    ],
    [{ all: [v("vendors"), { "==": [v("title"), "a"] }] }, "all/1/==/0/var: there is no `title`"],
    [{ some: [v("nowhere"), { "==": [v("further"), 1] }] }, "some/0/var: there is no `nowhere`"],
    [{ "==": [{ var: ["nowhere", "x"] }, 1] }, "==/0/var: there is no `nowhere`"],
    [{ "==": [{ var: ["stage", v("nowhere")] }, 1] }, "==/0/var/1/var: there is no `nowhere`"],
    [v("title.x"), "var: `title` is a text and has no field `x`"],
    [
      v("vendors.name"),
      "var: `vendors` is a list, and `name` is a field of its elements: write { some: [{ var: vendors }, ... { var: name } ...] }, or `all`",
    ],
    [
      v("vendors.00"),
      "var: `vendors` is a list, and `00` is a field of its elements: write { some: [{ var: vendors }, ... { var: 00 } ...] }, or `all`",
    ],
    [{ var: { cat: ["ti", "tle"] } }, "var/cat: the path of `var` is written out as a text"],
    [{ missing: ["titel"] }, "missing: there is no `titel`; did you mean `title`?"],
    [{ missing: [["title", "titel"]] }, "missing: there is no `titel`; did you mean `title`?"],
    [{ missing: [v("title")] }, "missing: `missing` takes paths, written out as texts"],
    [{ missing_some: [1, ["titel"]] }, "missing_some: there is no `titel`; did you mean `title`?"],
    [{ missing_some: [1, [2]] }, "missing_some: `missing_some` takes paths, written out as texts"],
    [
      { all: [v("vendors"), { "==": [v("spec.x"), 1] }] },
      "all/1/==/0/var: `spec.x` is no field of the element: to read it from the rule context, write { outer: spec.x }",
    ],
    [{ all: [v("vendors"), { "==": [v("nmae"), "a"] }] }, "all/1/==/0/var: there is no `nmae`; did you mean `name`?"],
    [{ all: [v("users"), v("x")] }, "all/1/var: the element is one of clinician, patient and has no field `x`"],
    [v("spec.x"), "var: there is no `spec.x`"],
    [
      { "==": [{ var: ["stage", "pilto"] }, "pilot"] },
      '==/0/var/1: "pilto" is not a value of `stage`; did you mean "pilot"?',
    ],
  ])("%j", (expression, message) => {
    expect(found(expression)).toEqual([message]);
  });
});

test.each(["metadata", "spec", "organisation", "evidence", "facts", "asOf"])(
  "inside a quantifier `%s` is read with `outer`",
  (root) => {
    expect(found({ some: [v("vendors"), v(`${root}.name`)] })).toEqual([
      `some/1/var: \`${root}.name\` is no field of the element: to read it from the rule context, write { outer: ${root}.name }`,
    ]);
  },
);

test("a part of a text is not looked for with `in`", () => {
  expect(found({ in: ["a", v("title")] })).toEqual([
    'in: `in` looks for an element of a list, and `title` is a text: to look for a part of a text, write { matches: [{ var: title }, "regular expression"] }',
  ]);
});

test("an operator without a mistake in it is checked whatever else did not compile", () => {
  const context = typeOfSchema(schema, () => interval);
  const node = compile({ and: [{ nonsense: 1 }, v("titel"), { ">": [{ nonsense: 1 }, 3] }] }, {}, []);
  expect(checkTypes(node, context).map(({ message }) => message)).toEqual([
    "there is no `titel`; did you mean `title`?",
  ]);
});

test("the types of every operator's arguments are checked", () => {
  expect(Object.keys(operations).toSorted()).toEqual([...Object.keys(operators), "list"].toSorted());
});

describe("what cannot be compared", () => {
  test.each<[Json, string]>([
    [{ "==": [v("days"), v("title")] }, "==: `days` is a whole number and `title` is a text; they cannot be compared"],
    [
      { "==": [v("days"), "7"] },
      '==: `days` is a whole number and "7" is the text "7"; they cannot be compared: write 7 without quotes',
    ],
    [{ "==": [v("days"), " "] }, '==: `days` is a whole number and " " is the text " "; they cannot be compared'],
    [{ "==": [v("days"), "x"] }, '==: `days` is a whole number and "x" is the text "x"; they cannot be compared'],
    [
      { "==": [v("days"), "1e999"] },
      '==: `days` is a whole number and "1e999" is the text "1e999"; they cannot be compared',
    ],
    [
      { "==": [v("days"), "true"] },
      '==: `days` is a whole number and "true" is the text "true"; they cannot be compared',
    ],
    [{ "==": [v("days"), true] }, "==: `days` is a whole number and true is true or false; they cannot be compared"],
    [{ "==": [v("live"), "7"] }, '==: `live` is true or false and "7" is the text "7"; they cannot be compared'],
    [
      { "==": [either(v("live"), true), "true"] },
      '==: what `if` gives is true or false and "true" is the text "true"; they cannot be compared: write true without quotes',
    ],
    [{ "==": [v("title"), 7] }, "==: `title` is a text and 7 is the number 7; they cannot be compared"],
    [
      { "==": [v("share"), "x"] },
      '==: `share` is a share from 0 to 1 and "x" is the text "x"; they cannot be compared',
    ],
    [
      { "==": [v("correlation"), "x"] },
      '==: `correlation` is a number and "x" is the text "x"; they cannot be compared',
    ],
    [{ "==": [v("from"), 1] }, "==: `from` is a date and 1 is the number 1; they cannot be compared"],
    [
      { "==": [{ log: v("title") }, 1] },
      "==: what `log` gives is a text and 1 is the number 1; they cannot be compared",
    ],
    [{ "==": [{ var: ["title", "none"] }, 1] }, "==: `title` is a text and 1 is the number 1; they cannot be compared"],
    [
      { "==": [either(1, v("live"), "a", v("title")), 1] },
      "==: what `if` gives is the number 1 or a text and 1 is the number 1; they cannot be compared",
    ],
    [
      { "==": [either(either(1, "x"), 2), 1] },
      '==: what `if` gives is a whole number or the text "x" and 1 is the number 1; they cannot be compared',
    ],
    [
      { "==": [either(1), 1] },
      "==: what `if` gives is the number 1 or nothing and 1 is the number 1; they cannot be compared",
    ],
    [
      { "==": [{ reduce: [v("limits"), v("current")] }, 1] },
      "==: what `reduce` gives is nothing or a whole number and 1 is the number 1; they cannot be compared",
    ],
    [
      { "==": [{ reduce: [v("notes"), v("current"), 0] }, 1] },
      "==: what `reduce` gives is the number 0 or a text and 1 is the number 1; they cannot be compared",
    ],
    [
      { some: [[["a"]], { "==": [v(""), "a"] }] },
      'some/1/==: the element is a list: to ask whether it holds "a", write { in: [a, { var: "" }] }',
    ],
    [{ "<": [v("half"), 0.1] }, "<: `half` is a map and 0.1 is the number 0.1; they cannot be compared"],
    [
      { "<": [v("title"), "2026-01-01"] },
      '<: only numbers and dates have an order, and `title` and "2026-01-01" are texts',
    ],
    [
      { "<": ["2026-01-01", v("title")] },
      '<: only numbers and dates have an order, and "2026-01-01" and `title` are texts',
    ],
    [{ "<": [v("from"), v("title")] }, "</1/var: `title` is no date; `from` is one: write it as YYYY-MM-DD"],
    [
      { "<": [{ var: ["from", "soon"] }, v("until")] },
      "</0/var: `from` is no date; `until` is one: write it as YYYY-MM-DD",
    ],
    [{ "<": [v("from"), v("until"), "soon"] }, '</2: "soon" is no date; `until` is one: write it as YYYY-MM-DD'],
    [
      { "==": [{ "<": [v("from"), v("until")] }, 1] },
      "==: what `<` gives is true or false and 1 is the number 1; they cannot be compared",
    ],
    [
      { "==": [v("live"), "false"] },
      '==: `live` is true or false and "false" is the text "false"; they cannot be compared: write false without quotes',
    ],
    [{ "==": [v("live"), "x"] }, '==: `live` is true or false and "x" is the text "x"; they cannot be compared'],
    [
      { "==": [v("title"), null] },
      '==: `title` is a text and null is nothing; they cannot be compared: to ask whether it is stated, write { missing: [...] } or { "!!": ... }',
    ],
    [
      { "==": ["patient", v("users")] },
      '==: `users` is a list: to ask whether it holds "patient", write { in: [patient, { var: users }] }',
    ],
    [
      { "==": [v("users"), v("stage")] },
      "==: `users` is a list: to ask whether it holds `stage`, write { in: [{ var: stage }, { var: users }] }",
    ],
    [
      { "==": [v("users"), { param: "name" }] },
      "==: `users` is a list: to ask whether it holds parameter `name`, write { in: [{ param: name }, { var: users }] }",
    ],
    [
      { "==": [v("users"), { cat: [v("title")] }] },
      "==: `users` is a list: to ask whether it holds what `cat` gives, write { in: [..., { var: users }] }",
    ],
    [
      { "<": [v("gap"), 0.1] },
      "<: `gap` is a map and 0.1 is the number 0.1; they cannot be compared: compare an interval with `within`",
    ],
    [
      { "<": [v("live"), v("live")] },
      "<: `live` is true or false and `live` is true or false; they cannot be compared",
    ],
    [{ "<": [1, v("ratio"), v("title")] }, "<: `ratio` is a number and `title` is a text; they cannot be compared"],
    [{ "<": [v("title"), "b"] }, '<: only numbers and dates have an order, and `title` and "b" are texts'],
    [{ "<": [v("from"), "soon"] }, '</1: "soon" is no date; `from` is one: write it as YYYY-MM-DD'],
    [{ "==": ["soon", v("from")] }, '==/0: "soon" is no date; `from` is one: write it as YYYY-MM-DD'],
    [{ "==": [v("stage"), "pilto"] }, '==/1: "pilto" is not a value of `stage`; did you mean "pilot"?'],
    [{ "==": ["pilto", v("stage")] }, '==/0: "pilto" is not a value of `stage`; did you mean "pilot"?'],
    [
      { "==": [v("stage"), "zzzzzzzz"] },
      '==/1: "zzzzzzzz" is not a value of `stage`; it takes research, pilot, production',
    ],
  ])("%j", (expression, message) => {
    expect(found(expression)).toEqual([message]);
  });
});

describe("what operators do not take", () => {
  test.each<[Json, string]>([
    [{ in: [v("days"), v("title")] }, "in/1/var: `title` is a text, and a list is wanted here"],
    [
      { in: [1, { merge: [v("notes"), "y"] }] },
      "in: 1 is the number 1, and the elements of what `merge` gives are a text; none can be equal",
    ],
    [
      { in: [1, [v("title"), v("title")]] },
      "in: 1 is the number 1, and the elements of the list are a text; none can be equal",
    ],
    [
      { in: [1, { missing: ["title"] }] },
      "in: 1 is the number 1, and the elements of what `missing` gives are a text; none can be equal",
    ],
    [
      { in: [1, either(v("users"), v("notes"))] },
      "in: 1 is the number 1, and the elements of what `if` gives are a text; none can be equal",
    ],
    [
      { ">": [{ count: either(v("users"), v("title")) }, 1] },
      ">/0/count/if: what `if` gives is a list or a text, and a list is wanted here",
    ],
    [
      { in: [1, v("users")] },
      "in: 1 is the number 1, and the elements of `users` are one of clinician, patient; none can be equal",
    ],
    [{ in: ["clinicain", v("users")] }, 'in/0: "clinicain" is not a value of `users`; did you mean "clinician"?'],
    [
      { in: [v("stage"), ["pilot", "prodution"]] },
      'in/1: "prodution" is not a value of `stage`; did you mean "production"?',
    ],
    [{ in: ["a", v("days")] }, "in/1/var: `days` is a whole number, and a list is wanted here"],
    [
      { subset: [["clinicain"], v("users")] },
      'subset/0: "clinicain" is not a value of `users`; did you mean "clinician"?',
    ],
    [
      { intersects: [v("users"), ["pateint"]] },
      'intersects/1: "pateint" is not a value of `users`; did you mean "patient"?',
    ],
    [
      { subset: [[1], v("users")] },
      "subset: the elements of [1] are the number 1, those of `users` one of clinician, patient; none can be equal",
    ],
    [{ subset: [v("days"), v("users")] }, "subset/0/var: `days` is a whole number, and a list is wanted here"],
    [{ subset: [v("users"), v("days")] }, "subset/1/var: `days` is a whole number, and a list is wanted here"],
    [{ ">": [{ count: v("title") }, 1] }, ">/0/count/var: `title` is a text, and a list is wanted here"],
    [
      { within: [v("days"), 1] },
      "within/0/var: `within` takes an interval { value, low, high }, and `days` is a whole number",
    ],
    [{ within: [v("half"), 1] }, "within/0/var: `within` takes an interval { value, low, high }, and `half` is a map"],
    [
      { within: [v("words"), 1] },
      "within/0/var: `within` takes an interval { value, low, high }, and `words` is a map",
    ],
    [
      { within: [v("gap"), either(1, "a")] },
      'within/1/if: `within` takes a number as its limit, and what `if` gives is the number 1 or the text "a"',
    ],
    [{ within: [v("gap"), v("title")] }, "within/1/var: `within` takes a number as its limit, and `title` is a text"],
    [
      { "<": [{ daysBetween: [v("from"), v("title")] }, 3] },
      "</0/daysBetween/1/var: `daysBetween` takes dates, and `title` is a text",
    ],
    [
      { "<": [{ daysBetween: [v("days"), v("from")] }, 3] },
      "</0/daysBetween/0/var: `daysBetween` takes dates, and `days` is a whole number",
    ],
    [
      { matches: [either(v("title"), 1), "a"] },
      "matches/0/if: `matches` takes a text, and what `if` gives is a text or the number 1",
    ],
    [
      { "!!": { cat: [either(v("title"), v("users")), 1] } },
      "!!/cat/0/if: `cat` joins texts and numbers, and what `if` gives is a text or a list",
    ],
    [
      { "==": [{ substr: [v("title"), { max: [v("days"), v("share")] }] }, "a"] },
      "==/0/substr: `substr` takes whole numbers for its start and length",
    ],
    [
      { "==": [{ substr: [v("title"), { "/": [v("days"), 2] }] }, "a"] },
      "==/0/substr: `substr` takes whole numbers for its start and length",
    ],
    [
      { "==": [{ substr: [v("title"), { var: ["days", 0.5] }] }, "a"] },
      "==/0/substr: `substr` takes whole numbers for its start and length",
    ],
    [
      { "<": [{ "+": [either(v("days"), "x"), 1] }, 3] },
      '</0/+/0/if: `+` takes a number, and what `if` gives is a whole number or the text "x"',
    ],
    [{ "<": [{ "/": [v("title"), v("share")] }, 3] }, "</0///0/var: `/` takes a number, and `title` is a text"],
    [
      { "<": [{ "/": [1, { min: [v("change"), 0] }] }, 3] },
      "</0///1/min: what `min` gives may be 0, and nothing can be divided by that",
    ],
    [{ "<": [{ max: [v("live"), 5] }, 3] }, "</0/max/0/var: `max` takes a number, and `live` is true or false"],
    [
      { "<": [{ reduce: [v("days"), v("current"), 0] }, 3] },
      "</0/reduce/0/var: `days` is a whole number, and a list is wanted here",
    ],
    [{ matches: [v("days"), "a"] }, "matches/0/var: `matches` takes a text, and `days` is a whole number"],
    [
      { matches: [v("title"), v("title")] },
      "matches/1/var: the regular expression of `matches` is written out as a text",
    ],
    [{ matches: [v("title"), 1] }, "matches/1: the regular expression of `matches` is written out as a text"],
    [{ matches: [v("title"), "("] }, 'matches/1: "(" is no regular expression of RE2'],
    [{ "!!": { cat: [v("title"), v("users")] } }, "!!/cat/1/var: `cat` joins texts and numbers, and `users` is a list"],
    [
      { "==": [{ substr: [v("days"), 1] }, "a"] },
      "==/0/substr/0/var: `substr` takes a text, and `days` is a whole number",
    ],
    [
      { "==": [{ substr: [v("title"), v("share")] }, "a"] },
      "==/0/substr: `substr` takes whole numbers for its start and length",
    ],
    [
      { "==": [{ substr: [v("title"), 1, v("title")] }, "a"] },
      "==/0/substr: `substr` takes whole numbers for its start and length",
    ],
    [{ "<": [{ "+": [v("days"), v("title")] }, 3] }, "</0/+/1/var: `+` takes a number, and `title` is a text"],
    [{ "<": [{ max: [v("live"), 2] }, 3] }, "</0/max/0/var: `max` takes a number, and `live` is true or false"],
    [{ "<": [{ "/": [1, v("share")] }, 3] }, "</0///1/var: `share` may be 0, and nothing can be divided by that"],
    [{ "<": [{ "%": [1, v("change")] }, 3] }, "</0/%/1/var: `change` may be 0, and nothing can be divided by that"],
    [{ all: [v("days"), true] }, "all/0/var: `days` is a whole number, and a list is wanted here"],
    [{ all: [[], true] }, "all/0: the list is empty, so that `all` asks nothing"],
    [{ "!!": { filter: [[], true] } }, "!!/filter/0: the list is empty, so that `filter` asks nothing"],
    [
      { some: [{ map: [v("vendors"), v("hours")] }, { "==": [v(""), "x"] }] },
      'some/1/==: the element is a whole number and "x" is the text "x"; they cannot be compared',
    ],
    [
      { some: [{ filter: [v("vendors"), { "==": [v("access"), "x"] }] }, true] },
      'some/0/filter/1/==/1: "x" is not a value of `access`; it takes none, full',
    ],
    [
      { ">": [{ reduce: [v("notes"), { "+": [v("current"), v("accumulator")] }, 0] }, 5] },
      ">/0/reduce/1/+/0/var: `+` takes a number, and `current` is a text",
    ],
  ])("%j", (expression, message) => {
    expect(found(expression)).toEqual([message]);
  });
});

describe("what can be only one", () => {
  const [yes, no] = ["this can never be false on a valid document", "this can never be true on a valid document"];

  test.each<[Json, string]>([
    [{ ">=": [v("days"), 1] }, `>=: ${yes}; to ask only whether it is stated, write { "!!": { var: days } }`],
    [{ "<": [v("days"), 1] }, `<: ${no}`],
    [{ "<=": [v("change"), 5] }, `<=: ${yes}; to ask only whether it is stated, write { "!!": { var: change } }`],
    [{ "<=": [0, v("limits.0")] }, `<=: ${yes}`],
    [{ "<": [2, v("share"), 5] }, `<: ${no}`],
    [{ "<": [{ var: ["days", 0] }, 0] }, `<: ${no}`],
    [{ ">=": [v("correlation"), 80] }, `>=: ${no}`],
    [{ ">=": [v("stars"), 80] }, `>=: ${no}`],
    [{ "<": [v("share"), 80] }, "<: this can never be false: `share` is a share from 0 to 1; write 0.8 for 80 percent"],
    [
      either({ ">=": [v("share"), 80] }, true),
      "if/1/>=: this can never be true: `share` is a share from 0 to 1; write 0.8 for 80 percent",
    ],
    [either(true, { ">": [v("change"), 5] }), `if/2/>: ${no}`],
    [{ and: ["live", v("live")] }, `and/0: ${yes}`],
    [{ "!!": "title" }, `!!: ${yes}`],
    [{ "!!": { max: [v("days"), 1] } }, `!!/max: ${yes}`],
    [{ "!": { "!!": v("gap") } }, `!: ${no}`],
    [{ "!": v("gap") }, `!: ${no}`],
    [{ "!": v("days") }, `!: ${no}`],
    [{ "!": v("loss") }, `!: ${no}`],
    [{ "!": v("stage") }, `!: ${no}`],
    [{ "!": v("zero") }, `!: ${yes}`],
    [{ "!": { var: ["zero", null] } }, `!: ${yes}`],
    [{ or: [null, v("live")] }, `or/0: ${no}`],
    [{ or: ["", v("live")] }, `or/0: ${no}`],
    [{ "==": [v("stage"), v("vendors.0.access")] }, `==: ${no}`],
    [{ "==": [v("share"), 2] }, `==: ${no}`],
    [{ in: [v("stage"), []] }, `in: ${no}`],
    [{ in: [v("days"), []] }, `in: ${no}`],
    [{ ">": [v("change"), 5] }, `>: ${no}`],
    [{ ">": [v("share"), 1] }, `>: ${no}`],
    [
      { ">=": [v("share"), 80] },
      ">=: this can never be true: `share` is a share from 0 to 1; write 0.8 for 80 percent",
    ],
    [{ "==": [v("days"), 0] }, `==: ${no}`],
    [{ "!=": [v("days"), 0] }, `!=: ${yes}`],
    [{ "==": [v("fixed"), "one"] }, `==: ${yes}`],
    [{ "==": [1, 1] }, `==: ${yes}`],
    [{ in: [v("stage"), ["research", "pilot", "production"]] }, `in: ${yes}`],
    [{ in: [9, [1, 2]] }, `in: ${no}`],
    [{ "!": { in: [v("stage"), ["research", "pilot", "production"]] } }, `!/in: ${yes}`],
    [{ "!!": { count: v("users") } }, ""],
    [{ "!!": { "+": [1, 1] } }, ""],
    [{ ">": [{ max: [v("change"), 3] }, 2] }, `>: ${yes}`],
    [{ ">": [{ min: [v("change"), 3] }, 3] }, `>: ${no}`],
    [{ and: [v("live"), { "<": [v("days"), 1] }] }, `and/1/<: ${no}`],
    [
      { and: [{ "==": [v("stage"), "pilot"] }, { "==": [v("stage"), "research"] }] },
      'and: `stage` cannot be "pilot" and "research" at once: this can never be true; did you mean `or`?',
    ],
    [
      { or: [{ "!=": [v("stage"), "pilot"] }, { "!=": [v("stage"), "research"] }] },
      'or: `stage` is always other than "pilot" or other than "research": this can never be false; did you mean `and`?',
    ],
    [
      { or: [{ "!==": [v("days"), 1] }, { "!==": [v("days"), 2] }] },
      "or: `days` is always other than 1 or other than 2: this can never be false; did you mean `and`?",
    ],
    [{ and: [{ "==": [v("stage"), "pilot"] }, { "==": [v("stage"), "pilot"] }] }, ""],
    [{ or: [{ "==": [v("stage"), "pilot"] }, { "==": [v("stage"), "research"] }] }, ""],
    [{ and: [{ "!=": [v("stage"), "pilot"] }, { "!=": [v("stage"), "research"] }] }, ""],
    [{ if: [v("live"), false, false] }, ""],
    [{ if: [{ "<": [v("days"), 1] }, true, false] }, `if/0/<: ${no}`],
    [{ if: [v("live"), true] }, ""],
  ])("%j", (expression, message) => {
    expect(found(expression)).toEqual(message === "" ? [] : [message]);
  });
});

describe("one mistake is said once, whatever is made of what it gives", () => {
  test.each<[Json]>([
    [{ "==": [v("days"), "x"] }],
    [{ "==": [v("stage"), "pilto"] }],
    [{ "==": ["soon", v("from")] }],
    [{ "<": [v("from"), "soon"] }],
    [{ "<": [v("title"), "b"] }],
    [{ "<": [v("live"), 1] }],
    [{ in: [1, v("users")] }],
    [{ in: ["clinicain", v("users")] }],
    [{ in: ["a", v("days")] }],
    [{ subset: [[1], v("users")] }],
    [{ subset: [["clinicain"], v("users")] }],
    [{ intersects: [v("users"), ["pateint"]] }],
    [{ within: [v("days"), 1] }],
    [{ matches: [v("days"), "a"] }],
    [{ matches: [v("title"), "("] }],
    [{ matches: [v("title"), 1] }],
    [{ cat: [v("users")] }],
    [{ substr: [v("days"), 1] }],
    [{ all: [v("days"), true] }],
    [{ filter: [v("days"), true] }],
    [{ map: [v("days"), true] }],
    [{ count: v("title") }],
    [v("titel")],
  ])("%j", (expression) => {
    expect(found({ "<": [{ "-": [expression, 1] }, 3] })).toHaveLength(1);
    expect(found({ in: [expression, [null]] })).toHaveLength(1);
  });
});

describe("the values that a schema lets pass", () => {
  const any: Type = { is: "any" };
  const text: Type = { is: "text" };
  test.each<[TypeSchema, Type, string]>([
    [{}, any, "anything"],
    [{ type: "string" }, text, "a text"],
    [{ type: "string", format: "date" }, { is: "text", date: true }, "a date"],
    [{ type: "string", format: "uri" }, text, "a text"],
    [{ type: "string", enum: ["a", "b", null] }, { is: "text", values: ["a", "b"] }, "one of a, b"],
    [{ const: "a" }, { is: "text", values: ["a"] }, 'the text "a"'],
    [{ const: "2026-01-31" }, { is: "text", values: ["2026-01-31"], date: true }, 'the text "2026-01-31"'],
    [{ const: 0.5 }, { is: "number", integer: false, minimum: 0.5, maximum: 0.5 }, "the number 0.5"],
    [{ const: null }, { is: "null" }, "nothing"],
    [{ const: true }, { is: "boolean" }, "true or false"],
    [{ const: { a: 1 } }, any, "anything"],
    [{ const: ["a"] }, { is: "list", element: { is: "text", values: ["a"] } }, "a list"],
    [{ type: "boolean" }, { is: "boolean" }, "true or false"],
    [{ type: "number" }, { is: "number", integer: false, minimum: -Infinity, maximum: Infinity }, "a number"],
    [
      { type: "integer", minimum: 1, maximum: 9 },
      { is: "number", integer: true, minimum: 1, maximum: 9 },
      "a whole number",
    ],
    [{ type: "array" }, { is: "list", element: any }, "a list"],
    [{ type: "array", minItems: 0 }, { is: "list", element: any }, "a list"],
    [
      { type: "array", minItems: 1, items: { type: "string" } },
      { is: "list", element: text, nonEmpty: true },
      "a list",
    ],
    [{ type: "object" }, { is: "map", fields: new Map() }, "a map"],
    [{ type: "object", additionalProperties: false }, { is: "map", fields: new Map() }, "a map"],
    [
      { type: "object", properties: { a: { $ref: "#/a" } }, additionalProperties: { type: "string" }, required: ["a"] },
      { is: "map", fields: new Map([["a", { is: "boolean" }]]), others: text, required: ["a"] },
      "a map",
    ],
  ])("%j", (one, type, words) => {
    const found = typeOfSchema(one, () => ({ type: "boolean" }));
    expect(found).toEqual(type);
    expect(describeType(found)).toBe(words);
  });
});
