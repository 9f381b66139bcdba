import type { Report } from "../model/finding.ts";
/** What a format may know besides the report. */
export interface FormatOptions {
    /** Every outcome instead of findings alone. */
    readonly all: boolean;
    readonly color: boolean;
    /** What to put before a file's path so that it leads there from where the reader is. */
    readonly pathPrefix: string;
    /** A line of a file of the repository, counted from 1, or undefined when there is none to show. */
    line(file: string, number: number): string | undefined;
}
/** An output format: a report in, its text out. */
export type Format = (report: Report, options: FormatOptions) => string;
/** An output format that loads what it needs first. */
export type LateFormat = (report: Report, options: FormatOptions) => Promise<string>;
