import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { forms, operators } from "../../src/logic/operators.ts";
import { dateUnits } from "../../src/util/date.ts";
import { type Json, emptyObject } from "../../src/util/json.ts";
import { inFull } from "../support/sample.ts";
import { bare, mapOf, parameters } from "./values.ts";

/**
 * How often each property is tried: 10,000 times in CI, 1,000 times elsewhere, unless the environment says otherwise.
 * A failure prints its seed and the smallest case found.
 */
export const runs = { numRuns: Number(process.env["PROPERTY_RUNS"] ?? (inFull ? 10_000 : 1_000)) };

/** Whether there is time for tests that do not try to be quick. */
export const thorough = runs.numRuns >= 10_000;

/**
 * Keys of documents and steps of paths, few enough that reads hit. Under some of them a value has usually a certain
 * type, so that expressions often come out definite; under the others anything stands, and among these are the names
 * that JavaScript finds on every map, list, text or number, and those that operators read.
 */
const usual = ["n", "t", "list", "rows", "span"] as const;
const hostile = ["__proto__", "constructor", "toString", "valueOf", "length", "hasOwnProperty", "indexOf"] as const;

const key: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "c") },
  { weight: 2, arbitrary: fc.constantFrom("low", "high", "current", "accumulator", "0", "1", "") },
  { weight: 1, arbitrary: fc.constantFrom(...hostile) },
);
const step: Arbitrary<string> = fc.oneof(key, fc.constantFrom(...usual));

const path: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: step },
  { weight: 3, arbitrary: fc.tuple(step, step).map((parts) => parts.join(".")) },
  { weight: 1, arbitrary: fc.array(step, { minLength: 3, maxLength: 4 }).map((parts) => parts.join(".")) },
);

const number: Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 12 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(0, 0, 0.1, 0.2, -0, 1e308, -1e308, 5e-324, 1e21, Number.MAX_SAFE_INTEGER, 2 ** 53),
  },
);

const day = fc.constantFrom("2026-01-01", "2024-02-29", "2025-02-29", "2026-12-31", "2026-1-1", "2026-01-01T00:00");

const text: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "c", "ab", "abc") },
  { weight: 2, arbitrary: key },
  { weight: 1, arbitrary: day },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "0", "1", "-1", "1e3", "true", "null", "(", "^a+$", "a*", "ü😀") },
);

const scalar: Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
);

const interval: Arbitrary<Json> = fc
  .tuple(number, number, number, fc.boolean())
  .map(([value, low, high, point]) =>
    mapOf([...(point ? ([["value", value]] as const) : []), ["low", low], ["high", high]]),
  );

/** The usual entries of a map, given how to make a list and a value without lists or maps. */
function usualEntries<T>(list: Arbitrary<T>, of: (value: Arbitrary<Json>) => Arbitrary<T>) {
  const named = { n: of(number), t: of(text), span: of(interval), list, rows: list };
  return usual.map((name) => named[name].map((one) => [name, one] as const));
}

/** Entries of maps. */
function entriesOf<T>(any: Arbitrary<T>, list: Arbitrary<T>, of: (value: Arbitrary<Json>) => Arbitrary<T>) {
  return fc.oneof(fc.tuple(key, any), fc.oneof(...usualEntries(list, of)));
}

/** The entries of a whole document: most of the usual ones, and others. */
function mostOf<T>(named: Arbitrary<T>[], entry: Arbitrary<T>): Arbitrary<T[]> {
  const most = named.map((one) => fc.option(one, { freq: 4, nil: undefined }));
  return fc
    .tuple(fc.tuple(...most), fc.array(entry, { maxLength: 5 }))
    .map(([first, second]) => [...first.filter((one) => one !== undefined), ...second]);
}

