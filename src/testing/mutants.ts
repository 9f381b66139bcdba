import { addDays, isDate } from "../util/date.ts";
import { type Json, type JsonObject, type Path, getAt, isObject } from "../util/json.ts";
import { elementOperators } from "../logic/list-operators.ts";
import { type NotationScope, scopeInside, shortNotation } from "../logic/notation/print.ts";
import { operationOf } from "../logic/operation.ts";

/** One small change of a condition, such as a typing error. */
export interface Mutator {
  /** Path in the condition. */
  readonly path: Path;
  /** The complete changed condition. */
  readonly condition: Json;
  /** The change as a clause: `a <= 48` may become `<`. */
  readonly change: string;
  /** The missing test, if no test fails. */
  readonly gap: string;
  /** The parameter with a changed value, and the value. */
  readonly parameter?: { readonly name: string; readonly value: Json };
}

/** The parameters of a policy: values and declarations. */
export interface MutantParameters {
  readonly values: JsonObject;
  readonly declared: JsonObject;
}

/** What stands around an expression, for its text. */
interface Surroundings extends MutantParameters {
  /** The text of an expression in this place, on one line. */
  readonly write: (expression: Json) => string;
}

/** A change of one expression, not yet applied to its condition. */
interface ExpressionChange extends Omit<Mutator, "path" | "condition"> {
  readonly to: Json;
  /** Index of the changed operand, if there is one. */
  readonly operand?: number;
}

/** For each comparison: the same with or without its boundary, and the opposite comparison. */
const boundaries: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const opposites: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "===": "!==",
  "!==": "===",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};
const arithmetic = new Set(["+", "-", "*", "/", "%", "min", "max"]);

/** A weaker or stronger quantifier for each quantifier. */
const quantifiers: Readonly<Record<string, (args: Json[]) => Json>> = {
  all: (some) => ({ some }),
  some: (all) => ({ all }),
  none: (all) => ({ "!": [{ all }] }),
};

/** The value of an operand that is a literal or a parameter. */
function written(operand: Json | undefined, { values }: MutantParameters): Json | undefined {
  const node = operand === undefined ? undefined : operationOf(operand);
  if (!node) return operand;
  return node.op === "param" ? values[String(node.args[0])] : undefined;
}

/** The name of the parameter in an operand. */
function parameterOf(operand: Json): string | undefined {
  const node = operationOf(operand);
  return node?.op === "param" ? String(node.args[0]) : undefined;
}

/** The unit of a parameter, with a space before it. */
function unitOf(operand: Json, { declared }: MutantParameters): string {
  const unit = getAt(declared, [parameterOf(operand) ?? "", "unit"]);
  return typeof unit === "string" ? ` ${unit}` : "";
}

/** A slightly higher or lower value: by 1 for whole numbers, a day for dates, else a tenth. */
function nudged(value: Json | undefined, up: boolean): Json | undefined {
  const sign = up ? 1 : -1;
  if (typeof value === "string" && isDate(value)) return addDays(value, sign);
  if (typeof value !== "number") return undefined;
  return Number.isInteger(value) ? value + sign : Number((value * (1 + sign / 10)).toPrecision(12));
}

function withOperand(op: string, args: readonly Json[], i: number, value: Json): JsonObject {
  return { [op]: args.map((arg, j) => (j === i ? value : arg)) };
}

/** An operand with its value if the name does not show it. */
function shown(operand: Json, around: Surroundings): string {
  const name = around.write(operand);
  const value = written(operand, around);
  return isObject(operand) && value !== undefined ? `${name} (${around.write(value)})` : name;
}

const exactly = (operand: Json, value: Json, unit: string, { write }: Surroundings): string =>
  `no test has \`${write(operand)}\` at exactly ${write(value)}${unit}`;

function between(operand: Json, a: Json, b: Json, unit: string, around: Surroundings): string {
  if (typeof a === "number" && typeof b === "number" && !(Number.isInteger(a) && Number.isInteger(b)))
    return `no test has \`${around.write(operand)}\` between ${Math.min(a, b)} and ${Math.max(a, b)}${unit}`;
  return exactly(operand, b, unit, around);
}

/** The changed parameter, if the operand is one. */
function moving(operand: Json, value: Json): Pick<Mutator, "parameter"> {
  const name = parameterOf(operand);
  return name === undefined ? {} : { parameter: { name, value } };
}

