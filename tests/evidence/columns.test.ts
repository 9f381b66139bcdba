import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { importGroupMetrics } from "../../src/evidence/importers/fairlearn.ts";
import { lowRisk, repository } from "../support/repository.ts";

const table = "geschlecht;rp;fp;rn;fn\nF;10;2;30;4\nM;11;3;29;5\n";
const columns = { geschlecht: "sex", rp: "tp", rn: "tn" };

test("columns of a table are read by the names that the manifest gives them", () => {
  const { documents, diagnostics } = importGroupMetrics("t.csv", table, { columns });
  expect(diagnostics).toEqual([]);
  expect(documents[0]?.value["groups"]).toEqual([
    { axis: "sex", group: "F", tp: 10, fp: 2, tn: 30, fn: 4 },
    { axis: "sex", group: "M", tp: 11, fp: 3, tn: 29, fn: 5 },
  ]);
});

test("a column that the table does not have is named, and two columns of one name are an error", () => {
  const said = (names: Record<string, string>): string[] =>
    importGroupMetrics("t.csv", table, { columns: names }).diagnostics.map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
  expect(said({ ...columns, alter: "age" })).toEqual([
    "warning: there is no column `alter`: correct `columns` in the manifest",
  ]);
  expect(said({ ...columns, fp: "tp" })).toEqual(["error: the column `tp` is here twice: keep one"]);
});

test("two entries of one file with other columns are read apart", async () => {
  const entry = (more: string): string =>
    `  - { kind: FairnessReport, format: group-metrics, path: t.csv${more}, states: { subject: { model: rota, modelVersion: 1.0.0 } } }\n`;
  const manifest = (...entries: string[]): string =>
    `${lowRisk.split("\nevidence:")[0]}\nevidence:\n${entries.join("")}`;
  const outcome = async (...entries: string[]) => {
    const { report } = await check({
      cwd: repository({ "t.csv": table, "m.yaml": manifest(...entries) }),
      asOf: "2026-11-22",
    });
    return report.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  };
  expect(await outcome(entry(", columns: { geschlecht: sex, rp: tp, rn: tn }"))).toEqual([]);
  expect(await outcome(entry(""))).toEqual([expect.stringContaining("no column is a known axis")]);
  expect(await outcome(entry(", columns: { geschlecht: sex, rp: tp, rn: tn }"), entry(""))).toHaveLength(1);
});