/** Any value of a document, four levels deep. */
const { value, list, entry } = fc.letrec<{ value: Json; list: Json; map: Json; entry: readonly [string, Json] }>(
  (tie) => ({
    value: fc.oneof(
      { depthSize: "small", maxDepth: 4 },
      { weight: 4, arbitrary: scalar },
      { weight: 3, arbitrary: tie("map") },
      { weight: 3, arbitrary: tie("list") },
      { weight: 1, arbitrary: interval },
    ),
    list: fc.oneof(
      { depthSize: "small", maxDepth: 4 },
      {
        weight: 2,
        arbitrary: fc.array(fc.oneof({ weight: 9, arbitrary: number }, fc.constant(null)), { maxLength: 4 }),
      },
      { weight: 2, arbitrary: fc.array(fc.constantFrom("a", "b", "c", "ab", null), { maxLength: 4 }) },
      { weight: 2, arbitrary: fc.array(tie("map"), { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(tie("value"), { maxLength: 4 }) },
    ),
    map: fc.array(tie("entry"), { maxLength: 6 }).map(mapOf),
    entry: entriesOf(tie("value"), tie("list"), (typed) => typed),
  }),
);

export const anyValue = value;

/** Any document: a map with many of the keys that expressions read. */
export const document: Arbitrary<Json> = mostOf(
  usualEntries(list, (typed) => typed),
  entry,
).map(mapOf);

/** What generated expressions may hold. */
export interface Language {
  /** Whether they may ask about absence: `missing`, `missing_some` and defaults. */
  readonly absence: boolean;
  readonly depth: number;
  /** Number of lists around; undefined if there may be no `outer`. */
  readonly lists?: number | undefined;
}

const quantifiers = ["all", "some", "none", "filter", "map"];
const junctions = ["and", "or", "if", "?:"];

/** One argument may stand without brackets, unless it is a list itself. */
function call(op: string, args: Json[], short: boolean): Json {
  const [first] = args;
  return { [op]: short && args.length === 1 && first !== undefined && !Array.isArray(first) ? first : args };
}

function variable(inner: Arbitrary<Json> | undefined, { absence }: Language): Arbitrary<Json> {
  const fixed = fc.oneof(
    { weight: 12, arbitrary: path },
    {
      weight: 3,
      arbitrary: fc.constantFrom("", "n", "t", "list", "current", "accumulator", "current.n", "list.0", "list.length"),
    },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 1.5, null) },
  );
  const plain = fc.tuple(fixed, fc.boolean()).map(([at, short]) => call("var", [at], short));
  const whole = fc.constantFrom<Json>({ var: [] }, { var: "" });
  if (inner === undefined) return plain;
  const dynamic = inner.map((at) => ({ var: [at] }));
  const fallback = fc.tuple(fixed, inner).map((args) => ({ var: args }));
  return fc.oneof(
    { weight: 12, arbitrary: plain },
    { weight: 1, arbitrary: whole },
    { weight: 1, arbitrary: dynamic },
    ...(absence ? [{ weight: 2, arbitrary: fallback }] : []),
  );
}

/** Values from outside of the element: of the rule context, or of an enclosing element. */
function outer(lists: number): Arbitrary<Json> {
  const named = fc.oneof(path, fc.constantFrom("n", "t", "list", "rows", "span.high", "list.0")).filter(Boolean);
  const level = fc.integer({ min: 1, max: Math.max(1, lists - 1) });
  return fc.oneof(
    fc.tuple(named, fc.boolean()).map(([at, short]) => call("outer", [at], short)),
    ...(lists > 1 ? [fc.tuple(named, level).map((args) => ({ outer: args }))] : []),
  );
}

function leaf(language: Language): Arbitrary<Json> {
  const lists = language.lists ?? 0;
  return fc.oneof(
    ...(lists > 0 ? [{ weight: 4, arbitrary: outer(lists) }] : []),
    { weight: 6, arbitrary: variable(undefined, language) },
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.constantFrom<Json>([], ["a"], ["b", "c"], [1, 2], [0, null], [[]]) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(parameters)).map((name) => ({ param: name })) },
  );
}

function argumentsOf(op: string, inner: Arbitrary<Json>): Arbitrary<Json[]> {
  const [least, most] = operators[op]?.arity ?? forms[op] ?? [0, 0];
  return fc.array(inner, { minLength: least, maxLength: Math.min(most, least + 3) });
}