/** Mutants of a comparison: another boundary, and a threshold moved in both directions. */
function orderings(op: string, args: readonly Json[], around: Surroundings): ExpressionChange[] {
  const boundary = boundaries[op];
  if (boundary === undefined) return [];
  const text = args.map((arg) => shown(arg, around)).join(` ${op} `);
  const bound = args.findIndex((arg) => written(arg, around) !== undefined);
  const other = (i: number): Json => args[i === 0 ? 1 : i - 1] as Json;
  const threshold = written(args[bound], around);
  const gap =
    threshold === undefined
      ? `no test has \`${around.write(args[0] as Json)}\` equal to \`${around.write(args[1] as Json)}\``
      : exactly(other(bound), threshold, unitOf(args[bound] as Json, around), around);
  const changes: ExpressionChange[] = [
    { to: { [boundary]: [...args] }, change: `\`${text}\` may become \`${boundary}\``, gap },
  ];
  args.forEach((arg, i) => {
    const value = written(arg, around);
    // A bound on the right moves away from the excluded values. The changed boundary covers the other direction.
    const up = (op === "<=" || op === ">") === i > 0;
    const moved = nudged(value, up);
    if (value === undefined || moved === undefined) return;
    changes.push({
      to: withOperand(op, args, i, moved),
      operand: i,
      change: `\`${text}\` may become \`${i === 0 ? `${around.write(moved)} ${op}` : `${op} ${around.write(moved)}`}\``,
      gap: between(other(i), value, moved, unitOf(arg, around), around),
      ...moving(arg, moved),
    });
  });
  return changes;
}

/** Numbers in a calculation or an interval, moved in both directions. */
function amounts(op: string, args: readonly Json[], around: Surroundings): ExpressionChange[] {
  if (!arithmetic.has(op) && op !== "within") return [];
  return args.flatMap((arg, i) => {
    const value = written(arg, around);
    if (typeof value !== "number") return [];
    return [true, false].map((up): ExpressionChange => {
      const moved = nudged(value, up) as number;
      const to = withOperand(op, args, i, moved);
      const change = `\`${around.write({ [op]: [...args] })}\` may become \`${around.write(to)}\``;
      const gap = `no test depends on whether it is ${value} or ${moved}`;
      return { to, operand: i, change, gap, ...moving(arg, moved) };
    });
  });
}

/** Each smaller unit of dates. */
const smallerUnits: Readonly<Record<string, string>> = { years: "months", months: "weeks", weeks: "days" };

/** A date so many units later: one unit more or fewer, and the next smaller unit. */
function laterDates(op: string, args: readonly Json[], around: Surroundings): ExpressionChange[] {
  const [, count = null, unit] = args;
  if (op !== "dateAdd") return [];
  const text = around.write({ [op]: [...args] });
  const value = written(count, around);
  const moved = typeof value !== "number" ? [] : [value + 1, value - 1];
  const smaller = smallerUnits[String(unit)];
  return [
    ...moved.map((one): ExpressionChange => {
      const to = withOperand(op, args, 1, one);
      const change = `\`${text}\` may become \`${around.write(to)}\``;
      return {
        to,
        operand: 1,
        change,
        gap: `no test depends on whether it is ${String(value)} or ${one}`,
        ...moving(count, one),
      };
    }),
    ...(smaller === undefined
      ? []
      : [
          {
            to: withOperand(op, args, 2, smaller),
            operand: 2,
            change: `the ${String(unit)} of \`${text}\` may become ${smaller}`,
            gap: `no test depends on the unit`,
          },
        ]),
  ];
}

/** A parameter that is a list, without its first or its last element. */
function listParameters(op: string, args: readonly Json[], around: Surroundings): ExpressionChange[] {
  return args.flatMap((arg, i) => {
    const value = parameterOf(arg) === undefined ? undefined : written(arg, around);
    if (!Array.isArray(value) || value.length === 0) return [];
    const shorter = value.length === 1 ? [[]] : [value.slice(1), value.slice(0, -1)];
    return shorter.map((rest): ExpressionChange => {
      const gone = value.find((one) => !rest.includes(one)) ?? null;
      return {
        to: withOperand(op, args, i, rest),
        operand: i,
        change: `\`${around.write(arg)}\` may lose \`${around.write(gone)}\``,
        gap: `no test depends on whether \`${around.write(arg)}\` holds \`${around.write(gone)}\``,
        ...moving(arg, rest),
      };
    });
  });
}

function junctions(op: string, args: readonly Json[], { write }: Surroundings): ExpressionChange[] {
  if ((op !== "and" && op !== "or") || args.length < 2) return [];
  const swapped = op === "and" ? "or" : "and";
  const dropped = args.map((arg, i): ExpressionChange => {
    const rest = args.filter((_, j) => j !== i);
    const gap = op === "and" ? "no test has only this clause fail" : "no test has only this clause hold";
    return {
      to: rest.length === 1 ? (rest[0] as Json) : { [op]: rest },
      operand: i,
      change: `the clause \`${write(arg)}\` of ${op === "and" ? "an `and`" : "an `or`"} may be dropped`,
      gap,
    };
  });
  const all = `\`${write({ [op]: [...args] })}\` may become \`${swapped}\``;
  return [...dropped, { to: { [swapped]: [...args] }, change: all, gap: "no test has only some of the clauses hold" }];
}

