import type { Document, Location } from "../model/document.ts";
import {
  type Json,
  type JsonObject,
  type Path,
  at,
  emptyObject,
  formatPath,
  isObject,
  parsePath,
} from "../model/json.ts";
import { labelOf } from "./label.ts";

/** A value of a document: where a path of the rule context leads. */
export interface Source {
  readonly document: Document;
  readonly path: Path;
}

type Origin =
  | { readonly kind: "document"; readonly document: Document; readonly path: Path }
  | { readonly kind: "alias"; readonly to: Path }
  | { readonly kind: "derived"; readonly inputs: readonly Path[]; readonly missing: readonly Path[] };

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
  sources(path: Path): Source[];
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

/** Makes an empty rule context. */
export function createContext(): RuleContext {
  const data = emptyObject();
  const origins = new Map<string, Origin>();

  function put(path: Path, value: Json): void {
    let parent: Json = data;
    path.forEach((key, i) => {
      if (i === path.length - 1) (parent as JsonObject)[key] = value;
      else {
        const holder = parent as JsonObject;
        if (!isObject(holder[key]) && !Array.isArray(holder[key])) holder[key] = emptyObject();
        parent = holder[key] as Json;
      }
    });
  }

  /** The nearest origin at or above a path, and how much of the path lies below it. */
  function originOf(path: Path): { origin: Origin; rest: Path } | undefined {
    for (let length = path.length; length > 0; length--) {
      const origin = origins.get(formatPath(path.slice(0, length)));
      if (origin) return { origin, rest: path.slice(length) };
    }
    return undefined;
  }

  function sources(path: Path, hops: number = MAX_HOPS): Source[] {
    const found = originOf(path);
    if (!found || hops === 0) return [];
    const { origin, rest } = found;
    if (origin.kind === "document") return [{ document: origin.document, path: [...origin.path, ...rest] }];
    if (origin.kind === "alias") return sources([...origin.to, ...rest], hops - 1);
    return origin.inputs.flatMap((input) => sources(input, hops - 1));
  }

  function unstated(path: Path, hops: number = MAX_HOPS): Path[] {
    const found = originOf(path);
    if (!found || hops === 0 || found.origin.kind === "document") return [path];
    const { origin, rest } = found;
    if (origin.kind === "alias") return unstated([...origin.to, ...rest], hops - 1);
    const open = origin.missing.length > 0 ? origin.missing : origin.inputs.filter((input) => missing(input));
    return (open.length > 0 ? open : origin.inputs).flatMap((input) => unstated(input, hops - 1));
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
    const value = at(data, path);
    return value === undefined || value === null;
  }

  return {
    data,
    get: (path) => at(data, parsePath(path)) ?? undefined,
    bind(path, document, part = []) {
      const key = parsePath(path);
      origins.set(formatPath(key), { kind: "document", document, path: part });
    },
    alias(path, to, value) {
      const key = parsePath(path);
      origins.set(formatPath(key), { kind: "alias", to: parsePath(to) });
      if (value !== undefined) put(key, value);
    },
    derive(path, value, inputs, settles = []) {
      const key = parsePath(path);
      origins.set(formatPath(key), { kind: "derived", inputs: inputs.map(parsePath), missing: settles.map(parsePath) });
      if (value !== undefined) put(key, value);
    },
    label,
    sources: (path) => sources(path),
    unstated: (path) => unstated(path),
  };
}

/** Where a source stands in its file. */
export function locationOf(source: Source): Location {
  return source.document.locate(source.path);
}

/** A list of texts, or undefined when the value is no such list. */
export function textList(value: Json | undefined): string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined;
}

/** A number, or undefined. */
export function numberAt(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The maps among the elements of a list, with their positions; none when the value is no list. */
export function mapsOf(value: Json | undefined): { readonly index: number; readonly map: JsonObject }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((map, index) => (isObject(map) ? [{ index, map }] : []));
}
