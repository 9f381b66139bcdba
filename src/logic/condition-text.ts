import { isDate } from "../util/date.ts";
import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Named, addedTo, extremeOf, inPhrase, inSum, nameFold, writeLiteral } from "./operand-text.ts";
import { truthy } from "./truth.ts";
import { type Type, unionMembers, union } from "./types.ts";

/** A condition in words: a sentence, or a heading with the parts that it joins. */
export type ConditionText = string | { readonly head: string; readonly parts: readonly ConditionText[] };

/** What paths are read from: the rule context, an element, or the step of a `reduce`. */
interface DescribedScope {
  readonly type: Type;
  /** The list whose element it is, in words; "" for the rule context. */
  readonly list: string;
  readonly fold: boolean;
}

/** How a relation reads when it is asked for, and when its opposite is. */
const relations: Readonly<Record<string, readonly [string, string]>> = {
  "==": ["is", "is not"],
  "===": ["is", "is not"],
  "!=": ["is not", "is"],
  "!==": ["is not", "is"],
  "<": ["is below", "is at least"],
  "<=": ["is at most", "is above"],
  ">": ["is above", "is at most"],
  ">=": ["is at least", "is below"],
  within: ["is proven at most", "is not proven at most"],
  matches: ["matches", "does not match"],
};

const dateRelations: Readonly<Record<string, readonly [string, string]>> = {
  "<": ["is before", "is on or after"],
  "<=": ["is on or before", "is after"],
  ">": ["is after", "is on or before"],
  ">=": ["is on or after", "is before"],
};

const isList = (node: Node): boolean => node.op === "literal" && Array.isArray(node.literal);

/** A junction of one part is that part. */
function joined(head: string, parts: readonly ConditionText[]): ConditionText {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { head, parts };
}

/** A sentence, or a clause of several parts in parentheses. */
const bracketed = (clause: ConditionText): string => (typeof clause === "string" ? clause : `(${inlineText(clause)})`);

/** A clause on one line. What has parts of its own stands in parentheses, so that it is clear where it ends. */
export function inlineText(clause: ConditionText): string {
  if (typeof clause === "string") return clause;
  const { head, parts } = clause;
  const texts = parts.map(bracketed);
  if (head === "all of:") return texts.join(" and ");
  if (head === "any of:") return texts.join(" or ");
  return `${head} ${texts.join("; ")}`;
}

/** A clause as a nested list of Markdown. */
export function asMarkdown(clause: ConditionText, indent = ""): string[] {
  if (typeof clause === "string") return [`${indent}- ${clause}`];
  return [`${indent}- ${clause.head}`, ...clause.parts.flatMap((part) => asMarkdown(part, `${indent}  `))];
}

/** Describes conditions. Two that differ in meaning never read alike. */
class Describer {
  readonly #scopes: DescribedScope[];

  constructor(context: Type) {
    this.#scopes = [{ type: context, list: "", fold: false }];
  }

  /** @param wanted false for what the negation of the condition asks */
  condition(node: Node, wanted: boolean): ConditionText {
    const [first, second] = node.args;
    if (node.op === "and" || node.op === "or") {
      const every = (node.op === "and") === wanted;
      return joined(
        every ? "all of:" : "any of:",
        node.args.map((arg) => this.condition(arg, wanted)),
      );
    }
    if (node.op === "!" && first) return this.condition(first, !wanted);
    if (node.op === "!!" && first) return this.condition(first, wanted);
    if (["all", "some", "none"].includes(node.op) && first && second)
      return this.#quantified(node.op, first, second, wanted);
    if (node.op === "if" || node.op === "?:") return this.#byCase(node.args, wanted);
    if ((node.op === "<" || node.op === "<=") && node.args.length === 3) return this.#between(node, wanted);
    return this.#relation(node, wanted) ?? this.#single(node, wanted);
  }

  /** `a <= b <= c`: two relations. */
  #between(node: Node, wanted: boolean): ConditionText {
    const pairs = [node.args.slice(0, 2), node.args.slice(1)];
    const parts = pairs.map((args) => this.#relation({ ...node, args }, wanted) ?? "");
    return joined(wanted ? "all of:" : "any of:", parts);
  }

