import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { lowRisk, repository } from "../support/repository.ts";

const report = (tp: string, more: string = ""): string => `apiVersion: caregate/v1
kind: FairnessReport
metadata: { id: rates, date: 2026-09-25, by: Data science }
threshold: 0.5
setting: external
groups:
  - { axis: sex, group: female, tp: ${tp}, fp: 1, tn: 1, fn: 1${more} }
`;

const card = (doctype: string, name: string): string =>
  `<?xml version="1.0"?>\n${doctype}<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd">\n<BasicInfo><ModelName>${name}</ModelName></BasicInfo></AppliedModelCard>`;

interface Broken {
  readonly entry: string;
  readonly text: string;
  /** Where it is broken, as file:line, and how. */
  readonly said: RegExp;
}

/** Broken evidence by file; `m.yaml` is the manifest, which is blamed where a file cannot be opened. */
const broken: Readonly<Record<string, Broken>> = {
  "truncated.json": {
    entry: "kind: FairnessReport, format: fairlearn",
    text: '{"by_group": {"sex": {\n"F": {"tp": 1',
    said: /^truncated.json:2 a map in brackets is not closed/,
  },
  "entity.xml": {
    entry: "kind: ModelCard, format: chai-model-card",
    text: card("", "&secret;"),
    said: /^entity.xml:3 this is not well-formed XML: `Named entity isn't defined: &secret;`/,
  },
  "doctype.xml": {
    entry: "kind: ModelCard, format: chai-model-card",
    text: card('<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n', "&secret;"),
    said: /^doctype.xml:2 a document type is not read/,
  },
  "columns.csv": {
    entry: "kind: FairnessReport, format: aequitas",
    text: "\ufeffattribute,count\nsex,2\n",
    said: /^columns.csv:1 an Aequitas table has the columns/,
  },
  "nan.json": {
    entry: "kind: FairnessReport, format: fairlearn",
    text: '{"sensitive_features": ["sex"],\n"by_group": {"tp": {"F": NaN}}}',
    said: /^nan.json:2 `tp` must be a number of cases, not `NaN`/,
  },
  "nan.yaml": {
    entry: "kind: FairnessReport",
    text: report(".nan"),
    said: /^nan.yaml:7 `.nan` is not a finite number/,
  },
  "negative.yaml": {
    entry: "kind: FairnessReport",
    text: report("-3"),
    said: /^negative.yaml:7 groups\[0\].tp has to be at least 0, not `-3`/,
  },
  "bins.yaml": {
    entry: "kind: FairnessReport",
    text: report("1", ", calibrationBins: [{ n: 3, positives: 1, meanPredicted: 30 }]"),
    said: /^bins.yaml:7 groups\[0\].calibrationBins\[0\].meanPredicted has to be at most 1, not `30`/,
  },
  "large.json": {
    entry: "kind: FairnessReport, format: fairlearn",
    text: "{}",
    said: /^m.yaml:\d+ evidence `large.json` cannot be read: `large.json` is larger than 32 MiB: set `maxEvidenceMiB`/,
  },
};

const sound = `apiVersion: caregate/v1
kind: TrainingRecord
metadata: { id: users, date: 2026-09-25, by: Nursing education }
audience: clinical-users
topics: [system-use]
needed: 40
completed: 40
`;

test("broken evidence is reported on its line, and the run goes on", async () => {
  const entries = Object.entries(broken).map(([path, { entry }]) => `  - { path: ${path}, ${entry} }`);
  const root = repository({
    ...Object.fromEntries(Object.entries(broken).map(([path, { text }]) => [path, text])),
    "sound.yaml": sound,
    "m.yaml": `${lowRisk.split("\nevidence:")[0]}\nevidence:\n${entries.join("\n")}\n  - { path: sound.yaml, kind: TrainingRecord }\n`,
  });
  truncateSync(join(root, "large.json"), 100_000_000);
  const { report: result } = await check({ cwd: root, asOf: "2026-11-22" });
  const errors = result.diagnostics.filter(({ severity }) => severity === "error");
  const said = errors.map(({ file, span, message }) => `${file}:${span.start.line} ${message}`);
  for (const { said: expected } of Object.values(broken)) expect(said).toContainEqual(expect.stringMatching(expected));
  expect(new Set(errors.map(({ file }) => file))).toEqual(
    // A file too large to be searched may hold a manifest too.
    new Set([...Object.keys(broken), "m.yaml"]),
  );
  const usable = result.findings.find(({ rule }) => rule.id === "evidence/usable");
  expect(usable?.outcome).toBe("fail");
  const reasons = usable?.explanation.map(({ text }) => text).join("\n");
  // A text that is no YAML is no document of any kind: its error stands beside the rules.
  expect(Object.keys(broken).filter((file) => reasons?.includes(file) !== true)).toEqual(["nan.yaml"]);
  expect(reasons).toContain(usable?.message);
  expect(reasons).not.toContain("TrainingRecord sound.yaml is");
  expect(result.summary).toMatchObject({ manifests: 1 });
  expect(result.findings.length).toBeGreaterThan(1);
});
