import { createHash } from "node:crypto";
import { parseText } from "../documents/parse.ts";
import { identifyDocuments } from "../documents/load.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, fileStart } from "../model/diagnostic.ts";
import { decodeText } from "../util/decode-text.ts";
import type { JsonObject } from "../util/json.ts";
import { readValid } from "./condition-texts.ts";
import type { Location } from "../model/location.ts";
import { addAll } from "../util/list.ts";

/** The built-in policies, and the digest over their files. */
export interface Packs {
  readonly documents: readonly Document[];
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  /** True if the build has checked that all conditions compile. */
  readonly built: boolean;
}

/** The built-in policies as the build writes them to dist/, without tests. */
export interface CompiledPacks {
  readonly digest: string;
  readonly policies: readonly { readonly file: string; readonly value: JsonObject }[];
}

/** A file of the built-in packs. */
export interface PackFile {
  /** Path below `policies/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The digest of the names and contents of files. */
export function digestOf(files: readonly { readonly file: string; readonly bytes: Uint8Array }[]): string {
  const hash = createHash("sha256");
  for (const { file, bytes } of files) hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  return hash.digest("hex");
}

/** Reads the built-in packs from their sources. */
export async function readPacks(files: readonly PackFile[]): Promise<Packs> {
  const diagnostics: Diagnostic[] = [];
  const documents: Document[] = [];
  for (const { file, bytes } of files) {
    const name = `caregate/policies/${file}`;
    const parsed = parseText(name, decodeText(bytes));
    const identified = identifyDocuments(parsed, true);
    for (const problem of new Set([...parsed.diagnostics, ...identified.diagnostics])) diagnostics.push(problem);
    for (const document of identified.documents) {
      const { document: read, problems } = await readValid(document);
      addAll(diagnostics, problems);
      if (problems.length === 0 && read.kind === "Policy") documents.push(read);
    }
  }
  return { documents, digest: digestOf(files), diagnostics, built: false };
}

/** A built-in policy without its text: it can be evaluated, and has no exact lines. */
export function compiledDocument(file: string, value: JsonObject): Document {
  const location: Location = { file: `caregate/policies/${file}`, ...fileStart, exact: false };
  return { file: location.file, index: 0, kind: "Policy", value, locate: () => location };
}
