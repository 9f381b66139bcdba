import { isDate } from "../util/date.ts";
import { type Json, emptyObject, isObject } from "../util/json.ts";
import { firstAndRest } from "../util/text.ts";
import type { Node } from "./compile.ts";
import { type TracePosition, type PathRead, missingReads, isDefaulted, known, pathOf } from "./reads.ts";
import { type Truth, UNKNOWN } from "./truth.ts";

/** Parts of a value that are shown, and characters of its texts; no document makes a message endless. */
const [MAX_PARTS, MAX_CHARACTERS] = [200, 4000];

/** What of a value may still be shown. */
interface Room {
  parts: number;
  characters: number;
}

function shortenedText(text: string, left: Room): string {
  const most = left.characters;
  left.characters = Math.max(0, most - text.length);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A value with no more parts than a reader can take in. Its own list states how many are left out. */
export function shortened(value: Json): Json {
  return shortenedTo({ parts: MAX_PARTS, characters: MAX_CHARACTERS }, value, (rest) => `and ${rest} more`);
}

function shortenedTo(left: Room, value: Json, ending: (rest: number) => string): Json {
  if (typeof value === "string") return shortenedText(value, left);
  const inner = (part: Json): Json => shortenedTo(left, part, () => "…");
  if (Array.isArray(value)) {
    const kept: Json[] = [];
    for (const part of value) {
      if (left.parts === 0) return [...kept, ending(value.length - kept.length)];
      left.parts -= 1;
      kept.push(inner(part));
    }
    return kept;
  }
  if (!isObject(value)) return value;
  const kept = emptyObject();
  for (const key of Object.keys(value)) {
    if (left.parts === 0) return { ...kept, "…": "…" };
    left.parts -= 1;
    kept[shortenedText(key, left)] = inner(value[key] as Json);
  }
  return kept;
}

/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export function showValue(value: Json | undefined): string {
  return value === undefined ? "not stated" : shown(shortened(value));
}

/** Values in a row. */
function showValues(values: Json[]): string {
  const list = shortened(values) as Json[];
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
  if (value === "") return '""';
  return typeof value === "number" ? String(round(value)) : String(value);
}

/** Four decimals are enough for a reader, but for a number that is so small that nothing would be left of it. */
function round(value: number): number {
  if (Number.isInteger(value)) return value;
  const rounded = Math.round(value * 10_000) / 10_000;
  return Math.abs(rounded) >= 0.001 ? rounded : Number(value.toPrecision(2));
}

/** What an expression is called. */
export function operandName(node: Node, place: TracePosition): string {
  if (node.param) return `${showValue(node.literal)} (parameter ${node.param})`;
  if (node.op === "literal") return showValue(node.literal);
  if (node.op === "var") {
    const path = pathOf(node, place);
    if (path) return path.length === 1 && path[0] === "asOf" ? "the as-of date" : place.label(path);
    const key = node.args[0]?.literal;
    return key === "" || key === undefined ? "the element" : `\`${String(key)}\``;
  }
  if (node.op === "daysBetween")
    return `the time from ${operandName(node.args[0] as Node, place)} to ${operandName(node.args[1] as Node, place)}`;
  if (node.op === "count") return `the number of ${operandName(node.args[0] as Node, place)}`;
  if (node.op === "filter") return `what is left of ${operandName(node.args[0] as Node, place)}`;
  if (node.args.length === 0) return node.op;
  return `${node.op}(${node.args.map((arg) => operandName(arg, place)).join(", ")})`;
}

type Show = (value: Json | undefined) => string;

/** A value with all its digits. */
const showExactly: Show = (value) => {
  if (typeof value === "number") return String(value);
  if (!isObject(value)) return showValue(value);
  const { value: point, low, high } = value;
  return `${showValue(point)} (${showExactly(low)} to ${showExactly(high)})`;
};

/** How two values that are compared are shown: two different numbers never as the same text. */
function showApart(first: Json | undefined, second: Json | undefined): Show {
  const numbers = isObject(first) ? [first["low"], first["value"], first["high"]] : [first];
  const alike = numbers.some(
    (one) => typeof one === "number" && typeof second === "number" && one !== second && round(one) === round(second),
  );
  return alike ? showExactly : showValue;
}

/** An operand: a literal as it is, a path with its value, a calculation by its result. */
function operand(node: Node, place: TracePosition, show: Show = showValue): string {
  if (node.param) return `${show(node.literal)} (parameter ${node.param})`;
  if (node.op === "literal") return show(node.literal);
  const value = node.value(place.scope);
  if (value === UNKNOWN) return operandName(node, place);
  return node.op === "var" ? `${operandName(node, place)} (${show(value)})` : show(value);
}

function valued(node: Node, place: TracePosition, show: Show = showValue): string {
  const value = show(known(node, place));
  const unit = node.op === "daysBetween" ? " days" : "";
  const name = operandName(node, place);
  // A value without a name is a sentence by itself.
  return name === "" ? value : `${name} is ${value}${unit}`;
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
export function explainResult(node: Node, place: TracePosition, truth: Truth, unstated: readonly PathRead[]): string {
  if (truth === UNKNOWN) return undecided(node, place, unstated);
  const [first, second] = node.args as [Node, Node];
  const relation = relations[node.op];
  if (relation && node.args.length === 2) {
    const value = known(first, place);
    if (second.op === "literal" && value === second.literal) return valued(first, place);
    const words = (isDate(value) ? dateRelations[node.op] : undefined) ?? relation;
    const show = showApart(value, known(second, place));
    return `${valued(first, place, show)}, ${words[truth ? 0 : 1]}${operand(second, place, show)}`;
  }
  switch (node.op) {
    case "in":
      return membership(first, second, place, truth);
    case "subset":
      return subsetSentence(first, second, place, truth);
    case "intersects":
      return intersectsSentence(first, second, place, truth);
    case "within": {
      const show = showApart(known(first, place), known(second, place));
      return `${valued(first, place, show)}, ${truth ? "at most" : "above"} ${operand(second, place, show)}`;
    }
    case "matches":
      return `${valued(first, place)}, which ${truth ? "matches" : "does not match"} ${operand(second, place)}`;
    case "missing":
      return missingSentence(node, place, truth);
    case "!":
      return explainResult(first, place, !truth, unstated);
    case "!!":
      return explainResult(first, place, truth, unstated);
    case "literal":
      return `the rule says ${truth}`;
    default:
      return truthSentence(node, place);
  }
}

/** One that is not stated is enough; else all are. */
function missingSentence(node: Node, place: TracePosition, truth: boolean): string {
  const names = node.args.flatMap((arg) => missingReads(arg, place)).map(({ path }) => place.label(path));
  if (names.length === 0) return truthSentence(node, place);
  if (truth) return `${firstAndRest(names, " or ")} is not stated`;
  return `${firstAndRest(names, " and ")} ${names.length === 1 ? "is" : "are"} stated`;
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
  in: "in ",
};

/** A condition on an element in general, not as it came out: what was looked for. */
export function explainOperand(node: Node, place: TracePosition): string {
  const [first, second] = node.args as [Node, Node];
  const inside: TracePosition = { ...place, path: undefined };
  const words = wording[node.op];
  if (words !== undefined) return `${operandName(first, inside)} ${words}${operandName(second, inside)}`;
  switch (node.op) {
    case "and":
    case "or":
      return node.args.map((arg) => explainOperand(arg, place)).join(` ${node.op} `);
    case "subset":
      return `all of ${operandName(first, inside)} in ${operandName(second, inside)}`;
    case "!!":
      return `${operandName(first, inside)} stated`;
    case "!":
      return `not ${explainOperand(first, place)}`;
    default:
      return operandName(node, inside);
  }
}

function truthSentence(node: Node, place: TracePosition): string {
  if (isDefaulted(node, place)) return `${operandName(node, place)} is not stated`;
  const value = node.value(place.scope);
  if (value === "" || (Array.isArray(value) && value.length === 0)) return `${operandName(node, place)} is empty`;
  return valued(node, place);
}

function membership(element: Node, whole: Node, place: TracePosition, truth: boolean): string {
  if (element.op === "literal") {
    const text = `${operandName(whole, place)} ${truth ? "holds" : "does not hold"} ${operandName(element, place)}`;
    return truth ? text : `${text}: it is ${showValue(known(whole, place))}`;
  }
  return `${valued(element, place)}, ${truth ? "one" : "none"} of ${operand(whole, place)}`;
}

function subsetSentence(inner: Node, outer: Node, place: TracePosition, truth: boolean): string {
  const [wanted, given] = [known(inner, place), known(outer, place)] as [Json[], Json[]];
  const held = new Set(given);
  const absent = wanted.filter((value) => !held.has(value));
  if (inner.op === "literal") {
    return truth
      ? `${operandName(outer, place)} holds all of ${showValue(wanted)}`
      : `${operandName(outer, place)} lacks ${showValues(absent)}`;
  }
  const list = operand(outer, place);
  return truth
    ? `${valued(inner, place)}, within ${list}`
    : `${operandName(inner, place)} holds ${showValues(absent)}, beyond ${list}`;
}

function intersectsSentence(first: Node, second: Node, place: TracePosition, truth: boolean): string {
  const [list, wanted] = first.op === "literal" ? [second, first] : [first, second];
  const [given, sought] = [known(list, place), known(wanted, place)] as [Json[], Json[]];
  const held = new Set(sought);
  const shared = given.filter((value) => held.has(value));
  if (truth) return `${operandName(list, place)} holds ${showValues(shared)}`;
  return `${operandName(list, place)} holds none of ${showValue(sought)}: it is ${showValue(given)}`;
}

function undecided(node: Node, place: TracePosition, unstated: readonly PathRead[]): string {
  if (unstated.length > 0) {
    const paths = [...new Set(unstated.map((read) => place.label(read.path)))];
    return `${firstAndRest(paths, " and ")} ${paths.length === 1 ? "is" : "are"} not stated`;
  }
  const [first, second] = node.args;
  if (node.op === "within" && first && second) {
    const show = showApart(known(first, place), known(second, place));
    const text = `${valued(first, place, show)}, which neither keeps nor breaks the limit ${operand(second, place, show)}`;
    const interval = known(first, place);
    // An interval may say what keeps it open.
    return isObject(interval) && typeof interval["open"] === "string" ? `${text}: ${interval["open"]}` : text;
  }
  return `${operandName(node, place)} cannot be decided from what is stated`;
}
