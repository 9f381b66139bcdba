import { type DocumentLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { type Document, type EvidenceKind } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type Path } from "../util/json.ts";
import { type ImportOptions } from "./importers/index.ts";
/** Why a piece of evidence does not count, as what is said of its file: the file is ... */
export declare const rejectionReasons: {
    readonly missing: "not there";
    readonly outside: "outside the repository, where nothing is read";
    readonly "self-reference": "the manifest's own file, which cannot vouch for itself";
    readonly unreadable: "not readable";
    readonly tampered: "not what was reviewed: its SHA-256 is not the one that the manifest pins";
    readonly invalid: "no sound document of its kind: its form is wrong";
    readonly "other-kind": "not of the kind that the manifest says";
    readonly "other-system": "about another system";
    readonly "other-model": "about another model";
    readonly "other-version": "about another version of the model";
    readonly placeholder: "a template that is not filled in";
    readonly "future-dated": "dated after the day that is judged by";
    readonly duplicate: "attached twice: this is the document of an earlier entry";
};
/** Why a piece of evidence does not count. */
export type RejectionReason = keyof typeof rejectionReasons;
/** The field of an entry that says why its document does not count. */
export declare const blamedField: (reason: RejectionReason) => string;
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
    readonly state: ReferenceStatus;
}
/** What came of following a reference. */
export type ReferenceStatus = {
    readonly is: "usable";
    readonly document: Document;
} | {
    readonly is: "refused";
    readonly reason: RejectionReason;
    /** What is known beyond the reason, as a clause. */
    readonly detail?: string;
    /** Where in the document it shows, when that is what has to change. */
    readonly shown?: {
        readonly document: Document;
        readonly path: Path;
    };
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
    /** Digests of the files read so far, by path. */
    readonly digests: ReadonlyMap<string, string>;
    resolve(manifest: Document, asOf: string): Promise<Resolved>;
}
/**
 * Makes a store of the evidence in a repository.
 * @param options what the importers of foreign formats need, such as the keys that signatures are checked with
 * @param load reads the documents of files of our own kinds; anew unless told
 */
export declare function createEvidenceStore(tree: Tree, options?: ImportOptions, load?: DocumentLoader): EvidenceStore;
/** A reference to a document that is at hand without a file, as in the tests of a policy. */
export declare function evaluateAttached(manifest: Document, document: Document, index: number, pinned: boolean, asOf: string): Reference;
/** The documents that count, in the order in which the manifest names them. */
export declare function usable(references: readonly Reference[]): {
    document: Document;
    kind: EvidenceKind;
    ids: readonly string[];
    pinned: boolean;
}[];
