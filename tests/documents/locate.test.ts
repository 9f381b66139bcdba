import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseText } from "../../src/documents/parse.ts";
import type { Location } from "../../src/model/document.ts";
import { type Json, type Path, getAt, isObject, parsePath } from "../../src/util/json.ts";

/** What a location covers in a text; an absent value's begins with a question mark. */
function covered(text: string, path: string | Path, index = 0): string {
  const { documents } = parseText("f.yaml", text);
  const location = documents[index]?.locate(typeof path === "string" ? parsePath(path) : path) as Location;
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  expect(location.file).toBe("f.yaml");
  expect(location.end.line, "spans stay on one line").toBe(location.start.line);
  const line = lines[location.start.line - 1] as string;
  return `${location.exact ? "" : "?"}${location.start.line}: ${line.slice(location.start.column - 1, location.end.column - 1)}`;
}

const manifest = `# a comment
apiVersion: caregate/v1
kind: AIDeployment
spec:
  purpose: Warn nurses   # why
  "quoted key": 'x'
  risk: { level: high, fdaDevice: authorised }
  unanswered:
  stated: null
  anchored: &here
    deep: 1
  again: *here
  text: |
    one
    two
  long: one
    two
  jurisdictions: [US, US-MN]
  categories:
    - phi
    - { a: 1, b: 2 }
    - name: x
      role: y
    -
    - - inner
      - second
    - { over: 1,
        lines: 2 }
    - >
      folded
  matrix: [
    1, 2
  ]
`;

describe("the line to change", () => {
  const cases: [string, string][] = [
    ["", "2: apiVersion"],
    ["kind", "3: kind: AIDeployment"],
    ["spec", "4: spec"],
    ["spec.purpose", "5: purpose: Warn nurses"],
    ["spec.quoted key", "6: \"quoted key\": 'x'"],
    ["spec.risk", "7: risk: { level: high, fdaDevice: authorised }"],
    ["spec.risk.level", "7: level: high"],
    ["spec.unanswered", "8: unanswered"],
    ["spec.stated", "9: stated: null"],
    ["spec.anchored", "10: anchored"],
    ["spec.anchored.deep", "11: deep: 1"],
    ["spec.again", "12: again: *here"],
    ["spec.again.deep", "11: deep: 1"],
    ["spec.text", "13: text"],
    ["spec.long", "16: long"],
    ["spec.jurisdictions", "18: jurisdictions: [US, US-MN]"],
    ["spec.jurisdictions[1]", "18: US-MN"],
    ["spec.jurisdictions.1", "18: US-MN"],
    ["spec.categories", "19: categories"],
    ["spec.categories[0]", "20: phi"],
    ["spec.categories[1]", "21: { a: 1, b: 2 }"],
    ["spec.categories[1].b", "21: b: 2"],
    ["spec.categories[2]", "22: name: x"],
    ["spec.categories[2].role", "23: role: y"],
    ["spec.categories[3]", "24: -"],
    ["spec.categories[4]", "25: - inner"],
    ["spec.categories[4][1]", "26: second"],
    ["spec.categories[5]", "27: { over: 1,"],
    ["spec.categories[5].lines", "28: lines: 2"],
    ["spec.categories[6]", "29: >"],
    ["spec.matrix", "31: matrix"],
    ["spec.matrix[1]", "32: 2"],
  ];
  test.each(cases)("%s", (path, expected) => expect(covered(manifest, path)).toBe(expected));
});

describe("for what is absent, the deepest parent", () => {
  const cases: [string, string][] = [
    ["evidence", "?2: apiVersion"],
    ["evidence[0].path", "?2: apiVersion"],
    ["spec.oversight.override", "?4: spec"],
    ["spec.risk.score", "?7: risk: { level: high, fdaDevice: authorised }"],
    ["spec.unanswered.more", "?8: unanswered"],
    ["spec.purpose.length", "?5: purpose: Warn nurses"],
    ["spec.again.other", "?12: again: *here"],
    ["spec.jurisdictions[7]", "?18: jurisdictions: [US, US-MN]"],
    ["spec.jurisdictions.length", "?18: jurisdictions: [US, US-MN]"],
    ["spec.jurisdictions.01", "?18: jurisdictions: [US, US-MN]"],
    ["spec.categories[2].owner", "?22: name: x"],
    ["constructor", "?2: apiVersion"],
  ];
  test.each(cases)("%s", (path, expected) => expect(covered(manifest, path)).toBe(expected));
  test("negative and broken positions are absent", () => {
    expect(covered(manifest, ["spec", "jurisdictions", -1])).toMatch(/^\?18/);
    expect(covered(manifest, ["spec", "jurisdictions", 0.5])).toMatch(/^\?18/);
  });
});

test("keys that are left out are absent, and of doubled keys the first is meant", () => {
  const text = "ok: 1\n__proto__: 2\n3: 4\n<<: 5\nok: 6\n";
  expect(covered(text, "ok")).toBe("1: ok: 1");
  for (const key of ["__proto__", "3", "<<"]) expect(covered(text, [key])).toBe("?1: ok");
});

