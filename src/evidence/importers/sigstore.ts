import { X509Certificate, createPublicKey, verify } from "node:crypto";
import { sha256 } from "../../util/hash.ts";
import { type Json, getAt, isObject, parseJson } from "../../util/json.ts";
import type { Path } from "../../util/json-path.ts";
import { quote } from "../../util/text.ts";
import { derElements, extensionsOf } from "./der.ts";
import { isSignedBy } from "./dsse.ts";
import type { Signer } from "../../model/signer.ts";
import type { PublicKey } from "./types.ts";

/** What is trusted: who may sign, and the authorities and logs of the trusted root. */
export interface SigstoreTrust {
  readonly signers: readonly Signer[];
  readonly roots: readonly Json[];
}

/** The trust that an organisation has set, and the names of files that are no trusted root. */
export function sigstoreTrust(
  keys: readonly PublicKey[],
  signers: readonly Signer[] = [],
): { trust: SigstoreTrust; broken: string[] } {
  const files = keys.filter(isTrustedRoot).map(({ name, pem }) => ({ name, root: parseJson(pem) }));
  const isRoot = (root: Json | undefined): root is Json => Array.isArray(getAt(root, ["certificateAuthorities"]));
  return {
    trust: { signers, roots: files.flatMap(({ root }) => (isRoot(root) ? [root] : [])) },
    broken: files.flatMap(({ name, root }) => (isRoot(root) ? [] : [name])),
  };
}

/** Whether a file of governance is a trusted root of Sigstore rather than a key. */
export const isTrustedRoot = ({ name }: PublicKey): boolean => name.endsWith(".json");

/** A signed envelope in a Sigstore bundle, as it is verified. */
export interface SignedEnvelope {
  readonly bundle: Json;
  readonly payload: Buffer;
  /** The bytes that the signatures are over. */
  readonly signed: Buffer;
  readonly signatures: readonly Buffer[];
}

/** Who signed an envelope, and when, by the log; or why that is not proven. */
export type SignerProof = { readonly by: string; readonly at: string } | { readonly problem: string };

/**
 * Verifies the certificate of a bundle without a network. All of this has to hold: a certificate authority of the
 * trusted root issued the certificate, for signing code; it names a signer of the organisation (subject alternative name,
 * and issuer extension of Fulcio); its key signed the envelope; and a log of the trusted root (Rekor v1) promised in a
 * signed entry timestamp that it has an entry about this envelope from a time at which the certificates were valid. The
 * inclusion in the log, certificate transparency and revocation are not checked.
 */
export function proveSigner(envelope: SignedEnvelope, trust: SigstoreTrust): SignerProof {
  const raw = leafOf(envelope.bundle);
  const leaf = raw && certificateOf(raw);
  if (!raw || !leaf) return { problem: "the bundle has no certificate that can be read" };
  const signature = envelope.signatures.find((one) => isSignedBy(envelope.signed, one, leaf.publicKey));
  if (!signature) return { problem: "the signature is not by the key of the certificate: the content was changed" };
  const named = identityOf(raw);
  const signer = trust.signers.find(({ issuer, subject }) => issuer === named.issuer && named.subjects.includes(subject)); // prettier-ignore
  const whom = `${quote(named.subjects[0] ?? "")} by ${quote(named.issuer ?? "")}`;
  if (!signer) return { problem: `the certificate was issued to ${whom}: it is not one of \`signers\` in config.yaml` };
  const at = loggedTime({ ...envelope, signature, leaf }, trust);
  if (typeof at === "string") return { problem: at };
  if (!isIssued(leaf, at, trust))
    return { problem: "no certificate authority of the trusted root issued the certificate for the time of the log entry" }; // prettier-ignore
  return { by: signer.subject, at: at.toISOString() };
}

const bytesAt = (value: Json | undefined, path: Path): Buffer | undefined => {
  const found = getAt(value, path);
  return typeof found === "string" ? Buffer.from(found, "base64") : undefined;
};

const listAt = (value: Json | undefined, path: Path): readonly Json[] => {
  const found = getAt(value, path);
  return Array.isArray(found) ? found.slice(0, MOST) : [];
};

/** Entries of a list in a bundle or a trusted root that are looked at. */
const MOST = 50;

/** The certificate of the signer, in the places of the bundle's versions. */
const leafOf = (bundle: Json): Buffer | undefined =>
  bytesAt(bundle, ["verificationMaterial", "certificate", "rawBytes"]) ??
  bytesAt(bundle, ["verificationMaterial", "x509CertificateChain", "certificates", 0, "rawBytes"]);

function certificateOf(raw: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(raw);
  } catch {
    return undefined;
  }
}

/** Object identifiers: subject alternative name, and Fulcio's issuer (1.3.6.1.4.1.57264.1.8, or 1.1 as plain text). */
const [ALTERNATIVE_NAME, ISSUER, OLD_ISSUER] = ["551d11", "2b0601040183bf300108", "2b0601040183bf300101"];
/** Tags of names: an email address, and a URI. */
const nameTags: readonly number[] = [0x81, 0x86];
const UTF8 = 0x0c;

function identityOf(raw: Buffer): { issuer: string | undefined; subjects: string[] } {
  const extensions = extensionsOf(raw);
  const [list] = derElements(extensions.get(ALTERNATIVE_NAME) ?? Buffer.alloc(0)) ?? [];
  const names = (list && derElements(list.content)) ?? [];
  const [issuer] = derElements(extensions.get(ISSUER) ?? Buffer.alloc(0)) ?? [];
  return {
    issuer: issuer?.tag === UTF8 ? issuer.content.toString("utf8") : extensions.get(OLD_ISSUER)?.toString("utf8"),
    subjects: names.filter(({ tag }) => nameTags.includes(tag)).map(({ content }) => content.toString("utf8")),
  };
}

