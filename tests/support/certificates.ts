// Certificates made in a test, as DER: nothing here needs openssl.
import { type KeyObject, generateKeyPairSync, sign } from "node:crypto";

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(identifier("550403"), utf8(text))));
const timeOf = (iso: string): Buffer => der(0x17, Buffer.from(`${iso.replaceAll(/[-:T]/g, "").slice(2, 14)}Z`));
const extension = (id: string, value: Buffer): Buffer => sequence(identifier(id), der(0x04, value));

/** ECDSA with SHA-256. */
const algorithm = sequence(identifier("2a8648ce3d040302"));

/** What a certificate says. */
export interface CertificateRequest {
  readonly name: string;
  readonly from: string;
  readonly until: string;
  /** The authority that issues it; itself if there is none. */
  readonly issuer?: Authority;
  readonly isAuthority?: boolean;
  readonly signsCode?: boolean;
  /** Subject alternative name: a URI. */
  readonly uri?: string;
  /** Value of Fulcio's issuer extension. */
  readonly oidcIssuer?: string;
}

/** A certificate with its key. */
export interface Authority {
  readonly name: string;
  readonly raw: Buffer;
  readonly privateKey: KeyObject;
}

let serial = 0;

/** Makes a certificate with a new key. */
export function certify(request: CertificateRequest): Authority {
  const { name, from, until, issuer, isAuthority, signsCode, uri, oidcIssuer } = request;
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const extensions = [
    ...(isAuthority ? [extension("551d13", sequence(der(0x01, Buffer.from([0xff]))))] : []),
    ...(signsCode ? [extension("551d25", sequence(identifier("2b06010505070303")))] : []),
    ...(uri === undefined ? [] : [extension("551d11", sequence(der(0x86, Buffer.from(uri))))]),
    ...(oidcIssuer === undefined ? [] : [extension("2b0601040183bf300108", utf8(oidcIssuer))]),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([++serial])),
    algorithm,
    nameOf(issuer?.name ?? name),
    sequence(timeOf(from), timeOf(until)),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign("sha256", body, issuer?.privateKey ?? privateKey);
  const raw = sequence(body, algorithm, der(0x03, Buffer.from([0]), signature));
  return { name, raw, privateKey };
}
