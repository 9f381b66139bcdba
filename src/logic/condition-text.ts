import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Type, unionMembers, union } from "./types.ts";
import { showValue } from "./explanation-text.ts";

/** A condition in words: a sentence, or a heading with the parts that it joins. */
export type ConditionText = string | { readonly head: string; readonly parts: readonly ConditionText[] };

const path = (node: Node): string => {
  const name = String(node.args[0]?.literal ?? "");
  return name === "" ? "it" : `\`${name}\``;
};

/** An operand in words. */
function operand(node: Node): string {
  if (node.param !== undefined) return `the parameter \`${node.param}\` (${showValue(node.literal)})`;
  if (node.op === "literal") return literal(node.literal);
  const [first, second] = node.args;
  if (node.op === "var") return second ? `${path(node)} (${operand(second)} if not stated)` : path(node);
  if (node.op === "daysBetween" && first && second) return `the days from ${operand(first)} to ${operand(second)}`;
  if (node.op === "count" && first) return `the number of ${operand(first)}`;
  if (node.op === "map" && first && second) return `${operand(second)} of ${entriesOf(first)}`;
  if (node.op === "filter") return entriesOf(node);
  if (node.op === "reduce" && first && second) return reduced(first, second);
  if (node.op === "merge") return node.args.map(operand).join(" and ");
  if (node.op === "if" || node.op === "?:") return byBranch(node);
  const truth = truthOf(node);
  if (truth !== undefined) return truth;
  if (node.op === "min") return `the least of ${node.args.map(operand).join(" and ")}`;
  if (node.op === "max") return `the greatest of ${node.args.map(operand).join(" and ")}`;
  const infix = ["+", "-", "*", "/", "%"].includes(node.op);
  return infix ? node.args.map(operand).join(` ${node.op} `) : `${node.op} of ${node.args.map(operand).join(", ")}`;
}

/** The entries of a list, of which `filter` keeps some. */
function entriesOf(list: Node): string {
  const [first, second] = list.args;
  if (list.op !== "filter" || !first || !second) return `the entries of ${operand(list)}`;
  return `${entriesOf(first)} for which ${inline(describeCondition(second, union([])))}`;
}

/** The element of a list that `reduce` keeps, or what it puts together. */
function reduced(list: Node, body: Node): string {
  const elements = operand(list);
  const [condition] = body.args;
  const compared = condition?.args.map(({ args }) => String(args[0]?.literal)) ?? [];
  if ((body.op === "if" || body.op === "?:") && compared.includes("accumulator")) {
    const isLeast = (condition?.op.startsWith("<") ?? false) === (compared[0] !== "accumulator");
    return `the ${isLeast ? "smallest" : "largest"} ${list.op === "map" ? "" : "of "}${elements}`;
  }
  const field = body.args.map(({ args }) => String(args[0]?.literal)).find((key) => key.startsWith("current."));
  if (body.op === "merge" && field !== undefined) return `all \`${field.slice("current.".length)}\` of ${elements}`;
  return `${body.op === "+" ? "the sum of" : "a value made from"} ${elements}`;
}

/** The value of a conditional: each branch with its condition. */
function byBranch({ args }: Node): string {
  const parts: string[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [condition, then] = [args[i] as Node, args[i + 1] as Node];
    parts.push(`${operand(then)} if ${inline(describeCondition(condition, union([])))}`);
  }
  const otherwise = args.length % 2 === 1 ? args.at(-1) : undefined;
  return otherwise ? `${parts.join(", ")}, else ${operand(otherwise)}` : parts.join(", ");
}

const junctions = new Set(["and", "or", "!", "all", "some", "none"]);

/** A condition that stands for its truth, as an operand; undefined for any other operand. */
function truthOf(node: Node): string | undefined {
  const complete = node.args.length > 0 && (!quantifiers[node.op] || node.args.length > 1);
  return junctions.has(node.op) && complete ? inline(describeCondition(node, union([]))) : relation(node, true);
}

