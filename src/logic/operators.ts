import { RE2JS } from "re2js";
import { dateAdd, daysBetween, weekday } from "../util/date.ts";
import { type Json, getChild, isObject } from "../util/json.ts";
import { type Result, UNKNOWN } from "./truth.ts";

/** An operator whose arguments are all evaluated before it is applied. */
export interface Operator {
  /** Least and greatest number of arguments. */
  readonly arity: readonly [number, number];
  /** The result; unknown for arguments of unsupported types. */
  readonly apply: (a: Json, b: Json, ...more: Json[]) => Result;
  /** Documentation for authors. Standard operators are documented on jsonlogic.com. */
  readonly about?: About;
}

/** The documentation of an operator that caregate adds. */
interface About {
  /** Types of its arguments and result. */
  readonly types: string;
  readonly doc: string;
  /** Example conditions with their data and result; undefined for unknown. */
  readonly examples: readonly { readonly logic: Json; readonly data: Json; readonly gives: Json | undefined }[];
}

const MANY = Number.POSITIVE_INFINITY;

const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";
const isScalar = (value: unknown): value is number | string | boolean =>
  isNumber(value) || isText(value) || typeof value === "boolean";

/** A number that JSON can hold. A quotient by zero is unknown. */
const finite = (value: number): Result => (Number.isFinite(value) ? value : UNKNOWN);

/** Equality without coercion: values of different types are not comparable. */
function equal(a: Json, b: Json): boolean | typeof UNKNOWN {
  if (a === null && b === null) return true;
  return isScalar(a) && typeof a === typeof b ? a === b : UNKNOWN;
}

/** Identity: values of different types differ. Lists and maps have no identity in a document. */
function identical(a: Json, b: Json): boolean | typeof UNKNOWN {
  return (a === null || isScalar(a)) && (b === null || isScalar(b)) ? a === b : UNKNOWN;
}

const negated = (truth: boolean | typeof UNKNOWN): Result => (truth === UNKNOWN ? UNKNOWN : !truth);

/** An order among numbers or among texts (ISO dates order as texts). */
function ordered(holds: (a: number | string, b: number | string) => boolean): Operator["apply"] {
  return (a, b, c) => {
    if (!(isNumber(a) && isNumber(b)) && !(isText(a) && isText(b))) return UNKNOWN;
    if (c === undefined) return holds(a, b);
    return typeof c === typeof b ? holds(a, b) && holds(b, c as typeof b) : UNKNOWN;
  };
}

/**
 * Rounds to 12 significant digits, the usual decimal arithmetic: 0.21 + 0.02 is 0.23, not the binary number just below.
 */
function withoutNoise(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(12));
}

function overNumbers(fold: (a: number, b: number, ...more: number[]) => number): Operator["apply"] {
  return (...args) => (args.every(isNumber) ? finite(fold(...(args as [number, number]))) : UNKNOWN);
}

/** Checks whether a list contains a value. A null element is a missing answer, so its absence proves nothing. */
function isHeld(value: Json, list: readonly Json[]): boolean | typeof UNKNOWN {
  if (!isScalar(value)) return UNKNOWN;
  if (list.includes(value)) return true;
  return list.includes(null) ? UNKNOWN : false;
}

/**
 * Lists up to this length are searched. Longer ones use a set, because two long lists would need a product of
 * comparisons.
 */
const SHORT = 32;

/** Creates a membership test for a list. */
function createMembershipTest(list: readonly Json[]): (value: Json) => boolean | typeof UNKNOWN {
  if (list.length <= SHORT) return (value) => isHeld(value, list);
  const held = new Set(list);
  const otherwise = held.has(null) ? UNKNOWN : false;
  return (value) => (isScalar(value) ? held.has(value) || otherwise : UNKNOWN);
}

function contains(value: Json, whole: Json): Result {
  if (Array.isArray(whole)) return isHeld(value, whole);
  if (!isText(whole) || !isText(value)) return UNKNOWN;
  return whole !== "" && whole.includes(value);
}

