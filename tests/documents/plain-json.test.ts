import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePlain } from "../../src/documents/parse.ts";
import { comparePlain } from "../support/plain-texts.ts";

test("gives the value and the places that the reader of YAML gives", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2, "\t"), fc.boolean(), (json, indent, crlf) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(comparePlain(crlf ? text.replaceAll("\n", "\r\n") : text)).toMatch(/^(left|same)$/);
    }),
    { numRuns: 500 },
  );
});

test("leaves to the reader of YAML what it reports", () => {
  const texts = [
    '{"a": 1, "a": 2}',
    '{"__proto__": 1}',
    "[9007199254740993]",
    "[1e999]",
    '{"a": 1} // x',
    "",
    '{"a":\r1}',
    "[".repeat(70) + "]".repeat(70),
  ];
  for (const text of texts) expect(parsePlain("f.json", text), text).toBeUndefined();
});
