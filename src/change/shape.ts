import type { Node } from "../logic/compile.ts";
import type { Rule } from "../policy/rule.ts";

const shapes = new WeakMap<Node, string>();

/**
 * What an expression says, however it is written: `{ var: "a" }` and `{ var: ["a"] }` are one, and so are a parameter
 * and its value.
 */
export function shapeOf(node: Node): string {
  let shape = shapes.get(node);
  if (shape === undefined) {
    shape = node.op === "literal" ? JSON.stringify(node.literal) : `${node.op}(${node.args.map(shapeOf).join(",")})`;
    shapes.set(node, shape);
  }
  return shape;
}

/** Every expression of a rule's conditions. */
export function expressionsOf({ appliesWhen, require }: Rule): Node[] {
  const below = (node: Node): Node[] => [node, ...node.args.flatMap(below)];
  return [...(appliesWhen ? below(appliesWhen.node) : []), ...below(require.node)];
}

/** The expressions of some versions of a rule that only one of them has. */
export function novelIn([first, second]: readonly Rule[]): ReadonlySet<Node> {
  if (!first || !second) return new Set();
  const [one, other] = [expressionsOf(first), expressionsOf(second)];
  const without = (nodes: readonly Node[], others: readonly Node[]): Node[] => {
    const known = new Set(others.map(shapeOf));
    return nodes.filter((node) => !known.has(shapeOf(node)));
  };
  return new Set([...without(one, other), ...without(other, one)]);
}
