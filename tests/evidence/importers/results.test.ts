import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { recogniseFormat } from "../../../src/evidence/importers/index.ts";
import { expectPlaces, expectValid, read, said, valueOf } from "./support.ts";

/** Files that the tools wrote, by bench/evidence-fixtures.py. */
const folder = resolve(import.meta.dirname, "../../fixtures/evidence/tools");
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const counts = JSON.parse(textOf("sklearn-truth.json")) as { tp: number; fp: number; tn: number; fn: number };
const { tp, fp, tn, fn } = counts;
const sensitivity = tp / (tp + fn);

test.each([
  ["scikit-learn", "sklearn-report.json"],
  ["scikit-learn", "sklearn-report-named.json"],
  ["scikit-learn", "sklearn-report.csv"],
  ["scikit-learn", "sklearn-report.txt"],
  ["scikit-learn", "sklearn-matrix.json"],
  ["scikit-learn", "sklearn-metrics.json"],
  ["scikit-learn", "sklearn-truth.json"],
  ["mlflow", "mlflow-run.json"],
])("%s: %s has the counts of the data", async (format, name) => {
  const text = textOf(name);
  const imported = await read(format, text);
  expect(said(imported)).toEqual([]);
  expect(imported.documents.map(({ kind }) => kind)).toEqual(["ValidationReport"]);
  expect(valueOf(imported)).toMatchObject({ counts });
  for (const { metric, value } of (imported.documents[0]?.value["metrics"] ?? []) as {
    metric: string;
    value: number;
  }[])
    if (metric === "sensitivity") expect(value).toBeCloseTo(sensitivity, 4);
  await expectValid(imported);
  expectPlaces(imported, text);
});

const report = (rows: Readonly<Record<string, readonly [number, number, number]>>): string =>
  JSON.stringify({
    ...Object.fromEntries(Object.entries(rows).map(([name, [precision, recall, support]]) => [name, { precision, recall, "f1-score": 0.5, support }])), // prettier-ignore
    "macro avg": { precision: 0.5, recall: 0.5, support: 1 },
  });

test.each([
  ["three classes", report({ "0": [1, 1, 1], "1": [1, 1, 1], "2": [1, 1, 1] }), /^error .*has 3 classes/],
  [
    "classes without a positive one",
    report({ died: [1, 1, 1], moved: [1, 1, 1] }),
    /^error .*the positive class is unclear: name the classes `0` and `1`/,
  ],
  ["results of training alone", '{"train": {"accuracy": 0.9, "recall": 0.8}}', /^error .*add those of the test set/],
  [
    "several models",
    '{"forest": {"recall": 0.9}, "net": {"recall": 0.8}}',
    /^error .*several models or sets \(`forest`, `net`\): keep those of one/,
  ],
  ["one unnamed section", '{"forest": {"recall": 0.9}}', /^error .*put them under `test`/],
  ["nothing", '{"loss": 0.3}', /^error .*no result found/],
  ["a negative recall", '{"recall": -0.1}', /^error .*sensitivity cannot be -0.1/],
  ["a table of several models", "model,accuracy,recall\na,0.9,0.8\nb,0.8,0.7\n", /^error 3:1 .*several rows/],
])("scikit-learn refuses %s", async (_, text, expected) => {
  const imported = await read("scikit-learn", text);
  expect(said(imported)).toContainEqual(expect.stringMatching(expected));
  expect(imported.documents).toEqual([]);
});

test("the results of the test set are taken, not those of training", async () => {
  const value = { model_name: "net", model_version: "2.0", metrics: { train: { recall: 0.99 }, test: { recall: 0.8, fpr: 0.1 } } }; // prettier-ignore
  const text = JSON.stringify(value, null, 1);
  const imported = await read("scikit-learn", text);
  expect(valueOf(imported)).toEqual({
    subject: { model: "net", modelVersion: "2.0" },
    metrics: [
      { metric: "sensitivity", value: 0.8 },
      { metric: "specificity", value: 0.9 },
    ],
  });
  expectPlaces(imported, text);
});

