import type { JsonObject } from "../util/json.ts";
import { closestWord } from "../util/text.ts";
import type { Node } from "./compile.ts";
import { ANY, type Type, unionMembers } from "./types.ts";

/** Which truths a condition can have on a valid document, unknown left aside. */
export interface PossibleTruths {
  readonly true: boolean;
  readonly false: boolean;
}

export const BOTH: PossibleTruths = { true: true, false: true };

/** What is known of an expression before any document is read. */
export interface Typed {
  readonly type: Type;
  readonly truths: PossibleTruths;
}

/** A checker at one place of an expression: its scope, and where mistakes go. */
export interface Checker {
  readonly scope: Type;
  /** The types of the scopes around that of an element, from the rule context inwards. */
  readonly around: readonly Type[];
  /** The parameters as their policy declares them. */
  readonly parameters: JsonObject;
  report(node: Node, message: string): void;
}

/** What an operator asks of the types of its arguments, and what it gives. */
export type CheckedOperator = (node: Node, types: readonly Type[], checker: Checker) => Typed;

export const value = (type: Type): Typed => ({ type, truths: truthsOf(type) });

function truthsOf(type: Type): PossibleTruths {
  const each = unionMembers(type).map((one): PossibleTruths => {
    switch (one.is) {
      case "null":
        return { true: false, false: true };
      case "number":
        return {
          true: !(one.minimum === 0 && one.maximum === 0),
          false: one.minimum <= 0 && one.maximum >= 0,
        };
      case "text":
        return { true: one.values?.some((text) => text !== "") ?? true, false: one.values?.includes("") ?? true };
      case "map":
        return { true: true, false: false };
      default:
        return BOTH;
    }
  });
  return { true: each.some((one) => one.true), false: each.some((one) => one.false) };
}

export const failed: Typed = { type: ANY, truths: BOTH };

/** The path of a `var`: empty for the scope itself. */
export const pathOf = (node: Node): string => String(node.args[0]?.literal ?? "");

/** An operand as an author writes it. */
export function plain(node: Node): string {
  if (node.op === "var") return `{ var: ${pathOf(node) || '""'} }`;
  if (node.op === "outer") return `{ outer: ${pathOf(node)} }`;
  if (node.param !== undefined) return `{ param: ${node.param} }`;
  return node.op === "literal" ? String(node.literal) : "...";
}

/** What an expression is called in a message. */
export function nameOf(node: Node): string {
  if (node.op === "var" || node.op === "outer") return nameOfPath(pathOf(node));
  if (node.param !== undefined) return `parameter \`${node.param}\``;
  if (node.op === "list") return "the list";
  return node.op === "literal" ? JSON.stringify(node.literal) : `what \`${node.op}\` gives`;
}

/** What is read at a path, in a message. */
export const nameOfPath = (path: string): string => (path === "" ? "the element" : `\`${path}\``);

/** The texts that a type may be, or undefined when it may be many. */
export function textsOf(type: Type): readonly string[] | undefined {
  return type.is === "text" ? type.values : undefined;
}

/** The texts of one type that no value of another can be; undefined where either may be many. */
export function textsOutside(a: Type, b: Type): readonly string[] | undefined {
  const [texts, values] = [textsOf(a), textsOf(b)];
  return texts && values && texts.filter((text) => !values.includes(text));
}

/** Reports texts that no value of an enum can be. */
export function outsideEnum(at: Node, written: Type, wanted: Type, name: string, checker: Checker): boolean {
  const wrong = textsOutside(written, wanted) ?? [];
  const values = textsOf(wanted) as readonly string[];
  for (const text of wrong) {
    const near = closestWord(text, values);
    checker.report(
      at,
      `"${text}" is not a value of ${name}; ${near ? `did you mean "${near}"?` : `it takes ${values.join(", ")}`}`,
    );
  }
  return wrong.length > 0;
}
