import { expect, test } from "vitest";
import { type Json, copyJson, emptyObject, setAt } from "../../src/util/json.ts";
import { formatPath, parseIndex, parsePath, splitPath } from "../../src/util/json-path.ts";
import { uniqueBy } from "../../src/util/list.ts";

const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value));

test("setAt makes the maps and lists on the way", () => {
  const root = emptyObject();
  expect(setAt(root, parsePath("spec.vendors[0].name"), "Acme")).toBe(true);
  expect(setAt(root, parsePath("spec.vendors[1].name"), "Beta")).toBe(true);
  expect(setAt(root, parsePath("spec.vendors[0].name"), "Gamma")).toBe(true);
  expect(plain(root)).toEqual({ spec: { vendors: [{ name: "Gamma" }, { name: "Beta" }] } });
});

test("setAt puts nothing beyond the end of a list, so that no list has holes", () => {
  const root: Json = { list: ["a"] };
  expect(setAt(root, ["list", 2], "c")).toBe(false);
  expect(setAt(root, ["list", "x"], "c")).toBe(false);
  expect(setAt(root, [], "c")).toBe(false);
  expect(plain(root)).toEqual({ list: ["a"] });
});

test("setAt keeps a scalar on the way, or replaces it on request", () => {
  const root: Json = { a: "text" };
  expect(setAt(root, ["a", "b"], 1)).toBe(false);
  expect(plain(root)).toEqual({ a: "text" });
  expect(setAt(root, ["a", "b"], 1, "replace")).toBe(true);
  expect(plain(root)).toEqual({ a: { b: 1 } });
});

test("setAt does not reach a prototype", () => {
  const root = emptyObject();
  setAt(root, ["__proto__", "polluted"], true);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("copyJson shares nothing with its source", () => {
  const source: Json = { list: [{ a: 1 }], text: "t" };
  const copy = copyJson(source);
  setAt(copy, ["list", 0, "a"], 2);
  expect([plain(source), plain(copy)]).toEqual([
    { list: [{ a: 1 }], text: "t" },
    { list: [{ a: 2 }], text: "t" },
  ]);
});

test("parseIndex takes whole numbers without leading zeros", () => {
  expect(["0", "7", "10", 3].map(parseIndex)).toEqual([0, 7, 10, 3]);
  expect(["", "01", "-1", "1.5", "x"].map(parseIndex)).toEqual(Array.from({ length: 5 }));
});

test("paths with dots and with brackets are the same", () => {
  expect(splitPath("a.0.b")).toEqual(["a", 0, "b"]);
  expect(parsePath("a[0].b")).toEqual(splitPath("a.0.b"));
  expect(formatPath(splitPath("a.0.b"))).toBe("a[0].b");
  expect(splitPath("")).toEqual([]);
});

test("uniqueBy keeps the order of the first ones", () => {
  expect(uniqueBy(["b", "a", "B", "c"], (text) => text.toLowerCase())).toEqual(["B", "a", "c"]);
});
