import { dateUnits } from "../../util/date.ts";
import type { Json } from "../../util/json.ts";
import type { Path } from "../../util/json-path.ts";
import { closestWord } from "../../util/text.ts";
import { type Parsed, collectSpans, parsedOperation, valueOf } from "./parsed.ts";
import { TokenReader, showToken } from "./token-reader.ts";
import { NotationError, type TextSpan, type Token } from "./tokens.ts";
import { comparisons, foldNames, reserved, roots, splitKeys, unjoinedWord, wordRelations } from "./words.ts";

/** A condition, and where each part of it stands in the text. */
export interface ParsedCondition {
  readonly condition: Json;
  /** The text of the part at a path of the condition, or of its closest parent. */
  readonly spanOf: (path: Path) => TextSpan;
}

/** A mistake in a text: the first one ends the reading. */
export interface ParseProblem extends TextSpan {
  readonly message: string;
}

/** Names that paths may start with in the body of a quantifier or fold. */
interface Scope {
  readonly names: readonly string[];
  readonly fold: boolean;
}

/** Operators that take paths, with the index of the first one. */
const pathsFrom: Readonly<Record<string, number>> = { missing: 0, missing_some: 1 };

/** Reads a condition by recursive descent, from `or`, which binds loosest, to values. */
class Parser {
  readonly #tokens: TokenReader;
  readonly #parameters: readonly string[];
  readonly #scopes: Scope[] = [];

  constructor(text: string, parameters: readonly string[]) {
    this.#tokens = new TokenReader(text);
    this.#parameters = parameters;
  }

  whole(): Parsed {
    const parsed = this.#or();
    const next = this.#tokens.peek();
    if (next.kind === "end") return parsed;
    const unjoined = next.kind === "name" && !reserved.has(next.text);
    return this.#tokens.fail(next, unjoined ? unjoinedWord(next.text) : `${showToken(next)} does not belong here`);
  }

  #to(from: TextSpan): TextSpan {
    return { from: from.from, to: this.#tokens.last.to };
  }

