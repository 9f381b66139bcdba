/** An element of DER: a tag, and its content. */
export interface DerElement {
    readonly tag: number;
    readonly content: Buffer;
}
/** The elements that stand one after the other in some bytes; undefined if these are no DER. */
export declare function derElements(bytes: Buffer): DerElement[] | undefined;
/** The values of a certificate's extensions by their object identifiers, in hexadecimal (RFC 5280, 4.1). */
export declare function extensionsOf(certificate: Buffer): ReadonlyMap<string, Buffer>;
