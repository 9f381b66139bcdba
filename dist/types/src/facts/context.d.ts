import type { Document, Location } from "../model/document.ts";
import { type Json, type JsonObject, type Path } from "../util/json.ts";
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
/** What facts about one document are worked out by: it alone, with paths from its root. */
export type FactBuilder = Pick<RuleContext, "get" | "derive">;
/** Describes a document by itself. */
export declare function deriveDocument(value: JsonObject, work: (sheet: FactBuilder) => void): DerivedDocument;
/** Makes an empty rule context. */
export declare function createContext(): RuleContext;
/** Where a source stands in its file. */
export declare function locationOf(source: DocumentPath): Location;
/** A list of texts, or undefined when the value is no such list. */
export declare function textList(value: Json | undefined): string[] | undefined;
/** A number, or undefined. */
export declare function numberAt(value: Json | undefined): number | undefined;
/** The maps among the elements of a list, with their positions; none when the value is no list. */
export declare function mapsOf(value: Json | undefined): {
    readonly index: number;
    readonly map: JsonObject;
}[];
export {};
