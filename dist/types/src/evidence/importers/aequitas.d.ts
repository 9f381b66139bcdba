import type { Imported } from "./index.ts";
/**
 * Reads the bias report of Aequitas: a CSV with a row for each value of each attribute and its confusion counts
 * (attribute_name, attribute_value, tp, fp, tn, fn; `tpr` and other rates are kept as claims). Such a file names no
 * model, no version and no date, so that the report it becomes does not either.
 */
export declare function importAequitas(file: string, text: string): Imported;
