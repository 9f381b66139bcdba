import { modelKinds } from "../evidence/binding.ts";
import { loadText } from "../documents/load.ts";
import { type Document, isEvidence } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { isDate } from "../util/date.ts";
import {
  type Json,
  type JsonObject,
  type Path,
  copyJson,
  getAt,
  emptyObject,
  isObject,
  parsePath,
  setAt,
} from "../util/json.ts";
import {
  type OwnFields,
  collectionFor,
  collectionIn,
  documentDepth,
  kindFor,
  noOwnFields,
} from "../schema/own-fields.ts";
import { didYouMean, quote } from "../util/text.ts";

/** The base documents of a policy's tests. */
export interface Base {
  readonly manifest: Document;
  readonly config: Document | undefined;
  readonly evidence: readonly Document[];
  /** The fields and kinds that the organisation declares. */
  readonly own?: OwnFields | undefined;
}

/**
 * Reads a file of base documents: one AIDeployment, its evidence, and a Config with the organisation.
 * @param own the fields and kinds that the organisation declares
 */
export function readBase(
  file: string,
  text: string,
  own?: OwnFields,
): { base: Base | undefined; diagnostics: readonly Diagnostic[] } {
  const { documents, diagnostics } = loadText(file, text, { named: true });
  const manifest = documents.find(({ kind }) => kind === "AIDeployment");
  const config = documents.find(({ kind }) => kind === "Config");
  const evidence = documents.filter(({ kind }) => isEvidence(kind));
  return { base: manifest && { manifest, config, evidence, own }, diagnostics };
}

/** Sets the value at a path of a copied document, creating missing maps; null removes the value. */
function put(root: JsonObject, path: Path, value: Json): boolean {
  if (value !== null) return setAt(root, path, copyJson(value));
  const above = path.slice(0, -1);
  const parent = getAt(root, above);
  const last = path.at(-1);
  if (last === undefined) return false;
  if (parent === undefined || parent === null) return setAt(root, above, emptyObject());
  if (Array.isArray(parent)) {
    if (typeof last !== "number" || last > parent.length) return false;
    parent.splice(last, 1);
    return true;
  }
  if (!isObject(parent)) return false;
  delete parent[String(last)];
  return true;
}

/** A document that is copied on its first change. Unchanged documents stay identical to those of the base. */
interface BaseDraft {
  readonly document: Document;
  readonly value: JsonObject;
  edit(): JsonObject;
}

function draftOf(document: Document): BaseDraft {
  let { value } = document;
  return {
    document,
    get value() {
      return value;
    },
    edit() {
      if (value === document.value) value = copyJson(value);
      return value;
    },
  };
}

const finished = ({ document, value }: BaseDraft): Document =>
  value === document.value ? document : { ...document, value, locate: (path) => document.locate(path) };

const collectionOf = ({ document }: BaseDraft, own: OwnFields): string | undefined => collectionFor(document.kind, own);

/** A document that a test adds is about the system of the base, unless the test says otherwise. */
function subjectFor(kind: string, { value }: Document): JsonObject {
  const text = (...path: string[]): Json => getAt(value, path) ?? null;
  const system = { system: text("metadata", "name") };
  if (!modelKinds.has(kind)) return Object.assign(emptyObject(), system);
  const model = { model: text("spec", "model", "name"), modelVersion: text("spec", "model", "version") };
  return Object.assign(emptyObject(), system, model);
}

/** A document that a test adds to a collection, written without the fields that its collection implies. */
function addedTo(
  collection: string,
  content: JsonObject,
  { document }: BaseDraft,
  own: OwnFields,
): BaseDraft | undefined {
  const kind = kindFor(collection, own);
  if (kind === undefined) return undefined;
  const value = Object.assign(emptyObject(), { apiVersion: "caregate/v1", kind }, copyJson(content));
  if (value["subject"] === undefined) value["subject"] = subjectFor(kind, document);
  return draftOf({ file: document.file, index: 0, kind, value, locate: () => document.locate([]) });
}

