import type { Document } from "../model/document.ts";
import { type Json, type JsonObject, getAt, emptyObject, setAt } from "../util/json.ts";
import { labelOf } from "./path-label.ts";
import type { Location } from "../model/location.ts";
import { type Path, formatPath, parsePath } from "../util/json-path.ts";

/** A value of a document: where a path of the rule context leads. */
export interface DocumentPath {
  readonly document: Document;
  readonly path: Path;
}

/** What a computed value is worked out from, and what would settle it, in paths as people write them. */
interface Derivation {
  readonly inputs: readonly string[];
  readonly missing: readonly string[];
}

/** A document with what is computed of it alone: made once for all deployments that it is evidence for. */
export interface DerivedDocument {
  /** Must not be changed. */
  readonly value: JsonObject;
  /** By paths from the document's root, in which the derivations are written, too. */
  readonly derivations: ReadonlyMap<string, Derivation>;
}

type Provenance =
  | {
      readonly kind: "document";
      readonly document: Document;
      readonly path: Path;
      readonly described?: DerivedDocument;
    }
  | { readonly kind: "alias"; readonly to: string }
  | ({ readonly kind: "derived"; /** Where the paths start. */ readonly within: Path } & Derivation);

/**
 * The rule context of one manifest: what rules read, and for every path of it the place in a document that it comes
 * from. Documents are bound to paths, joined values are aliases, computed values are derived from their inputs.
 */
export interface RuleContext {
  readonly data: JsonObject;
  /** The value at a path, or undefined; a field left empty is absent. */
  get(path: string): Json | undefined;
  /** Binds a document, or a part of it, to a path: what is read there stands there. */
  bind(path: string, document: Document, part?: Path): void;
  /** Binds a document and what is computed of it. */
  attach(path: string, document: Document, described: DerivedDocument): void;
  /** Makes a path stand for another: its value, if any, is joined in, and blame goes there. */
  alias(path: string, to: string, value?: Json): void;
  /**
   * Offers a computed value.
   * @param value undefined when it cannot be known
   * @param inputs the paths it is worked out from, the one to blame first
   * @param missing the paths that would settle it; by default the inputs that are not stated
   */
  derive(path: string, value: Json | undefined, inputs: readonly string[], missing?: readonly string[]): void;
  /** The places a path leads to, the one to blame first. */
  sources(path: Path): DocumentPath[];
  /** What a path is called before a reader, in words. */
  label(path: Path): string;
  /** The paths that would have to be stated for a path to have a value, as people know them. */
  unstated(path: Path): Path[];
}

/** A usable evidence document, as the rule context holds it. */
export interface Attached {
  /** Its collection, such as `contracts`, and its position there. */
  readonly collection: string;
  readonly index: number;
  /** The names a manifest may call it by. */
  readonly ids: readonly string[];
  readonly document: Document;
}

const MAX_HOPS = 8;

/** What is known of the longest part of a path from its start on, and what of the path is left. */
function nearest<T>(known: ReadonlyMap<string, T>, path: Path): { origin: T; rest: Path } | undefined {
  for (let length = path.length; length > 0; length--) {
    const origin = known.get(formatPath(path.slice(0, length)));
    if (origin) return { origin, rest: path.slice(length) };
  }
  return undefined;
}

interface LocatedProvenance {
  readonly origin: Provenance;
  readonly rest: Path;
}

/** What facts about one document are worked out by: it alone, with paths from its root. */
export type FactBuilder = Pick<RuleContext, "get" | "derive">;

/** Describes a document by itself. */
export function deriveDocument(value: JsonObject, work: (sheet: FactBuilder) => void): DerivedDocument {
  const derivations = new Map<string, Derivation>();
  work({
    get: (path) => getAt(value, parsePath(path)) ?? undefined,
    derive(path, result, inputs, missing = []) {
      derivations.set(path, { inputs, missing });
      if (result !== undefined) setAt(value, parsePath(path), result, "replace");
    },
  });
  return { value, derivations };
}

/** Makes an empty rule context. */
export function createContext(): RuleContext {
  const data = emptyObject();
  const origins = new Map<string, Provenance>();

  /** The nearest origin at or above a path, and how much of the path lies below it. */
  function originOf(path: Path): LocatedProvenance | undefined {
    const found = nearest(origins, path);
    if (found?.origin.kind !== "document" || !found.origin.described) return found;
    const { origin, rest } = found;
    const own = nearest(found.origin.described.derivations, rest);
    const within = path.slice(0, path.length - rest.length);
    return own ? { origin: { kind: "derived", within, ...own.origin }, rest: own.rest } : { origin, rest };
  }

  const pathsOf = (within: Path, texts: readonly string[]): Path[] =>
    texts.map((text) => [...within, ...parsePath(text)]);

  function sources(path: Path, hops: number = MAX_HOPS): DocumentPath[] {
    const found = originOf(path);
    if (!found || hops === 0) return [];
    const { origin, rest } = found;
    if (origin.kind === "document") return [{ document: origin.document, path: [...origin.path, ...rest] }];
    if (origin.kind === "alias") return sources([...parsePath(origin.to), ...rest], hops - 1);
    return pathsOf(origin.within, origin.inputs).flatMap((input) => sources(input, hops - 1));
  }

  function unstated(path: Path, hops: number = MAX_HOPS): Path[] {
    const found = originOf(path);
    if (!found || hops === 0 || found.origin.kind === "document") return [path];
    const { origin, rest } = found;
    if (origin.kind === "alias") return unstated([...parsePath(origin.to), ...rest], hops - 1);
    const inputs = pathsOf(origin.within, origin.inputs);
    const open = origin.missing.length > 0 ? pathsOf(origin.within, origin.missing) : inputs.filter(missing);
    return (open.length > 0 ? open : inputs).flatMap((input) => unstated(input, hops - 1));
  }

  function label(path: Path): string {
    // What is computed about a document belongs to it; what is computed from several belongs to none.
    const anchor = path[0] === "evidence" ? path.slice(0, 3) : path;
    const [source] = originOf(anchor)?.origin.kind === "derived" ? [] : sources(anchor);
    const own = originOf(["metadata"])?.origin;
    const elsewhere = own?.kind === "document" && source && source.document.file !== own.document.file;
    const file = elsewhere && source.document.kind !== "Config" ? source.document.file : undefined;
    return labelOf(path, data, file);
  }

  function missing(path: Path): boolean {
    const value = getAt(data, path);
    return value === undefined || value === null;
  }

  return {
    data,
    get: (path) => getAt(data, parsePath(path)) ?? undefined,
    bind(path, document, part = []) {
      origins.set(path, { kind: "document", document, path: part });
    },
    attach(path, document, described) {
      origins.set(path, { kind: "document", document, path: [], described });
    },
    alias(path, to, value) {
      origins.set(path, { kind: "alias", to });
      if (value !== undefined) setAt(data, parsePath(path), value, "replace");
    },
    derive(path, value, inputs, missing = []) {
      origins.set(path, { kind: "derived", within: [], inputs, missing });
      if (value !== undefined) setAt(data, parsePath(path), value, "replace");
    },
    label,
    sources: (path) => sources(path),
    unstated: (path) => unstated(path),
  };
}

/** Where a source stands in its file. */
export function locationOf(source: DocumentPath): Location {
  return source.document.locate(source.path);
}

export { mapsOf, numberAt, textList } from "../util/json.ts";
