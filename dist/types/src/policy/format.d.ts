import type { Document, EvidenceKind } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type ValueType } from "../schema/field-types.ts";
import { type Json, type Path } from "../util/json.ts";
/** Types of files that a format of an organisation reads. */
export type FileType = "json" | "csv" | "markdown";
/** Where a value of a document comes from. */
export interface FieldSource {
    /** Path of the field in the document, or in an entry of a list. */
    readonly target: Path;
    readonly type: ValueType;
    readonly from: string | undefined;
    readonly heading: string | undefined;
    readonly isKey: boolean;
    /** A fixed value; undefined if the file has the value. */
    readonly fixed: Json | undefined;
    readonly words: Readonly<Record<string, string | boolean>> | undefined;
    readonly isPercent: boolean;
    readonly split: string | undefined;
}
/** How entries of a file become entries of a list. */
export interface ListSource {
    readonly target: Path;
    readonly each: string | undefined;
    readonly where: Readonly<Record<string, Json>>;
    readonly fields: readonly FieldSource[];
}
/** How a file becomes a document. */
export interface DocumentSource {
    readonly kind: EvidenceKind;
    readonly fields: readonly FieldSource[];
    readonly lists: readonly ListSource[];
}
/** A format of an organisation: how a file of its own becomes evidence. */
export interface FileFormat {
    readonly id: string;
    readonly reads: FileType;
    readonly documents: readonly DocumentSource[];
    readonly document: Document;
}
/** A format as it is read, and what is wrong with it. */
export interface ReadFormat {
    readonly format: FileFormat;
    readonly problems: readonly Diagnostic[];
}
/** The names of the formats of other tools, which a format of an organisation may not take. */
export declare function toolFormats(): Promise<string[]>;
/**
 * Reads a format of an organisation that conforms to its schema, and checks each field against the schema of the
 * document that it makes: the field exists, takes one value, and takes the values that stand in the format.
 */
export declare function readFormat(document: Document): Promise<ReadFormat>;
