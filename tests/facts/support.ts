import { expect } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { type Document, type EvidenceKind, isEvidenceKind } from "../../src/model/document.ts";
import { type JsonObject, formatPath, parsePath } from "../../src/util/json.ts";
import type { RuleContext } from "../../src/facts/context.ts";
import { buildContext } from "../../src/facts/index.ts";

type Plain = { readonly [key: string]: unknown };

/** An evidence document in memory. */
export interface Evidence extends Plain {
  readonly kind: EvidenceKind;
}

export interface Setting {
  readonly spec?: Plain;
  readonly evidence?: readonly Evidence[];
  readonly organisation?: Plain;
  readonly asOf?: string;
}

function documentOf(value: Plain, file: string): Document {
  const text = JSON.stringify({ apiVersion: "caregate/v1", ...value });
  const [document] = loadText(file, text).documents;
  if (!document) throw new Error(`no document in ${file}`);
  return document;
}

/** The name that a manifest may call a document by. */
function idsOf({ value }: Document): string[] {
  const id = (value["metadata"] as JsonObject | undefined)?.["id"];
  return typeof id === "string" ? [id] : [];
}

/** The rule context of a manifest and evidence that stand nowhere but in a test. */
export function contextOf({ spec = {}, evidence = [], organisation, asOf = "2026-11-22" }: Setting): RuleContext {
  const manifest = documentOf({ kind: "AIDeployment", metadata: { name: "test" }, spec }, "manifest.yaml");
  const documents = evidence.map((value, i) => documentOf(value, `evidence-${i}.yaml`));
  return buildContext({
    manifest,
    config: organisation && documentOf({ kind: "Config", organisation }, "config.yaml"),
    references: [],
    evidence: documents.flatMap((document) =>
      isEvidenceKind(document.kind) ? [{ document, kind: document.kind, ids: idsOf(document), pinned: true }] : [],
    ),
    asOf,
  });
}

/** The value of a fact as plain JSON; undefined when it is unknown. */
export function fact(context: RuleContext, path: string): unknown {
  const value = context.get(path);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** What would settle an unknown path. */
export function settles(context: RuleContext, path: string): string[] {
  expect(context.get(path)).toBeUndefined();
  return context.unstated(parsePath(path)).map(formatPath);
}

/** The places blamed for a path, as file and path in it, the one to change first. */
export function blamed(context: RuleContext, path: string): string[] {
  return context.sources(parsePath(path)).map(({ document, path }) => `${document.file}:${formatPath(path)}`);
}

/** Expects numbers to agree with reference values to 1e-9, and all else to be the same. */
export function expectClose(actual: unknown, expected: JsonObject | object): void {
  expect(actual).toBeDefined();
  for (const [key, value] of Object.entries(expected)) {
    const found = (actual as Record<string, unknown>)[key];
    if (typeof value === "number")
      expect([key, Math.abs((found as number) - value) <= 1e-9, found]).toEqual([key, true, found]);
    else expect([key, found]).toEqual([key, value]);
  }
}