test("each document of a file has its own lines", () => {
  const text = "# x\na: 1\n---\n\n---\nb:\n  - c\n...\n# y\n---\nd: 2\n";
  expect(covered(text, "a", 0)).toBe("2: a: 1");
  expect(covered(text, "b[0]", 1)).toBe("7: c");
  expect(covered(text, "d", 2)).toBe("11: d: 2");
  expect(covered(text, "nothing", 2)).toBe("?11: d");
});

test("\\r\\n, a byte order mark, tabs and characters of two code units shift nothing", () => {
  const text = '\uFEFF"😀": ß\r\nb:\t[x,\t😀]\r\nc:\r\n  - d # e\r\n  - "f\r\n    g"\r\n';
  expect(covered(text, "😀")).toBe('1: "😀": ß');
  expect(covered(text, "b[1]")).toBe("2: 😀");
  expect(covered(text, "c[0]")).toBe("4: d");
  expect(covered(text, "c[1]")).toBe('5: "f');
  const location = parseText("f.yaml", text).documents[0]?.locate(["b", 1]);
  expect(location).toEqual({
    file: "f.yaml",
    start: { line: 2, column: 8 },
    end: { line: 2, column: 10 },
    exact: true,
  });
});

test("JSON, pretty and tight", () => {
  const pretty = '{\n\t"a": {\n\t\t"b": [\n\t\t\t1,\n\t\t\t{ "c": 2 }\n\t\t]\n\t}\n}\n';
  expect(covered(pretty, "")).toBe('2: "a"');
  expect(covered(pretty, "a")).toBe('2: "a"');
  expect(covered(pretty, "a.b")).toBe('3: "b"');
  expect(covered(pretty, "a.b[0]")).toBe("4: 1");
  expect(covered(pretty, "a.b[1].c")).toBe('5: "c": 2');
  expect(covered('{"a":{"b":1}}', "a.b")).toBe('1: "b":1');
});

test("a root that is no map is its first character", () => {
  expect(covered("- a\n- b\n", "")).toBe("1: -");
  expect(covered("- a\n- b\n", "x")).toBe("?1: -");
  expect(covered("words\n", "")).toBe("1: w");
  expect(covered("{}\n", "x")).toBe("?1: {");
});

test("unusual ways to write a map", () => {
  expect(covered("? a\n: b\n", "a")).toBe("1: a");
  expect(covered("a: &x\n  - 1\nb: *x\n", "b[0]")).toBe("2: 1");
  expect(covered("a: !!str 1 # x\n", "a")).toBe("1: a: !!str 1");
  expect(covered("[a: 1, b]\n", [0, "a"])).toBe("1: a: 1");
  expect(covered("a: |\n\nb: 1\n", "a")).toBe("1: a");
  expect(covered("a: ''\n", "a")).toBe("1: a: ''");
  expect(covered("{a, b: }\n", "a")).toBe("1: a");
});

test("every value that is read is exact and every other is not; spans hold the value's text", () => {
  const scalar = fc.oneof(fc.constantFrom("x", "y z", "1", "", "~"), fc.integer().map(String));
  const lines = (values: fc.Arbitrary<string | string[]>): fc.Arbitrary<string[]> =>
    fc.oneof(
      fc
        .dictionary(fc.constantFrom("a", "b", "c"), values, { minKeys: 1 })
        .map((map) => Object.entries(map).flatMap(([key, value]) => nest(`${key}:`, value))),
      fc.array(values, { minLength: 1, maxLength: 3 }).map((list) => list.flatMap((value) => nest("-", value))),
    );
  const block = lines(fc.oneof(scalar, lines(fc.oneof(scalar, lines(scalar)))));
  fc.assert(
    fc.property(block, fc.constantFrom("\n", "\r\n"), (parts, end) => {
      const text = parts.join(end);
      const [document] = parseText("f.yaml", text).documents;
      for (const [path, value] of document === undefined ? [] : pathsOf(document.value)) {
        const found = document?.locate(path) as Location;
        expect(found.exact).toBe(true);
        const line = text.split("\n")[found.start.line - 1] as string;
        const key = path.at(-1);
        if (typeof key === "string") expect(line.slice(found.start.column - 1)).toMatch(new RegExp(`^${key}:`));
        else if (typeof value === "string")
          expect(line.slice(found.start.column - 1, found.end.column - 1)).toBe(value);
        expect(document?.locate([...path, "absent"])).toEqual({ ...found, exact: false });
        expect(getAt(document?.value, path)).toBe(value);
      }
    }),
  );
});

function nest(head: string, value: string | string[]): string[] {
  return typeof value === "string" ? [`${head} ${value}`] : [head, ...value.map((line) => `  ${line}`)];
}

function pathsOf(value: Json, path: (string | number)[] = []): [Path, Json][] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : isObject(value)
      ? Object.keys(value).flatMap((key) => pathsOf(value[key] as Json, [...path, key]))
      : [];
  return path.length === 0 ? inner : [[path, value], ...inner];
}