/** Applications whose arguments have types that the operator takes, so that results are often definite. */
function fitting(language: Language): Arbitrary<Json> {
  const read = (...names: string[]): Arbitrary<Json> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...names).map((name) => ({ var: name })) },
      { weight: 1, arbitrary: variable(undefined, language) },
    );
  const numeric = fc.oneof(number, read("n", "list.0", "span.value"), fc.constant({ param: "limit" }));
  const textual = fc.oneof(text, read("t", "list.0"), fc.constant({ param: "name" }));
  const listed = read("list", "rows");
  const texts = fc.oneof(fc.array(text, { maxLength: 3 }), listed, fc.constant({ param: "names" }));
  const two = <T extends Json>(ops: readonly string[], a: Arbitrary<T>, b: Arbitrary<Json>): Arbitrary<Json> =>
    fc.tuple(fc.constantFrom(...ops), a, b).map(([op, x, y]) => ({ [op]: [x, y] }));
  return fc.oneof(
    two(["<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "%", "min", "max"], numeric, numeric),
    two(["<", "<=", ">", ">=", "==", "!=", "===", "!==", "in", "matches", "daysBetween", "cat"], textual, textual),
    two(["in"], fc.oneof(textual, numeric), texts),
    two(["subset", "intersects", "merge"], texts, texts),
    two(["within"], read("span"), numeric),
    two(["daysBetween"], fc.oneof(day, read("t")), day),
    two(["substr"], textual, fc.integer({ min: -4, max: 4 })),
    fc
      .tuple(fc.oneof(day, read("t")), fc.integer({ min: -40, max: 40 }), fc.constantFrom(...dateUnits))
      .map((args) => ({ dateAdd: args })),
    fc.oneof(day, read("t")).map((one) => ({ weekday: one })),
    fc.tuple(fc.constantFrom("distinct", "sum"), listed).map(([op, x]) => ({ [op]: x })),
    fc.tuple(fc.constantFrom("!", "!!", "count"), listed).map(([op, x]) => ({ [op]: [x] })),
    ...(language.absence
      ? [
          fc.array(path, { maxLength: 3 }).map((asked) => ({ missing: asked })),
          fc
            .tuple(fc.integer({ min: 0, max: 3 }), fc.array(path, { maxLength: 3 }))
            .map((args) => ({ missing_some: args })),
        ]
      : []),
  );
}

/** Expressions over the whole language; all of them compile with the parameters above. */
export function expression(language: Language): Arbitrary<Json> {
  const { absence, depth, lists } = language;
  if (depth === 0) return leaf(language);
  const inner = expression({ absence, depth: depth - 1, lists });
  // What is evaluated for an element may read from outside of it; the step of a `reduce` may not.
  const elementwise = lists === undefined ? inner : expression({ absence, depth: depth - 1, lists: lists + 1 });
  const step = lists === undefined ? inner : expression({ absence, depth: depth - 1 });
  const absent = ["missing", "missing_some"];
  const others = [...Object.keys(operators), "!", "!!", ...(absence ? absent : [])];
  const applied = (ops: readonly string[]): Arbitrary<Json> =>
    fc.oneof(
      ...ops.map((op) => fc.tuple(argumentsOf(op, inner), fc.boolean()).map(([args, short]) => call(op, args, short))),
    );
  const listed = fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom("list", "rows").map((name) => ({ var: name })) },
    { weight: 2, arbitrary: variable(undefined, language) },
    { weight: 1, arbitrary: inner },
    { weight: 2, arbitrary: fc.array(leaf(language), { maxLength: 4 }) },
  );
  const element = fc.constantFrom<Json[]>({ var: "" }, { var: "n" }, { var: "t" }, { var: "a" });
  const plainBody = fc
    .tuple(fc.constantFrom("<", ">=", "==", "!=", "===", "in", "cat", "+"), element, fc.oneof(number, text, element))
    .map(([op, one, other]) => ({ [op]: [one, other] }));
  const body = fc.oneof({ weight: 2, arbitrary: elementwise }, { weight: 1, arbitrary: plainBody });
  const quantified = fc.tuple(fc.constantFrom(...quantifiers), listed, body).map(([op, list, each]) => ({
    [op]: [list, each],
  }));
  const folding = fc
    .constantFrom("+", "max", "cat", "merge", "==", "and", "or")
    .map((op) => ({ [op]: [{ var: "accumulator" }, { var: "current" }] }));
  const reduced = fc
    .tuple(listed, fc.oneof(step, folding), fc.option(inner, { nil: undefined }))
    .map(([list, each, initial]) => ({ reduce: [list, each, ...(initial === undefined ? [] : [initial])] }));
  return fc.oneof(
    { weight: 3, arbitrary: leaf(language) },
    { weight: 5, arbitrary: fitting(language) },
    { weight: 3, arbitrary: applied(others) },
    { weight: 4, arbitrary: applied(junctions) },
    { weight: 3, arbitrary: quantified },
    { weight: 1, arbitrary: reduced },
    { weight: 1, arbitrary: variable(inner, language) },
    { weight: 1, arbitrary: fc.array(inner, { maxLength: 3 }) },
  );
}

