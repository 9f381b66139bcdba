import type { Document, EvidenceKind } from "../../model/document.ts";
import { type Json, type JsonObject, getAt, emptyObject, setAt } from "../../util/json.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, atStart } from "./diagnostics.ts";
import type { Location } from "../../model/location.ts";
import type { Path } from "../../util/json-path.ts";

/** A document in the making, which remembers where in the foreign file each value comes from. */
export interface DocumentBuilder {
  readonly kind: EvidenceKind;
  /** States a value; maps and lists on the way to it are made. Nothing is stated by undefined. */
  put(path: Path, value: Json | undefined, place: SpanGetter): void;
  /** Whether nothing was stated but what it is about and who made it. */
  isEmpty(): boolean;
  /** The document. A value without a place of its own stands where its nearest parent does. */
  document(index: number): Document;
}

interface BuilderNode {
  place: SpanGetter | undefined;
  readonly children: Map<string | number, BuilderNode>;
}

const newNode = (place?: SpanGetter): BuilderNode => ({ place, children: new Map() });

/** Starts a document of a kind; `root` is where what is absent from it is pointed at. */
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

/** What came of a file: its drafts that state something, unless the file is broken. */
export function buildDocuments(log: DiagnosticCollector, drafts: readonly DocumentBuilder[]): Imported {
  if (log.failed()) return { documents: [], diagnostics: log.diagnostics };
  const stating = drafts.filter((one) => !one.isEmpty());
  if (stating.length === 0) log.warn(atStart, "the file states nothing that is read as evidence");
  return { documents: stating.map((one, index) => one.document(index)), diagnostics: log.diagnostics };
}
