import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DocumentChange, EditProblem, editText } from "../../src/documents/edit/index.ts";
import { parseText } from "../../src/documents/parse.ts";
import { type Json, type Path, copyJson, equalJson, isObject, setAt } from "../../src/util/json.ts";

const edit = (text: string, ...changes: DocumentChange[]): string => editText(text, [{ index: 0, changes }]).text;
const set = (path: Path, to: Json, order?: readonly string[]): DocumentChange => ({ set: path, to, order });

describe("a value is set in place", () => {
  test.each<readonly [string, string, DocumentChange, string]>([
    ["a plain text", "a: x # why\nb: 1\n", set(["a"], "z"), "a: z # why\nb: 1\n"],
    ["a text in quotes keeps its quotes", "a: 'x'\nb: \"z\"\n", set(["a"], "it's"), "a: 'it''s'\nb: \"z\"\n"],
    ["a text that would be a number", "a: x\n", set(["a"], "1.10"), 'a: "1.10"\n'],
    ["a text that old readers take for false", "a: x\n", set(["a"], "no"), 'a: "no"\n'],
    ["an empty value before a comment", "a: # what it is\nb: 1\n", set(["a"], true), "a: true # what it is\nb: 1\n"],
    ["an empty value at the end", "a:", set(["a"], 3), "a: 3"],
    ["an empty value in braces", "{ a: , b: 1 }\n", set(["a"], 3), "{ a: 3 , b: 1 }\n"],
    ["a key alone in braces", "{ a, b: 1 }\n", set(["a"], 3), "{ a: 3, b: 1 }\n"],
    ["a list in brackets", "a: [x, y] # list\n", set(["a"], ["z"]), "a: [ z ] # list\n"],
    ["an element", "a: [x, y]\n", set(["a", 1], "z"), "a: [x, z]\n"],
    ["a literal block", "a: |\n  x\n  y\nb: 1\n", set(["a"], "z"), "a: z\nb: 1\n"],
    ["a new key", "a: 1 # one\n\n# two\nc: 3\n", set(["b"], 2), "a: 1 # one\n\n# two\nc: 3\nb: 2\n"],
    [
      "a new key in the schema's order",
      "a: 1 # one\n\n# two\nc: 3\n",
      set(["b"], 2, ["a", "b", "c"]),
      "a: 1 # one\nb: 2\n\n# two\nc: 3\n",
    ],
    ["a new key without a last line break", "a: 1", set(["b"], 2), "a: 1\nb: 2"],
    ["a new key with its parents", "a:\n  b: 1\nc: 2\n", set(["a", "x", "y"], 1), "a:\n  b: 1\n  x:\n    y: 1\nc: 2\n"],
    [
      "a new key in a list's element",
      "a:\n  - b: 1\n  - b: 2\n",
      set(["a", 0, "c"], 3),
      "a:\n  - b: 1\n    c: 3\n  - b: 2\n",
    ],
    ["a new key below an empty one", "a:\nb: 1\n", set(["a", "x"], 1), "a: { x: 1 }\nb: 1\n"],
    ["a new key in braces", "a: { b: 1 }\n", set(["a", "c"], "x y"), "a: { b: 1, c: x y }\n"],
    ["a new key in empty braces", "a: {}\n", set(["a", "c"], 1), "a: { c: 1 }\n"],
    ["a new key after a trailing comma", "a: {b: 1,}\n", set(["a", "c"], 1), "a: {b: 1, c: 1,}\n"],
    [
      "a new element of a block",
      "a:\n- x # one\n# end\nb: 1\n",
      set(["a", 1], "z"),
      "a:\n- x # one\n- z\n# end\nb: 1\n",
    ],
    [
      "a new map in a block",
      "a:\n  - k: 1\n    l: 2\n",
      set(["a", 1], { k: 3, l: 4 }),
      "a:\n  - k: 1\n    l: 2\n  - k: 3\n    l: 4\n",
    ],
    [
      "a new map beside one in braces",
      "a:\n  - { k: 1 }\n",
      set(["a", 1], { k: 3 }),
      "a:\n  - { k: 1 }\n  - { k: 3 }\n",
    ],
    ["a new element in brackets", "a: []\n", set(["a", 0], "x"), "a: [x]\n"],
    ["line ends of Windows", "a: 1\r\nb: 2\r\n", set(["c"], 3), "a: 1\r\nb: 2\r\nc: 3\r\n"],
    ["a new key of JSON", '{"a": "x", "b": {"c": 1}}', set(["b", "d"], ["y"]), '{"a": "x", "b": {"c": 1, "d":["y"]}}'],
    ["JSON", '{"a": "x", "b": [1]}', set(["a"], "y"), '{"a": "y", "b": [1]}'],
    ["a key", "a: 1\nbb: 2 # two\n", { rename: ["bb"], to: "b" }, "a: 1\nb: 2 # two\n"],
  ])("%s", (_, before, change, after) => {
    expect(edit(before, change)).toBe(after);
  });

  test("in one of several documents", () => {
    const text = "a: 1\n---\n# second\na: 1\n";
    expect(editText(text, [{ index: 1, changes: [set(["a"], 2)] }])).toEqual({
      text: "a: 1\n---\n# second\na: 2\n",
      edits: [{ span: { start: { line: 4, column: 4 }, end: { line: 4, column: 5 } }, text: "2" }],
    });
  });

  test.each<readonly [string, string, DocumentChange]>([
    ["an anchored value", "a: &x 1\nb: *x\n", set(["a"], 2)],
    ["a value behind an alias", "a: &x { k: 1 }\nb: *x\n", set(["b", "k"], 2)],
    ["a value in an anchored map", "a: &x\n  k: 1\nb: *x\n", set(["a", "k"], 2)],
    ["a tagged value", "a: !!str x\n", set(["a"], "y")],
    ["a block of several lines", "a:\n  - x\n", set(["a"], "y")],
    ["a list without the position", "a: [x]\n", set(["a", 3], "y")],
    ["a value below a text", "a: x\n", set(["a", "b"], "y")],
    ["the whole document", "a: x\n", set([], "y")],
    ["a text that is no YAML", "a: [x\n", set(["a"], "y")],
    ["a new name that is taken", "a: 1\nb: 2\n", { rename: ["a"], to: "b" }],
    ["a duplicate key", "a: 1\na: 2\n", { rename: ["a"], to: "b" }],
    ["brackets with a comment", "a: [ # none\n  ]\n", set(["a", 0], 1)],
  ])("not %s", (_, before, change) => {
    expect(() => edit(before, change)).toThrow(EditProblem);
  });
});

