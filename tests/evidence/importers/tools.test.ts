import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { Imported } from "../../../src/evidence/importers/index.ts";
import type { JsonObject } from "../../../src/util/json.ts";
import { contextOf, documentOf, inMemory, manifestWith, told } from "../support.ts";
import { recogniseFormat } from "../../../src/evidence/importers/index.ts";
import { expectPlaces, expectValid, read, said, valueOf } from "./support.ts";

/** Files that the tools wrote, by bench/evidence-fixtures.py. */
const folder = resolve(import.meta.dirname, "../../fixtures/evidence/tools");
const files = readdirSync(folder);

function textOf(name: string): string {
  const bytes = readFileSync(join(folder, name));
  return name.includes("utf16") ? new TextDecoder("utf-16le").decode(bytes) : bytes.toString("utf8");
}

type Cells = Readonly<Record<string, number>>;
const truth = JSON.parse(textOf("truth.json")) as Readonly<Record<string, Readonly<Record<string, Cells>>>>;
const axes: Readonly<Record<string, string>> = { sex: "sex", race: "race-ethnicity", age_cat: "age" };
const expected = Object.entries(truth).flatMap(([attribute, groups]) =>
  Object.entries(groups).map(([group, cells]) => ({ axis: axes[attribute], group, ...cells })),
);

interface ReadGroup {
  readonly axis: string;
  readonly group: string;
  readonly tp?: number;
}

const groupsIn = (imported: Imported): ReadGroup[] =>
  imported.documents.flatMap(({ value }) => JSON.parse(JSON.stringify(value["groups"])) as ReadGroup[]);

/** Checks that every group has the counts that it had in the data, and that no group of its axis is missing. */
function expectTruth(imported: Imported, attributes: readonly string[]): void {
  const axesRead = attributes.map((attribute) => axes[attribute]);
  const right = expected.filter(({ axis }) => axesRead.includes(axis));
  expect(groupsIn(imported).map(({ axis, group, ...more }) => ({ axis, group, ...pick(more) }))).toEqual(
    expect.arrayContaining(right.map((group) => expect.objectContaining(group) as object)),
  );
  expect(groupsIn(imported)).toHaveLength(right.length);
}

const pick = (group: object): object =>
  Object.fromEntries(Object.entries(group).filter(([name]) => ["tp", "fp", "tn", "fn"].includes(name)));

const race = ["race"];
const all = ["sex", "race", "age_cat"];
const underName = /put the table under its name/;
const noNames = /the groups have no names: write the table with its index/;

