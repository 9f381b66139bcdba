import { createHash } from "node:crypto";
import { posix } from "node:path";
import { loadFile } from "../documents/load.ts";
import { isDiagnostic, readBytes, readText } from "../documents/read.ts";
import { type Document, type EvidenceKind, isEvidenceKind } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, type JsonObject, at, isObject } from "../model/json.ts";
import { validate } from "../schema/validate.ts";
import { importers } from "./importers/index.ts";

/** Why a piece of evidence does not count. */
export type Unusable =
  | "missing"
  | "outside"
  | "unreadable"
  | "invalid"
  | "tampered"
  | "other-kind"
  | "other-system"
  | "other-model"
  | "other-version"
  | "future-dated";

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
export type State =
  | { readonly is: "usable"; readonly document: Document }
  | { readonly is: "refused"; readonly reason: Unusable }
  /** As pinned, but in a format that is not read, so that it shows nothing. */
  | { readonly is: "unread"; readonly format: string }
  /** It does not say what or where. */
  | { readonly is: "unstated"; readonly field: "kind" | "path" };

/** The references of a manifest, and what is wrong with the files themselves. */
export interface Resolved {
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

interface File {
  readonly documents: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sha256: string | undefined;
  /** Set when the file could not be read at all. */
  readonly unreadable: Unusable | undefined;
  readonly unread: string | undefined;
}

/** Reads evidence files, each once, however many manifests point at it. */
export interface EvidenceStore {
  resolve(manifest: Document, asOf: string): Promise<Resolved>;
}

/** Size up to which a file that is not read is digested, in bytes. */
const FOREIGN_LIMIT = 64 * 1024 * 1024;

/** The digest of nothing: it pins no file. */
const EMPTY_FILE = createHash("sha256").update("").digest("hex");

/**
 * Makes a store of the evidence in a repository.
 * @param root absolute path of the repository root; nothing outside it is read
 */
export function createEvidenceStore(root: string): EvidenceStore {
  const files = new Map<string, Promise<File>>();

  function open(file: string, format: string): Promise<File> {
    const key = `${format}\0${file}`;
    let opened = files.get(key);
    if (!opened)
      files.set(key, (opened = format === "caregate" ? openOwn(root, file) : openForeign(root, file, format)));
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

    const opened = await open(file, text("format") ?? "caregate");
    if (opened.unreadable) {
      const [problem] = opened.diagnostics;
      const place = manifest.locate(["evidence", index, "path"]);
      if (problem)
        diagnostics.push(
          errorAt(place, `evidence/${opened.unreadable}`, `evidence \`${stated}\` cannot be read: ${problem.message}`),
        );
      return { ...base, state: refused(opened.unreadable) };
    }
    diagnostics.push(...opened.diagnostics);
    const state = judge(manifest, fields, opened, asOf);
    return { ...base, ids: state.is === "usable" ? [...base.ids, ...idOf(state.document)] : base.ids, state };
  }

  return {
    async resolve(manifest, asOf) {
      const entries = manifest.value["evidence"];
      const diagnostics: Diagnostic[] = [];
      const references: Reference[] = [];
      for (const [index, entry] of Array.isArray(entries) ? entries.entries() : []) {
        references.push(await follow(manifest, entry, index, asOf, diagnostics));
      }
      return { references, diagnostics };
    },
  };
}

const unreadableCodes: Readonly<Record<string, Unusable>> = { "file/missing": "missing", "file/outside": "outside" };

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Opens a file of our own kinds. */
async function openOwn(root: string, file: string): Promise<File> {
  const { documents, diagnostics, bytes } = loadFile(root, file);
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
async function openForeign(root: string, file: string, format: string): Promise<File> {
  const importer = Object.hasOwn(importers, format) ? importers[format] : undefined;
  if (!importer) {
    const bytes = readBytes(root, file, { bytes: FOREIGN_LIMIT });
    if (isDiagnostic(bytes)) return failed([bytes]);
    return { documents: [], diagnostics: [], sha256: sha256(bytes), unreadable: undefined, unread: format };
  }
  const read = readText(root, file);
  if (isDiagnostic(read)) return failed([read]);
  const { documents, diagnostics } = importer(file, read.text);
  return { documents, diagnostics, sha256: sha256(read.bytes), unreadable: undefined, unread: undefined };
}

function failed(diagnostics: readonly Diagnostic[]): File {
  const unreadable = unreadableCodes[diagnostics[0]?.code ?? ""] ?? "unreadable";
  return { documents: [], diagnostics, sha256: undefined, unreadable, unread: undefined };
}

function idOf(document: Document): string[] {
  const id = at(document.value, ["metadata", "id"]);
  return typeof id === "string" ? [id] : [];
}

/** Whether a file counts as evidence for a manifest: as pinned, of the kind, about this system, and not of the future. */
function judge(manifest: Document, entry: JsonObject, file: File, asOf: string): State {
  const pin = entry["sha256"];
  if (typeof pin === "string" && (pin !== file.sha256 || pin === EMPTY_FILE)) return refused("tampered");
  if (file.unread !== undefined) return { is: "unread", format: file.unread };
  if (file.documents.length === 0) return refused("invalid");
  const { kind, id } = entry;
  const ofKind = file.documents.filter((document) => document.kind === kind);
  const document = ofKind.find((one) => typeof id === "string" && idOf(one).includes(id)) ?? ofKind[0];
  if (!document) return refused("other-kind");
  const mismatch = mismatchOf(manifest, document);
  if (mismatch) return refused(mismatch);
  const date = at(document.value, ["metadata", "date"]);
  return typeof date === "string" && date > asOf ? refused("future-dated") : { is: "usable", document };
}

const refused = (reason: Unusable): State => ({ is: "refused", reason });

/** Whether a document says that it is about something else. */
function mismatchOf(manifest: Document, document: Document): Unusable | undefined {
  const differs = (subject: string, ...path: string[]): boolean => {
    const about = at(document.value, ["subject", subject]);
    return typeof about === "string" && about !== at(manifest.value, path);
  };
  if (differs("system", "metadata", "name")) return "other-system";
  if (differs("model", "spec", "model", "name")) return "other-model";
  return differs("modelVersion", "spec", "model", "version") ? "other-version" : undefined;
}

/** A reference to a document that is at hand without a file, as in the tests of a policy. */
export function judgeAttached(
  manifest: Document,
  document: Document,
  index: number,
  pinned: boolean,
  asOf: string,
): Reference {
  const file: File = {
    documents: [document],
    diagnostics: [],
    sha256: undefined,
    unreadable: undefined,
    unread: undefined,
  };
  const { kind } = document;
  const state = judge(manifest, { kind }, file, asOf);
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
