import type { Imported } from "./types.ts";
/**
 * Reads the models of a CycloneDX bill of materials (JSON, 1.5 to 1.7). Of each component of type
 * `machine-learning-model`, by its name and version: a ModelCard from the considerations and data sets of its model
 * card; a ValidationReport from the performance metrics over all cases, with their intervals; and a FairnessReport from
 * those on a slice written as `attribute: group`, as claims, since there are no counts. A model whose digest is that of
 * an empty file was not digested, which is an error.
 */
export declare function importCycloneDx(file: string, text: string): Imported;
