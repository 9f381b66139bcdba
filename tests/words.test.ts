// The check of words that have a better one (build/check-words.mjs, part of npm run lint).
import { expect, test } from "vitest";
import { oldNames, partsOf, proseOf, words, wordsIn } from "../build/check-words.mjs";

test("a hit has its line and says what to write", () => {
  expect(wordsIn("a.md", "fine\nThe gate is shut for what cannot be told.\n", 3)).toEqual([
    { file: "a.md", line: 4, found: "gate is shut", instead: "blocks, fails the check, passes" },
    { file: "a.md", line: 4, found: "cannot be told", instead: "is undecided, is unknown" },
    { file: "a.md", line: 4, found: "told", instead: "report, show, inform" },
  ]);
});

test.each([
  "caregate judges a change",
  "the report tells which",
  "by the rules at hand",
  "a file that lies elsewhere",
  "please mend it",
  "as such systems are in life",
  "reproduced to the byte",
  "what became of it",
  "the packs of then",
  "rules that a change brings",
  "unless told",
])("%s", (text) => expect(wordsIn("a", text)).not.toEqual([]));

test.each([
  "an accomplished edge",
  "the lifecycle of a model",
  "a trusted entity",
  "alloy",
  "foretold by nobody",
  "the gate `all`",
])("%s is fine", (text) => expect(wordsIn("a", text)).toEqual([]));

test("pages are checked without code, quotations and targets of links", () => {
  const text = 'One [page](told.md) with `told` and "told".\n```console\ntold\n```\ntold\n';
  expect(wordsIn("a.md", proseOf(text)).map(({ line }) => line)).toEqual([5]);
});

test("source is checked in comments and sentences, and keys of JSON stay as they are", () => {
  const { prose, code } = partsOf(
    '/** Judges\n * it. */\nconst report = { judged: "judged" }; // told\nconst text = `it ${judged} told`;\n"lies in";\n',
  );
  expect(prose.flatMap(({ text, line }) => wordsIn("a.ts", text, line)).map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  expect(code).toContain("const report = { judged:");
  expect(code).not.toMatch(/told|lies/);
});

test("every word says what to write instead", () => {
  expect(words.length).toBeGreaterThan(15);
  for (const [, instead] of words) expect(wordsIn("a", instead)).toEqual([]);
  expect(oldNames.size).toBeGreaterThan(100);
  expect([...oldNames]).toEqual(expect.arrayContaining(["Outset", "Regime", "yieldOf"]));
});
