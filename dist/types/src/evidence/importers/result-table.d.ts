import { type DiagnosticCollector } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
/**
 * Reads the results of a binary classifier in a table: a classification report; a confusion matrix with rows such as
 * `true_1` and columns such as `pred_1`; a row for each metric or count with its value; or one row with a column for each.
 */
export declare function readResultTable(draft: DocumentBuilder, file: string, text: string, log: DiagnosticCollector): void;
