import { type Place } from "./log.ts";
import type { Stated } from "./node.ts";
/** A heading and the lines below it, up to the next heading of any level. */
export interface Section {
    /** The heading's words, without marks, in lower case. */
    readonly title: string;
    /** 1 for `#`; 0 for what stands before the first heading. */
    readonly level: number;
    readonly lines: readonly Line[];
}
/** A line of the text, without its line end. */
export interface Line {
    /** From 1. */
    readonly number: number;
    readonly text: string;
}
/** The words of a piece of Markdown: emphasis and links are reduced to their words. */
export declare function plain(text: string): string;
/** Where a line stands, less the blanks at its ends. */
export declare function placeOf({ number, text }: Line): Place;
/**
 * Cuts a Markdown text at its headings (`#` or underlined); code blocks and comments are left out.
 * @param from the first line to read, from 1
 */
export declare function sectionsOf(text: string, from?: number): Section[];
/** What a section says, piece by piece: each item of a list, and each paragraph; tables and rules are left out. */
export declare function piecesOf(section: Section): Stated[];
/** Values written as `**Name**: value`, by name in lower case; the first of each name counts. */
export declare function labelled(sections: readonly Section[]): ReadonlyMap<string, Stated>;
