import { XmlElement, parseXml } from "@rgrove/parse-xml";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { formatSummary } from "../../src/output/report/brief.ts";
import { type FindingCounts, countFindings, describeCounts } from "../../src/output/report/counts.ts";
import { formats } from "../../src/output/report/index.ts";
import { caseArbitrary, reportOf } from "../support/generated-reports.ts";

const options = { all: false, color: false, pathPrefix: "", line: () => undefined };

/** The counts, made from the kind of each finding. */
function tally(kinds: readonly (keyof FindingCounts | undefined)[]): FindingCounts {
  const counts = { failed: 0, undecided: 0, advisory: 0, waived: 0, existing: 0 };
  for (const kind of kinds) if (kind !== undefined) counts[kind] += 1;
  return counts;
}

interface Row {
  readonly outcome: string;
  readonly gates: boolean;
  readonly waived: boolean;
  readonly existing: boolean;
}

const kindOf = ({ outcome, gates, waived, existing }: Row): keyof FindingCounts => {
  if (waived) return "waived";
  if (gates) return outcome === "fail" ? "failed" : "undecided";
  return existing ? "existing" : "advisory";
};

/** The rows of a table without line breaks in its cells. */
const cellsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split("\r\n")
    .map((row) => [...row.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = ""]) => cell));

const lineIn = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? "";

/** What stands in each format, from what it shows of each finding. */
function countsShown(report: Report): Record<string, FindingCounts> {
  const isNew = report.baseline?.gate === "new";
  const json = JSON.parse(formats.json(report, options)) as {
    findings: { outcome: string; gates: boolean; waiver: object | null; baselineState: string | null }[];
  };
  const [run] = (
    JSON.parse(formats.sarif(report, options)) as {
      runs: {
        results: { kind: string; suppressions?: object[]; baselineState?: string; properties: { gates: boolean } }[];
      }[];
    }
  ).runs;
  const [head = [], ...rows] = cellsOf(formats.csv(report, options));
  const cell = (row: readonly string[], column: string): string => row[head.indexOf(column)] ?? "";
  const cases: XmlElement[] = [];
  const walk = (node: XmlElement): void => {
    if (node.name === "testcase") cases.push(node);
    for (const child of node.children) if (child instanceof XmlElement) walk(child);
  };
  walk(parseXml(formats.junit(report, options)).root as XmlElement);
  return {
    json: tally(
      json.findings.map(({ outcome, gates, waiver, baselineState }) =>
        kindOf({ outcome, gates, waived: waiver !== null, existing: isNew && baselineState === "unchanged" }),
      ),
    ),
    sarif: tally(
      (run?.results ?? []).map(({ kind, suppressions, baselineState, properties: { gates } }) =>
        kindOf({
          outcome: kind,
          gates,
          waived: suppressions !== undefined,
          existing: isNew && baselineState === "unchanged",
        }),
      ),
    ),
    csv: tally(
      rows.map((row) =>
        kindOf({
          outcome: cell(row, "outcome"),
          gates: cell(row, "gates") === "true",
          waived: cell(row, "waiver") !== "",
          existing: isNew && cell(row, "state") === "unchanged",
        }),
      ),
    ),
    junit: tally(
      cases.map((one) => {
        const shown = one.children.find((child) => child instanceof XmlElement);
        if (shown?.name === "failure") return shown.attributes["type"] === "unknown" ? "undecided" : "failed";
        const word = /^\w+/.exec(shown?.attributes["message"] ?? "")?.[0];
        return word === "waived" || word === "existing" || word === "advisory" ? word : undefined;
      }),
    ),
  };
}

test("every format shows the same numbers of failed, undecided, existing, advisory and waived findings", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(caseArbitrary, async (one) => {
    const report = await reportOf(one);
    if (!report) return;
    const counts = countFindings(report.findings, report);
    const words = describeCounts(counts).join(", ");
    for (const [format, shown] of Object.entries(countsShown(report)))
      expect([format, shown]).toEqual([format, counts]);
    expect(JSON.parse(formats.json(report, options))).toMatchObject({ counts });
    expect(JSON.parse(formats.sarif(report, options))).toMatchObject({ runs: [{ properties: { counts } }] });
    const texts = [formats.console(report, options), formatSummary(report, options), formats.markdown(report, options)];
    for (const text of texts) expect(lineIn(text, /^\d+ deployments?, \d+ rules?.*?: (.*), \d+ passed/m)).toBe(words);
    expect((await formats.html(report, options)).replaceAll(/<[^>]*>/g, "")).toContain(`: ${words}.`);
    const { failed, undecided, existing, advisory } = counts;
    expect(JSON.parse(formats.gitlab(report, options))).toHaveLength(failed + undecided + existing + advisory);
    for (const [kind, count] of Object.entries(counts)) if (count > 0) seen.add(kind);
  });
  await fc.assert(property, { numRuns: 12 });
  expect([...seen].toSorted()).toEqual(["advisory", "existing", "failed", "undecided", "waived"]);
});
