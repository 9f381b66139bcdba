import { type KeyObject, constants, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { preAuthenticationEncoding } from "../../../src/evidence/importers/dsse.ts";
import type { Imported } from "../../../src/evidence/importers/index.ts";
import { expectValid, read, realFile, realTest, said, shown, valueOf } from "./support.ts";

const folder = "slsa-framework__slsa-verifier/cli/slsa-verifier/testdata/vsa/gce/v1";
const keyFile = realFile(`${folder}/vsa_signing_public_key.pem`);

realTest("in-toto", `${folder}/gke-gce-pre.bcid-vsa.jsonl`, async (withoutKey, text) => {
  expect(shown(withoutKey)).toMatchSnapshot("without a key");
  expect(withoutKey.documents).toEqual([]);
  const keys = [{ name: "google.pem", pem: keyFile ?? "" }];
  const verified = await read("in-toto", text, { keys });
  expect(shown(verified)).toMatchSnapshot("with the key of who signed it");
  await expectValid(verified);
  const other = await read("in-toto", text, { keys: [{ name: "other.pem", pem: pemOf(p256.publicKey) }] });
  expect(shown(other)).toMatchSnapshot("with the key of somebody else");
  expect(other.documents).toEqual([]);
  // One letter of what is signed, changed.
  const changed = await read("in-toto", text.replace('"payload":"eyJf', '"payload":"eyJg'), { keys });
  expect(changed.documents).toEqual([]);
});

const p256 = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const pemOf = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();

const type = "application/vnd.in-toto+json";
const statement = (predicateType: string, predicate: object): object => ({
  _type: "https://in-toto.io/Statement/v1",
  subject: [{ name: "model.onnx", digest: { sha256: "ab".repeat(32) } }],
  predicateType,
  predicate,
});

type Signer = (bytes: Buffer) => Buffer;
const byP256: Signer = (bytes) => sign("sha256", bytes, p256.privateKey);

function envelope(content: object | string, signer: Signer = byP256, payloadType = type): string {
  const payload = Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  const sig = signer(preAuthenticationEncoding(payloadType, payload)).toString("base64");
  return JSON.stringify(
    { payload: payload.toString("base64"), payloadType, signatures: [{ keyid: "any", sig }] },
    null,
    1,
  );
}

const keys = [{ name: "ours.pem", pem: pemOf(p256.publicKey) }];
const report = {
  apiVersion: "caregate/v1",
  kind: "ValidationReport",
  metadata: { id: "v1", date: "2026-05-04", by: "Ada Example" },
  subject: { model: "net", modelVersion: "1.0" },
  setting: "external",
  metrics: [{ metric: "sensitivity", value: 0.9 }],
};
const ours = statement("https://example.org/caregate", report);
const tests = (predicate: object): object => statement("https://in-toto.io/attestation/test-result/v0.1", predicate);

const shortOf = (imported: Imported): string[] =>
  said(imported).map((line) => line.replace(/^(\w+ \d+:\d+) \S+: /, "$1 "));

test("the encoding that is signed is that of the specification", () => {
  const bytes = preAuthenticationEncoding("http://example.com/HelloWorld", Buffer.from("hello world"));
  expect(bytes.toString()).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
});

const ed25519 = generateKeyPairSync("ed25519");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" });

test.each<[string, KeyObject, Signer]>([
  ["ECDSA in DER", p256.publicKey, byP256],
  [
    "ECDSA as two numbers",
    p256.publicKey,
    (bytes) => sign("sha256", bytes, { key: p256.privateKey, dsaEncoding: "ieee-p1363" }),
  ],
  ["ECDSA P-384", p384.publicKey, (bytes) => sign("sha384", bytes, p384.privateKey)],
  ["Ed25519", ed25519.publicKey, (bytes) => sign(null, bytes, ed25519.privateKey)],
  ["RSA", rsa.publicKey, (bytes) => sign("sha256", bytes, rsa.privateKey)],
  [
    "RSA-PSS",
    rsa.publicKey,
    (bytes) => sign("sha256", bytes, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING }),
  ],
])("a document of ours, signed with %s", async (_, key, signer) => {
  const text = envelope(ours, signer);
  const imported = await read("in-toto", text, { keys: [...keys, { name: "signer.pem", pem: pemOf(key) }] });
  expect(said(imported)).toEqual([]);
  expect(imported.documents.map(({ kind, index }) => [kind, index])).toEqual([["ValidationReport", 0]]);
  expect(valueOf(imported)).toEqual(report);
  expect(imported.documents[0]?.signed).toBe(true);
  expect(imported.documents[0]?.locate(["metrics", 0, "value"])).toMatchObject({ start: { line: 2 }, exact: true });
  expect(imported.documents[0]?.locate(["metrics", 0, "low"])).toMatchObject({ start: { line: 2 }, exact: false });
  const stranger = await read("in-toto", text, {
    keys: [{ name: "x", pem: pemOf(generateKeyPairSync("ed25519").publicKey) }],
  });
  expect(stranger.documents).toEqual([]);
});

