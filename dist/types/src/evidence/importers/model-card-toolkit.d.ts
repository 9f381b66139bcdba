import type { Imported } from "./types.ts";
/**
 * Reads a model card of Google's Model Card Toolkit (JSON, schema 0.0.1 and 0.0.2). It becomes a ModelCard: use cases,
 * users, limitations, tradeoffs and ethical considerations, and the data sets; a ValidationReport from the performance
 * metrics over all cases; and a FairnessReport of claims from those on a slice written as `sex: female`.
 */
export declare function importModelCardToolkit(file: string, text: string): Imported;
