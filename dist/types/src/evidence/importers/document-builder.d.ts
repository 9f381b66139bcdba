import type { Document, EvidenceKind } from "../../model/document.ts";
import { type Json } from "../../util/json.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
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
/** Starts a document of a kind; `root` is where what is absent from it is pointed at. */
export declare function createBuilder(file: string, kind: EvidenceKind, root?: SpanGetter): DocumentBuilder;
/** What came of a file: its drafts that state something, unless the file is broken. */
export declare function buildDocuments(log: DiagnosticCollector, drafts: readonly DocumentBuilder[]): Imported;