  /** What a quantifier says of its list. An empty list meets `none` and fails `all`, and the text says which. */
  #quantified(op: string, list: Node, body: Node, wanted: boolean): ConditionText {
    const name = inPhrase(this.operand(list));
    const negative = op === "none" && body.op === "!" && body.args.length === 1;
    const part = (asked: boolean): ConditionText =>
      this.#inside({ type: elementType(this.#typeOf(list)), list: name, fold: false }, () =>
        this.condition(body, asked),
      );
    const clause = (head: string, asked: boolean): ConditionText => ({ head, parts: [part(asked)] });
    if (op === "some") return clause(`${wanted ? "at least one" : "none"} of ${name}:`, true);
    if (op === "all") {
      if (wanted) return clause(`each of ${name}, and there is at least one:`, true);
      return { head: "any of:", parts: [`${name} is empty`, clause(`at least one of ${name}:`, false)] };
    }
    if (negative) return wanted ? clause(`each of ${name}, if any:`, false) : clause(`at least one of ${name}:`, true);
    return clause(`${wanted ? "none" : "at least one"} of ${name}:`, true);
  }

  /** The branches of a conditional. */
  #byCase(args: readonly Node[], wanted: boolean): ConditionText {
    const parts: ConditionText[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const asked = bracketed(this.condition(args[i] as Node, true));
      parts.push({ head: `if ${asked}:`, parts: [this.condition(args[i + 1] as Node, wanted)] });
    }
    const last = args.length % 2 === 1 ? args.at(-1) : undefined;
    const [only] = parts;
    if (!only) return last ? this.condition(last, wanted) : wanted ? "never" : "always";
    if (parts.length === 1 && last?.op === "literal" && last.literal === wanted) return only;
    const otherwise = last ? this.condition(last, wanted) : wanted ? "never" : "always";
    return { head: "by case:", parts: [...parts, { head: "else:", parts: [otherwise] }] };
  }

  /** A relation between two operands, or its opposite. */
  #relation(node: Node, wanted: boolean): string | undefined {
    const [first, second] = node.args;
    if (!first || !second || node.args.length > 2) return undefined;
    const [a, b] = [this.#side(first), this.#side(second)];
    const words = [first, second].some((one) => this.#isDated(one)) ? dateRelations : {};
    const relation = words[node.op] ?? relations[node.op];
    if (relation) return `${a} ${relation[wanted ? 0 : 1]} ${b}`;
    if (node.op === "in") {
      if (isList(second)) return `${a} is ${wanted ? "" : "not "}one of ${b}`;
      return `${b} ${wanted ? "holds" : "does not hold"} ${a}`;
    }
    if (node.op === "intersects") {
      const [list, values] = isList(first) ? [b, a] : [a, b];
      return `${list} holds ${wanted ? "at least one" : "none"} of ${values}`;
    }
    if (node.op !== "subset") return undefined;
    if (isList(first) && !isList(second)) return `${b} ${wanted ? "holds all of" : "lacks one of"} ${a}`;
    return `${a} holds ${wanted ? "nothing" : "something"} but ${b}`;
  }

  #isDated(node: Node): boolean {
    if (node.op === "literal") return isDate(node.literal);
    if (node.op === "dateAdd") return true;
    const type = this.#typeOf(node);
    return type?.is === "text" && type.date === true;
  }

  /** A side of a relation: a sum needs no parentheses, a condition does. */
  #side(node: Node): string {
    const { text, kind } = this.operand(node);
    return kind === "clause" ? `(${text})` : text;
  }

  #single(node: Node, wanted: boolean): string {
    if (node.op === "missing") return this.#missing(node, wanted);
    if (node.op === "missing_some") {
      const [count, names] = node.args as [Node, Node];
      const least = inSum(this.operand(count));
      return `${wanted ? "fewer than" : "at least"} ${least} of ${this.#asked([names])} are stated`;
    }
    if (node.op === "literal" && node.param === undefined)
      return wanted === truthy(node.literal as Json) ? "always" : "never";
    return this.#stated(node, wanted);
  }

  /** The paths that `missing` names. */
  #asked(args: readonly Node[]): string {
    const paths = args.flatMap((arg) => (Array.isArray(arg.literal) ? arg.literal : [arg.literal ?? null]));
    return paths.map((path) => `\`${String(path)}\``).join(", ");
  }

  #missing({ args }: Node, wanted: boolean): string {
    const names = this.#asked(args);
    const several = args.length > 1 || Array.isArray(args[0]?.literal);
    if (several) return wanted ? `one of ${names} is not stated` : `each of ${names} is stated`;
    return `${names} is ${wanted ? "not stated" : "stated"}`;
  }

  /** What a value alone asks: that it is true, not zero, or there and not empty. */
  #stated(node: Node, wanted: boolean): string {
    const subject = this.#side(node);
    const kinds = new Set(unionMembers(this.#typeOf(node) ?? union([])).map(({ is }) => is));
    const [kind] = kinds;
    const not = wanted ? "" : "not ";
    if (kinds.size !== 1) return `${subject} is ${not}stated`;
    if (kind === "list") return `${subject} is ${wanted ? "not empty" : "empty"}`;
    if (kind === "number") return `${subject} is ${wanted ? "not 0" : "0"}`;
    return `${subject} is ${not}${kind === "boolean" ? "true" : "stated"}`;
  }

  #inside<T>(scope: DescribedScope, describe: () => T): T {
    this.#scopes.push(scope);
    try {
      return describe();
    } finally {
      this.#scopes.pop();
    }
  }

  /** The type of the value that a node reads, where that is known. */
  #typeOf(node: Node): Type | undefined {
    const [first, level] = node.args;
    if (node.op === "filter" && first) return this.#typeOf(first);
    if (node.op === "literal" && typeof node.literal === "boolean") return { is: "boolean" };
    if (node.op !== "var" && node.op !== "outer") return undefined;
    const at = node.op === "var" ? -1 : level ? -1 - Number(level.literal) : 0;
    let type = this.#scopes.at(at)?.type;
    for (const key of keysOf(first)) type = type?.is === "map" ? (type.fields.get(key) ?? type.others) : undefined;
    return type;
  }

  #path(node: Node): string {
    const keys = keysOf(node.args[0]);
    const scope = this.#scopes.at(-1);
    if (scope?.fold) return nameFold(keys);
    return keys.length === 0 ? (this.#scopes.length > 1 ? "the entry" : "everything") : `\`${keys.join(".")}\``;
  }

  /** A value from outside of the list that is asked about. */
  #outer([path, level]: readonly Node[]): string {
    const name = `\`${keysOf(path).join(".")}\``;
    if (name === "`asOf`") return "the as-of date";
    if (!level) return `${name} of the system`;
    const levels = Number(level.literal);
    const list = this.#scopes.at(-1 - levels)?.list ?? "";
    return `${name} of the same entry of ${list}${levels > 1 ? `, ${levels} lists further out` : ""}`;
  }

  /** An operand in words. */
  operand(node: Node): Named {
    const { op, args, param } = node;
    const [first, second, third] = args as [Node, Node | undefined, Node | undefined];
    if (param !== undefined)
      return { text: `the parameter \`${param}\` (${writeLiteral(node.literal)})`, kind: "atom" };
    if (op === "literal") return { text: writeLiteral(node.literal), kind: "atom" };
    if (op === "var" && second)
      return { text: `${this.#path(node)} (${inSum(this.operand(second))} if not stated)`, kind: "atom" };
    if (op === "var") return { text: this.#path(node), kind: "atom" };
    if (op === "outer") return { text: this.#outer(args), kind: "phrase" };
    if (op === "filter" && second) return this.#selected(first, second);
    if (op === "map" && second) return this.#each(first, second);
    if (op === "reduce" && second) return this.#folded(first, second, third);
    if ((op === "if" || op === "?:") && second) return this.#branches(args);
    if (op === "error") return { text: "an invalid expression", kind: "atom" };
    if (op === "missing") return { text: `those of ${this.#asked(args)} that are not stated`, kind: "phrase" };
    return this.#calculated(node) ?? { text: inlineText(this.condition(node, true)), kind: "clause" };
  }

  /** The value of an operator that calculates; undefined for a condition. */
  #calculated({ op, args }: Node): Named | undefined {
    const parts = args.map((arg) => this.operand(arg));
    const [first = { text: "nothing", kind: "atom" }, second = first, third] = parts;
    const phrase = (text: string): Named => ({ text, kind: "phrase" });
    const all = parts.map(inSum).join(", ");
    switch (op) {
      case "+":
      case "-":
      case "*":
      case "/":
        if (args.length === 1) return { text: op === "-" ? `minus ${inSum(first)}` : inSum(first), kind: "sum" };
        return { text: parts.map(inSum).join(` ${op} `), kind: "sum" };
      case "%":
        return phrase(`the remainder of ${inSum(first)} divided by ${inSum(second)}`);
      case "min":
        return phrase(`the least of ${all}`);
      case "max":
        return phrase(`the greatest of ${all}`);
      case "cat":
        return phrase(`the text of ${all}`);
      case "merge":
        return { text: parts.map(inSum).join(" together with "), kind: "sum" };
      case "list":
        return { text: `[${all}]`, kind: "atom" };
      case "count":
        return phrase(`the number of ${inPhrase(first)}`);
      case "distinct":
        return phrase(`the different values of ${inPhrase(first)}`);
      case "sum":
        return phrase(`the sum of ${inPhrase(first)}`);
      case "weekday":
        return phrase(`the weekday of ${inPhrase(first)}`);
      case "log":
        return first;
      case "daysBetween":
        return phrase(`the days from ${inSum(first)} to ${inSum(second)}`);
      case "dateAdd":
        return this.#laterDate(args, parts);
      case "substr":
        return phrase(
          `the part of ${inSum(first)} from character ${inSum(second)}${third ? ` of length ${inSum(third)}` : ""}`,
        );
      default:
        return undefined;
    }
  }

  #laterDate([, count, unit]: readonly Node[], [date, amount]: readonly Named[]): Named {
    const literal = count?.param === undefined ? count?.literal : undefined;
    const before = typeof literal === "number" && literal < 0;
    const shown = before ? String(-literal) : inSum(amount as Named);
    const words = `${shown} ${String(unit?.literal)} ${before ? "before" : "after"}`;
    return { text: `${words} ${inPhrase(date as Named)}`, kind: "phrase" };
  }

  #selected(list: Node, body: Node): Named {
    const name = inPhrase(this.operand(list));
    const scope = { type: elementType(this.#typeOf(list)), list: name, fold: false };
    const condition = this.#inside(scope, () => inlineText(this.condition(body, true)));
    return { text: `the entries of ${name} for which (${condition})`, kind: "phrase" };
  }

  #each(list: Node, body: Node): Named {
    const name = inPhrase(this.operand(list));
    const scope = { type: elementType(this.#typeOf(list)), list: name, fold: false };
    const value = this.#inside(scope, () => inSum(this.operand(body)));
    return { text: `the list of ${value} of ${name}`, kind: "phrase" };
  }

  #branches(args: readonly Node[]): Named {
    const parts: string[] = [];
    for (let i = 0; i + 1 < args.length; i += 2)
      parts.push(`${inSum(this.operand(args[i + 1] as Node))} if ${bracketed(this.condition(args[i] as Node, true))}`);
    const last = args.length % 2 === 1 ? inSum(this.operand(args.at(-1) as Node)) : "nothing";
    return { text: `${parts.join(", ")}, else ${last}`, kind: "clause" };
  }

  /** The result of a `reduce`: what it is usually for in a word, or its steps. */
  #folded(list: Node, body: Node, initial: Node | undefined): Named {
    const name = inPhrase(this.operand(list));
    const start = initial && inSum(this.operand(initial));
    const scope = { type: union([]), list: name, fold: true };
    const extreme = extremeOf(body);
    if (extreme) return { text: `the ${extreme} of ${name}${start ? ` and ${start}` : ""}`, kind: "phrase" };
    const added = addedTo(body);
    const value = (node: Node): string => this.#inside(scope, () => inSum(this.operand(node)));
    const empty = Array.isArray(initial?.literal) && initial.literal.length === 0 && initial.param === undefined;
    if (added && body.op === "merge" && empty)
      return { text: `the joined lists of ${value(added)} of ${name}`, kind: "phrase" };
    if (added && body.op === "+" && initial?.literal === 0 && initial.param === undefined)
      return { text: `the sum of ${value(added)} of ${name}`, kind: "phrase" };
    const steps = `each of ${name} in turn makes of the result so far ${value(body)}`;
    return { text: `the result when ${steps}, from ${start ?? "nothing"}`, kind: "clause" };
  }
}

const keysOf = (path: Node | undefined): string[] =>
  String(path?.literal ?? "")
    .split(".")
    .filter(Boolean);

/** The type of the elements of a list. */
function elementType(list: Type | undefined): Type {
  return list?.is === "list" ? list.element : union([]);
}

/**
 * Says in words what a condition asks, of documents in general.
 * @param context the type of the rule context
 */
export function describeCondition(node: Node, context: Type): ConditionText {
  return new Describer(context).condition(node, true);
}
