import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/util/json.ts";
import { contextOf, documentOf, inMemory, manifestWith, told } from "../support.ts";
import { expectPlaces, expectValid, read, realTest, said, shown, valueOf } from "./support.ts";

const folder = "alecpos__sentimentModel";

realTest("fairlearn", `${folder}/fairness_reports/baseline_20250312_180228.json`, async (imported, text) => {
  expect(shown(imported)).toMatchSnapshot();
  await expectValid(imported);
  expectPlaces(imported, text);
});

realTest(
  "fairlearn",
  `${folder}/model_cards/ad_score_predictor_-_regulatory_compliance_2_1_0_model_card_metadata.json`,
  async (imported, text) => {
    expect(shown(imported)).toMatchSnapshot();
    await expectValid(imported);
    expectPlaces(imported, text);
    // It calls itself compliant; its groups refute each gap that it states.
    const { subject: _, ...value } = valueOf(imported) as JsonObject;
    const context = contextOf(await documentOf("m.yaml", manifestWith()), [inMemory("FairnessReport", "card", value)]);
    expect(told(context, "contradictions").map(({ entry }) => [entry["what"], entry["recomputed"]])).toEqual([
      ["gap in selection-rate by sex", "0.0220"],
      ["gap in sensitivity by sex", "0.2618"],
      ["gap in selection-rate by age", "0.1651"],
      ["gap in sensitivity by age", "0.1636"],
    ]);
  },
);

realTest("fairlearn", `${folder}/fairness_reports/baseline_20250312_175915.json`, (imported) => {
  expect(shown(imported)).toMatchSnapshot();
  expect(imported.documents).toEqual([]);
});

/** Two groups with counts, in the ways pandas writes a table. */
const counts = { tp: [90, 55], fp: [20, 13], tn: [40, 42], fn: [38, 2] };
const names = Object.keys(counts) as (keyof typeof counts)[];
const groups = ["M", "F"];
const row = (i: number): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, counts[name][i] ?? 0]));
const tables: Record<string, unknown> = {
  columns: Object.fromEntries(names.map((name) => [name, { M: counts[name][0], F: counts[name][1] }])),
  index: { M: row(0), F: row(1) },
  split: { columns: names, index: groups, data: [0, 1].map((i) => Object.values(row(i))) },
  tight: { columns: names, index: groups, data: [0, 1].map((i) => Object.values(row(i))), index_names: ["sex"] },
  table: { schema: { primaryKey: ["sex"] }, data: [0, 1].map((i) => ({ sex: groups[i], ...row(i) })) },
  records: [0, 1].map((i) => ({ sex: groups[i], ...row(i) })),
  "one for each attribute": { sex: { M: row(0), F: row(1) } },
  "one for each attribute, in groups": { sex: { groups: { M: row(0), F: row(1) }, demographic_parity_difference: 0 } },
};

test.each(Object.entries(tables))("reads by_group as %s", async (orient, table) => {
  const named = ["columns", "index", "split"].includes(orient) ? { sensitive_features: ["sex"] } : {};
  const text = JSON.stringify({ ...named, by_group: table }, null, 2);
  const imported = await read("fairlearn", text);
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toMatchObject({
    groups: groups.map((group, i) => ({ axis: "sex", group, ...row(i) })),
  });
  const { start } = imported.documents[0]?.locate(["groups", 1, "fn"]) ?? { start: { line: 0 } };
  expect(text.split("\n")[start.line - 1]).toMatch(/\b2\b/);
  await expectValid(imported);
  expectPlaces(imported, text);
});

test("groups of two attributes, their keys written as tuples", async () => {
  const by_group = { count: { "('F', '65+')": 10, "('M', '<65')": 20 }, selection_rate: { "('F', '65+')": 0.5 } };
  const imported = await read("fairlearn", JSON.stringify({ sensitive_features: ["sex", "age group"], by_group }));
  expect(valueOf(imported)).toEqual({
    groups: [
      { axis: "sex-by-age", group: "F, 65+", claimed: { selectionRate: 0.5 } },
      { axis: "sex-by-age", group: "M, <65" },
    ],
  });
});

test("differences between groups are claims on gaps, and what is none of ours is named", async () => {
  const by_group = { sex: { F: row(1), M: row(0) } };
  const text = JSON.stringify({
    by_group: { sex: { groups: by_group.sex, demographic_parity_difference: 0.02, equalized_odds_disparity: 0.3 } },
    fairness_metrics: { fairness_metrics: { gender_equal_opportunity: { difference: 0.26, passes_threshold: true } } },
  });
  const imported = await read("fairlearn", text);
  expect(valueOf(imported)).toMatchObject({
    claimedGaps: [
      { axis: "sex", rate: "selection-rate", gap: 0.02 },
      { axis: "sex", rate: "sensitivity", gap: 0.26 },
    ],
  });
  expect(said(imported)).toEqual([expect.stringMatching(/^warning 1:\d+ .*not read.*`equalized_odds_disparity`$/)]);
  await expectValid(imported);
  const one = {
    sensitive_features: "sex",
    by_group: tables["columns"],
    equalized_odds_difference: 0.2,
    equalized_odds_ratio: 0.7,
  };
  const another = await read("fairlearn", JSON.stringify(one));
  expect(valueOf(another)).toMatchObject({ claimedGaps: [{ axis: "sex", rate: "equalised-odds", gap: 0.2 }] });
  expect(said(another)).toEqual([expect.stringMatching(/not read.*`equalized_odds_ratio`$/)]);
});