test("an average over both classes is not the rate of the positive class", async () => {
  const weighted = await read("scikit-learn", '{"accuracy": 0.972, "recall": 0.972, "precision": 0.9722}');
  expect(said(weighted)).toEqual([
    expect.stringMatching(/^warning .*`recall` is an average over both classes/),
    expect.stringMatching(/^warning .*`precision` is an average over both classes/),
  ]);
  expect(valueOf(weighted)).toEqual({ metrics: [{ metric: "accuracy", value: 0.972 }] });
  const macro = (tp / (tp + fn) + tn / (tn + fp)) / 2;
  const cells = await read("scikit-learn", JSON.stringify({ recall: macro, confusion_matrix: [[tn, fp], [fn, tp]] })); // prettier-ignore
  expect(said(cells)).toEqual([expect.stringMatching(/average over both classes/)]);
  expect(valueOf(cells)).toEqual({ counts });
});

test("a rate over no cases is not read, and a wrong one stays a claim", async () => {
  const none = await read("scikit-learn", '{"precision": 0.0, "recall": 0.0, "confusion_matrix": [[90, 0], [10, 0]]}');
  expect(said(none)).toEqual([expect.stringMatching(/`precision` is over no cases: it is not read/)]);
  expect(valueOf(none)).toEqual({ counts: { tp: 0, fp: 0, tn: 90, fn: 10 }, metrics: [{ metric: "sensitivity", value: 0 }] }); // prettier-ignore
  const wrong = await read("scikit-learn", '{"recall": 0.95, "confusion_matrix": [[80, 10], [5, 5]]}');
  expect(valueOf(wrong)).toMatchObject({ metrics: [{ metric: "sensitivity", value: 0.95 }] });
});

test("rounded figures of many cases settle no counts", async () => {
  const text = "              precision    recall  f1-score   support\n\n           0       0.86      0.90      0.88      1439\n           1       0.70      0.63      0.66       561\n"; // prettier-ignore
  expect(valueOf(await read("scikit-learn", text))).toEqual({
    metrics: [
      { metric: "sensitivity", value: 0.63 },
      { metric: "specificity", value: 0.9 },
      { metric: "ppv", value: 0.7 },
      { metric: "npv", value: 0.86 },
    ],
  });
});

test("MLflow: a run is dated by its end, and an MLmodel file says nothing of results", async () => {
  expect(valueOf(await read("mlflow", textOf("mlflow-run.json")))).toMatchObject({ metadata: { date: "2025-11-24" } });
  const imported = await read("mlflow", "flavors:\n  sklearn:\n    code: null\nmodel_uuid: ab\n");
  expect(said(imported)).toEqual([expect.stringMatching(/^error .*attach the metrics of its run or a model card/)]);
});

test("Evidently: distances are signals, and p-values are not", async () => {
  const imported = await read("drift", textOf("evidently-psi.json"));
  expect(valueOf(imported)).toMatchObject({ signals: [{ signal: "input-drift", metric: "psi" }, { signal: "input-drift", metric: "psi" }] }); // prettier-ignore
  await expectValid(imported);
  expectPlaces(imported, textOf("evidently-psi.json"));
  const tests = await read("drift", textOf("evidently.json"));
  expect(tests.documents).toEqual([]);
  expect(said(tests)[0]).toMatch(/^warning .*`age by K-S p_value`.*write the report with `method="psi"`/);
});

test.each([
  ["by column", '{"timestamp": "2026-10-01", "features": {"age": {"psi": 0.12}, "prediction": {"psi": 0.3}}}'],
  ["by measure", '{"date": "2026-10-01", "psi": {"age": 0.12, "prediction": 0.3}}'],
  [
    "as a list",
    '{"date": "2026-10-01", "drift": [{"feature": "age", "psi": 0.12}, {"feature": "prediction", "psi": 0.3}]}',
  ],
])("plain drift %s", async (_, text) => {
  expect(valueOf(await read("drift", text))).toEqual({
    metadata: { date: "2026-10-01" },
    signals: [
      { signal: "input-drift", metric: "psi", value: 0.12 },
      { signal: "output-drift", metric: "psi", value: 0.3 },
    ],
  });
});

test("drift in a table, of an older Evidently, and broken", async () => {
  const signals = [{ signal: "input-drift", metric: "psi", value: 0.12 }];
  expect(valueOf(await read("drift", "feature,psi\nage,0.12\ntarget,0.4\n"))).toEqual({ signals });
  const result = { drift_by_columns: { age: { column_name: "age", stattest_name: "PSI", drift_score: 0.12 } } };
  const old = JSON.stringify({ metrics: [{ metric: "DataDriftTable", result }] });
  expect(valueOf(await read("drift", old))).toEqual({ signals });
  expect(said(await read("drift", '{"age": {"psi": -1}}'))).toEqual([expect.stringMatching(/^error .*must be a number from 0/)]); // prettier-ignore
  expect(said(await read("drift", '{"age": {"mean": 1}}'))).toContainEqual(expect.stringMatching(/^error .*no drift found/)); // prettier-ignore
});

