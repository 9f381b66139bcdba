import type { Node } from "./compile.ts";
import { patternOf } from "./operators.ts";
import { type Checker, type Typed, failed, nameOf, value } from "./type-checker.ts";
import { BOOLEAN, TEXT, type Type, describeType, unionMembers } from "./types.ts";

export function pattern(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [text, source] = node.args as [Node, Node];
  const type = types[0] as Type;
  if (type.is !== "text") {
    checker.report(text, `\`matches\` takes a text, and ${nameOf(text)} is ${describeType(type)}`);
    return failed;
  }
  if (typeof source.literal !== "string") {
    checker.report(source, "the regular expression of `matches` is written out as a text");
    return failed;
  }
  if (!patternOf(source.literal)) {
    checker.report(source, `"${source.literal}" is no regular expression of RE2`);
    return failed;
  }
  return value(BOOLEAN);
}

export function scalars(node: Node, types: readonly Type[], checker: Checker): Typed {
  for (const [i, type] of types.entries()) {
    if (unionMembers(type).every((one) => ["number", "text", "boolean"].includes(one.is))) continue;
    const arg = node.args[i] as Node;
    checker.report(arg, `\`cat\` joins texts and numbers, and ${nameOf(arg)} is ${describeType(type)}`);
    return failed;
  }
  return value(TEXT);
}

export function substring(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [source, ...positions] = types as [Type, ...Type[]];
  if (source.is !== "text")
    checker.report(
      node.args[0] as Node,
      `\`substr\` takes a text, and ${nameOf(node.args[0] as Node)} is ${describeType(source)}`,
    );
  else if (!positions.every((one) => one.is === "number" && one.integer))
    checker.report(node, "`substr` takes whole numbers for its start and length");
  else return value(TEXT);
  return failed;
}
