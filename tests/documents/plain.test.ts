import { Lexer } from "yaml";
import { expect, test } from "vitest";
import { parsePlain } from "../../src/documents/parse.ts";
import { parseYaml } from "../../src/documents/parse-yaml.ts";
import { comparePlain, projectTexts, randomFrom, randomText } from "../support/plain-texts.ts";
import { project } from "../support/repository.ts";

const texts = projectTexts(project);

function differences(some: readonly string[]): string[] {
  return some.flatMap((text) => {
    const result = comparePlain(text);
    return result.startsWith("differs") ? [`${JSON.stringify(text.slice(0, 300))} ${result}`] : [];
  });
}

test("plain texts are read as `yaml` reads them: all files of the project", { timeout: 240_000 }, () => {
  expect(differences(texts)).toEqual([]);
  const plain = texts.filter((text) => parsePlain("f", text) !== undefined).length;
  expect(plain / texts.length).toBeGreaterThan(0.8);
});

test("plain texts are read as `yaml` reads them: generated and changed texts", { timeout: 240_000 }, () => {
  // `bench/plain.mjs` tries a million.
  const random = randomFrom(24);
  const generated = Array.from({ length: 10_000 }, () => randomText(texts, random));
  expect(differences(generated)).toEqual([]);
  expect(generated.filter((text) => parsePlain("f", text) !== undefined).length).toBeGreaterThan(1000);
});

test("levels beyond a limit are left to `yaml`", () => {
  const random = randomFrom(3);
  for (let i = 0; i < 1000; i++) {
    const text = randomText(texts, random);
    expect(comparePlain(text, { depth: 3 }), text).toMatch(/^(left|same)$/);
  }
  expect(parsePlain("f", "a: { b: [1] }", { depth: 5 })).toBeDefined();
  for (const text of ["a: { b: [1] }", "a:\n  b:\n    - 1\n", '{"a": {"b": {"c": [1]}}}'])
    expect(parsePlain("f", text, { depth: 3 }), text).toBeUndefined();
});

test("the lexer of `yaml` gives at most two tokens for each character, and two more", () => {
  const random = randomFrom(5);
  for (let i = 0; i < 1000; i++) {
    const text = randomText(texts, random);
    expect([...new Lexer().lex(text)].length, text).toBeLessThanOrEqual(2 * text.length + 2);
  }
  expect(parsePlain("f", "a: 1\n", { tokens: 12 })).toBeDefined();
  expect(parsePlain("f", "a: 1\n", { tokens: 11 })).toBeUndefined();
  // A bracket or comma counts five.
  expect(parsePlain("f", "[1]\n", { tokens: 18 })).toBeDefined();
  expect(parsePlain("f", "[1]\n", { tokens: 17 })).toBeUndefined();
  expect(parseYaml("f", "[1]\n", { tokens: 14 }).diagnostics).toEqual([]);
  expect(parseYaml("f", "[1]\n", { tokens: 13 }).diagnostics).toMatchObject([{ code: "yaml/too-large" }]);
});

test.each([
  ["an anchor", "a: &x 1\nb: *x\n"],
  ["a tag", "a: !!str 1\n"],
  ["a key twice", "a: 1\na: 2\n"],
  ["a key twice in brackets", "a: { b: 1, b: 2 }\n"],
  ["a key that is no text", "true: 1\n"],
  ["a reserved key", "__proto__: 1\n"],
  ["a merge key", "<<: { a: 1 }\n"],
  ["a complex key", "? [a]\n: 1\n"],
  ["an octal number", "a: 007\n"],
  ["a number that is not kept exactly", "a: 9007199254740993\n"],
  ["a number that is not finite", "a: .inf\n"],
  ["a tab", "a:\t1\n"],
  ["a carriage return", "a: 1\r\n"],
  ["a line separator", "a: x\u2028y\n"],
  ["several documents", "a: 1\n---\na: 2\n"],
  ["a directive", "%YAML 1.1\n---\na: 1\n"],
  ["a text over several lines in quotes", 'a: "b\n  c"\n'],
  ["a value that starts twice", "a: b: c\n"],
  ["brackets that are not indented", "a: [\n1]\n"],
  ["nothing", ""],
  ["comments only", "# a\n"],
])("leaves %s to `yaml`", (_, text) => {
  expect(parsePlain("f", text)).toBeUndefined();
});

test("hostile texts take time in proportion to their length", () => {
  const size = 200_000;
  const hostile = [
    `a: ${" ".repeat(size)}b: c\n`,
    `- a${" ".repeat(size)}b\n`,
    `- ${"a ".repeat(size / 2)}\n`,
    `a: [${"[],".repeat(size / 3)}[]]\n`,
    `a: |\n${" \n".repeat(size / 2)}`,
    `a: '${"''".repeat(size / 2)}\n`,
    `"${"\\".repeat(size)}`,
    "- ".repeat(size / 2),
    "- 'a\n".repeat(size / 5),
    `a: b${"\n".repeat(size)} c\n`,
    "#\n".repeat(size / 2),
  ];
  const begin = performance.now();
  for (const text of hostile) parsePlain("f", text);
  expect(performance.now() - begin).toBeLessThan(5000);
});