  #or(): Parsed {
    return this.#joined("or", () => this.#joined("and", () => this.#not()));
  }

  #joined(word: string, next: () => Parsed): Parsed {
    const first = next();
    const all = [first];
    while (this.#tokens.takeIf(word)) all.push(next());
    return all.length === 1 ? first : parsedOperation(this.#to(first), word, all);
  }

  #not(): Parsed {
    const start = this.#tokens.peek();
    if (!this.#tokens.takeIf("not")) return this.#comparison();
    const operand = this.#not();
    return parsedOperation(this.#to(start), "!", [operand]);
  }

  #comparison(): Parsed {
    const start = this.#tokens.peek();
    const quantified = start.kind === "name" && ["every", "some", "no"].includes(start.text);
    if (quantified && this.#tokens.peek(1).kind === "name") return this.#quantified();
    if (this.#tokens.sees("if")) return this.#conditional();
    const left = this.#sum();
    if (this.#tokens.takeIf("is")) return this.#stated(left);
    const negated = wordRelations.some((word) => this.#tokens.sees("not") && this.#tokens.sees(word, 1));
    if (negated) this.#tokens.take();
    const { kind, text } = this.#tokens.peek();
    if (!this.#tokens.sees(text)) return left;
    if (kind === "sign" && comparisons.includes(text)) return this.#chain(left);
    if (!wordRelations.includes(text)) return left;
    this.#tokens.take();
    const relation = parsedOperation(this.#to(left), text, [left, this.#sum()]);
    const whole = { ...relation, ...this.#to(left) };
    return negated ? parsedOperation(whole, "!", [whole]) : whole;
  }

  /** `is stated` and `is not stated`. */
  #stated(left: Parsed): Parsed {
    const negated = this.#tokens.takeIf("not");
    const next = this.#tokens.peek();
    if (next.kind === "value")
      this.#tokens.fail(next, `write \`${negated ? "!=" : "=="} ${next.text}\`: after \`is\` comes only \`stated\``);
    this.#tokens.expect("stated", "after `is` comes `stated`");
    const stated = parsedOperation(this.#to(left), "!!", [left]);
    return negated ? parsedOperation(stated, "!", [stated]) : stated;
  }

  /** Two operands with a comparison between them, or three as in `a <= b <= c`. */
  #chain(left: Parsed): Parsed {
    const sign = this.#tokens.take().text;
    const operands = [left, this.#sum()];
    if ((sign === "<" || sign === "<=") && this.#tokens.takeIf(sign)) operands.push(this.#sum());
    const next = this.#tokens.peek();
    if (next.kind === "sign" && comparisons.includes(next.text))
      this.#tokens.fail(next, "two comparisons follow each other: join them with `and`");
    return parsedOperation(this.#to(left), sign, operands);
  }

  /** `every`, `some` and `no`. */
  #quantified(): Parsed {
    const start = this.#tokens.take();
    const { name, list } = this.#element(start.text);
    const elements = this.#tokens.sees("where") ? this.#filtered(name, list) : list;
    const ifAny = this.#tokens.sees(",") && this.#tokens.sees("if", 1) && this.#tokens.sees("any", 2);
    if (ifAny && start.text !== "every") this.#tokens.fail(this.#tokens.peek(1), "`if any` belongs to `every`");
    if (ifAny) for (let i = 0; i < 3; i++) this.#tokens.take();
    this.#tokens.expect(":", `after the list comes a colon and what has to hold of \`${name}\``);
    const body = this.#tokens.inBody(start.indent, () =>
      this.#inScope({ names: [name], fold: false }, () => this.#or()),
    );
    const span = this.#to(start);
    if (ifAny) return parsedOperation(span, "none", [elements, parsedOperation(body, "!", [body])]);
    const op = start.text === "every" ? "all" : start.text === "some" ? "some" : "none";
    return parsedOperation(span, op, [elements, body]);
  }

  /** The name of an element and its list, as in `group in facts.fairness.groups`. */
  #element(word: string): { name: string; list: Parsed } {
    const token = this.#tokens.take();
    const { kind, text: name } = token;
    const refuse = (message: string): never => this.#tokens.fail(token, message);
    if (kind !== "name" || name.includes(".") || reserved.has(name))
      refuse(`after \`${word}\` comes a name for the element, such as \`${word} group in …\``);
    if (roots.includes(name)) refuse(`paths start with \`${name}\`: give the element another name`);
    if (this.#parameters.includes(name)) refuse(`\`${name}\` is a parameter: give the element another name`);
    if (this.#scopes.some(({ names }) => names.includes(name)))
      refuse(`\`${name}\` is the name of an enclosing element: give this one another name`);
    this.#tokens.expect("in", `\`${word} ${name}\` continues with \`in\` and a list`);
    return { name, list: this.#sum() };
  }

  #filtered(name: string, list: Parsed): Parsed {
    this.#tokens.expect("where", `\`those ${name}\` continues with \`where\` and a condition`);
    const condition = this.#inScope({ names: [name], fold: false }, () => this.#or());
    return parsedOperation(this.#to(list), "filter", [list, condition]);
  }

  #inScope<T>(scope: Scope, read: () => T): T {
    this.#scopes.push(scope);
    try {
      return read();
    } finally {
      this.#scopes.pop();
    }
  }

  #conditional(): Parsed {
    const start = this.#tokens.peek();
    const operands: Parsed[] = [];
    let more = true;
    while (more && this.#tokens.takeIf("if")) {
      operands.push(this.#or());
      this.#tokens.expect("then", "after the condition of `if` comes `then`");
      operands.push(this.#or());
      more = this.#tokens.takeIf("else");
      if (more && !this.#tokens.sees("if")) {
        operands.push(this.#or());
        more = false;
      }
    }
    return parsedOperation(this.#to(start), "if", operands);
  }

  #sum(): Parsed {
    return this.#arithmetic({ "+": "+", "-": "-" }, () =>
      this.#arithmetic({ "*": "*", "/": "/", mod: "%" }, () => this.#unary()),
    );
  }

  /** A date and a number of units, as in `asOf + 18 months`. */
  #laterDate(date: Parsed, sign: string, count: Parsed): Parsed {
    const unit = this.#tokens.take();
    const amount =
      sign === "+"
        ? count
        : typeof count.json === "number"
          ? valueOf(count, -count.json)
          : parsedOperation(count, "-", [count]);
    return parsedOperation(this.#to(date), "dateAdd", [date, amount, valueOf(unit, unit.text)]);
  }

  /** Operators of one rank, from left to right. A sum or product of more than two operands is one operation. */
  #arithmetic(operatorOf: Readonly<Record<string, string>>, next: () => Parsed): Parsed {
    let left = next();
    for (;;) {
      const word = Object.keys(operatorOf).find((one) => this.#tokens.sees(one));
      if (word === undefined) return left;
      this.#tokens.take();
      const op = operatorOf[word] as string;
      const right = next();
      if ((op === "+" || op === "-") && this.#seesUnit()) {
        left = this.#laterDate(left, op, right);
        continue;
      }
      const joins = op === "+" || op === "*";
      const before = joins && left.open === true && left.op === op ? (left.operands ?? []) : [left];
      const operands = [...before, right];
      left = { ...parsedOperation(this.#to(left), op, operands), open: joins };
    }
  }

  #seesUnit(): boolean {
    return dateUnits.some((unit) => this.#tokens.sees(unit));
  }

  #unary(): Parsed {
    const start = this.#tokens.peek();
    if (!this.#tokens.takeIf("-")) return this.#withDefault();
    const operand = this.#unary();
    const span = this.#to(start);
    return typeof operand.json === "number" ? valueOf(span, -operand.json) : parsedOperation(span, "-", [operand]);
  }

  /** A value, or a path with the value that counts where nothing is stated. */
  #withDefault(): Parsed {
    const value = this.#value();
    if (!this.#tokens.takeIf("otherwise")) return value;
    if (value.op === "outer") this.#tokens.fail(value, "`otherwise` cannot follow a path from outside of the element");
    const path = value.op === "var" ? (value.json as Record<string, Json>)["var"] : undefined;
    if (typeof path !== "string")
      this.#tokens.fail(value, "`otherwise` follows a path, and gives its value where nothing is stated");
    const fallback = this.#unary();
    return parsedOperation(this.#to(value), "var", [valueOf(value, path), fallback]);
  }

  #value(): Parsed {
    const token = this.#tokens.take();
    const { kind, text } = token;
    if (kind === "value") return valueOf(token, token.value);
    if (kind === "quoted") return this.#call(token);
    if (kind === "sign" && text === "(") return this.#inParentheses(token);
    if (kind === "sign" && text === "[") return this.#list(token);
    if (kind !== "name") return this.#tokens.fail(token, `a value is missing before ${showToken(token)}`);
    if (text === "true" || text === "false") return valueOf(token, text === "true");
    if (text === "null") return valueOf(token, null);
    if (text === "days" && this.#tokens.takeIf("from")) return this.#daysBetween(token);
    if (text === "those" && this.#tokens.peek().kind === "name") {
      const { name, list } = this.#element(text);
      return { ...this.#filtered(name, list), ...this.#to(token) };
    }
    if (text === "each" && this.#tokens.peek().kind === "name") return this.#each(token);
    if (text === "fold") return this.#fold(token);
    if (reserved.has(text)) return this.#tokens.fail(token, `a value is missing before the word \`${text}\``);
    return this.#tokens.sees("(") ? this.#call(token) : this.#reference(token);
  }

  #inParentheses(start: Token): Parsed {
    const inner = this.#tokens.inBody(-1, () => this.#or());
    this.#tokens.expect(")", "this parenthesis is not closed: `)` is missing");
    return { ...inner, ...this.#to(start), open: false };
  }

  #list(start: Token): Parsed {
    const elements = this.#until("]");
    this.#tokens.expect("]", "a list has commas between its elements and ends with `]`");
    return { json: elements.map(({ json }) => json), ...this.#to(start), operands: elements };
  }

  #daysBetween(start: Token): Parsed {
    const first = this.#sum();
    this.#tokens.expect("to", "`days from` a date continues with `to` and another date");
    const second = this.#sum();
    return parsedOperation(this.#to(start), "daysBetween", [first, second]);
  }

  #each(start: Token): Parsed {
    const { name, list } = this.#element("each");
    const elements = this.#tokens.sees("where") ? this.#filtered(name, list) : list;
    this.#tokens.expect(":", "after the list comes a colon and what is taken of each element");
    const body = this.#inScope({ names: [name], fold: false }, () => this.#or());
    return parsedOperation(this.#to(start), "map", [elements, body]);
  }

  #fold(start: Token): Parsed {
    const list = this.#sum();
    const initial = this.#tokens.takeIf("from") ? [this.#unary()] : [];
    this.#tokens.expect(":", "after the list comes a colon and a step with `current` and `accumulator`");
    const step = this.#inScope({ names: foldNames, fold: true }, () => this.#or());
    return parsedOperation(this.#to(start), "reduce", [list, step, ...initial]);
  }

  /** An operator by its name. `missing` and `missing_some` take paths and not the values at them. */
  #call(name: Token): Parsed {
    this.#tokens.expect("(", "the arguments of an operator stand in parentheses");
    const firstPath = name.kind === "name" ? pathsFrom[name.text] : undefined;
    const operands = this.#until(")", firstPath);
    this.#tokens.expect(")", "this parenthesis is not closed: `)` is missing");
    const span = this.#to(name);
    if (firstPath !== 1) return parsedOperation(span, name.text, operands);
    const [count, ...paths] = operands;
    const list: Parsed = { ...span, json: paths.map(({ json }) => json), operands: paths };
    return parsedOperation(span, "missing_some", [...(count ? [count] : []), list]);
  }

  /** What stands between commas before a closing sign. From the index `firstPath` on, a name is a path and not its value. */
  #until(end: string, firstPath = Infinity): Parsed[] {
    const parts: Parsed[] = [];
    this.#tokens.inBody(-1, () => {
      while (!this.#tokens.sees(end)) {
        const isPath = parts.length >= firstPath && this.#tokens.peek().kind === "name";
        parts.push(isPath ? this.#path(this.#tokens.take()) : this.#or());
        if (!this.#tokens.takeIf(",")) break;
      }
    });
    return parts;
  }

  #path(token: Token): Parsed {
    const { op, json } = this.#reference(token);
    const path = op === "var" ? (json as Record<string, Json>)["var"] : undefined;
    return typeof path === "string" ? valueOf(token, path) : this.#tokens.fail(token, `${showToken(token)} is no path`);
  }

  /** A path or a parameter. */
  #reference(token: Token): Parsed {
    const keys = splitKeys(token.text);
    const [head = "", ...rest] = keys;
    if (keys.some((key) => key.includes("."))) this.#tokens.fail(token, "a key with a dot cannot be read by a path");
    const variable = this.#variable(token, keys);
    if (variable) return variable;
    if (keys.length === 1 && this.#parameters.includes(head))
      return parsedOperation(token, "param", [valueOf(token, head)]);
    return this.#tokens.fail(token, this.#unknown(head, rest));
  }

  /** A path of the current element, of one around it, or of the rule context; undefined for what starts with no such name. */
  #variable(token: Token, keys: readonly string[]): Parsed | undefined {
    const [head = "", ...rest] = keys;
    const index = this.#scopes.findLastIndex(({ names }) => names.includes(head));
    const scope = this.#scopes[index];
    const level = this.#scopes.length - 1 - index;
    if (!scope && !roots.includes(head)) return undefined;
    if (level > 0 && this.#scopes.some(({ fold }) => fold))
      return this.#tokens.fail(
        token,
        `\`${head}\` is outside: in a \`fold\` only \`current\`, \`accumulator\` and parameters can be read`,
      );
    const path = valueOf(token, (scope && !scope.fold ? rest : keys).join("."));
    if (level === 0) return parsedOperation(token, "var", [path]);
    if (!scope) return parsedOperation(token, "outer", [path]);
    return parsedOperation(token, "outer", [path, valueOf(token, level)]);
  }

  #unknown(head: string, rest: readonly string[]): string {
    const names = this.#scopes.flatMap((scope) => scope.names);
    const known = [...names, ...roots, ...(rest.length === 0 ? this.#parameters : [])];
    const near = closestWord(head, known);
    const alone = rest.length === 0;
    const what = `\`${head}\` is ${alone ? "no parameter, element or path" : "no element or path"}`;
    if (near !== undefined) return `${what}; did you mean \`${[near, ...rest].join(".")}\`?`;
    return `${what}; ${alone ? "texts need quotation marks; " : ""}paths start with ${[...names, ...roots].join(", ")}`;
  }
}

/**
 * Reads the text of a condition.
 * @param parameters names of the parameters of the policy
 * @returns the condition in JSONLogic, or the first mistake
 */
export function parseCondition(text: string, parameters: readonly string[] = []): ParsedCondition | ParseProblem {
  try {
    const parsed = new Parser(text, parameters).whole();
    const spans = new Map<string, TextSpan>();
    collectSpans(parsed, [], (path, { from, to }) => spans.set(JSON.stringify(path), { from, to }));
    const spanOf = (path: Path): TextSpan =>
      spans.get(JSON.stringify(path)) ?? (path.length === 0 ? { from: 0, to: text.length } : spanOf(path.slice(0, -1)));
    return { condition: parsed.json, spanOf };
  } catch (error) {
    if (error instanceof NotationError) return { message: error.message, ...error.span };
    if (error instanceof RangeError)
      return { message: "this condition is nested too deeply", from: 0, to: text.length };
    throw error;
  }
}
