import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, said, valueOf } from "./support.ts";

test("a card of the Model Card Toolkit", async () => {
  const card = {
    model_details: { name: "net", owners: [{ name: "Ada Example" }], version: { name: "2.0", date: "2026-05-04" } },
    model_parameters: { data: [{ name: "Ward stays" }] },
    quantitative_analysis: {
      performance_metrics: [
        { type: "recall", value: "0.84", confidence_interval: { lower_bound: "0.8", upper_bound: "0.88" } },
        { type: "recall", value: "0.8", slice: "sex: female" },
        { type: "recall", value: "0.7", slice: "weekend" },
      ],
    },
    considerations: {
      users: [{ description: "nurses" }],
      use_cases: [{ description: "Ranks adults. Not to be used for diagnosis." }],
      limitations: [{ description: "One site" }],
      tradeoffs: ["Slower at night"],
      ethical_considerations: [{ name: "Alarm fatigue", mitigation_strategy: "cap" }],
    },
  };
  for (const value of [card, { model_card: card }]) {
    const text = JSON.stringify(value, null, 1);
    const imported = await read("model-card-toolkit", text);
    const head = { subject: { model: "net", modelVersion: "2.0" }, metadata: { by: "Ada Example", date: "2026-05-04" } }; // prettier-ignore
    expect(imported.documents.map(({ value }) => value)).toEqual([
      {
        ...head,
        intendedUse: "Ranks adults.",
        outOfScope: ["Not to be used for diagnosis."],
        intendedUsers: ["clinician"],
        limits: ["One site", "Slower at night", "Alarm fatigue"],
        trainingData: [{ name: "Ward stays" }],
      },
      { ...head, metrics: [{ metric: "sensitivity", value: 0.84, low: 0.8, high: 0.88 }] },
      { ...head, groups: [{ axis: "sex", group: "female", claimed: { sensitivity: 0.8 } }] },
    ]);
    expect(said(imported)).toEqual([expect.stringMatching(/^warning .*the slice `weekend` names no group/)]);
    await expectValid(imported);
    expectPlaces(imported, text);
  }
  expect(said(await read("model-card-toolkit", "{}"))).toContainEqual(
    expect.stringMatching(/^error .*`model_details`/),
  );
});

test("the models of an SPDX 3 document", async () => {
  const graph = [
    { type: "CreationInfo", "@id": "_:info", created: "2026-05-04T10:00:00Z" },
    {
      type: "ai_AIPackage",
      spdxId: "urn:net",
      creationInfo: "_:info",
      name: "net",
      software_packageVersion: "2.0",
      ai_informationAboutApplication: "Ranks adults",
      ai_limitation: "One site",
      ai_metric: [{ type: "DictionaryEntry", key: "recall", value: "0.84" }],
    },
    { type: "dataset_DatasetPackage", spdxId: "urn:data", name: "Ward stays", software_packageVersion: "7" },
    { type: "Relationship", relationshipType: "trainedOn", from: "urn:net", to: ["urn:data"] },
    { type: "ai_AIPackage", spdxId: "urn:other", name: "other" },
  ];
  const text = JSON.stringify(
    { "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph },
    null,
    1,
  );
  const imported = await read("spdx", text);
  const head = { subject: { model: "net", modelVersion: "2.0" }, metadata: { date: "2026-05-04" } };
  expect(imported.documents.map(({ value }) => value)).toEqual([
    { ...head, intendedUse: "Ranks adults", limits: ["One site"], trainingData: [{ name: "Ward stays" }] },
    { ...head, metrics: [{ metric: "sensitivity", value: 0.84 }] },
  ]);
  expect(said(imported)).toEqual([
    expect.stringMatching(/^warning .*the model `other` states no use, limit or metric/),
  ]);
  await expectValid(imported);
  expectPlaces(imported, text);
  const old = await read("spdx", '{"spdxVersion": "SPDX-2.3", "packages": []}');
  expect(said(old)).toContainEqual(expect.stringMatching(/^error .*SPDX 2 has no AI profile/));
});

const dpia = (risks: string): string => `# Data protection impact assessment: ward alert

| Field | Value |
|---|---|
| Status | Approved |
| Date | 2026-05-04 |
| Prepared by | Ada Example |
| DPO advice | 2026-04-20 |
| Residual risk | Medium |

## 1. Description of the processing

Vital signs of inpatients.

## 2. Necessity and proportionality

[Explain why]

## 3. Risks

${risks}

### 3.1 Measures

- **Access**: by role
`;

test("an impact assessment in Markdown: the parts with an answer", async () => {
  const text = dpia("A wrong alert.");
  const imported = await read("dpia", text);
  expect(valueOf(imported)).toEqual({
    type: "dpia",
    status: "approved",
    parts: ["description", "risks", "measures"],
    dpoAdvice: "2026-04-20",
    residualRisk: "moderate",
    metadata: { date: "2026-05-04", by: "Ada Example" },
  });
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("a template of an impact assessment has no parts and no status", async () => {
  const text = "# DPIA\n\n- **Status**: Draft | In Review | Approved\n\n## Risks\n\n[Describe the risks]\n\n## Measures\n\n- **Access**: [how]\n"; // prettier-ignore
  const imported = await read("dpia", text);
  expect(imported.documents).toEqual([]);
  expect(said(imported)[0]).toMatch(/^warning 3:1 .*not one of approved/);
  expect(said(imported)).toContainEqual(expect.stringMatching(/^error .*the status of the assessment is missing/));
  expect(said(await read("dpia", "# Notes\n"))).toContainEqual(expect.stringMatching(/^error .*not a data protection/));
});

const mixed = `# Ward sepsis

- **Version**: 1.2.0 (artifact ward:v3)

## Intended use and out-of-scope use

### In scope

- Rank adult inpatients for a nurse.

### Explicitly out of scope

- Children.

## Uses

### Appropriate use cases

- Teaching.

## Limitations

- One site.

## Limitations of this model card

It covers:

- Bias
- Evaluation
`;

test("what is below a heading on both uses is split, and the card itself has no limits of the model", async () => {
  const imported = await read("hugging-face-card", mixed);
  expect(valueOf(imported)).toEqual({
    subject: { model: "Ward sepsis", modelVersion: "1.2.0" },
    intendedUse: "Rank adult inpatients for a nurse.\nTeaching.",
    outOfScope: ["Children."],
    limits: ["One site."],
  });
  expectPlaces(imported, mixed);
});

test("the data sets of an evaluation are not those of the training", async () => {
  const data = [{ name: "Wards 2024" }, { name: "Validation set" }, { name: "Held-out test wards" }];
  const text = JSON.stringify({ model_details: { name: "net" }, model_parameters: { data } });
  expect(valueOf(await read("model-card-toolkit", text))).toMatchObject({ trainingData: [{ name: "Wards 2024" }] });
});

test("a text that a card states twice is one entry", async () => {
  const text = "# Net\n\n## Intended use\n\n- Not for children.\n- Triage.\n\n## Out-of-scope use\n\n- Not for children.\n- Not for children.\n"; // prettier-ignore
  expect(valueOf(await read("hugging-face-card", text))).toMatchObject({ intendedUse: "Triage.", outOfScope: ["Not for children."] }); // prettier-ignore
});
