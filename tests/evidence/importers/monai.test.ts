import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

realTest(
  "monai",
  "Project-MONAI__model-zoo/models/breast_density_classification/configs/metadata.json",
  async (imported, text) => {
    expect(shown(imported)).toMatchSnapshot();
    await expectValid(imported);
    expectPlaces(imported, text);
  },
);

const metadata = (more: object): string =>
  JSON.stringify(
    { version: "0.2.0", monai_version: "1.3.0", name: "net", intended_use: "Find lesions", ...more },
    null,
    2,
  );

test("what must not be done, limits and metrics", async () => {
  const text = metadata({
    contraindications: ["Pregnancy", "Children"],
    limitations: "One scanner",
    eval_metrics: { accuracy: 0.9, mean_dice: 0.8, Sensitivity: "91 %" },
  });
  const imported = await read("monai", text);
  expect(valueOf(imported, 0)).toEqual({
    subject: { model: "net", modelVersion: "0.2.0" },
    intendedUse: "Find lesions",
    outOfScope: ["Pregnancy", "Children"],
    limits: ["One scanner"],
  });
  expect(valueOf(imported, 1)).toEqual({
    subject: { model: "net", modelVersion: "0.2.0" },
    metrics: [
      { metric: "accuracy", value: 0.9 },
      { metric: "sensitivity", value: 0.91 },
    ],
  });
  expect(said(imported)).toEqual([
    "warning 13:5 evidence/monai: not read because caregate has no such figure: `mean_dice`",
  ]);
  await expectValid(imported);
  expectPlaces(imported, text);
});

test.each([
  ["a truncated file", '{"version": "1",\n"monai_version": ', /^error \d.*not closed/],
  ["another file", '{"version": "1"}', /^error 1:2 .*not the metadata of a MONAI bundle/],
  ["a list", "[1]", /^error .*not the metadata of a MONAI bundle/],
  ["a negative metric", metadata({ eval_metrics: { accuracy: -1 } }), /^error 7:5 .*cannot be -1/],
  ["a version twice", '{"version": "1",\n"version": "2", "monai_version": "1"}', /^error 2:1 yaml\/duplicate-key/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("monai", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test("a metric that is no number, and a placeholder", async () => {
  const imported = await read("monai", metadata({ intended_use: "TODO", eval_metrics: { accuracy: "NaN" } }));
  expect(imported.documents).toEqual([]);
  expect(said(imported)).toEqual([
    "warning 5:3 evidence/monai: `TODO` is a placeholder: it counts as not stated",
    "warning 7:5 evidence/monai: `NaN` is not a number: this accuracy is not read",
    "warning 1:1 evidence/monai: the file has nothing that is read as evidence",
  ]);
});
