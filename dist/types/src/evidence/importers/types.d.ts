import type { Signer } from "../../model/signer.ts";
import type { Document } from "../../model/document.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { OwnFields } from "../../schema/own-fields.ts";
/** A public key that signatures are checked with, or the trusted root of Sigstore in JSON. */
export interface PublicKey {
    /** What messages call it, such as its file name. */
    readonly name: string;
    /** The key in PEM; no certificate, whose dates and issuer nobody would look at. */
    readonly pem: string;
}
/** What an importer may need beside the file. */
export interface ImportOptions {
    /** Keys of those whose signatures count; without one, nothing that is signed can be checked. */
    readonly keys?: readonly PublicKey[];
    /** Those whose certificates from Sigstore count. */
    readonly signers?: readonly Signer[];
    /** Names of columns of a table of groups, and the names that they are read by. */
    readonly columns?: Readonly<Record<string, string>>;
    /** The fields and kinds that the organisation declares. */
    readonly own?: OwnFields | undefined;
}
/** What an importer makes of a foreign file: documents of our kinds, with spans into it. */
export interface Imported {
    /** None when a diagnostic is of level error: broken evidence shows nothing. */
    readonly documents: readonly Document[];
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Reads a foreign file. Nothing is thrown and nothing is invented: what the file does not carry is absent, and what it
 * carries and has no place here is named in a diagnostic.
 *
 * @param file path from the repository root, for spans and diagnostics
 */
export type Importer = (file: string, text: string, options: ImportOptions) => Imported | Promise<Imported>;
