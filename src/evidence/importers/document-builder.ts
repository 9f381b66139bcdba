import type { Document, EvidenceKind } from "../../model/document.ts";
import { type Json, type JsonObject, getAt, emptyObject, setAt } from "../../util/json.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, atStart } from "./diagnostics.ts";
import type { Location } from "../../model/location.ts";
import type { Path } from "../../util/json-path.ts";

/** A document under construction, with the source location of each value. */
export interface DocumentBuilder {
  readonly kind: EvidenceKind;
  /** Sets a value and creates the maps and lists on its path. An undefined value is ignored. */
  put(path: Path, value: Json | undefined, place: SpanGetter): void;
  /** True if the document has nothing beyond its subject and author. */
  isEmpty(): boolean;
  /** Builds the document. A value without a location has the location of its nearest parent. */
  document(index: number): Document;
}

interface BuilderNode {
  place: SpanGetter | undefined;
  readonly children: Map<string | number, BuilderNode>;
}

const newNode = (place?: SpanGetter): BuilderNode => ({ place, children: new Map() });

/** Creates a builder for a kind. `root` is the location of absent values. */
export function createBuilder(file: string, kind: EvidenceKind, root: SpanGetter = atStart): DocumentBuilder {
  const value: JsonObject = emptyObject();
  const places = newNode(root);
  return {
    kind,
    put(path, stated, place) {
      if (stated === undefined) return;
      setAt(value, path, stated);
      remember(places, path, place);
    },
    isEmpty: () => Object.keys(value).every((key) => key === "metadata" || key === "subject"),
    document: (index) => ({ file, index, kind, value, locate: (path) => locate(file, value, places, path) }),
  };
}

function remember(root: BuilderNode, path: Path, place: SpanGetter): void {
  let entry = root;
  for (const key of path) {
    let next = entry.children.get(key);
    if (!next) entry.children.set(key, (next = newNode()));
    next.place ??= place;
    entry = next;
  }
  entry.place = place;
}

function locate(file: string, value: Json, places: BuilderNode, path: Path): Location {
  let entry = places;
  let place = places.place ?? atStart;
  for (const key of path) {
    const next = entry.children.get(key);
    if (!next) break;
    entry = next;
    place = entry.place ?? place;
  }
  return { file, ...place(), exact: getAt(value, path) !== undefined };
}

/** Builds the documents of a file that have content; none when the file has errors. */
export function buildDocuments(log: DiagnosticCollector, drafts: readonly DocumentBuilder[]): Imported {
  if (log.failed()) return { documents: [], diagnostics: log.diagnostics };
  const nonEmpty = drafts.filter((one) => !one.isEmpty());
  if (nonEmpty.length === 0) log.warn(atStart, "the file has nothing that is read as evidence");
  return { documents: nonEmpty.map((one, index) => one.document(index)), diagnostics: log.diagnostics };
}
