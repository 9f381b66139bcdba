import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadText } from "../../../src/documents/load.ts";
import { workingTree } from "../../../src/repository/working-tree.ts";
import { preAuthenticationEncoding } from "../../../src/evidence/importers/dsse.ts";
import type { ImportOptions } from "../../../src/evidence/importers/index.ts";
import { usable } from "../../../src/evidence/reference.ts";
import { createEvidenceStore } from "../../../src/evidence/resolve.ts";
import { buildContext } from "../../../src/facts/index.ts";

const root = mkdtempSync(join(tmpdir(), "evidence-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The result of one entry of a manifest's evidence, for a model `net` of version `2.0`. */
async function resolved(
  name: string,
  text: string,
  entry: string,
  options: ImportOptions = {},
  more = "",
): Promise<unknown[]> {
  writeFileSync(join(root, name), text);
  const manifest = `apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: { name: ward }\nspec: { model: { name: net, version: "2.0"${more} } }\nevidence:\n  - { path: ${name}, ${entry} }\n`;
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

test("a signed statement about the model's digest is about the model, and one about another is refused", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const payloadType = "application/vnd.in-toto+json";
  const digest = "ab".repeat(32);
  const signed = (sha256: string, predicateType: string, predicate: object): string => {
    const subject = [{ name: "model", digest: { sha256 } }];
    const statement = { _type: "https://in-toto.io/Statement/v1", subject, predicateType, predicate };
    const payload = Buffer.from(JSON.stringify(statement));
    const sig = sign(null, preAuthenticationEncoding(payloadType, payload), privateKey).toString("base64");
    return JSON.stringify({ mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", dsseEnvelope: { payload: payload.toString("base64"), payloadType, signatures: [{ sig }] } }); // prettier-ignore
  };
  const keys = [{ name: "ours.pem", pem: publicKey.export({ type: "spki", format: "pem" }).toString() }];
  const test = "https://in-toto.io/attestation/test-result/v0.1";
  const result = { result: "PASSED", failedTests: [] };
  const entry = "kind: ValidationReport, format: in-toto";
  const about = (sha256: string) =>
    resolved("g.json", signed(sha256, test, result), entry, { keys }, `, digest: "${digest}"`);
  expect(await about(digest)).toEqual(["usable", "ValidationReport", { digest }]);
  expect(await about("cd".repeat(32))).toEqual(["refused", "other-digest"]);
  expect(await resolved("g.json", signed(digest, test, result), entry, { keys })).toEqual(["unstated", undefined]);
  const files = signed(digest, "https://model_signing/signature/v1.0", { resources: [] });
  const audit = "kind: AuditReport, format: in-toto";
  expect(await resolved("h.json", files, audit, { keys }, `, digest: "${digest}"`)).toEqual(["usable", "AuditReport", { digest }]); // prettier-ignore
  expect(await resolved("h.json", files, audit, {}, `, digest: "${digest}"`)).toEqual(["refused", "invalid"]);
});

test("a file of which only the digest is checked is named, and a pass names the files that were read", async () => {
  writeFileSync(join(root, "consent.json"), '{"resourceType": "Consent"}');
  writeFileSync(join(root, "bom.json"), bom(model("net", "2.0")));
  const entries = "  - { kind: Contract, path: consent.json, format: fhir }\n  - { kind: ModelCard, path: bom.json, format: cyclonedx }\n"; // prettier-ignore
  const text = `apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: { name: ward }\nspec: { model: { name: net, version: "2.0" } }\nevidence:\n${entries}`; // prettier-ignore
  const [manifest] = loadText("manifest.yaml", text).documents;
  if (!manifest) throw new Error("the manifest is not read");
  const asOf = "2026-11-22";
  const { references, diagnostics } = await createEvidenceStore(workingTree(root), {}).resolve(manifest, asOf);
  const digestOnly = diagnostics.filter(({ code }) => code === "evidence/digest-only");
  expect(digestOnly).toMatchObject([{ severity: "note", file: "manifest.yaml", span: { start: { line: 6 } } }]);
  expect(digestOnly[0]?.message).toMatch(/^the content of `consent.json` is not read, as its format is `fhir`/);
  const context = buildContext({ manifest, config: undefined, references, evidence: usable(references), asOf });
  const files = context.sources(["facts", "evidence", "unusable"]).map(({ document }) => document.file);
  expect(files).toEqual(["manifest.yaml", "bom.json"]);
});
