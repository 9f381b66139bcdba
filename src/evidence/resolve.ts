import { posix } from "node:path";
import { type DocumentLoader, loadFile } from "../documents/load.ts";
import { isDiagnostic, readBytes, readText } from "../repository/read.ts";
import { sha256 } from "../util/hash.ts";
import type { Tree } from "../repository/tree.ts";
import { type Document, type EvidenceKind, isEvidenceKind } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, type JsonObject, type Path, getAt, isObject } from "../util/json.ts";
import { validate } from "../schema/validate.ts";
import { type ImportOptions, importers } from "./importers/index.ts";
import { findPlaceholder } from "./placeholders.ts";

/** Why a piece of evidence does not count, as what is said of its file: the file is ... */
export const rejectionReasons = {
  missing: "not there",
  outside: "outside the repository, where nothing is read",
  "self-reference": "the manifest's own file, which cannot vouch for itself",
  unreadable: "not readable",
  tampered: "not what was reviewed: its SHA-256 is not the one that the manifest pins",
  invalid: "no sound document of its kind: its form is wrong",
  "other-kind": "not of the kind that the manifest says",
  "other-system": "about another system",
  "other-model": "about another model",
  "other-version": "about another version of the model",
  placeholder: "a template that is not filled in",
  "future-dated": "dated after the day that is judged by",
  duplicate: "attached twice: this is the document of an earlier entry",
} as const;

/** Why a piece of evidence does not count. */
export type RejectionReason = keyof typeof rejectionReasons;

/** The field of the manifest's entry that a reason is to be blamed on. */
const blamedFields: Partial<Record<RejectionReason, string>> = { tampered: "sha256", "other-kind": "kind" };

/** The field of an entry that says why its document does not count. */
export const blamedField = (reason: RejectionReason): string => blamedFields[reason] ?? "path";

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
export type ReferenceStatus =
  | { readonly is: "usable"; readonly document: Document }
  | {
      readonly is: "refused";
      readonly reason: RejectionReason;
      /** What is known beyond the reason, as a clause. */
      readonly detail?: string;
      /** Where in the document it shows, when that is what has to change. */
      readonly shown?: { readonly document: Document; readonly path: Path };
    }
  /** As pinned, but in a format that is not read, so that it shows nothing. */
  | { readonly is: "unread"; readonly format: string }
  /** It does not say what or where. */
  | { readonly is: "unstated"; readonly field: "kind" | "path" };

