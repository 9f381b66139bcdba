import { isDate } from "../model/date.ts";
import { type Json, emptyObject, isObject } from "../model/json.ts";
import type { Node } from "./compile.ts";
import { type Place, type Read, asked, isDefaulted, known, pathOf } from "./place.ts";
import { type Truth, UNKNOWN } from "./value.ts";

/** Parts of a value that are shown; no document makes a message endless. */
const MAX_PARTS = 200;

/** A value with no more parts than a reader can take in. */
function shortened(value: Json, left: { parts: number }): Json {
  if (Array.isArray(value)) {
    const kept: Json[] = [];
    for (const part of value) {
      if (left.parts === 0) return [...kept, "…"];
      left.parts -= 1;
      kept.push(shortened(part, left));
    }
    return kept;
  }
  if (!isObject(value)) return value;
  const kept = emptyObject();
  for (const key of Object.keys(value)) {
    if (left.parts === 0) return { ...kept, "…": "…" };
    left.parts -= 1;
    kept[key] = shortened(value[key] as Json, left);
  }
  return kept;
}

/** A value as a reader wants it: texts as they are, lists in brackets. */
export function showValue(value: Json | undefined): string {
  return value === undefined ? "not stated" : shown(shortened(value, { parts: MAX_PARTS }));
}

/** Values in a row. */
function showValues(values: Json[]): string {
  const list = shortened(values, { parts: MAX_PARTS }) as Json[];
  return list.map(shown).join(", ");
}

