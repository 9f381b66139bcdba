import { posix } from "node:path";
import { type DocumentLoader, loadFile } from "../documents/load.ts";
import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import { type Document, isEvidenceKind } from "../model/document.ts";
import { defaultReadLimit, isDiagnostic, readBytes, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { firstOpenField, validate } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, isObject } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { type EvidenceFile, evaluateReference } from "./binding.ts";
import { createDigestCause } from "./digest-cause.ts";
import type { ImportOptions } from "./importers/index.ts";
import { type FileNames, createFileNames, nearPath } from "./near-path.ts";
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
  const names = createFileNames(tree);
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
      const ofEntries: Diagnostic[] = [];
      const ofFiles = new Map<EvidenceFile, readonly Diagnostic[]>();
      const references: Reference[] = [];
      // The result of a manifest does not depend on those before it.
      const near = createNearPath(tree, names);
      for (const [index, entry] of Array.isArray(entries) ? entries.entries() : []) {
        const { reference, problems, file } = await resolveEntry({ manifest, entry, index, asOf }, open, admit, near);
        references.push(reference);
        for (const problem of problems) ofEntries.push(problem);
        if (file) ofFiles.set(file, file.diagnostics);
        if (file?.sha256 !== undefined) digests.set(reference.file, file.sha256);
      }
      const diagnostics = [...firstOfEach(ofEntries), ...[...ofFiles.values()].flat()];
      return { references: withoutRepeats(references, digests), diagnostics };
    },
  };
}

/** What to write in place of a path that leads to no file. */
function hintFor(
  { manifest, index }: EvidenceEntry,
  path: string,
  reason: RejectionReason,
  near: NearPath,
): { message: string; fix?: Pick<Diagnostic, "fix"> } | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path))
    return { message: "it is an address: put a copy of the file into the repository" };
  const to = reason === "missing" || reason === "outside" ? near(manifest.file, path) : undefined;
  if (to === undefined) return undefined;
  const fix = manifest.edit?.({ set: ["evidence", index, "path"], to });
  return { message: `did you mean ${quote(to)}?`, ...(fix ? { fix: { fix } } : {}) };
}

/** Gives the path that a wrong one most likely means. */
type NearPath = (from: string, path: string) => string | undefined;

/** Missing files of a manifest for which a near path is searched: each compares it with the names of a folder. */
const MOST_SEARCHES = 20;

