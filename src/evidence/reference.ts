import { type Document, type EvidenceKind, type OwnKind, isEvidence } from "../model/document.ts";
import type { Path } from "../util/json-path.ts";
import { getAt } from "../util/json.ts";

/** Reasons why evidence is rejected, each as the end of a sentence: the file is … */
export const rejectionReasons = {
  missing: "missing",
  outside: "outside the repository",
  untracked: "not tracked by git",
  ignored: "ignored by git",
  "self-reference": "the manifest's own file, which cannot vouch for itself",
  unreadable: "not readable",
  tampered: "not the file that was pinned",
  invalid: "not a valid document of its kind",
  "other-kind": "not of the kind that the manifest states",
  "other-system": "about another system",
  "other-model": "about another model",
  "other-digest": "about a model with another digest",
  "other-version": "about another version of the model",
  placeholder: "a template that is not filled in",
  "future-dated": "dated after the evaluation date",
  duplicate: "attached twice: this is the document of an earlier entry",
} as const;

export type RejectionReason = keyof typeof rejectionReasons;

const blamedFields: Partial<Record<RejectionReason, string>> = { tampered: "sha256", "other-kind": "kind" };

/** The field of the manifest entry to blame for a reason. */
export const blamedField = (reason: RejectionReason): string => blamedFields[reason] ?? "path";

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

export type ReferenceStatus =
  | { readonly is: "usable"; readonly document: Document }
  | {
      readonly is: "refused";
      readonly reason: RejectionReason;
      /** More about the reason, as a clause. */
      readonly detail?: string;
      /** The value of the document that has to change, if it is in the document. */
      readonly shown?: { readonly document: Document; readonly path: Path };
      /** The document, if it is about another system, model or version. */
      readonly about?: Document;
    }
  /** The file matches its digest, but its format is not supported, so it proves nothing. */
  | { readonly is: "unread"; readonly format: string }
  /** The entry has no kind or no path, or its document does not say what it is about. */
  | {
      readonly is: "unstated";
      readonly field: "kind" | "path" | `subject.${string}`;
      /** The document that has to say it. */
      readonly document?: Document;
    };

export const rejected = (reason: RejectionReason): ReferenceStatus & { readonly is: "refused" } => ({
  is: "refused",
  reason,
});

/** The identifier of a document as a list: empty if it has none. */
export function idOf(document: Document): string[] {
  const id = getAt(document.value, ["metadata", "id"]);
  return typeof id === "string" ? [id] : [];
}

/** The usable documents, in the order of the manifest. */
export function usable(
  references: readonly Reference[],
): { document: Document; kind: EvidenceKind | OwnKind; ids: readonly string[]; pinned: boolean }[] {
  return references.flatMap(({ state, ids, pinned }) => {
    if (state.is !== "usable" || !isEvidence(state.document.kind)) return [];
    return [{ document: state.document, kind: state.document.kind, ids, pinned }];
  });
}
