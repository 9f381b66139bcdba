import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { cli, project } from "../support/repository.ts";

const asOf = "2026-11-22";
const clean = ["chest-xray-triage", "sepsis-early-warning", "theatre-scheduling"];
let report: Report;
let root: string;

beforeAll(async () => {
  ({ report, root } = await check({ targets: ["examples"], asOf, cwd: project }));
});

const lineOf = (file: string, line: number): string =>
  (readFileSync(join(root, file), "utf8").split("\n")[line - 1] ?? "").trim().slice(0, 100);

test("each finding points at the line to change", () => {
  const open = report.findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");
  const told = open.map(({ rule, outcome, manifest, primary, waiver }) => {
    const place = `${primary.file}:${primary.start.line}:${primary.start.column}${primary.exact ? "" : " (nearest)"}`;
    return [
      `${manifest.name}: ${rule.id} ${outcome}${waiver ? " (waived)" : ""}`,
      `  ${place}`,
      `  ${lineOf(primary.file, primary.start.line)}`,
    ].join("\n");
  });
  expect(`\n${told.join("\n\n")}\n`).toMatchSnapshot();
});

test("each question points at the place for its answer", () => {
  const told = report.questions.map(
    ({ path, manifest, primary, rules }) =>
      `${manifest}: ${path} at ${primary.file}:${primary.start.line} settles ${rules.join(", ")}`,
  );
  expect(`\n${told.join("\n")}\n`).toMatchSnapshot();
});

test("the examples stay as stated for a month after their date", async () => {
  const outcomes = ({ findings }: Report) =>
    findings
      .filter(({ outcome }) => outcome === "fail" || outcome === "unknown")
      .map(({ manifest, rule, outcome }) => `${manifest.name} ${rule.id} ${outcome}`)
      .toSorted();
  for (const later of ["2026-11-30", "2026-12-10", "2026-12-22"]) {
    const { report: other } = await check({ targets: ["examples"], asOf: later, cwd: project });
    expect([later, outcomes(other)]).toEqual([later, outcomes(report)]);
  }
});

test("what is reported for the examples has no input error", () => {
  expect(report.diagnostics).toEqual([]);
  expect(report.verdict).toBe("fail");
});

test("there are as many outcomes as rules times manifests", () => {
  const { manifests, rules, pass, fail, unknown, notApplicable } = report.summary;
  expect(report.findings).toHaveLength(manifests * rules);
  expect(pass + fail + unknown + notApplicable).toBe(manifests * rules);
  expect(manifests).toBe(8);
});

test("every outcome has a place in a file", () => {
  for (const { primary } of report.findings) {
    expect(primary.start.line).toBeGreaterThan(0);
    expect(primary.start.column).toBeGreaterThan(0);
    expect(readFileSync(join(root, primary.file), "utf8").split("\n").length).toBeGreaterThanOrEqual(primary.end.line);
  }
});

describe("on the command line", () => {
  test("the examples exit with 1", () => {
    const { code, stdout } = cli(["check", "examples", "--as-of", asOf]);
    expect(code).toBe(1);
    expect(stdout).toMatchSnapshot();
  });

  test.each(clean)("%s exits with 0", (name) => {
    const { code } = cli(["check", `examples/deploy/${name}.yaml`, "--as-of", asOf]);
    expect(code).toBe(0);
  });

  test("the others exit with 1", () => {
    const others = readdirSync(join(project, "examples/deploy")).filter((file) => !clean.includes(file.slice(0, -5)));
    expect(others).toHaveLength(5);
    for (const file of others)
      expect([file, cli(["check", `examples/deploy/${file}`, "--as-of", asOf]).code]).toEqual([file, 1]);
  });
});
