import { type DocumentLoader, loadText } from "../documents/load.ts";
import { isDiagnostic, listFolder, readText } from "../repository/read.ts";
import { CAREGATE_DIR, isDocumentPath } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document, Kind } from "../model/document.ts";
import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import { type ReadDeclarations, isDeclarationPath, readDeclarations } from "../schema/own-declarations.ts";
import { readValid } from "./condition-texts.ts";
import type { PolicyBundle } from "./rule-set.ts";
import { type FileFormat, readFormat } from "./format.ts";
import { sharedPath } from "./shared-sets.ts";
import { readConfigDocument, readShared } from "./vendored.ts";
import { addAll } from "../util/list.ts";

export { CAREGATE_DIR };

/** The kind of document that each place of the folder takes. */
const places: readonly { readonly pattern: RegExp; readonly kind: Kind }[] = [
  { pattern: /^\.caregate\/config\.(yaml|yml|json)$/i, kind: "Config" },
  { pattern: /^\.caregate\/policies\/.+\.(yaml|yml|json)$/i, kind: "Policy" },
  { pattern: /^\.caregate\/formats\/[^/]+\.(yaml|yml|json)$/i, kind: "Format" },
  { pattern: /^\.caregate\/waivers\/.+\.(yaml|yml|json)$/i, kind: "Waiver" },
  { pattern: /^\.caregate\/vendor\/[^/]+\/config\.(yaml|yml|json)$/i, kind: "Config" },
  { pattern: /^\.caregate\/vendor\/[^/]+\/policies\/.+\.(yaml|yml|json)$/i, kind: "Policy" },
  { pattern: /^\.caregate\/vendor\/[^/]+\/formats\/[^/]+\.(yaml|yml|json)$/i, kind: "Format" },
];

/** True for the path of a file that may hold settings. */
export const isConfigPath = (path: string): boolean =>
  places.some(({ pattern, kind }) => kind === "Config" && pattern.test(path));

const keyFile = /^\.caregate\/keys\/(?:[^/]+\.pem|trusted_root\.json)$/;
/** Files that have no effect on a check: tests of policies, schemas for editors, and notes. */
const otherFiles = /^\.caregate\/(?:tests\/.|schemas\/(?!own\/)[^/]|README(?:\.md)?$|\.gitkeep$|[^/]+\/\.gitkeep$)/;
/** Files of shared sets that have no effect but are part of their digests, and the locks. */
const vendoredFiles =
  /^\.caregate\/vendor\/(?:\.gitattributes$|[^/]+\.sha256$|[^/]+\/(?:tests\/.|schemas\/.|README(?:\.md)?$|LICENSE(?:\.\w+)?$))/;

/** The place of each kind that has a fixed one. */
const homes: Readonly<Partial<Record<Kind, string>>> = {
  Config: `${CAREGATE_DIR}/config.yaml`,
  Format: `${CAREGATE_DIR}/formats/`,
  Policy: `${CAREGATE_DIR}/policies/`,
  Waiver: `${CAREGATE_DIR}/waivers/`,
};

/**
 * The error for a policy, waiver, format or config outside its place; undefined for other kinds, and in the settings of a
 * folder below, which are reported as a whole.
 */
export function misplacedDocument(document: Document): Diagnostic | undefined {
  const home = homes[document.kind];
  if (home === undefined || document.file.includes(`/${CAREGATE_DIR}/`)) return undefined;
  const message = `a \`${document.kind}\` has no effect here: move it to \`${home}\``;
  return errorAt(document.locate(["kind"]), "governance/misplaced", message);
}

/** The error for a file of `.caregate/` that has no effect. */
function misplacedFile(file: string): Diagnostic {
  const places = "`policies/`, `waivers/`, `formats/`, `keys/*.pem`, `keys/trusted_root.json` and `tests/`";
  return fileError(
    file,
    "governance/misplaced",
    `this file has no effect in \`${CAREGATE_DIR}\`: move or delete it, only config.yaml, ${places} are read`,
  );
}

/** Reports each misplaced document of a file that has no effect, or the file if it has no such document. */
function reportMisplaced(tree: Tree, file: string, load: DocumentLoader): Diagnostic[] {
  const read = isDocumentPath(file) ? readText(tree, file) : undefined;
  if (read === undefined || isDiagnostic(read)) return [misplacedFile(file)];
  const { documents } = load(file, read.text, { named: true });
  const misplaced = documents.flatMap((document) => misplacedDocument(document) ?? []);
  return misplaced.length > 0 ? misplaced : [misplacedFile(file)];
}

