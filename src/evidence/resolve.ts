import { posix } from "node:path";
import { type DocumentLoader, loadFile } from "../documents/load.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Document, isEvidenceKind } from "../model/document.ts";
import { isDiagnostic, readBytes, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { validate } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, isObject } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { type EvidenceFile, evaluateReference } from "./binding.ts";
import type { ImportOptions } from "./importers/index.ts";
import { type Reference, type ReferenceStatus, type RejectionReason, idOf, rejected } from "./reference.ts";

/** The references of a manifest, and the problems of their files. */
export interface Resolved {
  readonly references: readonly Reference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads evidence files. Each is read once, even if several manifests refer to it. */
export interface EvidenceStore {
  /** Digests of the files read so far, by path. A copy under another name has the same digest. */
  readonly digests: ReadonlyMap<string, string>;
  resolve(manifest: Document, asOf: string): Promise<Resolved>;
}

export interface EvidenceOptions extends ImportOptions {
  /** True where a commit is checked, so that a file which git does not track is no evidence. */
  readonly trackedOnly?: boolean;
}

/** Largest size, in bytes, of a file that is only digested. */
const FOREIGN_LIMIT = 64 * 1024 * 1024;
/** The largest file of a foreign format that is read: a bill of materials lists thousands of components. */
const IMPORT_LIMIT = 32 * 1024 * 1024;

/**
 * @param options for the importers of foreign formats, such as the keys that signatures are checked with
 * @param load reads the documents of files of our own kinds (default: without a cache)
 */
export function createEvidenceStore(tree: Tree, options: EvidenceOptions = {}, load?: DocumentLoader): EvidenceStore {
  const files = new Map<string, Promise<EvidenceFile>>();
  const digests = new Map<string, string>();
  const admit: AdmitEvidence = (file) => admitOrigin(tree, file, options.trackedOnly === true);
  const open: OpenEvidence = (file, format) => {
    const key = `${format}\0${file}`;
    const known = files.get(key);
    if (known) return known;
    const opened = format === "caregate" ? openOwn(tree, file, load) : openForeign(tree, file, format, options);
    files.set(key, opened);
    return opened;
  };
  return {
    digests,
    async resolve(manifest, asOf) {
      const entries = manifest.value["evidence"];
      const diagnostics: Diagnostic[] = [];
      const references: Reference[] = [];
      for (const [index, entry] of Array.isArray(entries) ? entries.entries() : []) {
        const { reference, problems, file } = await resolveEntry({ manifest, entry, index, asOf }, open, admit);
        references.push(reference);
        diagnostics.push(...problems);
        if (file?.sha256 !== undefined) digests.set(reference.file, file.sha256);
      }
      return { references: withoutRepeats(references, digests), diagnostics };
    },
  };
}

type OpenEvidence = (file: string, format: string) => Promise<EvidenceFile>;

/** What there is to say of a file that git does not track, and whether it is read. */
interface Admission {
  readonly isRead: boolean;
  readonly origin: "untracked" | "ignored" | undefined;
}

type AdmitEvidence = (file: string) => Admission;

/** A file that cannot be opened is let through: its own reason is reported then. */
function admitOrigin(tree: Tree, file: string, trackedOnly: boolean): Admission {
  const origin = tree.origin(file);
  if (origin === "tracked" || origin === "unknown" || isDiagnostic(tree.readPrefix(file, 1)))
    return { isRead: true, origin: undefined };
  return { isRead: origin === "untracked" && !trackedOnly, origin };
}

function originDiagnostic(
  { manifest, index }: EvidenceEntry,
  path: string,
  { isRead, origin }: Admission,
): readonly Diagnostic[] {
  if (origin === undefined) return [];
  const where = manifest.locate(["evidence", index, "path"]);
  const what = `evidence ${quote(path)} is ${origin === "ignored" ? "ignored" : "not tracked"} by git`;
  if (!isRead) return [errorAt(where, `evidence/${origin}`, `${what}: commit it, or name a file that is committed`)];
  const message = `${what}: add it, since a commit is checked without it`;
  return [{ ...errorAt(where, "evidence/untracked", message), severity: "note" }];
}

interface EvidenceEntry {
  readonly manifest: Document;
  readonly entry: Json;
  /** Position in `evidence`, from 0. */
  readonly index: number;
  readonly asOf: string;
}

interface ResolvedEntry {
  readonly reference: Reference;
  readonly problems: readonly Diagnostic[];
  /** Undefined if no file was read. */
  readonly file?: EvidenceFile;
}

async function resolveEntry(stated: EvidenceEntry, open: OpenEvidence, admit: AdmitEvidence): Promise<ResolvedEntry> {
  const { manifest, entry, index, asOf } = stated;
  const fields = isObject(entry) ? entry : {};
  const text = (key: string): string | undefined => (typeof fields[key] === "string" ? fields[key] : undefined);
  const [path, kind, id] = [text("path"), text("kind"), text("id")];
  const file = path === undefined ? "" : posix.join(posix.dirname(manifest.file), path);
  const base = { index, kind, file, ids: id === undefined ? [] : [id], pinned: text("sha256") !== undefined };
  const unread = (state: ReferenceStatus): ResolvedEntry => ({ reference: { ...base, state }, problems: [] });
  if (path === undefined) return unread({ is: "unstated", field: "path" });
  if (kind === undefined) return unread({ is: "unstated", field: "kind" });
  if (file === manifest.file) return unread(rejected("self-reference"));

  const admission = admit(file);
  const notes = originDiagnostic(stated, path, admission);
  if (!admission.isRead) return { ...unread(rejected(admission.origin ?? "missing")), problems: notes };
  const opened = await open(file, text("format") ?? "caregate");
  if (opened.unreadable) {
    const [problem] = opened.diagnostics;
    const where = manifest.locate(["evidence", index, "path"]);
    const code = `evidence/${opened.unreadable}`;
    const problems = problem ? [errorAt(where, code, `evidence \`${path}\` cannot be read: ${problem.message}`)] : [];
    return { ...unread(rejected(opened.unreadable)), problems };
  }
  const state = evaluateReference(manifest, fields, opened, asOf);
  const ids = state.is === "usable" ? [...base.ids, ...idOf(state.document)] : base.ids;
  return { reference: { ...base, ids, state }, problems: [...notes, ...opened.diagnostics], file: opened };
}

/** Rejects entries that repeat an earlier one: one document is one piece of evidence. */
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

/** Opens a file of a foreign format. Without an importer, only its digest is known. */
async function openForeign(tree: Tree, file: string, format: string, options: ImportOptions): Promise<EvidenceFile> {
  // Most repositories have no foreign evidence, and the importers are a seventh of the code.
  const { importers } = await import("./importers/index.ts");
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
