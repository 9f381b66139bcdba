import { type SourceNode } from "./data-reader.ts";
import { type DiagnosticCollector } from "./diagnostics.ts";
import { type DocumentBuilder } from "./document-builder.ts";
import type { Imported } from "./types.ts";
/**
 * Reads what scikit-learn computes for a binary classifier, as JSON, CSV or text: metrics by name (`accuracy`, `recall`,
 * `roc_auc`), a confusion matrix (`[[tn, fp], [fn, tp]]` or by name), and a classification report. They become a
 * ValidationReport. Results of a test set are taken, those of training and validation sets are not. The counts follow
 * from a classification report if its figures settle them. Averages over classes are not read.
 */
export declare function importScikitLearn(file: string, text: string): Imported;
/** Puts the results of a node that holds them, or that holds the node with them. */
export declare function putAt(report: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void;
