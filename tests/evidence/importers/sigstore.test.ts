import { X509Certificate, createHash, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { preAuthenticationEncoding } from "../../../src/evidence/importers/dsse.ts";
import { createEvidenceStore } from "../../../src/evidence/resolve.ts";
import { evidenceSettings } from "../../../src/policy/evidence-settings.ts";
import { readBundle } from "../../../src/policy/bundle.ts";
import { type Authority, certify } from "../../support/certificates.ts";
import { lowRisk } from "../../support/repository.ts";
import { treeOf } from "../../support/tree.ts";
import { documentOf } from "../support.ts";
import { read, said } from "./support.ts";

const years = { from: "2020-01-01T00:00:00", until: "2040-01-01T00:00:00" };
const root = certify({ name: "root", ...years, isAuthority: true });
const middle = certify({ name: "middle", ...years, isAuthority: true, issuer: root });
const stranger = certify({ name: "root", ...years, isAuthority: true });
const log = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const logKey = log.publicKey.export({ type: "spki", format: "der" });
const keyId = createHash("sha256").update(logKey).digest();

const signer = { issuer: "https://tokens.example", subject: "https://git.example/ward/models/release.yml@refs/heads/main" }; // prettier-ignore
const leafRequest = {
  name: "leaf",
  from: "2026-10-05T10:00:00",
  until: "2026-10-05T10:10:00",
  issuer: middle,
  signsCode: true,
  uri: signer.subject,
  oidcIssuer: signer.issuer,
};
const leaf = certify(leafRequest);
const within = "2026-10-05T10:04:00Z";

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");
const trustedRoot = (authorities: readonly Authority[] = [middle, root]) => ({
  certificateAuthorities: [{ certChain: { certificates: authorities.map(({ raw }) => ({ rawBytes: base64(raw) })) } }],
  tlogs: [{ publicKey: { rawBytes: base64(logKey) }, logId: { keyId: base64(keyId) } }],
});

const payloadType = "application/vnd.in-toto+json";
const predicate = {
  apiVersion: "caregate/v1",
  kind: "TrainingRecord",
  metadata: { id: "signed", date: "2026-10-05", by: "Ada Example" },
  audience: "overseers",
  topics: ["system-use"],
  needed: 2,
  completed: 2,
};
const payload = Buffer.from(
  JSON.stringify({
    _type: "https://in-toto.io/Statement/v1",
    subject: [],
    predicateType: "https://x.example",
    predicate,
  }),
);

interface Made {
  readonly by?: Authority;
  /** The certificate in the entry of the log. */
  readonly logged?: Authority;
  readonly at?: string;
  readonly kind?: "dsse" | "intoto";
  /** The content that the log knows. */
  readonly about?: Buffer;
  readonly changed?: boolean;
  readonly withoutPromise?: boolean;
}

/** A bundle as cosign writes it with Rekor v1. */
function bundle({ by = leaf, logged = by, at = within, kind = "dsse", about = payload, ...rest }: Made = {}): string {
  const signature = sign("sha256", preAuthenticationEncoding(payloadType, payload), by.privateKey);
  const payloadHash = { algorithm: "sha256", value: createHash("sha256").update(about).digest("hex") };
  const pem = base64(new X509Certificate(logged.raw).toString());
  const spec =
    kind === "dsse"
      ? { payloadHash, signatures: [{ signature: base64(signature), verifier: pem }] }
      : { content: { payloadHash, envelope: { signatures: [{ sig: base64(base64(signature)), publicKey: pem }] } } };
  const canonicalizedBody = base64(JSON.stringify({ apiVersion: "0.0.1", kind, spec }));
  const integratedTime = Date.parse(at) / 1000;
  const signed = JSON.stringify({ body: canonicalizedBody, integratedTime, logID: keyId.toString("hex"), logIndex: 7 });
  const promise = sign("sha256", Buffer.from(signed), log.privateKey);
  const entry = { logIndex: "7", logId: { keyId: base64(keyId) }, integratedTime: String(integratedTime), canonicalizedBody, ...(rest.withoutPromise ? {} : { inclusionPromise: { signedEntryTimestamp: base64(promise) } }) }; // prettier-ignore
  const content = rest.changed ? Buffer.from(payload.toString().replace('"completed":2', '"completed":3')) : payload;
  return JSON.stringify({
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { certificate: { rawBytes: base64(by.raw) }, tlogEntries: [entry] },
    dsseEnvelope: { payload: base64(content), payloadType, signatures: [{ sig: base64(signature) }] },
  });
}

const trust = (value: object = trustedRoot(), signers = [signer]) => ({
  keys: [{ name: ".caregate/keys/trusted_root.json", pem: JSON.stringify(value) }],
  signers,
});

test.each([{}, { kind: "intoto" }] as const)("a certificate of a named signer counts, logged as %j", async (made) => {
  const imported = await read("in-toto", bundle(made), trust());
  expect(said(imported)).toEqual([
    expect.stringMatching(/^note 1:\d+ .*signed by `https:\/\/git.example.*at 2026-10-05T10:04:00.000Z; .*not checked/),
  ]);
  expect(imported.documents).toMatchObject([{ kind: "TrainingRecord", signed: true }]);
});

const authority = /no certificate authority of the trusted root issued the certificate/;
const other = (changes: object): Authority => certify({ ...leafRequest, ...changes });

test.each<[string, Made, RegExp, object?]>([
  ["changed content", { changed: true }, /the signature is not by the key of the certificate/],
  [
    "another workflow",
    { by: other({ uri: "https://git.example/other" }) },
    /was issued to `https:\/\/git.example\/other` by/,
  ],
  [
    "another issuer",
    { by: other({ oidcIssuer: "https://evil.example" }) },
    /by `https:\/\/evil.example`: it is not one of/,
  ],
  ["no identity", { by: other({ uri: undefined, oidcIssuer: undefined }) }, /was issued to/],
  ["an authority of the same name", { by: other({ issuer: stranger }) }, authority],
  ["a certificate for another use", { by: other({ signsCode: false }) }, authority],
  ["an authority as signer", { by: other({ isAuthority: true }) }, authority],
  ["a signature after the certificate", { at: "2026-10-05T10:10:01Z" }, authority],
  ["a signature before the certificate", { at: "2026-10-05T09:59:59Z" }, authority],
  ["a chain that is broken", {}, authority, trustedRoot([middle, stranger])],
  ["a chain without its root", {}, authority, trustedRoot([middle])],
  ["no time of the log", { withoutPromise: true }, /no log of the trusted root has signed the time/],
  ["another log", {}, /no log of the trusted root/, { ...trustedRoot(), tlogs: [{ publicKey: { rawBytes: base64(generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({ type: "spki", format: "der" })) }, logId: { keyId: base64(keyId) } }] }], // prettier-ignore
  ["a log that was no longer in use", {}, /no log of the trusted root/, { ...trustedRoot(), tlogs: [{ publicKey: { rawBytes: base64(logKey), validFor: { start: "2020-01-01T00:00:00Z", end: "2026-01-01T00:00:00Z" } }, logId: { keyId: base64(keyId) } }] }], // prettier-ignore
  ["an entry about another payload", { about: Buffer.from("{}") }, /the entry of the log is about another envelope/],
  ["an entry with another certificate", { logged: other({}) }, /the entry of the log is about another envelope/],
  ["no root at all", {}, /is no trusted root of Sigstore/, {}],
])("a certificate does not count with %s", async (_, made, expected, value = trustedRoot()) => {
  const imported = await read("in-toto", bundle(made), trust(value));
  expect(said(imported)).toContainEqual(expect.stringMatching(expected));
  expect(said(imported)[0]).toMatch(/^error /);
  expect(imported.documents).toEqual([]);
});

test("without a signer or a root, a message says what to set", async () => {
  for (const options of [{}, trust(trustedRoot(), [])]) {
    const [message] = said(await read("in-toto", bundle(), options));
    expect(message).toMatch(/^error .*`signers` in config.yaml with `.caregate\/keys\/trusted_root.json`/);
  }
});

test("governance names the signers and keeps the trusted root", async () => {
  const config = `apiVersion: caregate/v1\nkind: Config\nsigners: [{ issuer: ${signer.issuer}, subject: "${signer.subject}" }]\n`; // prettier-ignore
  const files = { "training.json": bundle(), ".caregate/config.yaml": config, ".caregate/keys/trusted_root.json": JSON.stringify(trustedRoot()) }; // prettier-ignore
  const tree = treeOf("/repository", files);
  const governance = await readBundle(tree);
  expect(governance.diagnostics).toEqual([]);
  const manifest = await documentOf("m.yaml", `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { kind: TrainingRecord, format: in-toto, path: training.json }\n`); // prettier-ignore
  const { references } = await createEvidenceStore(tree, evidenceSettings(governance)).resolve(manifest, "2026-11-22");
  expect(references).toMatchObject([{ state: { is: "usable", document: { signed: true } } }]);
});