/** The references of a manifest, and what is wrong with the files themselves. */
export interface Resolved {
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An evidence file, opened. */
interface EvidenceFile {
  readonly documents: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sha256: string | undefined;
  /** Set when the file could not be read at all. */
  readonly unreadable: RejectionReason | undefined;
  readonly unread: string | undefined;
}

/** Reads evidence files, each once, however many manifests point at it. */
export interface EvidenceStore {
  /** Digests of the files read so far, by path. */
  readonly digests: ReadonlyMap<string, string>;
  resolve(manifest: Document, asOf: string): Promise<Resolved>;
}

/** Size up to which a file that is not read is digested, in bytes. */
const FOREIGN_LIMIT = 64 * 1024 * 1024;
/** The largest file of a foreign format that is read: a bill of materials lists thousands of components. */
const IMPORT_LIMIT = 32 * 1024 * 1024;

/** The digest of nothing: it pins no file. */
const EMPTY_FILE = sha256("");

/**
 * Makes a store of the evidence in a repository.
 * @param options what the importers of foreign formats need, such as the keys that signatures are checked with
 * @param load reads the documents of files of our own kinds; anew unless told
 */
export function createEvidenceStore(tree: Tree, options: ImportOptions = {}, load?: DocumentLoader): EvidenceStore {
  const files = new Map<string, Promise<EvidenceFile>>();
  /** Digests of the files read, so that a copy under another name is known for what it is. */
  const digests = new Map<string, string>();

  function open(file: string, format: string): Promise<EvidenceFile> {
    const key = `${format}\0${file}`;
    let opened = files.get(key);
    if (!opened)
      files.set(
        key,
        (opened = format === "caregate" ? openOwn(tree, file, load) : openForeign(tree, file, format, options)),
      );
    return opened;
  }

  async function follow(
    manifest: Document,
    entry: Json,
    index: number,
    asOf: string,
    diagnostics: Diagnostic[],
  ): Promise<Reference> {
    const fields = isObject(entry) ? entry : {};
    const text = (key: string): string | undefined => (typeof fields[key] === "string" ? fields[key] : undefined);
    const stated = text("path");
    const file = stated === undefined ? "" : posix.join(posix.dirname(manifest.file), stated);
    const base = {
      index,
      kind: text("kind"),
      file,
      ids: text("id") === undefined ? [] : [text("id") as string],
      pinned: text("sha256") !== undefined,
    };
    if (stated === undefined) return { ...base, state: { is: "unstated", field: "path" } };
    if (base.kind === undefined) return { ...base, state: { is: "unstated", field: "kind" } };

    if (file === manifest.file) return { ...base, state: rejected("self-reference") };

    const opened = await open(file, text("format") ?? "caregate");
    if (opened.unreadable) {
      const [problem] = opened.diagnostics;
      const place = manifest.locate(["evidence", index, "path"]);
      if (problem)
        diagnostics.push(
          errorAt(place, `evidence/${opened.unreadable}`, `evidence \`${stated}\` cannot be read: ${problem.message}`),
        );
      return { ...base, state: rejected(opened.unreadable) };
    }
    if (opened.sha256 !== undefined) digests.set(file, opened.sha256);
    diagnostics.push(...opened.diagnostics);
    const state = evaluateReference(manifest, fields, opened, asOf);
    return { ...base, ids: state.is === "usable" ? [...base.ids, ...idOf(state.document)] : base.ids, state };
  }

  return {
    digests,
    async resolve(manifest, asOf) {
      const entries = manifest.value["evidence"];
      const diagnostics: Diagnostic[] = [];
      const references: Reference[] = [];
      for (const [index, entry] of Array.isArray(entries) ? entries.entries() : []) {
        references.push(await follow(manifest, entry, index, asOf, diagnostics));
      }
      return { references: withoutRepeats(references, digests), diagnostics };
    },
  };
}

/** Refuses what an earlier entry has attached already: one document is one piece of evidence. */
function withoutRepeats(references: readonly Reference[], digests: ReadonlyMap<string, string>): Reference[] {
  const first = new Map<string, number>();
  return references.map((reference) => {
    const { file, index, state } = reference;
    if (state.is !== "usable") return reference;
    const key = `${digests.get(file) ?? file}#${state.document.index}#${state.document.kind}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return reference;
    }
    return { ...reference, state: { ...rejected("duplicate"), detail: `entry ${earlier + 1} of the list` } };
  });
}

const unreadableCodes: Readonly<Record<string, RejectionReason>> = {
  "file/missing": "missing",
  "file/outside": "outside",
};

/** Opens a file of our own kinds. */
async function openOwn(tree: Tree, file: string, load?: DocumentLoader): Promise<EvidenceFile> {
  const { documents, diagnostics, bytes } = loadFile(tree, file, {}, load);
  if (bytes === undefined) return failed(diagnostics);
  const evidence = documents.filter(({ kind }) => isEvidenceKind(kind));
  const problems = await Promise.all(evidence.map(validate));
  const sound = evidence.filter((_, i) => problems[i]?.length === 0);
  return {
    documents: sound,
    diagnostics: [...diagnostics, ...problems.flat()],
    sha256: sha256(bytes),
    unreadable: undefined,
    unread: undefined,
  };
}

/** Opens a file of a foreign format; one that nobody reads is known by its digest alone. */
async function openForeign(tree: Tree, file: string, format: string, options: ImportOptions): Promise<EvidenceFile> {
  const importer = Object.hasOwn(importers, format) ? importers[format] : undefined;
  if (!importer) {
    const bytes = readBytes(tree, file, { bytes: FOREIGN_LIMIT });
    if (isDiagnostic(bytes)) return failed([bytes]);
    return { documents: [], diagnostics: [], sha256: sha256(bytes), unreadable: undefined, unread: format };
  }
  const read = readText(tree, file, { bytes: IMPORT_LIMIT });
  if (isDiagnostic(read)) return failed([read]);
  const { documents, diagnostics } = await importer(file, read.text, options);
  return { documents, diagnostics, sha256: sha256(read.bytes), unreadable: undefined, unread: undefined };
}

function failed(diagnostics: readonly Diagnostic[]): EvidenceFile {
  const unreadable = unreadableCodes[diagnostics[0]?.code ?? ""] ?? "unreadable";
  return { documents: [], diagnostics, sha256: undefined, unreadable, unread: undefined };
}

function idOf(document: Document): string[] {
  const id = getAt(document.value, ["metadata", "id"]);
  return typeof id === "string" ? [id] : [];
}

/**
 * Whether a file counts as evidence for a manifest: as pinned, of the kind, about this system, not of the future, and
 * filled in.
 */
function evaluateReference(manifest: Document, entry: JsonObject, file: EvidenceFile, asOf: string): ReferenceStatus {
  const pin = entry["sha256"];
  if (typeof pin === "string" && (pin !== file.sha256 || pin === EMPTY_FILE)) return rejected("tampered");
  if (file.unread !== undefined) return { is: "unread", format: file.unread };
  if (file.documents.length === 0) return rejected("invalid");
  const { kind, id } = entry;
  const ofKind = file.documents.filter((document) => document.kind === kind);
  const document =
    ofKind.find((one) => typeof id === "string" && idOf(one).includes(id)) ??
    ofKind.find((one) => mismatchOf(manifest, one) === undefined) ??
    ofKind[0];
  if (!document) return rejected("other-kind");
  const mismatch = mismatchOf(manifest, document);
  if (mismatch) return { ...rejected(mismatch), detail: subjectOf(document, mismatch) };
  const date = getAt(document.value, ["metadata", "date"]);
  if (typeof date === "string" && date > asOf)
    return { ...rejected("future-dated"), detail: date, shown: { document, path: ["metadata", "date"] } };
  const placeholder = findPlaceholder(document);
  if (placeholder)
    return { ...rejected("placeholder"), detail: placeholder.why, shown: { document, path: placeholder.path } };
  return { is: "usable", document };
}

const rejected = (reason: RejectionReason): ReferenceStatus & { readonly is: "refused" } => ({ is: "refused", reason });

/** What a document about something else is about. */
function subjectOf(document: Document, mismatch: RejectionReason): string {
  const field = ({ "other-system": "system", "other-model": "model" } as Record<string, string>)[mismatch];
  return String(getAt(document.value, ["subject", field ?? "modelVersion"]));
}

/** Whether a document says that it is about something else. */
function mismatchOf(manifest: Document, document: Document): RejectionReason | undefined {
  const differs = (subject: string, ...path: string[]): boolean => {
    const about = getAt(document.value, ["subject", subject]);
    return typeof about === "string" && about !== getAt(manifest.value, path);
  };
  if (differs("system", "metadata", "name")) return "other-system";
  if (differs("model", "spec", "model", "name")) return "other-model";
  return differs("modelVersion", "spec", "model", "version") ? "other-version" : undefined;
}

/** A reference to a document that is at hand without a file, as in the tests of a policy. */
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

/** The documents that count, in the order in which the manifest names them. */
export function usable(
  references: readonly Reference[],
): { document: Document; kind: EvidenceKind; ids: readonly string[]; pinned: boolean }[] {
  return references.flatMap(({ state, ids, pinned }) => {
    if (state.is !== "usable" || !isEvidenceKind(state.document.kind)) return [];
    return [{ document: state.document, kind: state.document.kind, ids, pinned }];
  });
}
