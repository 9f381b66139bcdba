import type { FileFormat } from "../policy/format.ts";
import { type Path, formatPath } from "../util/json-path.ts";
import { type Json, type JsonObject, copyWithoutSlices, equalJson, getChild, isObject } from "../util/json.ts";
import type { TestResult } from "./result.ts";

/** A test of a format: a file as a text, and the documents that it becomes. */
export interface FormatTest {
  readonly name: string;
  readonly given: string;
  /** The documents by kind, or `refused` for a file that is no evidence. */
  readonly expected: JsonObject | "refused";
  /** Position in `tests`, from 0. */
  readonly index: number;
}

/** The tests of a format, in the order of its file. */
export function formatTestsOf({ document }: FileFormat): FormatTest[] {
  const tests = document.value["tests"];
  return (Array.isArray(tests) ? tests : []).filter(isObject).map((test, index) => {
    const { name, given, expect } = test;
    return { name: String(name), given: String(given), expected: isObject(expect) ? expect : "refused", index };
  });
}

/** Runs one test of a format. Every field of the documents is compared. */
export async function runFormatTest(
  format: FileFormat,
  { name, given, expected, index }: FormatTest,
): Promise<TestResult> {
  const { importMapped } = await import("../evidence/mapping/index.ts");
  const { documents, diagnostics } = importMapped(format, format.document.file, given);
  const where = format.document.locate(["tests", index, "expect"]);
  const base = { rule: `formats/${format.id}`, name, where, finding: undefined, diagnostics: [] };
  const made: JsonObject = {};
  for (const { kind, value } of documents) made[kind] = copyWithoutSlices<Json>(value);
  if (expected === "refused") {
    const actual = documents.length === 0 ? "refused" : "read";
    return { ...base, expected, actual, difference: undefined };
  }
  if (documents.length === 0) {
    const why = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
    const difference = why && `refused on line ${why.span.start.line}: ${why.message}`;
    return { ...base, expected: "read", actual: "refused", difference };
  }
  return { ...base, expected: "read", actual: "read", difference: differenceOf(expected, made, []) };
}

/** The first value that differs from the expected one. */
function differenceOf(expected: Json | undefined, made: Json | undefined, path: Path): string | undefined {
  if (expected !== undefined && made !== undefined && equalJson(expected, made)) return undefined;
  const keysOf = (value: Json | undefined): (string | number)[] =>
    Array.isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];
  const isInner = Array.isArray(expected) ? Array.isArray(made) : isObject(expected) && isObject(made);
  if (!isInner) return `${formatPath(path)}: ${word(made)}; required ${word(expected)}`;
  for (const key of new Set([...keysOf(expected), ...keysOf(made)])) {
    const found = differenceOf(getChild(expected, key), getChild(made, key), [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

const word = (value: Json | undefined): string => (value === undefined ? "not stated" : JSON.stringify(value));
