import { isDiagnostic } from "../repository/read.ts";
import leven from "leven";
import type { Diagnostic } from "../model/diagnostic.ts";
import { errorAt } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import { kinds } from "../model/document.ts";
import type { Json, JsonObject } from "../util/json.ts";
import { isObject } from "../util/json.ts";
import type { ParsedDocument } from "./parse.ts";
import { closestWord, quote } from "../util/text.ts";

/** What the documents of this program state as `apiVersion`. */
export const apiVersion = "caregate/v1";

/** Kinds that other programs use too: without our `apiVersion` they are not ours. */
const shared: ReadonlySet<string> = new Set<Kind>(["Policy", "Config"]);
const ownKinds = kinds.filter((kind) => !shared.has(kind));
const ownKind = new RegExp(String.raw`\bkind["']?\s*:\s*["']?(?:${ownKinds.join("|")})\b`);

/**
 * Whether a text may hold a document of ours: a cheap look at its words, so that other files need not be parsed.
 * One that states a kind of ours counts also without our `apiVersion`, since that may be misspelt. Our mere name does
 * not: whoever uses us has it in lock files and workflows.
 */
export function mayContainDocuments(text: string): boolean {
  if (/caregate\\?\/v?\d/i.test(text) || ownKind.test(text)) return true;
  for (const [, stated] of text.matchAll(/apiVersion["']?\s*:\s*["']?([^\s"',}]{1,40})/g))
    if (/^caregate\b/i.test(stated as string) || isNear(stated as string)) return true;
  return false;
}

/** Whether a text is `apiVersion` but for a slip or two; no other program's version is. */
function isNear(stated: string): boolean {
  return leven(stated.toLowerCase(), apiVersion, { maxDistance: 3 }) <= 2;
}

/** The documents among some parsed ones that are ours, and what keeps others from being so. */
export interface IdentifiedDocuments {
  readonly documents: Document[];
  readonly diagnostics: Diagnostic[];
  /** Those that are somebody else's. */
  readonly foreign: ParsedDocument[];
}

/**
 * Picks the documents that are ours: with `apiVersion: caregate/v1` and one of our kinds. For those that mean to be but
 * do not say so rightly there are the errors `document/api-version` and `document/kind`.
 */
export function identifyDocuments(parsed: readonly ParsedDocument[]): IdentifiedDocuments {
  const recognised: IdentifiedDocuments = { documents: [], diagnostics: [], foreign: [] };
  for (const one of parsed) {
    const result = identifyDocument(one);
    if (result === undefined) recognised.foreign.push(one);
    else if (isDiagnostic(result)) recognised.diagnostics.push(result);
    else recognised.documents.push(result);
  }
  return recognised;
}

function identifyDocument(parsed: ParsedDocument): Document | Diagnostic | undefined {
  const { file, index, value } = parsed;
  if (!isObject(value)) return undefined;
  const stated = value["apiVersion"];
  if (stated !== apiVersion) return isMeantAsOurs(value) ? wrongVersion(parsed, stated) : undefined;
  const kind = kinds.find((known) => known === value["kind"]);
  if (kind === undefined) return wrongKind(parsed, value["kind"]);
  return { file, index, kind, value, locate: (path) => parsed.locate(path) };
}

function isMeantAsOurs({ apiVersion: stated, kind }: JsonObject): boolean {
  if (typeof stated === "string" && /^\s*caregate\b/i.test(stated)) return true;
  if (typeof kind !== "string") return false;
  if (stated === undefined || stated === null) return ownKinds.some((own) => own === kind);
  return typeof stated === "string" && isNear(stated) && kinds.some((known) => known === kind);
}

function wrongVersion(parsed: ParsedDocument, stated: Json | undefined): Diagnostic {
  const toDo = `write \`apiVersion: ${apiVersion}\``;
  const message =
    typeof stated === "string"
      ? `the apiVersion ${quote(stated)} is not known: ${toDo}`
      : `the apiVersion is missing: ${toDo}`;
  return errorAt(parsed.locate(["apiVersion"]), "document/api-version", message);
}

function wrongKind(parsed: ParsedDocument, stated: Json | undefined): Diagnostic {
  const where = parsed.locate(["kind"]);
  if (typeof stated !== "string" || stated === "")
    return errorAt(where, "document/kind", "the kind is missing: write one, such as `kind: AIDeployment`");
  const near = closestWord(stated, kinds);
  const toDo = near === undefined ? `write one of ${kinds.join(", ")}` : `did you mean \`${near}\`?`;
  return errorAt(where, "document/kind", `the kind ${quote(stated)} is not known: ${toDo}`);
}
