import type { Imported } from "./types.ts";
/**
 * Reads a description of a data set in Croissant (MLCommons Croissant 1.0, RAI 1.0). It becomes a ModelCard that states
 * the training data alone: name, licence, first and last day, known gaps, and whether its preparation is documented.
 * The file names no model, so the manifest has to state which model was trained on it. The version of the data set is
 * not that of the model.
 */
export declare function importCroissant(file: string, text: string): Imported;
