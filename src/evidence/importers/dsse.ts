import { type KeyObject, createPublicKey, verify } from "node:crypto";
import type { PublicKey } from "./types.ts";

/** A key that can be used, and what messages call it. */
export interface UsableKey {
  readonly name: string;
  readonly key: KeyObject;
}

/** Reads keys; the names of those that cannot be used are returned apart. */
export function usableKeys(keys: readonly PublicKey[]): { usable: UsableKey[]; broken: string[] } {
  const usable: UsableKey[] = [];
  const broken: string[] = [];
  for (const { name, pem } of keys) {
    const key = keyOf(pem);
    if (key) usable.push({ name, key });
    else broken.push(name);
  }
  return { usable, broken };
}

function keyOf(pem: string): KeyObject | undefined {
  // Private keys and certificates would be taken too: the former have no place here, the latter may have expired.
  if (!/^\s*-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem)) return undefined;
  try {
    const key = createPublicKey(pem);
    return attemptsFor(key).length > 0 ? key : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The bytes that a DSSE signature is over (pre-authentication encoding, DSSE v1): type and payload with their lengths,
 * so that neither can be passed off as the other.
 */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, "utf8");
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `, "utf8"),
    type,
    Buffer.from(` ${payload.length} `, "utf8"),
    payload,
  ]);
}

/** Hash functions by the curve whose strength they match. */
const hashes: Readonly<Record<string, string>> = { prime256v1: "sha256", secp384r1: "sha384", secp521r1: "sha512" };

/**
 * Whether a signature over some bytes was made with the private half of a key: Ed25519, ECDSA on the NIST curves (with
 * SHA-256 or the hash of the curve's strength; in DER or as two plain numbers), RSA with SHA-256 (PSS or PKCS #1 v1.5).
 */
export function isSignedBy(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  const attempts = attemptsFor(key);
  return attempts.some(({ hash, options }) => {
    try {
      return verify(hash, bytes, { key, ...options }, signature);
    } catch {
      return false;
    }
  });
}

interface Attempt {
  readonly hash: string | null;
  readonly options: {
    readonly dsaEncoding?: "der" | "ieee-p1363";
    readonly padding?: number;
    readonly saltLength?: number;
  };
}

/** RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING and RSA_PSS_SALTLEN_AUTO of OpenSSL. */
const [PKCS1, PSS, ANY_SALT] = [1, 6, -2] as const;

/** Shorter RSA keys can be broken. */
const LEAST_RSA_BITS = 2048;

/** The ways in which a key may have signed; none for a key that is too weak or of another kind. */
function attemptsFor(key: KeyObject): Attempt[] {
  if (key.asymmetricKeyType === "ed25519") return [{ hash: null, options: {} }];
  if (key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS)
    return [
      { hash: "sha256", options: { padding: PKCS1 } },
      { hash: "sha256", options: { padding: PSS, saltLength: ANY_SALT } },
    ];
  const hash = key.asymmetricKeyType === "ec" ? hashes[key.asymmetricKeyDetails?.namedCurve ?? ""] : undefined;
  if (hash === undefined) return [];
  return [...new Set([hash, "sha256"])].flatMap((hash) =>
    (["der", "ieee-p1363"] as const).map((dsaEncoding) => ({ hash, options: { dsaEncoding } })),
  );
}
