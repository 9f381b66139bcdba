import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import { importers, recogniseFormat } from "../../../src/evidence/importers/index.ts";
import { lowRisk, repository } from "../../support/repository.ts";
import { soundFiles } from "./sound.ts";
import { fixture, read } from "./support.ts";

const sound = soundFiles(fixture);

test.each(Object.keys(importers))("%s is recognised by its content", async (format) => {
  const text = sound[format] ?? "";
  expect(recogniseFormat(text)).toBe(format);
  expect((await read(format, text)).documents.length).toBeGreaterThan(0);
});

test.each([
  ["spdx", '{"spdxVersion": "SPDX-2.3"}'],
  ["croissant", '{"@context": {}, "conformsTo": "http://mlcommons.org/croissant/1.0"}'],
  ["fhir", '{"resourceType": "Bundle"}'],
])("%s, which is only pinned, is recognised", (format, text) => {
  expect(recogniseFormat(text)).toBe(format);
});

test.each([
  ["nothing", ""],
  ["a document of ours", "apiVersion: caregate/v1\nkind: FairnessReport\n"],
  ["JSON of something else", '{"name": "x", "version": 1}'],
  ["a package", '{"dependencies": {"yaml": "2"}, "files": ["dist"]}'],
  ["broken JSON", '{"bomFormat": '],
  ["prose", "# Notes\n\nWe met on Monday.\n"],
  ["a table of something else", "name,amount\nbeds,3\n"],
])("%s is no format", (_, text) => {
  expect(recogniseFormat(text)).toBeUndefined();
});

/** What `check` says of one file that a manifest names, and how the finding on usable evidence names it. */
async function saidOf(text: string, entry: string, file: string): Promise<{ said: string[]; usable: string }> {
  const root = repository({
    [file]: text,
    "m.yaml": `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { path: ${file}, ${entry} }\n`,
  });
  const { report } = await check({ cwd: root, asOf: "2026-11-22" });
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  const usable = report.findings.find(({ rule }) => rule.id === "evidence/usable");
  return { said: errors.map(({ file: where, message }) => `${where}: ${message}`), usable: usable?.message ?? "" };
}

const kinds: Readonly<Record<string, string>> = { "chai-model-card": "ModelCard", cyclonedx: "ModelCard", "hugging-face-card": "ModelCard", monai: "ModelCard", "hugging-face-eval": "ValidationReport", "in-toto": "ValidationReport", "scikit-learn": "ValidationReport", mlflow: "ValidationReport", drift: "MonitoringReport" }; // prettier-ignore

test.each(Object.keys(importers))(
  "%s without its format: the message names it, and the advice helps",
  async (format) => {
    const kind = kinds[format] ?? "FairnessReport";
    const [text, file] = [sound[format] ?? "", `evidence.${sound[format]?.startsWith("{") === true ? "json" : "csv"}`];
    const { said, usable } = await saidOf(text, `kind: ${kind}`, file);
    const advice = `looks like \`${format}\`: add \`format: ${format}\` to its entry in the manifest`;
    expect(said).toEqual([`${file}: this ${advice}`]);
    expect(usable).toContain(`it ${advice}`);
    const followed = await saidOf(text, `kind: ${kind}, format: ${format}`, file);
    expect(followed.said).toEqual([]);
    expect(followed.usable).not.toContain("not a valid document");
  },
);

test("a file under the name of another format", async () => {
  const { said, usable } = await saidOf(sound["cyclonedx"] ?? "", "kind: ModelCard, format: monai", "bom.json");
  expect(said).toEqual(["bom.json: this is not `monai`: it looks like `cyclonedx`, so write `format: cyclonedx`"]);
  expect(usable).toContain("it looks like `cyclonedx`: write `format: cyclonedx`");
});

test("a format that is not known lists those that are", async () => {
  const { said } = await saidOf("{}", "kind: ModelCard, format: powerpoint", "card.json");
  expect(said[0]).toMatch(
    /`powerpoint` is not a value of evidence\[0\].format; it takes one of caregate, aequitas.*cyclonedx/,
  );
});
