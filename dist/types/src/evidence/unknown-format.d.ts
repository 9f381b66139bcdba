import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { Tree } from "../repository/tree.ts";
import { type ReadingOptions } from "./open-file.ts";
/** An entry of `evidence` with its format. */
export interface FormatEntry {
    readonly tree: Tree;
    readonly manifest: Document;
    /** Position in `evidence`, from 0. */
    readonly index: number;
    readonly file: string;
    readonly format: string;
}
/**
 * The error for an entry whose format caregate does not have; undefined for one that it has. It names the format that
 * the file looks like, or else the one that was most likely meant, or else all of them.
 */
export declare function unknownFormat(entry: FormatEntry, options: ReadingOptions): Promise<Diagnostic | undefined>;
