import { expect, test } from "vitest";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

const folder = "dssg__aequitas/tests/test_artifacts/test_bias_report";

for (const name of ["test_1_aequitas_20180501-114554.csv", "expected_output_test_2.csv"])
  realTest("aequitas", `${folder}/${name}`, async (imported, text) => {
    expect(shown(imported)).toMatchSnapshot();
    await expectValid(imported);
    const sexes = text.replaceAll(/^((?:(?:High|Low),)?)(?:not_)?class,/gm, (_, before: string) => `${before}${before === "Low," ? "age" : "sex"},`); // prettier-ignore
    const ours = await read("aequitas", sexes);
    expect(shown(ours)).toMatchSnapshot("with attributes that are axes");
    expectPlaces(ours, sexes);
  });

const header = "attribute_name,attribute_value,tp,fp,tn,fn";

test("counts and claims, each group on its line", async () => {
  const imported = await read("aequitas", `${header},fpr\nsex,F,1,1,1,1,0.5\nsex,M,2,0,1,0,\n`);
  expect(valueOf(imported)).toEqual({
    groups: [
      { axis: "sex", group: "F", tp: 1, fp: 1, tn: 1, fn: 1, claimed: { specificity: 0.5 } },
      { axis: "sex", group: "M", tp: 2, fp: 0, tn: 1, fn: 0 },
    ],
  });
  expect(imported.documents[0]?.locate(["groups", 1, "tp"])).toMatchObject({ start: { line: 3 }, exact: true });
  expect(imported.documents[0]?.locate(["groups", 0, "calibrationSlope"])).toMatchObject({ start: { line: 2 }, exact: false }); // prettier-ignore
  await expectValid(imported);
});

test.each([
  ["a negative count", `${header}\nsex,F,-1,1,1,1\n`, /^error 2:1 evidence\/aequitas: `tp`/],
  ["an empty count", `${header}\nsex,F,,1,1,1\n`, /^error 2:1 .*`tp` must be a number of cases, not empty/],
  ["a count of NaN", `${header}\nsex,F,NaN,1,1,1\n`, /^error 2:1 .*`tp`.*`NaN`/],
  ["an infinite rate", `${header},tpr\nsex,F,1,1,1,1,inf\n`, /^error 2:1 .*proportion between 0 and 1/],
  ["a column twice", `${header},tp\nsex,F,1,1,1,1,2\n`, /^error 1:1 .*column `tp` is here twice/],
  ["other columns", "a,b\n1,2\n", /^error 1:1 .*lacks attribute_name, attribute_value, tp, fp, tn, fn/],
  ["a row too short", `${header}\nsex,F,1\n`, /^error 2:1 evidence\/csv: the file is not a table/],
  ["an open quote", `${header}\n"sex,F,1,1,1,1\n`, /^error \d:1 evidence\/csv/],
  ["a group twice", `${header}\nsex,F,1,1,1,1\nsex,F,1,1,1,1\n`, /^error 3:1 .*a second time/],
  ["two models", `${header},model_id\nsex,F,1,1,1,1,1\nsex,M,1,1,1,1,2\n`, /^error 3:1 .*several `model_id`/],
  ["a size that differs", `${header},group_size\nsex,F,1,1,1,1,9\n`, /^error 2:1 .*add up to 4/],
])("says what is wrong with %s", async (_, text, expected) => {
  const imported = await read("aequitas", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([";", "\t"])("reads a table with %j between its columns, and decimal commas", async (separator) => {
  const text = ["attribute_name,attribute_value,tp,fp,tn,fn,tpr", "sex,female,50,10,300,10,0@833"]
    .join("\n")
    .replaceAll(",", separator)
    .replace("@", ",");
  const imported = await read("aequitas", text);
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toEqual({
    groups: [{ axis: "sex", group: "female", tp: 50, fp: 10, tn: 300, fn: 10, claimed: { sensitivity: 0.833 } }],
  });
});
