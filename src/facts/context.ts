import type { Document } from "../model/document.ts";
import { type Json, type JsonObject, getAt, emptyObject, setAt } from "../util/json.ts";
import { type OwnFields, documentDepth, noOwnFields } from "../schema/own-fields.ts";
import { labelOf } from "./path-label.ts";
import type { Location } from "../model/location.ts";
import type { IsFactRead } from "../policy/facts-read.ts";
import { type Path, formatPath, parsePath } from "../util/json-path.ts";

/** A value in a document that a path of the rule context leads to. */
export interface DocumentPath {
  readonly document: Document;
  readonly path: Path;
}

/** The inputs of a derived value, and the paths that would make it known. Paths are texts such as `spec.stage`. */
interface Derivation {
  readonly inputs: readonly string[];
  readonly missing: readonly string[];
}

/**
 * A document with the values derived from it alone. Built once and shared by all deployments that use it as evidence.
 */
export interface DerivedDocument {
  /** Must not be changed. */
  readonly value: JsonObject;
  /** By path from the document's root. Paths in the derivations start there, too. */
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
 * The rule context of one manifest: the data that rules read, with the provenance of every path. Documents are bound to
 * paths, joined values are aliases, computed values are derived from their inputs.
 */
export interface RuleContext {
  readonly data: JsonObject;
  /** Which facts rules read. Others need not be derived. */
  readonly isRead: IsFactRead;
  /** The fields and kinds that the organisation declares. */
  readonly own: OwnFields;
  /** The value at a path; undefined if it is absent or empty. */
  get(path: string): Json | undefined;
  /** Binds a document, or a part of it, to a path. The data must already be set at that path. */
  bind(path: string, document: Document, part?: Path): void;
  /** Binds a document with its derived values. */
  attach(path: string, document: Document, described: DerivedDocument): void;
  /** Makes a path an alias of another path, which findings then blame. Sets the value, if one is given. */
  alias(path: string, to: string, value?: Json): void;
  /**
   * Sets a derived value.
   * @param value undefined if it is unknown
   * @param inputs the paths that it is derived from, the one to blame first
   * @param missing the paths that would make it known (default: the inputs without a value)
   */
  derive(path: string, value: Json | undefined, inputs: readonly string[], missing?: readonly string[]): void;
  /** The values of documents that a path comes from, the one to blame first. A derived value may have thousands. */
  sources(path: Path, most?: number): DocumentPath[];
  /** The value of a document that a path is; undefined for a path that is calculated. */
  stated(path: Path): DocumentPath | undefined;
  /** The name of a path in messages; with `truth`, a sentence where the value is calculated and has one. */
  label(path: Path, truth?: boolean): string;
  /** The paths that need a value before this path has one. */
  unstated(path: Path, most?: number): Path[];
}

/** A usable evidence document in the rule context. */
export interface AttachedEvidence {
  /** Its collection, such as `contracts`, and its position there. */
  readonly collection: string;
  readonly index: number;
  /** Names that the manifest may use for it. */
  readonly ids: readonly string[];
  readonly document: Document;
}

const MAX_HOPS = 8;

/** Derives facts about one document from that document alone, with paths from its root. */
export type FactBuilder = Pick<RuleContext, "get" | "derive">;

export function deriveDocument(value: JsonObject, work: (facts: FactBuilder) => void): DerivedDocument {
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

/** An empty rule context. */
export function createContext(isRead: IsFactRead, own: OwnFields = noOwnFields): RuleContext {
  const data = emptyObject();
  const origins = new Map<string, Provenance>();
  const state: ContextState = { data, origins, own };
  return {
    data,
    isRead,
    own,
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
    label: (path, truth) => labelAt(state, path, truth),
    sources: (path, most = Infinity) => firstOf(sourcesOf(state, path, MAX_HOPS), most),
    stated: (path) => statedAt(state, path, MAX_HOPS),
    unstated: (path, most = Infinity) => firstOf(missingInputs(state, path, MAX_HOPS), most),
  };
}

interface ContextState {
  readonly data: JsonObject;
  readonly origins: ReadonlyMap<string, Provenance>;
  readonly own: OwnFields;
}

interface LocatedProvenance {
  readonly origin: Provenance;
  /** The part of the path below the origin. */
  readonly rest: Path;
}

/** The provenance of the longest prefix of a path that has one, and the rest of the path. */
function nearest<T>(known: ReadonlyMap<string, T>, path: Path): { origin: T; rest: Path } | undefined {
  for (let length = path.length; length > 0; length--) {
    const origin = known.get(formatPath(path.slice(0, length)));
    if (origin) return { origin, rest: path.slice(length) };
  }
  return undefined;
}

function originOf({ origins }: ContextState, path: Path): LocatedProvenance | undefined {
  const found = nearest(origins, path);
  if (found?.origin.kind !== "document" || !found.origin.described) return found;
  const { origin, rest } = found;
  const own = nearest(found.origin.described.derivations, rest);
  const within = path.slice(0, path.length - rest.length);
  return own ? { origin: { kind: "derived", within, ...own.origin }, rest: own.rest } : { origin, rest };
}

function firstOf<T>(values: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  if (most <= 0) return first;
  for (const value of values) if (first.push(value) >= most) break;
  return first;
}

const pathWithin = (within: Path, text: string): Path => [...within, ...parsePath(text)];

/** @param hops number of aliases and derivations to follow, because they can form a cycle */
function* sourcesOf(state: ContextState, path: Path, hops: number): Generator<DocumentPath, void> {
  const found = originOf(state, path);
  if (!found || hops === 0) return;
  const { origin, rest } = found;
  if (origin.kind === "document") yield { document: origin.document, path: [...origin.path, ...rest] };
  else if (origin.kind === "alias") yield* sourcesOf(state, [...parsePath(origin.to), ...rest], hops - 1);
  else for (const input of origin.inputs) yield* sourcesOf(state, pathWithin(origin.within, input), hops - 1);
}

/** @param hops number of aliases to follow, because they can form a cycle */
function statedAt(state: ContextState, path: Path, hops: number): DocumentPath | undefined {
  const found = originOf(state, path);
  if (!found || hops === 0 || found.origin.kind === "derived") return undefined;
  const { origin, rest } = found;
  if (origin.kind === "document") return { document: origin.document, path: [...origin.path, ...rest] };
  return statedAt(state, [...parsePath(origin.to), ...rest], hops - 1);
}

/** @param hops number of aliases and derivations to follow, because they can form a cycle */
function* missingInputs(state: ContextState, path: Path, hops: number): Generator<Path, void> {
  const found = originOf(state, path);
  if (!found || hops === 0 || found.origin.kind === "document") {
    yield path;
    return;
  }
  const { origin, rest } = found;
  if (origin.kind === "alias") {
    // What is missing from the evidence as a whole is a document of this kind.
    if (origin.to === "evidence") {
      yield path;
      return;
    }
    yield* missingInputs(state, [...parsePath(origin.to), ...rest], hops - 1);
    return;
  }
  const { within, inputs, missing } = origin;
  const isOpen = (input: string): boolean => (getAt(state.data, pathWithin(within, input)) ?? null) === null;
  const open = missing.length > 0 ? missing : inputs.some(isOpen) ? inputs.filter(isOpen) : inputs;
  for (const input of open) yield* missingInputs(state, pathWithin(within, input), hops - 1);
}

function labelAt(state: ContextState, path: Path, truth: boolean | undefined): string {
  // A value derived from one document belongs to that document. A value derived from several belongs to none.
  const anchor = path[0] === "evidence" ? path.slice(0, documentDepth(path)) : path;
  const isDerived = originOf(state, anchor)?.origin.kind === "derived";
  const [source] = isDerived ? [] : firstOf(sourcesOf(state, anchor, MAX_HOPS), 1);
  const own = originOf(state, ["metadata"])?.origin;
  const elsewhere = own?.kind === "document" && source && source.document.file !== own.document.file;
  const file = elsewhere && source.document.kind !== "Config" ? source.document.file : undefined;
  return labelOf(path, state.data, {
    file,
    computed: originOf(state, path)?.origin.kind === "derived",
    truth,
    own: state.own,
  });
}

export function locationOf(source: DocumentPath): Location {
  return source.document.locate(source.path);
}

export { mapsOf, textList } from "../util/json.ts";
