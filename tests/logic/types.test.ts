import fc from "fast-check";
import { expect, test } from "vitest";
import { type Json, type JsonObject, emptyObject, isObject } from "../../src/util/json.ts";
import { checkTypes } from "../../src/logic/type-check.ts";
import { compile } from "../../src/logic/compile.ts";
import { operators } from "../../src/logic/operators.ts";
import { type TypeSchema, typeOfSchema } from "../../src/logic/types.ts";
import { UNKNOWN } from "../../src/logic/truth.ts";
import { runs } from "./generators.ts";
import { rootScope } from "../../src/logic/scope.ts";

/** A schema with every kind of field that the vocabulary has. */
const schema = {
  type: "object",
  properties: {
    stage: { type: "string", enum: ["research", "pilot", "production"] },
    title: { type: "string" },
    from: { type: "string", format: "date" },
    until: { type: "string", format: "date" },
    days: { type: "integer", minimum: 0 },
    change: { type: "integer" },
    share: { type: "number", minimum: 0, maximum: 1 },
    ratio: { type: "number" },
    live: { type: "boolean" },
    users: { type: "array", items: { type: "string", enum: ["clinician", "patient", "public"] } },
    limits: { type: "array", items: { type: "integer", minimum: 0 } },
    gap: {
      type: "object",
      properties: { value: { type: "number" }, low: { type: "number" }, high: { type: "number" } },
    },
    vendors: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { type: "string" },
          access: { type: "string", enum: ["none", "coded", "full"] },
          hours: { type: "integer", minimum: 0 },
          signed: { type: "string", format: "date" },
          roles: { type: "array", items: { type: "string", enum: ["processor", "conduit"] } },
          claimed: { type: "object", additionalProperties: { type: "number" } },
        },
      },
    },
  },
} as const satisfies TypeSchema;

const context = typeOfSchema(schema, () => ({}));

// Valid documents: every value as its schema has it, each field there or not.

const dates = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function valid(of: TypeSchema, holes: number): fc.Arbitrary<Json> {
  if (of.enum) return fc.constantFrom(...(of.enum as Json[]));
  switch (of.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: of.minimum ?? -40, max: of.maximum ?? 400 });
    case "number":
      return fc.double({ min: of.minimum ?? -3, max: of.maximum ?? 3, noNaN: true });
    case "array":
      return fc.array(valid(of.items ?? {}, holes), { maxLength: 3 });
    case "object":
      return fields(of, holes);
    default:
      return of.format === "date" ? dates : fc.string({ maxLength: 6 });
  }
}

function fields(of: TypeSchema, holes: number): fc.Arbitrary<Json> {
  const known = Object.entries(of.properties ?? {});
  // An interval is computed, and computed whole.
  const whole = known.some(([name]) => name === "low") ? 0 : holes;
  const others = typeof of.additionalProperties === "object" ? { other: of.additionalProperties } : {};
  const entries = [...known, ...Object.entries(others)].map(([name, one]) =>
    fc
      .tuple(valid(one, holes), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([value, chance]): [string, Json] | undefined => (chance < whole ? undefined : [name, value])),
  );
  return fc.tuple(...entries).map((pairs) => {
    const map: JsonObject = emptyObject();
    for (const pair of pairs) if (pair) map[pair[0]] = pair[1];
    return map;
  });
}

// Expressions that mostly fit the schema, and often enough do not.

const numberPaths = ["days", "change", "share", "ratio", "hours", "current", "gap.low", "claimed.other"];
const datePaths = ["from", "until", "signed"];
const textPaths = ["stage", "title", "access", "name", ...datePaths];
const listPaths = ["users", "limits", "vendors", "roles"];
const paths = [...numberPaths, ...textPaths, ...listPaths, "live", "gap", "", "nowhere", "users.x", "title.x"];

const scalars: readonly Json[] = [0, 1, 2, 0.5, 80, -1, true, false, null];
const texts = ["", "pilot", "production", "clinician", "full", "coded", "processor", "2026-01-01", "soon", "72"];
const literals = fc.constantFrom<Json>(...scalars, ...texts);
const lists = fc.constantFrom<Json>(
  [],
  ["pilot"],
  ["clinician", "patient"],
  ["none", "full"],
  [1, 2],
  ["processor"],
  ["x"],
);
const variable = (names: readonly string[]): fc.Arbitrary<Json> =>
  fc.constantFrom(...names).map((name) => ({ var: name }));