/** What a file is read as: the attributes whose counts are right, or what its refusal says. */
const right: Readonly<Record<string, readonly string[] | RegExp>> = {
  "fairlearn-attributes-dict.json": all,
  "fairlearn-attributes.json": all,
  "fairlearn-columns.json": underName,
  "fairlearn-dict-dict.json": underName,
  "fairlearn-dict-index.json": underName,
  "fairlearn-dict-list.json": noNames,
  "fairlearn-dict-records.json": noNames,
  "fairlearn-dict-split.json": underName,
  "fairlearn-dict-tight.json": race,
  "fairlearn-index.json": underName,
  "fairlearn-lines.jsonl": race,
  "fairlearn-listed.json": all,
  "fairlearn-markdown.md": /no group table found/,
  "fairlearn-named.json": race,
  "fairlearn-nested-index.json": all,
  "fairlearn-nested-records.json": all,
  "fairlearn-nested.json": all,
  "fairlearn-no-positives.json": ["sex"],
  "fairlearn-overall.json": /figures without groups/,
  "fairlearn-records.json": noNames,
  "fairlearn-reset-columns.json": race,
  "fairlearn-reset-index.csv": race,
  "fairlearn-reset-index.json": race,
  "fairlearn-reset-list.json": race,
  "fairlearn-reset-records.json": race,
  "fairlearn-reset-split.json": race,
  "fairlearn-reset-values.json": /no group table found/,
  "fairlearn-semicolon.csv": race,
  "fairlearn-single.json": /figures without groups/,
  "fairlearn-split.json": underName,
  "fairlearn-tab.tsv": race,
  "fairlearn-table.json": race,
  "fairlearn-transposed.json": underName,
  "fairlearn-two-split.json": underName,
  "fairlearn-unnamed.csv": /rename `sensitive_feature_0`/,
  "fairlearn-utf16.csv": race,
  "fairlearn-values.json": /no group table found/,
  "fairlearn.csv": race,
  "aequitas-audit-disparity.csv": all,
  "aequitas-audit-metrics.csv": all,
  "aequitas-bias-records.json": all,
  "aequitas-bias.csv": all,
  "aequitas-counts.csv": all,
  "aequitas-crosstab-columns.json": all,
  "aequitas-crosstab-index.csv": all,
  "aequitas-crosstab-index.json": all,
  "aequitas-crosstab-lines.jsonl": all,
  "aequitas-crosstab-records.json": all,
  "aequitas-crosstab-semicolon.csv": all,
  "aequitas-crosstab-split.json": all,
  "aequitas-crosstab-tab.tsv": all,
  "aequitas-crosstab-table.json": all,
  "aequitas-crosstab-utf16.csv": all,
  "aequitas-crosstab.csv": all,
  "aequitas-fairness.csv": all,
  "aequitas-models.csv": /results of several `model_id`, `0` and `1`: keep those of one/,
  "aequitas-rates.csv": /lacks tp, fp, tn, fn: save the result of `get_crosstabs`/,
  "aequitas-rounded.csv": all,
};

test.each(Object.entries(right))("%s", async (name, outcome) => {
  const text = textOf(name);
  const imported = await read(name.startsWith("aequitas") ? "aequitas" : "fairlearn", text);
  if (outcome instanceof RegExp) {
    expect(said(imported).join("\n")).toMatch(outcome);
    expect(imported.documents).toEqual([]);
    return;
  }
  expectTruth(imported, outcome);
  await expectValid(imported);
  expectPlaces(imported, text);
});

/** Shapes with their own tests below. */
const apart = ["fairlearn-control.csv", "fairlearn-rounded.csv", "fairlearn-single.csv", "fairlearn-two.csv", "fairlearn-two.json"]; // prettier-ignore

test("every file of the two tools is read or refused", () => {
  const theirs = files.filter((name) => /^(?:fairlearn|aequitas)/.test(name));
  expect([...Object.keys(right), ...apart].toSorted()).toEqual(theirs.toSorted());
});

test.each(Object.keys(right).filter((name) => right[name] === underName && !name.includes("two")))(
  "%s: what the message says makes it readable",
  async (name) => {
    const text = `{"by_group": {"race": ${textOf(name)}}}`;
    expectTruth(await read("fairlearn", text), race);
  },
);

test("a table without names for its groups is read once its index is written", async () => {
  expectTruth(await read("fairlearn", `{"by_group": {"race": ${textOf("fairlearn-dict-dict.json")}}}`), race);
  expectTruth(await read("fairlearn", textOf("fairlearn-reset-records.json")), race);
});

test("a column with another name is read once it is renamed", async () => {
  expectTruth(await read("fairlearn", textOf("fairlearn-unnamed.csv").replace("sensitive_feature_0", "race")), race);
});

test.each(["fairlearn-two.json", "fairlearn-two.csv", "fairlearn-control.csv"])("two attributes: %s", async (name) => {
  const imported = await read("fairlearn", textOf(name));
  const groups = groupsIn(imported);
  expect(new Set(groups.map(({ axis }) => axis))).toEqual(new Set(["sex-by-age"]));
  // A combination that nobody has is no group, and nobody is left out.
  expect(groups).toHaveLength(7);
  const cells = groups.flatMap((group) => Object.values(pick(group)) as number[]);
  expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(2000);
});

