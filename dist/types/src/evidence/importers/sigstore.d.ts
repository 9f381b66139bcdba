import { type Json } from "../../util/json.ts";
import type { Signer } from "../../model/signer.ts";
import type { PublicKey } from "./types.ts";
/** What is trusted: who may sign, and the authorities and logs of the trusted root. */
export interface SigstoreTrust {
    readonly signers: readonly Signer[];
    readonly roots: readonly Json[];
}
/** The trust that an organisation has set, and the names of files that are no trusted root. */
export declare function sigstoreTrust(keys: readonly PublicKey[], signers?: readonly Signer[]): {
    trust: SigstoreTrust;
    broken: string[];
};
/** Whether a file of governance is a trusted root of Sigstore rather than a key. */
export declare const isTrustedRoot: ({ name }: PublicKey) => boolean;
/** A signed envelope in a Sigstore bundle, as it is verified. */
export interface SignedEnvelope {
    readonly bundle: Json;
    readonly payload: Buffer;
    /** The bytes that the signatures are over. */
    readonly signed: Buffer;
    readonly signatures: readonly Buffer[];
}
/** Who signed an envelope, and when, by the log; or why that is not proven. */
export type SignerProof = {
    readonly by: string;
    readonly at: string;
} | {
    readonly problem: string;
};
/**
 * Verifies the certificate of a bundle without a network. All of this has to hold: a certificate authority of the
 * trusted root issued the certificate, for signing code; it names a signer of the organisation (subject alternative name,
 * and issuer extension of Fulcio); its key signed the envelope; and a log of the trusted root (Rekor v1) promised in a
 * signed entry timestamp that it has an entry about this envelope from a time at which the certificates were valid. The
 * inclusion in the log, certificate transparency and revocation are not checked.
 */
export declare function proveSigner(envelope: SignedEnvelope, trust: SigstoreTrust): SignerProof;
