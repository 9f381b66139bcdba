import type { Node } from "../logic/compile.ts";
import type { Rule } from "../policy/rule.ts";

/** Every expression of a rule's conditions. */
export function expressionsOf({ appliesWhen, require }: Rule): Node[] {
  const below = (node: Node): Node[] => [node, ...node.args.flatMap(below)];
  return [...(appliesWhen ? below(appliesWhen.node) : []), ...below(require.node)];
}

/** The expressions of two versions of a rule that only one of them has. Equal expressions have the same `id`. */
export function changedExpressions([first, second]: readonly Rule[]): ReadonlySet<Node> {
  if (!first || !second) return new Set();
  const [one, other] = [expressionsOf(first), expressionsOf(second)];
  const without = (nodes: readonly Node[], others: readonly Node[]): Node[] => {
    const known = new Set(others.map(({ id }) => id));
    return nodes.filter(({ id }) => !known.has(id));
  };
  return new Set([...without(one, other), ...without(other, one)]);
}
