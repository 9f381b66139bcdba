import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { importers } from "../../../src/evidence/importers/index.ts";
import { at } from "../../../src/model/json.ts";
import { expectValid, fixture, read } from "./support.ts";

const formats = Object.keys(importers);

test("the manifest's schema knows every format that is read", () => {
  const schema = JSON.parse(
    readFileSync(resolve(import.meta.dirname, "../../../schemas/ai-deployment.schema.json"), "utf8"),
  ) as Parameters<typeof at>[0];
  const known = at(schema, ["properties", "evidence", "items", "properties", "format", "enum"]);
  expect(known).toEqual(expect.arrayContaining(formats));
});

/** A sound file of each format, to be broken. */
const sound: Readonly<Record<string, string>> = {
  aequitas: "attribute_name,attribute_value,tp,fp,tn,fn,tpr\nsex,F,10,2,30,4,0.714\nsex,M,11,3,29,5,0.6875\n",
  aiverify: JSON.stringify({
    gid: "aiverify.stock.fairness_metrics_toolbox_for_classification",
    cid: "f",
    startTime: "2026-07-24T09:20:24",
    testArguments: { testDataset: "file:///d" },
    output: {
      sensitive_feature: ["sex"],
      output_classes: [0, 1],
      results: [
        {},
        {
          "True Positive Rate": [{ group: ["F"], metric: 0.75 }],
          "False Negative Rate": [{ group: ["F"], metric: 0.25 }],
        },
      ],
    },
  }),
  "chai-model-card": fixture("chai-model-card-v0.2.xml"),
  cyclonedx: JSON.stringify({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    components: [
      {
        type: "machine-learning-model",
        name: "net",
        hashes: [{ alg: "SHA-256", content: "ab" }],
        modelCard: {
          quantitativeAnalysis: { performanceMetrics: [{ type: "recall", value: "0.9", slice: "sex: F" }] },
          considerations: { useCases: ["x"] },
        },
      },
    ],
  }),
  fairlearn: JSON.stringify({
    sensitive_features: ["sex"],
    by_group: { columns: ["tp", "recall"], index: ["F"], data: [[1, 0.5]] },
  }),
  "hugging-face-card": fixture("hugging-face-card.md"),
  "hugging-face-eval": "- dataset: { id: a/b, task_id: c }\n  value: 0.4\n",
  "in-toto": JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    predicate: { result: "PASSED", failedTests: [] },
  }),
  monai: JSON.stringify({ version: "1", monai_version: "1", intended_use: "x", eval_metrics: { accuracy: 0.9 } }),
};

test.each(formats)("%s: the sound file is read", async (format) => {
  const imported = await read(format, sound[format] ?? "");
  expect(imported.documents.length).toBeGreaterThan(0);
  expect(imported.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each(formats)("%s: cut off anywhere, nothing is thrown and every diagnostic has its place", async (format) => {
  const text = sound[format] ?? "";
  const step = Math.max(1, Math.floor(text.length / 150));
  for (let length = 0; length < text.length; length += step) {
    const { documents, diagnostics } = await read(format, text.slice(0, length));
    for (const { span, file, message } of diagnostics) {
      expect(file).toBe("evidence/file");
      expect(message).not.toBe("");
      expect(span.start.line).toBeGreaterThanOrEqual(1);
      expect(span.start.line).toBeLessThanOrEqual(text.split("\n").length + 1);
    }
    expect(documents.length + diagnostics.length).toBeGreaterThan(0);
  }
});

/** What a value of a file may be replaced by. */
const strange = ["null", "[]", "{}", '""', "-1", "1e999", "NaN", "true", '"__proto__"', '{"__proto__": {"a": 1}}', "[[[[]]]]", '"\\u0000\\u202E"']; // prettier-ignore

test.each(formats)("%s: strange values in every place", async (format) => {
  const text = sound[format] ?? "";
  for (const { index, 0: found } of text.matchAll(/"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|>[^<]+</g))
    for (const value of strange) {
      const changed = `${text.slice(0, index)}${value}${text.slice(index + found.length)}`;
      const imported = await read(format, changed);
      const { documents, diagnostics } = imported;
      await expectValid(imported);
      for (const document of documents) {
        expect(JSON.stringify(document.value)).not.toMatch(/"__proto__":|:null/);
        document.locate(["groups", 0, "tp"]);
      }
      if (diagnostics.some(({ severity }) => severity === "error")) expect(documents).toEqual([]);
    }
});

const long = 300_000;

test.each(formats)(
  "%s: large and hostile texts end quickly",
  async (format) => {
    const texts = [
      " ".repeat(long),
      "[".repeat(long),
      "{".repeat(long),
      "<a ".repeat(long / 3),
      `# ${" #".repeat(long / 2)} x`,
      `**a**${" ".repeat(long)}`,
      "[a](".repeat(long / 4),
      `---\n${"a: b\n".repeat(5000)}---\n${"## Limitations\n- x\n".repeat(5000)}`,
      `"${" ".repeat(long)}x`,
      `{"by_group": {"sex": {${Array.from({ length: 3000 }, (_, i) => `"g${i}": {"tp": -1}`).join(",")}}}}`,
      `${sound["aequitas"] ?? ""}${"sex,x,1,1,1,1,1\n".repeat(5000)}`,
      (sound[format] ?? "").replace(/[A-Z][a-z]+/, `$&${" ".repeat(long)}$&`),
    ];
    for (const text of texts) {
      const start = performance.now();
      const { diagnostics } = await read(format, text);
      expect(diagnostics.length).toBeLessThan(250);
      expect(performance.now() - start, text.slice(0, 30)).toBeLessThan(20_000);
    }
  },
  240_000,
);