test("rounded rates stay claims, and one metric alone is a claim of its groups", async () => {
  for (const name of ["fairlearn-rounded.csv", "fairlearn-single.csv"]) {
    const groups = groupsIn(await read("fairlearn", textOf(name)));
    expect(groups).toHaveLength(4);
    expect(groups.every(({ tp }) => tp === undefined)).toBe(true);
  }
});

test("a group whose patients are all missed keeps its counts, and the gap shows", async () => {
  const imported = await read("fairlearn", textOf("fairlearn.csv"));
  expect(said(imported)).toEqual([
    expect.stringMatching(/^warning 3:1 .*ppv of race-ethnicity `Black` is over no cases/),
    expect.stringMatching(/^note 2:1 .*counts of 4 groups are computed/),
  ]);
  const value = valueOf(imported) as JsonObject;
  const context = contextOf(await documentOf("m.yaml", manifestWith()), [inMemory("FairnessReport", "r", value)]);
  const gap = context.get("facts.fairness.sensitivityGap") as JsonObject;
  expect(gap).toMatchObject({ lowest: "race-ethnicity Black" });
  expect(gap["low"]).toBeGreaterThan(0.5);
  expect(told(context, "contradictions")).toEqual([]);
});

test("a positive rate is read as the share of positive cases where only that agrees", async () => {
  const imported = await read("fairlearn", textOf("positive-rate.json"));
  const kept = expected.filter(({ group }) => group !== "U" && group !== "Black");
  expect(groupsIn(imported)).toEqual(
    expect.arrayContaining(kept.map((group) => expect.objectContaining(group) as object)),
  );
});

const rates = { n: 84, accuracy: 0.5, true_positive_rate: 0.5, false_positive_rate: 0.5 };

test("a positive rate that may be either is not read, and one that is neither is a contradiction", async () => {
  const either = await read("fairlearn", JSON.stringify({ sex: { F: { ...rates, positive_rate: 0.5 } } }));
  expect(said(either)).toEqual([expect.stringMatching(/^warning .*`positive_rate` may be .* and is not read/)]);
  expect(valueOf(either)).toEqual({
    groups: [{ axis: "sex", group: "F", claimed: { accuracy: 0.5, sensitivity: 0.5, specificity: 0.5 } }],
  });
  const zero = { count: 84, accuracy: 0, positive_rate: 0.95, true_positive_rate: 0, false_positive_rate: 0 };
  const neither = await read("fairlearn", JSON.stringify({ group_metrics: { sex: { F: zero, M: zero } } }));
  const value = valueOf(neither) as JsonObject;
  const context = contextOf(await documentOf("m.yaml", manifestWith()), [inMemory("FairnessReport", "r", value)]);
  const found = told(context, "contradictions").map(({ entry }) => entry["what"]);
  expect(found).toEqual([
    "selectionRate, sensitivity, specificity of sex F",
    "selectionRate, sensitivity, specificity of sex M",
  ]);
});

test("a rate over no cases that is neither 0 nor 1 stays a contradiction", async () => {
  const cells = { tp: 0, fp: 2, tn: 5, fn: 0 };
  const text = JSON.stringify({ sex: { U: { ...cells, recall: 0.5 }, F: { ...cells, tp: 3, recall: 1 } } });
  const imported = await read("fairlearn", text);
  expect(said(imported)).toEqual([]);
  const value = valueOf(imported) as JsonObject;
  const context = contextOf(await documentOf("m.yaml", manifestWith()), [inMemory("FairnessReport", "r", value)]);
  expect(told(context, "contradictions").map(({ entry }) => entry["what"])).toEqual(["sensitivity of sex U"]);
});

