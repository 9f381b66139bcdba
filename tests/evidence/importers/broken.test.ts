import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { importers } from "../../../src/evidence/importers/index.ts";
import { getAt } from "../../../src/util/json.ts";
import { soundFiles } from "./sound.ts";
import { expectValid, fixture, read } from "./support.ts";

const formats = Object.keys(importers);

test("the manifest's schema knows every format that is read", () => {
  const schema = JSON.parse(
    readFileSync(resolve(import.meta.dirname, "../../../schemas/ai-deployment.schema.json"), "utf8"),
  ) as Parameters<typeof getAt>[0];
  const known = getAt(schema, ["properties", "evidence", "items", "properties", "format", "examples"]);
  expect(known).toEqual(expect.arrayContaining(formats));
});

const sound = soundFiles(fixture);

test.each(formats)("%s: the sound file is read", async (format) => {
  const imported = await read(format, sound[format] ?? "");
  expect(imported.documents.length).toBeGreaterThan(0);
  expect(imported.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each(formats)("%s: cut off anywhere, nothing is thrown and every diagnostic has its place", async (format) => {
  const text = sound[format] ?? "";
  const step = Math.max(1, Math.floor(text.length / 150));
  for (let length = 0; length < text.length; length += step) {
    const { documents, diagnostics } = await read(format, text.slice(0, length));
    for (const { span, file, message } of diagnostics) {
      expect(file).toBe("evidence/file");
      expect(message).not.toBe("");
      expect(span.start.line).toBeGreaterThanOrEqual(1);
      expect(span.start.line).toBeLessThanOrEqual(text.split("\n").length + 1);
    }
    expect(documents.length + diagnostics.length).toBeGreaterThan(0);
  }
});

/** What a value of a file may be replaced by. */
const strange = ["null", "[]", "{}", '""', "-1", "1e999", "NaN", "true", '"__proto__"', '{"__proto__": {"a": 1}}', "[[[[]]]]", '"\\u0000\\u202E"']; // prettier-ignore

test.each(formats)("%s: strange values in every place", async (format) => {
  const text = sound[format] ?? "";
  for (const { index, 0: found } of text.matchAll(/"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|>[^<]+</g))
    for (const value of strange) {
      const changed = `${text.slice(0, index)}${value}${text.slice(index + found.length)}`;
      const imported = await read(format, changed);
      const { documents, diagnostics } = imported;
      await expectValid(imported);
      for (const document of documents) {
        expect(JSON.stringify(document.value)).not.toMatch(/"__proto__":|:null/);
        document.locate(["groups", 0, "tp"]);
      }
      if (diagnostics.some(({ severity }) => severity === "error")) expect(documents).toEqual([]);
    }
});

const long = 300_000;

test.each(formats)(
  "%s: large and hostile texts end quickly",
  async (format) => {
    const texts = [
      " ".repeat(long),
      "[".repeat(long),
      "{".repeat(long),
      "<a ".repeat(long / 3),
      `# ${" #".repeat(long / 2)} x`,
      `**a**${" ".repeat(long)}`,
      "[a](".repeat(long / 4),
      `---\n${"a: b\n".repeat(5000)}---\n${"## Limitations\n- x\n".repeat(5000)}`,
      `"${" ".repeat(long)}x`,
      `{"by_group": {"sex": {${Array.from({ length: 3000 }, (_, i) => `"g${i}": {"tp": -1}`).join(",")}}}}`,
      `${sound["aequitas"] ?? ""}${"sex,x,1,1,1,1,1\n".repeat(5000)}`,
      (sound[format] ?? "").replace(/[A-Z][a-z]+/, `$&${" ".repeat(long)}$&`),
    ];
    for (const text of texts) {
      const start = performance.now();
      const { diagnostics } = await read(format, text);
      expect(diagnostics.length).toBeLessThan(250);
      expect(performance.now() - start, text.slice(0, 30)).toBeLessThan(20_000);
    }
  },
  240_000,
);