/** A map, list or text as YAML in one of several styles, with comments. */
const yaml = fc
  .letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(
        fc.integer({ min: -99, max: 99 }),
        fc.boolean(),
        fc.constantFrom("x", "1.10", "no", "a: b", "# c", "", "2026-01-01", "é…"),
      ),
      fc.dictionary(fc.constantFrom("a", "b", "c", "d e", "1"), tie("value"), { maxKeys: 4 }),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
  }))
  .value.filter(isObject);

const style = fc.record({
  indent: fc.constantFrom(2, 4),
  flow: fc.boolean(),
  quote: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE"),
});

/** Writes a value by hand, so that the styles are not those of one library. */
function write(
  value: Json,
  { indent, flow, quote }: { indent: number; flow: boolean; quote: string },
  level = 0,
): string {
  const pad = " ".repeat(indent * level);
  const scalar = (one: Json): string =>
    typeof one !== "string" || (quote === "PLAIN" && /^[xé…\d-]+$/.test(one) && !/^\d+(\.\d+)?$/.test(one))
      ? String(one)
      : quote === "QUOTE_SINGLE"
        ? `'${one}'`
        : JSON.stringify(one);
  if (typeof value !== "object" || value === null) return ` ${scalar(value)}`;
  const isFlow = flow && level > 1;
  if (Array.isArray(value)) {
    if (value.length === 0 || isFlow)
      return ` [${value.map((one) => write(one, { indent, flow: true, quote }, 9).trim()).join(", ")}]`;
    return `\n${value.map((one) => `${pad}-${typeof one === "object" && one !== null ? ` ${inline(one)}` : write(one, { indent, flow, quote })}`).join(" # item\n")}`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || isFlow || level > 8)
    return ` {${entries.map(([key, one]) => ` ${JSON.stringify(key)}:${write(one, { indent, flow: true, quote }, 9)}`).join(",")} }`;
  return `\n${entries.map(([key, one]) => `${pad}# about\n${pad}${scalar(key)}:${write(one, { indent, flow, quote }, level + 1)}`).join("\n")}`;
}
const inline = (value: Json): string => JSON.stringify(value);

const pathsOf = (value: Json, path: Path = []): Path[] => [
  ...(path.length > 0 ? [path] : []),
  ...(Array.isArray(value)
    ? value.flatMap((one, i) => pathsOf(one, [...path, i]))
    : isObject(value)
      ? Object.keys(value).flatMap((key) => pathsOf(value[key] as Json, [...path, key]))
      : []),
];

const commentsOf = (text: string): number => text.match(/# (?:about|item|head|foot)/g)?.length ?? 0;

test("whatever is edited, the data is as before but for the edited path, and the rest of the text is the same", () => {
  let made = 0;
  fc.assert(
    fc.property(
      yaml,
      style,
      fc.nat(),
      fc.constantFrom<Json>("new", 7, true, "1.10", ["x"], { k: "v" }),
      fc.boolean(),
      (value, how, pick, to, below) => {
        const text = `# head\n${write(value, how).trimStart()}\n# foot\n`;
        const [document] = parseText("", text).documents;
        fc.pre(document !== undefined && equalJson(document.value, value));
        const paths = pathsOf(value);
        const path = [
          ...(paths[pick % Math.max(paths.length, 1)] ?? []),
          ...(below || paths.length === 0 ? ["added"] : []),
        ];
        const expected = copyJson(value as Json);
        const possible = setAt(expected, path, to);
        let edited;
        try {
          edited = editText(text, [{ index: 0, changes: [set(path, to)] }]);
        } catch (error) {
          if (!(error instanceof EditProblem)) throw error;
          return;
        }
        made += 1;
        expect(possible).toBe(true);
        expect(parseText("", edited.text).documents[0]?.value).toEqual(expected);
        const [change] = edited.edits;
        const lines = text.split("\n");
        const offset = ({ line, column }: { line: number; column: number }): number =>
          lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
        if (!change) throw new Error("no edit");
        const { start, end } = change.span;
        expect(edited.text).toBe(text.slice(0, offset(start)) + change.text + text.slice(offset(end)));
        expect(commentsOf(edited.text)).toBe(commentsOf(text));
      },
    ),
    { numRuns: 600 },
  );
  expect(made).toBeGreaterThan(250);
});