/** Reads the formats that have no mistake. */
async function readFormats(documents: readonly Document[], diagnostics: Diagnostic[]): Promise<FileFormat[]> {
  const formats: FileFormat[] = [];
  for (const document of documents) {
    const { format, problems } = await readFormat(document);
    addAll(diagnostics, problems);
    const isSecond = formats.some(({ id }) => id === format.id);
    if (isSecond) {
      const message = `there is a second format \`${format.id}\`: keep one`;
      diagnostics.push(errorAt(document.locate(["metadata", "id"]), "format/second", message));
    } else if (problems.length === 0) formats.push(format);
  }
  return formats;
}

/** What an organisation declares, with the files that declare it. */
interface OwnFieldsAt extends ReadDeclarations {
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[];
}

/**
 * Reads the fields and kinds that a state of a repository declares.
 * @param names the files of `.caregate/` (default: listed)
 */
export function readOwnFields(tree: Tree, names = listFolder(tree, CAREGATE_DIR).files): OwnFieldsAt {
  const diagnostics: Diagnostic[] = [];
  const files: { file: string; bytes: Uint8Array }[] = [];
  const texts: { file: string; text: string }[] = [];
  for (const file of names.filter(isDeclarationPath)) {
    const content = readText(tree, file);
    if (isDiagnostic(content)) diagnostics.push(content);
    else {
      files.push({ file, bytes: content.bytes });
      texts.push({ file, text: content.text });
    }
  }
  const { own, diagnostics: problems } = readDeclarations(texts);
  return { own, files, diagnostics: [...diagnostics, ...problems] };
}

/**
 * Reads the config, policies, waivers, formats and keys of a repository. An error in one file does not hide the other files.
 */
export async function readBundle(tree: Tree, load: DocumentLoader = loadText): Promise<PolicyBundle> {
  const { files: names, diagnostics: listing } = listFolder(tree, CAREGATE_DIR);
  const diagnostics: Diagnostic[] = [...listing];
  const files: { file: string; bytes: Uint8Array }[] = [];
  const documents: Document[] = [];
  const read = readOwnFields(tree, names);
  addAll(diagnostics, read.diagnostics);
  addAll(files, read.files);
  const keys: { name: string; pem: string }[] = [];
  for (const file of names) {
    const place = places.find(({ pattern }) => pattern.test(file));
    if (isDeclarationPath(file)) continue;
    if (!place && !keyFile.test(file)) {
      if (!otherFiles.test(file) && !vendoredFiles.test(file)) addAll(diagnostics, reportMisplaced(tree, file, load));
      continue;
    }
    const content = readText(tree, file);
    if (isDiagnostic(content)) {
      diagnostics.push(content);
      continue;
    }
    files.push({ file, bytes: content.bytes });
    if (!place) {
      keys.push({ name: file, pem: content.text });
      continue;
    }
    const loaded = load(file, content.text, { named: true });
    // A file without documents of caregate is an error here: an ignored policy would weaken the check.
    addAll(
      diagnostics,
      loaded.diagnostics.map((one): Diagnostic => ({ ...one, severity: "error" })),
    );
    for (const document of loaded.documents) {
      if (document.kind !== place.kind) {
        const message = `a \`${document.kind}\` has no effect here: this place takes only documents of kind \`${place.kind}\``;
        diagnostics.push(errorAt(document.locate(["kind"]), "governance/kind", message));
        continue;
      }
      const isConfig = document.kind === "Config";
      const { document: valid, problems } = await (isConfig ? readConfigDocument : readValid)(document, read.own);
      addAll(diagnostics, problems);
      if (isConfig || problems.length === 0) documents.push(valid);
    }
  }
  const ofKind = (kind: Kind): Document[] => documents.filter((document) => document.kind === kind);
  const configs = ofKind("Config");
  const [own, second] = configs.filter(({ file }) => sharedPath(file) === undefined);
  if (second)
    diagnostics.push(
      fileError(second.file, "config/second", `there can be only one config: merge this file into ${own?.file ?? ""}`),
    );
  const formats = await readFormats(ofKind("Format"), diagnostics);
  const { config, shared, diagnostics: problems } = await readShared(tree, names, configs);
  addAll(diagnostics, problems);
  const isShared = ({ file }: Document): boolean => sharedPath(file) !== undefined;
  const policies = ofKind("Policy").toSorted((a, b) => Number(isShared(b)) - Number(isShared(a)));
  return { config, shared, policies, waivers: ofKind("Waiver"), formats, own: read.own, keys, files, diagnostics };
}
