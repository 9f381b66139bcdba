import type { Json } from "../util/json.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import type { Node } from "./compile.ts";
import {
  type PathLabel,
  type TracePosition,
  type PathRead,
  elementPlaces,
  collectReads,
  isRead,
  pathOf,
  sourceOf,
} from "./reads.ts";
import { type Truth, UNKNOWN } from "./truth.ts";
import { explainOperand, explainResult } from "./explanation-text.ts";
import { operandName } from "./operand-name.ts";
import { type DistanceMeasure, measureOf } from "./measure.ts";
import { type Path, formatPath } from "../util/json-path.ts";
import { BudgetExceeded, type Scope } from "./scope.ts";

/** One condition that decided, in words, with what it read. */
export interface DecidingCondition {
  readonly text: string;
  readonly reads: readonly PathRead[];
  readonly result: Truth;
  /** Whether it only says why the others were asked: the first half of an implication. */
  readonly premise: boolean;
  /** Its place in the expression: two conditions may read the same path. */
  readonly part: string;
  readonly measure: DistanceMeasure;
  /** Undefined if it is unknown, or compares nothing. */
  readonly comparison?: Comparison | undefined;
}

/** An element of a list that decided. */
export interface DecidingElement {
  /** Path of the list in the rule context. */
  readonly list: Path;
  readonly value: Json;
}

export interface Explanation {
  readonly conditions: readonly DecidingCondition[];
  /**
   * Everything that stands in the way, for comparisons: the same with repetitions, since two elements that read alike are
   * two, and what is unknown beside what failed. Empty if it took too many steps.
   */
  readonly open: readonly DecidingCondition[];
  readonly elements: readonly DecidingElement[];
}

interface Tracer {
  readonly conditions: DecidingCondition[];
  readonly elements: DecidingElement[];
  /** Conditions that are unknown where others decided. */
  readonly beside: DecidingCondition[];
  /** Whether the whole condition holds: then one reason is enough where one suffices, and else each has to go. */
  readonly holds: boolean;
  readonly identifies: IdentifiesElement;
}

/** True for a path of a field that says which thing an element is, such as the type of a document. */
export type IdentifiesElement = (path: Path) => boolean;

const quantifiers = new Set(["all", "some", "none"]);
const structural = new Set(["and", "or", "!", "!!", "if", "?:", ...quantifiers]);

/**
 * Says why a condition came out as it did: the sub-conditions that decided it, and no others.
 * @param node a compiled condition
 * @param scope the scope it was evaluated on, with a fresh budget
 * @param label how paths are called; by default as they are written
 * @param identifies an element that differs in such a field is another thing, not one that fails
 */
export function explain(
  node: Node,
  scope: Scope,
  label: PathLabel = (path) => `\`${formatPath(path)}\``,
  identifies: IdentifiesElement = () => false,
): Explanation {
  const conditions: DecidingCondition[] = [];
  const elements: DecidingElement[] = [];
  const beside: DecidingCondition[] = [];
  try {
    const truth = node.truth(scope);
    trace(node, { scope, path: [], label }, { conditions, elements, beside, holds: truth === true, identifies }, truth);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    return { conditions: unique(conditions), open: [], elements };
  }
  return { conditions: unique(conditions), open: [...conditions, ...beside], elements };
}

/** Each condition once, as it was first found; premises after what they lead to. */
function unique(conditions: readonly DecidingCondition[]): DecidingCondition[] {
  const seen = new Map<string, DecidingCondition>();
  for (const condition of conditions) {
    const key = `${condition.text}\0${String(condition.result)}`;
    if (!seen.has(key)) seen.set(key, condition);
  }
  const all = [...seen.values()];
  return [...all.filter(({ premise }) => !premise), ...all.filter(({ premise }) => premise)];
}

function trace(node: Node, place: TracePosition, tracer: Tracer, truth: Truth = node.truth(place.scope)): void {
  const [first] = node.args;
  if (node.op === "and" || node.op === "or") {
    const args = deciding(node, place.scope, truth, tracer);
    for (const arg of args)
      trace(arg, isPremise(node.op, arg, args, truth) ? { ...place, premise: true } : place, tracer);
    if (truth !== UNKNOWN && truth === (node.op === "or")) for (const arg of node.args) traceBeside(arg, place, tracer);
  } else if ((node.op === "!" || node.op === "!!") && first && structural.has(first.op)) {
    trace(first, node.op === "!" ? { ...place, negated: !place.negated } : place, tracer);
  } else if (node.op === "if" || node.op === "?:") {
    traceConditional(node, place, tracer);
  } else if (quantifiers.has(node.op)) {
    traceQuantifier(node, place, truth, tracer);
  } else {
    // That something is stated is no reason to take it away.
    const stated = (node.op === "missing" ? node : first)?.op === "missing" && truth === (node.op === "!");
    tracer.conditions.push(leaf(node, stated ? { ...place, premise: true } : place, truth));
  }
}

/** Traces a condition that is unknown beside one that decided. */
function traceBeside(node: Node, place: TracePosition, tracer: Tracer): void {
  if (tracer.holds || node.truth(place.scope) !== UNKNOWN) return;
  trace(node, place, { ...tracer, conditions: tracer.beside, elements: [] }, UNKNOWN);
}

const negative = new Set(["!", "none"]);

/**
 * Whether an argument of a decided junction is a premise: "not A, or B" that fails, and "A, and not B" that holds under
 * a negation, both say that A was so and B was not; B is what to change.
 */
function isPremise(op: string, arg: Node, args: readonly Node[], truth: Truth): boolean {
  const negations = args.filter((one) => negative.has(one.op)).length;
  if (negations === 0 || negations === args.length) return false;
  return op === "or" ? truth === false && negative.has(arg.op) : truth === true && !negative.has(arg.op);
}

