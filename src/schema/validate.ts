import type { ErrorObject } from "ajv";
import { type Document, type Kind, MANIFEST, isEvidence, isOwnKind } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { DocumentChange } from "../model/edit.ts";
import {
  type Json,
  type JsonObject,
  copyJson,
  emptyObject,
  getAt,
  isObject,
  removeNulls,
  setAt,
} from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { conforms } from "./conforms.ts";
import { changeFor } from "./fix.ts";
import { type OwnFields, extensionsPath, isExtended, noOwnFields, schemaWith } from "./own-fields.ts";
import { messageOf, proposedMessage } from "./messages.ts";
import { type AjvProblem, type ValidatedSchema, additional } from "./problem.ts";
import { ownErrors } from "./own-errors.ts";
import { type Percentage, percentages } from "./shares.ts";
import { schemaOf, validatorOf } from "./validators.ts";
import type { Location } from "../model/location.ts";
import { type Path, formatPath } from "../util/json-path.ts";

/** Problems of one document that are reported. */
const MOST_PROBLEMS = 100;

/**
 * Checks a document against the schema of its kind. A field left empty counts as not stated, not as wrong.
 * @param own the fields and kinds that the organisation declares
 * @returns a diagnostic for each thing that does not fit, on its line; of very many the first ones and their number
 */
export async function validate(document: Document, own: OwnFields = noOwnFields): Promise<Diagnostic[]> {
  const { problems, count } = await problemsOf(document, own, MOST_PROBLEMS);
  const shares = percentages(document);
  const found = problems.map((problem) => schemaError(problem, document));
  const left = MOST_PROBLEMS - found.length;
  for (const one of shares.slice(0, left)) found.push(percentageError(one, document));
  const rest = count + shares.length - found.length;
  const last = found.at(-1);
  if (rest === 0 || !last) return found;
  const message = `${rest} more ${rest === 1 ? "problem" : "problems"} in this document: correct the others first`;
  return [...found, { ...last, code: "schema/more", message, fix: undefined }];
}

function schemaError(problem: AjvProblem, document: Document): Diagnostic {
  const isOpen = described.has(openField(problem.error, document) ?? "");
  const code = isOpen ? OPEN_FIELD : `schema/${problem.error.keyword}`;
  const where = placeOf(document, problem);
  if (problem.isProposed) return { ...errorAt(where, "schema/proposed", proposedMessage(problem)), severity: "note" };
  const diagnostic = errorAt(where, code, messageOf(problem));
  return withFix(diagnostic, changeFor(problem, document), document);
}

function withFix(diagnostic: Diagnostic, change: DocumentChange | undefined, document: Document): Diagnostic {
  const fix = change && document.edit?.(change);
  return fix ? { ...diagnostic, fix } : diagnostic;
}

function percentageError({ path, share }: Percentage, document: Document): Diagnostic {
  const text = `${formatPath(path)} has to be a share from 0 to 1: write ${share}`;
  return withFix(errorAt(document.locate(path), "schema/share", text), { set: path, to: share }, document);
}

/** The changes that make a document fit its schema and need no decision, each path once. */
export async function schemaFixes(document: Document, own: OwnFields = noOwnFields): Promise<DocumentChange[]> {
  const changes = new Map<string, DocumentChange>();
  for (const problem of (await problemsOf(document, own)).problems) {
    const change = changeFor(problem, document);
    const key = formatPath(problem.path);
    if (change && document.edit?.(change) && !changes.has(key)) changes.set(key, change);
  }
  for (const { path, share } of percentages(document)) {
    const change = { set: path, to: share };
    if (document.edit?.(change) && !changes.has(formatPath(path))) changes.set(formatPath(path), change);
  }
  return [...changes.values()];
}

/**
 * The document without what does not fit its schema: such a value counts as not stated, and an element of a list goes as a
 * whole. Its lines and positions stay.
 */
export async function withoutProblems(document: Document, own: OwnFields = noOwnFields): Promise<Document> {
  const value = copyJson(document.value);
  for (const { error, path } of (await problemsOf(document, own)).problems) {
    const element = path.findIndex((key) => typeof key === "number");
    if (element >= 0) setAt(value, path.slice(0, element + 1), null);
    else if (error.keyword === "additionalProperties") removeKey(getAt(value, path), additional(error));
    else if (error.keyword !== "required" && path.length > 0) setAt(value, path, null);
  }
  return { ...document, value: withoutNullElements(value) };
}