/** Removes documents from a manifest's list of evidence. */
function detach(manifest: BaseDraft, gone: readonly BaseDraft[]): void {
  const ids = gone.map(({ value }) => getAt(value, ["metadata", "id"]));
  const entries = manifest.value["evidence"];
  if (Array.isArray(entries))
    manifest.edit()["evidence"] = entries.filter((entry) => !isObject(entry) || !ids.includes(entry["id"]));
}

const heads = ["metadata", "spec", "organisation", "evidence", "asOf"];

/** Explains why an override is invalid and suggests a correction. */
function leadsNowhere({ config, evidence, own = noOwnFields }: Base, path: Path, text: string): string {
  const [head, first] = path;
  const [collection, position] = [collectionIn(path), path[documentDepth(path) - 1]];
  const what = `\`given\` names ${quote(text)}`;
  if (!heads.includes(String(head)))
    return `${what}, but paths start with ${heads.join(", ")}${didYouMean(String(head), heads)}`;
  if (head === "organisation" && !config) return `${what}, but the base has no Config with an organisation`;
  const held = evidence.flatMap(({ kind }) => collectionFor(kind, own) ?? []);
  if (head !== "evidence" || typeof first !== "string") return `${what}, which does not fit into the base`;
  const count = held.filter((one) => one === collection).length;
  if (count === 0)
    return `${what}, but the base has no \`evidence.${collection}\`${didYouMean(collection, [...new Set(held)])}`;
  if (typeof position !== "number")
    return `${what} without a position: write for example \`evidence.${collection}[0]\``;
  return position < count
    ? `${what}, which does not fit into the base`
    : `${what}, but the base has ${count} of \`evidence.${collection}\`, counted from 0; a whole document may be added as \`evidence.${collection}[${count}]\``;
}

/** The base documents with the overrides of one test, and its evaluation date. */
export interface TestFixture extends Base {
  readonly asOf: string;
}

/**
 * Applies the overrides of a test to the base documents.
 * @param given values by path of the rule context, such as `spec.security.encryptionAtRest` or
 *   `evidence.contracts[0].clauses`; null removes a value, a document or a collection, and a whole document at the
 *   position after the last one is added
 * @returns the changed documents, or the problem of the overrides
 */
export function applyOverrides(
  base: Base,
  given: JsonObject,
  asOf: string,
): TestFixture | { readonly problem: string } {
  const { own = noOwnFields } = base;
  const manifest = draftOf(base.manifest);
  const config = base.config && draftOf(base.config);
  let evidence = base.evidence.map(draftOf);
  let date = asOf;
  for (const text of Object.keys(given)) {
    const path = parsePath(text);
    const value = given[text] as Json;
    const [head, first] = path;
    let done = false;
    if (text === "asOf") {
      if (!isDate(value)) return { problem: `\`asOf\` has to be a date as YYYY-MM-DD, not ${quote(String(value))}` };
      date = String(value);
      done = true;
    } else if (head === "metadata" || head === "spec") done = put(manifest.edit(), path, value);
    else if (head === "organisation" && config) done = put(config.edit(), path, value);
    else if (head === "evidence" && typeof first === "string") {
      const [depth, collection] = [documentDepth(path), collectionIn(path)];
      const [position, rest] = [path[depth - 1], path.slice(depth)];
      const members = evidence.filter((one) => collectionOf(one, own) === collection);
      const member = typeof position === "number" ? members[position] : undefined;
      if (value === null && (path.length === depth - 1 || (member && rest.length === 0))) {
        const gone = member ? [member] : members;
        evidence = evidence.filter((one) => !gone.includes(one));
        detach(manifest, gone);
        done = members.length > 0;
      } else if (position === members.length && rest.length === 0 && isObject(value)) {
        const added = addedTo(collection, value, manifest, own);
        if (added) evidence = [...evidence, added];
        done = added !== undefined;
      } else done = member !== undefined && put(member.edit(), rest, value);
    } else if (head === "evidence") done = put(manifest.edit(), path, value);
    if (!done) return { problem: leadsNowhere(base, path, text) };
  }
  return {
    manifest: finished(manifest),
    config: config && finished(config),
    evidence: evidence.map(finished),
    own,
    asOf: date,
  };
}
