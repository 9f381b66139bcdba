import type { Node } from "../logic/compile.ts";
import type { Rule } from "../policy/rule.ts";

const expressionKeys = new WeakMap<Node, string>();

/**
 * What an expression says, however it is written: `{ var: "a" }` and `{ var: ["a"] }` are one, and so are a parameter
 * and its value.
 */
export function expressionKey(node: Node): string {
  let shape = expressionKeys.get(node);
  if (shape === undefined) {
    shape =
      node.op === "literal" ? JSON.stringify(node.literal) : `${node.op}(${node.args.map(expressionKey).join(",")})`;
    expressionKeys.set(node, shape);
  }
  return shape;
}

/** Every expression of a rule's conditions. */
export function expressionsOf({ appliesWhen, require }: Rule): Node[] {
  const below = (node: Node): Node[] => [node, ...node.args.flatMap(below)];
  return [...(appliesWhen ? below(appliesWhen.node) : []), ...below(require.node)];
}

/** The expressions of some versions of a rule that only one of them has. */
export function changedExpressions([first, second]: readonly Rule[]): ReadonlySet<Node> {
  if (!first || !second) return new Set();
  const [one, other] = [expressionsOf(first), expressionsOf(second)];
  const without = (nodes: readonly Node[], others: readonly Node[]): Node[] => {
    const known = new Set(others.map(expressionKey));
    return nodes.filter((node) => !known.has(expressionKey(node)));
  };
  return new Set([...without(one, other), ...without(other, one)]);
}
