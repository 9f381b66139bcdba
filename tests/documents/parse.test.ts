import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foreignTexts } from "../support/hostile-texts.ts";
import type { ParseLimits, ParsedDocument } from "../../src/documents/parse.ts";
import { parseText } from "../../src/documents/parse.ts";
import type { Json } from "../../src/util/json.ts";
import { isBooleanWord } from "../../src/util/text.ts";

/** The codes and lines of what is wrong with a text. */
function problems(text: string, limits?: ParseLimits): string[] {
  return parseText("f.yaml", text, limits).diagnostics.map(({ code, span }) => `${code} ${span.start.line}`);
}

function only(text: string, file = "f.yaml"): ParsedDocument {
  const { documents, diagnostics } = parseText(file, text);
  expect(diagnostics).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] as ParsedDocument;
}

/** With ordinary maps, so that tests can write what they expect plainly. */
function plain(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function valueOf(text: string, file?: string): Json {
  return plain(only(text, file).value);
}

/** The value of a text that has something wrong with it. */
function salvaged(text: string): Json[] {
  return parseText("f.yaml", text).documents.map(({ value }) => plain(value));
}

test("a carriage return by itself is an error, for it would be a part of a value; before a line feed it is none", () => {
  for (const text of ['{"a": 1\r}', "a: yes\rb: no", "99\r"]) expect(problems(text)[0]).toBe("yaml/carriage-return 1");
  expect(problems("a: 1\r\nb: 2\r\n")).toEqual([]);
});

describe("values", () => {
  test("plain data of every kind", () => {
    const text = [
      "text: plain words",
      "quoted: 'it''s'",
      'escaped: "\\u0041\\n\\/"',
      "whole: -12",
      "fraction: 1.50",
      "exponent: 1e3",
      "hex: 0x1F",
      "yes: [yes, no, on, off, true, FALSE]",
      "nothing: [~, null, ]",
      "date: 2026-01-01",
      "time: 2026-01-01T10:00:00Z",
      "sexagesimal: 10:30",
      "version: 3.2.0",
      "underscore: 1_000",
      "empty:",
      "flow: { a: 1, b: [2, 3] }",
      "block: |",
      "  one",
      "  two",
      "folded: >-",
      "  one",
      "  two",
    ].join("\n");
    expect(valueOf(text)).toEqual({
      text: "plain words",
      quoted: "it's",
      escaped: "A\n/",
      whole: -12,
      fraction: 1.5,
      exponent: 1000,
      hex: 31,
      yes: ["yes", "no", "on", "off", true, false],
      nothing: [null, null],
      date: "2026-01-01",
      time: "2026-01-01T10:00:00Z",
      sexagesimal: "10:30",
      version: "3.2.0",
      underscore: "1_000",
      empty: null,
      flow: { a: 1, b: [2, 3] },
      block: "one\ntwo\n",
      folded: "one two",
    });
  });

  test("maps have no prototype, however deep", () => {
    const { value } = only("a: { b: [{ c: 1 }] }\nd: &x { e: 1 }\nf: *x");
    const maps: unknown[] = [];
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === "object" && part !== null && !Array.isArray(part)) maps.push(part);
      return part;
    });
    expect(maps).toHaveLength(5);
    for (const map of maps) expect(Object.getPrototypeOf(map)).toBe(null);
  });

  test("minus nought is nought", () => {
    expect(Object.is((only("[-0]").value as Json[])[0], 0)).toBe(true);
    expect(Object.is((only("[-0.0]").value as Json[])[0], 0)).toBe(true);
  });

  test("names that objects inherit are ordinary keys", () => {
    expect(only("constructor: 1\ntoString: 2\nhasOwnProperty: 3").value).toMatchObject({ constructor: 1, toString: 2 });
  });

  test("tags that say what is plain anyway are fine", () => {
    expect(
      valueOf('a: !!str 017\nb: !!int "5"\nc: !!map {}\nd: !!seq []\ne: !!null ""\nf: ! 12\ng: !!bool "true"'),
    ).toEqual({
      a: "017",
      b: 5,
      c: {},
      d: [],
      e: null,
      f: "12",
      g: true,
    });
  });

  test("the same text gives the same value with \\r\\n, tabs as white space and a byte order mark", () => {
    expect(valueOf("\uFEFFa:\t1\r\nb:\r\n  - x\t# comment\r\n  - y\r\n")).toEqual({ a: 1, b: ["x", "y"] });
  });
});

