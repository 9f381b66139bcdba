import type { Document } from "../model/document.ts";
import { type Json, type JsonObject } from "../util/json.ts";
import { type OwnFields } from "../schema/own-fields.ts";
import type { Location } from "../model/location.ts";
import type { IsFactRead } from "../policy/facts-read.ts";
import { type Path } from "../util/json-path.ts";
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
/** Derives facts about one document from that document alone, with paths from its root. */
export type FactBuilder = Pick<RuleContext, "get" | "derive">;
export declare function deriveDocument(value: JsonObject, work: (facts: FactBuilder) => void): DerivedDocument;
/** An empty rule context. */
export declare function createContext(isRead: IsFactRead, own?: OwnFields): RuleContext;
export declare function locationOf(source: DocumentPath): Location;
export { mapsOf, textList } from "../util/json.ts";
