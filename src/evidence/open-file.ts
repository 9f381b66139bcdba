import { type DocumentLoader, loadFile } from "../documents/load.ts";
import { type Diagnostic, fileError } from "../model/diagnostic.ts";
import { isEvidence, isOwnKind } from "../model/document.ts";
import { DEFAULT_EVIDENCE_MIB, type EvidenceSettings } from "../policy/evidence-settings.ts";
import { defaultReadLimit, isDiagnostic, readBytes, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { firstOpenField, validate } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import { quote } from "../util/text.ts";
import type { EvidenceFile } from "./binding.ts";
import { createDigestCause } from "./digest-cause.ts";
import type { ImportOptions, Importer } from "./importers/types.ts";
import { shippedFormat } from "./mapping/shipped.ts";
import type { RejectionReason } from "./reference.ts";

/** What the reading of evidence depends on, beside the files. */
export type ReadingOptions = Partial<Omit<EvidenceSettings, "own">> & Pick<ImportOptions, "columns" | "own">;

const MIB = 1024 * 1024;

/** Largest size, in bytes, of a file that is only digested. */
const FOREIGN_LIMIT = 64 * MIB;

/** Formats of which the digest alone is checked. */
export const digestOnly: ReadonlySet<string> = new Set(["fhir", "open-dsi"]);

const unreadableCodes: Readonly<Record<string, RejectionReason>> = {
  "file/missing": "missing",
  "file/outside": "outside",
};

/** Most repositories have no foreign evidence, and the importers are a seventh of the code. */
const loadImporters = () => import("./importers/index.ts");

/** Opens a file of our own kinds. */
export async function openOwn(
  tree: Tree,
  file: string,
  { own }: Pick<ReadingOptions, "own">,
  load?: DocumentLoader,
): Promise<EvidenceFile> {
  const { documents, diagnostics, bytes } = loadFile(tree, file, {}, load);
  if (bytes === undefined) return await withAdvice(tree, file, failed(diagnostics));
  const evidence = documents.filter(({ kind }) => isEvidence(kind));
  const problems = await Promise.all(evidence.map((document) => validate(document, own)));
  const open = await Promise.all(evidence.map((document) => firstOpenField(document, own)));
  const isNote = ({ severity }: Diagnostic): boolean => severity === "note";
  const sound = evidence.filter(
    ({ kind }, i) => problems[i]?.every(isNote) && open[i] === undefined && isDeclared(kind, own),
  );
  const later = evidence.find(({ kind }, i) => problems[i]?.every(isNote) && !isDeclared(kind, own));
  const opened: EvidenceFile = {
    documents: sound,
    diagnostics: [...diagnostics, ...problems.flat()],
    sha256: sha256(bytes),
    unreadable: undefined,
    unread: sound.length === 0 ? later?.kind : undefined,
    open: open.find((field) => field !== undefined),
    causeOf: causeFor(bytes),
  };
  return documents.length === 0 ? await withAdvice(tree, file, opened) : opened;
}

/** False for a kind of evidence that the change alone declares. */
const isDeclared = (kind: string, own: ReadingOptions["own"]): boolean =>
  !isOwnKind(kind) || own?.kinds.has(kind) === true;

/**
 * A file without a document of ours, with the format that it looks like. That says more than what it lacks as a document
 * of ours.
 */
async function withAdvice(tree: Tree, file: string, opened: EvidenceFile): Promise<EvidenceFile> {
  const { importers, recogniseFormat } = await loadImporters();
  const read = readText(tree, file, { bytes: DEFAULT_EVIDENCE_MIB * MIB, utf16: true });
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

/** What reads a format: an importer, or a format of the organisation or of this package. */
async function readerOf(format: string, { formats = [] }: ReadingOptions): Promise<Importer | undefined> {
  const { importers } = await loadImporters();
  if (Object.hasOwn(importers, format)) return importers[format];
  const own = formats.find(({ id }) => id === format) ?? (await shippedFormat(format));
  if (!own) return undefined;
  const { importMapped } = await import("./mapping/index.ts");
  return (file, text) => importMapped(own, file, text);
}

/** True if caregate reads a format, or knows it as one whose digest alone is checked. */
export async function isKnownFormat(format: string, options: ReadingOptions): Promise<boolean> {
  if (format === "caregate" || digestOnly.has(format)) return true;
  return (await readerOf(format, options)) !== undefined;
}

/** Opens a file of a format that is not ours. Without an importer, only its digest is known. */
export async function openForeign(
  tree: Tree,
  file: string,
  format: string,
  options: ReadingOptions,
): Promise<EvidenceFile> {
  const importer = await readerOf(format, options);
  if (!importer) {
    const bytes = readBytes(tree, file, { bytes: FOREIGN_LIMIT });
    if (isDiagnostic(bytes)) return failed([bytes]);
    return { ...stateOf(bytes), documents: [], diagnostics: [], unread: format };
  }
  const read = readText(tree, file, { bytes: importLimit(options), utf16: true });
  if (isDiagnostic(read)) return failed([withSetting(read, options)]);
  const { documents, diagnostics } = await importer(file, read.text, options);
  const { importers, recogniseFormat } = await loadImporters();
  const other = documents.length === 0 ? recogniseFormat(read.text) : undefined;
  const state = { ...stateOf(read.bytes), documents, diagnostics };
  if (other === undefined || other === format) return state;
  const advice = Object.hasOwn(importers, other) ? `write \`format: ${other}\`` : lookAdvice(other, false);
  const message = `this is not \`${format}\`: it looks like \`${other}\`, so ${advice}`;
  return {
    ...state,
    diagnostics: [fileError(file, "evidence/format", message)],
    advice: `it looks like \`${other}\`: ${advice}`,
  };
}

/** The format that a file looks like; undefined if it cannot be read or looks like none. */
export async function formatOfFile(tree: Tree, file: string, options: ReadingOptions): Promise<string | undefined> {
  const read = readText(tree, file, { bytes: importLimit(options), utf16: true });
  return isDiagnostic(read) ? undefined : (await loadImporters()).recogniseFormat(read.text);
}

const importLimit = ({ maxEvidenceMiB = DEFAULT_EVIDENCE_MIB }: ReadingOptions): number => maxEvidenceMiB * MIB;

/** A file that is too large, with the setting for larger ones. */
function withSetting(diagnostic: Diagnostic, { maxEvidenceMiB = DEFAULT_EVIDENCE_MIB }: ReadingOptions): Diagnostic {
  if (diagnostic.code !== "file/too-large") return diagnostic;
  const message = `${quote(diagnostic.file)} is larger than ${maxEvidenceMiB} MiB: set \`maxEvidenceMiB\` in .caregate/config.yaml`;
  return { ...diagnostic, message };
}

const stateOf = (bytes: Uint8Array) => ({
  sha256: sha256(bytes),
  unreadable: undefined,
  unread: undefined,
  causeOf: causeFor(bytes),
});

/** A file that is too large to look for the cause is not kept. */
const causeFor = (bytes: Uint8Array): EvidenceFile["causeOf"] =>
  bytes.length > defaultReadLimit ? undefined : createDigestCause(bytes);

function failed(diagnostics: readonly Diagnostic[]): EvidenceFile {
  const unreadable = unreadableCodes[diagnostics[0]?.code ?? ""] ?? "unreadable";
  return { documents: [], diagnostics, sha256: undefined, unreadable, unread: undefined };
}
