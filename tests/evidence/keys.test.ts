import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { preAuthenticationEncoding } from "../../src/evidence/importers/dsse.ts";
import { lowRisk, repository, sha256 } from "../support/repository.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const payloadType = "application/vnd.in-toto+json";
const payload = Buffer.from(
  JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "model.onnx", digest: { sha256: "ab".repeat(32) } }],
    predicateType: "https://caregate.example/evidence",
    predicate: {
      apiVersion: "caregate/v1",
      kind: "TrainingRecord",
      metadata: { id: "signed", date: "2026-10-05", by: "Ada Example" },
      audience: "overseers",
      topics: ["system-use"],
      needed: 2,
      completed: 2,
    },
  }),
);
const sig = sign(null, preAuthenticationEncoding(payloadType, payload), privateKey).toString("base64");
const envelope = JSON.stringify({ payload: payload.toString("base64"), payloadType, signatures: [{ sig }] });
const manifest = `${lowRisk.split("\nevidence:")[0]}
evidence:
  - { kind: TrainingRecord, format: in-toto, path: training.json, sha256: "${sha256(envelope)}" }
`;

async function errors(pem: string | undefined): Promise<string[]> {
  const root = repository({
    "m.yaml": manifest,
    "training.json": envelope,
    ...(pem === undefined ? {} : { ".caregate/keys/ada.pem": pem }),
  });
  const { report } = await check({ cwd: root, asOf: "2026-11-22" });
  return report.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file);
}

const pemOf = (key: typeof publicKey): string => key.export({ type: "spki", format: "pem" }).toString();

test("a signature counts by the keys that governance keeps", async () => {
  expect(await errors(pemOf(publicKey))).toEqual([]);
  expect(await errors(pemOf(generateKeyPairSync("ed25519").publicKey))).toEqual(["training.json"]);
  expect(await errors(undefined)).toEqual(["training.json"]);
});