describe("documents", () => {
  test("empty ones and comments are none, and nothing is wrong with them", () => {
    for (const text of ["", "\n\n", "# only a comment\n", "---\n", "---\n---\n# x\n...\n", "\uFEFF"])
      expect(parseText("f.yaml", text)).toEqual({ documents: [], unreadable: [], ofFile: [], diagnostics: [] });
  });

  test("several in one file count from 0, without the empty ones", () => {
    const { documents, diagnostics } = parseText("f.yaml", "---\n---\na: 1\n---\n# none\n---\n- b\n...\n---\nnull\n");
    expect(diagnostics).toEqual([]);
    expect(documents.map(({ index, value }) => [index, plain(value)])).toEqual([
      [0, { a: 1 }],
      [1, ["b"]],
      [2, null],
    ]);
  });

  test("a broken one is left out, the others are read, and each diagnostic is with its document", () => {
    const text = "a: 1\n---\nb: [1\n---\nc: 017\n---\nd: 4\n";
    const { documents, diagnostics } = parseText("f.yaml", text);
    expect(diagnostics.map(({ code, span }) => [code, span.start.line])).toEqual([
      ["yaml/syntax", 4],
      ["yaml/octal", 5],
    ]);
    expect(documents.map(({ index, value, diagnostics: own }) => [index, plain(value), own.length])).toEqual([
      [0, { a: 1 }, 0],
      [2, { c: null }, 1],
      [3, { d: 4 }, 0],
    ]);
  });
});

describe("syntax errors say what to do", () => {
  const cases: [string, number, RegExp][] = [
    ["a:\n\tb: 1\n", 2, /tab .* use spaces/],
    ["a: 1\n  b: 2\n", 1, /./],
    ["message: foo: bar\n", 1, /put a text that holds `: ` in quotes/],
    ["a: @b\n", 1, /put it in quotes/],
    ['a: "x\nb: 1\n', 3, /add the missing quote/],
    ["a: [1, 2\nb: 3\n", 2, /add the missing `\]`/],
    ["a: { b: 1\nc: 3\n", 2, /add the missing `\}`/],
    ["a: { b: 1 c: 3 }\n", 1, /commas between/],
    ["a: 1\nb\nc: 2\n", 2, /`key: value`/],
    ['a: "\\q"\n', 1, /`\\q` has no meaning/],
    ["a:\n  - 1\n b: 2\n", 3, /line|indent/],
    ["%nonsense\na: 1\n", 1, /./],
    ["]\n", 1, /./],
  ];
  test.each(cases)("%j", (text, line, message) => {
    const { diagnostics } = parseText("f.yaml", text);
    const found = diagnostics.find(({ code }) => code === "yaml/syntax");
    expect(found).toBeDefined();
    expect(found?.span.start.line).toBe(line);
    expect(found?.message).toMatch(message);
    for (const one of diagnostics) expect(one.message).toMatch(/^[^A-Z]/);
  });

  test("YAML 1.1, where `no` is false, is refused", () => {
    const twice = problems("# x\n%YAML 1.1\n---\na: no\n---\nb: 1\n");
    expect(twice).toEqual(["yaml/version 2", "yaml/version 2"]); // once for each document that it makes unreadable
    expect(problems("%YAML 1.2\n---\na: no\n")).toEqual([]);
  });

  test("a page full of mistakes gives a short list", () => {
    expect(problems("a: b: c\n".repeat(60)).length).toBeLessThanOrEqual(11);
    const many = problems("k: 1\n".repeat(300));
    expect(many).toHaveLength(101);
    expect(many.at(-1)).toMatch("yaml/more");
  });

  test("a mistake in every line is reported before the depth that it seems to make", () => {
    expect(problems("a: b: c\n".repeat(200))).toContain("yaml/syntax 1");
  });
});

