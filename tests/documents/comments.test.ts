import fc from "fast-check";
import { expect, test } from "vitest";
import { commentsOf } from "../../src/documents/comments.ts";

const found = (text: string): string[] =>
  commentsOf(text).comments.map(({ text: said, start, alone }) => `${start.line}:${start.column} ${said} ${alone}`);

test("finds comments at the end of lines and on lines of their own", () => {
  expect(found("# one\na: 1 # two\nb:\n  ## three\n  - c   #four\n")).toEqual([
    "1:1 one true",
    "2:6 two false",
    "4:3 three true",
    "5:9 four false",
  ]);
});

test("a # within a value is no comment", () => {
  const text = [
    'a: "text # no"',
    "b: 'text # no'",
    "c: text#no",
    "d: |",
    "  # no",
    "  more",
    "e: >-",
    "  folded # no",
    "f: [x, # yes",
    "  y]",
    "g: several",
    "  lines",
  ].join("\n");
  expect(found(text)).toEqual(["9:8 yes false"]);
});

test("knows on which lines documents begin", () => {
  expect(commentsOf("a: 1\n---\nb: 2\n...\n--- # here\nc: 3\n").starts).toEqual([2, 5]);
  expect(commentsOf('a: "---"\nb: |\n  ---\n').starts).toEqual([]);
});

test("columns hold beside a byte order mark and in what is not YAML", () => {
  expect(found("a: [ # one\n")).toEqual(["1:6 one false"]);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("#", " ", "\n", "a", ":", "-", '"', "'", "|", "[", "{") }),
      (text) => {
        for (const { start, end, text: said } of commentsOf(text).comments) {
          const line = text.split("\n")[start.line - 1] as string;
          expect(line.slice(start.column - 1, end.column - 1)).toMatch(/^#/);
          expect(line.slice(start.column - 1, end.column - 1)).toContain(said);
        }
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
