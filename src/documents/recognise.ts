import { isDiagnostic } from "../repository/read.ts";
import leven from "leven";
import type { Diagnostic } from "../model/diagnostic.ts";
import { errorAt } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import { kinds } from "../model/document.ts";
import type { DocumentChange } from "../model/edit.ts";
import type { Json, JsonObject, Path } from "../util/json.ts";
import { isObject } from "../util/json.ts";
import type { ParseResult, ParsedDocument } from "./parse.ts";
import { closestWord, quote } from "../util/text.ts";

/** The `apiVersion` of caregate documents. */
export const apiVersion = "caregate/v1";

/** The kind that is checked. No other program uses it, so it identifies a caregate document with any `apiVersion`. */
const CHECKED: Kind = "AIDeployment";
/** Kinds that other programs also use. Without the `apiVersion` of caregate they count only in a named file. */
const shared: ReadonlySet<string> = new Set<Kind>(["Policy", "Config", "Format"]);
const ownKinds = kinds.filter((kind) => !shared.has(kind));
const ownKind = new RegExp(String.raw`\bkind["']?\s*:\s*["']?(?:${ownKinds.join("|")})\b`);
const checkedKind = new RegExp(String.raw`\b${CHECKED}\b`, "i");
const version = /caregate\\?\/v?\d/i;
const statedVersion = /^\s*caregate\s*\/\s*v?\d/i;

/** Escapes of double-quoted texts that can represent a letter, a digit or a slash, or join two lines. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\/|\r?\n[ \t]*)/g;

/** Decodes escapes everywhere, even outside quotes. This is sufficient for a word search. */
function withoutEscapes(text: string): string {
  return text.replaceAll(escape, (all: string, ...codes: (string | undefined)[]) => {
    const code = codes.slice(0, 3).find((one) => one !== undefined);
    if (code === undefined) return all === "\\/" ? "/" : "";
    const point = Number.parseInt(code, 16);
    return point < 0x80 ? String.fromCharCode(point) : all;
  });
}

/**
 * Checks quickly whether a text may contain a caregate document, to avoid parsing other files. It never misses one: a
 * version and a kind are written out, as escapes, or as an alias of a written text. The name `caregate` alone does not
 * count, because lock files and workflows of any user contain it.
 *
 * @param named true if the user named the file. Then a known kind without the `apiVersion` also counts.
 */
export function mayContainDocuments(text: string, named = false): boolean {
  return hasWords(text, named) || (text.includes("\\") && hasWords(withoutEscapes(text), named));
}

function hasWords(text: string, named: boolean): boolean {
  if (version.test(text) || checkedKind.test(text) || (named && ownKind.test(text))) return true;
  for (const [, stated] of text.matchAll(/apiVersion["']?\s*:\s*["']?([^\s"',}]{1,40})/gi))
    if (/^caregate\b/i.test(stated as string) || isNear(stated as string)) return true;
  return false;
}

/** True for `apiVersion` values with one or two typing errors. No other program uses such a version. */
function isNear(stated: string): boolean {
  return leven(stated.toLowerCase(), apiVersion, { maxDistance: 3 }) <= 2;
}

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
      if (!isTrusted && mayContainDocuments(one.text, named)) report(one.diagnostics);
      continue;
    }
    report(one.diagnostics);
    if (isDiagnostic(result)) report([result]);
    else identified.documents.push(result);
  }
  return identified;
}

function identifyDocument(parsed: ParsedDocument, named: boolean): Document | Diagnostic | undefined {
  const { file, index, value } = parsed;
  if (!isObject(value)) return nestedDocument(parsed);
  const stated = value["apiVersion"];
  if (stated !== apiVersion)
    return isMeantAsOurs(value, named) ? withFix(parsed, wrongVersion(parsed, stated)) : nestedDocument(parsed);
  const kind = kinds.find((known) => known === value["kind"]);
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
  if (typeof stated === "string" && stated !== apiVersion && isNear(stated.trim()))
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

/** True if a map has the version of caregate under any key, or the kind that is checked. */
function isOurs(map: JsonObject): boolean {
  for (const key in map) {
    const value = map[key] as Json;
    if (typeof value === "string" && statedVersion.test(value)) return true;
    if (key.trim().toLowerCase() === "kind" && checkedKind.test(JSON.stringify(value))) return true;
  }
  return false;
}

function isMeantAsOurs(map: JsonObject, named: boolean): boolean {
  if (isOurs(map)) return true;
  const { apiVersion: stated, kind } = map;
  if (typeof stated === "string" && /^\s*caregate\b/i.test(stated)) return true;
  if (typeof stated === "string" && isNear(stated)) return kinds.some((known) => known === kind);
  return named && (stated === undefined || stated === null) && ownKinds.some((own) => own === kind);
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