describe("traps", () => {
  const cases: [string, string[], Json][] = [
    ["a: 1\nb: 2\na: 3\n", ["yaml/duplicate-key 3"], { a: 1, b: 2 }],
    ['{ "a": 1, a: 2 }', ["yaml/duplicate-key 1"], { a: 1 }],
    ["a: !foo bar", ["yaml/unknown-tag 1"], { a: "bar" }],
    ["a: !!python/object:os.system x", ["yaml/unknown-tag 1"], { a: "x" }],
    ["a: !!binary aGk=", ["yaml/unknown-tag 1"], { a: "aGk=" }],
    ["a: !!set { x }", ["yaml/unknown-tag 1"], { a: { x: null } }],
    ["a: !!omap [x: 1]", ["yaml/unknown-tag 1"], { a: [{ x: 1 }] }],
    ["a: !!timestamp 2026-01-01", ["yaml/unknown-tag 1"], { a: "2026-01-01" }],
    ["a: [!x 1, !y 2]", ["yaml/unknown-tag 1", "yaml/unknown-tag 1"], { a: ["1", "2"] }],
    ["a: {{ template }}", ["yaml/complex-key 1"], { a: {} }],
    ["a: 017", ["yaml/octal 1"], { a: null }],
    [
      "a: [0o17, 08, -012, 0, 0.5, '017']",
      ["yaml/octal 1", "yaml/octal 1", "yaml/octal 1"],
      { a: [null, null, null, 0, 0.5, "017"] },
    ],
    [
      "a: [9007199254740991, 9007199254740993, -9007199254740993, 1e300]",
      ["yaml/unsafe-integer 1", "yaml/unsafe-integer 1"],
      { a: [9007199254740991, null, null, 1e300] },
    ],
    ["a: 0xFFFFFFFFFFFFFFFFF", ["yaml/unsafe-integer 1"], { a: null }],
    ["a: [.inf, -.INF, .nan, 1e999]", Array<string>(4).fill("yaml/not-finite 1"), { a: [null, null, null, null] }],
    ["__proto__: { admin: true }\nb: 1", ["yaml/reserved-key 1"], { b: 1 }],
    ['b: 1\n"__proto__": 2', ["yaml/reserved-key 2"], { b: 1 }],
    ["? [a, b]\n: 1\nc: 2", ["yaml/complex-key 1"], { c: 2 }],
    ["a: &x k\n*x : 1", ["yaml/complex-key 2"], { a: "k" }],
    ["1: a\ntrue: b\nnull: c\n1.5: d\nok: 1", [1, 2, 3, 4].map((line) => `yaml/non-string-key ${line}`), { ok: 1 }],
    [": a\nok: 1", ["yaml/non-string-key 1"], { ok: 1 }],
    ["a: &x { b: 1 }\nc:\n  <<: *x\n  d: 1", ["yaml/merge-key 3"], { a: { b: 1 }, c: { d: 1 } }],
    ["a: *nowhere", ["yaml/unknown-alias 1"], { a: null }],
    ["a: &x\n  b: *x", ["yaml/alias-limit 2"], { a: { b: null } }],
    ["a: &x [*x]\nb: *x", ["yaml/alias-limit 1"], { a: [null], b: [null] }],
    ["a: *x\nb: &x 1", ["yaml/unknown-alias 1"], { a: null, b: 1 }],
  ];
  test.each(cases)("%j", (text, codes, value) => {
    expect(problems(text)).toEqual(codes);
    expect(salvaged(text)).toEqual([value]);
    for (const { severity, message } of parseText("f.yaml", text).diagnostics) {
      expect(severity).toBe("error");
      expect(message).toMatch(/^[^A-Z].*:/);
    }
  });

  test("a value that only looks like a trap is left alone", () => {
    expect(
      problems("'1': a\n'<<': b\n'true': c\nhash: 'deadbeef'\nzip: '01234'\ndate: 2026-01-01\nip: 010.1.1.1"),
    ).toEqual([]);
  });

  test("the first place of a doubled key is named, and the second is marked", () => {
    const [found] = parseText("f.yaml", "x:\n  key: 1\n  other: 2\n  key : 3\n").diagnostics;
    expect(found?.message).toContain("line 2");
    expect(found?.span).toEqual({ start: { line: 4, column: 3 }, end: { line: 4, column: 6 } });
  });

  test("prototypes stay untouched", () => {
    parseText(
      "f.yaml",
      "__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\na: { __proto__: { polluted: 1 } }",
    );
    parseText("f.json", '{"__proto__": {"polluted": 1}}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("words that many take for booleans are texts, and are recognised", () => {
    for (const word of ["yes", "No", "ON", "off", "y", "N", "true", "False"]) expect(isBooleanWord(word)).toBe(true);
    for (const word of ["", "1", "maybe", "yes please", "none", "null"]) expect(isBooleanWord(word)).toBe(false);
  });
});

describe("aliases", () => {
  test("stand for a copy of the anchored value", () => {
    const { value } = only("a: &x { b: [1] }\nc: *x\nd: [*x, *x]\ne: &x 2\nf: *x\n&k key: 1\ng: *k");
    expect(plain(value)).toEqual({
      a: { b: [1] },
      c: { b: [1] },
      d: [{ b: [1] }, { b: [1] }],
      e: 2,
      f: 2,
      key: 1,
      g: "key",
    });
    const root = value as { a: Json; c: Json };
    expect(root.a).not.toBe(root.c);
  });

  test("do not reach into another document", () => {
    expect(problems("a: &x 1\n---\nb: *x\n")).toEqual(["yaml/unknown-alias 3"]);
  });

  test("what is wrong with an anchored value is said once", () => {
    expect(problems("a: &x { b: 017 }\nc: *x\nd: *x")).toEqual(["yaml/octal 1"]);
  });

  test("may not make a small file large", () => {
    const levels = Array.from(
      { length: 40 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array<string>(9).fill(`*a${i}`).join(", ")}]`,
    );
    const text = ["a0: &a0 lol", ...levels].join("\n");
    expect(problems(text)).toEqual(["yaml/alias-limit 6"]);
    expect(problems("a: &x [1, 2, 3]\nb: [*x, *x]", { aliases: 8 })).toEqual([]);
    expect(problems("a: &x [1, 2, 3]\nb: [*x, *x]", { aliases: 7 })).toEqual(["yaml/alias-limit 2"]);
    expect(problems("a: &x [1, 2]\nb: *x\n---\na: &x [1, 2]\nb: *x", { aliases: 5 })).toEqual(["yaml/alias-limit 5"]);
  });

  test("count towards the depth", () => {
    const text = ["a0: &a0 []", ...Array.from({ length: 80 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join("\n");
    const found = problems(text);
    expect(found[0]).toMatch("yaml/too-deep");
    expect(problems("a: &x [[1]]\nb: [*x]", { depth: 4 })).toEqual([]);
    expect(problems("a: &x [[1]]\nb: [*x]", { depth: 3 })).toEqual(["yaml/too-deep 2"]);
  });
});

describe("depth", () => {
  const nested = {
    "lists in brackets": (n: number) => "[".repeat(n) + "]".repeat(n),
    "JSON maps": (n: number) => '{"a":'.repeat(n) + "1" + "}".repeat(n),
    "block lists": (n: number) => `${"- ".repeat(n)}x`,
    "block maps": (n: number) => Array.from({ length: n }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
  };
  test.each(Object.entries(nested))("%s: 64 levels are read, 65 are not", (_, make) => {
    expect(problems(make(64))).toEqual([]);
    expect(problems(make(65)).map((line) => line.split(" ")[0])).toEqual(["yaml/too-deep"]);
    expect(problems(make(70)).map((line) => line.split(" ")[0])).toEqual(["yaml/too-deep"]);
  });

  test("the documents before are read", () => {
    const { documents } = parseText("f.yaml", `a: 1\n---\n${"[".repeat(100)}\n`);
    expect(documents.map(({ value }) => plain(value))).toEqual([{ a: 1 }]);
  });
});

describe("hostile texts end quickly", () => {
  test.each(Object.entries(foreignTexts))("%s", (_, text) => {
    const { documents, diagnostics } = parseText("f.yaml", text);
    expect(diagnostics.length).toBeLessThanOrEqual(101);
    expect(documents.length + diagnostics.length).toBeGreaterThan(0);
  });

  test("50 MB are refused, or are one long text", () => {
    expect(problems("- [1, 2]\n".repeat(5_500_000))[0]).toMatch("yaml/too-large");
    expect(problems(`a: ${"x".repeat(50_000_000)}`)).toEqual([]);
  });

  test("stack traces are as before", () => {
    const before = Error.stackTraceLimit;
    parseText("f.yaml", "a: [");
    expect(Error.stackTraceLimit).toBe(before);
  });

  test("whatever the text, there is no exception, and every diagnostic is within it", () => {
    const marks = [
      "a",
      "1",
      "017",
      ":",
      " ",
      "  ",
      "\n",
      "\r\n",
      "\t",
      "- ",
      "? ",
      ": ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "&x ",
      "*x",
      "!t ",
      "|\n",
      ">\n",
    ];
    const more = [
      '"',
      "'",
      "#",
      "%",
      "---\n",
      "...\n",
      "<<: ",
      "__proto__: ",
      "\\",
      "\u0000",
      "\u0002",
      "\u0018",
      "\u001f",
      "\uFEFF",
      "ß",
      "😀",
      "\ud800",
    ];
    const noise = fc.array(fc.constantFrom(...marks, ...more), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(noise, (text) => {
        const { documents, diagnostics } = parseText("f.yaml", text);
        const lines = text.replace(/^\uFEFF/, "").split("\n");
        for (const { span } of diagnostics) {
          expect(span.start.line).toBeLessThanOrEqual(lines.length);
          expect(span.start.column).toBeLessThanOrEqual((lines[span.start.line - 1] as string).length + 1);
          expect(span.end.line > span.start.line || span.end.column >= span.start.column).toBe(true);
        }
        for (const { value } of documents) JSON.stringify(value);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("JSON", () => {
  test("tabs, escapes, and pretty or tight printing", () => {
    expect(
      valueOf(
        '{\r\n\t"a": [\r\n\t\t1,\r\n\t\t{"b":\t"\\/\\u0041\\ud83d\\ude00\\t"}\r\n\t],\r\n\t"c"\r\n\t:\r\n\ttrue\r\n}\r\n',
        "f.json",
      ),
    ).toEqual({
      a: [1, { b: "/A😀\t" }],
      c: true,
    });
    expect(valueOf('{"a":1,"b":[true,false,null],"c":-1.5E+10,"d":{}}', "f.json")).toEqual({
      a: 1,
      b: [true, false, null],
      c: -1.5e10,
      d: {},
    });
    expect(valueOf(JSON.stringify({ ["k".repeat(3000)]: "v" }), "f.json")).toEqual({ ["k".repeat(3000)]: "v" });
  });

  test("whatever JSON.stringify writes is read as JSON.parse does", () => {
    const key = fc.string({ unit: "binary" }).filter((text) => text !== "__proto__");
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, depthSize: "small" },
        fc.string({ unit: "binary" }),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.constantFrom(undefined, 1, 2, "\t"), (data, indent) => {
        const text = JSON.stringify(data, null, indent);
        const { documents, diagnostics } = parseText("f.json", text);
        expect(diagnostics).toEqual([]);
        expect(JSON.stringify(documents[0]?.value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });
});
