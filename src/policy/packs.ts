import { createHash } from "node:crypto";
import { parseText } from "../documents/parse.ts";
import { identifyDocuments } from "../documents/load.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, fileStart } from "../model/diagnostic.ts";
import { decodeText } from "../util/decode-text.ts";
import type { JsonObject } from "../util/json.ts";
import { validate } from "../schema/validate.ts";
import type { Location } from "../model/location.ts";

/** The built-in policies, and the digest over their files. */
export interface Packs {
  readonly documents: readonly Document[];
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the build has checked them, and what they hold compiles. */
  readonly built: boolean;
}

/** What the build leaves in dist/: the built-in policies as data, tests left out. */
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

/** The digest over files: of their names and contents. */
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
      const problems = await validate(document);
      diagnostics.push(...problems);
      if (problems.length === 0 && document.kind === "Policy") documents.push(document);
    }
  }
  return { documents, digest: digestOf(files), diagnostics, built: false };
}

/** A built-in policy whose text is not at hand: it can be judged by, and has no lines. */
export function compiledDocument(file: string, value: JsonObject): Document {
  const location: Location = { file: `caregate/policies/${file}`, ...fileStart, exact: false };
  return { file: location.file, index: 0, kind: "Policy", value, locate: () => location };
}
