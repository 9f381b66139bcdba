import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

for (const version of ["1.5", "1.7"])
  realTest(
    "cyclonedx",
    `CycloneDX__specification/tools/src/test/resources/${version}/valid-machine-learning-${version}.json`,
    async (imported, text) => {
      expect(shown(imported)).toMatchSnapshot();
      await expectValid(imported);
      expectPlaces(imported, text);
    },
  );

realTest(
  "cyclonedx",
  "sbom-tool__sbom-tools/tests/fixtures/cyclonedx/bsi-aibom-complete.cdx.json",
  async (imported, text) => {
    expect(shown(imported)).toMatchSnapshot();
    expect(imported.documents).toEqual([]);
    // The same file with the digest of a model.
    const digested = text.replace("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "ab".repeat(32));
    const sound = await read("cyclonedx", digested);
    expect(shown(sound)).toMatchSnapshot("with a digest of the model");
    await expectValid(sound);
    expectPlaces(sound, digested);
  },
);

const bom = (modelCard: object, more: object = {}): string =>
  JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      serialNumber: "urn:uuid:0",
      metadata: { timestamp: "2026-02-03T04:05:06Z", authors: [{ name: "Ada Example" }] },
      components: [{ type: "machine-learning-model", name: "net", version: "2.0", modelCard, ...more }],
    },
    null,
    1,
  );

const performanceMetrics = [
  { type: "Recall", value: "0.91", confidenceInterval: { lowerBound: "0.88", upperBound: "0.94" } },
  { type: "AUROC", value: "97.5 %", slice: "overall" },
  { type: "recall", value: "0.9", slice: "sex: female" },
  { type: "false positive rate", value: "0.2", slice: "sex=female" },
  { type: "recall", value: "0.8", slice: "Gender = male" },
];

