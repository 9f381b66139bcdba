import fc from "fast-check";
import { expect, test } from "vitest";
import { buildReviewItems } from "../../src/action/review-items.ts";
import { type ReviewPage, commentOf, summaryOf, verdictSentence } from "../../src/action/review-page.ts";
import { setOutputs } from "../../src/action/publish/outputs.ts";
import type { Publication } from "../../src/action/publish/publication.ts";
import { type Finding, isOpen } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { caseArbitrary, reportOf } from "../support/generated-reports.ts";

const runs = 20;

function pageOf(report: Report): ReviewPage {
  return {
    report,
    items: buildReviewItems(report, () => true),
    policySource: "the policies of the base",
    proposed: undefined,
    leftOut: 0,
    notes: [],
    url: (file, line) => `https://git.example/${file}#L${line}`,
    runUrl: "https://git.example/run",
  };
}

function outputsOf(report: Report): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const setOutput = (name: string, value: unknown): void => void (found[name] = value);
  setOutputs({ step: { runner: { setOutput } }, checked: { report, proposed: undefined } } as unknown as Publication);
  return found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

/** Checks that the numbers of a page are those of the report. */
function expectSameCounts(text: string, { findings, baseline, summary }: Report): void {
  const count = (of: (finding: Finding) => boolean): number => findings.filter(of).length;
  const gates = count((one) => one.gates);
  expect(numberIn(text, /^\*\*(\d+) (?:new )?findings? blocks?\*\*/m)).toBe(gates);
  const [, parts = "", weights = ""] = /^\*\*\d+ .*\*\*: (.*) \((.*)\)\.$/m.exec(text) ?? [];
  for (const list of [parts, weights]) expect(sum((list.match(/\d+/g) ?? []).map(Number))).toBe(gates);
  expect(text).toContain(`${baseline?.new} new, ${baseline?.fixed.length} fixed, ${baseline?.unchanged} existing.`);
  expect(numberIn(text, /^(?:<summary>)?(\d+) existing findings?\b/m)).toBe(baseline?.unchanged);
  expect(numberIn(text, /^(?:<summary>)?(\d+) waived findings?\b/m)).toBe(summary.waived);
  expect(count(({ waiver: by }) => by !== null)).toBe(summary.waived);
  const perRule = [...text.matchAll(/^\| \*\*\w+\*\*[^|]* \| (\d+) \|/gm)].map(([, one]) => Number(one));
  if (perRule.length > 0) expect(sum(perRule)).toBe(count((one) => one.gates && one.baselineState !== "unchanged"));
  const rows = [...text.matchAll(/^\| d\d+ \| (\d+) \| (\d+) \| \d+ \| (\d+) \|$/gm)];
  if (rows.length > 0) {
    const column = (i: number): number => sum(rows.map((row) => Number(row[i])));
    expect(column(1)).toBe(count((one) => isOpen(one) && one.outcome === "fail"));
    expect(column(2)).toBe(count((one) => isOpen(one) && one.outcome === "unknown"));
    expect(column(3)).toBe(gates);
  }
}

test("the counts of the headline, the tables, the check run, the summary and the outputs are the same", async () => {
  let seen = 0;
  const property = fc.asyncProperty(caseArbitrary, async (one) => {
    const report = await reportOf(one);
    if (!report) return;
    const { findings, baseline } = report;
    const page = pageOf(report);
    for (const text of [commentOf(page, "default"), summaryOf(page)]) expectSameCounts(text, report);
    const gates = findings.filter((finding) => finding.gates).length;
    expect(numberIn(verdictSentence(report), /^(\d+) (?:new )?findings? blocks?/)).toBe(gates);
    expect(report.verdict).toBe(gates > 0 ? "fail" : "pass");
    const counted = (outcome: string): number => findings.filter((finding) => finding.outcome === outcome).length;
    expect(outputsOf(report)).toMatchObject({
      verdict: report.verdict,
      fail: counted("fail"),
      unknown: counted("unknown"),
      waived: findings.filter((finding) => finding.waiver !== null).length,
      new: baseline?.new,
      existing: baseline?.unchanged,
      fixed: baseline?.fixed.length,
    });
    seen += gates;
  });
  await fc.assert(property, { numRuns: runs });
  expect(seen).toBeGreaterThan(runs);
});