test("comparisons and figures over all groups are never groups", async () => {
  const row = { tp: 5, fp: 2, tn: 50, fn: 3 };
  const names = ["overall", "by_group", "difference", "ratio", "group_min", "group_max", "Overall", "All", "total"];
  const extra = Object.fromEntries(names.map((name) => [name, row]));
  const groups = { F: row, M: { ...row, fn: 4 } };
  const byGroup = { by_group: groups, ...Object.fromEntries(names.filter((one) => one !== "by_group").map((one) => [one, row])) }; // prettier-ignore
  for (const value of [{ sex: { ...extra, by_group: groups } }, { sex: { ...groups, overall: row } }, { sex: byGroup }])
    expect(groupsIn(await read("fairlearn", JSON.stringify(value))).map(({ group }) => group)).toEqual(["F", "M"]);
});

test.each(["sensitive_features", "sensitive_attribute", "protected_attribute", "attribute"])(
  "%s names the attribute of a list of groups",
  async (key) => {
    const by_group = [{ group: 0, tp: 5, fp: 2, tn: 50, fn: 3 }, { group: 1, tp: 6, fp: 2, tn: 50, fn: 3 }]; // prettier-ignore
    const imported = await read("fairlearn", JSON.stringify({ [key]: "gender", by_group }));
    expect(valueOf(imported)).toMatchObject({ groups: [{ axis: "sex", group: "0", tp: 5 }, { axis: "sex", group: "1", tp: 6 }] }); // prettier-ignore
  },
);

const row = { sensitivity: 170 / 200, specificity: 680 / 800, n: 1000, prevalence: 0.2 };
const asCsv = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [columns, ...rows].map((cells) => cells.join(",")).join("\n");

test.each([
  [
    ["subgroup_variable", "subgroup"],
    ["Sex_group", "Female"],
  ],
  [
    ["Stratification", "Group"],
    ["patient_sex", "Female"],
  ],
  [
    ["Subgroup", "Subgroup Value"],
    ["Gender", "Female"],
  ],
])("columns %j name the attribute and the group of a row", async (columns, cells) => {
  const text = asCsv([...columns, ...Object.keys(row)], [[...cells, ...Object.values(row)]]);
  expect(recogniseFormat(text)).toBe("group-metrics");
  const imported = await read("group-metrics", text.replace("0.85,0.85", `${170 / 200},${680 / 800}`));
  expect(groupsIn(imported)).toMatchObject([{ axis: "sex", group: "Female", claimed: { sensitivity: 0.85 } }]);
});

test("a group without cases has no rates, whatever the tool writes for them", async () => {
  const rates = { "True Positive Rate (TPR)": 0, Precision: 0, "Selection Rate": 0 };
  const text = JSON.stringify({ Gender: { Female: { ...rates, "True Positive Rate (TPR)": 0.4, Total: 50 }, Other: { ...rates, Total: 0 } } }); // prettier-ignore
  const imported = await read("fairlearn", text);
  expect(groupsIn(imported)).toEqual([
    { axis: "sex", group: "Female", claimed: { sensitivity: 0.4, ppv: 0, selectionRate: 0 } },
    { axis: "sex", group: "Other", tp: 0, fp: 0, tn: 0, fn: 0 },
  ]);
  expect(said(imported)).toContainEqual(expect.stringMatching(/^warning .* of sex `Other` is over no cases/));
});

test("a group without counts is named in the finding that needs them", async () => {
  const groups = { F: { tp: 80, fp: 10, tn: 100, fn: 20 }, M: { tp: 81, fp: 9, tn: 100, fn: 19 }, X: { recall: 0.8 } };
  const imported = await read("fairlearn", JSON.stringify({ sex: groups }));
  const value = valueOf(imported) as JsonObject;
  const context = contextOf(await documentOf("m.yaml", manifestWith()), [inMemory("FairnessReport", "r", value)]);
  expect(context.get("facts.fairness.plannedSensitivityGap")).toMatchObject({ high: 1, open: "no counts of sex X" });
});
