import type { Report } from "../model/report.ts";
/** A part of an HTML page that does not come from the report. */
export interface PagePart {
    readonly id: string;
    readonly title: string;
    /** Content as the HTML renderer makes it. Its type is not that of the renderer, on which the library does not depend. */
    readonly body: object;
}
/** What a format may know besides the report. */
export interface FormatOptions {
    /** Every outcome instead of findings alone. */
    readonly all: boolean;
    readonly color: boolean;
    /** What to put before a file's path so that it leads there from where the reader is. */
    readonly pathPrefix: string;
    /** Path from the top of the checkout to the root, with forward slashes (default: "", the top itself). */
    readonly folder?: string;
    /** Separates the results of several checks of one folder in a system that keeps the newest of each (default: none). */
    readonly category?: string;
    /** The rules whose findings are shown (default: all); the verdict and the counts stay those of all. */
    readonly isShown?: ((rule: string) => boolean) | undefined;
    /** A text as a link to a line of a file, for a terminal that shows links. */
    readonly link?: ((text: string, file: string, line: number) => string) | undefined;
    /** The history of the repository, where a page is to tell that, too. */
    readonly history?: readonly PagePart[];
    /** A line of a file of the repository, counted from 1, or undefined when there is none to show. */
    line(file: string, number: number): string | undefined;
}
/** A text, or its pieces one after the other. */
export type TextChunks = string | Iterable<string>;
/** An output format: a report in, its text out. */
export type Format = (report: Report, options: FormatOptions) => string;
/** An output format that loads what it needs first. */
export type AsyncFormat = (report: Report, options: FormatOptions) => Promise<string>;