function substr(source: Json, start: Json, length?: Json): Result {
  if (!isText(source) || !isNumber(start) || !Number.isInteger(start)) return UNKNOWN;
  if (length === undefined) return source.slice(start);
  // A negative length leaves that many characters out at the end.
  return isNumber(length) && Number.isInteger(length) ? source.slice(start).slice(0, length) : UNKNOWN;
}

/** Checks whether every (decisive: false) or some (decisive: true) element of a list is in another list. */
function overlap(decisive: boolean): Operator["apply"] {
  return (a, b) => {
    if (!Array.isArray(a) || !Array.isArray(b)) return UNKNOWN;
    const holds = createMembershipTest(b);
    let result: Result = !decisive;
    for (const value of a) {
      const held = holds(value);
      if (held === decisive) return decisive;
      if (held === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
}

/** Compares an interval with an upper limit: proven inside, proven outside, or undecided. */
function within(interval: Json, limit: Json): Result {
  if (!isObject(interval) || !isNumber(limit)) return UNKNOWN;
  const [low, high] = [getChild(interval, "low"), getChild(interval, "high")];
  if (!isNumber(low) || !isNumber(high)) return UNKNOWN;
  return high <= limit ? true : low > limit ? false : UNKNOWN;
}

/** Each value of a list once, in the order of their first appearance. A null element is a missing answer. */
function distinct(list: Json): Result {
  return Array.isArray(list) && list.every(isScalar) ? [...new Set(list)] : UNKNOWN;
}

/** The sum of a list of numbers. A null element is a missing answer. */
function sum(list: Json): Result {
  return Array.isArray(list) && list.every(isNumber) ? finite(withoutNoise(list.reduce((a, b) => a + b, 0))) : UNKNOWN;
}

const patterns = new Map<string, RE2JS | undefined>();

/** An RE2 pattern, which matches in linear time; undefined when the source is invalid. */
export function patternOf(source: string): RE2JS | undefined {
  if (!patterns.has(source)) {
    let pattern: RE2JS | undefined;
    try {
      pattern = RE2JS.compile(source);
    } catch {
      // invalid pattern
    }
    patterns.set(source, pattern);
  }
  return patterns.get(source);
}

function matches(text: Json, source: Json): Result {
  if (!isText(text) || !isText(source)) return UNKNOWN;
  return patternOf(source)?.test(text) ?? UNKNOWN;
}

/**
 * Operators with evaluated arguments. `and`, `or`, `if`, the quantifiers and `var` control their own evaluation and are
 * in compile.ts. Extra arguments that json-logic-js would ignore are rejected at compile time.
 */
export const operators: Readonly<Record<string, Operator>> = {
  "==": { arity: [2, 2], apply: equal },
  "!=": { arity: [2, 2], apply: (a, b) => negated(equal(a, b)) },
  "===": { arity: [2, 2], apply: identical },
  "!==": { arity: [2, 2], apply: (a, b) => negated(identical(a, b)) },
  "<": { arity: [2, 3], apply: ordered((a, b) => a < b) },
  "<=": { arity: [2, 3], apply: ordered((a, b) => a <= b) },
  ">": { arity: [2, 2], apply: ordered((a, b) => a > b) },
  ">=": { arity: [2, 2], apply: ordered((a, b) => a >= b) },
  "+": { arity: [0, MANY], apply: overNumbers((...n) => withoutNoise(n.reduce((a, b) => a + b, 0))) },
  "*": { arity: [1, MANY], apply: overNumbers((...n) => withoutNoise(n.reduce((a, b) => a * b))) },
  "-": { arity: [1, 2], apply: overNumbers((a, b) => (b === undefined ? -a : withoutNoise(a - b))) },
  "/": { arity: [2, 2], apply: overNumbers((a, b) => withoutNoise(a / b)) },
  "%": { arity: [2, 2], apply: overNumbers((a, b) => a % b) },
  min: { arity: [1, MANY], apply: overNumbers((...n) => n.reduce((a, b) => Math.min(a, b))) },
  max: { arity: [1, MANY], apply: overNumbers((...n) => n.reduce((a, b) => Math.max(a, b))) },
  in: { arity: [2, 2], apply: contains },
  cat: { arity: [0, MANY], apply: (...args) => (args.every(isScalar) ? args.join("") : UNKNOWN) },
  substr: { arity: [2, 3], apply: substr },
  merge: { arity: [0, MANY], apply: (...args) => args.flat(1) },
  log: { arity: [1, 1], apply: (value) => value },
  subset: {
    arity: [2, 2],
    apply: overlap(false),
    about: {
      types: "list, list → true or false",
      doc: "Whether every element of the first list is in the second. True of an empty first list.",
      examples: [
        { logic: { subset: [["a", "b"], { var: "held" }] }, data: { held: ["a", "b", "c"] }, gives: true },
        { logic: { subset: [["a", "d"], { var: "held" }] }, data: { held: ["a", "b", "c"] }, gives: false },
        { logic: { subset: [["a"], { var: "held" }] }, data: {}, gives: undefined },
      ],
    },
  },
  intersects: {
    arity: [2, 2],
    apply: overlap(true),
    about: {
      types: "list, list → true or false",
      doc: "Whether the two lists share an element. False when one is empty.",
      examples: [
        {
          logic: { intersects: [{ var: "roles" }, ["processor", "conduit"]] },
          data: { roles: ["processor"] },
          gives: true,
        },
        { logic: { intersects: [{ var: "roles" }, ["processor", "conduit"]] }, data: { roles: [] }, gives: false },
      ],
    },
  },
  count: {
    arity: [1, 1],
    apply: (list) => (Array.isArray(list) ? list.length : UNKNOWN),
    about: {
      types: "list → whole number",
      doc: "How many elements a list has.",
      examples: [
        { logic: { count: { var: "sites" } }, data: { sites: ["a", "b"] }, gives: 2 },
        { logic: { ">=": [{ count: { var: "sites" } }, 3] }, data: { sites: ["a", "b"] }, gives: false },
      ],
    },
  },
  matches: {
    arity: [2, 2],
    apply: matches,
    about: {
      types: "text, regular expression → true or false",
      doc: "Whether a text holds a match of a regular expression of RE2, which takes linear time whatever the text. Write ^ and $ to match the whole text.",
      examples: [
        { logic: { matches: [{ var: "id" }, "^AI-[0-9]{4}$"] }, data: { id: "AI-0031" }, gives: true },
        { logic: { matches: [{ var: "id" }, "^AI-[0-9]{4}$"] }, data: { id: "AI-31" }, gives: false },
      ],
    },
  },
  within: {
    arity: [2, 2],
    apply: within,
    about: {
      types: "interval { value, low, high }, number → true or false",
      doc: "An interval against an upper limit: true when high is at most the limit, false when low is above it, unknown when the limit is between them. Unknown asks for more data.",
      examples: [
        { logic: { within: [{ var: "gap" }, 0.1] }, data: { gap: { value: 0.03, low: 0, high: 0.07 } }, gives: true },
        {
          logic: { within: [{ var: "gap" }, 0.1] },
          data: { gap: { value: 0.19, low: 0.16, high: 0.21 } },
          gives: false,
        },
        {
          logic: { within: [{ var: "gap" }, 0.1] },
          data: { gap: { value: 0.09, low: 0.02, high: 0.16 } },
          gives: undefined,
        },
      ],
    },
  },
  daysBetween: {
    arity: [2, 2],
    apply: (from, to) => daysBetween(from, to) ?? UNKNOWN,
    about: {
      types: "date, date → whole number",
      doc: "Whole days from the first date to the second, negative when the second is earlier. The evaluation date is asOf.",
      examples: [
        {
          logic: { daysBetween: [{ var: "reviewed" }, { var: "asOf" }] },
          data: { reviewed: "2026-02-28", asOf: "2026-03-01" },
          gives: 1,
        },
        {
          logic: { "<=": [{ daysBetween: [{ var: "reviewed" }, { var: "asOf" }] }, 365] },
          data: { asOf: "2026-03-01" },
          gives: undefined,
        },
      ],
    },
  },
  dateAdd: {
    arity: [3, 3],
    apply: (date, count, unit) => dateAdd(date, count, unit ?? null) ?? UNKNOWN,
    about: {
      types: 'date, whole number, "days" or "weeks" or "months" or "years" → date',
      doc: "The date so many units after another, or before it for a negative number. Where the month has no such day, it is the last day of the month: 31 January plus one month is 28 or 29 February. European Union law counts so (Regulation 1182/71, Article 3(2)(c)), and German law (Civil Code, section 188(3)). Adding cannot be reversed: 31 March minus one month plus one month is 28 March.",
      examples: [
        {
          logic: { dateAdd: [{ var: "trained" }, 18, "months"] },
          data: { trained: "2024-08-31" },
          gives: "2026-02-28",
        },
        {
          logic: { ">=": [{ dateAdd: [{ var: "validated" }, 6, "months"] }, { var: "asOf" }] },
          data: { validated: "2026-02-28", asOf: "2026-08-29" },
          gives: false,
        },
        { logic: { dateAdd: [{ var: "trained" }, 2, "weeks"] }, data: {}, gives: undefined },
      ],
    },
  },
  weekday: {
    arity: [1, 1],
    apply: (date) => weekday(date) ?? UNKNOWN,
    about: {
      types: "date → text",
      doc: "The day of the week: monday, tuesday, wednesday, thursday, friday, saturday or sunday.",
      examples: [
        { logic: { weekday: { var: "goLive" } }, data: { goLive: "2026-11-27" }, gives: "friday" },
        { logic: { "==": [{ weekday: { var: "goLive" } }, "friday"] }, data: {}, gives: undefined },
      ],
    },
  },
  distinct: {
    arity: [1, 1],
    apply: distinct,
    about: {
      types: "list of texts, numbers or booleans → list",
      doc: "Each value of a list once, in the order of their first appearance. Unknown if an element is null, since it is an answer that is not given.",
      examples: [
        { logic: { distinct: { var: "shifts" } }, data: { shifts: ["day", "night", "day"] }, gives: ["day", "night"] },
        {
          logic: { ">=": [{ count: { distinct: { map: [{ var: "overseers" }, { var: "shift" }] } } }, 2] },
          data: { overseers: [{ shift: "day" }, { shift: "day" }] },
          gives: false,
        },
        {
          logic: { count: { distinct: { map: [{ var: "overseers" }, { var: "shift" }] } } },
          data: { overseers: [{ shift: "day" }, {}] },
          gives: undefined,
        },
      ],
    },
  },
  sum: {
    arity: [1, 1],
    apply: sum,
    about: {
      types: "list of numbers → number",
      doc: "The sum of a list, 0 of an empty one. Unknown if an element is null, since it is an answer that is not given.",
      examples: [
        {
          logic: { sum: { map: [{ var: "groups" }, { var: "tp" }] } },
          data: { groups: [{ tp: 3 }, { tp: 4 }] },
          gives: 7,
        },
        { logic: { sum: { var: "counts" } }, data: { counts: [] }, gives: 0 },
        { logic: { sum: { map: [{ var: "groups" }, { var: "tp" }] } }, data: { groups: [{}] }, gives: undefined },
      ],
    },
  },
};

/** Operators that control their own evaluation, with their minimum and maximum number of arguments. */
export const forms: Readonly<Record<string, readonly [number, number]>> = {
  var: [0, 2],
  param: [1, 1],
  outer: [1, 2],
  missing: [0, MANY],
  missing_some: [2, 2],
  and: [1, MANY],
  or: [1, MANY],
  "!": [1, 1],
  "!!": [1, 1],
  if: [0, MANY],
  "?:": [0, MANY],
  all: [2, 2],
  some: [2, 2],
  none: [2, 2],
  filter: [2, 2],
  map: [2, 2],
  reduce: [2, 3],
};
