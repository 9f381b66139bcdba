import { type SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/** A heading and the lines below it, up to the next heading of any level. */
export interface MarkdownSection {
    /** The heading's words, without marks, in lower case. */
    readonly title: string;
    /** The heading as it is written, without marks; empty before the first heading. */
    readonly heading: SourceValue;
    /** 1 for `#`; 0 for what stands before the first heading. */
    readonly level: number;
    readonly lines: readonly MarkdownLine[];
}
/** A line of the text, without its line end. */
export interface MarkdownLine {
    /** From 1. */
    readonly number: number;
    readonly text: string;
}
/** The words of a piece of Markdown: emphasis and links are reduced to their words. */
export declare function plain(text: string): string;
/** Where a line stands, less the blanks at its ends. */
export declare function placeOf({ number, text }: MarkdownLine): SpanGetter;
/**
 * Cuts a Markdown text at its headings (`#` or underlined); code blocks and comments are left out.
 * @param from the first line to read, from 1
 */
export declare function sectionsOf(text: string, from?: number): MarkdownSection[];
/** A part of a section: an item of a list, or a paragraph. */
export interface MarkdownPiece extends SourceValue {
    readonly value: string;
    /** The words before its colon, or those of the item or paragraph that it is listed below; in lower case. */
    readonly label: string;
    /** What stands behind its own label; the whole text if it has none. */
    readonly rest: string;
}
/** What a section says, piece by piece: each item of a list, and each paragraph; tables and rules are left out. */
export declare function piecesOf(section: Pick<MarkdownSection, "lines">): MarkdownPiece[];
/** The cells of a row of a table; undefined for any other line, and for the line below the header. */
export declare function cellsOf({ text }: MarkdownLine): string[] | undefined;
/**
 * Values written as `**Name**: value`, or as a row `| Name | value |` of a table with two columns, by name in lower
 * case; the first of each name counts.
 */
export declare function labelled(sections: readonly MarkdownSection[]): ReadonlyMap<string, SourceValue>;
