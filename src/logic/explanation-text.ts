import { isDate } from "../util/date.ts";
import { NAMELESS, elementKey } from "../util/element-key.ts";
import { type Json, isObject } from "../util/json.ts";
import { firstAndRest } from "../util/text.ts";
import type { Node } from "./compile.ts";
import { operandName } from "./operand-name.ts";
import { round, showInline, showValue } from "./show-value.ts";
import { type TracePosition, type PathRead, isDefaulted, isRead, known, missingReads, pathOf } from "./reads.ts";
import { type Truth, UNKNOWN } from "./truth.ts";

type Show = (value: Json | undefined) => string;

/** A value with all its digits. */
const showExactly: Show = (value) => {
  if (typeof value === "number") return String(value);
  if (!isObject(value)) return showInline(value);
  const { value: point, low, high } = value;
  return `${showValue(point)} (${showExactly(low)} to ${showExactly(high)})`;
};

/** How two values that are compared are shown: two different numbers never as the same text. */
function showApart(first: Json | undefined, second: Json | undefined): Show {
  const numbers = isObject(first) ? [first["low"], first["value"], first["high"]] : [first];
  const alike = numbers.some(
    (one) => typeof one === "number" && typeof second === "number" && one !== second && round(one) === round(second),
  );
  return alike ? showExactly : showInline;
}

/** The unit that the name of a field ends with. */
function unitOf(node: Node): string {
  const name = isRead(node) ? String(node.args[0]?.literal ?? "") : "";
  const found = /(WorkDays|Days|Hours|Minutes|Months|Years|days|hours|minutes)$/.exec(name);
  return found ? ` ${(found[1] as string).replace("WorkDays", "work days").toLowerCase()}` : "";
}

/** The other operand: a constant as it is, a field by its value and its name. */
function operand(node: Node, place: TracePosition, show: Show = showInline): string {
  if (node.param) return `${show(node.literal)} (parameter ${node.param})`;
  if (node.op === "literal") return show(node.literal);
  const value = node.value(place.scope);
  if (value === UNKNOWN) return operandName(node, place);
  return `${show(value)} (${operandName(node, place)})`;
}

const isAsOf = (node: Node, place: TracePosition): boolean =>
  isRead(node) && operandName(node, place) === "the as-of date";

/** The fields of a number of days, and the number. */
function daysText(node: Node, place: TracePosition): string {
  const [from, to] = node.args as [Node, Node];
  const [days, start] = [known(node, place), known(from, place)];
  if (isAsOf(to, place)) return `${operandName(from, place)}: ${showValue(start)}, ${showValue(days)} days ago`;
  if (isAsOf(from, place))
    return `${operandName(to, place)}: ${showValue(known(to, place))}, in ${showValue(days)} days`;
  return `${operandName(from, place)} to ${operandName(to, place)}: ${showValue(days)} days`;
}

/** The number of entries, and what they have in common. */
function countText(node: Node, place: TracePosition): string {
  const [list] = node.args as [Node];
  const count = known(node, place);
  const entries = `${operandName(node, place)}: ${showValue(count)} ${count === 1 ? "entry" : "entries"}`;
  return list.op === "filter" ? `${entries} with ${explainOperand(list.args[1] as Node, place)}` : entries;
}

/** A field and its value. */
function valued(node: Node, place: TracePosition, show: Show = showInline): string {
  if (node.op === "daysBetween" && known(node, place) !== undefined) return daysText(node, place);
  if (node.op === "count") return countText(node, place);
  const value = show(known(node, place));
  const name = operandName(node, place);
  // A value without a name is a sentence by itself.
  if (name === "" || node.op === "literal") return value;
  return `${name}: ${value}${typeof known(node, place) === "number" ? unitOf(node) : ""}`;
}

const equalities = new Set(["==", "===", "!=", "!=="]);

/** How an order is written: where it holds, where it does not, where it should, and where it should not. */
type OrderWords = readonly [holds: string, fails: string, required: string, forbidden: string];

const orders: Readonly<Record<string, OrderWords>> = {
  "<": ["below", "at least", "required below", "required at least"],
  "<=": ["limit", "above", "limit", "required above"],
  ">": ["above", "at most", "required above", "limit"],
  ">=": ["required", "below", "required", "required below"],
};

const dateOrders: Readonly<Record<string, OrderWords>> = {
  "<": ["before", "on or after", "required before", "required on or after"],
  "<=": ["on or before", "after", "required on or before", "required after"],
  ">": ["after", "on or before", "required after", "required on or before"],
  ">=": ["on or after", "before", "required on or after", "required before"],
};

