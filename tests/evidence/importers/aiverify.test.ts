import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

realTest(
  "aiverify",
  "aiverify-foundation__aiverify/aiverify-apigw/aiverify_apigw/schemas/examples/test_result_examples.json",
  async (imported, text) => {
    // Its rates are shares of the cases of both groups: 0.321 + 0.197 + 0.313 + 0.169 is 1.
    expect(shown(imported)).toMatchSnapshot();
    await expectValid(imported);
    expectPlaces(imported, text);
  },
);

realTest("aiverify", "aiverify-foundation__aiverify/common/schemas/aiverify.testresult.schema.json", (imported) => {
  expect(said(imported)).toEqual([
    "error 2:3 evidence/aiverify: this is not a test result of AI Verify: it lacks gid, cid, startTime, testArguments, output",
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

/** Rates of two groups, women and men. */
const both = (women: unknown, men: unknown): object[] => [row(["F"], women), row(["M"], men)];

/** 100 women, 20 of them cases, and 100 men, 30 of them cases: tp 16 and 24, fp 8 and 7. */
const sound = [
  { "True Positive Rate": [row([0], 0.1)] },
  {
    "True Positive Rate": both(16 / 50, 24 / 50),
    "False Negative Rate": both(4 / 50, 6 / 50),
    "True Negative Rate": both(72 / 150, 63 / 150),
    "False Positive Rate": both(8 / 150, 7 / 150),
    "Positive Predictive Value Parity": both(16 / 55, 24 / 55),
    "False Discovery Rate": both(8 / 55, 7 / 55),
    "Negative Predictive Value Parity": both(72 / 145, 63 / 145),
    "False Omission Rate": both(4 / 145, 6 / 145),
    "Disparate Impact": [row(["F", "M"], 1.02)],
  },
];

test("what is divided by the cases of all groups becomes rates of each", async () => {
  const text = result({ results: sound });
  const imported = await read("aiverify", text);
  expect(said(imported)).toEqual([]);
  const women = { sensitivity: 16 / 20, specificity: 72 / 80, ppv: 16 / 24, npv: 72 / 76 };
  const men = { sensitivity: 24 / 30, specificity: 63 / 70, ppv: 24 / 31, npv: 63 / 69 };
  expect(valueOf(imported)).toEqual({
    metadata: { date: "2026-07-24" },
    subject: { dataset: "file:///data/ward.sav" },
    groups: [women, men].map((rates, i) => ({
      axis: "sex",
      group: ["F", "M"][i],
      claimed: Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, expect.closeTo(rate, 12)])),
    })),
  });
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("rates of each group by itself stay as they are, and one without cases or without its opposite is none", async () => {
  const own = {
    "True Positive Rate": both(0.8, 0.9),
    "False Negative Rate": both(0.2, 0.1),
    "True Negative Rate": both(0.7, 0),
    "False Positive Rate": both(0.3, 0),
    "False Discovery Rate": both(0.5, 0.5),
    "Predicted Mood": both(0.5, 0.5),
  };
  const imported = await read("aiverify", result({ results: [{}, own] }));
  expect(said(imported)).toEqual([
    expect.stringMatching(
      /^warning \d+:\d+ .*`False Discovery Rate` is stated without `Positive Predictive Value Parity` and is not read: state both$/,
    ),
    expect.stringMatching(/^warning \d+:\d+ .*not read because .*`Predicted Mood`$/),
  ]);
  expect(valueOf(imported)).toMatchObject({
    groups: [{ claimed: { sensitivity: 0.8, specificity: 0.7 } }, { claimed: { sensitivity: 0.9 } }],
  });
  expect(valueOf(imported)).not.toMatchObject({ groups: [{ claimed: { ppv: expect.anything() } }] });
});

test.each([
  ["a truncated file", '[{"gid": "x",\n"cid": ', /^error \d.*not closed/],
  ["another file", "{}", /^error 1:1 .*not a test result/],
  ["several classes", result({ results: sound, output_classes: [0, 1, 2] }), /^error .*positive class is unclear/],
  ["classes by name", result({ results: sound, output_classes: ["cat", "dog"] }), /^error .*positive class is unclear/],
  [
    "rates that do not add up",
    result({ results: [{}, { "True Positive Rate": both(0.3, 0.3), "False Negative Rate": both(0.1, 0.1) }] }),
    /^error \d+:\d+ .*`True Positive Rate` and `False Negative Rate` add up to 0.8000 over all groups/,
  ],
  [
    "a rate of Infinity",
    result({ results: [{}, { "True Positive Rate": [row(["F"], "Infinity")] }] }),
    /^error .*proportion between/,
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
    /^warning .*`shoe` is not a known axis/,
  ],
  ["a date in words", result({ results: sound }, { startTime: "today" }), /^warning 6:5 .*not a complete date/],
])("leaves out %s, and says so", async (_, text, expected) => {
  const imported = await read("aiverify", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
});
