import { isDateUnit } from "../../util/date.ts";
import type { Json } from "../../util/json.ts";
import { type Operation, operationOf } from "../operation.ts";
import { elementName } from "./element-names.ts";
import { normalCondition } from "./normal.ts";
import { comparisons, foldNames, ownForm, reserved, roots, wordRelations, writeKey } from "./words.ts";

/** How tightly a form binds. A form within a tighter one stands in parentheses. */
const rank = {
  whole: 0,
  open: 1,
  or: 2,
  and: 3,
  not: 4,
  relation: 5,
  days: 6,
  sum: 7,
  product: 8,
  unary: 9,
  value: 10,
};

/** How to print a condition. */
export interface NotationOptions {
  /** Longest line in characters (default: 100). */
  readonly width?: number;
  /** Names of the parameters of the policy. */
  readonly parameters?: readonly string[];
  /** The scopes around a part of a condition, from the outermost inwards. */
  readonly scopes?: readonly NotationScope[];
}

/** A text and how tightly it binds. */
interface Printed {
  readonly text: string;
  readonly rank: number;
}

/** Names that paths start with in the part that is printed. */
export interface NotationScope {
  readonly names: readonly string[];
  readonly fold: boolean;
}

function writeText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return JSON.stringify(text).replaceAll(
    /[“”\u2028\u2029\u0085]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function writeNumber(number: number): Printed {
  const negative = number < 0 || Object.is(number, -0);
  return { text: `${negative ? "-" : ""}${Math.abs(number)}`, rank: negative ? rank.unary : rank.value };
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text) && !reserved.has(text);

/** The words of a quantifier, and its body without what the words say. */
function quantifierOf({ op, args }: Operation): { word: string; list: Json; body: Json; ifAny: boolean } | undefined {
  const [list, body] = args;
  if (args.length !== 2 || list === undefined || body === undefined) return undefined;
  const negated = operationOf(body);
  if (op === "none" && negated?.op === "!" && negated.args.length === 1)
    return { word: "every", list, body: negated.args[0] as Json, ifAny: true };
  const word = { all: "every", some: "some", none: "no" }[op];
  return word === undefined ? undefined : { word, list, body, ifAny: false };
}

class Printer {
  readonly #width: number;
  readonly #parameters: readonly string[];
  readonly #scopes: NotationScope[];

  constructor({ width = 100, parameters = [], scopes = [] }: NotationOptions) {
    this.#scopes = [...scopes];
    this.#width = width;
    this.#parameters = parameters;
  }

  /** The text of a condition on one line, in parentheses if it binds less tightly than its surroundings. */
  #flat(condition: Json, least: number): string {
    const { text, rank: own } = this.#print(condition);
    return own < least ? `(${text})` : text;
  }

  #print(condition: Json): Printed {
    if (Array.isArray(condition)) return this.#value(`[${this.#all(condition, rank.whole).join(", ")}]`);
    if (typeof condition === "string") return this.#value(writeText(condition));
    if (typeof condition === "number") return writeNumber(condition);
    const operation = operationOf(condition);
    if (!operation) return this.#value(JSON.stringify(condition));
    return (
      this.#reference(operation) ??
      this.#logic(operation) ??
      this.#relation(operation) ??
      this.#overList(operation) ??
      this.#arithmetic(operation) ??
      this.#call(operation)
    );
  }

  #value(text: string): Printed {
    return { text, rank: rank.value };
  }

  #all(conditions: readonly Json[], least: number): string[] {
    return conditions.map((one) => this.#flat(one, least));
  }

  /** An operator by its name, between backticks if the notation has no such word. */
  #call({ op, args }: Operation): Printed {
    const name = isName(op) && !ownForm.has(op) ? op : `\`${op}\``;
    return this.#value(`${name}(${this.#all(args, rank.whole).join(", ")})`);
  }

  /** A path as it reads here; undefined if it can only be written as a text. */
  #path(path: Json | undefined): string | undefined {
    if (typeof path !== "string") return undefined;
    const keys = path === "" ? [] : path.split(".");
    if (keys.includes("")) return undefined;
    const scope = this.#scopes.at(-1);
    if (scope && !scope.fold) return [scope.names[0] ?? "", ...keys.map(writeKey)].join(".");
    const [head = "", ...rest] = keys;
    return (scope?.names ?? roots).includes(head) ? [head, ...rest.map(writeKey)].join(".") : undefined;
  }

  /** A path of the rule context or, with a level, of an element further out; undefined where neither can be written. */
  #outerPath(path: Json | undefined, level: Json | undefined): string | undefined {
    if (typeof path !== "string" || this.#scopes.length === 0 || this.#scopes.some(({ fold }) => fold))
      return undefined;
    const keys = path === "" ? [] : path.split(".");
    if (keys.includes("")) return undefined;
    const [head = "", ...rest] = keys;
    if (level === undefined) return roots.includes(head) ? [head, ...rest.map(writeKey)].join(".") : undefined;
    const isLevel = typeof level === "number" && Number.isInteger(level) && level >= 1;
    const scope = isLevel ? this.#scopes[this.#scopes.length - 1 - level] : undefined;
    return scope && [scope.names[0] ?? "", ...keys.map(writeKey)].join(".");
  }

  #reference({ op, args }: Operation): Printed | undefined {
    const [first, second] = args;
    if (op === "param" && args.length === 1 && typeof first === "string" && this.#parameters.includes(first))
      return isName(first) ? this.#value(first) : undefined;
    if (op === "missing" && args.length > 0) return this.#missing([], args, op);
    if (op === "missing_some" && args.length === 2 && Array.isArray(second))
      return this.#missing([first ?? null], second, op);
    if (op === "outer") {
      const outer = args.length <= 2 ? this.#outerPath(first, second) : undefined;
      return outer === undefined ? undefined : this.#value(outer);
    }
    const path = op === "var" && args.length <= 2 ? this.#path(first) : undefined;
    if (path === undefined) return undefined;
    if (second === undefined) return this.#value(path);
    return { text: `${path} otherwise ${this.#flat(second, rank.unary)}`, rank: rank.unary };
  }

  #missing(before: readonly Json[], asked: readonly Json[], op: string): Printed | undefined {
    const paths = asked.map((one) => this.#path(one));
    if (paths.length === 0 || paths.includes(undefined)) return undefined;
    return this.#value(`${op}(${[...this.#all(before, rank.whole), ...paths].join(", ")})`);
  }

  #logic({ op, args }: Operation): Printed | undefined {
    if ((op === "and" || op === "or") && args.length > 1)
      return { text: this.#all(args, rank[op] + 1).join(` ${op} `), rank: rank[op] };
    if (op === "!!" && args.length === 1)
      return { text: `${this.#flat(args[0] as Json, rank.sum)} is stated`, rank: rank.relation };
    if (op === "!" && args.length === 1) return this.#negation(args[0] as Json);
    if (op !== "if" || args.length < 2) return undefined;
    return { text: this.#branches(args).join(" "), rank: rank.open };
  }

  #negation(operand: Json): Printed {
    const inner = operationOf(operand);
    if (inner && wordRelations.includes(inner.op) && inner.args.length === 2)
      return { text: this.#all(inner.args, rank.sum).join(` not ${inner.op} `), rank: rank.relation };
    if (inner?.op === "!!" && inner.args.length === 1)
      return { text: `${this.#flat(inner.args[0] as Json, rank.sum)} is not stated`, rank: rank.relation };
    return { text: `not ${this.#flat(operand, rank.not)}`, rank: rank.not };
  }

  /** The branches of an `if`: conditions with their values, and the last value. */
  #branches(args: readonly Json[]): string[] {
    const branches: string[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const [condition = "", value = ""] = this.#all(args.slice(i, i + 2), rank.or);
      branches.push(`${i > 0 ? "else " : ""}if ${condition} then ${value}`);
    }
    if (args.length % 2 === 1) branches.push(`else ${this.#flat(args.at(-1) as Json, rank.or)}`);
    return branches;
  }

  #relation({ op, args }: Operation): Printed | undefined {
    const chain = args.length === 3 && (op === "<" || op === "<=");
    if (comparisons.includes(op) && (args.length === 2 || chain))
      return { text: this.#all(args, rank.days).join(` ${op} `), rank: rank.relation };
    if (!wordRelations.includes(op) || args.length !== 2) return undefined;
    return { text: this.#all(args, rank.sum).join(` ${op} `), rank: rank.relation };
  }

  #overList(operation: Operation): Printed | undefined {
    const { op, args } = operation;
    const quantifier = quantifierOf(operation);
    if (quantifier) {
      const { head, name } = this.#head(quantifier);
      const body = this.#inside(name, () => this.#flat(quantifier.body, rank.whole));
      return { text: `${head} ${body}`, rank: rank.open };
    }
    const [list = null, body = null, initial] = args;
    if (op === "filter" && args.length === 2) {
      const name = this.#nameFor(list);
      return { text: `those ${name} in ${this.#source({ filter: [list, body] }, name)}`, rank: rank.open };
    }
    if (op === "map" && args.length === 2) {
      const name = this.#nameFor(list);
      const source = this.#source(list, name);
      return {
        text: `each ${name} in ${source}: ${this.#inside(name, () => this.#flat(body, rank.whole))}`,
        rank: rank.open,
      };
    }
    if (op !== "reduce" || args.length < 2 || args.length > 3 || this.#names().includes("current")) return undefined;
    const from = initial === undefined ? "" : ` from ${this.#flat(initial, rank.unary)}`;
    const source = this.#flat(list, rank.sum);
    const step = this.#inScope({ names: foldNames, fold: true }, () => this.#flat(body, rank.whole));
    return { text: `fold ${source}${from}: ${step}`, rank: rank.open };
  }

  #arithmetic({ op, args }: Operation): Printed | undefined {
    const [first = null, second = null] = args;
    if (op === "daysBetween" && args.length === 2)
      return { text: `days from ${this.#flat(first, rank.sum)} to ${this.#flat(second, rank.sum)}`, rank: rank.days };
    const later = op === "dateAdd" ? this.#laterDate(args) : undefined;
    if (later) return later;
    if (op === "-" && args.length === 1 && typeof first !== "number")
      return { text: `-${this.#flat(first, rank.unary)}`, rank: rank.unary };
    const own = op === "+" || op === "-" ? rank.sum : op === "*" || op === "/" || op === "%" ? rank.product : undefined;
    const joins = op === "+" || op === "*";
    if (own === undefined || args.length < 2 || (args.length > 2 && !joins)) return undefined;
    const nested = joins && operationOf(first)?.op === op;
    const [left, ...others] = args.map((arg, i) => this.#flat(arg, i === 0 && !nested ? own : own + 1));
    return { text: [left, ...others].join(` ${op === "%" ? "mod" : op} `), rank: own };
  }

  /** `asOf + 18 months`: a number of units after or before a date. */
  #laterDate([date = null, count = null, unit = null, ...more]: readonly Json[]): Printed | undefined {
    if (!isDateUnit(unit) || more.length > 0) return undefined;
    const negated = operationOf(count);
    const minus = negated?.op === "-" && negated.args.length === 1 && typeof negated.args[0] !== "number";
    const below = typeof count === "number" && (count < 0 || Object.is(count, -0));
    const amount = minus ? (negated.args[0] as Json) : below ? -count : count;
    const text = `${this.#flat(date, rank.sum)} ${minus || below ? "-" : "+"} ${this.#flat(amount, rank.value)} ${unit}`;
    return { text, rank: rank.sum };
  }

  #names(): string[] {
    return this.#scopes.flatMap(({ names }) => names);
  }

  #nameFor(list: Json): string {
    return elementName(list, [...this.#names(), ...this.#parameters]);
  }

  #inside<T>(name: string, print: () => T): T {
    return this.#inScope({ names: [name], fold: false }, print);
  }

  #inScope<T>(scope: NotationScope, print: () => T): T {
    this.#scopes.push(scope);
    try {
      return print();
    } finally {
      this.#scopes.pop();
    }
  }

  /** A list, and after `where` the condition of a filter around it. */
  #source(list: Json, name: string): string {
    const filter = operationOf(list);
    if (filter?.op !== "filter" || filter.args.length !== 2) return this.#flat(list, rank.sum);
    const [of = null, condition = null] = filter.args;
    return `${this.#flat(of, rank.sum)} where ${this.#inside(name, () => this.#flat(condition, rank.or))}`;
  }

  /** A quantifier up to its colon. */
  #head({ word, list, ifAny }: { word: string; list: Json; ifAny: boolean }): { head: string; name: string } {
    const name = this.#nameFor(list);
    return { head: `${word} ${name} in ${this.#source(list, name)}${ifAny ? ", if any" : ""}:`, name };
  }

  /**
   * The text of a condition, over several lines if one is too long.
   * @param indent spaces before each line but the first
   */
  lines(condition: Json, least: number, indent: string): string {
    const flat = this.#flat(condition, least);
    if (indent.length + flat.length <= this.#width && !flat.includes("\n")) return flat;
    const operation = operationOf(condition);
    if (!operation) return flat;
    const { op, args } = operation;
    const quantifier = quantifierOf(operation);
    const own = quantifier || op === "if" ? rank.open : op === "and" || op === "or" ? rank[op] : undefined;
    if (own === undefined || args.length < 2) return flat;
    const within = own < least ? `${indent}  ` : indent;
    const text = quantifier
      ? this.#quantifierLines(quantifier, within)
      : op === "if"
        ? this.#branches(args).join(`\n${within}`)
        : this.#joinedLines(op as "and" | "or", args, within);
    return own < least ? `(\n${within}${text}\n${indent})` : text;
  }

  #quantifierLines(quantifier: { word: string; list: Json; body: Json; ifAny: boolean }, indent: string): string {
    const { head, name } = this.#head(quantifier);
    const inner = `${indent}  `;
    return `${head}\n${inner}${this.#inside(name, () => this.lines(quantifier.body, rank.whole, inner))}`;
  }

  /**
   * Each operand on lines of its own. The next line ends the body of a quantifier, which needs no parentheses then. An
   * `and` within an `or` stands in parentheses, so that nobody has to know which one binds tighter.
   */
  #joinedLines(op: "and" | "or", args: readonly Json[], indent: string): string {
    return args
      .map((arg) => {
        const operation = operationOf(arg);
        if (operation && quantifierOf(operation)) return this.lines(arg, rank.open, indent);
        const long = indent.length + op.length + 1 + this.#flat(arg, rank[op] + 1).length > this.#width;
        const joined = operation?.op === "and" || operation?.op === "or";
        return this.lines(arg, joined && long ? rank.value : rank[op] + 1, indent);
      })
      .join(`\n${indent}${op} `);
  }
}

/** Writes a condition in its one canonical text, which `parseCondition` reads as the same condition in normal form. */
export function printCondition(condition: Json, options: NotationOptions = {}): string {
  return new Printer(options).lines(normalCondition(condition), rank.whole, "");
}

/**
 * The scope of the second operand of an operator on a list.
 * @param options the scopes around the operator, and the parameters of the policy
 */
export function scopeInside(op: string, list: Json, { scopes = [], parameters = [] }: NotationOptions): NotationScope {
  if (op === "reduce") return { names: foldNames, fold: true };
  const used = [...scopes.flatMap(({ names }) => names), ...parameters];
  return { names: [elementName(list, used)], fold: false };
}

const MOST = 90;

/** The text of a condition on one line, its middle left out where it is long. */
export function shortNotation(condition: Json, options: NotationOptions = {}): string {
  const text = printCondition(condition, { ...options, width: Infinity });
  return text.length <= MOST ? text : `${text.slice(0, MOST - 30)} … ${text.slice(-27)}`;
}