/** Expressions that ask about absence, too. */
export const anyExpression = expression({ absence: true, depth: 3 });

/** Expressions whose lists read from outside of their elements. */
export const outerExpression = expression({ absence: true, depth: 3, lists: 0 });

/** A document with fields left out, and the same document with some of them filled in. */
export interface Filling {
  readonly before: Json;
  readonly after: Json;
}

const unchanged = (one: Json): Filling => ({ before: one, after: one });

type Entry = readonly [readonly [string, Filling], "kept" | "absent" | "null"];

function filledMap(entries: readonly Entry[]): Filling {
  const [before, after] = [emptyObject(), emptyObject()];
  for (const [[name, { before: old, after: now }], how] of entries) {
    if (Object.hasOwn(after, name)) continue;
    if (how !== "absent") before[name] = how === "null" ? null : old;
    after[name] = now;
  }
  return { before, after };
}

function filledList(elements: readonly (readonly [Filling, boolean])[]): Filling {
  return {
    before: elements.map(([{ before }, open]) => (open ? null : before)),
    after: elements.map(([{ after }]) => after),
  };
}

const howFilled = fc.constantFrom<Entry[1][]>("kept", "kept", "kept", "absent", "null");

const filled = fc.letrec<{ value: Filling; list: Filling; map: Filling; entry: readonly [string, Filling] }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    { weight: 4, arbitrary: scalar.map(unchanged) },
    { weight: 3, arbitrary: tie("map") },
    { weight: 3, arbitrary: tie("list") },
    { weight: 1, arbitrary: interval.map(unchanged) },
  ),
  list: fc
    .array(
      fc.tuple(
        fc.oneof(number.map(unchanged), text.map(unchanged), tie("map"), tie("value")),
        fc.integer({ min: 0, max: 4 }).map((n) => n === 4),
      ),
      { maxLength: 4 },
    )
    .map(filledList),
  map: fc.array(fc.tuple(tie("entry"), howFilled), { maxLength: 6 }).map(filledMap),
  entry: entriesOf(tie("value"), tie("list"), (typed) => typed.map(unchanged)),
}));

/** Documents with holes and with some of these filled: absent fields, fields that are null, elements that are null. */
export const filling: Arbitrary<Filling> = mostOf(
  usualEntries(filled.list, (typed) => typed.map(unchanged)).map((one) => fc.tuple(one, howFilled)),
  fc.tuple(filled.entry, howFilled),
).map(filledMap);

// Well-typed expressions over complete documents.

/** The types of the schema below and of what operators make of them. */
type Type = "number" | "text" | "boolean" | "numbers" | "texts" | "rows";
/** The names that can be read, by type. */
type Fields = Readonly<Record<Type, readonly string[]>>;

