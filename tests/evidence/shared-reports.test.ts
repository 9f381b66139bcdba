import { describe, expect, test } from "vitest";
import { checkSnapshot } from "../../src/engine/check-tree.ts";
import { config, policy, silent } from "../support/governed-repository.ts";
import { type Contents, treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";

const report = (kind: string, more: string, system = ""): string => `apiVersion: caregate/v1
kind: ${kind}
metadata: { id: r-1, title: Report, date: 2026-10-01, by: quality-office }
subject: { model: rota, modelVersion: 1.0.0${system === "" ? "" : `, system: ${system}`} }
${more}
`;
const monitoring = (system?: string): string =>
  report("MonitoringReport", "period: { from: 2026-07-01, to: 2026-09-30 }\nsignals: []", system);
const validation = (setting: string): string =>
  report(
    "ValidationReport",
    `setting: ${setting}\ntrainTestOverlap: none\nthresholdsSet: 2026-01-01\nmetrics:\n  - { metric: sensitivity, value: 0.8, count: 100, accept: 0.7 }`,
  );

const withEvidence = (name: string, path: string, kind = "MonitoringReport"): string =>
  `${silent(name)}evidence:\n  - { kind: ${kind}, path: ../evidence/${path} }\n`;

async function warningsOf(contents: Contents) {
  const tree = treeOf("/r", { ".caregate/config.yaml": config, ".caregate/policies/local.yaml": policy, ...contents });
  const state = { tree, governing: tree, policies: { source: "working-tree", commit: null } as const, targets: ["/r"] };
  const { diagnostics } = await checkSnapshot(state, { asOf });
  return diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ code, file, span }) => [code, file, span.start.line]);
}

describe("a report on use that names no system", () => {
  test("counts for one deployment", async () => {
    expect(
      await warningsOf({ "deploy/a.yaml": withEvidence("ward-a", "m.yaml"), "evidence/m.yaml": monitoring() }),
    ).toEqual([]);
  });

  test.each([
    ["the same file", "m.yaml", {}],
    ["a copy", "copy.yaml", { "evidence/copy.yaml": monitoring() }],
  ])("does not count for two deployments: %s", async (_, path, files) => {
    const warnings = await warningsOf({
      "deploy/a.yaml": withEvidence("ward-a", "m.yaml"),
      "deploy/b.yaml": withEvidence("ward-b", path),
      "evidence/m.yaml": monitoring(),
      ...files,
    });
    expect(warnings).toEqual([["evidence/shared", "deploy/b.yaml", expect.any(Number)]]);
  });

  test.each([
    ["local-live", 1],
    ["local-silent", 1],
    ["external", 0],
    ["development-holdout", 0],
  ])("is a validation in the setting %s: %i warnings", async (setting, count) => {
    const warnings = await warningsOf({
      "deploy/a.yaml": withEvidence("ward-a", "v.yaml", "ValidationReport"),
      "deploy/b.yaml": withEvidence("ward-b", "v.yaml", "ValidationReport"),
      "evidence/v.yaml": validation(setting),
    });
    expect(warnings).toHaveLength(count);
  });
});

test("a report that names its system is refused for the other one, without a warning", async () => {
  const warnings = await warningsOf({
    "deploy/a.yaml": withEvidence("ward-a", "m.yaml"),
    "deploy/b.yaml": withEvidence("ward-b", "m.yaml"),
    "evidence/m.yaml": monitoring("ward-a"),
  });
  expect(warnings).toEqual([]);
});

test("a model card may serve two systems", async () => {
  const warnings = await warningsOf({
    "deploy/a.yaml": withEvidence("ward-a", "c.yaml", "ModelCard"),
    "deploy/b.yaml": withEvidence("ward-b", "c.yaml", "ModelCard"),
    "evidence/c.yaml": report("ModelCard", "intendedUse: Propose the order of rooms for cleaning."),
  });
  expect(warnings).toEqual([]);
});