/** True if a result is a reason why the whole condition fails; a premise never is. */
const isWrong = (truth: boolean, { negated = false, premise = false }: TracePosition): boolean =>
  !premise && truth === negated;

/** A list that should be empty: its elements say more than their number. */
function unwantedElements(node: Node, place: TracePosition, truth: boolean): string | undefined {
  const [first, second] = node.args as [Node, Node];
  const list = first.op === "count" ? known(first.args[0] as Node, place) : undefined;
  if (!Array.isArray(list) || list.length === 0 || known(second, place) !== 0 || !isWrong(truth, place))
    return undefined;
  const names = list.map(elementKey).filter((name) => name !== NAMELESS);
  return names.length < list.length ? undefined : `${operandName(first, place)}: ${showInline(names)}; required none`;
}

function equalityText(node: Node, place: TracePosition, truth: boolean): string {
  const [first, second] = node.args as [Node, Node];
  const show = showApart(known(first, place), known(second, place));
  const text = valued(first, place, show);
  const other = operand(second, place, show);
  const isEqual = node.op.startsWith("=") === truth;
  if (!isEqual) return `${text}; ${isWrong(truth, place) ? "required" : "not"} ${other}`;
  if (!isWrong(truth, place)) return text;
  return `${text}; not allowed${second.op === "literal" ? "" : `: ${other}`}`;
}

function orderText(node: Node, place: TracePosition, truth: boolean): string {
  const [first, second] = node.args as [Node, Node];
  const value = known(first, place);
  const show = showApart(value, known(second, place));
  const [holds, fails, required, forbidden] = (isDate(value) ? dateOrders : orders)[node.op] as OrderWords;
  const words = isWrong(truth, place) ? (truth ? forbidden : required) : truth ? holds : fails;
  return `${valued(first, place, show)}; ${words} ${operand(second, place, show)}`;
}

/** A condition that decided, or is undecided, in words. */
export function explainResult(node: Node, place: TracePosition, truth: Truth, unstated: readonly PathRead[]): string {
  if (truth === UNKNOWN) return undecided(node, place, unstated);
  const [first, second] = node.args as [Node, Node];
  const unwanted = node.args.length === 2 ? unwantedElements(node, place, truth) : undefined;
  if (unwanted !== undefined) return unwanted;
  if (equalities.has(node.op)) return equalityText(node, place, truth);
  if (orders[node.op] && node.args.length === 2) return orderText(node, place, truth);
  switch (node.op) {
    case "in":
      return membership(first, second, place, truth);
    case "subset":
      return subsetText(first, second, place, truth);
    case "intersects":
      return intersectsText(first, second, place, truth);
    case "within": {
      const show = showApart(known(first, place), known(second, place));
      return `${valued(first, place, show)}; limit ${operand(second, place, show)}`;
    }
    case "matches":
      return `${valued(first, place)}; ${truth ? "has" : "not in"} the required form`;
    case "missing":
      return missingText(node, place, truth);
    case "!":
      return explainResult(first, { ...place, negated: !place.negated }, !truth, unstated);
    case "!!":
      return explainResult(first, place, truth, unstated);
    case "literal":
      return `the rule is always ${truth}`;
    default:
      return truthText(node, place, truth);
  }
}

/** One that is not stated is enough; else all are. */
function missingText(node: Node, place: TracePosition, truth: boolean): string {
  const names = node.args.flatMap((arg) => missingReads(arg, place)).map(({ path }) => place.label(path));
  if (names.length === 0) return truthText(node, place, truth);
  return `${firstAndRest(names, ", ")}: ${truth ? "not stated" : "stated"}`;
}

const wording: Readonly<Record<string, string>> = {
  "==": "",
  "===": "",
  "!=": "not ",
  "!==": "not ",
  "<": "below ",
  "<=": "at most ",
  ">": "above ",
  ">=": "at least ",
  in: "one of ",
};

/** The fields that a `missing` names. */
const missingNames = ({ args }: Node): string =>
  showInline(
    args
      .flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal ?? null]))
      .map((key) => `\`${String(key)}\``),
  );

