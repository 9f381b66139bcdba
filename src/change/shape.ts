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
export function novelIn(versions: readonly Rule[]): ReadonlySet<Node> {
  const each = versions.map(expressionsOf);
  const shared = each
    .map((nodes) => new Set(nodes.map(shapeOf)))
    .reduce((a, b) => new Set([...a].filter((shape) => b.has(shape))));
  return new Set(versions.length < 2 ? [] : each.flat().filter((node) => !shared.has(shapeOf(node))));
}
