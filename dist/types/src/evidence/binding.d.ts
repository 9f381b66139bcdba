import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type JsonObject } from "../util/json.ts";
import { type Reference, type ReferenceStatus, type RejectionReason } from "./reference.ts";
export interface EvidenceFile {
    readonly documents: readonly Document[];
    readonly diagnostics: readonly Diagnostic[];
    readonly sha256: string | undefined;
    /** Set if the file could not be read. */
    readonly unreadable: RejectionReason | undefined;
    /** Set to the format if no importer reads it. */
    readonly unread: string | undefined;
    /** What to do about a file without documents, as a clause. */
    readonly advice?: string;
    /** The first required field of a document of it that is there and empty. */
    readonly open?: string | undefined;
    /** Why the file has another digest than a pin, if a tool is the cause. */
    readonly causeOf?: ((pin: string) => string | undefined) | undefined;
}
/**
 * Decides if a file counts as evidence for a manifest: its digest and kind match, and it is about this system, not dated
 * in the future, and filled in.
 * @param at position of the entry in the manifest's `evidence`
 */
export declare function evaluateReference(manifest: Document, entry: JsonObject, file: EvidenceFile, asOf: string, at?: number): ReferenceStatus;
/** Kinds about one version of a model. */
export declare const modelKinds: ReadonlySet<string>;
/** Whether a document reports on the use of a system, so that it is about that system alone. */
export declare const isAboutUse: ({ kind, value }: Document) => boolean;
/** A reference to a document without a file, as in the tests of a policy. */
export declare function evaluateAttached(manifest: Document, document: Document, index: number, pinned: boolean, asOf: string): Reference;
