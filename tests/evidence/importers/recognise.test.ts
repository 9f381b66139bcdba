import { expect, test } from "vitest";
import { loadText } from "../../../src/documents/load.ts";
import { check } from "../../../src/engine/check.ts";
import { importers, recogniseFormat } from "../../../src/evidence/importers/index.ts";
import { createEvidenceStore } from "../../../src/evidence/resolve.ts";
import { treeOf } from "../../support/tree.ts";
import { lowRisk, repository } from "../../support/repository.ts";
import { soundFiles } from "./sound.ts";
import { fixture, read } from "./support.ts";

const sound = soundFiles(fixture);

test.each(Object.keys(importers))("%s is recognised by its content", async (format) => {
  const text = sound[format] ?? "";
  expect(recogniseFormat(text)).toBe(format);
  expect((await read(format, text)).documents.length).toBeGreaterThan(0);
});

test.each([["fhir", '{"resourceType": "Bundle"}']])("%s, which is only pinned, is recognised", (format, text) => {
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
    ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: [evidence]\n",
    [file]: text,
    "m.yaml": `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { path: ${file}, ${entry} }\n`,
  });
  const { report } = await check({ cwd: root, asOf: "2026-11-22" });
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  const usable = report.findings.find(({ rule }) => rule.id === "evidence/usable");
  return { said: errors.map(({ file: where, message }) => `${where}: ${message}`), usable: usable?.message ?? "" };
}

const kinds: Readonly<Record<string, string>> = { "chai-model-card": "ModelCard", cyclonedx: "ModelCard", "hugging-face-card": "ModelCard", monai: "ModelCard", "hugging-face-eval": "ValidationReport", "in-toto": "ValidationReport", "scikit-learn": "ValidationReport", mlflow: "ValidationReport", drift: "MonitoringReport", dpia: "ImpactAssessment", "model-card-toolkit": "ModelCard", spdx: "ModelCard", croissant: "ModelCard", "cnil-pia": "ImpactAssessment" }; // prettier-ignore

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

test("a format that is not known lists those that are, and how to add one", async () => {
  const { said } = await saidOf("{}", "kind: ModelCard, format: powerpoint", "card.json");
  expect(said).toEqual([
    expect.stringMatching(
      /^m.yaml: there is no format `powerpoint`: write one of `caregate`, `aequitas`.*`vertex-classification`, or describe it in `.caregate\/formats\/powerpoint.yaml`$/,
    ),
  ]);
});

test("a misspelt format names the one that is meant, and the one that the file looks like first", async () => {
  const misspelt = await saidOf("{}", "kind: FairnessReport, format: Fairlern", "f.json");
  expect(misspelt.said).toEqual(["m.yaml: there is no format `Fairlern`: did you mean `fairlearn`?"]);
  const { said } = await saidOf(sound["cyclonedx"] ?? "", "kind: ModelCard, format: cyclonedy", "bom.json");
  expect(said).toEqual([
    "m.yaml: there is no format `cyclonedy`: the file looks like `cyclonedx`, so write `format: cyclonedx`",
  ]);
});

/** What is said of a file as evidence, and how much its reading shows: 0 for no document, 1 for one that counts not yet. */
async function readingOf(text: string, entry: string): Promise<{ said: string[]; worth: number }> {
  const [manifest] = loadText(
    "m.yaml",
    `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { path: file, ${entry} }\n`,
  ).documents;
  if (!manifest) throw new Error("no manifest");
  const { references, diagnostics } = await createEvidenceStore(treeOf("/r", { file: text })).resolve(
    manifest,
    "2026-11-22",
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const state = references[0]?.state;
  const isDocument = state?.is === "usable" || (state?.is === "unstated" && state.document !== undefined);
  const other = state?.is === "refused" ? (state.detail ?? "") : "";
  return {
    said: [...errors, other],
    worth: errors.length > 0 ? 0 : isDocument ? 2 : state?.is === "refused" && state.about ? 1 : 0,
  };
}

/** The formats that messages advise. */
const advised = (texts: readonly string[]): string[] =>
  texts.flatMap((text) =>
    [...text.matchAll(/`format: ([a-z0-9-]+)`|did you mean `([a-z0-9-]+)`/g)].map(([, a, b]) => a ?? b ?? ""),
  );

test("following the advice of a message never leads to a worse reading", async () => {
  let followed = 0;
  for (const format of Object.keys(importers)) {
    const text = sound[format] ?? "";
    const kind = kinds[format] ?? "FairnessReport";
    for (const wrong of ["caregate", "monai", "group-metrics", "hugging-face-card", `${format}s`, "x"]) {
      const before = await readingOf(text, `kind: ${kind}, format: ${wrong}`);
      for (const next of advised(before.said)) {
        const after = await readingOf(text, `kind: ${kind}, format: ${next}`);
        followed++;
        expect(after.worth, `${format} as ${wrong}, then ${next}`).toBeGreaterThanOrEqual(before.worth);
        expect(advised(after.said)).toEqual([]);
        expect(after.worth, `${format} as ${next}`).toBeGreaterThan(0);
      }
    }
  }
  expect(followed).toBeGreaterThan(Object.keys(importers).length * 3);
});

test.each([
  ["scikit-learn", '{"metrics": {"roc_auc": NaN, "accuracy": 0.5, "recall": 0.2}}'],
  ["fairlearn", '{"sensitive_features": ["sex"], "recall": {"F": 0.8, "M": 0.7}}'],
  ["in-toto", '{"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "messageSignature": {}}'],
])("%s is recognised in %s", (format, text) => {
  expect(recogniseFormat(text)).toBe(format);
});