const { expression } = fc.letrec<{
  expression: Json;
  number: Json;
  text: Json;
  date: Json;
  list: Json;
  condition: Json;
}>((tie) => {
  const noisy = (fitting: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: tie("expression") });
  const two = (op: readonly string[], a: fc.Arbitrary<Json>, b: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.tuple(fc.constantFrom(...op), noisy(a), noisy(b)).map(([name, x, y]) => ({ [name]: [x, y] }));
  const one = (op: readonly string[], a: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
    fc.tuple(fc.constantFrom(...op), noisy(a)).map(([name, x]) => ({ [name]: [x] }));
  const over = (op: readonly string[]): fc.Arbitrary<Json> =>
    fc.tuple(fc.constantFrom(...op), noisy(tie("list")), tie("condition")).map(([name, x, y]) => ({ [name]: [x, y] }));
  return {
    expression: fc.oneof(
      { depthSize: "small" },
      literals,
      variable(paths),
      tie("number"),
      tie("text"),
      tie("list"),
      tie("condition"),
    ),
    number: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      variable(numberPaths),
      fc.constantFrom<Json>(0, 1, 0.5, 30, 400, -1),
      fc
        .tuple(fc.constantFrom(...numberPaths), fc.constantFrom<Json>(0, 5, "none", null))
        .map((args) => ({ var: args })),
      two(["+", "-", "*", "/", "%", "min", "max"], tie("number"), tie("number")),
      one(["count"], tie("list")),
      two(["daysBetween"], tie("date"), tie("date")),
      fc
        .tuple(noisy(tie("list")), tie("number"))
        .map(([x, y]) => ({ reduce: [x, { "+": [{ var: "accumulator" }, y] }, 0] })),
    ),
    text: fc.oneof(
      { depthSize: "small" },
      variable(textPaths),
      literals,
      fc.tuple(tie("text"), tie("number")).map(([x, y]) => ({ cat: [x, y] })),
      fc.tuple(tie("text"), fc.constantFrom<Json>(0, -2, 1)).map(([x, y]) => ({ substr: [x, y] })),
      fc.tuple(tie("condition"), tie("text"), tie("text")).map((args) => ({ if: args })),
    ),
    date: fc.oneof(variable(datePaths), fc.constantFrom<Json>("2026-01-01", "2026-02-30")),
    list: fc.oneof(
      { depthSize: "small" },
      variable(listPaths),
      lists,
      over(["filter", "map"]),
      two(["merge"], tie("list"), tie("list")),
      fc.constantFrom<Json>({ missing: ["title", "stage"] }, { missing_some: [1, ["title", "nowhere"]] }),
    ),
    condition: fc.oneof(
      { depthSize: "small" },
      two(["<", "<=", ">", ">=", "==", "!=", "===", "!=="], tie("number"), tie("number")),
      two(["<", "<=", ">", ">=", "==", "!="], tie("date"), tie("date")),
      two(["==", "!=", "===", "in"], tie("text"), tie("text")),
      two(["in"], fc.oneof(tie("text"), tie("number")), tie("list")),
      two(["subset", "intersects"], tie("list"), tie("list")),
      two(["within"], variable(["gap"]), tie("number")),
      two(["matches"], tie("text"), fc.constantFrom<Json>("^a+$", "(")),
      fc
        .tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 }))
        .map(([op, args]) => ({ [op]: args })),
      one(["!", "!!"], tie("expression")),
      over(["all", "some", "none"]),
      variable(["live", ...paths]),
      fc.tuple(tie("condition"), tie("condition"), tie("condition")).map((args) => ({ if: args })),
    ),
  };
});

type Apply = (typeof operators)[string]["apply"];

/** How often an operator, its arguments known, could make nothing of them, while something runs. */
function mismatchesDuring(run: () => void): string[] {
  const found: string[] = [];
  const originals = Object.entries(operators).map(([name, operator]) => [name, operator, operator.apply] as const);
  for (const [name, operator, apply] of originals) {
    (operator as { apply: Apply }).apply = (...args) => {
      const result = apply(...args);
      // An interval that neither keeps nor breaks a limit is undecided, not mistyped.
      const undecided =
        name === "within" && isObject(args[0]) && typeof args[0]["low"] === "number" && typeof args[1] === "number";
      if (result === UNKNOWN && !undecided) found.push(`${name}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`);
      return result;
    };
  }
  try {
    run();
  } finally {
    for (const [, operator, apply] of originals) (operator as { apply: Apply }).apply = apply;
  }
  return found;
}

const accepted = { yes: 0, no: 0 };

/** The compiled expression when the checker has nothing against it. */
function checked(of: Json) {
  const errors: { message: string }[] = [];
  const node = compile(of, emptyObject(), errors as never);
  const sound = errors.length === 0 && checkTypes(node, context).length === 0;
  accepted[sound ? "yes" : "no"]++;
  return sound ? node : undefined;
}

const { numRuns } = runs;

test("what the checker accepts never meets a type it does not take, with holes in the document", () => {
  fc.assert(
    fc.property(expression, valid(schema, 0.3), (of, document) => {
      const node = checked(of);
      fc.pre(node !== undefined);
      const mismatches = mismatchesDuring(() => {
        node?.value(rootScope(document));
        node?.truth(rootScope(document));
      });
      expect(mismatches).toEqual([]);
    }),
    { numRuns, maxSkipsPerRun: 100 },
  );
});

test("on a complete document it always comes to a result, save for an interval that straddles its limit", () => {
  fc.assert(
    fc.property(expression, valid(schema, 0), (of, document) => {
      fc.pre(!JSON.stringify(of).includes('"within"'));
      const node = checked(of);
      fc.pre(node !== undefined);
      expect(node?.value(rootScope(document))).not.toBe(UNKNOWN);
    }),
    { numRuns, maxSkipsPerRun: 100 },
  );
});

test("the checker accepts a fair share of what fits, so that these proofs are about something", () => {
  expect(accepted.yes).toBeGreaterThanOrEqual(2 * numRuns);
  expect(accepted.no).toBeGreaterThan(numRuns / 10);
});

test("what is said to be never true is never true, and never false never false", () => {
  let said = 0;
  fc.assert(
    fc.property(expression, fc.array(valid(schema, 0.1), { minLength: 4, maxLength: 4 }), (of, documents) => {
      const errors: { message: string }[] = [];
      const node = compile(of, emptyObject(), errors as never);
      const found = errors.length === 0 ? checkTypes(node, context) : [];
      const [only] = found;
      const claim =
        found.length === 1 && only?.path === node.path ? /never be (true|false)/.exec(only.message)?.[1] : undefined;
      fc.pre(claim !== undefined);
      said++;
      for (const document of documents) expect(String(node.truth(rootScope(document)))).not.toBe(claim);
    }),
    { numRuns: 100, maxSkipsPerRun: 1000 },
  );
  expect(said).toBeGreaterThanOrEqual(100);
});
