import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseText } from "../../src/documents/parse.ts";
import { readPlainJson } from "../../src/documents/plain-json.ts";
import { type Json, type Path, isObject } from "../../src/util/json.ts";
import { project } from "../support/repository.ts";

function pathsIn(value: Json, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, i) => pathsIn(item, [...path, i]))
    : isObject(value)
      ? Object.keys(value).flatMap((key) => pathsIn(value[key] as Json, [...path, key]))
      : [];
  return [path, ...inner];
}

/** What the reader of YAML says of the same text decides. */
function compare(text: string): void {
  const plain = readPlainJson("f.json", text);
  if (plain === undefined) return;
  const { documents, diagnostics } = parseText("f.json", text);
  expect(diagnostics).toEqual([]);
  expect(plain.value).toEqual(documents[0]?.value);
  for (const path of pathsIn(plain.value).slice(0, 300)) {
    expect(plain.locate(path), JSON.stringify(path)).toEqual(documents[0]?.locate(path));
    const absent = [...path, "no such key"];
    expect(plain.locate(absent)).toEqual(documents[0]?.locate(absent));
  }
}

test("gives the value and the places that the reader of YAML gives", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2, "\t"), fc.boolean(), (json, indent, crlf) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      compare(crlf ? text.replaceAll("\n", "\r\n") : text);
    }),
    { numRuns: 500 },
  );
});

test("reads the JSON files of the project as the reader of YAML does", () => {
  for (const name of readdirSync(join(project, "schemas")).slice(0, 3))
    compare(readFileSync(join(project, "schemas", name), "utf8"));
});

test("leaves to the reader of YAML what it reports", () => {
  const texts = [
    '{"a": 1, "a": 2}',
    '{"__proto__": 1}',
    "[9007199254740993]",
    "[1e999]",
    "a: 1",
    '{"a": 1} // x',
    "",
    '{"a":\r1}',
    "[".repeat(70) + "]".repeat(70),
  ];
  for (const text of texts) expect(readPlainJson("f.json", text), text).toBeUndefined();
});