const nothing: Fields = { number: [], text: [], boolean: [], numbers: [], texts: [], rows: [] };
const root: Fields = {
  number: ["n", "m", "nested.n", "numbers.0"],
  text: ["t", "u", "nested.t", "texts.1"],
  boolean: ["yes", "no"],
  numbers: ["numbers", "nested.numbers"],
  texts: ["texts", "nested.texts"],
  rows: ["rows"],
};
const row: Fields = {
  ...nothing,
  number: ["n"],
  text: ["t"],
  boolean: ["yes"],
  numbers: ["numbers"],
  texts: ["texts"],
};
const date = fc.constantFrom("2024-02-29", "2025-12-31", "2026-01-01", "1999-03-28");
const small = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0.1, 0.25, -1.5));
const word = fc.constantFrom("", "a", "b", "ab", "abc", "ü", "2026-01-01");

const rowValue = fc
  .tuple(small, word, fc.boolean(), fc.array(small, { maxLength: 3 }), fc.array(word, { maxLength: 3 }))
  .map(([n, t, yes, numbers, texts]) => mapOf(Object.entries({ n, t, yes, numbers, texts })));

/** Documents in which every field of a small schema is stated and has its type. */
export const complete: Arbitrary<Json> = fc
  .record({
    n: small,
    m: small,
    t: word,
    u: word,
    yes: fc.boolean(),
    no: fc.boolean(),
    from: date,
    to: date,
    numbers: fc.array(small, { minLength: 1, maxLength: 4 }),
    texts: fc.array(word, { minLength: 2, maxLength: 4 }),
    rows: fc.array(rowValue, { maxLength: 4 }),
    inside: fc.constant(bare({ value: 2, low: 1, high: 3 })),
    nested: rowValue,
  })
  .map((fields) => mapOf(Object.entries(fields)));

const readOf = (fields: Fields, type: Type): Arbitrary<Json>[] =>
  fields[type].length > 0 ? [fc.constantFrom(...fields[type]).map((name) => ({ var: name }))] : [];

const elementOf = { numbers: "number", texts: "text" } as const;

/** The scopes inside a quantifier, by the type of its list. */
const inside = {
  numbers: { ...nothing, number: [""] },
  texts: { ...nothing, text: [""] },
  rows: row,
} as const;

const calls = (ops: readonly string[], ...args: Arbitrary<Json>[]): Arbitrary<Json> =>
  fc.tuple(fc.constantFrom(...ops), fc.tuple(...args)).map(([op, given]) => ({ [op]: given }));

const made = new Map<Fields, Map<string, Arbitrary<Json>>>();

/** Well-typed expressions of a type. None divides by zero, and none asks about a limit inside an interval. */
function typed(type: Type, fields: Fields, depth: number): Arbitrary<Json> {
  const known = made.get(fields) ?? new Map<string, Arbitrary<Json>>();
  made.set(fields, known);
  const name = `${type} ${depth}`;
  const arbitrary = known.get(name) ?? makeTyped(type, fields, depth);
  known.set(name, arbitrary);
  return arbitrary;
}

