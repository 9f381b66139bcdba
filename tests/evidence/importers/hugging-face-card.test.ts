import { expect, test } from "vitest";
import { expectPlaces, expectValid, fixture, read, realTest, said, shown, valueOf } from "./support.ts";

realTest("hugging-face-card", "Muh76__diabetes-readmission-prediction/models/MODEL_CARD.md", async (imported, text) => {
  expect(shown(imported)).toMatchSnapshot();
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("a card in the shape of the template", async () => {
  const text = fixture("hugging-face-card.md");
  const imported = await read("hugging-face-card", text);
  expect(shown(imported)).toMatchSnapshot();
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("the template itself states nothing", async () => {
  const text = "---\n# for reference\n---\n# Model Card for Model ID\n\n## Uses\n\n### Direct Use\n\n[More Information Needed]\n\n### Out-of-Scope Use\n\n[More Information Needed]\n\n## Bias, Risks, and Limitations\n\n[More Information Needed]\n"; // prettier-ignore
  const imported = await read("hugging-face-card", text);
  expect(imported.documents).toEqual([]);
  expect(said(imported)).toEqual([
    "warning 10:1 evidence/hugging-face-card: `[More Information Needed]` is a placeholder: it counts as not stated",
    "warning 14:1 evidence/hugging-face-card: `[More Information Needed]` is a placeholder: it counts as not stated",
    "warning 18:1 evidence/hugging-face-card: `[More Information Needed]` is a placeholder: it counts as not stated",
    "warning 1:1 evidence/hugging-face-card: the file has nothing that is read as evidence",
  ]);
});

test("headings in code, in comments and underlined", async () => {
  const text = "```\n# Limitations\nnot this\n```\n<!--\n## Limitations\nnor this -->\n\nLimitations\n-----------\n1. **This** one\n   goes on\n2. and [that](https://example.org)\n\n| not | a table |\n"; // prettier-ignore
  const imported = await read("hugging-face-card", text);
  expect(valueOf(imported)).toEqual({ limits: ["This one goes on", "and that"] });
  expect(imported.documents[0]?.locate(["limits", 0])).toMatchObject({ start: { line: 11, column: 1 } });
});

const indexed = (metrics: string): string =>
  `---\nmodel-index:\n- name: net\n  results:\n  - dataset: {name: D, type: d}\n    metrics:\n${metrics}---\n# Card\n`;

test.each([
  ["YAML that does not end", "---\nlicense: mit\n# Card\n", /^error 1:1 .*is not closed/],
  ["broken YAML", "---\nlicense: [mit\ntags: x\n---\n# Card\n", /^error \d:\d+ yaml\//],
  ["a key twice", "---\nlicense: mit\nlicense: x\n---\n# Limitations\nsome\n", /^error 3:1 yaml\/duplicate-key/],
  ["a negative accuracy", indexed("    - {type: accuracy, value: -0.5}\n"), /^error 7:\d+ .*accuracy cannot be -0.5/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("hugging-face-card", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([
  [
    "a figure in percent without the sign",
    indexed("    - {type: accuracy, value: 93.1}\n"),
    /^warning 7:\d+ .*not between 0 and 1/,
  ],
  ["a metric we do not have", indexed("    - {type: f1, value: 0.9}\n"), /^warning 7:\d+ .*not read.*`f1`/],
  ["a value that is none", indexed('    - {type: wer, value: "20.0 ± 1.2"}\n'), /^warning 7:\d+ .*not a number/],
  ["no number at all", indexed("    - {type: accuracy, value: .nan}\n"), /^error 7:\d+ yaml\/not-finite/],
  [
    "a version without quotes",
    "---\nmodel_version: 1.0\n---\n# Limitations\nsome\n",
    /^warning 2:1 .*put it in quotes/,
  ],
])("says what it makes of %s", async (_, text, expected) => {
  const imported = await read("hugging-face-card", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
});

test("what it was trained on, as the section on it says", async () => {
  const text =
    "# Card\n\n## Intended use\n\nRanks adults.\n\n### Training Data\n- **Source**: Ward stays\n- **Size**: 3\n";
  expect(valueOf(await read("hugging-face-card", text))).toMatchObject({ trainingData: [{ name: "Ward stays" }] });
  const listed = `---\ndatasets: stays-2024\n---\n${text}`;
  expect(valueOf(await read("hugging-face-card", listed))).toMatchObject({ trainingData: [{ name: "stays-2024" }] });
});