test("groups of two attributes beside those of each", async () => {
  const both = { "M+<65": row(0), "F+65+": row(1) };
  const fairness_metrics = {
    group_metrics: { sex: { F: row(1), M: row(0) } },
    intersectional: { group_metrics: { "sex+age_group": { "M+young": row(0), "F+old": row(1) }, "sex+shoe": both } },
  };
  const imported = await read("fairlearn", JSON.stringify({ fairness_metrics }));
  expect(valueOf(imported)).toMatchObject({
    groups: [{ axis: "sex" }, { axis: "sex" }, { axis: "sex-by-age", group: "M, young" }, { group: "F, old" }],
  });
  expect(said(imported)).toEqual([expect.stringMatching(/^warning .*`sex and shoe` is not a known axis/)]);
});

test("rates without counts stay claims", async () => {
  const by_group = { selection_rate: { F: 0.5, M: 0.25 }, recall: { F: 0.8, M: null } };
  const imported = await read("fairlearn", JSON.stringify({ sensitive_features: "sex", by_group }));
  expect(valueOf(imported)).toEqual({
    groups: [
      { axis: "sex", group: "F", claimed: { selectionRate: 0.5, sensitivity: 0.8 } },
      { axis: "sex", group: "M", claimed: { selectionRate: 0.25 } },
    ],
  });
});

test("rounded rates are not turned into counts", async () => {
  const F = { count: 188, selection_rate: 0.585, true_positive_rate: 0.703, false_positive_rate: 0.333 };
  const imported = await read("fairlearn", JSON.stringify({ by_group: { sex: { F } } }));
  expect(valueOf(imported)).toEqual({
    groups: [{ axis: "sex", group: "F", claimed: { selectionRate: 0.585, sensitivity: 0.703, specificity: 0.667 } }],
  });
});

test("counts, model, version and overall are read where they stand", async () => {
  const imported = await read(
    "fairlearn",
    JSON.stringify({
      model_name: "net",
      model_version: "1.0",
      date: "2026-01-31T10:00:00Z",
      overall: { tp: 2, fp: 0, tn: 1, fn: 1 },
      by_group: { sex: { F: { tp: 2, fp: 0, tn: 1, fn: 1, count: 4 } } },
    }),
  );
  expect(valueOf(imported)).toEqual({
    groups: [{ axis: "sex", group: "F", tp: 2, fp: 0, tn: 1, fn: 1 }],
    overall: { tp: 2, fp: 0, tn: 1, fn: 1 },
    subject: { model: "net", modelVersion: "1.0" },
    metadata: { date: "2026-01-31" },
  });
});

const sexed = (figures: string): string => `{"by_group": {"sex": {\n"F": ${figures}\n}}}`;

test.each([
  ["a truncated file", '{"by_group": {\n"sex": {', /^error \d.*not closed/],
  ["no table", '{"overall": {"accuracy": 0.9}, "by_group": 3}', /^error .*no group table/],
  ["a list of nothing", "[]", /^error .*no group table/],
  ["an unknown attribute", '{"by_group": {"shoe size": {"42": {"tp": 1}}}}', /^warning 1:15 .*not a known axis/],
  [
    "no attribute named",
    '{"by_group": {"tp": {"F": 1}}}',
    /^error .*the attribute of these groups is missing: put the table under its name/,
  ],
  ["a negative count", sexed('{"tp": -1, "fp": 0, "tn": 1, "fn": 0}'), /^error 2:\d+ .*`tp` must be a number of cases/],
  ["a count of NaN", sexed('{"tp": NaN}'), /^error 2:\d+ .*number of cases, not `NaN`/],
  ["a count in percent", sexed('{"tp": "100 %"}'), /^error 2:\d+ .*number of cases, not `100 %`/],
  ["a group without a name", '{"by_group": {"sex": {"": {"tp": 1}}}}', /^error 1:\d+ .*has no name/],
  [
    "a negative count overall",
    '{"overall": {"tp": -1}, "by_group": {"sex": {"F": {"tp": 1}}}}',
    /^error 1:\d+ .*`tp`.*`-1`/,
  ],
  ["half a case", sexed('{"tp": 0.5}'), /^error 2:\d+ .*number of cases/],
  ["a rate of NaN", sexed('{"recall": NaN, "tp": 1}'), /^warning 2:\d+ .*not `NaN`: it is not read/],
  ["a rate of Infinity", sexed('{"recall": Infinity}'), /^error 2:\d+ .*proportion between 0 and 1/],
  ["a number beyond all", sexed('{"recall": 1e999}'), /^error 2:\d+ yaml\/not-finite/],
  ["a rate in percent", sexed('{"recall": 93.1}'), /^error 2:\d+ .*write 93 % as 0.93/],
  [
    "counts that do not add up",
    sexed('{"tp": 1, "fp": 1, "tn": 1, "fn": 1, "count": 5}'),
    /^error 2:\d+ .*add up to 4/,
  ],
  ["a rate and its opposite", sexed('{"tpr": 0.2, "fnr": 0.3}'), /^error 2:\d+ .*do not add up to 1/],
  ["a group twice", '{"by_group": {"sex": {"F": {"tp": 1},\n"F": {"tp": 1}}}}', /^error 2:\d+ yaml\/duplicate-key/],
  ["a figure we do not have", sexed('{"tp": 1, "f1": 0.5}'), /^warning 2:\d+ .*not read.*`f1`/],
  ["a wrong tuple", '{"sensitive_features": ["sex","age"], "by_group": {"tp": {"F": 1}}}', /^error .*1 values for 2/],
  ["too deep", "[".repeat(200), /^error 1:\d+ yaml\/too-deep/],
  ["too many groups", JSON.stringify({ by_group: { sex: Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`g${i}`, { tp: i }])) } }), /^error .*at most 1000/], // prettier-ignore
])("says what is wrong with %s", async (_, text, expected) => {
  const imported = await read("fairlearn", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  if (said(imported).some((line) => line.startsWith("error"))) expect(imported.documents).toEqual([]);
});
