import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, type JsonObject, type Path, compareCodeUnits } from "../util/json.ts";
import { enumerateCases } from "../logic/enumerate-cases.ts";
import type { Node } from "../logic/compile.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { shortNotation } from "../logic/notation/print.ts";
import { rootScope } from "../logic/scope.ts";

const commutative = new Set(["and", "or", "==", "!=", "===", "!==", "intersects"]);

/** A key that is equal for conditions that differ only in the order of commutative operands. */
function canonicalKey({ op, args, id }: Node): string {
  if (args.length === 0) return String(id);
  const keys = args.map(canonicalKey);
  return `${op}(${(commutative.has(op) ? keys.toSorted(compareCodeUnits) : keys).join(",")})`;
}

const place = ({ document, path }: Rule): string => `${document.file}:${document.locate(path).start.line}`;

/** Whether a rule is one of those looked at; the others are only compared with. */
export type IsTarget = (rule: Rule) => boolean;

/** Rules that ask the same of the same systems. */
export function findDuplicates(rules: readonly Rule[], looked: IsTarget): Diagnostic[] {
  const first = new Map<string, Rule>();
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const text = `${rule.appliesWhen ? canonicalKey(rule.appliesWhen.node) : ""}\0${canonicalKey(rule.require.node)}`;
    const other = first.get(text);
    if (!other) first.set(text, rule);
    else {
      const [own, same] = looked(rule) ? [rule, other] : [other, rule];
      if (!looked(own)) continue;
      const message = `rule \`${own.id}\` asks the same, of the same systems, as \`${same.id}\` (${place(same)}); keep one of them and cite both provisions there`;
      const where = own.document.locate([...own.path, "require"]);
      diagnostics.push({ ...errorAt(where, "lint/overlap", message), severity: "warning" });
    }
  }
  return diagnostics;
}

/** One thing that a rule demands: a part of its condition that has to hold for the whole to hold. */
interface Demand {
  readonly rule: Rule;
  readonly node: Node;
  readonly plain: Json;
  readonly path: Path;
}

function demandsOf(rule: Rule, node: Node, plain: Json, path: Path): Demand[] {
  if (node.op !== "and") return [{ rule, node, plain, path }];
  const operand = (plain as JsonObject)["and"] as Json;
  const listed = Array.isArray(operand);
  return node.args.flatMap((arg, i) =>
    demandsOf(rule, arg, listed ? (operand[i] as Json) : operand, listed ? [...path, "and", i] : [...path, "and"]),
  );
}

/** The one path that a condition reads, or undefined when it reads several or more than can be laid out. */
function onlyPath(node: Node): string | undefined {
  const paths = new Set<string>();
  const visit = ({ op, args }: Node): void => {
    if (op === "var" || op === "outer") paths.add(String(args[0]?.literal));
    else args.forEach(visit);
  };
  visit(node);
  const [path] = paths;
  return paths.size === 1 ? path : undefined;
}

/** Whether no value satisfies both of two demands on the same path, while each can be satisfied. */
function exclude(a: Demand, b: Demand, context: Type): boolean {
  const cases = enumerateCases([a.node, b.node], context);
  if (!cases) return false;
  const holds = ({ node }: Demand, data: JsonObject): boolean => node.truth(rootScope(data)) === true;
  const [first, second] = [cases.filter((data) => holds(a, data)), cases.filter((data) => holds(b, data))];
  return first.length > 0 && second.length > 0 && !first.some((data) => holds(b, data));
}

/** Two rules of which one demands what the other forbids. */
export interface Conflict {
  readonly own: Rule;
  readonly other: Rule;
  readonly diagnostic: Diagnostic;
}

/** Rules whose demands exclude each other; whether they ever apply together is another question. */
export function findConflicts(rules: readonly Rule[], looked: IsTarget, context: Type): Conflict[] {
  const byPath = new Map<string, Demand[]>();
  for (const rule of rules)
    for (const demand of demandsOf(rule, rule.require.node, rule.require.plain, ["require"])) {
      const path = onlyPath(demand.node);
      if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), demand]);
    }
  const found: Conflict[] = [];
  for (const demands of byPath.values())
    demands.forEach((b, i) => {
      for (const a of demands.slice(0, i)) {
        if (a.rule === b.rule || (!looked(a.rule) && !looked(b.rule)) || !exclude(a, b, context)) continue;
        const [own, other] = looked(b.rule) ? [b, a] : [a, b];
        const message = `rule \`${own.rule.id}\` demands \`${shortNotation(own.plain)}\`, and \`${other.rule.id}\` (${place(other.rule)}) demands \`${shortNotation(other.plain)}\`: no system can keep both`;
        const where = own.rule.document.locate([...own.rule.path, ...own.path]);
        found.push({ own: own.rule, other: other.rule, diagnostic: errorAt(where, "lint/contradiction", message) });
      }
    });
  return found;
}

/** Whether both rules apply to some documents, for certain. */
export function applyToSameDocument({ own, other }: Conflict, data: JsonObject): boolean {
  return [own, other].every(({ appliesWhen }) => !appliesWhen || appliesWhen.node.truth(rootScope(data)) === true);
}
