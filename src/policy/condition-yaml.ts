import { type Json, isObject } from "../util/json.ts";

const plainText = /^[A-Za-z_][\w.-]*$/;
const reserved = new Set(["true", "false", "null", "yes", "no", "on", "off"]);

/** A text or key of YAML: without quotation marks where it is a word or a path. */
function scalar(text: string): string {
  return plainText.test(text) && !reserved.has(text.toLowerCase()) ? text : JSON.stringify(text);
}

/** A condition in JSONLogic on one line of YAML. */
export function flowText(condition: Json): string {
  if (typeof condition === "string") return scalar(condition);
  if (Array.isArray(condition)) return `[${condition.map(flowText).join(", ")}]`;
  if (!isObject(condition)) return JSON.stringify(condition);
  return `{ ${Object.keys(condition)
    .map((key) => `${scalar(key)}: ${flowText(condition[key] as Json)}`)
    .join(", ")} }`;
}

/**
 * A condition in JSONLogic as lines of YAML: each part on one line that fits, else its operands on lines of their own.
 * @param indent spaces before each line
 * @param width longest line in characters
 */
export function conditionLines(condition: Json, indent: string, width: number): string[] {
  const flow = flowText(condition);
  if (indent.length + flow.length <= width || typeof condition !== "object" || condition === null)
    return [indent + flow];
  if (Array.isArray(condition))
    return condition.flatMap((one) => {
      const [first = "", ...rest] = conditionLines(one, `${indent}  `, width);
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  return Object.keys(condition).flatMap((key) => {
    const value = condition[key] as Json;
    const short = `${indent}${scalar(key)}: ${flowText(value)}`;
    return short.length <= width
      ? [short]
      : [`${indent}${scalar(key)}:`, ...conditionLines(value, `${indent}  `, width)];
  });
}
