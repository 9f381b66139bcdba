import { type MarkdownSection } from "./markdown-reader.ts";
import type { MetricResult } from "./metrics.ts";
/** Sections with results of the model. */
export declare const aboutResults: RegExp;
/**
 * The results in the tables of some sections: rows whose first cell is a metric, with one column of values. A table of
 * several models, splits or groups is not read.
 */
export declare function tableResults(sections: readonly MarkdownSection[]): MetricResult[];
