import { type KeyObject } from "node:crypto";
import type { PublicKey } from "./types.ts";
/** A key that can be used, and what messages call it. */
export interface UsableKey {
    readonly name: string;
    readonly key: KeyObject;
}
/** Reads keys; the names of those that cannot be used are returned apart. */
export declare function usableKeys(keys: readonly PublicKey[]): {
    usable: UsableKey[];
    broken: string[];
};
/**
 * The bytes that a DSSE signature is over (pre-authentication encoding, DSSE v1): type and payload with their lengths,
 * so that neither can be passed off as the other.
 */
export declare function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer;
/**
 * Whether a signature over some bytes was made with the private half of a key: Ed25519, ECDSA on the NIST curves (with
 * SHA-256 or the hash of the curve's strength; in DER or as two plain numbers), RSA with SHA-256 (PSS or PKCS #1 v1.5).
 */
export declare function isSignedBy(bytes: Uint8Array, signature: Uint8Array, key: KeyObject): boolean;