test("figures by group in a table", async () => {
  const rows = [
    "attribute;group;n;sensitivity",
    "sex;F;100;0,81",
    "sex;M;90;0,79",
    "age;65+;20;0,7",
    "Overall;all;190;0,8",
  ];
  const imported = await read("group-metrics", `${rows.join("\n")}\n`);
  expect(valueOf(imported)).toEqual({
    groups: [
      { axis: "sex", group: "F", claimed: { sensitivity: 0.81 } },
      { axis: "sex", group: "M", claimed: { sensitivity: 0.79 } },
      { axis: "age", group: "65+", claimed: { sensitivity: 0.7 } },
    ],
  });
  const both = await read("group-metrics", "subgroup,tp,fp,tn,fn\nsex: F,1,2,3,4\nSex=M,1,2,3,5\nage_65+,1,2,3,6\n");
  expect(valueOf(both)).toMatchObject({
    groups: [{ axis: "sex", group: "F", fn: 4 }, { axis: "sex", group: "M", fn: 5 }, { axis: "age", group: "65+", fn: 6 }], // prettier-ignore
  });
});

test("metrics by attribute under one key each", async () => {
  const value = { tpr_by_sex: { "0": 0.9, "1": 0.7 }, fpr_by_sex: { "0": 0.3, "1": 0.2 }, selection_rate_by_age: { "<=40": 1 } }; // prettier-ignore
  expect(valueOf(await read("group-metrics", JSON.stringify(value)))).toEqual({
    groups: [
      { axis: "sex", group: "0", claimed: { sensitivity: 0.9, specificity: 0.7 } },
      { axis: "sex", group: "1", claimed: { sensitivity: 0.7, specificity: 0.8 } },
      { axis: "age", group: "<=40", claimed: { selectionRate: 1 } },
    ],
  });
});

const four = { tp: 40, fp: 1, tn: 71, fn: 2 };
const within = (text: string): unknown => JSON.parse(text);

test.each([
  ["named rows and columns", ",pred_0,pred_1\ntrue_0,71,1\ntrue_1,2,40\n"],
  ["the predicted classes as rows", ",Actual: no,Actual: yes\nPredicted: no,71,2\nPredicted: yes,1,40\n"],
  [
    "a row for each count",
    "Metric,Count\nTrue Negatives,71\nFalse Positives,1\nFalse Negatives,2\nTrue Positives,40\n",
  ],
  ["a column for each count", "model,tn,fp,fn,tp\nnet,71,1,2,40\n"],
  ["counts beside the metrics", JSON.stringify({ metrics: { accuracy: 111 / 114 }, confusion_matrix: { tn: 71, fp: 1, fn: 2, tp: 40 } })], // prettier-ignore
  ["a report beside the metrics", JSON.stringify({ accuracy: 111 / 114, report: within(report({ "0": [71 / 73, 71 / 72, 72], "1": [40 / 41, 40 / 42, 42] })) })], // prettier-ignore
])("scikit-learn reads a confusion matrix: %s", async (_, text) => {
  const imported = await read("scikit-learn", text);
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toMatchObject({ counts: four });
  expectPlaces(imported, text);
  expect(recogniseFormat(text)).toBe("scikit-learn");
});

test("a matrix that does not say which side is predicted is refused", async () => {
  const imported = await read("scikit-learn", ",0,1\n0,71,1\n1,2,40\n");
  expect(said(imported)).toEqual([expect.stringMatching(/^error 3:1 .*which side of this matrix is predicted/)]);
});

test("rates over more than two classes are not those of a positive class", async () => {
  const metrics = { accuracy: 0.9, recall: 0.8, precision: 0.7 };
  const many = within(report({ "0": [1, 1, 1], "1": [1, 1, 1], "2": [1, 1, 1] }));
  for (const beside of [
    { classification_report: many },
    {
      confusion_matrix: [
        [3, 0, 0],
        [0, 3, 1],
        [0, 0, 3],
      ],
    },
  ]) {
    // prettier-ignore
    const imported = await read("scikit-learn", JSON.stringify({ metrics, ...beside }));
    expect(said(imported)).toEqual([expect.stringMatching(/^warning .*over 3 classes: `recall`, `precision`/)]);
    expect(valueOf(imported)).toEqual({ metrics: [{ metric: "accuracy", value: 0.9 }] });
  }
});
