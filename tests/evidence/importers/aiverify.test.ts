import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

realTest(
  "aiverify",
  "aiverify-foundation__aiverify/aiverify-apigw/aiverify_apigw/schemas/examples/test_result_examples.json",
  (imported) => {
    // Its rates are shares of all cases: true and false positive rate of a group do not add up with their opposites.
    expect(shown(imported)).toMatchSnapshot();
    expect(imported.documents).toEqual([]);
  },
);

realTest("aiverify", "aiverify-foundation__aiverify/common/schemas/aiverify.testresult.schema.json", (imported) => {
  expect(said(imported)).toEqual([
    "error 2:3 evidence/aiverify: this is no test result of AI Verify: it lacks gid, cid, startTime, testArguments, output",
  ]);
});

const row = (group: unknown[], metric: unknown): object => ({ group, metric });
const result = (output: object, more: object = {}): string =>
  JSON.stringify(
    [
      {
        gid: "aiverify.stock.fairness_metrics_toolbox_for_classification",
        version: "0.9.0",
        cid: "fairness_metrics_toolbox_for_classification",
        startTime: "2026-07-24T09:20:24.822881",
        timeTaken: 1,
        testArguments: { testDataset: "file:///data/ward.sav", mode: "upload", modelType: "classification" },
        output: { sensitive_feature: ["gender"], output_classes: [0, 1], ...output },
        ...more,
      },
    ],
    null,
    2,
  );

const sound = [
  { "True Positive Rate": [row([0], 0.1)] },
  {
    "True Positive Rate": [row(["F"], 0.8), row(["M"], 0.9)],
    "False Positive Rate": [row(["F"], 0.25), row(["M"], 0.1)],
    "Disparate Impact": [row(["F", "M"], 1.02)],
  },
];

test("the rates of the positive class become claims", async () => {
  const text = result({ results: sound });
  const imported = await read("aiverify", text);
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toEqual({
    metadata: { date: "2026-07-24" },
    subject: { dataset: "file:///data/ward.sav" },
    groups: [
      { axis: "sex", group: "F", claimed: { sensitivity: 0.8, specificity: 0.75 } },
      { axis: "sex", group: "M", claimed: { sensitivity: 0.9, specificity: 0.9 } },
    ],
  });
  await expectValid(imported);
  expectPlaces(imported, text);
});

test.each([
  ["a truncated file", '[{"gid": "x",\n"cid": ', /^error \d.*not closed/],
  ["another file", "{}", /^error 1:1 .*no test result/],
  ["several classes", result({ results: sound, output_classes: [0, 1, 2] }), /^error .*positive one is not clear/],
  ["classes by name", result({ results: sound, output_classes: ["cat", "dog"] }), /^error .*positive one is not clear/],
  [
    "a rate of Infinity",
    result({ results: [{}, { "True Positive Rate": [row(["F"], "Infinity")] }] }),
    /^error .*share between/,
  ],
  [
    "a rate in percent",
    result({ results: [{}, { "True Positive Rate": [row(["F"], 80)] }] }),
    /^error .*write 93 % as 0.93/,
  ],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("aiverify", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([
  ["another plugin", result({}, { gid: "aiverify.stock.shap_toolbox" }), /^warning 3:5 .*shap_toolbox` are not read/],
  [
    "another attribute",
    result({ results: sound, sensitive_feature: ["shoe"] }),
    /^warning .*`shoe` is none of the axes/,
  ],
  ["a date in words", result({ results: sound }, { startTime: "today" }), /^warning 6:5 .*no date/],
])("leaves out %s, and says so", async (_, text, expected) => {
  const imported = await read("aiverify", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
});