/** A condition on an element in general, not its result: what the rule looks for. */
export function explainOperand(node: Node, place: TracePosition): string {
  const [first, second] = node.args as [Node, Node];
  const inside: TracePosition = { ...place, path: undefined, up: place };
  if (node.op === "in" && first.op === "literal")
    return `${operandName(first, inside)} in ${operandName(second, inside)}`;
  const words = wording[node.op];
  if (words !== undefined) return `${operandName(first, inside)} ${words}${operandName(second, inside)}`;
  switch (node.op) {
    case "and":
    case "or":
      return node.args.map((arg) => explainOperand(arg, place)).join(` ${node.op} `);
    case "subset":
      return `${operandName(second, inside)} with all of ${operandName(first, inside)}`;
    case "intersects":
      return `${operandName(first, inside)} with one of ${operandName(second, inside)}`;
    case "!!":
      return `${operandName(first, inside)} stated`;
    case "missing":
      return `${missingNames(node)} not stated`;
    case "!":
      return first.op === "missing" ? `${missingNames(first)} stated` : `not ${explainOperand(first, place)}`;
    default:
      return operandName(node, inside);
  }
}

function truthText(node: Node, place: TracePosition, truth: boolean): string {
  if (isDefaulted(node, place)) return `${operandName(node, place)}: not stated`;
  const value = known(node, place);
  const text = valued(node, place);
  const path = isRead(node) ? pathOf(node, place) : undefined;
  const sentence = path && typeof value === "boolean" ? place.label(path, value) : undefined;
  if (path && sentence !== undefined && sentence !== place.label(path)) return sentence;
  if (typeof value !== "boolean" || !isWrong(truth, place) || text === String(value)) return text;
  return value ? `${text}; not allowed` : `${text}; required true`;
}

function membership(element: Node, whole: Node, place: TracePosition, truth: boolean): string {
  const isWanted = !isWrong(truth, place);
  if (element.op === "literal") {
    const name = operandName(whole, place);
    if (isWanted) return `${name}: ${truth ? "" : "without "}${operandName(element, place)}`;
    return `${name}: ${truth ? "not allowed" : "missing"} ${operandName(element, place)}`;
  }
  const words = isWanted && !truth ? "not one of" : truth && !isWanted ? "not allowed" : "allowed";
  return `${valued(element, place)}; ${words} ${allowed(whole, place)}`;
}

/** A list to choose from; an empty one leaves no choice. */
function allowed(list: Node, place: TracePosition): string {
  const value = known(list, place);
  if (!Array.isArray(value) || value.length > 0) return operand(list, place);
  return list.op === "literal" ? "nothing" : `nothing (${operandName(list, place)}: empty)`;
}

function subsetText(inner: Node, outer: Node, place: TracePosition, truth: boolean): string {
  const [sought, given] = [known(inner, place), known(outer, place)] as [Json[], Json[]];
  const held = new Set(given);
  const absent = sought.filter((value) => !held.has(value));
  if (inner.op === "literal") {
    const name = operandName(outer, place);
    return truth ? `${name}: ${showInline(sought)}` : `${name}: missing ${showInline(absent)}`;
  }
  if (truth) return `${valued(inner, place)}; allowed ${allowed(outer, place)}`;
  return `${operandName(inner, place)}: not allowed ${showInline(absent)}; allowed ${allowed(outer, place)}`;
}

function intersectsText(first: Node, second: Node, place: TracePosition, truth: boolean): string {
  const [list, wanted] = first.op === "literal" ? [second, first] : [first, second];
  const [given, sought] = [known(list, place), known(wanted, place)] as [Json[], Json[]];
  const held = new Set(sought);
  const shared = given.filter((value) => held.has(value));
  const isWanted = !isWrong(truth, place);
  if (truth) return `${operandName(list, place)}: ${isWanted ? "" : "not allowed "}${showInline(shared)}`;
  if (isWanted) return `${valued(list, place)}; none of ${allowed(wanted, place)}`;
  return `${valued(list, place)}; required one of ${allowed(wanted, place)}`;
}

function undecided(node: Node, place: TracePosition, unstated: readonly PathRead[]): string {
  if (unstated.length > 0)
    return `${firstAndRest([...new Set(unstated.map((read) => place.label(read.path)))], ", ")}: not stated`;
  const [first, second] = node.args;
  if (node.op === "within" && first && second) {
    const show = showApart(known(first, place), known(second, place));
    const text = `${valued(first, place, show)}; limit ${operand(second, place, show)} is inside the interval`;
    const interval = known(first, place);
    // An interval may say what keeps it open.
    return isObject(interval) && typeof interval["open"] === "string" ? `${text}: ${interval["open"]}` : text;
  }
  return `${operandName(node, place)}: undecided`;
}