function shown(value: Json): string {
  if (isObject(value)) {
    const { value: point, low, high } = value;
    if (typeof point === "number" && typeof low === "number" && typeof high === "number") {
      return `${round(point)} (${round(low)} to ${round(high)})`;
    }
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  return typeof value === "number" ? String(round(value)) : String(value);
}

/** Four decimals are enough for a reader, but for a number that is so small that nothing would be left of it. */
function round(value: number): number {
  if (Number.isInteger(value)) return value;
  const rounded = Math.round(value * 10_000) / 10_000;
  return Math.abs(rounded) >= 0.001 ? rounded : Number(value.toPrecision(2));
}

/** What an expression is called. */
export function nameOf(node: Node, place: Place): string {
  if (node.param) return `${showValue(node.literal)} (parameter ${node.param})`;
  if (node.op === "literal") return showValue(node.literal);
  if (node.op === "var") {
    const path = pathOf(node, place);
    if (path) return path.length === 1 && path[0] === "asOf" ? "the as-of date" : place.label(path);
    const key = node.args[0]?.literal;
    return key === "" || key === undefined ? "the element" : `\`${String(key)}\``;
  }
  if (node.op === "daysBetween")
    return `the time from ${nameOf(node.args[0] as Node, place)} to ${nameOf(node.args[1] as Node, place)}`;
  if (node.op === "count") return `the number of ${nameOf(node.args[0] as Node, place)}`;
  if (node.op === "filter") return `what is left of ${nameOf(node.args[0] as Node, place)}`;
  if (node.args.length === 0) return node.op;
  return `${node.op}(${node.args.map((arg) => nameOf(arg, place)).join(", ")})`;
}

/** An operand: a literal as it is, a path with its value, a calculation by its result. */
function operand(node: Node, place: Place): string {
  if (node.op === "literal") return nameOf(node, place);
  const value = node.value(place.scope);
  if (value === UNKNOWN) return nameOf(node, place);
  return node.op === "var" ? `${nameOf(node, place)} (${showValue(value)})` : showValue(value);
}

function valued(node: Node, place: Place): string {
  const value = node.value(place.scope);
  const unit = node.op === "daysBetween" ? " days" : "";
  const name = nameOf(node, place);
  // A value without a name is a sentence by itself.
  if (name === "" && value !== UNKNOWN) return showValue(value);
  return `${name} is ${value === UNKNOWN ? "not stated" : showValue(value)}${unit}`;
}

const relations: Readonly<Record<string, readonly [string, string]>> = {
  "==": ["", "not "],
  "===": ["", "not "],
  "!=": ["not ", ""],
  "!==": ["not ", ""],
  "<": ["below ", "not below "],
  "<=": ["at most ", "above "],
  ">": ["above ", "not above "],
  ">=": ["at least ", "below "],
};

/** The same of dates. */
const dateRelations: Readonly<Record<string, readonly [string, string]>> = {
  "<": ["before ", "not before "],
  "<=": ["on or before ", "after "],
  ">": ["after ", "not after "],
  ">=": ["on or after ", "before "],
};

/** A decided or undecided condition in words. */
export function sentence(node: Node, place: Place, truth: Truth, unstated: readonly Read[]): string {
  if (truth === UNKNOWN) return undecided(node, place, unstated);
  const [first, second] = node.args;
  if (first && second) {
    const relation = (isDate(known(first, place)) ? dateRelations[node.op] : undefined) ?? relations[node.op];
    if (relation && node.args.length === 2) {
      const same = second.op === "literal" && known(first, place) === second.literal;
      return same
        ? valued(first, place)
        : `${valued(first, place)}, ${relation[truth ? 0 : 1]}${operand(second, place)}`;
    }
    if (node.op === "in") return membership(first, second, place, truth);
    if (node.op === "subset") return subsetSentence(first, second, place, truth);
    if (node.op === "intersects") return intersectsSentence(first, second, place, truth);
    if (node.op === "within")
      return `${valued(first, place)}, ${truth ? "at most" : "above"} ${operand(second, place)}`;
    if (node.op === "matches")
      return `${valued(first, place)}, which ${truth ? "matches" : "does not match"} ${operand(second, place)}`;
  }
  if (node.op === "missing") return missingSentence(node, place, truth);
  if (node.op === "!" && first) return sentence(first, place, !truth, unstated);
  if (node.op === "!!" && first) return sentence(first, place, truth, unstated);
  if (node.op === "literal") return `the rule says ${truth}`;
  return truthSentence(node, place);
}

/** One that is not stated is enough; else all are. */
function missingSentence(node: Node, place: Place, truth: boolean): string {
  const names = node.args.flatMap((arg) => asked(arg, place)).map(({ path }) => place.label(path));
  if (names.length === 0) return truthSentence(node, place);
  if (truth) return `${names.join(" or ")} is not stated`;
  return `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} stated`;
}

const wording: Readonly<Record<string, string>> = {
  "==": "",
  "===": "",
  "!=": "other than ",
  "!==": "other than ",
  "<": "below ",
  "<=": "at most ",
  ">": "above ",
  ">=": "at least ",
};

/** A condition on an element in general, not as it came out: what was looked for. */
export function describe(node: Node, place: Place): string {
  const [first, second] = node.args;
  const inside: Place = { ...place, path: undefined };
  if (node.op === "and" || node.op === "or") return node.args.map((arg) => describe(arg, place)).join(` ${node.op} `);
  if (first && second && Object.hasOwn(wording, node.op))
    return `${nameOf(first, inside)} ${wording[node.op] ?? ""}${nameOf(second, inside)}`;
  if (first && second && node.op === "in") {
    return `${nameOf(first, inside)} in ${nameOf(second, inside)}`;
  }
  if (first && second && node.op === "subset") return `all of ${nameOf(first, inside)} in ${nameOf(second, inside)}`;
  if (first && node.op === "!!") return `${nameOf(first, inside)} stated`;
  if (first && node.op === "!") return `not ${describe(first, place)}`;
  return nameOf(node, inside);
}

function truthSentence(node: Node, place: Place): string {
  if (isDefaulted(node, place)) return `${nameOf(node, place)} is not stated`;
  const value = node.value(place.scope);
  if (value === "" || (Array.isArray(value) && value.length === 0)) return `${nameOf(node, place)} is empty`;
  return valued(node, place);
}

function membership(element: Node, whole: Node, place: Place, truth: boolean): string {
  if (element.op === "literal") {
    const text = `${nameOf(whole, place)} ${truth ? "holds" : "does not hold"} ${nameOf(element, place)}`;
    return truth ? text : `${text}: it is ${showValue(known(whole, place))}`;
  }
  return `${valued(element, place)}, ${truth ? "one" : "none"} of ${operand(whole, place)}`;
}

function subsetSentence(inner: Node, outer: Node, place: Place, truth: boolean): string {
  const [wanted, given] = [known(inner, place), known(outer, place)];
  const held = new Set(Array.isArray(given) ? given : []);
  const absent = Array.isArray(wanted) ? wanted.filter((value) => !held.has(value)) : [];
  if (inner.op === "literal") {
    return truth
      ? `${nameOf(outer, place)} holds all of ${showValue(wanted)}`
      : `${nameOf(outer, place)} lacks ${showValues(absent)}`;
  }
  const list = operand(outer, place);
  return truth
    ? `${valued(inner, place)}, within ${list}`
    : `${nameOf(inner, place)} holds ${showValues(absent)}, beyond ${list}`;
}

function intersectsSentence(first: Node, second: Node, place: Place, truth: boolean): string {
  const [list, wanted] = first.op === "literal" ? [second, first] : [first, second];
  const [given, sought] = [known(list, place), known(wanted, place)];
  const held = new Set(Array.isArray(sought) ? sought : []);
  const shared = Array.isArray(given) ? given.filter((value) => held.has(value)) : [];
  if (truth) return `${nameOf(list, place)} holds ${showValues(shared)}`;
  return `${nameOf(list, place)} holds none of ${showValue(sought)}: it is ${showValue(given)}`;
}

function undecided(node: Node, place: Place, unstated: readonly Read[]): string {
  if (unstated.length > 0) {
    const paths = [...new Set(unstated.map((read) => place.label(read.path)))];
    return `${paths.join(" and ")} ${paths.length === 1 ? "is" : "are"} not stated`;
  }
  const [first, second] = node.args;
  if (node.op === "within" && first && second) {
    return `${valued(first, place)}, which neither keeps nor breaks the limit ${operand(second, place)}`;
  }
  return `${nameOf(node, place)} cannot be decided from what is stated`;
}
