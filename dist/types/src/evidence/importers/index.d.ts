import type { Document } from "../../model/document.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
/** What an importer makes of a foreign file: documents of our kinds, with spans into it. */
export interface Imported {
    readonly documents: readonly Document[];
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads a foreign file. Nothing is invented: what the file does not carry is absent. */
export type Importer = (file: string, text: string) => Imported;
/** The foreign formats that are read, by the name that a manifest gives in `evidence[].format`. */
export declare const importers: Readonly<Record<string, Importer>>;
