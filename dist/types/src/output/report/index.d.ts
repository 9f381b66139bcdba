import type { Detail } from "../../model/detail.ts";
import type { Report } from "../../model/report.ts";
import type { AsyncFormat, Format, FormatOptions, TextChunks } from "../format.ts";
/** The output formats by name. */
export declare const formats: {
    readonly console: Format;
    readonly json: Format;
    readonly sarif: Format;
    readonly junit: Format;
    readonly gitlab: Format;
    readonly markdown: Format;
    readonly html: AsyncFormat;
    readonly oscal: Format;
    readonly "in-toto": Format;
    readonly csv: Format;
};
/** The name of an output format. */
export type FormatName = keyof typeof formats;
/** A report as text, piece by piece where its format can be made so: what a large one says does not fit in one text. */
export declare function textOf(format: FormatName, report: Report, options: FormatOptions): Promise<TextChunks>;
/** The formats that name what passes or does not apply although only findings are asked for. */
export declare const formatsWithAllOutcomes: readonly FormatName[];
/** The formats that say of every outcome, and not of findings alone, what decided. */
export declare const formatsWithExplanations: readonly FormatName[];
/** The level of detail that a format needs for passed and not applicable rules. */
export declare function detailFor(format: FormatName, all: boolean): Detail;
