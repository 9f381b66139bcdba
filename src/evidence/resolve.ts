import { posix } from "node:path";
import type { DocumentLoader } from "../documents/load.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { isDiagnostic } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { type Json, isObject } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { type EvidenceFile, evaluateReference } from "./binding.ts";
import { type FileNames, createFileNames, nearPath } from "./near-path.ts";
import { type ReadingOptions, openForeign, openOwn } from "./open-file.ts";
import { unknownFormat } from "./unknown-format.ts";
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

export interface EvidenceOptions extends ReadingOptions {
  /** True where a commit is checked, so that a file which git does not track is no evidence. */
  readonly trackedOnly?: boolean;
}

/**
 * @param options for the importers of foreign formats, such as the keys that signatures are checked with
 * @param load reads the documents of files of our own kinds (default: without a cache)
 */
export function createEvidenceStore(tree: Tree, options: EvidenceOptions = {}, load?: DocumentLoader): EvidenceStore {
  const files = new Map<string, Promise<EvidenceFile>>();
  const digests = new Map<string, string>();
  const names = createFileNames(tree);
  const admit: AdmitEvidence = (file) => admitOrigin(tree, file, options.trackedOnly === true);
  const open: OpenEvidence = (file, format, columns) => {
    const key = `${format}\0${file}\0${columns ? JSON.stringify(columns) : ""}`;
    const known = files.get(key);
    if (known) return known;
    const opened =
      format === "caregate"
        ? openOwn(tree, file, options, load)
        : openForeign(tree, file, format, columns ? { ...options, columns } : options);
    files.set(key, opened);
    return opened;
  };
  const unknown: EntryReaders["unknown"] = ({ manifest, index }, file, format) =>
    unknownFormat({ tree, manifest, index, file, format }, options);
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
        const { reference, problems, file } = await resolveEntry(
          { manifest, entry, index, asOf },
          { open, admit, near, unknown },
        );
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

/** The names of columns in an entry; undefined if it has none. */
function columnsIn(value: Json | undefined): Record<string, string> | undefined {
  const named = isObject(value) ? Object.entries(value) : [];
  const columns = named.flatMap(([name, to]) => (typeof to === "string" ? [[name, to] as const] : []));
  return columns.length > 0 ? Object.fromEntries(columns) : undefined;
}

/** Why a text cannot be the path of a file; undefined if it can. */
function noPath(path: string): string | undefined {
  if (path.length > LONGEST_PATH) return `a path has at most ${LONGEST_PATH} characters`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return "it is an address: put a copy of the file into the repository";
  return undefined;
}

/** What to write in place of a path that leads to no file. */
function hintFor(
  { manifest, index }: EvidenceEntry,
  path: string,
  reason: RejectionReason,
  near: NearPath,
): { message: string; fix?: Pick<Diagnostic, "fix"> } | undefined {
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

type OpenEvidence = (file: string, format: string, columns?: Readonly<Record<string, string>>) => Promise<EvidenceFile>;

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

/** The note for a file of which caregate reads nothing. */
function digestNote({ manifest, index }: EvidenceEntry, path: string, format: string): Diagnostic {
  const message = `the content of ${quote(path)} is not read, as its format is ${quote(format)}: it counts for nothing, and only its digest is checked`; // prettier-ignore
  return {
    ...errorAt(manifest.locate(["evidence", index, "format"]), "evidence/digest-only", message),
    severity: "note",
  };
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

/** What the entries of a manifest are read with. */
interface EntryReaders {
  readonly open: OpenEvidence;
  readonly admit: AdmitEvidence;
  readonly near: NearPath;
  /** The error for a format that caregate does not have. */
  readonly unknown: (entry: EvidenceEntry, file: string, format: string) => Promise<Diagnostic | undefined>;
}

interface ResolvedEntry {
  readonly reference: Reference;
  readonly problems: readonly Diagnostic[];
  /** Undefined if no file was read. */
  readonly file?: EvidenceFile;
}

const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

async function resolveEntry(
  stated: EvidenceEntry,
  { open, admit, near, unknown }: EntryReaders,
): Promise<ResolvedEntry> {
  const { manifest, entry, index, asOf } = stated;
  const fields = isObject(entry) ? entry : {};
  const text = (key: string): string | undefined => (typeof fields[key] === "string" ? fields[key] : undefined);
  const [path, kind, id] = [text("path"), text("kind"), text("id")];
  const fault = path === undefined ? undefined : noPath(path);
  const file = path === undefined ? "" : fault === undefined ? posix.join(posix.dirname(manifest.file), path) : brief(path); // prettier-ignore
  const base = { index, kind, file, ids: id === undefined ? [] : [id], pinned: text("sha256") !== undefined };
  const unread = (state: ReferenceStatus): ResolvedEntry => ({ reference: { ...base, state }, problems: [] });
  if (path === undefined) return unread({ is: "unstated", field: "path" });
  if (kind === undefined) return unread({ is: "unstated", field: "kind" });
  if (fault !== undefined) {
    const where = manifest.locate(["evidence", index, "path"]);
    const message = `evidence ${quote(path)} cannot be read: ${fault}`;
    return { ...unread(rejected("missing")), problems: [errorAt(where, "evidence/missing", message)] };
  }
  if (file === manifest.file) return unread(rejected("self-reference"));

  const admission = admit(file);
  let notes = originDiagnostic(stated, path, admission);
  if (!admission.isRead) return { ...unread(rejected(admission.origin ?? "missing")), problems: notes };
  const format = text("format") ?? "caregate";
  const opened = await open(file, format, columnsIn(fields["columns"]));
  const problem = opened.unread === undefined ? undefined : await unknown(stated, file, format);
  if (opened.unreadable) {
    const [cause] = opened.diagnostics;
    const where = manifest.locate(["evidence", index, "path"]);
    const code = `evidence/${opened.unreadable}`;
    const hint = hintFor(stated, path, opened.unreadable, near);
    const problems = cause
      ? [
          {
            ...errorAt(where, code, `evidence ${quote(path)} cannot be read: ${hint?.message ?? cause.message}`),
            ...hint?.fix,
          },
        ]
      : [];
    return { ...unread(rejected(opened.unreadable)), problems };
  }
  // A kind that the change alone declares has a note of its own.
  const isForeign = opened.unread !== undefined && format !== "caregate";
  if (isForeign && !problem) notes = [...notes, digestNote(stated, path, format)];
  const state = evaluateReference(manifest, fields, opened, asOf, index);
  const ids = state.is === "usable" ? [...base.ids, ...idOf(state.document)] : base.ids;
  return { reference: { ...base, ids, state }, problems: problem ? [...notes, problem] : notes, file: opened };
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
