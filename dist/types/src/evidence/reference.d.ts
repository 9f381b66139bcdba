import { type Document, type EvidenceKind, type OwnKind } from "../model/document.ts";
import type { Path } from "../util/json-path.ts";
/** Reasons why evidence is rejected, each as the end of a sentence: the file is … */
export declare const rejectionReasons: {
    readonly missing: "missing";
    readonly outside: "outside the repository";
    readonly untracked: "not tracked by git";
    readonly ignored: "ignored by git";
    readonly "self-reference": "the manifest's own file, which cannot vouch for itself";
    readonly unreadable: "not readable";
    readonly tampered: "not the file that was pinned";
    readonly invalid: "not a valid document of its kind";
    readonly "other-kind": "not of the kind that the manifest states";
    readonly "other-system": "about another system";
    readonly "other-model": "about another model";
    readonly "other-digest": "about a model with another digest";
    readonly "other-version": "about another version of the model";
    readonly placeholder: "a template that is not filled in";
    readonly "future-dated": "dated after the evaluation date";
    readonly duplicate: "attached twice: this is the document of an earlier entry";
};
export type RejectionReason = keyof typeof rejectionReasons;
/** The field of the manifest entry to blame for a reason. */
export declare const blamedField: (reason: RejectionReason) => string;
/** One entry of a manifest's `evidence`, with what its file contains. */
export interface Reference {
    /** Position in `evidence`, from 0. */
    readonly index: number;
    readonly kind: string | undefined;
    /** Path of the file from the repository root; "" if the entry has none. */
    readonly file: string;
    /** Names that the manifest may use for it. */
    readonly ids: readonly string[];
    /** True if the entry has a digest. */
    readonly pinned: boolean;
    readonly state: ReferenceStatus;
}
export type ReferenceStatus = {
    readonly is: "usable";
    readonly document: Document;
} | {
    readonly is: "refused";
    readonly reason: RejectionReason;
    /** More about the reason, as a clause. */
    readonly detail?: string;
    /** The value of the document that has to change, if it is in the document. */
    readonly shown?: {
        readonly document: Document;
        readonly path: Path;
    };
    /** The document, if it is about another system, model or version. */
    readonly about?: Document;
}
/** The file matches its digest, but its format is not supported, so it proves nothing. */
 | {
    readonly is: "unread";
    readonly format: string;
}
/** The entry has no kind or no path, or its document does not say what it is about. */
 | {
    readonly is: "unstated";
    readonly field: "kind" | "path" | `subject.${string}`;
    /** The document that has to say it. */
    readonly document?: Document;
};
export declare const rejected: (reason: RejectionReason) => ReferenceStatus & {
    readonly is: "refused";
};
/** The identifier of a document as a list: empty if it has none. */
export declare function idOf(document: Document): string[];
/** The usable documents, in the order of the manifest. */
export declare function usable(references: readonly Reference[]): {
    document: Document;
    kind: EvidenceKind | OwnKind;
    ids: readonly string[];
    pinned: boolean;
}[];