function createNearPath(tree: Tree, names: FileNames): NearPath {
  const known = new Map<string, string | undefined>();
  return (from, path) => {
    const key = `${from}\0${path}`;
    if (!known.has(key) && known.size < MOST_SEARCHES) known.set(key, nearPath(tree, from, path, names));
    return known.get(key);
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

/** No system opens a longer path. To follow its steps would take a time that grows with the square of their number. */
const LONGEST_PATH = 4096;

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

async function resolveEntry(
  stated: EvidenceEntry,
  open: OpenEvidence,
  admit: AdmitEvidence,
  near: NearPath,
): Promise<ResolvedEntry> {
  const { manifest, entry, index, asOf } = stated;
  const fields = isObject(entry) ? entry : {};
  const text = (key: string): string | undefined => (typeof fields[key] === "string" ? fields[key] : undefined);
  const [path, kind, id] = [text("path"), text("kind"), text("id")];
  const isTooLong = path !== undefined && path.length > LONGEST_PATH;
  const file = isTooLong
    ? `${path.slice(0, 60)}…`
    : path === undefined
      ? ""
      : posix.join(posix.dirname(manifest.file), path);
  const base = { index, kind, file, ids: id === undefined ? [] : [id], pinned: text("sha256") !== undefined };
  const unread = (state: ReferenceStatus): ResolvedEntry => ({ reference: { ...base, state }, problems: [] });
  if (path === undefined) return unread({ is: "unstated", field: "path" });
  if (kind === undefined) return unread({ is: "unstated", field: "kind" });
  if (isTooLong) {
    const where = manifest.locate(["evidence", index, "path"]);
    const message = `evidence ${quote(path)} cannot be read: a path has at most ${LONGEST_PATH} characters`;
    return { ...unread(rejected("missing")), problems: [errorAt(where, "evidence/missing", message)] };
  }
  if (file === manifest.file) return unread(rejected("self-reference"));

  const admission = admit(file);
  const notes = originDiagnostic(stated, path, admission);
  if (!admission.isRead) return { ...unread(rejected(admission.origin ?? "missing")), problems: notes };
  const opened = await open(file, text("format") ?? "caregate");
  if (opened.unreadable) {
    const [problem] = opened.diagnostics;
    const where = manifest.locate(["evidence", index, "path"]);
    const code = `evidence/${opened.unreadable}`;
    const hint = hintFor(stated, path, opened.unreadable, near);
    const problems = problem
      ? [
          {
            ...errorAt(where, code, `evidence ${quote(path)} cannot be read: ${hint?.message ?? problem.message}`),
            ...hint?.fix,
          },
        ]
      : [];
    return { ...unread(rejected(opened.unreadable)), problems };
  }
  const state = evaluateReference(manifest, fields, opened, asOf, index);
  const ids = state.is === "usable" ? [...base.ids, ...idOf(state.document)] : base.ids;
  return { reference: { ...base, ids, state }, problems: notes, file: opened };
}

/** Problems of each code with entries of one manifest that are reported. */
const MOST_PROBLEMS = 100;

/** The first problems of each code. One more gives the number of the others. */
function firstOfEach(problems: readonly Diagnostic[]): Diagnostic[] {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const all = problems.filter((one) => one.code === code);
    const next = all[MOST_PROBLEMS];
    if (next === undefined) return all;
    const rest = all.length - MOST_PROBLEMS;
    const message = `${rest} more ${rest === 1 ? "entry" : "entries"} of evidence with this problem: correct the others first`;
    return [...all.slice(0, MOST_PROBLEMS), { ...next, code: "evidence/more", message, fix: undefined }];
  });
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

/** Most repositories have no foreign evidence, and the importers are a seventh of the code. */
const loadImporters = () => import("./importers/index.ts");

/** Opens a file of our own kinds. */
async function openOwn(tree: Tree, file: string, load?: DocumentLoader): Promise<EvidenceFile> {
  const { documents, diagnostics, bytes } = loadFile(tree, file, {}, load);
  if (bytes === undefined) return await withAdvice(tree, file, failed(diagnostics));
  const evidence = documents.filter(({ kind }) => isEvidenceKind(kind));
  const problems = await Promise.all(evidence.map(validate));
  const open = await Promise.all(evidence.map(firstOpenField));
  const sound = evidence.filter((_, i) => problems[i]?.length === 0 && open[i] === undefined);
  const opened: EvidenceFile = {
    documents: sound,
    diagnostics: [...diagnostics, ...problems.flat()],
    sha256: sha256(bytes),
    unreadable: undefined,
    unread: undefined,
    open: open.find((field) => field !== undefined),
    causeOf: causeFor(bytes),
  };
  return documents.length === 0 ? await withAdvice(tree, file, opened) : opened;
}

/**
 * A file without a document of ours, with the format that it looks like. That says more than what it lacks as a document
 * of ours.
 */
async function withAdvice(tree: Tree, file: string, opened: EvidenceFile): Promise<EvidenceFile> {
  const { importers, recogniseFormat } = await loadImporters();
  const read = readText(tree, file, { bytes: IMPORT_LIMIT, utf16: true });
  const format = isDiagnostic(read) ? undefined : recogniseFormat(read.text);
  if (format === undefined || isDiagnostic(read)) return opened;
  const advice = lookAdvice(format, Object.hasOwn(importers, format));
  const diagnostics = [fileError(file, "evidence/format", `this looks like \`${format}\`: ${advice}`)];
  return {
    ...opened,
    diagnostics,
    sha256: sha256(read.bytes),
    unreadable: undefined,
    advice: `it looks like \`${format}\`: ${advice}`,
  };
}

/** What to do about a file that looks like a format. */
const lookAdvice = (format: string, isRead: boolean): string =>
  isRead
    ? `add \`format: ${format}\` to its entry in the manifest`
    : `caregate does not read it, so attach the same content as a document of caregate`;

/** Opens a file of a foreign format. Without an importer, only its digest is known. */
async function openForeign(tree: Tree, file: string, format: string, options: ImportOptions): Promise<EvidenceFile> {
  const { importers, recogniseFormat } = await loadImporters();
  const importer = Object.hasOwn(importers, format) ? importers[format] : undefined;
  if (!importer) {
    const bytes = readBytes(tree, file, { bytes: FOREIGN_LIMIT });
    if (isDiagnostic(bytes)) return failed([bytes]);
    return {
      documents: [],
      diagnostics: [],
      sha256: sha256(bytes),
      unreadable: undefined,
      unread: format,
      causeOf: causeFor(bytes),
    };
  }
  const read = readText(tree, file, { bytes: IMPORT_LIMIT, utf16: true });
  if (isDiagnostic(read)) return failed([read]);
  const { documents, diagnostics } = await importer(file, read.text, options);
  const other = documents.length === 0 ? recogniseFormat(read.text) : undefined;
  const state = {
    documents,
    diagnostics,
    sha256: sha256(read.bytes),
    unreadable: undefined,
    unread: undefined,
    causeOf: causeFor(read.bytes),
  };
  if (other === undefined || other === format) return state;
  const advice = Object.hasOwn(importers, other) ? `write \`format: ${other}\`` : lookAdvice(other, false);
  const message = `this is not \`${format}\`: it looks like \`${other}\`, so ${advice}`;
  return {
    ...state,
    diagnostics: [fileError(file, "evidence/format", message)],
    advice: `it looks like \`${other}\`: ${advice}`,
  };
}

/** A file that is too large to look for the cause is not kept. */
const causeFor = (bytes: Uint8Array): EvidenceFile["causeOf"] =>
  bytes.length > defaultReadLimit ? undefined : createDigestCause(bytes);

function failed(diagnostics: readonly Diagnostic[]): EvidenceFile {
  const unreadable = unreadableCodes[diagnostics[0]?.code ?? ""] ?? "unreadable";
  return { documents: [], diagnostics, sha256: undefined, unreadable, unread: undefined };
}
