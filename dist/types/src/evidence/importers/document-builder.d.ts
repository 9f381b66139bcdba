import type { Document, EvidenceKind } from "../../model/document.ts";
import { type Json } from "../../util/json.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
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
/** Creates a builder for a kind. `root` is the location of absent values. */
export declare function createBuilder(file: string, kind: EvidenceKind, root?: SpanGetter): DocumentBuilder;
/** Builds the documents of a file that have content; none when the file has errors. */
export declare function buildDocuments(log: DiagnosticCollector, drafts: readonly DocumentBuilder[]): Imported;
