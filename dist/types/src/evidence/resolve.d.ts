import { type Document, type EvidenceKind } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
/** Why a piece of evidence does not count. */
export type Unusable = "missing" | "outside" | "unreadable" | "invalid" | "tampered" | "other-kind" | "other-system" | "other-model" | "other-version" | "future-dated";
/** One entry of a manifest's `evidence`, followed to its file. */
export interface Reference {
    /** Position in `evidence`, from 0. */
    readonly index: number;
    readonly kind: string | undefined;
    /** Path of the file from the repository root, or what the manifest says where that is no path. */
    readonly file: string;
    /** The names the manifest may call it by. */
    readonly ids: readonly string[];
    /** Whether a digest pins the file. */
    readonly pinned: boolean;
    readonly state: State;
}
/** What came of following a reference. */
export type State = {
    readonly is: "usable";
    readonly document: Document;
} | {
    readonly is: "refused";
    readonly reason: Unusable;
}
/** As pinned, but in a format that is not read, so that it shows nothing. */
 | {
    readonly is: "unread";
    readonly format: string;
}
/** It does not say what or where. */
 | {
    readonly is: "unstated";
    readonly field: "kind" | "path";
};
/** The references of a manifest, and what is wrong with the files themselves. */
export interface Resolved {
    readonly references: readonly Reference[];
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads evidence files, each once, however many manifests point at it. */
export interface EvidenceStore {
    resolve(manifest: Document, asOf: string): Promise<Resolved>;
}
/**
 * Makes a store of the evidence in a repository.
 * @param root absolute path of the repository root; nothing outside it is read
 */
export declare function createEvidenceStore(root: string): EvidenceStore;
/** A reference to a document that is at hand without a file, as in the tests of a policy. */
export declare function judgeAttached(manifest: Document, document: Document, index: number, pinned: boolean, asOf: string): Reference;
/** The documents that count, in the order in which the manifest names them. */
export declare function usable(references: readonly Reference[]): {
    document: Document;
    kind: EvidenceKind;
    ids: readonly string[];
    pinned: boolean;
}[];