function literal(value: Json | undefined): string {
  if (Array.isArray(value) && value.length === 0) return "empty";
  if (Array.isArray(value)) return value.map(literal).join(", ");
  return typeof value === "string" ? `"${value}"` : showValue(value);
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

function isList(node: Node): boolean {
  return node.op === "literal" && Array.isArray(node.literal);
}

/** A relation between two operands, or its opposite. */
function relation(node: Node, wanted: boolean): string | undefined {
  const [first, second] = node.args;
  if (!first || !second) return undefined;
  const words = relations[node.op];
  if (words && node.args.length === 2) return `${operand(first)} ${words[wanted ? 0 : 1]} ${operand(second)}`;
  if (node.op === "in") {
    if (isList(second)) return `${operand(first)} is ${wanted ? "" : "not "}one of ${operand(second)}`;
    return `${operand(second)} ${wanted ? "holds" : "does not hold"} ${operand(first)}`;
  }
  if (node.op === "intersects") {
    const [list, values] = isList(first) ? [second, first] : [first, second];
    return `${operand(list)} holds ${wanted ? "at least one" : "none"} of ${operand(values)}`;
  }
  if (node.op !== "subset") return undefined;
  if (isList(first)) return `${operand(second)} ${wanted ? "holds all of" : "lacks one of"} ${operand(first)}`;
  return `${operand(first)} holds ${wanted ? "nothing" : "something"} but ${operand(second)}`;
}

/** The type of the value that a node reads in a scope, where that is known. */
function typeOf(node: Node, scope: Type): Type | undefined {
  const [first] = node.args;
  if (node.op === "filter" && first) return typeOf(first, scope);
  if (node.op !== "var") return undefined;
  let type: Type | undefined = scope;
  for (const key of String(first?.literal ?? "")
    .split(".")
    .filter(Boolean)) {
    type = type?.is === "map" ? (type.fields.get(key) ?? type.others) : undefined;
  }
  return type;
}

/** The type of the elements of a list that a node reads. */
function elementType(list: Node, scope: Type): Type {
  const type = typeOf(list, scope);
  return type?.is === "list" ? type.element : union([]);
}

function single(node: Node, scope: Type, wanted: boolean): string {
  const [first] = node.args;
  if (node.op === "missing") {
    const paths = node.args.flatMap((arg) => (Array.isArray(arg.literal) ? arg.literal : [arg.literal ?? null]));
    return `${paths.map((one) => `\`${String(one)}\``).join(" or ")} is ${wanted ? "not stated" : "stated"}`;
  }
  if (node.op === "!!" && first)
    return first.op === "missing" ? single(first, scope, wanted) : stated(first, scope, wanted);
  if (node.op === "literal") return wanted === Boolean(node.literal) ? "always" : "never";
  return stated(node, scope, wanted);
}

/** What a value alone asks: that it is true, or that it is there and not empty. */
function stated(node: Node, scope: Type, wanted: boolean): string {
  const type = typeOf(node, scope);
  if (type?.is === "list") return `${operand(node)} is ${wanted ? "not empty" : "empty"}`;
  const truth = type !== undefined && unionMembers(type).every(({ is }) => is === "boolean");
  return `${operand(node)} is ${wanted ? "" : "not "}${truth ? "true" : "stated"}`;
}

/** What a quantifier says of the elements of its list. */
const quantifiers: Readonly<Record<string, readonly [string, string]>> = {
  all: ["each of", "not each of"],
  some: ["at least one of", "none of"],
  none: ["none of", "at least one of"],
};

/** A junction of one part is that part. */
function joined(head: string, parts: readonly ConditionText[]): ConditionText {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { head, parts };
}

/**
 * Says in words what a condition asks, of documents in general.
 * @param scope the type of what it is asked of: the rule context, or an element inside a quantifier
 * @param wanted false for what its negation asks
 */
export function describeCondition(node: Node, scope: Type, wanted = true): ConditionText {
  const [first, second, third] = node.args;
  if (node.op === "and" || node.op === "or") {
    const every = (node.op === "and") === wanted;
    return joined(
      every ? "all of:" : "any of:",
      node.args.map((arg) => describeCondition(arg, scope, wanted)),
    );
  }
  if (node.op === "!" && first) return describeCondition(first, scope, !wanted);
  if (node.op === "!!" && first && (relations[first.op] || quantifiers[first.op]))
    return describeCondition(first, scope, wanted);
  const words = quantifiers[node.op];
  if (words && first && second) {
    const parts = [describeCondition(second, elementType(first, scope))];
    return { head: `${words[wanted ? 0 : 1]} ${operand(first)}:`, parts };
  }
  if ((node.op === "if" || node.op === "?:") && first && second) return byCase(first, second, third, scope, wanted);
  return relation(node, wanted) ?? single(node, scope, wanted);
}

function byCase(condition: Node, then: Node, otherwise: Node | undefined, scope: Type, wanted: boolean): ConditionText {
  const first = {
    head: `if ${inline(describeCondition(condition, scope))}:`,
    parts: [describeCondition(then, scope, wanted)],
  };
  const trivial = otherwise === undefined || (otherwise.op === "literal" && otherwise.literal === wanted);
  if (trivial) return first;
  return { head: "by case:", parts: [first, { head: "else:", parts: [describeCondition(otherwise, scope, wanted)] }] };
}

/** A clause on one line. */
export function inline(clause: ConditionText): string {
  if (typeof clause === "string") return clause;
  const { head, parts } = clause;
  if (head === "all of:") return parts.map(inline).join(" and ");
  if (head === "any of:") return parts.map(inline).join(" or ");
  return `${head.replace(/:$/, "")} ${parts.map(inline).join(", ")}`;
}

/** A clause as a nested list of Markdown. */
export function asMarkdown(clause: ConditionText, indent = ""): string[] {
  if (typeof clause === "string") return [`${indent}- ${clause}`];
  return [`${indent}- ${clause.head}`, ...clause.parts.flatMap((part) => asMarkdown(part, `${indent}  `))];
}
