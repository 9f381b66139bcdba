import type { DiagnosticCollector } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/** Whether a text is what a template asks, not what somebody answered. */
export declare function isPlaceholder(text: string): boolean;
/**
 * What a text states; undefined, with a warning, for a placeholder or for words such as `N/A`, and without one when
 * nothing is there. Zero-width marks at either end, which some editors leave, are dropped.
 */
export declare function textOf({ value, place }: SourceValue, log: DiagnosticCollector): string | undefined;
/** The texts of a list, or of a single text; those that state nothing are left out. */
export declare function textsOf(items: readonly SourceValue[], log: DiagnosticCollector): {
    text: string;
    place: SourceValue["place"];
}[];
/** The day in UTC of an ISO date or date-time, by its zone if it states one; undefined, with a warning, for what is none. */
export declare function dateOf(stated: SourceValue, log: DiagnosticCollector): string | undefined;
/** A share of a hundred as a share of one, without the noise of binary division. */
export declare const ofHundred: (percent: number) => number;
/** The number that a value is or spells, `93.1 %` as 0.931; undefined when it is none or not finite. */
export declare function numberOf({ value }: SourceValue): number | undefined;
/** A value as a word: a text as it is, nothing as an empty one, anything else as JSON. */
export declare function wordOf(value: unknown): string;
/** A value as a message quotes it. */
export declare const quoted: ({ value }: SourceValue) => string;
/** Whether nothing is stated. */
export declare const isAbsent: ({ value }: SourceValue) => boolean;