test("a model card, the metrics over all cases, and claims on groups", async () => {
  const text = bom({
    quantitativeAnalysis: { performanceMetrics },
    considerations: {
      users: ["Physicians", "nurses"],
      useCases: ["Find sepsis early", "Rank patients"],
      technicalLimitations: ["Adults only"],
      ethicalConsiderations: [
        { name: "Alarm fatigue", mitigationStrategy: "cap" },
        { name: "Bias", description: "Fewer alarms for some." },
      ],
      fairnessAssessments: [{ groupAtRisk: "children", harms: "Missed cases" }],
    },
    modelParameters: { datasets: [{ type: "dataset", name: "Ward 2024" }] },
  });
  const imported = await read("cyclonedx", text);
  expect(said(imported)).toEqual([]);
  const head = {
    metadata: { id: "urn:uuid:0", date: "2026-02-03", by: "Ada Example" },
    subject: { model: "net", modelVersion: "2.0" },
  };
  expect(imported.documents.map(({ kind }) => kind)).toEqual(["ModelCard", "ValidationReport", "FairnessReport"]);
  expect(valueOf(imported, 0)).toEqual({
    ...head,
    intendedUse: "Find sepsis early\nRank patients",
    intendedUsers: ["clinician"],
    limits: ["Adults only", "Alarm fatigue", "Bias: Fewer alarms for some.", "children: Missed cases"],
    trainingData: [{ name: "Ward 2024" }],
  });
  expect(valueOf(imported, 1)).toEqual({
    ...head,
    metrics: [
      { metric: "sensitivity", value: 0.91, low: 0.88, high: 0.94 },
      { metric: "auroc", value: 0.975 },
    ],
  });
  expect(valueOf(imported, 2)).toEqual({
    ...head,
    groups: [
      { axis: "sex", group: "female", claimed: { sensitivity: 0.9, specificity: 0.8 } },
      { axis: "sex", group: "male", claimed: { sensitivity: 0.8 } },
    ],
  });
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("a model without content beside another is named", async () => {
  const value = JSON.parse(bom({ considerations: { useCases: ["Find sepsis early"] } })) as { components: object[] };
  value.components.push({ type: "machine-learning-model", name: "other", version: "1.0" });
  const imported = await read("cyclonedx", JSON.stringify(value));
  expect(imported.documents.map(({ value: { subject } }) => subject)).toEqual([{ model: "net", modelVersion: "2.0" }]);
  expect(said(imported)).toEqual([
    expect.stringMatching(/^warning .*the model `other` has no model card with content/),
  ]);
});

const metric = (value: object): string => bom({ quantitativeAnalysis: { performanceMetrics: [value] } });

test.each([
  ["a truncated file", '{"bomFormat": "CycloneDX",\n"components": [', /^error \d.*not closed/],
  ["another format", '{"spdxVersion": "3.0"}', /^error 1:2 .*not a CycloneDX/],
  ["an older version", bom({}).replace('"1.6"', '"1.4"'), /^error 3:2 .*not `1.4`/],
  ["no model", bom({}).replace("machine-learning-model", "library"), /^error .*no component/],
  [
    "the digest of nothing",
    bom({}, { hashes: [{ alg: "MD5", content: "d41d8cd98f00b204e9800998ecf8427e" }] }),
    /^error .*MD5 of an empty file/,
  ],
  [
    "a value outside its interval",
    metric({ type: "recall", value: "0.5", confidenceInterval: { lowerBound: "0.6" } }),
    /^error .*outside its own interval/,
  ],
  ["a value below nothing", metric({ type: "recall", value: "-0.5" }), /^error .*cannot be -0.5/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("cyclonedx", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([
  [
    "a value that is no number",
    metric({ type: "recall", value: "about 0.9" }),
    /^warning .*`about 0.9` is not a number/,
  ],
  ["an infinite value", metric({ type: "recall", value: "Infinity" }), /^warning .*not a number/],
  ["a value above 1", metric({ type: "recall", value: "91" }), /^warning .*not between 0 and 1/],
  ["a metric we do not have", metric({ type: "F1", value: "0.9" }), /^warning .*not read.*`F1`/],
  [
    "a slice in other words",
    metric({ type: "recall", value: "0.9", slice: "the elderly" }),
    /^warning .*names no group/,
  ],
  ["a question of the template", bom({ considerations: { useCases: ["What is it for?"] } }), /^warning .*placeholder/],
  ["users we do not have", bom({ considerations: { users: ["Clinicians", "Pilots"] } }), /^warning .*`Pilots`/],
  ["a date in words", bom({}).replace("2026-02-03T04:05:06Z", "yesterday"), /^warning .*not a complete date/],
])("leaves out %s, and says so", async (_, text, expected) => {
  const imported = await read("cyclonedx", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  await expectValid(imported);
});

test("of several models each is read by its name", async () => {
  const text = JSON.stringify({
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    metadata: { component: { type: "machine-learning-model", name: "outer", components: [{ type: "machine-learning-model", name: "inner", modelCard: { considerations: { useCases: ["B"] } } }], modelCard: { considerations: { useCases: ["A"] } } } },
  }); // prettier-ignore
  const imported = await read("cyclonedx", text);
  expect(imported.documents.map((_, i) => valueOf(imported, i))).toEqual([
    { subject: { model: "outer" }, intendedUse: "A" },
    { subject: { model: "inner" }, intendedUse: "B" },
  ]);
});

test("what the specification explains where an answer goes is none", async () => {
  const considerations = {
    users: ["Nurses, pharmacists and ML researchers"],
    useCases: ["Find sepsis early"],
    fairnessAssessments: [{ harms: "Expected harms to the identified groups" }, { harms: "Todo retraso del alta" }],
  };
  const imported = await read("cyclonedx", bom({ considerations }));
  expect(valueOf(imported)).toMatchObject({
    intendedUsers: ["clinician", "researcher"],
    limits: ["Todo retraso del alta"],
  });
  expect(said(imported)).toEqual([
    "warning 28:8 evidence/cyclonedx: `Expected harms to the identified groups` is a placeholder: it counts as not stated",
  ]);
});

test("users of whom one is not known here are not read", async () => {
  const imported = await read(
    "cyclonedx",
    bom({ considerations: { users: ["Nurses and robots"], useCases: ["Triage"] } }),
  );
  expect(valueOf(imported)).not.toHaveProperty("intendedUsers");
  expect(said(imported)).toEqual([expect.stringMatching(/^warning .*`Nurses and robots` is not a known kind of user/)]);
});
