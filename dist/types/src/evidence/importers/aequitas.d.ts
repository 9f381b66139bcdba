import type { Imported } from "./types.ts";
/**
 * Reads a bias report of Aequitas, or its table of disparities, as CSV or as pandas writes a table in JSON: a row for
 * each value of each attribute with its confusion counts (attribute_name, attribute_value, tp, fp, tn, fn). Rates such
 * as `tpr` or `fdr` are kept as claims; what is said about the reference group (`tp_ref`) and disparities are left to be
 * recomputed. Such a file names no model, no version and no date, so that the report it becomes does not either.
 */
export declare function importAequitas(file: string, text: string): Imported;
