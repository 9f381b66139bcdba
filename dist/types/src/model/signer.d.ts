/** Somebody whose certificate from Sigstore counts for evidence. */
export interface Signer {
    /** The service that identified the signer, such as `https://token.actions.githubusercontent.com`. */
    readonly issuer: string;
    /** An email address, or the URI of a workflow. */
    readonly subject: string;
}