test("the envelope in a Sigstore bundle is read by the same keys", async () => {
  const bundle = JSON.stringify({
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { publicKey: { hint: "release" }, tlogEntries: [] },
    dsseEnvelope: JSON.parse(envelope(ours)) as object,
  });
  const imported = await read("in-toto", bundle, { keys });
  expect(said(imported)).toEqual([]);
  expect(imported.documents).toMatchObject([{ kind: "ValidationReport", signed: true }]);
  expect((await read("in-toto", bundle)).documents).toEqual([]);
});

test("several statements, one to a line", async () => {
  const line = (content: object): string => JSON.stringify(JSON.parse(envelope(content)));
  const text = `${line(ours)}\n${line(tests({ result: "WARNED", configuration: [], failedTests: ["a", "b"] }))}\n`;
  const imported = await read("in-toto", text, { keys });
  expect(said(imported)).toEqual([]);
  expect(imported.documents.map(({ index }) => index)).toEqual([0, 1]);
  expect(valueOf(imported, 1)).toEqual({ openFailures: 2, subject: { digest: "ab".repeat(32) } });
  expect(imported.documents[1]?.locate(["openFailures"])).toMatchObject({ start: { line: 2 }, exact: true });
});

test("a statement that is not signed is read, and that is said", async () => {
  const text = JSON.stringify(tests({ result: "PASSED", configuration: [], failedTests: [] }), null, 1);
  const imported = await read("in-toto", text);
  expect(shortOf(imported)).toEqual([
    expect.stringMatching(/^warning \d:\d this statement is not signed and its author is unknown: sign it$/),
  ]);
  expect(valueOf(imported)).toEqual({ openFailures: 0, subject: { digest: "ab".repeat(32) } });
  expect(imported.documents[0]?.signed).toBeUndefined();
});

const vsa = (result: string): object =>
  statement("https://slsa.dev/verification_summary/v1", {
    verifier: { id: "https://example.org/verifier" },
    timeVerified: "2026-05-04T07:24:34Z",
    verificationResult: result,
  });

test("a verification summary is an audit of the supply chain, and of nothing else", async () => {
  const imported = await read("in-toto", envelope(vsa("PASSED")), { keys });
  expect(said(imported)).toEqual([]);
  expect(valueOf(imported)).toEqual({
    metadata: { by: "https://example.org/verifier", date: "2026-05-04" },
    type: "supply-chain",
  });
  await expectValid(imported);
});

test.each([
  [
    "a changed payload",
    envelope(ours).replace(/"payload": "e/, '"payload": "f'),
    /^error 4:\d+ .*matches none of the keys \(`ours.pem`\)/,
  ],
  ["no signature", envelope(ours).replace(/"signatures": \[[^]*\]/, '"signatures": []'), /^error .*has no signature/],
  [
    "a signature that is no base64",
    envelope(ours).replace(/"sig": "../, '"sig": "!!'),
    /^error .*matches none of the keys/,
  ],
  ["another payload type", envelope(ours, byP256, "text/plain"), /^error 2:\d+ .*base64 of type/],
  [
    "a payload that is no base64",
    '{"payload": "***", "payloadType": "application/vnd.in-toto+json", "signatures": []}',
    /^error 1:\d+ .*base64/,
  ],
  ["a payload that is no JSON", envelope('{"_type": '), /^error 2:\d+ .*the signed content is not JSON/],
  ["a payload that is no statement", envelope({ hello: 1 }), /^error 2:\d+ .*neither/],
  [
    "a document of ours that is invalid",
    envelope(statement("x", { ...report, setting: "moon" })),
    /^error 2:\d+ schema\/enum/,
  ],
  ["a verification that failed", envelope(vsa("FAILED")), /^error 2:\d+ .*`FAILED`, not PASSED/],
  ["a pass with failures", envelope(tests({ result: "PASSED", failedTests: ["a"] })), /^error 2:\d+ .*1 tests failed/],
  [
    "a failure of nothing",
    envelope(tests({ result: "FAILED", failedTests: [] })),
    /^error 2:\d+ .*does not name the failed/,
  ],
  ["a result in other words", envelope(tests({ result: "GREEN" })), /^error 2:\d+ .*not `GREEN`/],
  ["a truncated file", envelope(ours).slice(0, 200), /^error \d+:\d+ yaml\/syntax/],
  ["nothing of the kind", '{"a": 1}', /^error 1:\d+ .*neither/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("in-toto", text, { keys });
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([
  ["a key that is none", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"],
  ["a private key", p256.privateKey.export({ type: "pkcs8", format: "pem" }).toString()],
  ["a key that is too short", pemOf(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey)],
  ["a key that cannot sign", pemOf(generateKeyPairSync("x25519").publicKey)],
])("refuses %s", async (_, pem) => {
  const imported = await read("in-toto", envelope(ours), { keys: [{ name: "k.pem", pem }] });
  expect(shortOf(imported)[0]).toBe(
    "error 1:1 the key `k.pem` cannot be used: use a public key in PEM: Ed25519, ECDSA, or RSA of 2048 bits or more",
  );
  expect(imported.documents).toEqual([]);
});

test("a predicate that is not read is named", async () => {
  const imported = await read("in-toto", envelope(statement("https://slsa.dev/provenance/v1", {})), { keys });
  expect(imported.documents).toEqual([]);
  expect(shortOf(imported)[0]).toMatch(/^warning 2:\d+ the predicate `https:\/\/slsa.dev\/provenance\/v1` is not read/);
});
