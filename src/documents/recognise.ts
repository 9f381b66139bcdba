import leven from "leven";
import { isDiagnostic } from "../repository/read.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { type Kind, isOwnKind, kinds } from "../model/document.ts";
import type { DocumentChange } from "../model/edit.ts";
import type { Json, JsonObject, Path } from "../util/json.ts";
import { isObject } from "../util/json.ts";
import type { ParseResult, ParsedDocument } from "./parse.ts";
import { closestWord, quote } from "../util/text.ts";
import {
  apiVersion,
  isNearKind,
  isNearVersion,
  isOnlyKind,
  isOurVersion,
  looksLike,
  mayHideDocument,
  mentionsUs,
  ownKinds,
} from "./words.ts";

export { mayContainDocuments } from "./words.ts";

/** The caregate documents of a file, and the problems of near misses. */
export interface IdentifiedDocuments {
  readonly documents: Document[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Selects the caregate documents: with `apiVersion: caregate/v1` and a known kind. Near misses give the errors
 * `document/api-version` and `document/kind`. A document nested in another document gives `document/nested`, because it
 * would not be checked. Problems of a document are reported if it is a caregate document, is unreadable, or is
 * untrustworthy and may be one. Other problems of other documents are not reported.
 */
export function identifyDocuments(parsed: ParseResult, named: boolean): IdentifiedDocuments {
  const identified: IdentifiedDocuments = { documents: [], diagnostics: [...parsed.ofFile] };
  const report = (problems: readonly Diagnostic[]): void => {
    for (const problem of problems) identified.diagnostics.push(problem);
  };
  for (const { diagnostics } of parsed.unreadable) report(diagnostics);
  for (const one of parsed.documents) {
    const result = identifyDocument(one, named);
    if (result === undefined) {
      const isTrusted = !one.diagnostics.some(({ severity }) => severity === "error");
      if (!isTrusted && mayHideDocument(one.text, named)) report(one.diagnostics);
      continue;
    }
    report(one.diagnostics);
    if (isDiagnostic(result)) report([result]);
    else identified.documents.push(result);
  }
  return identified;
}

const kindOf = (stated: Json | undefined): Kind | undefined =>
  isOwnKind(stated) ? stated : kinds.find((known) => known === stated);

function identifyDocument(parsed: ParsedDocument, named: boolean): Document | Diagnostic | undefined {
  const { file, index, value } = parsed;
  if (!isObject(value)) return nestedDocument(parsed);
  const stated = value["apiVersion"];
  if (stated !== apiVersion)
    return isMeantAsOurs(value, named) ? withFix(parsed, wrongVersion(parsed, stated)) : nestedDocument(parsed);
  const kind = kindOf(value["kind"]);
  if (kind === undefined) return withFix(parsed, wrongKind(parsed, value["kind"]));
  return {
    file,
    index,
    kind,
    value,
    locate: (path) => parsed.locate(path),
    source: (path) => parsed.source(path),
    edit: (change) => parsed.edit(change),
  };
}

/** The change of a misspelt `apiVersion` or `kind` that can only mean one thing. */
export function headerChange({ apiVersion: stated, kind }: JsonObject): DocumentChange | undefined {
  if (typeof stated === "string" && stated !== apiVersion && isNearVersion(stated))
    return kinds.some((known) => known === kind) ? { set: ["apiVersion"], to: apiVersion } : undefined;
  if (stated !== apiVersion || typeof kind !== "string") return undefined;
  const near = closestWord(kind, kinds);
  return near === undefined || near === kind ? undefined : { set: ["kind"], to: near };
}

function withFix(parsed: ParsedDocument, diagnostic: Diagnostic): Diagnostic {
  const change = isObject(parsed.value) ? headerChange(parsed.value) : undefined;
  const fix = change && parsed.edit(change);
  return fix ? { ...diagnostic, fix } : diagnostic;
}

/** Keys beside which our version is that of a document; an image or a branch may have the same text. */
const partKeys = new Set(["kind", "kinds", "metadata", "spec"]);
const isVersionKey = (key: string): boolean => leven(key.toLowerCase(), "apiversion", { maxDistance: 4 }) <= 3;

const hasPart = (map: JsonObject): boolean => Object.keys(map).some((key) => partKeys.has(key.trim().toLowerCase()));

/**
 * True if a map has the version of caregate as documents have it, or the kind that is checked: under any key beside
 * `metadata` or `spec`.
 */
function isOurs(map: JsonObject): boolean {
  const isDocument = map["metadata"] !== undefined || map["spec"] !== undefined;
  for (const key in map) {
    const value = map[key] as Json;
    if (key.trim().toLowerCase() === "kind" && isNearKind(JSON.stringify(value))) return true;
    if (typeof value !== "string") continue;
    if (isDocument && isOnlyKind(value)) return true;
    if (isOurVersion(value) && (isVersionKey(key.trim()) || hasPart(map))) return true;
  }
  return false;
}

function isMeantAsOurs(map: JsonObject, named: boolean): boolean {
  if (isOurs(map)) return true;
  const { apiVersion: stated, kind } = map;
  const isKnown = (among: readonly string[]): boolean => among.some((known) => known === kind);
  if (stated === undefined || stated === null) return named && isKnown(ownKinds);
  if (typeof stated !== "string") return mentionsUs(JSON.stringify(stated));
  return mentionsUs(stated) || isNearVersion(stated, isKnown(kinds) ? 2 : 1);
}

/** A caregate document nested in another one: an item of a list, as `kubectl` writes it, or an entry at any depth. */
function nestedDocument(parsed: ParsedDocument): Diagnostic | undefined {
  const path = pathOfNested(parsed.value);
  if (path === undefined) return undefined;
  const message =
    "a caregate document inside another document is not read: put it in a document of its own, after `---`";
  return errorAt(parsed.locate(path), "document/nested", message);
}

function pathOfNested(root: Json): Path | undefined {
  const pending: { readonly value: Json; readonly path: Path }[] = [{ value: root, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== "object") continue;
    if (isObject(value) && path.length > 0 && isOurs(value)) return path;
    for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value))
      pending.push({ value: inner, path: [...path, key] });
  }
  return undefined;
}

const LOOKS_RIGHT = "some of its characters do not show or only look right: type it again";

function wrongVersion(parsed: ParsedDocument, stated: Json | undefined): Diagnostic {
  const toDo =
    typeof stated === "string" && looksLike(stated, apiVersion) ? LOOKS_RIGHT : `write \`apiVersion: ${apiVersion}\``;
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
  if (/^own\//i.test(stated))
    return errorAt(
      where,
      "document/kind",
      `the kind ${quote(stated)} has another form: write it as \`own/ShiftRoster\``,
    );
  const toDo =
    near === undefined
      ? `write one of ${kinds.join(", ")}`
      : looksLike(stated, near)
        ? LOOKS_RIGHT
        : `did you mean \`${near}\`?`;
  return errorAt(where, "document/kind", `the kind ${quote(stated)} is not known: ${toDo}`);
}
