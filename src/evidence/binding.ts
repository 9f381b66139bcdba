import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, type JsonObject, getAt } from "../util/json.ts";
import { parsePath } from "../util/json-path.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { describeMismatch } from "./digest-cause.ts";
import { isTemplateText } from "../util/template-text.ts";
import { findPlaceholder } from "./placeholders.ts";
import { hasPlannedChanges } from "./planned-changes.ts";
import { withStatements } from "./statements.ts";
import { type Reference, type ReferenceStatus, type RejectionReason, idOf, rejected } from "./reference.ts";

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

/** The digest of an empty file: it pins nothing. */
const EMPTY_FILE = sha256("");

/**
 * Decides if a file counts as evidence for a manifest: its digest and kind match, and it is about this system, not dated
 * in the future, and filled in.
 * @param at position of the entry in the manifest's `evidence`
 */
export function evaluateReference(
  manifest: Document,
  entry: JsonObject,
  file: EvidenceFile,
  asOf: string,
  at = 0,
): ReferenceStatus {
  const pin = entry["sha256"];
  if (typeof pin === "string" && (pin !== file.sha256 || pin === EMPTY_FILE)) return tampered(pin, file);
  if (file.unread !== undefined) return { is: "unread", format: file.unread };
  if (file.documents.length === 0) return withoutDocuments(file);
  const { kind, id } = entry;
  const stated = isForeign(entry["format"]) ? entry["states"] : undefined;
  const ofKind = file.documents
    .filter((document) => document.kind === kind)
    .map((document) => withStatements(document, manifest, at, stated));
  const document =
    ofKind.find((one) => typeof id === "string" && idOf(one).includes(id)) ??
    ofKind.find((one) => mismatchOf(manifest, one) === undefined) ??
    ofKind[0];
  if (!document) return rejected("other-kind");
  const mismatch = mismatchOf(manifest, document);
  if (mismatch) return { ...rejected(mismatch), detail: subjectOf(document, mismatch), about: document };
  const date = getAt(document.value, ["metadata", "date"]);
  if (typeof date === "string" && date > asOf)
    return { ...rejected("future-dated"), detail: date, shown: { document, path: ["metadata", "date"] } };
  const placeholder = findPlaceholder(document);
  if (placeholder)
    return { ...rejected("placeholder"), detail: placeholder.why, shown: { document, path: placeholder.path } };
  const field = isAboutDigest(manifest, document) ? undefined : unstatedSubject(document, entry["format"]);
  if (field) return { is: "unstated", field: `subject.${field}`, document };
  return { is: "usable", document };
}

/** A file without a usable document: it looks like another format, or a required field of it is empty. */
function withoutDocuments({ advice, open }: EvidenceFile): ReferenceStatus {
  if (advice !== undefined) return { ...rejected("invalid"), detail: advice };
  return open === undefined ? rejected("invalid") : { ...rejected("placeholder"), detail: `${open} is empty` };
}

function tampered(pin: string, { sha256: actual = "", causeOf }: EvidenceFile): ReferenceStatus {
  const detail = pin === actual ? "it is empty" : describeMismatch(pin, actual, causeOf?.(pin));
  return { ...rejected("tampered"), detail };
}

/** Kinds about one version of a model. */
export const modelKinds: ReadonlySet<string> = new Set([
  "FairnessReport",
  "ModelCard",
  "MonitoringReport",
  "PrivacyTest",
  "ValidationReport",
]);

/** Settings of tests in the use of one system. */
const settingsOfUse: readonly (Json | undefined)[] = ["local-live", "local-silent"];

/** Whether a document reports on the use of a system, so that it is about that system alone. */
export const isAboutUse = ({ kind, value }: Document): boolean =>
  kind === "MonitoringReport" ||
  ((kind === "FairnessReport" || kind === "ValidationReport") && settingsOfUse.includes(value["setting"]));

