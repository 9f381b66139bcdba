import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { fixDocuments } from "../../src/engine/fix.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { lowRisk, repository } from "../support/repository.ts";

const asOf = "2026-11-22";
const diagnose = async (text: string): Promise<readonly Diagnostic[]> =>
  (await check({ cwd: repository({ "m.yaml": text }), asOf })).report.diagnostics;
const signal = (metric: string, threshold: number): string =>
  `${lowRisk}  monitoring:\n    signals:\n      - { signal: override-rate, metric: ${metric}, threshold: ${threshold} }\n`;

describe("a threshold in percent where a share is meant", () => {
  test.each([35, 20, 2, 100])("%d is an error that says the share, and fix writes it", async (threshold) => {
    const [found, ...others] = await diagnose(signal("rate", threshold));
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      `spec.monitoring.signals[0].threshold has to be a share from 0 to 1: write ${threshold / 100}`,
    );
    const { fixes } = await fixDocuments({ cwd: repository({ "m.yaml": signal("rate", threshold) }), asOf });
    expect(fixes).toMatchObject([{ before: String(threshold), after: threshold / 100 }]);
  });

  test.each([
    ["rate", 0.35],
    ["rate", 1],
    ["psi", 5],
    ["oe-ratio", 2],
    ["wasserstein", 20],
  ])("%s %d is left as it is", async (metric, threshold) => {
    expect(await diagnose(signal(metric, threshold))).toEqual([]);
  });
});

test.each([
  ["less", "  stage:", " stage:"],
  ["not at all", "  stage:", "stage:"],
  ["more", "  stage:", "   stage:"],
  ["less, as the first of its map", "  purpose:", " purpose:"],
  ["less, before a map in braces", "  model:", " model:"],
])("a line that is indented %s gives one error", async (_, right, wrong) => {
  const found = await diagnose(lowRisk.replace(right, wrong));
  expect(found.map(({ code }) => code)).toEqual(["yaml/syntax"]);
});

test.each([
  ["after a comment", "  risk:", "  # the level is low\n    risk:", 16],
  ["an item of a list", "  vendors: []", "  vendors:\n      - name: Acme\n    - name: Other", 20],
])("%s, the error is on the line that is not lined up", async (_, right, wrong, line) => {
  const found = await diagnose(lowRisk.replace(right, wrong));
  expect(found).toMatchObject([{ code: "yaml/syntax", span: { start: { line } } }]);
  expect(found.map(({ message }) => message).join("\n")).toMatch(/^this is not lined up with its neighbours/);
});

test("the message about a boolean in quotes says to take them off", async () => {
  const [found] = await diagnose(`${lowRisk}  timeCritical: "true"\n`);
  expect(found?.message).toMatch(/take the quotes off `true`$/);
});

test.each([
  ["a word that YAML 1.1 takes for true", "timeCritical: yes", /has to be true or false; .*: write true$/],
  ["a time of the day", "incidentResponse: { stop: { withinMinutes: 15:00 } }", /whole number, not `15:00`$/],
  ["a comma between thousands", "monitoring:\n    reportResponseHours: 97,000", /whole number, not `97,000`$/],
  ["a date with a time", "goLive: 2026-11-18T08:00:00+01:00", /has to be a date of the calendar as YYYY-MM-DD/],
  [
    "a day that does not exist",
    "goLive: 2026-02-30",
    /has to be a date of the calendar as YYYY-MM-DD, not `2026-02-30`$/,
  ],
])("%s is an error on its line that says what to write", async (_, line, message) => {
  const found = await diagnose(`${lowRisk}  ${line}\n`);
  const last = `${lowRisk}  ${line}`.split("\n").length;
  expect(found).toMatchObject([{ message: expect.stringMatching(message) as string, span: { start: { line: last } } }]);
});

test("an e-mail address may have letters beyond ASCII", async () => {
  expect(await diagnose(lowRisk.replace("facilities@hospital", "\u00E4rztin@krankenhaus-k\u00F6ln"))).toEqual([]);
  expect(await diagnose(lowRisk.replace("facilities@hospital.example", "\u00E4rztin"))).toMatchObject([
    { code: "schema/format" },
  ]);
});

describe("a date after the date of the check", () => {
  test("is a warning on its line, in a field about the past", async () => {
    const found = await diagnose(lowRisk.replace("learning: locked", "learning: locked, lastChange: 2027-01-01"));
    expect(found).toMatchObject([{ code: "document/future-date", severity: "warning", span: { start: { line: 16 } } }]);
  });

  test.each([
    "goLive: 2027-01-01",
    "regulatory: { certificateExpires: 2030-01-01 }",
    "security: { recovery: { lastRestoreTest: 2026-11-22 } }",
  ])("is none in %s", async (line) => {
    expect(await diagnose(`${lowRisk}  ${line}\n`)).toEqual([]);
  });
});

describe("a path of evidence", () => {
  test.each([
    ["m/proof/c.yaml", /did you mean `proof\/c\.yaml`\?/],
    ["https://example.org/c.yaml", /it is an address: put a copy of the file into the repository/],
    ["proof/c.yml", /did you mean `proof\/c\.yaml`\?/],
    ["other/nothing.yaml", /does not exist/],
  ])("%s", async (path, message) => {
    const text = `${lowRisk}evidence: [{ kind: Contract, path: ${JSON.stringify(path)} }]\n`;
    const cwd = repository({ "m/m.yaml": text, "m/proof/c.yaml": "a: 1\n" });
    const { report } = await check({ cwd, asOf });
    expect(report.diagnostics.map((one) => one.message).join("\n")).toMatch(message);
    const unusable = report.findings.find(({ rule }) => rule.id === "evidence/usable");
    expect(unusable?.message).toContain(path.includes("://") ? ` ${path} ` : path.split("/").at(-1));
  });

  test("that git LFS has in the place of the file says how to fetch it", async () => {
    const text = `${lowRisk}evidence: [{ kind: Contract, path: c.yaml, sha256: "${"a".repeat(64)}" }]\n`;
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 3663\n`;
    const { report } = await check({ cwd: repository({ "m.yaml": text, "c.yaml": pointer }), asOf });
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({
        severity: "error",
        file: "m.yaml",
        message: expect.stringMatching(/`c\.yaml` is a git LFS pointer: fetch its content, `git lfs pull`$/) as string,
      }),
    );
  });
});