function makeTyped(type: Type, fields: Fields, depth: number): Arbitrary<Json> {
  const of = (wanted: Type, scope = fields): Arbitrary<Json> => typed(wanted, scope, depth - 1);
  const literals: Record<Type, Arbitrary<Json>> = {
    number: small,
    text: word,
    boolean: fc.boolean(),
    numbers: fc.array(small, { maxLength: 3 }),
    texts: fc.array(word, { maxLength: 3 }),
    rows: fc.constant<Json>([]),
  };
  const simple = [...readOf(fields, type), literals[type]];
  if (depth === 0) return fc.oneof(...simple);
  const list = fc.constantFrom<("numbers" | "texts")[]>("numbers", "texts");
  const quantifiable = fc.constantFrom<("numbers" | "texts" | "rows")[]>(
    "numbers",
    "texts",
    ...(fields.rows.length > 0 ? (["rows"] as const) : []),
  );
  const common = [
    calls(["if", "?:"], of("boolean"), of(type), of(type)),
    calls(["if"], of("boolean"), of(type), of("boolean"), of(type), of(type)),
    calls(["and", "or"], of(type), of(type)),
    fc.tuple(of("boolean"), of(type)).map(([condition, one]) => ({ if: [condition, { log: [one] }, one] })),
  ];
  const reduced = fc.oneof(small, fc.constantFrom<Json>({ var: "current" }, { var: "accumulator" }));
  const whole = fields === root;
  const calculated: Record<Type, Arbitrary<Json>[]> = {
    number: [
      calls(["+", "*", "min", "max"], of("number"), of("number")),
      calls(["+", "min", "max"], of("number"), of("number"), of("number")),
      calls(["-"], of("number"), of("number")),
      calls(["-", "+", "*"], of("number")),
      calls(["/", "%"], of("number"), fc.constantFrom(-4, 0.5, 3)),
      list.chain((one) => calls(["count"], of(one))),
      calls(["sum"], of("numbers")),
      list.chain((one) => calls(["count"], calls(["distinct"], of(one)))),
      calls(["reduce"], of("numbers"), calls(["+", "-", "min", "max"], reduced, reduced), small),
      fc.tuple(date, date).map(([from, to]) => ({ daysBetween: [from, to] })),
      ...(whole ? [fc.constant<Json>({ daysBetween: [{ var: "from" }, { var: ["to"] }] })] : []),
    ],
    text: [
      calls(["cat"], of("text"), of("number"), of("boolean")),
      fc
        .tuple(date, fc.integer({ min: -40, max: 40 }), fc.constantFrom(...dateUnits))
        .map((args) => ({ dateAdd: args })),
      calls(["weekday"], date),
      calls(["substr"], of("text"), fc.integer({ min: -3, max: 3 })),
      calls(["substr"], of("text"), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })),
    ],
    boolean: [
      fc
        .constantFrom<("number" | "text")[]>("number", "text")
        .chain((one) =>
          fc.oneof(
            calls(["<", "<=", ">", ">=", "==", "!=", "===", "!=="], of(one), of(one)),
            calls(["<", "<="], of(one), of(one), of(one)),
          ),
        ),
      calls(["!", "!!"], of("boolean")),
      calls(["!", "!!"], of("text")),
      list.chain((one) => calls(["!", "!!"], of(one))),
      calls(["===", "!=="], of("number"), of("text")),
      calls(["==", "!="], of("boolean"), of("boolean")),
      list.chain((one) => calls(["in"], of(elementOf[one]), of(one))),
      calls(["in"], of("text"), of("text")),
      list.chain((one) => calls(["subset", "intersects"], of(one), of(one))),
      calls(["matches"], of("text"), fc.constantFrom("^a", "b$", "[0-9]{4}", "")),
      quantifiable.chain((one) => calls(["all", "some", "none"], of(one), of("boolean", inside[one]))),
      ...(whole ? [calls(["within"], fc.constant({ var: "inside" }), fc.constantFrom(-5, 0, 3, 50))] : []),
    ],
    numbers: [
      quantifiable.chain((one) => calls(["map"], of(one), of("number", inside[one]))),
      calls(["filter"], of("numbers"), of("boolean", inside.numbers)),
      calls(["merge"], of("numbers"), of("number")),
    ],
    texts: [
      quantifiable.chain((one) => calls(["map"], of(one), of("text", inside[one]))),
      calls(["filter"], of("texts"), of("boolean", inside.texts)),
      calls(["merge"], of("texts"), of("texts")),
      fc.constantFrom<Json[]>({ missing: ["n", "gone"] }, { missing_some: [1, ["t", "gone"]] }, { missing: [] }),
    ],
    rows: fields.rows.length > 0 ? [calls(["filter"], of("rows"), of("boolean", row))] : [],
  };
  return fc.oneof(
    { weight: 2, arbitrary: fc.oneof(...simple) },
    { weight: 1, arbitrary: fc.oneof(...common) },
    ...calculated[type].map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}

/** Well-typed expressions over complete documents, of any type. */
export const wellTyped: Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: typed("boolean", root, 3) },
  ...(["number", "text", "numbers", "texts", "rows"] as const).map((type) => ({
    weight: 1,
    arbitrary: typed(type, root, 3),
  })),
);
