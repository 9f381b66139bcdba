import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadText } from "../../../src/documents/load.ts";
import { workingTree } from "../../../src/repository/working-tree.ts";
import { preAuthenticationEncoding } from "../../../src/evidence/importers/dsse.ts";
import type { ImportOptions } from "../../../src/evidence/importers/index.ts";
import { createEvidenceStore } from "../../../src/evidence/resolve.ts";

const root = mkdtempSync(join(tmpdir(), "evidence-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The result of one entry of a manifest's evidence, for a model `net` of version `2.0`. */
async function resolved(name: string, text: string, entry: string, options: ImportOptions = {}): Promise<unknown[]> {
  writeFileSync(join(root, name), text);
  const manifest = `apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: { name: ward }\nspec: { model: { name: net, version: "2.0" } }\nevidence:\n  - { path: ${name}, ${entry} }\n`;
  const [document] = loadText("manifest.yaml", manifest).documents;
  if (!document) throw new Error("the manifest is not read");
  const { references } = await createEvidenceStore(workingTree(root), options).resolve(document, "2026-11-22");
  const { state } = references[0] ?? { state: undefined };
  if (state?.is === "usable") return ["usable", state.document.kind, state.document.value["subject"]];
  return [state?.is, state?.is === "refused" ? state.reason : undefined];
}

const model = (name: string, version: string): object => ({
  type: "machine-learning-model",
  name,
  version,
  modelCard: { considerations: { useCases: ["Find sepsis"] } },
});
const bom = (...components: object[]): string =>
  JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components });

test("of a file on several models, the one that the manifest is about counts", async () => {
  const text = bom(model("other", "2.0"), model("net", "1.0"), model("net", "2.0"));
  expect(await resolved("a.json", text, "kind: ModelCard, format: cyclonedx")).toEqual([
    "usable",
    "ModelCard",
    { model: "net", modelVersion: "2.0" },
  ]);
  expect(await resolved("a.json", text, "kind: FairnessReport, format: cyclonedx")).toEqual(["refused", "other-kind"]);
});

test("one on another model or version does not count", async () => {
  const entry = "kind: ModelCard, format: cyclonedx";
  expect(await resolved("b.json", bom(model("other", "2.0")), entry)).toEqual(["refused", "other-model"]);
  expect(await resolved("c.json", bom(model("net", "1.0")), entry)).toEqual(["refused", "other-version"]);
  expect(await resolved("d.json", "{", entry)).toEqual(["refused", "invalid"]);
});

test("a signed statement counts with the key of who signed it if it names the model, and not without", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const payloadType = "application/vnd.in-toto+json";
  const signed = (predicateType: string, predicate: object): string => {
    const statement = { _type: "https://in-toto.io/Statement/v1", predicateType, predicate };
    const payload = Buffer.from(JSON.stringify(statement));
    const sig = sign(null, preAuthenticationEncoding(payloadType, payload), privateKey).toString("base64");
    return JSON.stringify({ payload: payload.toString("base64"), payloadType, signatures: [{ sig }] });
  };
  const subject = { model: "net", modelVersion: "2.0" };
  const text = signed("https://hospital.example/evidence/v1", {
    apiVersion: "caregate/v1",
    kind: "ValidationReport",
    metadata: { id: "test", date: "2026-09-25", by: "Data science" },
    subject,
    setting: "external",
    metrics: [],
  });
  const result = { result: "PASSED", failedTests: [] };
  const unnamed = signed("https://in-toto.io/attestation/test-result/v0.1", result);
  const entry = "kind: ValidationReport, format: in-toto";
  const keys = [{ name: "ours.pem", pem: publicKey.export({ type: "spki", format: "pem" }).toString() }];
  expect(await resolved("e.json", text, entry, { keys })).toEqual(["usable", "ValidationReport", subject]);
  expect(await resolved("e.json", text, entry)).toEqual(["refused", "invalid"]);
  expect(await resolved("f.json", unnamed, entry, { keys })).toEqual(["unstated", undefined]);
});