/** A copy whose lists of single values have no nulls. */
function withoutNullElements<T extends Json>(value: T): T;
function withoutNullElements(value: Json): Json {
  if (Array.isArray(value)) {
    const hasMaps = value.some(isObject);
    return value.filter((one) => hasMaps || one !== null).map((one) => withoutNullElements(one));
  }
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const [key, one] of Object.entries(value)) copy[key] = withoutNullElements(one);
  return copy;
}

function removeKey(map: Json | undefined, key: string): void {
  if (isObject(map)) delete map[key];
}

/** The first required field of a document that is there and empty; undefined if none is. */
export async function firstOpenField(document: Document, own: OwnFields = noOwnFields): Promise<string | undefined> {
  const value = removeNulls(document.value) as JsonObject;
  const schema = await schemaFor(document.kind, value, own);
  for (const error of conforms(schema, value) ? [] : await errorsOf(document.kind, schema, value)) {
    const field = openField(error, document);
    if (field !== undefined) return field;
  }
  return undefined;
}

/** A map may have a problem with each of its keys. */
const keysOf = memoizeByObject((map: JsonObject): ReadonlySet<string> => new Set(Object.keys(map)));

/** The schema that decides about a document: that of this project, for one without anything of the organisation's own. */
function schemaFor(kind: Kind, value: JsonObject, own: OwnFields): Promise<object> {
  const isPlain = !isOwnKind(kind) && getAt(value, extensionsPath(kind)) === undefined;
  return isPlain && (kind !== MANIFEST || own.kinds.size === 0) ? schemaOf(kind) : schemaWith(kind, own);
}

/** The errors of a document that does not surely conform. */
async function errorsOf(kind: Kind, schema: object, value: JsonObject): Promise<ErrorObject[]> {
  if (isOwnKind(kind)) {
    const at = { instance: "", schema: "#" };
    if (Object.keys(schema).length > 0) return ownErrors(schema as JsonObject, value, at);
    return [{ keyword: "declared", instancePath: "/kind", schemaPath: "#/declared", params: {} }];
  }
  // Only ajv says what does not fit.
  const validator = await validatorOf(kind);
  const errors = validator(value) ? [] : (validator.errors ?? []);
  const path = extensionsPath(kind);
  const extensions = isExtended(kind) ? getAt(value, path) : undefined;
  if (!isObject(extensions)) return errors;
  const at = { instance: `/${path.join("/")}`, schema: `#/properties/${path.join("/properties/")}` };
  return [...errors, ...ownErrors(schemaAt(schema, `${at.schema}/`) as JsonObject, extensions, at)];
}

/** The errors with those about the kinds of evidence that the organisation declares, which ajv does not know. */
function withOwnKinds(errors: readonly ErrorObject[], value: JsonObject, { kinds }: OwnFields): ErrorObject[] {
  return errors.flatMap((error) => {
    const stated = error.keyword === "enum" ? getAt(value, pathOf(error, value)) : undefined;
    if (!isOwnKind(stated) || !/^\/evidence\/\d+\/kind$/.test(error.instancePath)) return [error];
    return kinds.has(stated) ? [] : [{ ...error, keyword: "declared", schemaPath: "#/declared" }];
  });
}

const keyOf = ({ keyword, instancePath, params }: ErrorObject): string =>
  JSON.stringify([keyword, instancePath, params["additionalProperty"]]);

/** The keys of the errors that what a change declares would remove. */
async function proposedBy(
  errors: readonly ErrorObject[],
  kind: Kind,
  value: JsonObject,
  { proposed }: OwnFields,
): Promise<ReadonlySet<string>> {
  const possible = errors.filter(({ keyword }) => keyword === "declared" || keyword === "additionalProperties");
  if (!proposed || possible.length === 0) return new Set();
  const after = withOwnKinds(await errorsOf(kind, await schemaWith(kind, proposed), value), value, proposed);
  const left = new Set(after.map(keyOf));
  return new Set(possible.map(keyOf).filter((key) => !left.has(key)));
}