/** The arguments of a junction that decided it: those that agree with it; where one suffices, the first. */
function deciding(node: Node, scope: Scope, truth: Truth, { holds }: Tracer): Node[] {
  const agreeing = node.args.filter((arg) => arg.truth(scope) === truth);
  return node.op === "or" && truth === true && holds ? agreeing.slice(0, 1) : agreeing;
}

/** The branch that was taken decided; where it is a literal, or there is none, the conditions that led there did. */
function traceConditional(node: Node, place: TracePosition, tracer: Tracer): void {
  const passed: Node[] = [];
  for (let i = 0; i < node.args.length; i += 2) {
    const condition = node.args[i] as Node;
    const branch = node.args[i + 1];
    if (branch === undefined) {
      if (condition.op === "literal") break;
      return trace(condition, place, tracer);
    }
    const truth = condition.truth(place.scope);
    if (truth !== false) {
      const decides = truth === UNKNOWN || branch.op === "literal";
      return trace(decides ? condition : branch, place, tracer);
    }
    passed.push(condition);
  }
  for (const condition of passed) trace(condition, place, tracer);
  if (passed.length === 0) tracer.conditions.push(leaf(node, place, node.truth(place.scope)));
}

function traceQuantifier(node: Node, place: TracePosition, truth: Truth, tracer: Tracer): void {
  const [list, body] = node.args as [Node, Node];
  const places = elementPlaces(list, place);
  if (places === undefined) return traceList(list, place, tracer);
  if (places.length === 0) {
    const reads = collectReads(list, place);
    tracer.conditions.push({
      text: `${operandName(list, place)}: ${list.op === "filter" ? "no entry fits" : "empty"}`,
      reads,
      result: truth,
      premise: place.premise ?? false,
      part: formatPath(node.path),
      measure: { kind: "presence" },
    });
    return;
  }
  const inner = (element: TracePosition): TracePosition =>
    node.op === "none" ? { ...element, negated: !element.negated } : element;
  const sought: Truth = node.op === "none" && truth !== UNKNOWN ? !truth : truth;
  const elements = places.filter(({ scope }) => body.truth(scope) === sought);
  const shown = node.op === "some" && truth === false ? nearest(body, elements, tracer.identifies) : elements;
  if (shown.length === 0) return traceNoneFits(list, body, place, elements.length, tracer);
  for (const element of node.op === "some" && truth === true && tracer.holds ? shown.slice(0, 1) : shown) {
    const parent = element.path?.slice(0, -1);
    if (parent) tracer.elements.push({ list: parent, value: element.scope.data });
    trace(body, inner(element), tracer);
  }
  if (truth !== UNKNOWN && truth === (node.op === "some"))
    for (const element of places) traceBeside(body, element, tracer);
}

const selecting = new Set(["==", "===", "in"]);

/** True for an element that fails a comparison of a field that says which thing it is: it is another thing. */
function isOther(body: Node, element: TracePosition, identifies: IdentifiesElement): boolean {
  const parts = body.op === "and" ? body.args : [body];
  return parts.some(
    (part) =>
      selecting.has(part.op) &&
      part.truth(element.scope) === false &&
      part.args.every((arg) => {
        const path = isRead(arg) ? pathOf(arg, element) : undefined;
        return arg.op === "literal" || (path !== undefined && identifies(path));
      }),
  );
}

/** Of elements that fail a conjunction, those that fail the least of it; none when each fails its first part. */
function nearest(body: Node, all: readonly TracePosition[], identifies: IdentifiesElement): TracePosition[] {
  const elements = all.filter((element) => !isOther(body, element, identifies));
  if (body.op !== "and") return elements.length === 1 ? [...elements] : [];
  const kept = elements.map(({ scope }) => body.args.filter((arg) => arg.truth(scope) === true).length);
  const most = kept.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? [] : elements.filter((_, i) => kept[i] === most);
}

/** No element of a list comes near: the list is to blame, not each element. */
function traceNoneFits(list: Node, body: Node, place: TracePosition, count: number, tracer: Tracer): void {
  const wanted = body.op === "and" ? (body.args[0] as Node) : body;
  const reads = collectReads(sourceOf(list), place);
  const entries = count === 1 ? "1 entry, not" : `${count} entries, none`;
  const text = `${operandName(list, place)}: ${entries} with ${explainOperand(wanted, place)}`;
  const part = formatPath(body.path);
  const measure = { kind: "presence" } as const;
  tracer.conditions.push({ text, reads, result: false, premise: place.premise ?? false, part, measure });
}

/** Why a list is unknown: it is not stated, or a filter on it cannot be decided for some element. */
function traceList(list: Node, place: TracePosition, tracer: Tracer): void {
  if (list.op !== "filter") {
    tracer.conditions.push(leaf(list, place, UNKNOWN));
    return;
  }
  const [source, body] = list.args as [Node, Node];
  const places = elementPlaces(source, place);
  if (places === undefined) return traceList(source, place, tracer);
  for (const element of places) if (body.truth(element.scope) === UNKNOWN) trace(body, element, tracer);
}

function leaf(node: Node, place: TracePosition, truth: Truth): DecidingCondition {
  const reads = collectReads(node, place);
  const unstated = reads.filter((read) => read.value === undefined && !read.defaulted);
  const shown = truth === UNKNOWN && unstated.length > 0 ? unstated : reads;
  return {
    text: explainResult(node, place, truth, unstated),
    reads: shown,
    result: truth,
    premise: place.premise ?? false,
    part: formatPath(node.path),
    measure: measureOf(node, place, truth, shown),
    comparison: truth === UNKNOWN ? undefined : comparisonOf(node, place, truth),
  };
}
