import fc from "fast-check";
import { expect, test } from "vitest";
import { buildReviewItems } from "../../src/action/review-items.ts";
import { type ReviewPage, commentOf, summaryOf, verdictSentence } from "../../src/action/review-page.ts";
import { setOutputs } from "../../src/action/publish/outputs.ts";
import type { Publication } from "../../src/action/publish/publication.ts";
import { checkComparison } from "../../src/engine/check-change.ts";
import { type Finding, isOpen } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { housePolicy, houseRule } from "../support/policies.ts";
import { lowRisk } from "../support/repository.ts";
import { treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";
/** Pairs of states that are tried; set it for a long run. */
const runs = Number(process.env["COUNT_PAIRS"] ?? 40);

const policy = housePolicy([
  houseRule("answer", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }', "critical"),
  houseRule("fast", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 12] }'),
  houseRule("cipher", '{ "==": [{ var: spec.security.encryptionAtRest }, aes-256-gcm] }', "low"),
  houseRule(
    "wish",
    '{ "==": [{ var: spec.security.encryptionAtRest }, aes-256-gcm] }',
    "high",
    "    binding: advisory\n",
  ),
]);

const waiver = (deployment: string): string => `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w-${deployment} }
spec:
  rule: local/fast
  deployment: ${deployment}
  reason: The team is being hired.
  approvedBy: { name: Jo Example, role: chief-risk-officer }
  from: 2026-11-01
  until: 2027-01-20
  compensatingControls: [A duty phone.]
`;

interface State {
  readonly hours: number | null;
  readonly cipher: string | null;
}
const stateArbitrary: fc.Arbitrary<State> = fc.record({
  hours: fc.constantFrom(null, 6, 30, 90, 120),
  cipher: fc.constantFrom(null, "none", "aes-256-gcm"),
});

const caseArbitrary = fc.record({
  before: fc.array(fc.option(stateArbitrary), { minLength: 12, maxLength: 12 }),
  now: fc.array(fc.option(stateArbitrary), { minLength: 12, maxLength: 12 }),
  kept: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  waived: fc.subarray([0, 1, 2, 3]),
  gate: fc.constantFrom("all", "new"),
  failOn: fc.constantFrom("low", "high", "critical"),
});
type Case = typeof caseArbitrary extends fc.Arbitrary<infer T> ? T : never;

function reportFiles(states: readonly (State | null)[], { waived, gate, failOn }: Case): Record<string, string> {
  const files: Record<string, string> = {
    ".caregate/config.yaml": `apiVersion: caregate/v1\nkind: Config\npacks: []\ngate: ${gate}\nfailOn: ${failOn}\n`,
    ".caregate/policies/local.yaml": policy,
  };
  for (const i of waived) files[`.caregate/waivers/w${i}.yaml`] = waiver(`d${i}`);
  for (const [i, state] of states.entries())
    if (state)
      files[`deploy/${i}.yaml`] =
        `${lowRisk.replace("theatre-cleaning", `d${i}`)}  monitoring: { reportResponseHours: ${state.hours} }\n  security: { encryptionAtRest: ${state.cipher} }\n`;
  return files;
}

async function reportOf(one: Case): Promise<Report> {
  const now = one.now.map((state, i) => (one.kept[i] === true ? (one.before[i] ?? null) : state));
  const change = {
    head: treeOf("/r", reportFiles(now, one)),
    base: treeOf("/r", reportFiles(one.before, one)),
    baseCommit: "0".repeat(40),
    targets: ["/r"],
  };
  return (await checkComparison(change, { asOf, detail: "explained" })).report;
}

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
    fc.pre(one.now.some((state, i) => (one.kept[i] === true ? one.before[i] : state)));
    const report = await reportOf(one);
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