/** Whether a time is between two dates; an end that is not stated is open. */
function isBetween(at: Date, start: unknown, end: unknown): boolean {
  const [from, to] = [start, end].map((one) => (typeof one === "string" ? Date.parse(one) : undefined));
  return (from === undefined || at.getTime() >= from) && (to === undefined || at.getTime() <= to);
}

const wasValid = (one: X509Certificate, at: Date): boolean => isBetween(at, one.validFrom, one.validTo);

/** The extended key usage for signing code. */
const CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

/** Whether an authority of a trusted root issued a certificate, and all of its chain was valid at a time. */
function isIssued(leaf: X509Certificate, at: Date, { roots }: SigstoreTrust): boolean {
  if (leaf.ca || !wasValid(leaf, at) || !(leaf.keyUsage ?? []).includes(CODE_SIGNING)) return false;
  return roots
    .flatMap((root) => listAt(root, ["certificateAuthorities"]))
    .some((authority) => {
      if (!isBetween(at, getAt(authority, ["validFor", "start"]), getAt(authority, ["validFor", "end"]))) return false;
      const stated = listAt(authority, ["certChain", "certificates"]);
      const chain = stated.flatMap((one) => certificateOf(bytesAt(one, ["rawBytes"]) ?? Buffer.alloc(0)) ?? []);
      if (chain.length === 0 || chain.length < stated.length) return false;
      const issuers = [...chain, chain.at(-1) as X509Certificate];
      return [leaf, ...chain].every((one, i) => {
        const issuer = issuers[i] as X509Certificate;
        return issuer.ca && wasValid(issuer, at) && one.checkIssued(issuer) && one.verify(issuer.publicKey);
      });
    });
}

interface LoggedEnvelope extends SignedEnvelope {
  readonly signature: Buffer;
  readonly leaf: X509Certificate;
}

/** The time that a trusted log has signed for an envelope; or, as a text, why there is none. */
function loggedTime(envelope: LoggedEnvelope, { roots }: SigstoreTrust): Date | string {
  const entries = listAt(envelope.bundle, ["verificationMaterial", "tlogEntries"]);
  const logs = roots.flatMap((root) => listAt(root, ["tlogs"]));
  const promised = entries.filter((entry) => logs.some((log) => hasPromise(entry, log)));
  if (promised.length === 0)
    return "no log of the trusted root has signed the time: sign with Rekor v1, whose bundle has a signed entry timestamp";
  const entry = promised.find((one) => isAbout(one, envelope));
  if (!entry) return "the entry of the log is about another envelope";
  return new Date(Number(getAt(entry, ["integratedTime"])) * 1000);
}

/** Whether a log signed the time of an entry: over the entry as JSON with sorted keys (Rekor's signed entry timestamp). */
function hasPromise(entry: Json, log: Json): boolean {
  const [time, index] = ["integratedTime", "logIndex"].map((key) => Number(getAt(entry, [key])));
  const [id, body] = [bytesAt(entry, ["logId", "keyId"]), getAt(entry, ["canonicalizedBody"])];
  const promise = bytesAt(entry, ["inclusionPromise", "signedEntryTimestamp"]);
  const key = bytesAt(log, ["publicKey", "rawBytes"]);
  const isSame = id !== undefined && bytesAt(log, ["logId", "keyId"])?.equals(id) === true;
  if (!isSame || !promise || !key || !Number.isSafeInteger(time) || !Number.isSafeInteger(index)) return false;
  const { start, end } = (getAt(log, ["publicKey", "validFor"]) ?? {}) as Readonly<Record<string, unknown>>;
  if (!isBetween(new Date((time as number) * 1000), start, end)) return false;
  const signed = JSON.stringify({ body, integratedTime: time, logID: id.toString("hex"), logIndex: index });
  try {
    return verify("sha256", Buffer.from(signed), createPublicKey({ key, format: "der", type: "spki" }), promise);
  } catch {
    return false;
  }
}

/** Whether the entry of a log (`dsse` 0.0.1, `intoto` 0.0.2) is about an envelope, its signature and its certificate. */
function isAbout(entry: Json, { payload, signature, leaf }: LoggedEnvelope): boolean {
  const body = parseJson((bytesAt(entry, ["canonicalizedBody"]) ?? Buffer.alloc(0)).toString("utf8"));
  const spec = getAt(body, ["spec"]);
  const old = getAt(spec, ["content"]);
  const hash = getAt(isObject(old) ? old : spec, ["payloadHash"]);
  if (getAt(hash, ["algorithm"]) !== "sha256" || getAt(hash, ["value"]) !== sha256(payload)) return false;
  const text = (value: Json | undefined, key: string): Buffer => bytesAt(value, [key]) ?? Buffer.alloc(0);
  const isLeaf = (pem: Buffer): boolean => certificateOf(pem)?.raw.equals(leaf.raw) === true;
  if (!isObject(old))
    return listAt(spec, ["signatures"]).some((one) => text(one, "signature").equals(signature) && isLeaf(text(one, "verifier"))); // prettier-ignore
  // In this kind, base64 of the envelope is encoded once more.
  return listAt(old, ["envelope", "signatures"]).some((one) => Buffer.from(text(one, "sig").toString(), "base64").equals(signature) && isLeaf(text(one, "publicKey"))); // prettier-ignore
}