function others(op: string, args: readonly Json[], { write }: Surroundings): ExpressionChange[] {
  const [first = null, second = null, third = null] = args;
  const text = write({ [op]: [...args] });
  const opposite = opposites[op];
  const quantifier = quantifiers[op];
  if (opposite !== undefined && args.length === 2)
    return [
      { to: { [opposite]: [...args] }, change: `\`${text}\` may become \`${opposite}\``, gap: "no test depends on it" },
    ];
  if (quantifier) {
    const to = quantifier([...args]);
    return [
      {
        to,
        change: `\`${text}\` may become \`${write(to)}\``,
        gap: "no test has a list of which only some elements fit",
      },
    ];
  }
  if (op === "!")
    return [{ to: { "!!": [first] }, change: `\`${text}\` may lose its \`not\``, gap: "no test depends on it" }];
  if (op === "filter")
    return [
      {
        to: first,
        change: `the filter \`${text}\` may be dropped`,
        gap: "no test depends on the elements that it removes",
      },
    ];
  if (op === "distinct") {
    const gap = "no test has a list with a value twice";
    return [{ to: first, change: `\`distinct\` of \`${text}\` may be dropped`, gap }];
  }
  if (op === "outer") {
    // Where the element has such a field, too; the type checker refuses the change elsewhere.
    const gap = "no test has other values in the element and outside of it";
    return [{ to: { var: first }, change: `\`${text}\` may be read from the element`, gap }];
  }
  if (op === "var" && args.length === 2) {
    const gap = `no test leaves out \`${write(first)}\``;
    return [{ to: { var: first }, change: `the default of \`${text}\` may be dropped`, gap }];
  }
  if ((op === "if" || op === "?:") && args.length >= 2) {
    const always: ExpressionChange = {
      to: second,
      change: `\`${text}\` may always be what it is when \`${write(first)}\``,
      gap: "no test depends on it",
    };
    const never: ExpressionChange = {
      to: args.length > 3 ? { if: args.slice(2) } : third,
      change: `\`${text}\` may never be what it is when \`${write(first)}\``,
      gap: "no test depends on it",
    };
    return [always, never];
  }
  return [];
}

/** True if a condition picks the lesser or greater of two values: for equal values the boundary has no effect. */
function picksOne(op: string, args: readonly Json[]): boolean {
  const compared = (op === "if" || op === "?:") && args.length === 3 ? operationOf(args[0] as Json) : undefined;
  if (!compared || boundaries[compared.op] === undefined) return false;
  const asSet = (values: readonly Json[]): Set<string> => new Set(values.map((one) => JSON.stringify(one)));
  const [first, second] = [asSet(compared.args), asSet(args.slice(1))];
  return first.size === second.size && [...first].every((one) => second.has(one));
}

function replace(root: Json, path: Path, to: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(root)) return root.map((one, i) => (i === key ? replace(one, rest, to) : one));
  return isObject(root) ? { ...root, [key]: replace(root[String(key)] as Json, rest, to) } : root;
}

/**
 * Lists the small changes of a condition: an opposite comparison or one without its boundary, a moved threshold, a
 * clause dropped, `and` for `or`, a weaker or stronger quantifier, a default dropped.
 * @param parameters the policy's parameters, which can be thresholds
 */
export function mutatorsFor(condition: Json, parameters: MutantParameters): Mutator[] {
  const found = new Map<string, Mutator>();
  const names = Object.keys(parameters.declared);
  const visit = (expression: Json, path: Path, scopes: readonly NotationScope[], eitherWhenEqual = false): void => {
    const node = operationOf(expression);
    if (!node) return;
    const { op, args } = node;
    const options = { scopes, parameters: names };
    const around: Surroundings = { ...parameters, write: (one) => shortNotation(one, options) };
    const changes = [
      ...(eitherWhenEqual ? [] : orderings(op, args, around)),
      ...amounts(op, args, around),
      ...laterDates(op, args, around),
      ...listParameters(op, args, around),
      ...junctions(op, args, around),
      ...others(op, args, around),
    ];
    const listed = Array.isArray((expression as JsonObject)[op]);
    const below = (i: number): Path => (listed ? [...path, op, i] : [...path, op]);
    for (const { to, operand, ...rest } of changes) {
      const changed = replace(condition, path, to);
      const key = JSON.stringify(changed);
      const place = operand === undefined ? [...path, op] : below(operand);
      if (!found.has(key)) found.set(key, { path: place, condition: changed, ...rest });
    }
    if (op === "var" || op === "outer" || op === "param" || op === "missing" || op === "missing_some") return;
    const inside = elementOperators.has(op) ? [...scopes, scopeInside(op, args[0] ?? null, options)] : scopes;
    args.forEach((arg, i) => visit(arg, below(i), i === 1 ? inside : scopes, i === 0 && picksOne(op, args)));
  };
  visit(condition, [], []);
  return [...found.values()];
}
