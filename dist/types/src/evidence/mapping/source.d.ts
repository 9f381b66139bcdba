import type { FileType } from "../../policy/format.ts";
import { type SourceValue } from "../importers/data-reader.ts";
import { type DiagnosticCollector } from "../importers/diagnostics.ts";
/** A part of a file from which a format takes values. */
export interface FilePart extends SourceValue {
    /** The value at a pointer, in a column or behind a label; absent if there is none. */
    get(from: string): SourceValue;
    /** The text below a heading. */
    below(heading: string): SourceValue;
    /** The parts that become an entry each. */
    each(from: string): FilePart[];
    /** The key of the part in its map. */
    readonly key: SourceValue;
}
/** Opens a file for a format; undefined, with a diagnostic, for a file of another type. */
export declare function openPart(reads: FileType, file: string, text: string, log: DiagnosticCollector): FilePart | undefined;
/** Whether a part has the values that an entry must have. */
export declare const fits: (part: FilePart, where: Readonly<Record<string, unknown>>) => boolean;