/** Kinds about an agreement with a vendor or about a vendor, which name the vendor instead. */
const vendorKinds: ReadonlySet<string> = new Set(["Contract", "VendorAssessment"]);

/**
 * The fields of `subject` that a document needs: the model and its version for a document about a model, which may serve
 * several systems, or else the system. Formats of other tools know nothing of our systems.
 */
function subjectFields(kind: string, foreign: boolean): readonly string[] {
  if (modelKinds.has(kind)) return ["model", "modelVersion"];
  return vendorKinds.has(kind) || foreign ? [] : ["system"];
}

/** Whether a format is that of another tool. */
const isForeign = (format: Json | undefined): boolean => typeof format === "string" && format !== "caregate";

/** Whether a document is about the digest of the model that the manifest states. */
const isAboutDigest = (manifest: Document, { value }: Document): boolean => {
  const digest = getAt(manifest.value, ["spec", "model", "digest"]);
  return typeof digest === "string" && getAt(value, ["subject", "digest"]) === digest;
};

/** The first thing that a document does not say of what it is about; undefined if it says all. */
function unstatedSubject({ kind, value }: Document, format: Json | undefined): string | undefined {
  const foreign = isForeign(format);
  // What is stated agrees with the manifest, or the document was refused before.
  return subjectFields(kind, foreign).find((field) => typeof getAt(value, ["subject", field]) !== "string");
}

/** The subject of a document that is about something else. */
function subjectOf(document: Document, mismatch: RejectionReason): string {
  const field = (
    { "other-system": "system", "other-model": "model", "other-digest": "digest" } as Record<string, string>
  )[mismatch];
  return String(getAt(document.value, ["subject", field ?? "modelVersion"]));
}

/** Whether a document is about a former name of the deployment: a rename makes no evidence of another system. */
const isFormerName = (manifest: Document, { value }: Document): boolean => {
  const formerly = getAt(manifest.value, ["metadata", "formerly"]) ?? [];
  const about = getAt(value, ["subject", "system"]) ?? null;
  return Array.isArray(formerly) ? formerly.includes(about) : formerly === about;
};

/** The reason if a document is about something else. */
function mismatchOf(manifest: Document, document: Document): RejectionReason | undefined {
  const differs = (subject: string, ...path: string[]): boolean => {
    const about = getAt(document.value, ["subject", subject]);
    return typeof about === "string" && about !== getAt(manifest.value, path);
  };
  if (differs("system", "metadata", "name") && !isFormerName(manifest, document)) return "other-system";
  if (differs("model", "spec", "model", "name")) return "other-model";
  if (
    typeof getAt(manifest.value, ["spec", "model", "digest"]) === "string" &&
    differs("digest", "spec", "model", "digest")
  )
    return "other-digest";
  if (!modelKinds.has(document.kind) && isChangedByPlan(manifest)) return undefined;
  return differs("modelVersion", "spec", "model", "version") ? "other-version" : undefined;
}

/** Whether the versions of the model follow a plan, so that what was decided for the plan holds for each of them. */
const isChangedByPlan = memoizeByObject(({ value }: Document): boolean => {
  const stated = (path: string): Json | undefined => {
    const one = getAt(value, parsePath(path)) ?? undefined;
    return typeof one === "string" && isTemplateText(one, path.slice(path.lastIndexOf(".") + 1)) ? undefined : one;
  };
  return hasPlannedChanges(stated) === true;
});

/** A reference to a document without a file, as in the tests of a policy. */
export function evaluateAttached(
  manifest: Document,
  document: Document,
  index: number,
  pinned: boolean,
  asOf: string,
): Reference {
  const file: EvidenceFile = {
    documents: [document],
    diagnostics: [],
    sha256: undefined,
    unreadable: undefined,
    unread: undefined,
  };
  const { kind } = document;
  const state = evaluateReference(manifest, { kind }, file, asOf);
  return { index, kind, file: document.file, ids: idOf(document), pinned, state };
}
