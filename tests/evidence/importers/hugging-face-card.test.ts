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

test("a label counts more than the heading that it stands below", async () => {
  const text = `# Ward triage

- **Version**: 1.0.0

## Intended Use

- **Primary use case**: triage
- **Out-of-scope use cases**: direct diagnosis
- **Intended users**: nurses
- **Not intended for**:
  - children
  - pregnancy
- Adults on wards

## Data

- **Version**: 7

## Limitations

- **Scope**: one hospital
`;
  const imported = await read("hugging-face-card", text);
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toEqual({
    subject: { model: "Ward triage", modelVersion: "1.0.0" },
    intendedUse: "triage\nAdults on wards",
    outOfScope: ["direct diagnosis", "children", "pregnancy"],
    intendedUsers: ["clinician"],
    limits: ["Scope: one hospital"],
  });
  expectPlaces(imported, text);
});

test.each([
  ["# Model Card for ward-sepsis", "ward-sepsis"],
  ["# Model Card: Ward Sepsis", "Ward Sepsis"],
  ["# Ward Sepsis - Model Card", "Ward Sepsis"],
  ["# 🏥 Ward Sepsis (Model Card)", "Ward Sepsis"],
  ["# Model Card", undefined],
  ["# Overview", undefined],
  ["# Limitations", undefined],
  ["## Ward Sepsis", undefined],
])("the model's name in %j", async (heading, model) => {
  const imported = await read("hugging-face-card", `${heading}\n\n## Risks\n\nFew cases.\n`);
  expect(imported.documents[0]?.value["subject"]).toEqual(model === undefined ? undefined : { model });
});

test.each([
  "Out-of-scope use",
  "What the model is not for",
  "Prohibited uses",
  "Contraindications",
  "Not intended for",
  "Misuse",
  "Non-goals",
  "Inappropriate uses",
])(
  // prettier-ignore
  "out of scope under %j",
  async (title) => {
    const imported = await read("hugging-face-card", `# net\n\n## ${title}\n\n- Children\n`);
    expect(valueOf(imported)).toMatchObject({ outOfScope: ["Children"] });
  },
);

test.each([
  ["Ranks adults. It is not to be used for diagnosis.", "Ranks adults.", ["It is not to be used for diagnosis."]],
  ["This is an example, not to be used for diagnostic purposes", undefined, ["not to be used for diagnostic purposes"]],
  ["Supports triage, but not intended for children", "Supports triage", ["not intended for children"]],
  ["Do not use this for treatment decisions.", undefined, ["Do not use this for treatment decisions."]],
  ["Not only for adults.", "Not only for adults.", undefined],
  ["Supports nurses; must never replace them.", "Supports nurses;", ["must never replace them."]],
])("%j never makes a negated use the intended one", async (text, intendedUse, outOfScope) => {
  const imported = await read("hugging-face-card", `# net\n\n## Intended use\n\n${text}\n`);
  expect(imported.documents[0]?.value["intendedUse"]).toBe(intendedUse);
  expect(imported.documents[0]?.value["outOfScope"]).toEqual(outOfScope);
});

test("two data sets in model-index are two reports, those on training data last", async () => {
  const dataset = (name: string, value: number): string =>
    `  - dataset: {name: ${name}, type: own}\n    metrics:\n    - {type: recall, value: ${value}}\n`;
  const text = `---\nmodel-index:\n- name: net\n  results:\n${dataset("Training split", 0.98)}${dataset("External hospital", 0.31)}---\n# net\n\n- **Version**: 1.9.0\n`;
  const imported = await read("hugging-face-card", text);
  const subject = { model: "net", modelVersion: "1.9.0" };
  expect(imported.documents.map(({ value }) => value)).toEqual([
    expect.objectContaining({
      subject: { ...subject, dataset: "External hospital" },
      metadata: { id: "External hospital" },
      metrics: [{ metric: "sensitivity", value: 0.31 }],
    }),
    expect.objectContaining({
      subject: { ...subject, dataset: "Training split" },
      metadata: { id: "Training split" },
      metrics: [{ metric: "sensitivity", value: 0.98 }],
    }),
  ]);
  expect(said(imported)).toEqual([expect.stringMatching(/^warning 3:3 .*results on 2 data sets/)]);
});

test("a table of metrics becomes a report, and one of several models or groups does not", async () => {
  const table = (header: string, ...rows: string[]): string =>
    `# net\n\n**Version**: 2.0\n\n## Performance\n\n${header}\n|---|---|---|\n${rows.join("\n")}\n`;
  const text = table("| Metric | Value | Note |", "| **Recall** | 84.1 % | |", "| AUROC | 0.91 (95% CI 0.88-0.94) | |");
  const imported = await read("hugging-face-card", text);
  expect(imported.documents.map(({ value }) => value)).toEqual([
    {
      subject: { model: "net", modelVersion: "2.0" },
      metrics: [
        { metric: "sensitivity", value: 0.841 },
        { metric: "auroc", value: 0.91, low: 0.88, high: 0.94 },
      ],
    },
  ]);
  expectPlaces(imported, text);
  for (const header of ["| Metric | Train | Test |", "| Model | Recall | AUROC |"]) {
    const several = await read("hugging-face-card", table(header, "| Recall | 0.9 | 0.8 |"));
    const metrics = several.documents.map(({ value }) => value["metrics"]);
    expect(metrics.filter((one) => one !== undefined)).toEqual(
      header.includes("Test") ? [[{ metric: "sensitivity", value: 0.8 }]] : [],
    );
  }
});

test.each(["# Model card template (dev)", '# Model card for "add model name here"', "# Model Card: [Model Name]"])(
  "%s is a template, whatever follows",
  async (heading) => {
    const imported = await read("hugging-face-card", `${heading}\n\n## Limitations\n\nReview section 4.9.\n`);
    expect(imported.documents).toEqual([]);
    expect(said(imported)).toContainEqual(expect.stringMatching(/^error 1:1 .*this is a template/));
  },
);

test("a prompt without an answer and a line break at the end of a line are no text", async () => {
  const text = "# net\n\n**Version:** v0.1.2  \\\n**Date:** 2025-10-30  \\\n\n## Intended use\n\n- Intended users (roles or teams):\n- Ranks adults\n"; // prettier-ignore
  expect(valueOf(await read("hugging-face-card", text))).toEqual({
    subject: { model: "net", modelVersion: "v0.1.2" },
    metadata: { date: "2025-10-30" },
    intendedUse: "Ranks adults",
  });
});
