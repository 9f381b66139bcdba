import { loadText } from "../../src/documents/load.ts";
import { usable } from "../../src/evidence/reference.ts";
import { evaluateAttached, modelKinds } from "../../src/evidence/binding.ts";
import { locationOf, type RuleContext } from "../../src/facts/context.ts";
import { buildContext } from "../../src/facts/index.ts";
import type { Document } from "../../src/model/document.ts";
import { type Json, type JsonObject, getAt, isObject } from "../../src/util/json.ts";
import { validate } from "../../src/schema/validate.ts";
import { lowRisk } from "../support/repository.ts";

export const asOf = "2026-11-22";

/** A manifest with some more lines in its `spec`. */
export const manifestWith = (spec: string = ""): string => `${lowRisk}${spec}`;

/** The one document of a text; it has to be sound. */
export async function documentOf(file: string, text: string): Promise<Document> {
  const { documents, diagnostics } = loadText(file, text);
  const [document] = documents;
  const problems = [...diagnostics, ...(document ? await validate(document) : [])];
  if (!document || problems.length > 0)
    throw new Error(`${file}: ${problems.map(({ message }) => message).join("; ")}`);
  return document;
}

/** A document about the manifest's system and model, unless it says otherwise. */
function aboutSystem(document: Document, { value }: Document): Document {
  const text = (...path: string[]): Json => getAt(value, path) ?? null;
  const system = { system: text("metadata", "name") };
  const model = { model: text("spec", "model", "name"), modelVersion: text("spec", "model", "version") };
  const own = document.value["subject"];
  const subject = { ...system, ...(modelKinds.has(document.kind) ? model : {}), ...(isObject(own) ? own : {}) };
  return { ...document, value: { ...document.value, subject }, locate: (path) => document.locate(path) };
}

/** What rules read of a manifest with evidence attached and pinned. */
export function contextOf(manifest: Document, given: readonly Document[], pinned: boolean = true): RuleContext {
  const evidence = given.map((document) => aboutSystem(document, manifest));
  const references = evidence.map((document, i) => evaluateAttached(manifest, document, i, pinned, asOf));
  return buildContext({ manifest, config: undefined, references, evidence: usable(references), asOf });
}

/** One entry of a list of `facts.evidence`, and the places it is blamed on, as file and line. */
export interface Shown {
  readonly entry: JsonObject;
  readonly places: readonly string[];
}

/** What is said in a list of `facts.evidence`. */
export function told(context: RuleContext, list: "contradictions" | "implausible" | "unusable"): Shown[] {
  const entries = context.get(`facts.evidence.${list}`);
  return (Array.isArray(entries) ? entries : []).filter(isObject).map((entry, i) => ({
    entry,
    places: context
      .sources(["facts", "evidence", list, i])
      .map((source) => `${source.document.file}:${locationOf(source).start.line}`),
  }));
}

/** Documents by file, as YAML. */
export type Files = Readonly<Record<string, string>>;

/** Checks a manifest with evidence, each written as YAML. */
export async function judgeTexts(spec: string, files: Files): Promise<RuleContext> {
  const manifest = await documentOf("m.yaml", manifestWith(spec));
  const evidence = [];
  for (const [file, text] of Object.entries(files)) evidence.push(await documentOf(file, text));
  return contextOf(manifest, evidence);
}

/** The lines of some texts that bear a mark in a comment, as file and line. */
export function marked(spec: string, files: Files, mark: string = "# wrong"): string[] {
  return Object.entries({ "m.yaml": manifestWith(spec), ...files }).flatMap(([file, text]) =>
    text.split("\n").flatMap((line, i) => (line.includes(mark) ? [`${file}:${i + 1}`] : [])),
  );
}

/** A document in memory, of values alone. */
export function inMemory(kind: Document["kind"], file: string, value: JsonObject): Document {
  const start = { line: 1, column: 1 };
  return {
    file,
    index: 0,
    kind,
    value: { apiVersion: "caregate/v1", kind, ...value },
    locate: () => ({ file, start, end: start, exact: true }),
  };
}

/** The paths that an entry of a list of `facts.evidence` is blamed on, each with its file. */
export function blamed(context: RuleContext, list: "contradictions" | "implausible"): string[][] {
  const entries = context.get(`facts.evidence.${list}`) as Json[];
  return entries.map((_, i) =>
    context.sources(["facts", "evidence", list, i]).map(({ document, path }) => `${document.file} ${path.join(".")}`),
  );
}
