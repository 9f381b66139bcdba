import { parseText } from "../../src/documents/parse.ts";
import { type Json, isObject } from "../../src/util/json.ts";

/** A text with a numbered comment at the end of each line that is not empty, and these line ends. */
export const withComments = (text: string, newline: string): string =>
  text
    .split("\n")
    .map((line, i) => (line === "" ? line : `${line} # ${i}`))
    .join(newline);

/** The comments of a text, in their order. The test texts have no quotes in comments, so that a `#` before one is a value. */
export const commentsOf = (text: string): string[] => text.match(/#[^\r\n"']*(?=\r?$)/gm) ?? [];

/** The data of the first document of a text. */
export const dataOf = (text: string): Json | undefined => parseText("", text).documents[0]?.value;

/** The paths at which two values differ; that of the parent, if a value is there on one side alone. */
export function changedPaths(before: Json | undefined, after: Json | undefined, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isList = Array.isArray(before) && Array.isArray(after) && before.length === after.length;
  if (isList) return before.flatMap((one, i) => changedPaths(one, after[i], `${path}[${i}]`));
  if (!isObject(before) || !isObject(after)) return [path];
  // Keys keep their order.
  const kept = (value: object, other: object): string =>
    Object.keys(value)
      .filter((key) => key in other)
      .join();
  if (kept(before, after) !== kept(after, before)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changedPaths(before[key], after[key], path === "" ? key : `${path}.${key}`),
  );
}
