import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

realTest("hugging-face-eval", "huggingface__hub-docs/eval_results.yaml", (imported) => {
  expect(shown(imported)).toMatchSnapshot();
  expect(imported.documents).toEqual([]);
});

test("results that are filled in", async () => {
  const text = `- dataset:
    id: example/ward-notes
    task_id: coding
  value: 0.412
  date: "2026-05-04T10:00:00Z"
  source: { url: "https://example.org", org: Example Hospital }
- dataset: { id: example/other, task_id: main }
  value: 20.90
`;
  const imported = await read("hugging-face-eval", text);
  expect(said(imported)).toEqual([
    "warning 1:3 evidence/hugging-face-eval: the metric of the values is missing: no rule can use them",
  ]);
  expect([0, 1].map((i) => valueOf(imported, i))).toEqual([
    {
      subject: { dataset: "example/ward-notes" },
      metadata: { title: "coding", date: "2026-05-04", by: "Example Hospital" },
      metrics: [{ value: 0.412 }],
    },
    { subject: { dataset: "example/other" }, metadata: { title: "main" }, metrics: [{ value: 20.9 }] },
  ]);
  await expectValid(imported);
  expectPlaces(imported, text);
});

const one = (value: string): string => `- dataset: { id: a/b, task_id: c }\n  value: ${value}\n`;

test.each([
  ["a truncated file", "- dataset: { id: a/b,", /^error \d.*not closed/],
  ["a map", "value: 1", /^error 1:1 .*are a list/],
  ["no value", "- dataset: { id: a/b, task_id: c }\n", /^error 1:3 .*lacks value/],
  ["a placeholder", one("{metric_value}"), /^error 2:3 .*`{metric_value}` is a placeholder/],
  ["a placeholder in quotes", `${one("1")}  notes: "{notes}"\n`, /^error 3:3 .*`{notes}` is a placeholder/],
  ["a value of NaN", one("NaN"), /^error 2:3 .*not `NaN`/],
  ["an infinite value", one(".inf"), /^error 2:\d+ yaml\/not-finite/],
  ["a value in words", one("good"), /^error 2:3 .*not `good`/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("hugging-face-eval", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});