/** What does not fit in a document: the first problems, and the number of all. */
async function problemsOf(
  document: Document,
  own: OwnFields,
  most = Infinity,
): Promise<{ problems: AjvProblem[]; count: number }> {
  const { kind } = document;
  const value = removeNulls(document.value) as JsonObject;
  const schema = await schemaFor(kind, value, own);
  if (Object.keys(schema).length > 0 && conforms(schema, value)) return { problems: [], count: 0 };
  const all = withOwnKinds(await errorsOf(kind, schema, value), value, own);
  const errors = withoutBranches(all).filter((error) => !isAllowedOpen(error, document));
  const proposed = await proposedBy(errors, kind, value, own);
  const problems = errors.slice(0, most).map((error) => {
    const path = pathOf(error, value);
    const at = getAt(value, path);
    const parent = isObject(at) ? keysOf(at) : new Set<string>();
    const isProposed = proposed.has(keyOf(error));
    const kinds = error.keyword === "declared" ? [...own.kinds.keys()] : [];
    // A schema of its own, such as that of conditions, counts its paths from itself.
    const isOther = path.length > 0 && /^#\/[^/]+$/.test(error.schemaPath);
    const within = kinds.length > 0 ? { enum: kinds } : isOther ? {} : schemaAt(schema, error.schemaPath);
    return { error, schema: within, path, value: at, parent, isProposed };
  });
  return { problems, count: errors.length };
}

/** True for a field that is there and empty: a question, which rules ask, or which evidence is rejected for. */
function isAllowedOpen(error: ErrorObject, document: Document): boolean {
  const path = openField(error, document);
  return path !== undefined && !mustBeFilled(path);
}

/** Kinds that are filled in over time: rules ask for what is open. A policy or waiver is complete or no policy or waiver. */
export const mayBeOpen = (kind: Kind): boolean => kind === MANIFEST || kind === "Config" || isEvidence(kind);

/** The required field that an error is about, if the field is there and empty. */
function openField(error: ErrorObject, { value, kind }: Document): string | undefined {
  if (error.keyword !== "required" || !mayBeOpen(kind)) return undefined;
  const path = [...pathOf(error, value), String(error.params["missingProperty"])];
  return getAt(value, path) === null ? formatPath(path) : undefined;
}

/** Without these it is not known what a document is about. */
const identity = new Set(["apiVersion", "kind", "metadata", "metadata.name", "spec"]);
/** Fields that no rule asks for. Without them a manifest is evaluated and does not pass. */
const described = new Set([
  "metadata.version",
  "metadata.owner",
  "metadata.owner.name",
  "metadata.owner.role",
  "metadata.owner.email",
  "spec.purpose",
  "spec.model.name",
  "spec.model.version",
]);

/** True if a required field of a kind that may be open is reported when it is there and empty. */
export const mustBeFilled = (path: string): boolean => identity.has(path) || described.has(path);

/** The code of a required field that is there and empty and that no rule asks for. */
export const OPEN_FIELD = "schema/open";

/** True if a document with these problems can be evaluated: fields may be open, and nothing else is wrong. */
export const canBeEvaluated = (problems: readonly Diagnostic[]): boolean =>
  problems.every(({ code, severity }) => code === OPEN_FIELD || severity === "note");

/** Of a choice that nothing fits, only the choice is reported, not each branch. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const branches = [...new Set(choices.map(({ schemaPath }) => `${schemaPath}/`))];
  return errors.filter(
    ({ keyword, schemaPath }) =>
      keyword !== "propertyNames" && !branches.some((branch) => schemaPath.startsWith(branch)),
  );
}

const unescape = (part: string): string => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");

/** The path in the document that an error is about; positions of lists as numbers. */
function pathOf(error: ErrorObject, root: Json): Path {
  const parts = error.instancePath.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")); // prettier-ignore
  const path: (string | number)[] = [];
  for (const part of parts) path.push(Array.isArray(getAt(root, path)) ? Number(part) : part);
  return path;
}

/** The schema whose keyword failed. */
function schemaAt(root: ValidatedSchema, schemaPath: string): ValidatedSchema {
  let schema: unknown = root;
  for (const part of schemaPath.split("/").slice(1, -1)) {
    schema = (schema as Record<string, unknown> | undefined)?.[unescape(part)];
  }
  return isObject(schema) ? schema : {};
}

function placeOf(document: Document, { error, path }: AjvProblem): Location {
  if (error.keyword === "additionalProperties") return document.locate([...path, additional(error)]);
  if (error.keyword === "required") return document.locate([...path, String(error.params["missingProperty"])]);
  return document.locate(path);
}
