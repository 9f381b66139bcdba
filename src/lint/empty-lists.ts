import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Node, compile } from "../logic/compile.ts";
import { elementOperators } from "../logic/list-operators.ts";
import { shortNotation } from "../logic/notation/print.ts";
import { type Scope, elementScope, rootScope } from "../logic/scope.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare } from "../testing/prepare-input.ts";
import { testsOf } from "../testing/rule-tests.ts";
import { type Json, type Path, copyJson, getAt, setAt } from "../util/json.ts";

type Part = "appliesWhen" | "require";

/** An expression of a rule whose value over an empty list may surprise. */
interface ListUse {
  readonly part: Part;
  readonly node: Node;
  /** True for `every` without `if any`; false for a `reduce` whose start value makes a comparison hold. */
  readonly isEvery: boolean;
}

/** Elements of a list whose lists are looked at. */
const MOST_ELEMENTS = 20;

const isComparison = (op: string): boolean => ["==", "!=", "===", "!==", "<", "<=", ">", ">="].includes(op);

/** True for a list that valid documents never have empty, such as the evidence of a kind. */
function isNeverEmpty({ op, args }: Node, context: Type): boolean {
  const path = op === "var" ? args[0]?.literal : undefined;
  let type: Type | undefined = typeof path === "string" ? context : undefined;
  for (const key of typeof path === "string" ? path.split(".") : [])
    type = type?.is === "map" ? (type.fields.get(key) ?? type.others) : undefined;
  return type?.is === "list" && type.nonEmpty === true;
}

/** Where an expression is in its condition. */
const placeOf = ({ path, op }: Node): Path => (path.at(-1) === op ? path.slice(0, -1) : path);

/** The source of an expression of a rule. */
const sourceOf = ({ document, path }: Rule, part: Part, node: Node): Json =>
  getAt(document.value, [...path, part, ...placeOf(node)]) ?? null;

/** True if a comparison with a `reduce` in it has a truth when the list is empty, whatever else is stated. */
function decidesWhenEmpty(rule: Rule, part: Part, [parent, reduce]: readonly [Node, Node], wanted: boolean): boolean {
  const start = reduce.args[2];
  if (start?.op !== "literal") return false;
  const comparison = copyJson(sourceOf(rule, part, parent));
  if (!setAt(comparison, placeOf(reduce).slice(placeOf(parent).length), start.literal ?? null)) return false;
  return compile(comparison, rule.parameters, []).truth(rootScope({})) === wanted;
}

const conjuncts = (node: Node): readonly Node[] => (node.op === "and" ? node.args.flatMap(conjuncts) : [node]);

/** True if a rule applies only where a list has elements: `appliesWhen` asks for one that the filter lets through. */
function hasElements({ appliesWhen }: Rule, list: Node): boolean {
  const guards = list.op === "filter" ? conjuncts(list.args[1] as Node) : [];
  const source = list.op === "filter" ? (list.args[0] as Node) : list;
  return (appliesWhen ? conjuncts(appliesWhen.node) : []).some(({ op, args: [some, asked] }) => {
    if ((op !== "some" && op !== "all") || some?.id !== source.id) return false;
    const known = new Set(asked && op === "some" ? conjuncts(asked).map(({ id }) => id) : []);
    return guards.every(({ id }) => known.has(id));
  });
}

/** True for a condition that is written as a text, in which `every` may stand with `if any` and without. */
const isText = ({ document, path }: Rule, part: Part): boolean => document.source?.([...path, part]) !== undefined;

/** The expressions of a condition that a test with an empty list should show. */
function usesIn(rule: Rule, part: Part, context: Type): ListUse[] {
  const uses: ListUse[] = [];
  const visit = (node: Node, parent: Node | undefined, wanted: boolean, level: number): void => {
    const [list] = node.args;
    const mayBeEmpty = level > 0 || (list && !isNeverEmpty(list, context) && !hasElements(rule, list));
    if (node.op === "all" && mayBeEmpty && isText(rule, part)) uses.push({ part, node, isEvery: true });
    if (node.op === "reduce" && mayBeEmpty && parent && isComparison(parent.op))
      if (decidesWhenEmpty(rule, part, [parent, node], wanted)) uses.push({ part, node, isEvery: false });
    node.args.forEach((arg, i) => {
      const isBody = i === 1 && elementOperators.has(node.op);
      const negates = node.op === "!" || (isBody && node.op === "none");
      visit(arg, node, wanted !== negates, level + (isBody ? 1 : 0));
    });
  };
  const condition = rule[part];
  if (condition) visit(condition.node, undefined, true, 0);
  return uses;
}

/** Adds the expressions whose list is empty in some data. */
function addEmpty(node: Node, scope: Scope, empty: Set<Node>): void {
  const [list, body] = node.args;
  if (!list || !elementOperators.has(node.op)) {
    for (const arg of node.args) addEmpty(arg, scope, empty);
    return;
  }
  addEmpty(list, scope, empty);
  const value = list.value(scope);
  if (!Array.isArray(value) || !body) return;
  if (value.length === 0) empty.add(node);
  for (const one of value.slice(0, MOST_ELEMENTS)) {
    const inside = elementScope(scope);
    inside.data = one;
    addEmpty(body, inside, empty);
  }
}

function report(rule: Rule, { part, node, isEvery }: ListUse): Diagnostic {
  const { document, path, parameters, id } = rule;
  const at: Path = [...path, part, ...node.path];
  const list = node.args[0] ? sourceOf(rule, part, node.args[0]) : null;
  const text = shortNotation(list, { scopes: [], parameters: Object.keys(parameters) });
  const message = isEvery
    ? `no test of \`${id}\` has an empty list \`${text}\`: \`every\` is false of it; add a test, or write \`if any\``
    : `silence passes here: the start value of \`reduce\` decides when \`${text}\` is empty; ask for an element, or add a test with an empty list`;
  const code = isEvery ? "lint/empty-list" : "lint/empty-reduce";
  return { ...errorAt(document.locate(at), code, message), severity: "warning" };
}

/** Reports what a rule says of an empty list that none of its tests has. */
export async function lintEmptyLists(rule: Rule, prepare: Prepare, context: Type): Promise<Diagnostic[]> {
  const uses = (["appliesWhen", "require"] as const).flatMap((part) => usesIn(rule, part, context));
  if (uses.length === 0) return [];
  const empty = new Set<Node>();
  for (const { given } of testsOf(rule)) {
    const made = await prepare(given);
    if ("refusals" in made) continue;
    const { data } = made.subject.context;
    for (const part of ["appliesWhen", "require"] as const) {
      const condition = rule[part];
      if (condition) addEmpty(condition.node, rootScope(data), empty);
    }
  }
  return uses.filter(({ node }) => !empty.has(node)).map((use) => report(rule, use));
}
